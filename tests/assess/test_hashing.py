import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from outscan.assess import hashing

ANY = st.text(alphabet=st.characters(codec="utf-16"), max_size=200)
MIXED = st.text(alphabet="aBz19,._。水、 \n\u3000é\uffff\U0001f600\U00020000", max_size=60)


@given(st.one_of(ANY, MIXED), st.sampled_from([8, 15, 18]))
@example("1,2.3.水，a", 18)
@settings(max_examples=200)
def test_both_ways_give_the_same_tokens_and_buckets(text, bits):
    plain, at_once = hashing.hashed(text, bits), hashing.hashed_at_once(text, bits)
    assert [row.tolist() for row in at_once.rows] == plain.rows
    assert at_once.before.tolist() == [sum(start < at for start in plain.starts) for at in range(len(text) + 1)]


@given(st.one_of(ANY, MIXED))
def test_tokens_lie_in_order_inside_the_text(text):
    one = hashing.hashed(text, 18)
    bounds = [place for pair in zip(one.starts, one.ends, strict=True) for place in pair]
    assert bounds == sorted(bounds)
    assert all(0 <= place <= len(text) for place in bounds)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("水位 12.5 米", "水位 1,380 米"),
        ("measured values", "MEASUREMENTS  value-s"[:12] + " values"),
        ("甲　乙", "甲 乙"),
        ("a, b", "a b"),
    ],
)
def test_figures_case_endings_and_separators_are_one(text, same):
    assert hashing.hashed(text, 18).rows == hashing.hashed(same, 18).rows


@pytest.mark.parametrize(("text", "other"), [("水。", "水"), ("a", "b"), ("水位", "位水"), ("2", "二")])
def test_what_differs_in_meaning_differs(text, other):
    assert hashing.hashed(text, 18).rows != hashing.hashed(other, 18).rows


def test_stretches_of_text_become_the_tokens_that_begin_inside():
    one = hashing.hashed("今天 river 12 米。", 18)
    assert one.starts == [0, 1, 3, 9, 12, 13]
    assert hashing.tokens_of(one, [(0, 4), (4, 14)]) == [(0, 3), (3, 6)]
