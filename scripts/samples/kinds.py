"""One package that holds a member of every other kind that is read, each with the same mark.

In: nothing. Out: `KINDS`. Names of members are plain, so that a mark is found by reading the member and nowhere else.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from typing import Any

from samples import binary
from samples.case import Case
from samples.legacy import converted
from samples.mails import eml
from samples.marked import PLAIN
from samples.packages import docx, epub, odf, odf_paragraphs, zipped

MARK = "秘密★5年"
_XML = "<?xml version='1.0' encoding='UTF-8'?>"


def _tar(name: str, body: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        member = tarfile.TarInfo(name)
        member.size, member.mtime = len(body), 1_767_571_200
        archive.addfile(member, io.BytesIO(body))
    return out.getvalue()


def _seven(body: bytes) -> bytes:
    import py7zr  # noqa: PLC0415 - only this kept case needs it

    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        archive.writestr(body, "a.txt")
    return out.getvalue()


def _picture(form: str) -> bytes:
    """A picture without letters whose metadata holds the mark, where the format has metadata; all of one colour."""
    from PIL import Image  # noqa: PLC0415 - only this kept case needs it

    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = MARK.encode()  # ImageDescription; Pillow would write question marks for letters
    how: dict[str, Any] = (
        {"exif": exif} if form in {"JPEG", "TIFF", "WEBP", "PNG"} else {"comment": MARK.encode()} if form == "GIF" else {}
    )
    how |= {"lossless": True} if form == "WEBP" else {}
    Image.new("RGB", (64, 64), (200, 220, 240)).save(out, form, **how)
    return out.getvalue()


def _page() -> str:
    """A drawn page of an OpenDocument presentation or drawing."""
    box = f"<draw:frame><draw:text-box><text:p>{MARK}</text:p></draw:text-box></draw:frame>"
    return f"<draw:page xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' draw:name='一'>{box}</draw:page>"


def _cards(kind: str, *lines: str) -> bytes:
    return "".join(f"{line}\r\n" for line in (f"BEGIN:{kind}", *lines, f"END:{kind}")).encode()


def _texts() -> bytes:
    """Members made of text."""
    line = MARK.encode()
    return zipped(
        {
            "a.md": line,
            "a.csv": f"编号,备注\n1,{MARK}\n2,无\n".encode("gb18030"),
            "a.json": f'{{"备注": "{MARK}", "n": 1}}'.encode(),
            "a.prj": b'PROJCS["CGCS2000_3_Degree_GK",GEOGCS["CGCS2000",DATUM["D_China_2000"]]]',
            "a.dxf": f"0\nSECTION\n2\nENTITIES\n0\nTEXT\n1\n{MARK}\n0\nENDSEC\n0\nEOF\n".encode(),
            "a.ics": _cards("VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", f"SUMMARY:{MARK}", "END:VEVENT"),
            "a.vcf": _cards("VCARD", "VERSION:3.0", "FN:陈二", f"NOTE:{MARK}"),
            "a.xml": f"{_XML}<资料><备注>{MARK}</备注></资料>".encode(),
            "a.svg": f"{_XML}<svg xmlns='http://www.w3.org/2000/svg'><text>{MARK}</text></svg>".encode(),
            "a.kml": f"{_XML}<kml xmlns='http://www.opengis.net/kml/2.2'><Document><name>{MARK}</name></Document></kml>".encode(),
            "a.gpx": f"{_XML}<gpx xmlns='http://www.topografix.com/GPX/1/1'><metadata><name>{MARK}</name></metadata></gpx>".encode(),
            "a.gml": (
                f"{_XML}<gml:FeatureCollection xmlns:gml='http://www.opengis.net/gml'><gml:name>{MARK}</gml:name>"
                "</gml:FeatureCollection>"
            ).encode(),
            "a.mbox": b"From archive@example.org Mon Jan  5 09:00:00 2026\n" + eml("件", MARK).replace(b"\r\n", b"\n"),
            "a.mhtml": (
                'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="e"; type="text/html"\r\n\r\n--e\r\n'
                "Content-Type: text/html; charset=utf-8\r\nContent-Location: http://example.org/a\r\n\r\n"
                f"<html><body><p>{MARK}</p></body></html>\r\n--e--\r\n"
            ).encode(),
            "a.tar": _tar("a.txt", line),
            "a.odt": odf("text", odf_paragraphs(MARK)),
            "a.odp": odf("presentation", _page()),
            "a.odg": odf("drawing", _page()),
            "a.epub": epub("合作交流", MARK),
        }
    )  # fmt: skip


def _binaries() -> bytes:
    """Members made of records."""
    return zipped(
        {
            "a.msg": binary.msg("联席会议", MARK),
            "winmail.dat": binary.tnef("联席会议", MARK),
            "a.ole": binary.ole(MARK),
            "a.docm": docx(*PLAIN, embedded={"vbaProject.bin": binary.vba(f'Attribute VB_Name = "m"\r\n\' {MARK}\r\n')}),
            "a.xlsb": binary.xlsb("统计", (MARK, "说明")),
            "a.vsdx": binary.vsdx(MARK),
            "a.dbf": binary.dbf("备注", (MARK, "无")),
            "a.emf": binary.emf(MARK),
            "a.wmf": binary.wmf(MARK),
            "a.svm": binary.svm(MARK),
            "a.jb2": binary.jbig2(),
            "a.ps": binary.postscript(MARK),
            "a.eps": binary.postscript(MARK, dos=True),
            "a.rar": binary.rar("a.txt", MARK.encode()),
            "~$a.docx": binary.owner("资料室"),
            "._a": b"\0\x05\x16\x07\0\x02\0\0" + bytes(60),
            ".DS_Store": b"\0\0\0\x01Bud1" + bytes(60),
        }
    )


def _kept() -> bytes:
    """Members that only libraries pack, each packing its own way."""
    line = MARK.encode()
    return zipped(
        {
            "a.txt.gz": gzip.compress(line, mtime=0),
            "a.txt.bz2": bz2.compress(line),
            "a.txt.xz": lzma.compress(line),
            "a.7z": _seven(line),
            "a.ppt": converted(_slides(), "pptx", "ppt"),
            **{f"a.{form.lower()}": _picture(form) for form in ("JPEG", "TIFF", "BMP", "GIF", "WEBP")},
        },
        zipfile.ZIP_DEFLATED,
    )


def _slides() -> bytes:
    from pptx import Presentation  # noqa: PLC0415 - only this kept case needs it

    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = MARK
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


KINDS: tuple[Case, ...] = (
    Case("zip-every-kind-of-text", "zip", "一包各种文本格式，每个成员都有同一标志", "escalate", _texts),
    Case("zip-every-kind-of-binary", "zip", "一包各种二进制格式，每个成员都有同一标志", "escalate", _binaries),
    Case("zip-every-kind-packed", "zip", "一包压缩文件、旧版幻灯片和图片", "escalate", _kept, kept=True),
    Case(
        "msg-marked-subject",
        "msg",
        "Outlook 邮件主题里的标志",
        "escalate",
        lambda: binary.msg(f"【{MARK}】联席会议材料", "材料见附件。"),
    ),
)
