import pytest
from hypothesis import given
from hypothesis import strategies as st

from outscan.report.mask import BLOCK, Masker, mask, visible
from outscan.types import Part, Quote, Threshold, Where, because
from outscan.words import Words

MASKED, SHOWN = Masker(show=False), Masker(show=True)


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


def test_quotes_in_a_reason_are_blotted_out_and_thresholds_stay():
    told = because("item.test", figure="2000", limit=Threshold("< 5000", "m"))
    assert MASKED.because(told, Words()) == f"{BLOCK * 4} < 5000 m"
    assert SHOWN.because(told, Words("en")) == "2000 < 5000 m"


@given(st.text())
def test_a_quote_is_masked_whatever_stands_in_it(text):
    told = because("mark.labelled", words=(Quote(text), because("mark.alone", words=text)))
    said = MASKED.because(told, Words("en")).replace("the field for the level says", "").replace("alone on its line", "")
    assert not any(c.isalnum() for c in said if c != BLOCK)


@pytest.mark.parametrize("name", ["机密★10年 方案.docx", "附件；1.xlsx", "绝密\x1b[2J.txt"])
def test_a_name_is_shown_whole_and_only_what_acts_is_made_visible(name):
    assert MASKED.name(f"资料/{name}") == f"资料/{name}".replace("\x1b", "␛")
    assert MASKED.where(Where((name,), Part.NAME))["member"] == [name.replace("\x1b", "␛")]


def test_a_quote_is_at_most_sixty_characters():
    assert len(SHOWN.quote("字" * 200)) == 60
