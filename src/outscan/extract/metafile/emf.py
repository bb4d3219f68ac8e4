"""Enhanced metafiles: their records in order.

In: bytes. Out: `Drawn`. Sources: [MS-EMF] 2.3, [MS-EMFPLUS] (its own room beside). World transforms move outlines; windows
and viewports only tell which way is up.
"""

from __future__ import annotations

import struct

from outscan.extract.metafile.drawn import Drawn, bitmap
from outscan.extract.metafile.plus import Plus
from outscan.extract.outlines import IDENTITY, Matrix, Pen, times
from outscan.legible import decode
from outscan.nouns import Struct, field

WIDE, NARROW, SMALL, POLY = 84, 83, 108, (96, 97)
COMMENT, END = 70, 14
BITMAPS = {76: 84, 77: 84, 81: 48, 80: 48, 114: 84, 116: 84, 78: 84, 79: 96}
"""Record type → where in the record the four lengths of its bitmap stand ([MS-EMF] 2.3.1)."""
SHAPES = frozenset({*range(2, 9), *range(85, 93), 41, 42, 43, 44, 45, 46, 47, 53, 54, 55, 56})
POLYS = {2: "b", 3: "p", 4: "l", 5: "c", 6: "t", 85: "b", 86: "p", 87: "l", 88: "c", 89: "t"}
"""Record type → Béziers, a polygon, a line, Béziers and a line from where the pen is; from 85 on points are shorts."""
MANY = {7: False, 8: True, 90: False, 91: True}
"""Record type → whether its several lines are closed."""
MOVE, LINE, BEGIN, CLOSE, FILL, STROKE_FILL, STROKE = 27, 54, 59, 61, 62, 63, 64
WORLD, MODIFY, FONT, SELECT, WINDOW = 35, 36, 82, 37, 9
SAVE, RESTORE = 33, 34


