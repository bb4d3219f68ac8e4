"""Numbers in Chinese words: whatever stands before a unit is a number or none, and never the end of a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outscan.detect.quantities import QuantityDetector
from outscan.detect.quantities.numerals import WORDS, in_words
from outscan.fold import fold
from outscan.reading import Reading
from outscan.types import Segment, Where


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("三十一点六", 31.6),
        ("二〇二七", 2027),
        ("五万", 50_000),
        ("三点五千", 3500),
        ("两点零五万", 20_500),
        ("一点千二", 1),
        ("三点五点二", 3.5),
        ("三点", 3),
    ],
)
def test_words_have_a_value(words, value):
    assert in_words(words) == pytest.approx(value)


@given(
    st.text(f"{WORDS}点", min_size=1, max_size=20),
    st.sampled_from(["平方公里", "立方米每秒", "米", "亩", "万元", "分之一地形图"]),
)
def test_no_words_before_a_unit_end_the_reading(words, unit):
    text = f"测区面积{words}{unit}。"
    QuantityDetector().notice(Reading(0, Segment(Where(("a.txt",)), text), fold(text)))
