from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from outscan.report.mask import BLOCK, Masker, mask, visible
from outscan.types import VALUE_CLOSE, VALUE_OPEN, Confidence, Finding, Kind, Level, Match, Part, Span, Where, value

MASKED, SHOWN = Masker(show=False), Masker(show=True)


def finding(quote: str, where: Where) -> Finding:
    match = Match("mark/x", Kind.MARK, where, 0, (Span(0, len(quote)),), quote, quote)
    return Finding("mark/x", Kind.MARK, "marks", Level.SECRET, "标志", (), (match,), confidence=Confidence.HIGH)


@given(st.text())
def test_a_mask_leaves_no_letter_digit_or_ideograph(text):
    masked = mask(text)
    assert len(masked) == len(text)
    assert not any(c.isalnum() for c in masked if c != BLOCK)


@given(st.text())
def test_what_is_visible_cannot_act_on_a_terminal(text):
    shown = visible(text)
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in shown)
    assert not set(shown) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff")


def test_terminal_tricks_are_shown_as_pictures():
    assert visible("a\x1b[2Jb\rc\u202ed") == "a␛[2Jb c<U+202E>d"
    assert visible("\udcbb\udcfa.txt") == "\\xbb\\xfa.txt"


def test_values_in_a_reason_are_blotted_out_and_thresholds_stay():
    told = f"比例尺 {value(2000)} < 5000"
    assert MASKED.because(told) == f"比例尺 {BLOCK * 4} < 5000"
    assert SHOWN.because(told) == "比例尺 2000 < 5000"


@given(st.text())
def test_a_document_cannot_close_its_own_value(text):
    told = value(VALUE_CLOSE + text + VALUE_OPEN)
    assert told.count(VALUE_OPEN) == told.count(VALUE_CLOSE) == 1


def test_words_that_matched_in_a_name_are_blotted_out_in_every_name():
    where = Where(("机密★10年 方案.docx",), Part.NAME)
    masker = Masker(show=False, words=("机密★10年",))
    assert masker.name("资料/机密★10年 方案.docx") == f"资料/{BLOCK * 2}★{BLOCK * 3} 方案.docx"
    assert masker.where(where)["member"] == [f"{BLOCK * 2}★{BLOCK * 3} 方案.docx"]
    assert replace(masker, words=()).name("方案.docx") == "方案.docx"


def test_a_quote_is_at_most_sixty_characters():
    assert len(SHOWN.quote("字" * 200)) == 60