class Reader(Struct):
    """Reads the records of one metafile."""

    drawn: Drawn = field(default_factory=Drawn)
    plus: Plus = field(default_factory=Plus)
    _pen: Pen = field(default_factory=Pen)
    _path: bool = False
    _world: Matrix = IDENTITY
    _saved: list[Matrix] = field(default_factory=list)
    _fonts: dict[int, float] = field(default_factory=dict)

    def read(self, data: bytes) -> Drawn:
        """Read the records until they end or break off."""
        drawn, at = self.drawn, 0
        while at + 8 <= len(data):
            kind, size = struct.unpack_from("<II", data, at)
            record = data[at : at + size]
            if size < 8 or len(record) < size:
                break
            at += size
            if kind == 1 and size >= 72:
                count, offset = struct.unpack_from("<II", record, 60)
                drawn.description = (
                    record[offset : offset + 2 * count].decode("utf-16-le", "replace").replace("\x00", " ").strip()
                )
            elif kind == END:
                drawn.whole = True
                break
            else:
                self._record(kind, record)
        self._flush(filled=False)
        self.plus.finish(drawn)
        return drawn

    def _record(self, kind: int, record: bytes) -> None:
        drawn = self.drawn
        if kind in (WIDE, NARROW) and len(record) >= 52:
            self._string(record, 44, wide=kind == WIDE)
        elif kind in POLY and len(record) >= 40:
            for i in range(min(struct.unpack_from("<I", record, 36)[0], (len(record) - 40) // 40)):
                self._string(record, 40 + 40 * i + 8, wide=kind == POLY[1])
        elif kind == SMALL and len(record) >= 36:
            self._small(record)
        elif kind == COMMENT and len(record) >= 16:
            self._comment(record[12 : 12 + struct.unpack_from("<I", record, 8)[0]])
        elif kind in BITMAPS and len(record) >= BITMAPS[kind] + 16:
            at, size, bits, count = struct.unpack_from("<IIII", record, BITMAPS[kind])
            drawn.files.append(("bmp", bitmap(record[at : at + size], record[bits : bits + count])))
        elif kind in SHAPES:
            self._shape(kind, record)
        else:
            self._state(kind, record)

    def _comment(self, data: bytes) -> None:
        if data.startswith(b"EMF+"):
            self.plus.read(data[4:], self.drawn)
        elif (at := data.find(b"%PDF-", 0, 64)) >= 0:  # the drawing once more, as the program that wrote it keeps it
            self.drawn.files.append(("pdf", data[at:]))

    def _string(self, record: bytes, at: int, *, wide: bool) -> None:
        """An EmrText object's string: `at` is where its count stands ([MS-EMF] 2.2.5)."""
        x, y, count, offset, options = struct.unpack_from("<iiIII", record, at - 8)
        if options & 0x10:  # ETO_GLYPH_INDEX: numbers of glyphs, no characters
            self.drawn.numbered += count
            return
        raw = record[offset : offset + count * (2 if wide else 1)]
        self.drawn.say(raw.decode("utf-16-le", "replace") if wide else decode(raw).text, (x, y))

    def _small(self, record: bytes) -> None:
        x, y, count, options = struct.unpack_from("<iiII", record, 8)
        start = 36 if options & 0x100 else 52  # ETO_NO_RECT
        narrow = options & 0x200  # ETO_SMALL_CHARS
        raw = record[start : start + (count if narrow else 2 * count)]
        self.drawn.say(raw.decode("latin-1") if narrow else raw.decode("utf-16-le", "replace"), (x, y))

    def _state(self, kind: int, record: bytes) -> None:
        if kind == BEGIN:
            self._pen, self._path = Pen(self._world), True
        elif kind == CLOSE:
            self._pen.close()
        elif kind in (FILL, STROKE_FILL, STROKE):
            self._flush(filled=kind != STROKE)
            self._path = False
        elif kind == MOVE and len(record) >= 16:
            if not self._path:
                self._flush(filled=False)
            self._pen.move(*struct.unpack_from("<ii", record, 8))
        elif kind == FONT and len(record) >= 16:
            number, height = struct.unpack_from("<Ii", record, 8)
            self._fonts[number] = float(abs(height))
        elif kind == SELECT and len(record) >= 12:
            self.drawn.size = self._fonts.get(struct.unpack_from("<I", record, 8)[0], self.drawn.size) or self.drawn.size
        else:
            self._space(kind, record)

    def _space(self, kind: int, record: bytes) -> None:
        """Transforms of the world, and which way is up."""
        if kind == WORLD and len(record) >= 32:
            self._world = struct.unpack_from("<6f", record, 8)
        elif kind == MODIFY and len(record) >= 36:
            given: Matrix = struct.unpack_from("<6f", record, 8)
            mode = struct.unpack_from("<I", record, 32)[0]
            self._world = {1: IDENTITY, 2: times(given, self._world), 3: times(self._world, given)}.get(mode, given)
        elif kind == WINDOW and len(record) >= 16:
            self.drawn.outlines.upwards = struct.unpack_from("<ii", record, 8)[1] < 0
        elif kind == SAVE:
            self._saved.append(self._world)
        elif kind == RESTORE and self._saved:
            self._world = self._saved.pop()
        self._pen.matrix = self._world

    def _flush(self, *, filled: bool) -> None:
        self.drawn.outlines.add(self._pen.contours, filled=filled)
        self._pen = Pen(self._world)

    def _shape(self, kind: int, record: bytes) -> None:
        """The points of a shape; within a path they wait until it is painted."""
        if kind == LINE and len(record) >= 16:
            self._pen.line(*struct.unpack_from("<ii", record, 8))
            return
        short = kind >= 85
        if kind in POLYS and len(record) >= 28:
            count = struct.unpack_from("<I", record, 24)[0]
            self._poly(POLYS[kind], _points(record, 28, count, short=short))
        elif kind in MANY and len(record) >= 32:
            parts = min(struct.unpack_from("<I", record, 24)[0], (len(record) - 32) // 4)
            counts = struct.unpack_from(f"<{parts}I", record, 32)
            at = 32 + 4 * parts
            pen = self._pen if self._path else Pen(self._world)
            for count in counts:
                pen.polygon(_points(record, at, count, short=short), closed=MANY[kind])
                at += count * (4 if short else 8)
            if not self._path:
                self.drawn.outlines.add(pen.contours, filled=MANY[kind])

    def _poly(self, way: str, points: list[tuple[float, float]]) -> None:
        pen = self._pen if self._path or way in "ct" else Pen(self._world)
        if way in "pl":
            pen.polygon(points, closed=way == "p")
        elif way == "t":
            for point in points:
                pen.line(*point)
        else:
            if way == "b" and points:
                pen.move(*points.pop(0))
            for first, second, end in zip(points[::3], points[1::3], points[2::3], strict=False):
                pen.curve(first, second, end)
        if pen is not self._pen:
            self.drawn.outlines.add(pen.contours, filled=way == "p")


def _points(record: bytes, at: int, count: int, *, short: bool) -> list[tuple[float, float]]:
    size, code = (4, "h") if short else (8, "i")
    count = min(count, max(len(record) - at, 0) // size)
    flat = struct.unpack_from(f"<{2 * count}{code}", record, at)
    return list(zip(flat[::2], flat[1::2], strict=True))
