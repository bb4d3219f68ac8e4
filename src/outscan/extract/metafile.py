"""Windows metafiles: the text they draw, and the bitmaps inside them.

In: a `Blob` of kind `emf` or `wmf`. Out: one segment with the text records in drawing order, the description, a bitmap as a
`Blob` each, and an `image_only` gap where shapes are drawn that could be letters and no text is. Sources: [MS-EMF] 2.3,
[MS-EMFPLUS] 2.3.4, [MS-WMF] 2.3.3. Deliberately draws nothing.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from outscan.legible import decode
from outscan.limits import Purse
from outscan.types import SOFT, Blob, Gap, GapReason, HiddenKind, Inert, Part, Piece, Segment, joined

PLACEABLE = b"\xd7\xcd\xc6\x9a"
OUTLINES = 60
"""Fewer shapes than this are rules, boxes and arrows; letters take more."""
EMF_WIDE, EMF_NARROW, EMF_SMALL, EMF_POLY = 84, 83, 108, (96, 97)
EMF_COMMENT, EMF_END = 70, 14
EMF_BITMAPS = {76: 84, 77: 84, 81: 48, 80: 48, 114: 84, 116: 84, 78: 84, 79: 96}
"""Record type → where in the record the four lengths of its bitmap stand ([MS-EMF] 2.3.1)."""
EMF_SHAPES = frozenset({*range(2, 9), *range(85, 93), 41, 42, 43, 44, 45, 46, 47, 53, 54, 55, 56})
WMF_TEXT, WMF_EXTENDED = 0x0521, 0x0A32
WMF_BITMAPS = {0x0F43: 22, 0x0B41: 20, 0x0940: 16, 0x0D33: 18}
"""Function → bytes of parameters before the bitmap ([MS-WMF] 2.3.1), its own six of size and function not counted."""
WMF_SHAPES = frozenset({0x0324, 0x0325, 0x0538, 0x0418, 0x041B, 0x0817, 0x0213, 0x061C, 0x081A, 0x0830})


@dataclass(slots=True)
class Drawn:
    """What the records of a metafile draw."""

    texts: list[str] = field(default_factory=list)
    bitmaps: list[bytes] = field(default_factory=list)
    shapes: int = 0
    whole: bool = False
    description: str = ""


def read(blob: Blob, purse: Purse) -> Iterator[Piece]:
    """Yield the text and the bitmaps of a metafile, and what of it stays unread."""
    purse.page()
    drawn = _wmf(blob.data) if _is_wmf(blob.data) else _emf(blob.data)
    where = blob.where.at(Part.IMAGE)
    texts = [text.strip("\x00 ") for text in drawn.texts]
    if any(texts):
        yield Segment(where, SOFT.join(filter(None, texts)))
    if drawn.description:
        text, places = joined([("EMF:Description", drawn.description)])
        yield Segment(blob.where.at(Part.METADATA), text, places, HiddenKind.IMAGE_METADATA)
    for number, bitmap in enumerate(drawn.bitmaps, 1):
        purse.tick()
        yield Blob(blob.where.inside(f"图{number}.bmp"), bitmap)
    if not drawn.whole:
        yield Gap(where, GapReason.CORRUPT, "metafile has no end")
    if not any(texts) and drawn.shapes >= OUTLINES:
        yield Gap(where, GapReason.IMAGE_ONLY, f"{drawn.shapes} shapes, no text")
    elif drawn.whole and not (any(texts) or drawn.bitmaps or drawn.description):
        yield Inert(where, blob.data, "drawing without text")


def _is_wmf(data: bytes) -> bool:
    return data.startswith(PLACEABLE) or data[:4] in (b"\x01\x00\x09\x00", b"\x02\x00\x09\x00")


def _emf(data: bytes) -> Drawn:
    drawn, at = Drawn(), 0
    while at + 8 <= len(data):
        kind, size = struct.unpack_from("<II", data, at)
        record = data[at : at + size]
        if size < 8 or len(record) < size:  # noqa: PLR2004 - type and size themselves
            break
        at += size
        if kind == 1 and size >= 72:  # noqa: PLR2004 - the header with its description
            count, offset = struct.unpack_from("<II", record, 60)
            drawn.description = record[offset : offset + 2 * count].decode("utf-16-le", "replace").replace("\x00", " ").strip()
        elif kind == EMF_END:
            drawn.whole = True
            break
        else:
            _emf_record(kind, record, drawn)
    return drawn


def _emf_record(kind: int, record: bytes, drawn: Drawn) -> None:
    if kind in (EMF_WIDE, EMF_NARROW) and len(record) >= 52:  # noqa: PLR2004 - up to offString
        _string(record, 44, drawn, wide=kind == EMF_WIDE)
    elif kind in EMF_POLY and len(record) >= 40:  # noqa: PLR2004 - up to the first EmrText
        for i in range(min(struct.unpack_from("<I", record, 36)[0], (len(record) - 40) // 40)):
            _string(record, 40 + 40 * i + 8, drawn, wide=kind == EMF_POLY[1])
    elif kind == EMF_SMALL and len(record) >= 36:  # noqa: PLR2004 - up to the text of EMR_SMALLTEXTOUT
        count, options = struct.unpack_from("<I", record, 16)[0], struct.unpack_from("<I", record, 20)[0]
        start = 36 if options & 0x100 else 52  # ETO_NO_RECT
        narrow = options & 0x200  # ETO_SMALL_CHARS
        raw = record[start : start + (count if narrow else 2 * count)]
        drawn.texts.append(raw.decode("latin-1") if narrow else raw.decode("utf-16-le", "replace"))
    elif kind == EMF_COMMENT and record[12:16] == b"EMF+":
        _plus(record[16 : 12 + struct.unpack_from("<I", record, 8)[0]], drawn)
    elif kind in EMF_BITMAPS and len(record) >= EMF_BITMAPS[kind] + 16:
        at, size, bits, count = struct.unpack_from("<IIII", record, EMF_BITMAPS[kind])
        _bitmap(record[at : at + size], record[bits : bits + count], drawn)
    elif kind in EMF_SHAPES:
        drawn.shapes += 1


def _string(record: bytes, at: int, drawn: Drawn, *, wide: bool) -> None:
    """An EmrText object's string: `at` is where its count stands ([MS-EMF] 2.2.5)."""
    count, offset, options = struct.unpack_from("<III", record, at)
    if options & 0x10:  # ETO_GLYPH_INDEX: numbers of glyphs, no characters
        drawn.shapes += OUTLINES if count else 0
        return
    raw = record[offset : offset + count * (2 if wide else 1)]
    drawn.texts.append(raw.decode("utf-16-le", "replace") if wide else decode(raw).text)


