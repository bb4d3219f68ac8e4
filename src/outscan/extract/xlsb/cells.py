"""Cells of a sheet by its records, for workbooks the library cannot open ([MS-XLSB] 2.4.310 and the BrtCell records).

In: the bytes of a sheet's part, the shared strings. Out: (row, column, text) of every cell with a value, counted from 0.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from outscan.extract.xlsb.records import records, wide
from outscan.extract.xlsb.styles import Dates

ROW, RK, ERROR, BOOLEAN, REAL, STRING, SHARED = 0, 2, 3, 4, 5, 6, 7
FORMULA_STRING, FORMULA_NUMBER, FORMULA_BOOLEAN, RICH = 8, 9, 10, 62
_NUMBERS = frozenset({RK, REAL, FORMULA_NUMBER})
VALUE_AT = 8
"""Behind the column and the style."""


def values(data: bytes, shared: Sequence[str], dates: Dates) -> Iterator[tuple[int, int, str]]:
    """Yield the cells, days as dates; a record that is cut comes with the column -1."""
    row = 0
    for number, body in records(data):
        try:
            if number == ROW:
                row = struct.unpack_from("<I", body)[0]
            elif (RK <= number <= FORMULA_BOOLEAN or number == RICH) and (text := _text(number, body, shared)):
                yield row, struct.unpack_from("<I", body)[0], dates.told(body, text) if number in _NUMBERS else text
        except (struct.error, IndexError):
            yield row, -1, ""


def _text(number: int, body: bytes, shared: Sequence[str]) -> str:
    if number == RK:
        return f"{_short(struct.unpack_from('<I', body, VALUE_AT)[0]):.15g}"
    if number in (REAL, FORMULA_NUMBER):
        return f"{struct.unpack_from('<d', body, VALUE_AT)[0]:.15g}"
    if number in (BOOLEAN, FORMULA_BOOLEAN):
        return "TRUE" if body[VALUE_AT] else "FALSE"
    if number == SHARED:
        return shared[int.from_bytes(body[VALUE_AT : VALUE_AT + 4], "little")]
    if number in (STRING, FORMULA_STRING):
        return wide(body, VALUE_AT)[0]
    return wide(body, VALUE_AT + 1)[0] if number == RICH else ""


def _short(packed: int) -> float:
    """A number of four bytes: an integer or the upper half of a double, perhaps a hundredth (2.5.122 RkNumber)."""
    if packed & 2:
        value = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        value = float(struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0])
    return value / 100 if packed & 1 else value
