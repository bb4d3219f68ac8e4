"""The `cmap` table of an embedded font: which character each glyph stands for.

In: the bytes of a TrueType or OpenType font. Out: glyph → character (OpenType specification, cmap formats 4 and 12).
"""

from __future__ import annotations

import struct

MOST = 20_000
"""Codes of one group."""


def cmap(data: bytes) -> dict[int, str]:
    """Glyph → character. Raises struct.error where the tables break off."""
    tables = struct.unpack_from(">H", data, 4)[0]
    for i in range(min(tables, 64)):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * i)
        if tag == b"cmap":
            break
    else:
        return {}
    found: dict[int, str] = {}
    for i in range(min(struct.unpack_from(">H", data, offset + 2)[0], 16)):
        platform, encoding, at = struct.unpack_from(">HHI", data, offset + 4 + 8 * i)
        if (platform, encoding) in ((3, 1), (3, 10), (0, 3), (0, 4), (0, 6)):
            found.update(_subtable(data, offset + at))
    return found


def _subtable(data: bytes, at: int) -> dict[int, str]:
    kind = struct.unpack_from(">H", data, at)[0]
    found: dict[int, str] = {}
    if kind == 12:
        for i in range(min(struct.unpack_from(">I", data, at + 12)[0], MOST)):
            first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * i)
            found.update({glyph + n: chr(first + n) for n in range(min(last - first + 1, MOST)) if first + n < 0x110000})
    elif kind == 4:
        count = struct.unpack_from(">H", data, at + 6)[0] // 2
        for i in range(count):
            last = struct.unpack_from(">H", data, at + 14 + 2 * i)[0]
            first = struct.unpack_from(">H", data, at + 16 + 2 * (count + i))[0]
            delta = struct.unpack_from(">H", data, at + 16 + 2 * (2 * count + i))[0]
            place = at + 16 + 2 * (3 * count + i)
            shift = struct.unpack_from(">H", data, place)[0]
            for code in range(first, min(last, 0xFFFE) + 1):
                glyph = code if not shift else struct.unpack_from(">H", data, place + shift + 2 * (code - first))[0]
                found[(glyph + delta) & 0xFFFF] = chr(code)
    found.pop(0, None)
    return found
