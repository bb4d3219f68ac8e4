"""What a PDF holds beside its pages goes, what a reader needs to use it stays; pages that cannot be cut become pictures."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from outscan.pdfium import document
from outscan.process.formats import edit
from outscan.process.pdf.flat import outlines
from outscan.process.pdf.steps import measures
from outscan.process.task import LABEL, Options, Refused, Task, Wanted
from outscan.types import HiddenKind, Part, Where, spot
from process.made import INNOCENT, MARK, blob, pdf_with

HERE = Where(("a.pdf",))
WORD = "青鸾计划第二期"


def task(*quotes: str, keep: bool = False, step: int = 0, part: Part = Part.BODY, **more) -> Task:
    wanted = [Wanted(HERE.at(part, spot("page", 1)), quote, everywhere=True) for quote in quotes]
    return Task(Options(keep_hidden=keep), wanted, step=step, **more)


def changed(data: bytes, change) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def noted(pdf: pikepdf.Pdf, *notes: Dictionary) -> None:
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(one) for one in notes])


def made(data: bytes, asked: Task | None = None) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(edit(blob("a.pdf", data), "pdf", asked or task())))


def said(data: bytes) -> str:
    opened = document(data)
    text = "".join(opened[number].get_textpage().get_text_range() for number in range(len(opened)))
    opened.close()
    return text


SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))


def test_what_runs_by_itself_and_what_is_attached_goes():
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["a.txt"] = pikepdf.AttachedFileSpec(pdf, WORD.encode(), filename="a.txt")
        pdf.Root.Names.JavaScript = Dictionary(Names=Array([String("s"), SCRIPT]))
        pdf.Root.OpenAction = SCRIPT
        pdf.Root.AA = Dictionary(WC=SCRIPT)
        pdf.pages[0].obj.AA = Dictionary(O=SCRIPT)
        pdf.pages[0].obj.PieceInfo = Dictionary(Private=String(WORD))

    asked = task()
    with made(changed(pdf_with(INNOCENT), change), asked) as pdf:
        assert not {"/OpenAction", "/AA"} & set(pdf.Root.keys())
        assert not pdf.attachments
        assert "/JavaScript" not in pdf.Root.Names
        assert not {"/AA", "/PieceInfo"} & set(pdf.pages[0].obj.keys())
    assert {change.technique for change in asked.account()} == {"remove_metadata", "remove_hidden"}
    assert [data for _, data in asked.left if WORD.encode() in data]  # what does not come along is handed on to be read


def test_a_page_that_opens_where_it_should_stays_so():
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])

    with made(changed(pdf_with(INNOCENT), change)) as pdf:
        assert "/OpenAction" in pdf.Root


def test_notes_go_and_links_and_fields_stay_without_what_they_run():
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=SCRIPT, Contents=String("说明"))
    way = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=Dictionary(S=Name.URI, URI=String("http://a.example"))
    )
    text = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String(WORD))
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("f"), Rect=Array([0, 0, 9, 9]), AA=Dictionary(F=SCRIPT)
    )
    seal = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("s"), Rect=Array([0, 0, 9, 9]))

    def change(pdf: pikepdf.Pdf) -> None:
        noted(pdf, link, way, text, field, seal)
        pdf.Root.AcroForm = Dictionary(Fields=Array([]), SigFlags=3, XFA=Array([String("template"), pdf.make_stream(b"<t/>")]))

    asked, data = task(), changed(pdf_with(INNOCENT), change)
    with made(data, asked) as pdf:
        left = list(pdf.pages[0].obj.Annots)
        assert [str(one.Subtype) for one in left] == ["/Link", "/Link", "/Widget"]
        assert not {"/A", "/Contents"} & set(left[0].keys())
        assert str(left[1].A.URI) == "http://a.example"
        assert "/AA" not in left[2]
        assert not {"/XFA", "/SigFlags"} & set(pdf.Root.AcroForm.keys())
    assert any("签" in note or "章" in note for note in asked.notes)
    with made(data, task(keep=True)) as pdf:
        assert len(pdf.pages[0].obj.Annots) == 5


def test_a_page_of_notes_alone_is_left_with_none():
    def change(pdf: pikepdf.Pdf) -> None:
        noted(pdf, Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("x")))

    with made(changed(pdf_with(INNOCENT), change)) as pdf:
        assert list(pdf.pages[0].obj.Annots) == []


def test_values_of_fields_lists_and_titles_that_say_it_are_replaced():
    def change(pdf: pikepdf.Pdf) -> None:
        look = pdf.make_stream(b"BT ET")
        child = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([0, 0, 9, 9]), AP=Dictionary(N=look))
        value = Dictionary(
            FT=Name.Tx, T=String("f"), V=String(f"见{WORD}"), DV=String("别的"), Kids=Array([pdf.make_indirect(child)])
        )
        choice = Dictionary(FT=Name.Ch, T=String("c"), Opt=Array([String(WORD), String("其他")]))
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(value), pdf.make_indirect(choice)]))

    with made(changed(pdf_with(INNOCENT), change), task(WORD, keep=True, part=Part.METADATA)) as pdf:
        value, choice = pdf.Root.AcroForm.Fields
        assert (str(value.V), str(value.DV)) == (LABEL, "别的")
        assert "/AP" not in value.Kids[0]
        assert [str(one) for one in choice.Opt] == [LABEL, "其他"]


def test_a_single_character_is_no_word_to_look_for_in_strings():
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.ViewerPreferences = Dictionary(Note=String("密"))

    asked = Task(Options(keep_hidden=True), [Wanted(HERE.at(Part.BODY, spot("page", 1)), "密")])
    with made(changed(pdf_with(INNOCENT), change), asked) as pdf:
        assert str(pdf.Root.ViewerPreferences.Note) == "密"


def lettered(*lines: str) -> bytes:
    """A page in a font that it holds, so that it is drawn alike where no font is installed."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    canvas = Canvas(made := io.BytesIO())
    canvas.setFont("Vera", 12)
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 22 * number, line)
    canvas.save()
    return made.getvalue()


