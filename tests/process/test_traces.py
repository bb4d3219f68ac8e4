# ruff: noqa: E501 - markup reads best on one line
"""The kind: what tells of removed words without holding them. Every trace goes where words went, and the proof would say so."""

from __future__ import annotations

import io
import json
import re
import zipfile
from email.message import EmailMessage

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from outscan.formats import FORMATS
from outscan.nouns import replace
from outscan.process import Options, Work, process
from outscan.process.image import STEP, bar, stripped
from outscan.process.remnants import LOOKS, left
from process.made import INNOCENT, MARK, blob, docx_with, edited, odt_with, pptx_with, table_rows, xlsx_with

GIVEN = Options(authority="虚保〔2026〕7号", reason="已批准公开", authority_sha256="ab" * 32)
APP = "docProps/app.xml"


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def with_member(data: bytes, name: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for info in before.infolist():
            after.writestr(info, text if info.filename == name else before.read(info.filename))
    return out.getvalue()


def copy(scanner, name: str, data: bytes) -> bytes:
    result = process(scanner, blob(name, data), Work(GIVEN, "out" + name[1:]))
    assert result.data is not None, (result.refusals, result.remains)
    return result.data


def counted(data: bytes) -> bytes:
    text = parts(data)[APP]
    counts = "<Characters>5120</Characters><Words>800</Words><Lines>31</Lines><Paragraphs>9</Paragraphs><TotalTime>7</TotalTime>"
    return with_member(
        data,
        APP,
        re.sub(r"<(Characters|Words|Lines|Paragraphs|TotalTime)>[^<]*</\1>", "", text).replace(
            "</Properties>", counts + "</Properties>"
        ),
    )


def word() -> bytes:
    data = counted(docx_with(MARK, INNOCENT, table=[[MARK, INNOCENT], ["甲", "乙"]]))
    data = edited(data, "word/document.xml", f"<w:t>{MARK}</w:t>", f"<w:lastRenderedPageBreak/><w:t>{MARK}</w:t>")
    return edited(data, "word/document.xml", "<w:tr>", '<w:tr><w:trPr><w:trHeight w:val="1873"/></w:trPr>')


def deck() -> bytes:
    data = counted(pptx_with("合作方案", MARK, INNOCENT))
    text = parts(data)["ppt/slides/slide1.xml"]
    text = re.sub(
        r"<a:bodyPr[^>]*>.*?</a:bodyPr>|<a:bodyPr[^>]*/>",
        '<a:bodyPr><a:normAutofit fontScale="62500" lnSpcReduction="20000"/></a:bodyPr>',
        text,
        flags=re.DOTALL,
    )
    return with_member(data, "ppt/slides/slide1.xml", text)


def book() -> bytes:
    data = counted(xlsx_with([[MARK], [INNOCENT], ["甲", "乙"]]))
    name = "xl/worksheets/sheet1.xml"
    text = parts(data)[name]
    text = re.sub(r'<row r="(\d+)"', r'<row r="\1" ht="87.5" customHeight="1"', text)
    text = text.replace(
        "<sheetData>",
        '<cols><col min="1" max="1" width="43.7" bestFit="1" customWidth="1"/><col min="2" max="2" width="9.5"/></cols><sheetData>',
    )
    return with_member(data, name, text)


def test_a_document_keeps_no_heights_breaks_and_counts(scanner):
    made = parts(copy(scanner, "a.docx", word()))
    body = made["word/document.xml"]
    assert "trHeight" not in body.split("甲")[0]
    assert "lastRenderedPageBreak" not in body
    assert "rsid" not in body
    assert not re.search("<(Characters|Words|Lines|Paragraphs|TotalTime)>", made[APP])
    assert INNOCENT in body


def test_a_deck_keeps_no_scale_of_letters(scanner):
    data = deck()
    before = parts(data)["ppt/slides/slide1.xml"]
    made = parts(copy(scanner, "a.pptx", data))
    slide = made["ppt/slides/slide1.xml"]
    assert slide.count("fontScale") == before.count("fontScale") - 1 > 0  # the boxes in which nothing was cut keep theirs
    assert "Characters" not in made[APP]


def test_a_workbook_keeps_no_heights_and_widths_where_cells_were_cut(scanner):
    made = parts(copy(scanner, "a.xlsx", book()))
    sheet = made["xl/worksheets/sheet1.xml"]
    rows = dict(re.findall(r'<row r="(\d+)"([^>]*)>', sheet))
    assert "ht=" not in rows["1"]
    assert 'ht="87.5"' in rows["2"]
    assert 'ht="87.5"' in rows["3"]
    assert "43.7" not in sheet
    assert 'width="9.5"' in sheet
    assert "<dimension" not in sheet


def test_two_workbooks_that_differ_in_what_was_cut_have_the_same_copy(scanner):
    """Whatever the removed figures were, and however long: the copies are one."""
    made = []
    for wide in (1, 5):
        rows = [[*row[:4], row[4] + "0" * wide] if number else row for number, row in enumerate(table_rows())]
        data = xlsx_with(rows)
        name = "xl/worksheets/sheet1.xml"
        text = parts(data)[name].replace(
            "<sheetData>", f'<cols><col min="5" max="5" width="{8 + wide}.7" bestFit="1"/></cols><sheetData>'
        )
        text = re.sub(r'<row r="(\d+)"', rf'<row r="\1" ht="{14 + wide}"', text)
        made.append(parts(copy(scanner, "a.xlsx", with_member(data, name, text))))
    assert {k: v for k, v in made[0].items() if "sheet1" in k or "app" in k} == {
        k: v for k, v in made[1].items() if "sheet1" in k or "app" in k
    }


def test_opendocument_keeps_no_counts_breaks_and_sittings(scanner):
    data = odt_with(MARK, INNOCENT)
    text = parts(data)["content.xml"].replace(MARK, f"<text:soft-page-break/>{MARK}", 1)
    data = with_member(data, "content.xml", text)
    meta = parts(data)["meta.xml"]
    counts = '<meta:document-statistic meta:character-count="5120"/><meta:editing-cycles>9</meta:editing-cycles></office:meta>'
    made = parts(copy(scanner, "a.odt", with_member(data, "meta.xml", meta.replace("</office:meta>", counts))))
    assert "soft-page-break" not in made["content.xml"]
    assert "character-count" not in made["meta.xml"]
    assert "editing-cycles" not in made["meta.xml"]


@pytest.mark.parametrize(("make", "name"), [(word, "a.docx"), (deck, "a.pptx"), (book, "a.xlsx")])
def test_the_proof_sees_a_trace_that_was_left(scanner, make, name):
    """Each trace put back into a copy is found by the proof's own reading, which knows nothing of what was taken out."""
    data = make()
    made = copy(scanner, name, data)
    assert left(data, made) == []
    main = {"a.docx": "word/document.xml", "a.pptx": "ppt/slides/slide1.xml", "a.xlsx": "xl/worksheets/sheet1.xml"}[name]
    text = parts(made)[main]
    worse = {
        "a.docx": text.replace("<w:tr>", '<w:tr><w:trPr><w:trHeight w:val="9"/></w:trPr>', 1).replace(
            "<w:trPr></w:trPr>", '<w:trPr><w:trHeight w:val="9"/></w:trPr>', 1
        ),
        "a.pptx": text.replace("<p:cNvPr", "<a:proofErr/><p:cNvPr", 1),
        "a.xlsx": re.sub(r'<row r="1"', '<row r="1" ht="80"', text),
    }[name]
    assert worse != text
    assert left(data, with_member(made, main, worse)) == [main]
    assert left(
        data, with_member(made, APP, parts(made)[APP].replace("</Properties>", "<Characters>9</Characters></Properties>"))
    ) == [APP]


def test_letters_set_one_by_one_in_a_drawing_cannot_be_counted(scanner):
    places = " ".join(str(20 + 12 * i) for i in range(len(MARK)))
    data = f'<svg xmlns="http://www.w3.org/2000/svg"><text x="{places}" y="20" textLength="84">{MARK}</text><text x="1 2" y="40">{INNOCENT}</text></svg>'
    made = copy(scanner, "a.svg", data.encode()).decode()
    assert '<text x="20" y="20">' in made
    assert '<text x="1 2" y="40">' in made


def test_rich_text_keeps_no_sittings(scanner):
    spelled = "".join(f"\\u{ord(c)}?" for c in MARK)
    data = (
        "{\\rtf1\\ansi{\\*\\rsidtbl \\rsid123\\rsid77}\\pard\\pararsid77 {\\insrsid123 "
        + spelled
        + "}\\par\\charrsid77 Hello\\par}"
    )
    assert b"rsid" not in copy(scanner, "a.rtf", data.encode())


def test_a_part_of_a_mail_tells_no_size(scanner):
    message = EmailMessage()
    message["Subject"] = "你好"
    message.set_content(INNOCENT)
    message.add_attachment(MARK.encode(), maintype="text", subtype="plain", filename="a.txt")
    attachment = next(message.iter_attachments())
    attachment.set_param("size", "5120", header="Content-Disposition")
    attachment["Content-MD5"] = "Q2hlY2sgSW50ZWdyaXR5IQ=="
    made = copy(scanner, "a.eml", message.as_bytes())
    assert b"5120" not in made
    assert b"MD5" not in made


def test_bars_begin_and_end_at_multiples_of_their_height():
    """Words of other lengths at one place have one bar."""
    for wide in (1, 20, 55, 79):
        left_, top, right, bottom = bar((101.0, 10.0, 101.0 + wide, 30.0))
        assert (left_ % (STEP * 20), right % (STEP * 20)) == (0, 0)
        assert left_ <= 101.0
        assert right >= 101.0 + wide
        assert (top, bottom) == (10.0, 30.0)
    assert len({bar((101.0, 10.0, 101.0 + wide, 30.0)) for wide in (1, 20, 55)}) == 1


def test_nothing_is_proved_of_parts_that_cannot_be_read():
    def package(words: str) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("word/document.xml", f"<w:t>{words}</w:t>")
        return out.getvalue()

    whole, cut = package("first and second"), package("first")
    assert left(whole, cut) == []
    assert left(whole, cut.replace(b"first", b"fir5t")) is None
    assert left(whole.replace(b"second", b"5econd"), cut) is None
    assert left(whole, cut[:40]) is None


def rich(text: str) -> bytes:
    spelled = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)
    return ("{\\rtf1\\ansi\\pard " + spelled + "\\par}").encode()


