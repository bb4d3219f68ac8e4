# ruff: noqa: E501 - markup and bytes of a construct read best on one line
"""More files made to slip past, each of a kind of its own: encodings, containers, asides, properties, drawn text, line ends, tricks of
ZIP and PDF. What must happen was written down before any of them was run: a mark is found or a gap says what nobody read; the
innocent ones of the same make are released.
"""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import lzma
import plistlib
import quopri
import random
import sqlite3
import struct
import tarfile
import warnings
import zipfile
import zlib

import pikepdf
import pytest
from PIL import Image, PngImagePlugin

import house.made  # noqa: F401 - puts the makers of the samples on the path
from outscan.types import Action, Blob, Where
from samples.packages import docx, ofd, pdf, rows_xml, xlsx

MARK, SENTENCE = "机密★10年", "本件为机密★10年，不得外传。"
CLEAN = "各位同事：周五下午开会，请准时参加。"
NOISE = random.Random(77).randbytes(5000)


def zipped(*members, comment=b"", method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
        archive.comment = comment
    return out.getvalue()


def added(data, name, part):
    """The package with one more member."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, part)
    return out.getvalue()


def sheet(after=""):
    return xlsx(("表", "", rows_xml([[CLEAN]]) + after))


def tarred(*members, form=tarfile.PAX_FORMAT, headers=None):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form, pax_headers=headers or {}) as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def mail(body, head="", ends="\n"):
    text = f"From: a@example.cn\nTo: b@example.cn\nSubject: x\nMIME-Version: 1.0\n{head}\n{body}\n"
    return text.replace("\n", ends).encode()


def parts(*inner, head=""):
    body = "".join(f"--q\n{one}\n" for one in inner)
    return mail(body + "--q--", f'Content-Type: multipart/mixed; boundary="q"\n{head}')


def coded(text):
    return base64.b64encode(text.encode()).decode()


def spelled(text):
    return "".join(f"={byte:02X}" for byte in text.encode())


def saved(pdf_):
    out = io.BytesIO()
    pdf_.save(out)
    return out.getvalue()


def with_root(text, key):
    with pikepdf.open(io.BytesIO(pdf([CLEAN]))) as made:
        made.Root[key] = pikepdf.String(text) if not isinstance(text, pikepdf.Object) else text
        return saved(made)


def pdf_embedded():
    with pikepdf.open(io.BytesIO(pdf([CLEAN]))) as made:
        made.attachments["a.txt"] = SENTENCE.encode()
        return saved(made)


def pdf_named(text=MARK):
    with pikepdf.open(io.BytesIO(pdf([CLEAN]))) as made:
        made.pages[0].obj["/Annots"] = pikepdf.Array(
            [
                made.make_indirect(
                    pikepdf.Dictionary(
                        Type=pikepdf.Name.Annot,
                        Subtype=pikepdf.Name.Popup,
                        Rect=pikepdf.Array([0, 0, 9, 9]),
                        T=pikepdf.String(text),
                    )
                )
            ]
        )
        return saved(made)


def pdf_label():
    with pikepdf.open(io.BytesIO(pdf([CLEAN]))) as made:
        made.Root["/PageLabels"] = pikepdf.Dictionary(
            Nums=pikepdf.Array([0, pikepdf.Dictionary(P=pikepdf.String(MARK + "-"), S=pikepdf.Name.D)])
        )
        return saved(made)


def pdf_action():
    with pikepdf.open(io.BytesIO(pdf([CLEAN]))) as made:
        made.Root["/OpenAction"] = pikepdf.Dictionary(
            S=pikepdf.Name.URI, URI=pikepdf.String("http://example.cn/?n=%E6%9C%BA%E5%AF%86%E2%98%8510%E5%B9%B4")
        )
        return saved(made)


def pdf_layer():
    with pikepdf.open(io.BytesIO(pdf([CLEAN]))) as made:
        group = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String(MARK)))
        made.Root["/OCProperties"] = pikepdf.Dictionary(
            OCGs=pikepdf.Array([group]), D=pikepdf.Dictionary(OFF=pikepdf.Array([group]))
        )
        return saved(made)


def pdf_outline():
    with pikepdf.open(io.BytesIO(pdf([CLEAN]))) as made:
        with made.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(SENTENCE, 0))
        return saved(made)


def pdf_behind():
    return pdf([CLEAN]) + b"\n% " + SENTENCE.encode() + b"\n"


def png_text(key="Comment"):
    info = PngImagePlugin.PngInfo()
    info.add_itxt(key, SENTENCE)
    out = io.BytesIO()
    Image.new("L", (20, 20), 255).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def png_private():
    out = io.BytesIO()
    Image.new("L", (20, 20), 255).save(out, "PNG")
    data = out.getvalue()
    chunk = b"noTe" + SENTENCE.encode()
    made = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return data[:33] + made + data[33:]


def jpeg_app():
    out = io.BytesIO()
    Image.new("L", (20, 20), 255).save(out, "JPEG")
    data = out.getvalue()
    body = b"Note\0" + SENTENCE.encode("utf-16-le")
    return data[:2] + b"\xff\xeb" + struct.pack(">H", len(body) + 2) + body + data[2:]


def gif_plain():
    out = io.BytesIO()
    Image.new("L", (20, 20), 255).save(out, "GIF")
    data = out.getvalue()
    text = SENTENCE.encode()
    block = b"\x21\x01\x0c" + bytes(12) + bytes([len(text)]) + text + b"\0"
    return data[:-1] + block + b";"


def bmp_behind():
    out = io.BytesIO()
    Image.new("L", (20, 20), 255).save(out, "BMP")
    return out.getvalue() + SENTENCE.encode("gb18030")


def gzip_named():
    out = io.BytesIO()
    with gzip.GzipFile("机密★10年.txt".encode().decode("latin-1"), "wb", fileobj=out) as file:
        file.write(CLEAN.encode())
    return out.getvalue()


def gzip_comment():
    data = gzip.compress(CLEAN.encode())
    return data[:3] + bytes([data[3] | 0x10]) + data[4:10] + SENTENCE.encode() + b"\0" + data[10:]


def gzip_extra():
    data = gzip.compress(CLEAN.encode())
    extra = b"NT" + struct.pack("<H", len(SENTENCE.encode())) + SENTENCE.encode()
    return data[:3] + bytes([data[3] | 0x04]) + data[4:10] + struct.pack("<H", len(extra)) + extra + data[10:]


def zip_extra():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("a.txt")
        info.extra = struct.pack("<HH", 0x9901 ^ 0x0101, len(SENTENCE.encode())) + SENTENCE.encode()
        archive.writestr(info, CLEAN)
    return out.getvalue()


def zip_local_name():
    """The header before the member names it otherwise than the directory."""
    data = zipped(("aaaaaa.txt", CLEAN), method=zipfile.ZIP_STORED)
    return data.replace(b"aaaaaa.txt", "机密".encode() + b".txt", 1)


def zip_member_comment():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("a.txt")
        info.comment = SENTENCE.encode()
        archive.writestr(info, CLEAN)
    return out.getvalue()


def zip_method():
    """A member packed by a method nobody here knows."""
    data = bytearray(zipped(("a.txt", SENTENCE), method=zipfile.ZIP_STORED))
    for magic, at in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
        start = data.find(magic)
        data[start + at : start + at + 2] = struct.pack("<H", 97)
    return bytes(data)


def zip_between():
    first, second = zipped(("a.txt", CLEAN)), zipped(("b.txt", SENTENCE))
    return second + first


def zip_zero_size():
    """The directory says the member is empty; its own header says it is not."""
    data = bytearray(zipped(("a.txt", SENTENCE), method=zipfile.ZIP_STORED))
    start = data.find(b"PK\1\2")
    data[start + 20 : start + 28] = bytes(8)
    return bytes(data)


def zip_twice():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("a.txt", SENTENCE)
        archive.writestr("a.txt", CLEAN)
    return out.getvalue()


def docx_alternate():
    body = f'<w:p><w:r><w:t>{CLEAN}</w:t></w:r></w:p><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x"/><mc:Fallback><w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>'
    return docx(body)


def docx_sdt():
    return docx(
        f'<w:sdt><w:sdtPr><w:alias w:val="{SENTENCE}"/><w:dropDownList><w:listItem w:displayText="甲" w:value="{MARK}"/></w:dropDownList></w:sdtPr><w:sdtContent><w:p><w:r><w:t>{CLEAN}</w:t></w:r></w:p></w:sdtContent></w:sdt>'
    )


def docx_field():
    return docx(
        f'<w:p><w:r><w:t>{CLEAN}</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> COMMENTS "{SENTENCE}" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def docx_bookmark():
    return docx(f'<w:p><w:bookmarkStart w:id="0" w:name="机密★10年"/><w:r><w:t>{CLEAN}</w:t></w:r></w:p>')


def xlsx_validation():
    return sheet(
        f'<dataValidations count="1"><dataValidation type="list" sqref="A1" promptTitle="{MARK}" prompt="{SENTENCE}"><formula1>"甲,乙"</formula1></dataValidation></dataValidations>'
    )


def html_template(tag):
    return f"<!DOCTYPE html><html><body><p>{CLEAN}</p>{tag}</body></html>".encode()


def plist():
    return plistlib.dumps({"note": SENTENCE}, fmt=plistlib.FMT_BINARY)


def database():
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.db")
        link = sqlite3.connect(path)
        link.execute("create table a (b text)")
        link.execute("insert into a values (?)", (SENTENCE,))
        link.commit()
        link.close()
        return path.read_bytes()


def turned(text, encoding):
    return "\ufeff".encode(encoding) + text.encode(encoding)


HELD = {
    # encodings
    "utf16be-no-bom.txt": lambda: SENTENCE.encode("utf-16-be"),
    "utf32be.txt": lambda: turned(SENTENCE, "utf-32-be"),
    "utf7.txt": lambda: SENTENCE.encode("utf-7"),
    "hz.txt": lambda: SENTENCE.encode("hz"),
    "iso2022.txt": lambda: b"\x1b$A;zC\\\x1b(B" + CLEAN.encode(),
    "shift-jis.txt": lambda: "本件は極秘。機密★10年。関係者以外の閲覧を禁ずる。".encode("cp932", "replace"),
    "euc-tw.txt": lambda: "機密★10年 本件不得外傳".encode("big5hkscs"),
    "gb-in-utf8.txt": lambda: (CLEAN + "\n").encode() + SENTENCE.encode("gb18030"),
    "utf8-in-gb.txt": lambda: (CLEAN + "\n").encode("gb18030") * 3 + SENTENCE.encode() + b"\n",
    "double-utf8.txt": lambda: SENTENCE.encode().decode("latin-1").encode(),
    "nul-between.txt": lambda: b"\0".join(bytes([b]) for b in SENTENCE.encode()),
    "mac-ends.txt": f"{CLEAN}\r{SENTENCE}\r{CLEAN}".encode,
    "mixed-ends.txt": f"{CLEAN}\r\n机\u2028密★10年\u2029{CLEAN}\x85{CLEAN}\v{CLEAN}\f{MARK}".encode,
    "soft-hyphen.txt": "本件为机\xad密\xad★10年".encode,
    "variation.txt": "本件为机\ufe00密\ufe00★10年".encode,
    "tags.txt": "本件为机\U000e0041密\U000e007f★10年".encode,
    "compatibility.txt": "本件为⽔机密★１０年".encode,
    "combining.txt": "本件为机\u0336密\u0336★10年".encode,
    # mail
    "quoted-name.eml": lambda: mail(CLEAN, f"Content-Type: text/plain; charset=utf-8\nX-Note: =?utf-8?Q?{spelled(SENTENCE)}?=\n"),
    "bare-cr.eml": lambda: mail(SENTENCE, "Content-Type: text/plain; charset=utf-8\n", ends="\r"),
    "comment-in-header.eml": lambda: mail(CLEAN, f"Content-Type: text/plain; charset=utf-8 ({MARK})\n"),
    "epilogue.eml": lambda: parts(f"Content-Type: text/plain; charset=utf-8\n\n{CLEAN}") + SENTENCE.encode(),
    "nested-twice.eml": lambda: parts(
        "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
        + base64.b64encode(mail(SENTENCE, "Content-Type: text/plain; charset=utf-8\n")).decode()
    ),
    "binary-part.eml": lambda: parts(
        "Content-Type: text/plain; charset=utf-16le\nContent-Transfer-Encoding: base64\n\n"
        + base64.b64encode(SENTENCE.encode("utf-16-le")).decode()
    ),
    "boundary-in-part.eml": lambda: mail(
        f"--q \nContent-Type: text/plain; charset=utf-8\n\n{SENTENCE}\n--q-- ", 'Content-Type: multipart/mixed;\n boundary="q"\n'
    ),
    "quoted-printable-lower.eml": lambda: mail(
        quopri.encodestring(SENTENCE.encode()).decode().lower(),
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n",
    ),
    "calendar.eml": lambda: parts(
        f"Content-Type: text/calendar; charset=utf-8\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nDESCRIPTION:{SENTENCE}\nEND:VEVENT\nEND:VCALENDAR"
    ),
    "delivery.eml": lambda: parts(
        f"Content-Type: message/delivery-status\n\nReporting-MTA: dns; a\nDiagnostic-Code: smtp; {SENTENCE}"
    ),
    # containers
    "a.tar": lambda: tarred(("a.txt", CLEAN.encode()), headers={"comment": SENTENCE}),
    "gnu.tar": lambda: tarred((f"{'x/' * 60}{MARK}.txt", CLEAN.encode()), form=tarfile.GNU_FORMAT),
    "behind.tar": lambda: tarred(("a.txt", CLEAN.encode())) + SENTENCE.encode(),
    "named.gz": gzip_named,
    "comment.gz": gzip_comment,
    "extra.gz": gzip_extra,
    "two.gz": lambda: gzip.compress(CLEAN.encode()) + gzip.compress(SENTENCE.encode()),
    "behind.gz": lambda: gzip.compress(CLEAN.encode()) + SENTENCE.encode(),
    "two.bz2": lambda: bz2.compress(CLEAN.encode()) + bz2.compress(SENTENCE.encode()),
    "two.xz": lambda: lzma.compress(CLEAN.encode()) + lzma.compress(SENTENCE.encode()),
    "old.lzma": lambda: lzma.compress(SENTENCE.encode(), lzma.FORMAT_ALONE),
    "zlib.dat": lambda: zlib.compress(SENTENCE.encode() * 3),
    "a.plist": plist,
    "a.db": database,
    # ZIP tricks
    "extra.zip": zip_extra,
    "local-name.zip": zip_local_name,
    "member-comment.zip": zip_member_comment,
    "comment.zip": lambda: zipped(("a.txt", CLEAN), comment=SENTENCE.encode()),
    "method.zip": zip_method,
    "before.zip": zip_between,
    "zero-size.zip": zip_zero_size,
    "twice.zip": zip_twice,
    "folder-name.zip": lambda: zipped((f"{MARK}/", b""), ("a.txt", CLEAN)),
    "backslash.zip": lambda: zipped((f"x\\{MARK}\\a.txt", CLEAN)),
    "noise.zip": lambda: zipped(("a.txt", CLEAN), ("b.dat", NOISE)),
    # Office
    "fallback.docx": docx_alternate,
    "control.docx": docx_sdt,
    "field.docx": docx_field,
    "bookmark.docx": docx_bookmark,
    "prompt.xlsx": xlsx_validation,
    "noise-font.docx": lambda: added(docx(CLEAN), "word/fonts/font1.odttf", NOISE),
    "noise-printer.xlsx": lambda: added(sheet(), "xl/printerSettings/printerSettings1.bin", NOISE),
    # HTML, XML, SVG and other text
    "template.html": lambda: html_template(f"<template><p>{SENTENCE}</p></template>"),
    "noscript.html": lambda: html_template(f"<noscript>{SENTENCE}</noscript>"),
    "data-attribute.html": lambda: html_template(f'<div data-note="{SENTENCE}"></div>'),
    "meta.html": lambda: html_template(f'<meta name="keywords" content="{SENTENCE}">'),
    "content.html": lambda: html_template(f"<style>p::before{{content:'{MARK}'}}</style>"),
    "escaped-content.html": lambda: html_template("<style>p::after{content:'\\673a\\5bc6\\2605 10\\5e74'}</style>"),
    "script-array.html": lambda: html_template("<script>var a=['机','密','★','1','0','年'].join('')</script>"),
    "char-codes.html": lambda: html_template(
        "<script>document.write(String.fromCharCode(26426,23494,9733,49,48,24180))</script>"
    ),
    "ruby.html": lambda: html_template("<ruby>机<rt>jī</rt>密<rt>mì</rt></ruby>★10年"),
    "svg-title.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><title>{SENTENCE}</title><rect width="9" height="9"/></svg>'.encode,
    "svg-foreign.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">{SENTENCE}</p></foreignObject></svg>'.encode,
    "svg-path.svg": '<svg xmlns="http://www.w3.org/2000/svg"><defs><path id="p" d="M0 0H99"/></defs><text><textPath href="#p">机密★10年</textPath></text></svg>'.encode,
    "cdata.xml": f"<?xml version='1.0'?><a><![CDATA[机]]><![CDATA[密★10年]]>{CLEAN}</a>".encode,
    "entity.xml": f"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY m '{SENTENCE}'>]><a>{CLEAN}</a>".encode,
    "dtd-default.xml": f"<?xml version='1.0'?><!DOCTYPE a [<!ATTLIST a n CDATA '{SENTENCE}'>]><a>{CLEAN}</a>".encode,
    "folded.yaml": "title: x\nnote: >\n  本件为机密★\n  10年\n".encode,
    "anchor.yaml": f"a: &x {SENTENCE}\nb: *x\n".encode,
    "a.toml": f'title = "x"\nnote = """\n{SENTENCE}"""\n'.encode,
    "a.ini": f"[a]\n; {SENTENCE}\nb=1\n".encode,
    "a.tex": f"\\documentclass{{article}}\n% {SENTENCE}\n\\begin{{document}}x\\end{{document}}".encode,
    "a.ps": lambda: b"%!PS-Adobe-3.0\n%%Title: " + SENTENCE.encode() + b"\n/F 12 selectfont 72 72 moveto (x) show showpage\n",
    "json-escaped.json": lambda: b'{"a":"\\u672c\\u4ef6\\u4e3a\\u673a\\u5bc6\\u260510\\u5e74"}',
    "json-key.json": f'{{"{SENTENCE}": 1}}'.encode,
    "json-base64.json": f'{{"a": "{coded(SENTENCE * 2)}"}}'.encode,
    "hex.txt": lambda: SENTENCE.encode().hex(" ").encode(),
    "rot-base64.txt": lambda: "\n".join(
        f"> {line}" for line in base64.encodebytes((SENTENCE * 4).encode()).decode().splitlines()
    ).encode(),
    "subtitle.srt": f"1\n00:00:01,000 --> 00:00:02,000\n{SENTENCE}\n".encode,
    # pictures
    "itxt.png": png_text,
    "private.png": png_private,
    "app11.jpg": jpeg_app,
    "plain-text.gif": gif_plain,
    "behind.bmp": bmp_behind,
    # PDF
    "attachment.pdf": pdf_embedded,
    "popup.pdf": pdf_named,
    "label.pdf": pdf_label,
    "action.pdf": pdf_action,
    "layer.pdf": pdf_layer,
    "outline.pdf": pdf_outline,
    "behind.pdf": pdf_behind,
    "lang.pdf": lambda: with_root(SENTENCE, "/Note"),
    # OFD
    "extra-part.ofd": lambda: added(ofd([CLEAN]), "Doc_0/Tags/note.xml", f"<n>{SENTENCE}</n>"),
}
"""name → the file; each must be held: found, or a gap."""

RELEASED = {
    "plain.zip": lambda: zipped(("a.txt", CLEAN)),
    "plain.tar": lambda: tarred(("a.txt", CLEAN.encode())),
    "plain.gz": lambda: gzip.compress(CLEAN.encode()),
    "plain.eml": lambda: mail(CLEAN, "Content-Type: text/plain; charset=utf-8\n"),
    "plain.pdf": lambda: pdf([CLEAN]),
    "plain.docx": lambda: docx(CLEAN),
    "plain.xlsx": sheet,
    "plain.yaml": 'title: "会议"\nlevel: "公开"\n'.encode,
    "plain.html": lambda: html_template("<template><p>模板</p></template>"),
    "plain.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><title>{CLEAN}</title><rect width="9" height="9"/></svg>'.encode,
    "mac.txt": f"{CLEAN}\r{CLEAN}\r".encode,
    "utf16.txt": lambda: turned(CLEAN, "utf-16-le"),
    "plain.ini": f"[a]\n; {CLEAN}\nb=1\n".encode,
}


@pytest.mark.parametrize("name", HELD)
def test_a_mark_is_found_or_a_gap_says_what_nobody_read(scanner, name):
    told = scanner.scan(Blob(Where((name,)), HELD[name]()))
    assert told.verdict.action is not Action.RELEASE


@pytest.mark.parametrize("name", RELEASED)
def test_the_innocent_of_the_same_make_are_released(scanner, name):
    told = scanner.scan(Blob(Where((name,)), RELEASED[name]()))
    assert told.verdict.action is Action.RELEASE, told
