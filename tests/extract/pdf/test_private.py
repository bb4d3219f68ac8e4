"""The kind: what programs keep for themselves in a PDF, at a page, the document or a form, packed or not."""

from __future__ import annotations

import zlib

import pytest

from extract.pdf_made import Made
from unpacked import gaps, seen, words

TEXT = "青鸾水库平面图，本件定为机密★10年。".encode()


def at_page(made, kept):
    made.page("", f"/PieceInfo << /Draw << /LastModified (D:20260101) /Private {kept} >> >>")
    return made.build()


def at_document(made, kept):
    made.page("")
    return made.build(f"/PieceInfo << /Draw << /Private {kept} >> >>")


def at_form(made, kept):
    form = made.stream("", f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /PieceInfo << /Draw << /Private {kept} >> >>")
    made.page("BT /F1 12 Tf 72 740 Td <5E7397628FD95F209879762E72B651B5> Tj ET /F Do", resources=f"/XObject << /F {form} 0 R >>")
    return made.build()


@pytest.mark.parametrize("place", [at_page, at_document, at_form], ids=lambda place: place.__name__)
@pytest.mark.parametrize("data", [TEXT, b"%AI12_CompressedData" + zlib.compress(TEXT)], ids=["plain", "packed"])
@pytest.mark.parametrize("kept", ["{0} 0 R", "<< /Data1 {0} 0 R /Count 1 >>", "<< /Layers [<< /D {0} 0 R >>] >>"])
def test_private_streams_are_read(place, data, kept):
    made = Made()
    found = seen(place(made, kept.format(made.stream(data))), "a.pdf")
    assert TEXT.decode() in words(found)
    assert not gaps(found)


def test_private_data_nobody_can_read_is_a_gap():
    made = Made()
    stream = made.stream(bytes((i * i * 7919 + i) % 251 for i in range(3000)))
    assert gaps(seen(at_page(made, f"{stream} 0 R"), "a.pdf"))


@pytest.mark.parametrize("kept", ["/Name", "(D:20260101)", "<< /Version 3 >>", "[1 2 3]"])
def test_private_data_without_streams_is_none(kept):
    assert not gaps(seen(at_page(Made(), kept), "a.pdf"))
