"""Windows metafiles of sixteen bits: their records in order.

In: bytes. Out: `Drawn`. Source: [MS-WMF] 2.3.
"""

from __future__ import annotations

import struct

from outscan.extract.metafile.drawn import Drawn, bitmap
from outscan.extract.outlines import Pen
from outscan.legible import decode

PLACEABLE = b"\xd7\xcd\xc6\x9a"
TEXT, EXTENDED = 0x0521, 0x0A32
BITMAPS = {0x0F43: 22, 0x0B41: 20, 0x0940: 16, 0x0D33: 18}
"""Function → bytes of parameters before the bitmap ([MS-WMF] 2.3.1), its own six of size and function not counted."""
SHAPES = frozenset({0x0324, 0x0325, 0x0538, 0x0418, 0x041B, 0x0817, 0x0213, 0x061C, 0x081A, 0x0830})
POLYGON, POLYLINE, POLYPOLYGON, MOVE, LINE, WINDOW, FONT = 0x0324, 0x0325, 0x0538, 0x0214, 0x0213, 0x020C, 0x02FB


def read(data: bytes) -> Drawn:
    """Read the records until they end or break off."""
    drawn, at = Drawn(), 18 + (22 if data.startswith(PLACEABLE) else 0)
    pen = Pen()
    while at + 6 <= len(data):
        words, kind = struct.unpack_from("<IH", data, at)
        record = data[at + 6 : at + 2 * words]
        if words < 3 or at + 2 * words > len(data) + 1:
            break
        at += 2 * words
        if kind == 0:
            drawn.whole = True
            break
        _record(kind, record, drawn, pen)
    drawn.outlines.add(pen.contours, filled=False)
    return drawn


def _record(kind: int, record: bytes, drawn: Drawn, pen: Pen) -> None:
    if kind == TEXT and len(record) >= 2:
        count = struct.unpack_from("<H", record)[0]
        after = 2 + count + count % 2
        place = struct.unpack_from("<hh", record, after) if len(record) >= after + 4 else None
        drawn.say(decode(record[2 : 2 + count]).text, (place[1], place[0]) if place else None)
    elif kind == EXTENDED and len(record) >= 8:
        y, x, count, options = struct.unpack_from("<hhHH", record)
        start = 16 if options & 0x6 else 8
        drawn.say(decode(record[start : start + count]).text, (x, y))
    elif kind in BITMAPS:
        _bitmap(record[BITMAPS[kind] :], drawn)
    elif kind == FONT and len(record) >= 2:
        drawn.size = float(abs(struct.unpack_from("<h", record)[0])) or drawn.size
    elif kind == WINDOW and len(record) >= 4:
        drawn.outlines.upwards = struct.unpack_from("<h", record)[0] < 0
    elif kind in (MOVE, LINE) and len(record) >= 4:
        y, x = struct.unpack_from("<hh", record)
        (pen.move if kind == MOVE else pen.line)(x, y)
    elif kind in (POLYGON, POLYLINE, POLYPOLYGON) and len(record) >= 2:
        _polygons(kind, record, drawn)


def _polygons(kind: int, record: bytes, drawn: Drawn) -> None:
    count = struct.unpack_from("<H", record)[0]
    at, counts = 2, (count,)
    if kind == POLYPOLYGON:
        count = min(count, (len(record) - 2) // 2)
        counts, at = struct.unpack_from(f"<{count}H", record, 2), 2 + 2 * count
    pen = Pen()
    for size in counts:
        number = min(size, max(len(record) - at, 0) // 4)
        flat = struct.unpack_from(f"<{2 * number}h", record, at)
        pen.polygon(list(zip(flat[::2], flat[1::2], strict=True)), closed=kind != POLYLINE)
        at += 4 * size
    drawn.outlines.add(pen.contours, filled=kind != POLYLINE)


def _bitmap(dib: bytes, drawn: Drawn) -> None:
    """A packed bitmap: header, colours, bits ([MS-WMF] 2.2.2.9)."""
    if len(dib) < 40:
        return
    size, _, _, _, depth, compression = struct.unpack_from("<IiiHHI", dib)
    colours = struct.unpack_from("<I", dib, 32)[0] or (1 << depth if depth <= 8 else 0)
    start = min(size + 4 * colours + (12 if compression == 3 else 0), len(dib))
    drawn.files.append(("bmp", bitmap(dib[:start], dib[start:])))
