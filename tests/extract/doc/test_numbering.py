"""Numbers of lists, as Word shows them."""

from __future__ import annotations

import struct

import pytest

from outscan.extract.doc.fib import Fib
from outscan.extract.doc.numbering import labels, written


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [
        (3, 0, "3"),
        (4, 1, "IV"),
        (9, 2, "ix"),
        (1, 3, "A"),
        (27, 4, "aa"),
        (12, 39, "十二"),
        (30, 37, "三十"),
        (7, 22, "07"),
        (1, 23, ""),
    ],
)
def test_formats(number, kind, text):
    assert written(number, kind) == text


def head(levels: list[tuple[int, int, str]]) -> Fib:
    lists = struct.pack("<H", 1) + struct.pack("<i", 77) + b"\0" * 22 + b"\0\0"
    body = b""
    for start, kind, text in levels + [(1, 0, "\x00")] * (9 - len(levels)):
        body += struct.pack("<iB", start, kind) + b"\0" * 23 + struct.pack("<H", len(text)) + text.encode("utf-16-le")
    plan = struct.pack("<Ii12x", 1, 77)
    table = lists + body + plan
    word = bytearray(154 + 8 * 80)
    struct.pack_into("<II", word, 154 + 8 * 73, 0, len(lists))
    struct.pack_into("<II", word, 154 + 8 * 74, len(table) - len(plan), len(plan))
    return Fib(bytes(word), table)


def test_levels_count_and_start_again():
    told = labels(head([(1, 0, "\x00."), (1, 4, "\x00.\x01)")]), [(10, 1, 0), (20, 1, 1), (30, 1, 1), (40, 1, 0), (50, 1, 1)])
    assert list(told.values()) == ["1.", "1.a)", "1.b)", "2.", "2.a)"]


def test_a_broken_table_gives_no_labels():
    assert labels(Fib(b"\0" * 800, b""), [(10, 1, 0)]) == {}
