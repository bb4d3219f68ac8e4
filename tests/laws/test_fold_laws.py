"""Folding leads back: every folded character came from where the map says, and folding twice changes nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from outscan.fold import fold, plain
from outscan.fold.table import EXPANSIONS, LOOKALIKES, table, wide

PIECES = st.sampled_from(
    [
        "机",
        "密",
        "機",
        "密",
        "絕",
        "★",
        "☆",
        "⭐",
        "10",
        "年",
        " ",
        "  ",
        "\u3000",
        "\xa0",
        "\x0b",
        "\n",
        "\t",
        "\u200b",
        "\u200d",
        "️",
        "\xad",
        "(nèi)",
        "（bù）",
        "(m)",
        "ＴＯＰ",
        "TOP",
        "ТОР",
        "é",
        "é",
        "㎢",
        "№",
        "𝐀",
        "\u202e",
        "̶",
        "⼀",
        "⽇",
        "㊙",
        "10³",
        "①",
        ":",
        "：",
        "İ",
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=24).map("".join))


def step(char: str) -> set[str]:
    """All that one original character may become."""
    single = chr(table()[ord(char)]) if ord(char) < 0x10000 else wide().get(ord(char), char)
    return {single, *EXPANSIONS.get(single, ""), LOOKALIKES.get(single, single), " "}


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_folded_character_leads_back_to_the_one_it_came_from(text):
    folded = fold(text)
    for position, char in enumerate(folded.text):
        start, end = folded.original(position, position + 1)
        assert 0 <= start < end <= len(text)
        assert char in step(text[start])


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_the_way_back_never_turns_round(text):
    folded = fold(text)
    offsets = [folded.offset(i) for i in range(len(folded.text))]
    assert offsets == sorted(offsets)
    assert folded.length == len(text)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_folding_what_is_folded_changes_nothing(text):
    once = fold(text).text
    assert fold(once).text == once


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.data())
def test_a_quote_is_a_stretch_of_the_original_that_folds_to_what_was_matched(text, data):
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    a, b = folded.original(start, end)
    assert text[a:b]
    assert folded.position(a) <= start


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_hard_breaks_and_cells_stay_and_soft_breaks_are_remembered(text):
    folded = fold(text)
    for separator in "\n\t":
        assert folded.text.count(separator) == text.count(separator)
    assert "\v" not in folded.text
    assert list(folded.lines) == sorted(folded.lines)
    assert all(0 <= line <= len(folded.text) for line in folded.lines)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_lower_case_keeps_offsets(text):
    # Detectors search `folded.text.lower()` and use its offsets.
    assert len(fold(text).text.lower()) == len(fold(text).text)


def test_no_table_entry_folds_further():
    every = {chr(point): chr(target) for point, target in enumerate(table())} | {chr(k): v for k, v in wide().items()}
    assert all(every.get(target, target) == target for target in every.values())


WRITTEN = st.lists(
    st.one_of(
        PIECES,
        st.sampled_from(
            [
                "**",
                "*",
                "`",
                "\\",
                "%E6%9C%BA",
                "%25E5%25AF%2586",
                "%",
                "\\u673A",
                "&#26426;",
                "&amp;",
                "<b>",
                "</b>",
                "[b]",
                "[/b]",
                "'''",
                "=E6=9C=BA",
                "\\textbf{",
                "}",
                "$\\bigstar$",
                "[[",
                "]]",
                "](x)",
                "[",
                "\x1b[1m",
                "{\\b1}",
                "~~",
            ]
        ),
    ),
    max_size=24,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(WRITTEN, st.data())
def test_the_way_back_through_mark_up_and_codes_never_turns_round(text, data):
    folded = plain(text)
    assert folded.length == len(text)
    offsets = [folded.offset(i) for i in range(len(folded.text))]
    assert offsets == sorted(offsets)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    a, b = folded.original(start, end)
    assert 0 <= a < b <= len(text)
    assert folded.position(a) <= start
