"""What can be seen is one question: the same words in the same size and colour are hidden in every format, or in none."""

from __future__ import annotations

import struct

import pytest

import extract.test_doc as doc
import extract.test_docx as docx
import extract.test_odf as odf
import extract.test_ofd as ofd
import extract.test_pptx as pptx
import extract.test_rtf as rtf
import extract.test_xls as xls
import extract.test_xlsx as xlsx
from extract.ooxml_made import para
from extract.pdf_made import Made, segments, shown
from outscan.extract.sight import BLACK, WHITE, alike, hexed, outside, tiny, unseen
from outscan.types import HiddenKind, Segment
from unpacked import seen

WORDS = "暗处文字"
BODY = "本报告记录青山水库的日常巡查工作"


def in_docx(points, colour):
    run = f"<w:rPr><w:color w:val='{colour}'/><w:sz w:val='{points * 2:g}'/></w:rPr>"
    return docx.told(para(BODY) + para(WORDS, run)).pieces


def in_xlsx(points, colour):
    styles = (
        f'<fonts><font/><font><sz val="{points}"/><color rgb="FF{colour}"/></font></fonts>'
        "<fills><fill/></fills><cellXfs><xf/><xf fontId='1'/></cellXfs>"
    )
    return xlsx.told(xlsx.data(xlsx.cell("A1", BODY) + xlsx.cell("B1", WORDS, ' s="1"')), styles=styles).pieces


def in_xls(points, colour):
    palette = xls.rec(0x92, struct.pack("<H", 56) + bytes.fromhex(colour) + b"\0" + bytes(4 * 55))
    extra = xls.font(int(points * 20), 8) + xls.xf(7) + palette
    return xls.pieces(xls.book([("成果", 0, xls.label(0, 0, BODY) + xls.label(0, 1, WORDS, 5))], extra))


def in_doc(points, colour):
    look = b"\x70\x68" + bytes.fromhex(colour) + b"\0" + b"\x43\x4a" + struct.pack("<H", int(points * 2))
    return doc.told(doc.word({"text": f"{BODY}{WORDS}完\r"}, [(len(BODY), len(BODY + WORDS), look)]))


def in_rtf(points, colour):
    red, green, blue = bytes.fromhex(colour)
    head = rb"{\colortbl;\red%d\green%d\blue%d;}" % (red, green, blue)
    words = rb"{\cf1\fs%d " % int(points * 2) + rtf.hexed(WORDS) + b"}"
    return rtf.pieces(head + rtf.hexed(BODY) + rb"\par" + words + rb"\par")


def in_odt(points, colour):
    look = odf.style("S", f'fo:color="#{colour}" fo:font-size="{points}pt"')
    body = f'<text:p>{BODY}<text:span text:style-name="S">{WORDS}</text:span></text:p>'
    return seen(odf.text(body, automatic=look), "a.odt")


def in_pptx(points, colour):
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    return pptx.told(pptx.slide(pptx.shape(BODY) + pptx.shape(WORDS, rpr=f' sz="{int(points * 100)}">{fill}</a:rPr>'))).pieces


def in_html(points, colour):
    return seen(f'<p>{BODY}</p><p style="font-size:{points}pt;color:#{colour}">{WORDS}</p>'.encode(), "a.html")


def in_ofd(points, colour):
    inner = f'<ofd:FillColor Value="{" ".join(str(b) for b in bytes.fromhex(colour))}"/>'
    words = ofd.line(20, 50, WORDS, size=points * 25.4 / 72, inner=inner)
    return seen(ofd.ofd([ofd.page(ofd.line(20, 20, BODY) + words)]), "a.ofd")


def in_pdf(points, colour):
    made = Made()
    red, green, blue = (b / 255 for b in bytes.fromhex(colour))
    made.page(
        f"BT /F1 12 Tf 60 700 Td {shown(BODY)} Tj ET {red:.3f} {green:.3f} {blue:.3f} rg "
        f"BT /F1 {points} Tf 60 600 Td {shown(WORDS)} Tj ET"
    )
    return segments(made.build())


FORMATS = {
    "docx": in_docx, "xlsx": in_xlsx, "xls": in_xls, "doc": in_doc, "rtf": in_rtf, "odt": in_odt, "pptx": in_pptx,
    "html": in_html, "ofd": in_ofd, "pdf": in_pdf,
}  # fmt: skip
LOOKS = {
    (12, "000000"): None,
    (1, "000000"): HiddenKind.TINY_TEXT,
    (1.5, "000000"): HiddenKind.TINY_TEXT,
    (2.5, "000000"): None,
    (12, "FFFFFF"): HiddenKind.WHITE_TEXT,
    (12, "FEFEFE"): HiddenKind.WHITE_TEXT,
    (12, "F8F8F8"): HiddenKind.WHITE_TEXT,
    (12, "EEEEEE"): HiddenKind.WHITE_TEXT,
    (12, "FFFFF0"): HiddenKind.WHITE_TEXT,
    (12, "E0E0E0"): None,
    (12, "FFFF00"): None,
    (1, "FFFFFF"): HiddenKind.TINY_TEXT,
}


@pytest.mark.parametrize(("points", "colour"), LOOKS)
@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_look_is_hidden_in_every_format(kind, points, colour):
    pieces = FORMATS[kind](points, colour)
    found = [p.hidden for p in pieces if isinstance(p, Segment) and WORDS in p.text]
    assert found == [LOOKS[points, colour]]
    assert any(BODY in p.text and p.hidden is None for p in pieces if isinstance(p, Segment))


def test_what_is_not_known_can_be_seen():
    assert unseen() is None
    assert not alike(None, WHITE)
    assert not alike(WHITE, None)
    assert not tiny(0)
    assert [hexed(text) for text in ("#fff", "white", "", "12345", "#00ff7F")] == [None, None, None, None, (0, 255, 127)]


def test_black_on_black_is_hidden_too():
    assert unseen(12, BLACK, (10, 10, 10)) is HiddenKind.WHITE_TEXT


def test_what_touches_the_page_is_on_it():
    page = (0, 0, 100, 100)
    assert not outside(100, 50, 120, 60, page)
    assert outside(101, 50, 120, 60, page)
    assert outside(10, -20, 20, -1, page)
