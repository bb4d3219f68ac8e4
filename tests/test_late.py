"""A late expression answers like a compiled one, whether or not it had to be compiled."""

import re

from hypothesis import given
from hypothesis import strategies as st

from outscan.late import LONG, late

TEXTS = st.text("ab密级 1", max_size=30)


@given(TEXTS)
def test_every_question_is_answered_as_by_a_compiled_expression(text):
    source = r"(?P<level>密级?)\s?\d?"
    for question in ("search", "match", "fullmatch"):
        ours, theirs = (getattr(one, question)(text) for one in (late(source, needs="密"), re.compile(source)))
        assert (ours and ours.span()) == (theirs and theirs.span())
    spans = [m.span() for m in re.finditer(source, text)]
    assert [m.span() for m in late(source, needs="密").finditer(text)] == spans
    assert late(source, needs="密").findall(text) == re.findall(source, text)
    assert late(source, needs="密").sub("·", text) == re.sub(source, "·", text)
    assert late(source).split(text) == re.split(source, text)


def test_a_wrong_expression_is_not_compiled_before_a_text_could_meet_it():
    broken = late("(", needs=["机密"])
    assert broken.search("秘密文件") is None
    assert list(broken.finditer("")) == []


def test_a_long_text_is_searched_without_looking_for_what_is_needed():
    assert late("a", needs="z").search("b" * LONG + "a").start() == LONG


def test_flags_and_bounds_are_kept():
    one = late("secret", re.IGNORECASE)
    assert one.search("a SECRET", 3) is None
    assert one.match("a SECRET", 2).group() == "SECRET"
    assert one.pattern == "secret"
