"""The kind: StarView metafiles, the previews LibreOffice keeps: text, nested drawings, pictures, outlines, and what is none."""

from __future__ import annotations

import io
import struct

import pytest

from coded import code
from drawn import bars, word
from extract.ooxml_made import packed
from unpacked import gaps, seen, words

TEXT = "本件定为机密★10年"


def action(kind, body, version=2):
    return struct.pack("<HHI", kind, version, len(body)) + body


def svm(*actions, count=None):
    header = (
        struct.pack("<I", 0)
        + struct.pack("<HI", 1, 27)
        + bytes(27)
        + bytes(8)
        + struct.pack("<I", len(actions) if count is None else count)
    )
    return b"VCLMTF" + struct.pack("<HI", 1, len(header)) + header + b"".join(actions)


def text(said, kind=113, version=2, codec="gbk"):
    raw, wide = said.encode(codec, "replace"), said.encode("utf-16-le")
    before = struct.pack("<ii", 9, 9) + (bytes(8) if kind == 115 else b"")
    between = {112: bytes(4), 113: bytes(4) + struct.pack("<I", len(said)) + bytes(4 * len(said)), 114: bytes(8), 115: bytes(2)}[
        kind
    ]
    body = before + struct.pack("<H", len(raw)) + raw + between
    return action(kind, body + (struct.pack("<H", len(said)) + wide if version > 1 else b""), version)


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("kind", [112, 113, 114, 115])
def test_text_is_read_in_every_action(kind, version):
    found = seen(svm(text(TEXT, kind, version)), "a.svm")
    assert TEXT in words(found)
    assert not gaps(found)


def test_the_preview_of_a_table_in_a_presentation_is_read():
    odp = packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.presentation",
            "content.xml": "<x/>",
            "Pictures/TablePreview1.svm": svm(text(TEXT)),
        }
    )
    assert TEXT in words(seen(odp, "a.odp"))


def test_what_is_drawn_half_transparent_is_read_too():
    assert TEXT in words(seen(svm(action(147, svm(text(TEXT)) + bytes(24), 1)), "a.svm"))


def test_a_bitmap_is_looked_at():
    kept = io.BytesIO()
    code(TEXT).save(kept, "BMP")
    found = seen(svm(action(117, kept.getvalue() + bytes(16), 1)), "a.svm")
    assert TEXT in words(found)
    assert set(gaps(found)) == {"image_only"}


def polygons(shapes, kind):
    def points(shape):
        return struct.pack("<H", len(shape)) + b"".join(struct.pack("<ii", int(x), int(y)) for x, y in shape)

    if kind == 111:
        return [action(111, struct.pack("<H", len(shapes)) + b"".join(map(points, shapes)) + bytes(2))]
    return [action(kind, points(shape) + b"\0") for shape in shapes]


@pytest.mark.parametrize("kind", [109, 110, 111])
def test_letters_of_curves_are_looked_at_and_charts_are_not(kind):
    assert set(gaps(seen(svm(text("图"), *polygons(word(), kind)), "a.svm"))) == {"image_only"}
    assert not gaps(seen(svm(text("图"), *polygons(bars(), kind)), "a.svm"))


def test_one_that_breaks_off_is_a_gap_beside_its_text():
    found = seen(svm(text(TEXT), text(TEXT), count=9), "a.svm")
    assert TEXT in words(found)
    assert gaps(found) == ["corrupt"]