def mailed(text: str) -> bytes:
    message = EmailMessage()
    message["Subject"] = "你好"
    message.set_content(text)
    return message.as_bytes()


def archived(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, data)
    return out.getvalue()


def picture(form: str, colour: str, **beside) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, form, **beside)
    return out.getvalue()


def previewed() -> Image.Exif:
    """Metadata as a camera writes it: a word about the picture."""
    exif = Image.Exif()
    exif[0x010E] = MARK
    return exif


def worded() -> PngInfo:
    told = PngInfo()
    told.add_itxt("Description", MARK)
    return told


FILLED = {
    "a.txt": lambda line: line.encode(),
    "a.csv": lambda line: f"甲,乙\n{line},丙\n丁,戊\n".encode(),
    "a.html": lambda line: f"<html><body><pre>{line}</pre></body></html>".encode(),
    "a.svg": lambda line: f'<svg xmlns="http://www.w3.org/2000/svg"><text x="20" y="20">{line}</text></svg>'.encode(),
    "a.json": lambda line: json.dumps({"甲": line, "乙": "丙"}, ensure_ascii=False).encode(),
    "a.rtf": rich,
    "a.eml": mailed,
    "a.docx": lambda line: docx_with(line, INNOCENT),
    "a.zip": lambda line: archived("内/件.txt", line.encode()),
}


