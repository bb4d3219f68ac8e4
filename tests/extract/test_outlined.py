# ruff: noqa: E501 - markup and streams of a fixture read best on one line
"""The kind: letters turned to curves beside text, in every format that draws, and charts that are none."""

from __future__ import annotations

import re
import struct

import pytest

from drawn import bars, leaning, line, markers, rounds, slices, thick, word
from extract.ooxml_made import NS_P, NS_W, packed, rels
from extract.pdf_made import Made
from unpacked import gaps, seen

OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def d(polygons, close="Z"):
    return " ".join("M" + "L".join(f"{x:g} {y:g} " for x, y in p) + close for p in polygons)


def svg(polygons):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg"><text x="1" y="300">平面图</text><path d="{d(polygons)}"/></svg>'.encode(),
        "a.svg",
    )


def html_svg(polygons):
    return (
        f'<html><body><p>平面图</p><svg width="9" height="9"><g transform="scale(2)"><path d="{d(polygons)}"/></g></svg></body></html>'.encode(),
        "a.html",
    )


def html_svg_used(polygons):
    drawing = f'<svg><defs><path id="s" d="{d(polygons)}"/></defs><use xlink:href="#s" x="5"/></svg>'
    return f"<html><body><table><tr><td>图</td><td>{drawing}</td></tr></table></body></html>".encode(), "a.html"


def svg_used(polygons):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg"><defs><symbol id="s"><path d="{d(polygons)}"/></symbol></defs><text y="300">图</text><use href="#s" x="5"/></svg>'.encode(),
        "a.svg",
    )


def xps_page(polygons):
    page = f'<FixedPage xmlns="http://schemas.microsoft.com/xps/2005/06"><Glyphs UnicodeString="平面图" OriginX="1" OriginY="9" FontRenderingEmSize="9"/><Path Data="F1 {d(polygons)}"/></FixedPage>'
    return packed({"Documents/1/Pages/1.fpage": page, "FixedDocSeq.fdseq": "<FixedDocumentSequence/>"}), "a.xps"


def fodg(polygons):
    points = "".join(f'<draw:polygon draw:points="{" ".join(f"{x:g},{y:g}" for x, y in p)}"/>' for p in polygons)
    spaces = "".join(
        f' xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
        for p, n in (("office", "office"), ("text", "text"), ("draw", "drawing"))
    )
    return (
        f'<?xml version="1.0"?><office:document{spaces} office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>平面图</text:p>{points}</office:text></office:body></office:document>'.encode(),
        "a.fodt",
    )


def geometry(polygons):
    paths = "".join(
        "<a:path>"
        + "".join(
            f'<a:{"lnTo" if i else "moveTo"}><a:pt x="{x:.0f}" y="{y:.0f}"/></a:{"lnTo" if i else "moveTo"}>'
            for i, (x, y) in enumerate(p)
        )
        + "<a:close/></a:path>"
        for p in polygons
    )
    return f"<a:custGeom><a:pathLst>{paths}</a:pathLst></a:custGeom>"


