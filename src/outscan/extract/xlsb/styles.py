"""Which styles of a binary workbook show dates ([MS-XLSB] 2.4.651 BrtFmt, 2.4.855 BrtXF).

In: the styles part, the workbook part. Out: `Dates`, and the words of number formats.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from outscan.extract import serials
from outscan.extract.xlsb.records import records, wide
from outscan.nouns import Struct

FORMAT, STYLE, CELLS_BEGIN, CELLS_END, PROPERTIES = 44, 47, 617, 618, 153
STYLE_AT = 4
"""Behind the column of a cell; three bytes."""


class Dates(Struct, frozen=True):
    """The styles that show dates, and from when days are counted."""

    styles: frozenset[int] = frozenset()
    since_1904: bool = False

    def told(self, body: bytes, value: str) -> str:
        """The number of a cell as its style shows it."""
        style = int.from_bytes(body[STYLE_AT : STYLE_AT + 3], "little")
        return serials.date(value, since_1904=self.since_1904) if style in self.styles else value


def dates(styles: bytes, workbook: bytes) -> Dates:
    """What the records of both parts say; a record that is cut says nothing."""
    since_1904 = any(number == PROPERTIES and body[:1] and body[0] & 1 for number, body in records(workbook))
    codes = dict(formats(styles))
    found: set[int] = set()
    inside, count = False, 0
    for number, body in records(styles):
        if number in (CELLS_BEGIN, CELLS_END):
            inside = number == CELLS_BEGIN
        elif number == STYLE and inside and len(body) >= STYLE_AT:
            index = struct.unpack_from("<H", body, 2)[0]
            if serials.dated(index, codes.get(index, "")):
                found.add(count)
            count += 1
    return Dates(frozenset(found), bool(since_1904))


def formats(styles: bytes) -> Iterator[tuple[int, str]]:
    """The number formats of a workbook: number, code."""
    for number, body in records(styles):
        if number == FORMAT and len(body) >= STYLE_AT + 2:
            yield struct.unpack_from("<H", body)[0], wide(body, 2)[0]
