"""A font of our own with one glyph, a box, for every character there is: what reading sees instead of the machine's fonts.

In: nothing. Out: the bytes of a TrueType font, the same on every machine.
PDFium needs a face to place the characters of a font that is not embedded (vertical writing vanishes without one); which one
it is changes no character. Tables as in ISO/IEC 14496-22; the cmap is format 13, one group that maps all to one glyph.
"""

from __future__ import annotations

import struct
from functools import cache

EM = 1000
"""Units an em; a glyph of a Chinese font fills one."""
ASCENT, DESCENT = 880, -120
"""Of a usual Chinese font: above and below the base line."""
LAST = 0x10FFFF
MAGIC = 0xB1B0AFBA
"""What all words of a font add up to, less the adjustment in its head (ISO/IEC 14496-22, `head`)."""
_EDGE = (50, DESCENT + 50, EM - 50, ASCENT - 50)
_SFNT, _HEAD_MAGIC, _GROUPED = 0x00010000, 0x5F0F3CF5, 13


@cache
def box_font() -> bytes:
    """The font: glyph 0 is empty, glyph 1 a box."""
    glyph = _glyph()
    tables = {
        b"OS/2": _os2(),
        b"cmap": _cmap(),
        b"glyf": glyph,
        b"head": _head(0),
        b"hhea": struct.pack(">IhhhHhhhhhh8xhH", _SFNT, ASCENT, DESCENT, 0, EM, 50, 50, EM - 50, 1, 0, 0, 0, 2),
        b"hmtx": struct.pack(">HhHh", EM, 0, EM, _EDGE[0]),
        b"loca": struct.pack(">III", 0, 0, len(glyph)),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", _SFNT, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": _name(),
        b"post": struct.pack(">IIhhI16x", 0x00030000, 0, -100, 50, 1),
    }
    tables[b"head"] = _head((MAGIC - _sum(_laid(tables))) & 0xFFFFFFFF)
    return _laid(tables)


def _laid(tables: dict[bytes, bytes]) -> bytes:
    """The directory and the tables behind it, each on a boundary of four bytes."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    directory = struct.pack(">IHHHH", _SFNT, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    at, body = 12 + 16 * count, b""
    for tag, table in tables.items():
        summed = _head(0) if tag == b"head" else table
        directory += struct.pack(">4sIII", tag, _sum(summed), at + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return directory + body


def _sum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    return sum(int.from_bytes(padded[at : at + 4]) for at in range(0, len(padded), 4)) & 0xFFFFFFFF


def _glyph() -> bytes:
    """One contour of four corners on the line, every coordinate in two bytes."""
    left, bottom, right, top = _EDGE
    xs, ys = (left, 0, right - left, 0), (bottom, top - bottom, 0, bottom - top)
    return struct.pack(">hhhhhHH4B4h4h", 1, *_EDGE, 3, 0, *[1] * 4, *xs, *ys)


def _cmap() -> bytes:
    """All of Unicode to glyph 1, for the two platforms readers ask for."""
    groups = struct.pack(">HHIII3I", _GROUPED, 0, 28, 0, 1, 0, LAST, 1)
    return struct.pack(">HH HHI HHI", 0, 2, 0, 6, 20, 3, 10, 20) + groups


def _head(adjustment: int) -> bytes:
    return struct.pack(
        ">IIIIHHQQhhhhHHhhh", _SFNT, _SFNT, adjustment, _HEAD_MAGIC, 3, EM, 0, 0, *_EDGE, 0, 8, 2, 1, 0
    )  # fmt: skip


def _os2() -> bytes:
    head = struct.pack(">HhHHH", 4, EM, 400, 5, 0)
    marks = struct.pack(">10hh", 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0)
    return (
        head
        + marks
        + bytes(10)
        + struct.pack(">4I4s", 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, b"BOX ")
        + struct.pack(">HHHhhhHH", 0x40, 0x20, 0xFFFF, ASCENT, DESCENT, 0, ASCENT, -DESCENT)
        + struct.pack(">IIhhHHH", 0xFFFFFFFF, 0xFFFFFFFF, 500, 700, 0, 0x20, 1)
    )


def _name() -> bytes:
    words = {1: "Box", 2: "Regular", 4: "Box", 6: "Box"}
    text, records = b"", b""
    for number, word in words.items():
        coded = word.encode("utf-16-be")
        records += struct.pack(">HHHHHH", 3, 10, 0x409, number, len(coded), len(text))
        text += coded
    return struct.pack(">HHH", 0, len(words), 6 + len(records)) + records + text
