"""Documents the tests of processing make for themselves; every name and figure in them is fictional."""

from __future__ import annotations

import html
import io
import zipfile

from outscan.types import Blob, Where

MARK = "机密★10年"
WORK_MARK = "工作秘密"
INNOCENT = "本项目研究玉米杂交技术，合作期三年，经费由双方分担。"
ORDER = "授权"


def blob(name: str, data: bytes) -> Blob:
    return Blob(Where((name,)), data)


def table_rows(count: int = 12) -> list[list[str]]:
    """A table of control points: northing, easting, height."""
    rows = [["点名", "等级", "X坐标(m)", "Y坐标(m)", "高程H(m)"]]
    figures = [(3442242.358 + 977.413 * i, 38511033.573 + 713.229 * i, 512.25 + 3.37 * i) for i in range(count)]
    rows.extend([f"松鹤岭{i}", "二等", f"{x:.3f}", f"{y:.3f}", f"{h:.2f}"] for i, (x, y, h) in enumerate(figures))
    return rows


def docx_with(*paragraphs: str, table: list[list[str]] | None = None) -> bytes:
    from docx import Document

    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        made = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, text in zip(made.add_row().cells, row, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx_of_runs(*runs: tuple[str, str]) -> bytes:
    """A document whose one paragraph is made of runs (text, properties XML)."""
    from docx import Document

    document = Document()
    document.add_paragraph("前文。")
    out = io.BytesIO()
    document.save(out)
    body = "".join(f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>' for text, look in runs)
    return edited(out.getvalue(), "word/document.xml", "前文。</w:t></w:r>", f"前文。</w:t></w:r></w:p><w:p>{body}")


def edited(data: bytes, member: str, old: str, new: str) -> bytes:
    """The package with one stretch of one member replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            inner = before.read(info.filename)
            if info.filename == member:
                text = inner.decode()
                assert old in text
                inner = text.replace(old, new, 1).encode()
            after.writestr(info, inner)
    return out.getvalue()


def xlsx_with(rows: list[list[object]], **more: object) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "成果"
    for row in rows:
        sheet.append(row)
    if hidden := more.get("hidden"):
        extra = book.create_sheet("旧稿")
        extra.append([hidden])
        extra.sheet_state = "hidden"
    if comment := more.get("comment"):
        from openpyxl.comments import Comment

        sheet["A1"].comment = Comment(str(comment), "某人")
    if formula := more.get("formula"):
        sheet["H1"] = formula
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def shared_with(rows: list[list[object]]) -> bytes:
    """A workbook whose texts are shared strings."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("成果")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def pptx_with(*texts: str, notes: str = "") -> bytes:
    from pptx import Presentation

    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = texts[0]
    for number, text in enumerate(texts[1:], 2):
        slide.shapes.add_textbox(500_000, 900_000 * number, 8_000_000, 500_000).text_frame.text = text
    if notes:
        slide.notes_slide.notes_text_frame.text = notes
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def pdf_with(*lines: str, title: str = "") -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setTitle(title or "untitled")
    canvas.setFont("STSong-Light", 12)
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 22 * number, line)
    canvas.save()
    return out.getvalue()


def odt_with(*paragraphs: str) -> bytes:
    from odf.opendocument import OpenDocumentText
    from odf.text import P

    document = OpenDocumentText()
    for text in paragraphs:
        document.text.addElement(P(text=text))
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def strings(data: bytes) -> str:
    """Everything in a file, packed parts inflated, as text."""
    found = [
        data.decode("utf-8", "ignore"),
        html.unescape(data.decode("utf-8", "ignore")),
        data.decode("gb18030", "ignore"),
        data.decode("utf-16-le", "ignore"),
    ]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found += [strings(archive.read(name)) for name in archive.namelist()]
    return "\n".join(found)
