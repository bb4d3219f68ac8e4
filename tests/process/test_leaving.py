"""What nobody read is neither thrown away nor kept: every kind of part that processing would leave out."""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode

import pikepdf
import pytest
from PIL import Image, ImageDraw

from outscan.process import Options, Work, process
from outscan.types import Action
from process.made import INNOCENT, MARK, blob, docx_with, pdf_with, pptx_with, xlsx_with

NOISE = bytes((i * 89 + i * i * 7) % 251 for i in range(4000))


def picture() -> bytes:
    drawn = Image.new("RGB", (400, 400), "white")
    ImageDraw.Draw(drawn).text((40, 180), "CONTROL POINTS 1987", fill="black")
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, part)
    return out.getvalue()


def opened(data: bytes):
    return pikepdf.open(io.BytesIO(data))


def saved(pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def stamped(subtype: str) -> bytes:
    """A page with an annotation whose look is a picture."""
    with opened(pdf_with(INNOCENT)) as pdf:
        drawn = Image.open(io.BytesIO(picture()))
        image = pdf.make_stream(drawn.tobytes())
        for key, value in (
            ("/Type", pikepdf.Name.XObject),
            ("/Subtype", pikepdf.Name.Image),
            ("/Width", 400),
            ("/Height", 400),
            ("/ColorSpace", pikepdf.Name.DeviceRGB),
            ("/BitsPerComponent", 8),
        ):
            image[key] = value
        look = pdf.make_stream(b"q 200 0 0 200 0 0 cm /Im Do Q")
        for key, value in (
            ("/Type", pikepdf.Name.XObject),
            ("/Subtype", pikepdf.Name.Form),
            ("/BBox", pikepdf.Array([0, 0, 200, 200])),
            ("/Resources", pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))),
        ):
            look[key] = value
        note = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name(subtype),
                Rect=pikepdf.Array([100, 100, 300, 300]),
                AP=pikepdf.Dictionary(N=look),
            )
        )
        pdf.pages[0].Annots = pikepdf.Array([note])
        return saved(pdf)


def private() -> bytes:
    with opened(pdf_with(INNOCENT)) as pdf:
        pdf.Root.PieceInfo = pikepdf.Dictionary(Maker=pikepdf.Dictionary(Private=pdf.make_stream(NOISE)))
        return saved(pdf)


def attached() -> bytes:
    with opened(pdf_with(INNOCENT)) as pdf:
        pdf.attachments["附.bin"] = NOISE
        return saved(pdf)


def mail() -> bytes:
    from email.message import EmailMessage

    message = EmailMessage()
    message["Subject"] = "你好"
    message.set_content(INNOCENT)
    message.add_attachment(NOISE, maintype="application", subtype="octet-stream", filename="附.bin")
    return message.as_bytes()


def odt() -> bytes:
    from process.made import odt_with

    return with_part(odt_with(INNOCENT), "Thumbnails/thumbnail.png", picture())


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", INNOCENT)
        archive.writestr("b.bin", NOISE)
    return out.getvalue()


CASES = {
    "a stamp.pdf": lambda: stamped("/Stamp"),
    "ink.pdf": lambda: stamped("/Ink"),
    "free text.pdf": lambda: stamped("/FreeText"),
    "private data.pdf": private,
    "attachment.pdf": attached,
    "custom part.docx": lambda: with_part(docx_with(INNOCENT), "customXml/item9.bin", NOISE),
    "embedded.docx": lambda: with_part(docx_with(INNOCENT), "word/embeddings/oleObject9.bin", NOISE),
    "font.docx": lambda: with_part(docx_with(INNOCENT), "word/fonts/font9.odttf", zipped()),
    "thumbnail.odt": odt,
    "mail.eml": mail,
    "package.zip": zipped,
    "base64.html": f'<html><img src="data:application/octet-stream;base64,{"q83vEjRWeJA" * 300}"></html>'.encode,
}


@pytest.mark.parametrize("name", CASES)
def test_what_nobody_read_is_refused_with_the_way_forward(scanner, name):
    result = process(scanner, blob(name.replace(" ", "_"), CASES[name]()), Work(Options(), name.replace(" ", "_")))
    assert result.data is None
    assert any("再处理" in why for why in result.refusals), result.refusals


def test_a_part_that_was_passed_over_is_read_before_it_goes(scanner):
    """Whatever the reader of the whole says: each part that goes is read as a file of its own."""
    from outscan.process.leaving import lost
    from outscan.types import Where

    before = scanner.scan(blob("a.docx", docx_with(INNOCENT)))
    where = Where(("a.docx", "word/comments.xml"))
    assert lost(scanner, before, [(where, INNOCENT.encode())]) == []
    assert "标志" in lost(scanner, before, [(where, f"<x>{MARK}</x>".encode())])[0]
    assert lost(scanner, before, [(where, NOISE)])


def test_what_had_to_be_approved_is_never_released_by_processing(scanner):
    """Work and trade secrets, foreign marks and the like are under 秘密; their copies are still confirmed by a person."""
    given = Options(authority="虚保1号", reason="已批准", authority_sha256="ab" * 32)
    result = process(scanner, blob("a.docx", docx_with("工作秘密", INNOCENT)), Work(given, "b.docx"))
    assert result.before.verdict.action >= Action.ESCALATE
    assert result.proof.action >= Action.REVIEW
    assert any("报批" in note or "escalate" in note for note in result.proof.notes)


def book_with(name: str, part: bytes) -> bytes:
    return with_part(xlsx_with([[INNOCENT]]), name, part)


def deck_with(name: str, part: bytes) -> bytes:
    return with_part(pptx_with("题", INNOCENT), name, part)


