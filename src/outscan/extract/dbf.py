"""Reader of dBASE tables, as shapefiles carry them.

In: `Blob`. Out: one grid with the field names as its first row; deleted records apart; gaps for what does not
decode or breaks off.
The code page in the header is a candidate only: Chinese tables say nothing or the wrong thing and hold GBK.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from outscan.legible import decode
from outscan.limits import Budget
from outscan.nouns import Struct
from outscan.types import (
    CELL,
    SOFT,
    Blob,
    Gap,
    GapReason,
    HiddenKind,
    Part,
    Piece,
    PlacedText,
    Segment,
    grid,
    joined,
    spot,
    unread,
)

_PAGES = {
    0x03: "cp1252", 0x13: "cp932", 0x4D: "gb18030", 0x4E: "cp949", 0x4F: "cp950", 0x57: "cp1252", 0x7A: "gb18030",
    0x78: "big5", 0x7B: "cp932",
}  # fmt: skip
_DESCRIPTOR = 32
_END = 0x0D
_BINARY = {"I": "<i", "B": "<d", "+": ">i", "O": ">d"}
_MEMO = frozenset("MGPW")


class _Field(Struct, frozen=True):
    name: bytes
    kind: str
    size: int


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield the rows of a dBASE table."""
    data = blob.data
    count, header, size = struct.unpack_from("<IHH", data, 4)
    fields = _fields(data, header)
    declared = _PAGES.get(data[29], "")
    sound = True
    cells: list[tuple[int, int, str]] = []
    gone: list[PlacedText] = []
    for column, field in enumerate(fields):
        name = decode(field.name, declared)
        sound = sound and name.sound
        cells.append((0, column, name.text))
    at = 0
    rows = 0
    while header + (at + 1) * size <= len(data) and at < count:
        record = data[header + at * size : header + (at + 1) * size]
        at += 1
        if at % 4096 == 0:
            budget.tick()
        values, good = _values(record, fields, declared)
        sound = sound and good
        if record[:1] == b"*":
            gone.append((spot("line", at), CELL.join(values)))
            continue
        rows += 1
        cells.extend((rows, column, value) for column, value in enumerate(values) if value)
    yield Segment(blob.where.at(Part.TABLE), *grid(spot("table"), cells, "RC"))
    if gone:
        yield Segment(blob.where.at(Part.HIDDEN), *joined(gone), hidden=HiddenKind.DELETED_DATA)
    rest = data[header + at * size :].strip(b"\x1a\0 \r\n")
    if at < count:
        yield Gap(blob.where, GapReason.CORRUPT, unread("records", at=at, count=count))
    elif rest:
        yield Blob(blob.where.inside("trailing"), rest, HiddenKind.DELETED_DATA)
    if not sound:
        yield Gap(blob.where, GapReason.GARBLED, unread("encoding", encoding=declared or "unknown"))
    if any(field.kind in _MEMO for field in fields):
        yield Gap(blob.where, GapReason.UNSUPPORTED, unread("memo_elsewhere"))


def _fields(data: bytes, header: int) -> list[_Field]:
    fields = []
    for at in range(_DESCRIPTOR, min(header, len(data)) - 1, _DESCRIPTOR):
        if data[at] == _END:
            break
        fields.append(_Field(data[at : at + 11].partition(b"\0")[0], chr(data[at + 11]), data[at + 16]))
    return fields


def _values(record: bytes, fields: list[_Field], declared: str) -> tuple[list[str], bool]:
    values, sound, at = [], True, 1
    for field in fields:
        raw = record[at : at + field.size]
        at += field.size
        shape = _BINARY.get(field.kind)
        if shape and len(raw) == struct.calcsize(shape):
            values.append(f"{struct.unpack(shape, raw)[0]:.15g}")
            continue
        plain = raw.strip(b"\0 ")
        got = decode(plain, declared)
        sound = sound and got.sound
        values.append(got.text.replace("\r\n", SOFT).replace("\n", SOFT).replace("\t", " ").strip())
    return values, sound
