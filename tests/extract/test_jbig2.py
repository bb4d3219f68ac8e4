"""The kind: JBIG2 pictures in a file of their own or in OFD, in every order T.88 allows; damage is said."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image

from coded import code
from extract.ooxml_made import packed
from outscan.barcodes import codes
from outscan.extract.jbig2 import SIGNATURE, read
from outscan.limits import Budget
from outscan.ocr.pictures import Pictures
from outscan.types import Blob, Gap, Where
from unpacked import gaps, seen

TEXT = "本件定为机密★10年"


def fax(picture):
    """The picture as MMR: the strip of a TIFF in group 4."""
    kept = io.BytesIO()
    picture.convert("1", dither=Image.Dither.NONE).save(kept, "TIFF", compression="group4", strip_size=1 << 20)
    made = Image.open(io.BytesIO(kept.getvalue()))
    start, count = made.tag_v2[273][0], made.tag_v2[279][0]
    return kept.getvalue()[start : start + count]


def segment(number, kind, data, page=1):
    return struct.pack(">IBBBI", number, kind, 0, page, len(data)), data


def segments(picture, page=1, first=0):
    wide, high = picture.size
    info = struct.pack(">IIIIBH", wide, high, 0, 0, 0, 0)
    region = struct.pack(">IIIIB", wide, high, 0, 0, 0) + b"\1" + fax(picture)
    return [segment(first, 48, info, page), segment(first + 1, 38, region, page), segment(first + 2, 49, b"", page)]


def sequential(parts):
    return SIGNATURE + b"\1" + struct.pack(">I", 1) + b"".join(h + d for h, d in parts) + b"".join(segment(99, 51, b"", 0))


def unknown_count(parts):
    return SIGNATURE + b"\3" + b"".join(h + d for h, d in parts)


def apart(parts):
    parts = [*parts, segment(99, 51, b"", 0)]
    return SIGNATURE + b"\0" + struct.pack(">I", 1) + b"".join(h for h, _ in parts) + b"".join(d for _, d in parts)


def bare(parts):
    return b"".join(h + d for h, d in parts)


def shown(data):
    """The words of the codes on the pages handed on."""
    found = [p for p in read(Blob(Where(("图.jb2",)), data), Budget()) if isinstance(p, Blob)]
    sheets = [Pictures(Budget()).picture(blob, "pdf", 0) for blob in found]
    return [text for sheet in sheets if sheet is not None for text in codes(sheet.picture)[0]]


@pytest.mark.parametrize("order", [sequential, unknown_count, apart, bare], ids=lambda order: order.__name__)
def test_a_picture_is_handed_on_to_be_looked_at(order):
    data = order(segments(code(TEXT)))
    assert shown(data) == [TEXT]
    assert gaps(seen(data, "图.jb2")) == ["image_only"]


def test_every_page_is_handed_on():
    data = sequential([*segments(code(TEXT)), *segments(code("SECRET"), 2, 3)])
    assert shown(data) == [TEXT, "SECRET"]


def test_a_picture_in_an_ofd_is_looked_at():
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    found = seen(
        packed({
            "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "D/Document.xml": f"<ofd:Document {space}></ofd:Document>",
            "D/Res/image_1.jb2": sequential(segments(code(TEXT))),
        }),
        "a.ofd",
    )  # fmt: skip
    assert gaps(found) == ["image_only"]
    assert next(p for p in found if isinstance(p, Gap)).page == 0


@pytest.mark.parametrize("cut", [14, 40, 120])
def test_one_that_breaks_off_is_a_gap(cut):
    assert "corrupt" in gaps(seen(sequential(segments(code(TEXT)))[:cut], "图.jb2"))
