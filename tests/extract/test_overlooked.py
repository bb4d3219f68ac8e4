"""Questions about raw bytes that are asked of few of them answer as if they were asked of all."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from outscan.extract.again import LEAST, MANY, MOST, remembered
from outscan.extract.overlooked import _ENGLISH, _values, unspoken
from outscan.lazy_regex.literals import Literals

PIECES = st.lists(
    st.sampled_from(
        [
            '="',
            '"',
            "<",
            ">",
            "=",
            " ",
            "the ",
            "word, ",
            "some; ",
            "a ",
            "12 ",
            "中",
            "\n",
            "one two three four five six",
            "a b c d e f",
        ]
    ),
    max_size=24,
)
SENTENCE = "this sentence has more than six words"


@given(PIECES)
@example(['="', SENTENCE, '="', SENTENCE, '"'])
@example([SENTENCE, '="', SENTENCE])
def test_values_are_found_where_words_stand_as_they_are_everywhere(pieces):
    data = "".join(pieces).encode()
    assert list(_values(data)) == _ENGLISH.findall(data)


def test_a_sentence_is_told_of_an_attribute_and_not_of_a_text():
    assert unspoken(f'<a b="{SENTENCE}">{SENTENCE}</a>'.encode()) == [SENTENCE]
    assert unspoken(f"<a b='x'>{SENTENCE}</a>".encode()) == []


@given(st.lists(st.binary(min_size=1, max_size=4), min_size=1, max_size=60), st.binary(max_size=300), st.booleans())
def test_a_literal_stands_or_does_not(words, data, planted):
    data = data + words[-1] + data if planted else data
    one = Literals(words)
    assert one.stand_in(data) == any(word in data for word in words)
    assert one.stand_in(memoryview(data)[5:]) == any(word in data[5:] for word in words)


def test_bytes_that_come_again_are_asked_once_and_others_each():
    asked = []

    def question(data):
        asked.append(data)
        return data[-1:]

    again = remembered(question)
    part = bytes(LEAST)
    for data in (part, part, part[:-1] + b"1", part, b"short", b"short", bytes(MOST + 1), bytes(MOST + 1)):
        assert again(data) == data[-1:]
    assert [data[-1:] for data in asked] == [b"\0", b"1", b"\0", b"t", b"t", b"\0", b"\0"]
    for more in range(MANY):
        again(bytes(LEAST + 1 + more))
    again(part)
    assert len(asked) == 7 + MANY + 1
