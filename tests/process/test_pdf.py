"""Glyphs are gone from the streams, not covered."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from outscan.process.formats import edit
from outscan.process.pdf import measured
from outscan.process.pdf.shown import pages
from outscan.process.task import Options, Task, Wanted
from outscan.types import Part, Where, spot
from process.made import INNOCENT, MARK, blob, pdf_with


def task(quote: str) -> Task:
    return Task(Options(keep_hidden=False), [Wanted(Where(("a.pdf",), Part.BODY, spot("page", 1)), quote, everywhere=True)])


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


def test_words_are_gone_and_what_stood_before_them_stays():
    data = pdf_with(f"编号甲 {MARK} 共三页", INNOCENT)
    made = edit(blob("a.pdf", data), "pdf", task(MARK))
    assert MARK not in text(made)
    assert INNOCENT in text(made)
    left = [p for p in positions(data) if p[0] in "编号甲"]
    assert [p for p in positions(made) if p[0] in "编号甲"] == left
    assert "共三页" in text(made)
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


def drawn(data: bytes) -> bytes:
    """What the first page's streams do, font programs aside."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return b"\n".join(pikepdf.unparse_content_stream([one]) for one in pikepdf.parse_content_stream(pdf.pages[0]))


def latin(before: str, word: str, after: str, how: str) -> bytes:
    """A line whose letters are set as one string, as pairs with kerning, or each by a step of its own."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    whole = before + word + after
    if how == "string":
        shown = f"({whole}) Tj"
    elif how == "kerned":
        shown = "[" + " ".join(f"({c}) {-ord(c) % 7}" for c in whole) + "] TJ"
    elif how == "steps":
        shown = " ".join(f"({c}) Tj {stringWidth(c, 'Helvetica', 12):.2f} 0 Td" for c in whole)
    else:
        at, parts = 72.0, []
        for c in whole:
            parts.append(f"1 0 0 1 {at:.2f} 700 Tm ({c}) Tj")
            at += stringWidth(c, "Helvetica", 12)
        shown = " ".join(parts)
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica, Encoding=pikepdf.Name.WinAnsiEncoding
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = pdf.make_stream(f"BT /F1 12 Tf 72 700 Td {shown} ET".encode())
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


PAIRS = [("illiilli", "WWMMWWMM"), ("illi", "WWMMWWMMWW")]


@pytest.mark.parametrize(("first", "second"), PAIRS)
@pytest.mark.parametrize("how", ["string", "kerned"])
def test_nothing_tells_which_word_stood_there(first, second, how):
    """Two lines that differ in a word are the same line when it is gone: no width, no kerning, no bar tells it."""
    one, other = (edit(blob("a.pdf", latin("ab ", word, " yz", how)), "pdf", task(word)) for word in (first, second))
    assert "ab" in text(one)
    assert "yz" in text(one)
    assert drawn(one).split(b"re")[0] == drawn(other).split(b"re")[0]


@pytest.mark.parametrize("how", ["steps", "places"])
def test_letters_set_one_by_one_leave_one_step(how):
    """Where every letter has a place of its own the neighbours keep theirs, and nothing between them is left to measure."""
    data = latin("ab ", "illiWWMM", " yz", how)
    made = edit(blob("a.pdf", data), "pdf", task("illiWWMM"))
    other = edit(blob("a.pdf", latin("ab ", "MMWWilli", " yz", how)), "pdf", task("MMWWilli"))
    assert drawn(made).split(b"re")[0] == drawn(other).split(b"re")[0]
    assert "yz" in text(made)
    assert measured(data, made) == []


def test_widths_that_are_left_are_seen():
    data = latin("ab ", "secret", " yz", "string")
    worse = latin("ab ", "", " yz", "string")
    with pikepdf.open(io.BytesIO(worse)) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 12 Tf 72 700 Td [(ab ) -556 -500 -500 ( yz)] TJ ET")
        out = io.BytesIO()
        pdf.save(out)
    assert measured(data, out.getvalue()) == [1]


def test_bars_are_of_one_size_whatever_was_under_them():
    data = pdf_with(f"甲 {MARK} 乙", "丙 工作秘密材料目录 丁")
    one = Task(
        Options(),
        [Wanted(Where(("a.pdf",), Part.BODY, spot("page", 1)), word, everywhere=True) for word in (MARK, "工作秘密材料目录")],
    )
    made = drawn(edit(blob("a.pdf", data), "pdf", one)).decode("latin-1")
    sizes = {tuple(found) for found in re.findall(r"([\d.]+) ([\d.]+) re", made)}
    assert len(sizes) == 1