@pytest.mark.parametrize("name", FILLED)
@pytest.mark.parametrize(("fill", "side"), [(" ", "right"), ("\u3000", "left"), (".", "right"), ("_", "left")])
def test_what_fills_up_a_line_does_not_tell_how_long_the_words_were(scanner, name, fill, side):
    """The same line of a column of other widths: the copies are one."""
    lines = [MARK + fill * wide if side == "right" else fill * wide + MARK for wide in (4, 9)]
    made = [copy(scanner, name, FILLED[name](f"{line}{INNOCENT}" if side == "right" else f"{INNOCENT}{line}")) for line in lines]
    if name not in {"a.docx", "a.zip"}:  # their packing keeps times
        assert made[0] == made[1]
    else:
        assert {part: text.count(fill) for part, text in parts(made[0]).items()} == {
            part: text.count(fill) for part, text in parts(made[1]).items()
        }


LEFT = {
    "rtf": (rich(MARK), b"{\\rtf1\\insrsid77\\par}", ["rtf"]),
    "rtf counts": (rich(MARK), b"{\\rtf1{\\info{\\nofchars51}}\\par}", ["rtf"]),
    "svg steps": (
        f'<svg xmlns="http://www.w3.org/2000/svg"><text x="1 2 3">{MARK}</text></svg>'.encode(),
        '<svg xmlns="http://www.w3.org/2000/svg"><text x="1 2 3">[已删除]</text></svg>'.encode(),
        ["svg"],
    ),
    "svg length": (
        f'<svg xmlns="http://www.w3.org/2000/svg"><text textLength="84">{MARK}</text></svg>'.encode(),
        '<svg xmlns="http://www.w3.org/2000/svg"><text textLength="84">[已删除]</text></svg>'.encode(),
        ["svg"],
    ),
    "html filling": (
        f"<html><pre>{MARK}     丙</pre></html>".encode(),
        "<html><pre>[已删除]     丙</pre></html>".encode(),
        ["html"],
    ),
    "txt filling": (f"{MARK}     丙".encode(), "[已删除]     丙".encode(), ["txt"]),
    "table filling": (f"甲,乙\n{MARK}     ,丙\n丁,戊\n".encode(), "甲,乙\n[已删除]     ,丙\n丁,戊\n".encode(), ["txt"]),
    "json filling": (
        json.dumps({"甲": f"{MARK}     丙"}, ensure_ascii=False).encode(),
        json.dumps({"甲": "[已删除]     丙"}).encode(),
        ["json"],
    ),
    "jpg preview": (picture("JPEG", "white"), picture("JPEG", "black", exif=previewed()), ["jpg"]),
    "png words": (picture("PNG", "white"), picture("PNG", "black", pnginfo=worded()), ["png"]),
    "eml digest": (mailed(MARK), b"DKIM-Signature: v=1; bh=eHl6\n" + mailed("x"), ["eml"]),
    "eml size": (mailed(MARK), b"X-Mail-Size: 512\n" + mailed("x"), ["eml"]),
    "zip": (archived("a.rtf", rich(MARK)), archived("a.rtf", b"{\\rtf1\\insrsid7\\par}"), ["a.rtf/rtf"]),
    "zip, renamed": (archived("a.rtf", rich(MARK)), archived("b.rtf", b"{\\rtf1\\insrsid7\\par}"), ["b.rtf/rtf"]),
    "zip of docx": (
        archived("a.docx", archived("word/document.xml", b"<w:t>one two</w:t>")),
        archived("a.docx", archived("word/document.xml", b"<w:proofErr/><w:t>one</w:t>")),
        ["a.docx/word/document.xml"],
    ),
}


def test_behind_every_editor_somebody_looks():
    editors = {f"{one.editor.module}.{one.editor.function}" for one in FORMATS.values() if one.editor}
    assert editors == set(LOOKS)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
def test_a_picture_that_was_painted_over_and_holds_its_pixels_alone_has_no_trace(form):
    assert left(picture(form, "white"), stripped(picture(form, "black"), form.lower().replace("jpeg", "jpg"))) == []


@pytest.mark.parametrize("name", LEFT)
def test_the_proof_sees_a_trace_in_every_format_and_in_files_inside_files(name):
    before, after, found = LEFT[name]
    assert left(before, after) == found


def test_a_mail_keeps_no_digest_of_its_words_even_where_what_is_hidden_is_kept(scanner):
    data = b"DKIM-Signature: v=1; bh=eHl6\nX-Original-Length: 77\nX-Mailer: m\n" + mailed(MARK)
    result = process(scanner, blob("a.eml", data), Work(replace(GIVEN, keep_hidden=True), "out.eml"))
    assert result.data is not None, (result.refusals, result.remains)
    assert b"DKIM" not in result.data
    assert b"X-Original-Length" not in result.data
    assert b"X-Mailer" in result.data
