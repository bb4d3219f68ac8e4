"""The grammar of state: what a passage says of a matter, by parts and forms, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outscan.config import shipped
from outscan.errors import LexiconError
from outscan.lexicon.compile import compile_pack, read_rules
from outscan.lexicon.load import load
from outscan.lexicon.model import SignText, StateFile
from outscan.state import SHORT, State, spoken
from outscan.state.form import compiled

STATE = State(load(shipped("lexicons")).state)


def said(text: str) -> set[str]:
    return {name for name, _, _ in STATE.signs(text)}


@pytest.mark.parametrize(
    "text",
    [
        "这个数先别往外说",
        "名单会前勿外传",
        "数据尚未对社会公布",
        "合格线还没下发",
        "在揭盲前不得透露",
        "不要让对方知道",
        "开标前严格保密",
        "材料限我方掌握",
        "方案仍为代拟稿",
        "新闻发布会前勿外传",
        "must not be shared outside the team",
        "please do not quote",
        "under embargo until the press conference",
    ],
)
def test_kept_back(text):
    assert "kept" in said(text)


@pytest.mark.parametrize(
    "text",
    ["现将图纸寄给荷兰公司", "样本拟带出境", "已转交合作方", "对方索要原始记录", "已传日方", "the files are sent to our partner"],
)
def test_handed_over(text):
    assert "handed" in said(text)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("据新华社报道", "published"),
        ("本章例题", "taught"),
        ("甲方承担保密义务", "clause"),
        ("任何单位不得", "legislated"),
        ("桌面推演", "exercised"),
        ("请填写下表", "template"),
        ("她冷笑一声", "fictional"),
        ("民国时期", "past"),
    ],
)
def test_what_lowers(text, sign):
    assert sign in said(text)


def test_plain_prose_says_nothing_of_state():
    assert not said("食堂供应面条") & {"kept", "handed", "published"}


def test_of_two_that_overlap_only_the_longer_is_given():
    spans = [(a, b) for name, a, b in STATE.signs("请勿对外公开透露", ("kept",))]
    assert all(not (a <= c and d <= b) for a, b in spans for c, d in spans if (a, b) != (c, d))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("parts: {a: [x]}\nsigns:\n  - {id: k, speaks: raises, says: s, says_en: s, forms: ['{b}']}\n", "“{b}”不在"),
        ("parts: {a: ['{']}\nsigns: []\n", "不是词"),
        (
            "parts: {a: [x]}\nsigns:\n" + 2 * "  - {id: k, speaks: raises, says: s, says_en: s, forms: ['{a}']}\n",
            "写了两次",
        ),
    ],
)
def test_a_wrong_page_is_refused_with_its_line(text, complaint):
    with pytest.raises(LexiconError, match=complaint.replace("{", r"\{").replace("}", r"\}")):
        compile_pack([read_rules("state.yaml", text.encode(), local=False)], "", "")


def test_an_overlay_may_not_bring_its_own():
    for name in ("state.yaml", "judgement.yaml"):
        with pytest.raises(LexiconError, match="检查变松"):
            read_rules(f"local/{name}", b"parts: {}\nsigns: []\n", local=True)


@pytest.mark.parametrize(
    "text",
    [
        "数据尚未对外公布，请勿外传，现发给德方核对。",
        "公开前不得向媒体透露；会后收回。",
        "Please do  not circulate these figures outside; unpublished drafts will be sent to our partner.",
        "Undisclosed: it must\nnot be shared with anyone before the announcement.",
        "单位应当依法公开，任何个人不得泄露。",
    ],
)
def test_what_a_short_text_says_is_what_it_says_in_a_long_one(text):
    long = text + "\n" + "。" * SHORT
    assert list(STATE.signs(text)) == list(STATE.signs(long))
    assert list(STATE.signs(text))


@pytest.mark.parametrize("sign", STATE.file.signs, ids=lambda sign: sign.id)
def test_every_word_of_every_form_is_looked_for(sign):
    for form in compiled(STATE.file.parts, sign).needs:
        assert all(1 <= len(beginning) <= 2 and beginning == beginning.lower() for beginning in form)


PIECES = st.sampled_from(
    [word for words in STATE.file.parts.values() for word in words]
    + ["的", "数据", "资料", "。", "，", "\n", " ", "对外", "未", "不得"]
)


FORMS: dict[str, list] = {}
for _sign in STATE.file.signs:
    FORMS.setdefault(spoken(_sign), []).extend(compiled(STATE.file.parts, _sign).patterns)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_forms_asked_where_they_may_begin_say_what_they_say_asked_everywhere(text):
    assert sorted(STATE.signs(text)) == everywhere(text)


def test_english_forms_are_heard_wherever_their_words_stand():
    words = sorted({word.rstrip("*") for words in STATE.file.parts.values() for word in words if word.isascii()})
    told = [f"The {word}  {other} {word}, {word.title()}\n{other}." for word, other in zip(words, words[::-1], strict=True)]
    heard = [sorted(STATE.signs(text)) for text in told]
    assert heard == [everywhere(text) for text in told]
    assert sum(map(bool, heard)) > len(told) / 2


def everywhere(text):
    """Every sign, each form asked of the whole text."""
    lowered = text.lower()
    found = []
    for name, forms in FORMS.items():
        hits = sorted((hit.span() for one in forms for hit in one.finditer(lowered)), key=lambda at: (at[0], -at[1]))
        last = -1
        for start, end in hits:
            if end > last:
                found.append((name, start, end))
                last = end
    return sorted(found)


OPEN_PARTS = {"quiet": ["悄悄", "私下"], "tell": ["告诉", "透露"], "odd": ["*开", "“内"]}
OPEN_FORMS = ["~3不外借", "{quiet?}{tell?}", "{odd}启用"]


@pytest.mark.parametrize("length", [0, 3 * SHORT])
@pytest.mark.parametrize("word", ["这本册子不外借", "悄悄告诉", "“内启用"])
def test_forms_of_which_nobody_knows_how_they_begin_are_heard_in_short_and_long_texts(word, length):
    sign = SignText(id="open", speaks="raises", says="某事", says_en="something", forms=OPEN_FORMS)
    heard = State(StateFile(OPEN_PARTS, [sign]))
    assert {name for name, _, _ in heard.signs("天" * length + word)} == {spoken(sign)}
    only = State(
        StateFile(OPEN_PARTS, [SignText(id="one", speaks="raises", says="某事", says_en="something", forms=OPEN_FORMS[:1])])
    )
    assert list(only.signs("天" * length + "例会照常")) == []
