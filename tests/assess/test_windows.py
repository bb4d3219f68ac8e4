from hypothesis import given
from hypothesis import strategies as st

from outscan.assess.windows import LATIN_BREATH, LEAST, PLAIN, SCALES, windows

TEXTS = st.text(alphabet="水位今天。！\n,. a", max_size=900)


@given(TEXTS)
def test_windows_lie_inside_and_say_enough(text):
    for start, end in windows(text):
        assert 0 <= start < end <= len(text)
        assert LEAST <= end - start <= max(SCALES) // PLAIN + 2 * LATIN_BREATH


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
    before = [one for one in windows(ended) if one[1] < len(ended) - LATIN_BREATH]
    assert set(before) <= set(windows(ended + more))


def test_a_sentence_is_judged_alone_and_in_its_paragraph():
    said = "那道压轴题昨晚定成了数列的求和，第三小题最难，监考的老师都还不知道，请你先别往外面说。"
    around = "会议在下午两点开始，到会的有三十个人，大家谈得很好。"
    text = around + said + around
    found = windows(text)
    assert (len(around), len(around) + len(said)) in found
    assert (0, len(text)) in found


def test_english_is_measured_by_what_it_says_and_not_by_letters():
    sentence = "The committee will open the second envelope on Friday, and so far nobody outside has been told about it. "
    many = -(-max(SCALES) // (len(sentence) * PLAIN))
    short, long = windows(sentence * 12)[:2]
    assert short == (0, len(sentence) - 1)
    assert long == (0, many * len(sentence) - 1)
    assert 40 < len((sentence * many).split()) < 70


def test_an_english_sentence_without_a_stop_is_not_cut_like_a_chinese_one():
    assert windows("and nobody has been told about it yet " * 9)[0][1] >= LATIN_BREATH
    assert windows("没有句号的表格一行接着一行" * 20)[0][1] < LATIN_BREATH


def test_a_short_text_is_one_window_and_a_scrap_is_none():
    text = "昨天下午在河边量了三个断面的流速，结果写在本子上。"
    assert windows(text) == [(0, len(text))]
    assert windows("太短。") == []


def test_a_last_sentence_is_a_stretch_of_its_own_from_eight_words_on():
    text = "The exhibition opens in spring and the hall is heated. It has not been announced yet."
    starts = {start for start, _ in windows(text)}
    assert starts == {0}
    assert {start for start, _ in windows(text + " The curator and both of his assistants will write to us.")} > {0}
    assert windows("It is kept in the hall.")
