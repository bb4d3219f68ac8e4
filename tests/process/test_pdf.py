"""Glyphs are gone from the streams, not covered."""

from __future__ import annotations

import io

import pikepdf
import pytest

from outscan.process.formats import edit
from outscan.process.order import Options, Task, Wanted
from outscan.process.pdf.shown import pages
from outscan.types import Part, Where
from process.made import INNOCENT, MARK, blob, pdf_with


def task(quote: str) -> Task:
    return Task(Options(keep_hidden=False), [Wanted(Where(("a.pdf",), Part.BODY, "第1页"), quote, everywhere=True)])


def text(data: bytes) -> str:
    from pdfminer.high_level import extract_text

    return extract_text(io.BytesIO(data)).replace("\n", "")


def positions(data: bytes) -> list[tuple[str, float]]:
    import pypdfium2
    import pypdfium2.raw as pdfium

    document = pypdfium2.PdfDocument(data)
    page = document[0].get_textpage()
    found = []
    for i in range(page.count_chars()):
        left = page.get_charbox(i)[0]
        if pdfium.FPDFText_GetUnicode(page, i) > 32:
            found.append((chr(pdfium.FPDFText_GetUnicode(page, i)), round(left, 1)))
    return found


def test_words_are_gone_and_their_neighbours_stand_where_they_stood():
    data = pdf_with(f"编号甲 {MARK} 共三页", INNOCENT)
    made = edit(blob("a.pdf", data), "pdf", task(MARK))
    assert MARK not in text(made)
    assert INNOCENT in text(made)
    left = [p for p in positions(data) if p[0] in "编号甲共三页"]
    assert [p for p in positions(made) if p[0] in "编号甲共三页"] == left
    assert MARK.encode("utf-16-be") not in b"".join(
        o.read_bytes() for o in pikepdf.open(io.BytesIO(made)).objects if isinstance(o, pikepdf.Stream)
    )


def test_properties_attachments_scripts_and_older_revisions_go():
    data = pdf_with(INNOCENT, title="旧题名")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.attachments["附.txt"] = b"secret words"
        pdf.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        out = io.BytesIO()
        pdf.save(out)
    made = edit(blob("a.pdf", out.getvalue() + b"\n% trailing words"), "pdf", task("不在文中的话"))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert "/Info" not in pdf.trailer
        assert not pdf.attachments
        assert "/OpenAction" not in pdf.Root
        assert not any(isinstance(o, pikepdf.Stream) and b"secret words" in o.read_bytes() for o in pdf.objects)
    assert made.count(b"%%EOF") == 1
    assert b"trailing words" not in made


def test_a_form_drawn_by_the_page_is_rewritten_too():
    data = pdf_with("外层文字")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        inner = page.obj["/Contents"].read_bytes()
        form = pdf.make_stream(inner)
        form["/Type"], form["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
        form["/BBox"], form["/Resources"] = pikepdf.Array([0, 0, 600, 800]), page.obj["/Resources"]
        page.obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F0=form))
        page.obj["/Contents"] = pdf.make_stream(b"q /F0 Do Q")
        out = io.BytesIO()
        pdf.save(out)
    assert "外层文字" in text(out.getvalue())
    made = edit(blob("a.pdf", out.getvalue()), "pdf", task("外层文字"))
    assert "外层" not in text(made)


def test_titles_that_hold_the_words_are_replaced():
    data = pdf_with(INNOCENT)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(f"第一章 {MARK}", 0))
        out = io.BytesIO()
        pdf.save(out)
    made = edit(blob("a.pdf", out.getvalue()), "pdf", task(MARK))
    with pikepdf.open(io.BytesIO(made)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["[已删除]"]


def test_every_glyph_is_met_in_the_order_it_is_drawn():
    shown = next(iter(pages(pdf_with("甲乙", "丙"))))
    assert "".join(g.text for g in shown.glyphs) == "甲乙丙"
    assert all(g.advance == pytest.approx(1000) for g in shown.glyphs)