def test_after_two_cuts_a_page_becomes_a_picture_without_its_words():
    asked = task("Qinglan Phase Two", step=2)
    out = edit(blob("a.pdf", lettered("Dear all,", "about Qinglan Phase Two")), "pdf", asked)
    assert said(out).strip() == ""
    with pikepdf.open(io.BytesIO(out)) as pdf:
        assert [str(one.Subtype) for one in pdf.pages[0].obj.Resources.XObject.values()] == ["/Image"]
    assert "flatten" in {change.technique for change in asked.account()}


def test_words_that_are_not_on_the_page_are_said_to_be_out_of_reach():
    asked = task("并不在此的话", step=2)
    out = edit(blob("a.pdf", pdf_with(INNOCENT)), "pdf", asked)
    assert said(out).strip() == INNOCENT
    assert [where.page for where in asked.unreachable] == [1]


def test_where_words_stand_on_a_page_is_told_in_pixels_as_it_is_seen():
    data = pdf_with("第一行", f"前{WORD}后")
    found = outlines(data, {0: [(7, "前", WORD, "后")]}, 2.0)
    [(left, top, right, bottom, number)] = found[0]
    assert number == 7
    assert left < right
    assert top < bottom
    [(_, upper, _, _, _)] = outlines(data, {0: [(1, "", "第一行", "")]}, 2.0)[0]
    assert upper < top


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"%PDF-1.7\nbroken", "PDF"), (None, "密码")],
    ids=["broken", "locked"],
)
def test_what_cannot_be_opened_is_refused(data, why):
    if data is None:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf_with(INNOCENT))) as pdf:
            pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
        data = out.getvalue()
    with pytest.raises(Refused, match=why):
        edit(blob("a.pdf", data), "pdf", task())


QUOTED = "BT /F1 12 Tf 20 TL 72 700 Td (first ab) Tj (secret cd) ' 3 1 (secret ef) \" ET"


def latin(content: str) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    page.Contents = pdf.make_stream(content.encode())
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_lines_shown_by_quotation_marks_keep_their_place_when_words_go():
    out = edit(blob("a.pdf", latin(QUOTED)), "pdf", task("secret"))
    assert "secret" not in said(out)
    assert all(word in said(out) for word in ("first ab", "cd", "ef"))
    with pikepdf.open(io.BytesIO(out)) as pdf:
        operators = [str(one.operator) for one in pikepdf.parse_content_stream(pdf.pages[0])]
    assert operators.count("T*") == 2
    assert {"Tw", "Tc"} <= set(operators)


def test_what_is_spoken_instead_of_letters_goes_from_the_content():
    content = "/Span <</ActualText (secret) /Lang (en)>> BDC BT /F1 12 Tf 72 700 Td (secret ab) Tj ET EMC"
    out = edit(blob("a.pdf", latin(content)), "pdf", task("secret"))
    with pikepdf.open(io.BytesIO(out)) as pdf:
        assert b"ActualText" not in b"".join(
            pikepdf.unparse_content_stream([one]) for one in pikepdf.parse_content_stream(pdf.pages[0])
        )


def test_steps_inside_forms_are_counted_too():
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    form = pdf.make_stream(b"BT [(a) -10 -20 (b)] TJ 1 0 Td 2 0 Td ET")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    form.Resources = Dictionary(XObject=Dictionary(Me=form))
    page.Resources = Dictionary(XObject=Dictionary(F=form))
    page.Contents = pdf.make_stream(b"BT 1 0 Td ET /F Do")
    assert measures(pdf) == [2]


def test_hidden_words_of_a_page_go_with_what_is_seen_of_them():
    white = "BT /F1 12 Tf 1 g 72 650 Td (hidden remark here) Tj ET BT /F1 12 Tf 0 g 72 700 Td (seen) Tj ET"
    hidden = [(HiddenKind.WHITE_TEXT, HERE.at(Part.HIDDEN, spot("page", 1)), "hidden remark here")]
    out = edit(blob("a.pdf", latin(white)), "pdf", task(hidden=hidden))
    assert "hidden" not in said(out)
    assert "seen" in said(out)


def test_pictures_nobody_draws_are_handed_on_as_pictures():
    from PIL import Image

    def change(pdf: pikepdf.Pdf) -> None:
        packed = io.BytesIO()
        Image.new("RGB", (8, 8), "red").save(packed, "JPEG")
        seen = pdf.make_stream(packed.getvalue())
        seen.Type, seen.Subtype, seen.Width, seen.Height = Name.XObject, Name.Image, 8, 8
        seen.ColorSpace, seen.BitsPerComponent, seen.Filter = Name.DeviceRGB, 8, Name.DCTDecode
        broken = pdf.make_stream(b"no pixels")
        broken.Subtype, broken.Width, broken.Height = Name.Image, 8, 8
        pdf.Root.Private = Dictionary(A=seen, B=broken, C=pdf.make_stream(WORD.encode()))
        pdf.Root.PieceInfo = pdf.Root.Private
        del pdf.Root.Private

    asked = task()
    edit(blob("a.pdf", changed(pdf_with(MARK), change)), "pdf", asked)
    left = [data for _, data in asked.left]
    assert any(data.startswith(b"\xff\xd8") for data in left)
    assert WORD.encode() in left
    assert len(left) == 3  # what is no picture after all is handed on as it lies there
