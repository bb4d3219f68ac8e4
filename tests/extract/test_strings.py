from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outscan.extract.strings import _ANCHORS, _ENCODINGS, _WORDS, _needles, marks_in
from outscan.types import HiddenKind, Where
from outscan.words.places import place_words


def found(data):
    return [s.text for s in marks_in(Where(("a",)), data)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
def test_a_mark_in_any_encoding_with_what_stands_around_it(encoding):
    data = b"\x01\x02\xff\xff\0\0" + "文号一 机密★10年 完".encode(encoding) + b"\0\0\x01\x02"
    assert "机密★10年" in found(data)[0]


def test_the_place_and_kind():
    segment = next(marks_in(Where(("a",)), b"\0" * 10 + "绝密".encode()))
    assert place_words(segment.where.spot) == "@10"
    assert segment.hidden is HiddenKind.RAW_STRING


def test_two_neighbours_are_no_word():
    inside = "啊".encode("gbk")[:1] + "机密".encode("gbk") + "啊".encode("gbk")[1:]
    assert not found(b"\0" + inside)


def test_many_hits_are_bounded_and_none_is_none():
    assert len(found(("机密" + "\0" * 200).encode() * 500)) <= 50
    assert not found(os.urandom(0) + bytes(range(128)) * 50)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(_WORDS), st.sampled_from(_ENCODINGS), st.binary(max_size=40)), max_size=8), st.booleans()
)
def test_words_are_found_around_their_anchors_as_they_are_everywhere(planted, odd):
    assert all(any(anchor in word for anchor in _ANCHORS) for word in _WORDS)
    data = bytes(1000 + odd) + bytes(200).join(word.encode(name) + noise for word, name, noise in planted) + bytes(2000)
    for _, needle in _needles():
        assert needle.stretches(data) is not None
        assert [hit.span() for hit in needle.finditer(data)] == [hit.span() for hit in needle.made.finditer(data)]