def ofd_with(name: str, part: bytes) -> bytes:
    from process.test_formats_delta import ofd

    return with_part(ofd(INNOCENT), name, part)


def rtf_with(group: str) -> bytes:
    return ("{\\rtf1\\ansi " + "".join(f"\\u{ord(c)}?" for c in INNOCENT) + "\\par" + group + "}").encode()


def odt_with_part(name: str, part: bytes) -> bytes:
    from process.made import odt_with

    return with_part(odt_with(INNOCENT), name, part)


def mail_with(maintype: str, subtype: str, data: bytes) -> bytes:
    from email.message import EmailMessage

    message = EmailMessage()
    message["Subject"] = "你好"
    message.set_content(INNOCENT)
    message.add_attachment(data, maintype=maintype, subtype=subtype, filename="a.bin")
    return message.as_bytes()


UNREAD = {
    "embedded.xlsx": lambda: book_with("xl/embeddings/oleObject1.bin", NOISE),
    "custom.xlsx": lambda: book_with("customXml/item1.bin", NOISE),
    "picture.xlsx": lambda: book_with("xl/media/image1.png", picture()),
    "model.xlsx": lambda: book_with("xl/model/item.data", NOISE),
    "embedded.pptx": lambda: deck_with("ppt/embeddings/oleObject1.bin", NOISE),
    "media.pptx": lambda: deck_with("ppt/media/media1.bin", NOISE),
    "picture.pptx": lambda: deck_with("ppt/media/image9.png", picture()),
    "part.ofd": lambda: ofd_with("Doc_0/Res/a.bin", NOISE),
    "picture.ofd": lambda: ofd_with("Doc_0/Res/a.png", picture()),
    "object.rtf": lambda: rtf_with("{\\object\\objemb{\\*\\objdata " + NOISE.hex() + "}}"),
    "picture.rtf": lambda: rtf_with("{\\pict\\pngblip " + picture().hex() + "}"),
    "object.odt": lambda: odt_with_part("Object 1", NOISE),
    "picture.odt": lambda: odt_with_part("Pictures/a.png", picture()),
    "macro.odt": lambda: odt_with_part("Basic/Standard/a.bin", NOISE),
    "picture.html": f'<html><p>{INNOCENT}</p><img src="data:image/png;base64,{b64encode(picture()).decode()}"></html>'.encode,
    "file.html": f'<html><p>{INNOCENT}</p><a href="data:application/x;base64,{b64encode(NOISE).decode()}">a</a></html>'.encode,
    "file.eml": lambda: mail_with("application", "octet-stream", NOISE),
    "picture.eml": lambda: mail_with("image", "png", picture()),
    "sealed.eml": lambda: mail_with("application", "pkcs7-mime", NOISE),
}


@pytest.mark.parametrize("keep", [False, True], ids=["default", "keep hidden"])
@pytest.mark.parametrize("name", UNREAD)
def test_an_object_that_was_not_read_is_never_dropped(scanner, name, keep):
    """Every format that is processed, and every kind of thing its documents carry: refused, never left out, never passed on."""
    result = process(scanner, blob(name, UNREAD[name]()), Work(Options(keep_hidden=keep), name))
    assert result.data is None
    assert any("再处理" in why for why in result.refusals), result.refusals


def drawing(text: str, **more: bytes) -> bytes:
    """A drawing of Visio with one shape and its author."""
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    schema = "http://schemas.microsoft.com/office/visio/2012/main"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    visio = "http://schemas.microsoft.com/visio/2010/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
        'PartName="/visio/document.xml" ContentType="application/vnd.ms-visio.drawing.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{visio}/document" '
        'Target="visio/document.xml"/></Relationships>',
        "visio/document.xml": f'<VisioDocument xmlns="{schema}"/>',
        "visio/pages/page1.xml": f'<PageContents xmlns="{schema}"><Shape><Text>{text}</Text></Shape></PageContents>',
        "docProps/core.xml": f'<c:coreProperties xmlns:c="{core}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>资料室</dc:creator></c:coreProperties>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in {**parts, **{key.replace("_", "."): data for key, data in more.items()}}.items():
            archive.writestr(name, part)
    return out.getvalue()


HOLDERS = {
    "docx": lambda part: with_part(docx_with(INNOCENT), "word/embeddings/图.vsdx", part),
    "xlsx": lambda part: book_with("xl/embeddings/图.vsdx", part),
    "pptx": lambda part: deck_with("ppt/embeddings/图.vsdx", part),
    "odt": lambda part: odt_with_part("图.vsdx", part),
}


@pytest.mark.parametrize("keep", [False, True], ids=["default", "keep hidden"])
@pytest.mark.parametrize("kind", HOLDERS)
def test_an_embedded_drawing_is_read_before_it_stays_or_goes(scanner, kind, keep):
    """A drawing of Visio is edited by nobody: read to its end it stays, and goes where a matter stands in it; else it refuses."""

    def processed(part):
        return process(scanner, blob(f"a.{kind}", HOLDERS[kind](part)), Work(Options(keep_hidden=keep), f"b.{kind}"))

    kept = processed(drawing("流程图"))
    assert kept.data is not None
    assert any("图.vsdx" in name for name in zipfile.ZipFile(io.BytesIO(kept.data)).namelist())
    assert any("图.vsdx" in note for note in kept.proof.notes) is not keep
    gone = processed(drawing("拟向外方提供的1:2000地形图覆盖面积40平方公里。"))
    assert gone.before.verdict.action is not Action.RELEASE
    assert gone.data is None or not any(f.upheld for f in scanner.scan(blob(f"b.{kind}", gone.data)).findings)
    for unread in (drawing("流程图", noise_bin=NOISE), drawing("流程图", seal_png=picture())):
        assert processed(unread).data is None
