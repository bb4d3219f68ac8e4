from hypothesis import given
from hypothesis import strategies as st

from outscan.assess.windows import BREATH, LEAST, SCALES, windows

TEXTS = st.text(alphabet="水位今天。！\n,. a", max_size=900)


@given(TEXTS)
def test_windows_lie_inside_and_say_enough(text):
    for start, end in windows(text):
        assert 0 <= start < end <= len(text)
        assert LEAST <= end - start <= max(SCALES) + 2 * BREATH


@given(TEXTS)
def test_every_character_of_a_long_enough_text_is_inside_one(text):
    found = windows(text)
    if len(text) >= LEAST and found:
        covered = set()
        for start, end in found:
            covered.update(range(start, end))
        assert set(range(found[0][0], len(text) - LEAST)) <= covered


@given(TEXTS, st.text(alphabet="雨。\n", min_size=1, max_size=80))
def test_what_was_full_stays_when_text_is_added(text, more):
    ended = text + "。\n"
    before = [one for one in windows(ended) if one[1] < len(ended) - BREATH]
    assert set(before) <= set(windows(ended + more))


def test_a_sentence_is_judged_alone_and_in_its_paragraph():
    said = "那道压轴题昨晚定成了数列的求和，第三小题最难。"
    around = "会议在下午两点开始，到会的有三十个人，大家谈得很好。"
    text = around + said + around
    found = windows(text)
    assert (len(around), len(around) + len(said) + len(around)) in found
    assert any(start == 0 and end == len(text) for start, end in found)
    alone = said + "谢谢大家听到这里。"
    assert (len(around), len(around) + len(alone)) in windows(around + alone + around)


def test_a_short_text_is_one_window_and_a_scrap_is_none():
    text = "昨天下午在河边量了三个断面的流速，结果写在本子上。"
    assert windows(text) == [(0, len(text))]
    assert windows("太短。") == []