def _plus(data: bytes, drawn: Drawn) -> None:
    """EMF+ records inside a comment: DrawString (0x401C) repeats what the plain records say unless the file is EMF+ only."""
    at = 0
    while at + 12 <= len(data):
        kind, _, size, count = struct.unpack_from("<HHII", data, at)
        body = data[at + 12 : at + 12 + count]
        if kind == 0x401C and len(body) >= 28:  # noqa: PLR2004 - brush, format, length, rectangle
            length = struct.unpack_from("<I", body, 8)[0]
            text = body[28 : 28 + 2 * length].decode("utf-16-le", "replace")
            if text not in drawn.texts:
                drawn.texts.append(text)
        at += max(size, 12)


def _bitmap(header: bytes, bits: bytes, drawn: Drawn) -> None:
    """A device-independent bitmap as a BMP file ([MS-WMF] 2.2.2.9); none where there are no bits."""
    if len(header) >= 12 and bits:  # noqa: PLR2004 - the shortest header
        start = 14 + len(header)
        drawn.bitmaps.append(b"BM" + struct.pack("<IHHI", start + len(bits), 0, 0, start) + header + bits)


def _wmf(data: bytes) -> Drawn:
    drawn, at = Drawn(), 18 + (22 if data.startswith(PLACEABLE) else 0)
    while at + 6 <= len(data):
        words, kind = struct.unpack_from("<IH", data, at)
        record = data[at + 6 : at + 2 * words]
        if words < 3 or at + 2 * words > len(data) + 1:  # noqa: PLR2004 - size and function themselves
            break
        at += 2 * words
        if kind == 0:
            drawn.whole = True
            break
        if kind == WMF_TEXT and len(record) >= 2:  # noqa: PLR2004 - the count
            drawn.texts.append(decode(record[2 : 2 + struct.unpack_from("<H", record)[0]]).text)
        elif kind == WMF_EXTENDED and len(record) >= 8:  # noqa: PLR2004 - y, x, count, options
            count, options = struct.unpack_from("<HH", record, 4)
            start = 16 if options & 0x6 else 8
            drawn.texts.append(decode(record[start : start + count]).text)
        elif kind in WMF_BITMAPS:
            _wmf_bitmap(record[WMF_BITMAPS[kind] :], drawn)
        elif kind in WMF_SHAPES:
            drawn.shapes += 1
    return drawn


def _wmf_bitmap(dib: bytes, drawn: Drawn) -> None:
    """A packed bitmap: header, colours, bits ([MS-WMF] 2.2.2.9)."""
    if len(dib) < 40:  # noqa: PLR2004 - BITMAPINFOHEADER
        return
    size, _, _, _, depth, compression = struct.unpack_from("<IiiHHI", dib)
    colours = struct.unpack_from("<I", dib, 32)[0] or (1 << depth if depth <= 8 else 0)  # noqa: PLR2004 - palettes end at 8 bits
    start = min(size + 4 * colours + (12 if compression == 3 else 0), len(dib))  # noqa: PLR2004 - BI_BITFIELDS
    _bitmap(dib[:start], dib[start:], drawn)
