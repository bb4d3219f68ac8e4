from __future__ import annotations

import io
import struct

import pytest
from PIL import Image

from outscan.extract.metafile import read
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, Inert, Part, Piece, Segment, Where


def emf(*records: bytes, end: bool = True) -> bytes:
    header = struct.pack("<II", 1, 108) + bytes(100)
    return header + b"".join(records) + (struct.pack("<IIIII", 14, 20, 0, 0, 20) if end else b"")


def emf_text(text: str) -> bytes:
    raw = text.encode("utf-16-le")
    raw += bytes(-len(raw) % 4)
    return struct.pack("<II", 84, 76 + len(raw)) + bytes(28) + bytes(8) + struct.pack("<II", len(text), 76) + bytes(24) + raw


def emf_line() -> bytes:
    return struct.pack("<IIii", 54, 16, 10, 10)


def wmf(*records: bytes) -> bytes:
    return struct.pack("<HHHIHIH", 1, 9, 0x300, 0, 0, 0, 0) + b"".join(records) + struct.pack("<IH", 3, 0)


def pieces(data: bytes, kind: str = "emf") -> list[Piece]:
    return list(read(Blob(Where((f"图.{kind}",)), data), Budget()))


def test_text_records_are_read_in_drawing_order() -> None:
    [segment] = pieces(emf(emf_text("青山水库"), emf_text("总平面图")))
    assert isinstance(segment, Segment)
    assert segment.text == "青山水库\v总平面图"
    assert segment.where.part is Part.IMAGE


@pytest.mark.parametrize("count", [5, 100])
def test_lines_that_stand_like_no_letters_are_no_gap(count: int) -> None:
    [inert] = pieces(emf(*[emf_line()] * count))
    assert isinstance(inert, Inert)


def test_a_cut_metafile_keeps_its_text_and_says_that_it_is_cut() -> None:
    segment, gap = pieces(emf(emf_text("青山水库"), end=False))
    assert isinstance(segment, Segment)
    assert isinstance(gap, Gap)
    assert gap.reason is GapReason.CORRUPT


def test_a_bitmap_inside_is_handed_on_as_a_picture_that_opens() -> None:
    kept = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((40, 40)).save(kept, "BMP")
    dib = kept.getvalue()[14:]
    at, bits = 80, 80 + 40
    record = (
        struct.pack("<II", 81, 80 + len(dib)) + bytes(40) + struct.pack("<IIII", at, 40, bits, len(dib) - 40) + bytes(16) + dib
    )
    [inner] = pieces(emf(record))
    assert isinstance(inner, Blob)
    assert Image.open(io.BytesIO(inner.data)).size == (40, 40)


def test_wmf_text_in_the_national_encoding_is_read() -> None:
    raw = "青山水库平面图纸".encode("gb18030")
    record = struct.pack("<IHH", 3 + 1 + len(raw) // 2 + 2, 0x0521, len(raw)) + raw + bytes(4)
    [segment] = pieces(wmf(record), "wmf")
    assert isinstance(segment, Segment)
    assert segment.text == "青山水库平面图纸"
