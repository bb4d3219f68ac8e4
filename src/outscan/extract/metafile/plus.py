"""EMF+ records inside the comments of an enhanced metafile.

In: the bytes of such comments. Out: their texts, pictures and paths, told to `Drawn`. Source: [MS-EMFPLUS] 2.3.4 (DrawString),
2.3.5.1 (objects, also in several records), 2.2.1.4 (images), 2.2.1.6 (paths). What repeats a plain record's text is left out.
"""

from __future__ import annotations

import struct

from outscan.extract.metafile.drawn import Drawn
from outscan.extract.outlines import IDENTITY, Contour, Matrix, Pen, Shape, times
from outscan.nouns import Struct, field

OBJECT, DRAW_STRING, DRIVER_STRING = 0x4008, 0x401C, 0x4036
FILL_PATH, DRAW_PATH, FILL_POLYGON = 0x4014, 0x4015, 0x400C
SET_WORLD, RESET_WORLD, MULTIPLY, TRANSLATE, SCALE = 0x402A, 0x402B, 0x402C, 0x402D, 0x402E
PATH, IMAGE = 3, 5
MORE = 0x8000
COMPRESSED, RELATIVE = 0x4000, 0x0800
ENDINGS = ((b"\x89PNG", "png"), (b"\xff\xd8", "jpg"), (b"GIF8", "gif"), (b"BM", "bmp"), (b"II*", "tiff"), (b"MM\0*", "tiff"))


class Plus(Struct):
    """Follows the EMF+ records through all comments of a file."""

    _paths: dict[int, Shape] = field(default_factory=dict)
    _pending: dict[int, bytes] = field(default_factory=dict)
    _world: Matrix = IDENTITY

    def read(self, data: bytes, drawn: Drawn) -> None:
        """The records of one comment."""
        at = 0
        while at + 12 <= len(data):
            kind, flags, size, count = struct.unpack_from("<HHII", data, at)
            self._record(kind, flags, data[at + 12 : at + 12 + count], drawn)
            at += max(size, 12)

    def finish(self, drawn: Drawn) -> None:
        """Whatever object was never whole is told as far as it goes."""
        for key, data in self._pending.items():
            self._object(key, data, drawn)

    def _record(self, kind: int, flags: int, body: bytes, drawn: Drawn) -> None:
        if kind == OBJECT:
            self._piece(flags, body, drawn)
        elif kind == DRAW_STRING and len(body) >= 28:
            length = struct.unpack_from("<I", body, 8)[0]
            text = body[28 : 28 + 2 * length].decode("utf-16-le", "replace")
            if text not in drawn.texts:
                drawn.say(text, struct.unpack_from("<ff", body, 12))
        elif kind == DRIVER_STRING and len(body) >= 16:
            self._driver(body, drawn)
        elif kind in (FILL_PATH, DRAW_PATH):
            shape = self._paths.get(flags & 0xFF)
            if shape is not None:
                drawn.outlines.add(_moved(shape, self._world), filled=kind == FILL_PATH)
        elif kind == FILL_POLYGON and len(body) >= 8:
            pen = Pen(self._world)
            pen.polygon(_points(body, 8, struct.unpack_from("<I", body, 4)[0], flags))
            drawn.outlines.add(pen.contours)
        else:
            self._transform(kind, flags, body)

    def _driver(self, body: bytes, drawn: Drawn) -> None:
        """DrawDriverString: characters where its option says so (bit 0: a lookup by the font's map), else glyphs by number."""
        options, count = struct.unpack_from("<I", body, 4)[0], struct.unpack_from("<I", body, 12)[0]
        raw = body[16 : 16 + 2 * count]
        if not options & 1:
            drawn.numbered += count
        elif (text := raw.decode("utf-16-le", "replace")) not in drawn.texts:
            drawn.say(text)

    def _transform(self, kind: int, flags: int, body: bytes) -> None:
        given: Matrix | None = None
        if kind in (SET_WORLD, MULTIPLY) and len(body) >= 24:
            given = struct.unpack_from("<6f", body)
        elif kind == TRANSLATE and len(body) >= 8:
            given = (1.0, 0.0, 0.0, 1.0, *struct.unpack_from("<2f", body))
        elif kind == SCALE and len(body) >= 8:
            across, down = struct.unpack_from("<2f", body)
            given = (across, 0.0, 0.0, down, 0.0, 0.0)
        if kind == RESET_WORLD:
            self._world = IDENTITY
        elif given is not None:
            after = flags & 0x2000
            self._world = given if kind == SET_WORLD else times(self._world, given) if after else times(given, self._world)

    def _piece(self, flags: int, body: bytes, drawn: Drawn) -> None:
        """An object, whole or a piece of one that goes on in the next record (its first field is then the size of the whole)."""
        key = flags & 0x7FFF
        if flags & MORE and len(body) >= 4:
            self._pending[key] = self._pending.get(key, b"") + body[4:]
            return
        self._object(key, self._pending.pop(key, b"") + body, drawn)

    def _object(self, key: int, data: bytes, drawn: Drawn) -> None:
        kind = (key >> 8) & 0x7F
        if kind == IMAGE and len(data) >= 8:
            which = struct.unpack_from("<I", data, 4)[0]
            inner = _picture(data) if which == 1 else data[16:]
            if inner:
                ending = next((ending for magic, ending in ENDINGS if inner.startswith(magic)), "emf" if which != 1 else "bin")
                drawn.files.append((ending, inner))
        elif kind == PATH and len(data) >= 12:
            self._paths[key & 0xFF] = _path(data)