def docx(polygons, inner=None):
    shape = (
        inner
        or f"<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:spPr>{geometry(polygons)}</wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    body = f"<w:document {NS_W}><w:body><w:p><w:r><w:t>平面图</w:t></w:r>{shape}</w:p></w:body></w:document>"
    return packed({"_rels/.rels": rels(("rId1", "officeDocument", "word/document.xml")), "word/document.xml": body}), "a.docx"


def docx_vml(polygons):
    path = (
        " ".join(
            "m" + ",".join(f"{x:.0f},{y:.0f}" for x, y in p[:1]) + "l" + ",".join(f"{x:.0f},{y:.0f}" for x, y in p[1:]) + "x"
            for p in polygons
        )
        + "e"
    )
    return docx(polygons, f'<w:r><w:pict><v:shape style="width:200pt;height:90pt" path="{path}"/></w:pict></w:r>')


def docx_header(polygons):
    shape = f"<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:spPr>{geometry(polygons)}</wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    body = f"<w:document {NS_W}><w:body><w:p><w:r><w:t>平面图</w:t></w:r></w:p><w:sectPr><w:headerReference w:type='default' r:id='rId1'/></w:sectPr></w:body></w:document>"
    return packed(
        {
            "_rels/.rels": rels(("rId1", "officeDocument", "word/document.xml")),
            "word/document.xml": body,
            "word/_rels/document.xml.rels": rels(("rId1", "header", "header1.xml")),
            "word/header1.xml": f"<w:hdr {NS_W}><w:p>{shape}</w:p></w:hdr>",
        }
    ), "a.docx"


def pptx_master(polygons):
    shape = f"<p:sp><p:nvSpPr><p:cNvPr id='2' name=''/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{geometry(polygons)}</p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:t>平面图</a:t></a:r></a:p></p:txBody></p:sp>"
    parts = {
        "_rels/.rels": rels(("rId1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f"<p:presentation {NS_P}><p:sldMasterIdLst><p:sldMasterId r:id='rId1'/></p:sldMasterIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": rels(("rId1", "slideMaster", "slideMasters/slideMaster1.xml")),
        "ppt/slideMasters/slideMaster1.xml": f"<p:sldMaster {NS_P}><p:cSld><p:spTree>{shape}</p:spTree></p:cSld></p:sldMaster>",
    }
    return packed(parts), "a.pptx"


def ofd(polygons):
    data = " ".join("M" + "L".join(f" {x:g} {y:g} " for x, y in p) + "C" for p in polygons)
    page = f'<ofd:Page {OFD}><ofd:Content><ofd:Layer><ofd:TextObject Boundary="9 9 90 9" Size="4"><ofd:TextCode X="0" Y="4">平面图</ofd:TextCode></ofd:TextObject><ofd:PathObject Boundary="0 0 200 200" Fill="true"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject></ofd:Layer></ofd:Content></ofd:Page>'
    return packed(
        {
            "OFD.xml": f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "D/Document.xml": f'<ofd:Document {OFD}><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>',
            "D/P.xml": page,
        }
    ), "a.ofd"


def dxf(polygons):
    rows = ["0", "SECTION", "2", "ENTITIES", "0", "TEXT", "10", "0", "20", "0", "40", "5", "1", "平面图"]
    for p in polygons:
        rows += ["0", "LWPOLYLINE", "90", str(len(p)), "70", "1", *(v for x, y in p for v in ("10", f"{x:g}", "20", f"{y:g}"))]
    return "\n".join([*rows, "0", "ENDSEC", "0", "EOF", ""]).encode(), "a.dxf"


def emf(polygons):
    raw = "平面图".encode("utf-16-le") + b"\0\0"
    text = struct.pack("<II", 84, 76 + len(raw)) + bytes(36) + struct.pack("<II", 3, 76) + bytes(24) + raw
    shapes = b"".join(
        struct.pack("<II4iI", 3, 28 + 8 * len(p), 0, 0, 0, 0, len(p)) + b"".join(struct.pack("<ii", int(x), int(y)) for x, y in p)
        for p in polygons
    )
    head = struct.pack("<II", 1, 108) + bytes(32) + b" EMF" + bytes(64)
    return head + text + shapes + struct.pack("<IIIII", 14, 20, 0, 0, 20), "a.emf"


def wmf(polygons):
    def record(function, body):
        return struct.pack("<IH", 3 + len(body) // 2, function) + body

    shapes = b"".join(
        record(0x0324, struct.pack("<H", len(p)) + b"".join(struct.pack("<hh", int(x), int(y)) for x, y in p)) for p in polygons
    )
    return struct.pack("<HHHIHIH", 1, 9, 0x300, 0, 0, 0, 0) + record(
        0x0521, struct.pack("<H", 4) + b"Plan" + bytes(4)
    ) + shapes + struct.pack("<IH", 3, 0), "a.wmf"


def ops(polygons, paint="f"):
    return (
        "\n".join(f"{p[0][0]:g} {p[0][1]:g} m " + " ".join(f"{x:g} {y:g} l" for x, y in p[1:]) + " h" for p in polygons)
        + f"\n{paint}\n"
    )


def pdf(content="", resources="", entries="", made=None):
    made = made or Made()
    made.page(f"BT /F1 12 Tf 72 740 Td <5E7397628FD95F209879762E72B651B56E05695A9762> Tj ET {content}", entries, resources)
    return made.build(), "a.pdf"


def pdf_page(polygons):
    return pdf(ops(polygons))


def pdf_pale(polygons):
    return pdf("0.98 g " + ops(polygons, "B*"))


def pdf_clip(polygons):
    return pdf("q " + ops(polygons, "W n") + " Q")


def pdf_form(polygons):
    made = Made()
    inner = made.stream(ops(polygons), "/Type /XObject /Subtype /Form /BBox [0 0 600 600]")
    outer = made.stream(
        "q 1 0 0 1 5 5 cm /I Do Q",
        f"/Type /XObject /Subtype /Form /BBox [0 0 600 600] /Resources << /XObject << /I {inner} 0 R >> >>",
    )
    return pdf("/O Do", f"/XObject << /O {outer} 0 R >>", made=made)


def pdf_pattern(polygons):
    made = Made()
    cell = made.stream(
        ops(polygons),
        "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 400 400] /XStep 400 /YStep 400 /Resources << >>",
    )
    return pdf("/Pattern cs /P scn 0 0 500 500 re f", f"/Pattern << /P {cell} 0 R >>", made=made)


def pdf_mask(polygons):
    made = Made()
    group = made.stream(
        ops(polygons), "/Type /XObject /Subtype /Form /BBox [0 0 600 600] /Group << /S /Transparency /CS /DeviceGray >>"
    )
    return pdf("/G gs 0 0 500 500 re f", f"/ExtGState << /G << /SMask << /S /Luminosity /G {group} 0 R >> >> >>", made=made)


def pdf_stamp(polygons):
    made = Made()
    look = made.stream(ops(polygons), "/Type /XObject /Subtype /Form /BBox [0 0 600 600]")
    return pdf(entries=f"/Annots [<< /Type /Annot /Subtype /Stamp /Rect [0 0 99 99] /AP << /N {look} 0 R >> >>]", made=made)


def pdf_button_state(polygons):
    made = Made()
    look = made.stream(ops(polygons), "/Type /XObject /Subtype /Form /BBox [0 0 600 600]")
    return pdf(
        entries=f"/Annots [<< /Type /Annot /Subtype /Widget /FT /Btn /Rect [0 0 99 99] /AP << /D << /On {look} 0 R >> >> >>]",
        made=made,
    )


def pdf_ink(polygons):
    strokes = " ".join("[" + " ".join(f"{x:g} {y:g}" for x, y in p) + "]" for p in polygons)
    return pdf(entries=f"/Annots [<< /Type /Annot /Subtype /Ink /Rect [0 0 99 99] /InkList [{strokes}] >>]")


MAKERS = [
    svg,
    html_svg,
    html_svg_used,
    svg_used,
    xps_page,
    fodg,
    docx,
    docx_vml,
    docx_header,
    pptx_master,
    ofd,
    dxf,
    emf,
    wmf,
    pdf_page,
    pdf_pale,
    pdf_clip,
    pdf_form,
    pdf_pattern,
    pdf_mask,
    pdf_stamp,
    pdf_button_state,
    pdf_ink,
]


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_letters_turned_to_curves_beside_text_are_looked_at(make):
    pieces = seen(*make(word()))
    assert next(g.where.member[-1] for g in pieces if getattr(g, "reason", "") == "image_only").endswith("轮廓.png"), pieces
    assert set(gaps(pieces)) == {"image_only"}


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
@pytest.mark.parametrize(
    "others",
    [bars(), markers(), line(), rounds(), slices(), thick()],
    ids=["bars", "markers", "line", "rounds", "slices", "thick"],
)
def test_charts_are_not(make, others):
    assert not gaps(seen(*make(others)))


def wordless(make, polygons):
    """The drawing without the words beside."""
    data, name = make(polygons)
    for words in ("平面图".encode("utf-16-le"), b"Plan"):
        data = data.replace(words, bytes(len(words)))
    return re.sub(rb"<text.*?</text>", b"", data), name


@pytest.mark.parametrize("make", [emf, wmf, svg], ids=lambda make: make.__name__)
def test_rows_of_simple_figures_without_a_word_are_not_passed_over(make):
    assert "image_only" in gaps(seen(*wordless(make, leaning())))
    assert not gaps(seen(*wordless(make, [*leaning(12), *bars(60)])))
    assert not gaps(seen(*make(leaning())))
