"""StarView metafiles: the previews LibreOffice keeps of tables, charts and formulas.

In: bytes. Out: `Drawn`. Source: SvmReader of LibreOffice (vcl/source/filter/svm): a signature, a header, then actions, each a
number, a version, a length and as many bytes, so that an action nobody knows is stepped over.
"""

from __future__ import annotations

import struct

from outscan.extract.metafile.drawn import Drawn
from outscan.extract.outlines import IDENTITY, Matrix, Pen
from outscan.legible import decode

SIGNATURE = b"VCLMTF"
TEXTS = {112: (8, 4), 113: (8, 8), 114: (8, 8), 115: (16, 2)}
"""Text, with an array of steps, stretched, in a box: bytes before the text, and between it and its Unicode form."""
STEPPED = 113
POLYLINE, POLYGON, POLYPOLYGON = 109, 110, 111
PICTURES = frozenset(range(116, 125))
"""Bitmaps, whole or scaled or in part, with masks or as masks: a file of a bitmap stands at their beginning."""
NESTED = 8
DIB = 26
"""The shortest header of a bitmap file with its information."""


def read(data: bytes) -> Drawn:
    """Read the actions until their count is reached or they break off."""
    drawn = Drawn()
    _actions(data, drawn, 0)
    return drawn


def _actions(data: bytes, drawn: Drawn, depth: int) -> None:
    if len(data) < 12:
        return
    header = struct.unpack_from("<I", data, 8)[0]
    at = 12 + header
    if at > len(data) or header < 4:
        return
    count = struct.unpack_from("<I", data, at - 4)[0]
    for _ in range(count):
        if at + 8 > len(data):
            return
        kind, version, length = struct.unpack_from("<HHI", data, at)
        body = data[at + 8 : at + 8 + length]
        if len(body) < length:
            return
        _action(kind, version, body, drawn, depth)
        at += 8 + length
    drawn.whole = drawn.whole or depth == 0


def _action(kind: int, version: int, body: bytes, drawn: Drawn, depth: int) -> None:
    inner = body.find(SIGNATURE)
    if inner >= 0 and depth < NESTED:  # what is drawn half transparent, or instead of a packed picture
        _actions(body[inner:], drawn, depth + 1)
    elif kind in TEXTS:
        _text(kind, version, body, drawn)
    elif kind in PICTURES and len(body) > DIB:
        start = body.find(b"BM", 0, DIB)
        drawn.files.append(("bmp" if start >= 0 else "bin", body[max(start, 0) :]))
    elif kind in (POLYLINE, POLYGON, POLYPOLYGON):
        pen = Pen(IDENTITY)
        _polygons(kind, body, pen)
        drawn.outlines.add(pen.contours, filled=kind != POLYLINE)


def _text(kind: int, version: int, body: bytes, drawn: Drawn) -> None:
    """The Unicode form of the text from version 2 on, its bytes before that."""
    before, between = TEXTS[kind]
    if len(body) < before + 2:
        return
    size = struct.unpack_from("<H", body, before)[0]
    at = before + 2 + size
    raw, text = body[before + 2 : at], ""
    if kind == STEPPED and len(body) >= at + between:
        between += 4 * struct.unpack_from("<I", body, at + 4)[0]
    at += between
    if version > 1 and len(body) >= at + 2:
        length = struct.unpack_from("<H", body, at)[0]
        text = body[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    x, y = struct.unpack_from("<ii", body)
    drawn.say(text or decode(raw).text, (float(x), float(y)))


def _polygons(kind: int, body: bytes, pen: Pen, matrix: Matrix = IDENTITY) -> None:
    """Polygons of whole numbers; what a later version adds behind them repeats them with curves."""
    pen.matrix = matrix
    many, at = (struct.unpack_from("<H", body)[0], 2) if kind == POLYPOLYGON and len(body) > 1 else (1, 0)
    for _ in range(many):
        if at + 2 > len(body):
            return
        count = min(struct.unpack_from("<H", body, at)[0], (len(body) - at - 2) // 8)
        flat = struct.unpack_from(f"<{2 * count}i", body, at + 2)
        pen.polygon([(float(x), float(y)) for x, y in zip(flat[::2], flat[1::2], strict=True)], closed=kind != POLYLINE)
        at += 2 + 8 * count