def _picture(data: bytes) -> bytes:
    """The file inside a bitmap object, or a BMP made of its plain pixels."""
    if len(data) < 28:
        return b""
    wide, high, stride, form, packed = struct.unpack_from("<iiiII", data, 8)
    raw = data[28:]
    if packed == 1:
        return raw
    depth = (form >> 8) & 0xFF
    if depth not in (24, 32) or wide <= 0 or high <= 0 or stride < wide * depth // 8 or len(raw) < stride * high:
        return raw  # told as it is: a kind nobody reads is a gap
    rows = b"".join(raw[y * stride : y * stride + (wide * depth + 31) // 32 * 4] for y in reversed(range(high)))
    header = struct.pack("<IiiHHIIiiII", 40, wide, high, 1, depth, 0, len(rows), 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54 + len(rows), 0, 0, 54) + header + rows


def _path(data: bytes) -> Shape:
    count, flags = struct.unpack_from("<II", data, 4)
    points = _points(data, 12, count, flags)
    at = 12 + len(points) * (4 if flags & COMPRESSED else 8)
    types = data[at : at + len(points)]
    pen, i = Pen(), 0
    while i < min(len(points), len(types)):
        kind = types[i] & 0x0F
        if kind == 0:
            pen.move(*points[i])
        elif kind == 3 and i + 2 < len(points):
            pen.curve(points[i], points[i + 1], points[i + 2])
            i += 2
        else:
            pen.line(*points[i])
        if i < len(types) and types[i] & 0x80:
            pen.close()
        i += 1
    return Shape(pen.contours)


def _moved(shape: Shape, matrix: Matrix) -> list[Contour]:
    a, b, c, d, e, f = matrix
    return [
        Contour([(a * x + c * y + e, b * x + d * y + f) for x, y in one.points], one.lines, one.curves) for one in shape.contours
    ]


def _points(data: bytes, at: int, count: int, flags: int) -> list[tuple[float, float]]:
    if flags & RELATIVE:
        return _relative(data, at, count)
    size, code = (4, "h") if flags & COMPRESSED else (8, "f")
    count = min(count, max(len(data) - at, 0) // size)
    flat = struct.unpack_from(f"<{2 * count}{code}", data, at)
    return list(zip(flat[::2], flat[1::2], strict=True))


def _relative(data: bytes, at: int, count: int) -> list[tuple[float, float]]:
    """Points as steps of 7 or 15 bits ([MS-EMFPLUS] 2.2.2.35)."""
    found: list[tuple[float, float]] = []
    here = [0, 0]
    while len(found) < count and at + 1 < len(data):
        for axis in (0, 1):
            if at >= len(data):
                return found
            value = data[at]
            if value & 0x80:
                value = ((value & 0x7F) << 8) | (data[at + 1] if at + 1 < len(data) else 0)
                here[axis] += value - 0x8000 if value & 0x4000 else value
                at += 2
            else:
                here[axis] += value - 0x80 if value & 0x40 else value
                at += 1
        found.append((float(here[0]), float(here[1])))
    return found
