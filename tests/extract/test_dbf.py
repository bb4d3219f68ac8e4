from __future__ import annotations

import struct

import pytest

from outscan.types import CELL, HARD, GapReason, HiddenKind
from unpacked import gaps, seen, spot, words


def table(fields, rows, language=0, encoding="gb18030"):
    names = b"".join(
        n.encode(encoding).ljust(11, b"\0") + k.encode() + b"\0" * 4 + bytes((size, 0)) + b"\0" * 14 for n, k, size in fields
    )
    size = 1 + sum(f[2] for f in fields)
    body = b"".join(
        mark + b"".join(v.encode(encoding).ljust(f[2]) for v, f in zip(values, fields, strict=True)) for mark, *values in rows
    )
    return (
        struct.pack("<4BIHH", 3, 126, 1, 15, len(rows), 33 + len(names), size)
        + b"\0" * 17
        + bytes((language, 0, 0))
        + names
        + b"\x0d"
        + body
        + b"\x1a"
    )


FIELDS = [("点名", "C", 10), ("高程", "N", 8)]


@pytest.mark.parametrize(("language", "encoding"), [(0, "gb18030"), (0x4D, "gb18030"), (0x57, "gb18030"), (0, "utf-8")])
def test_rows_under_their_field_names_whatever_the_header_says(language, encoding):
    pieces = seen(table(FIELDS, [(b" ", "望江台", "12.5"), (b" ", "白杨坪", "30")], language, encoding), "a.dbf")
    assert words(pieces, part="table") == f"点名{CELL}高程{HARD}望江台{CELL}12.5{HARD}白杨坪{CELL}30"
    assert spot(pieces, "30") == "表 R3C2"
    assert not gaps(pieces)


def test_deleted_records_are_hidden_text():
    pieces = seen(table(FIELDS, [(b"*", "旧点", "1"), (b" ", "新点", "2")]), "a.dbf")
    assert "旧点" in words(pieces, hidden=HiddenKind.DELETED_DATA)
    assert "旧点" not in words(pieces, part="table")


def test_a_table_cut_off_is_a_gap():
    data = table(FIELDS, [(b" ", "望江台", "12.5")] * 5)
    assert gaps(seen(data[:-30], "a.dbf")) == [GapReason.CORRUPT]
