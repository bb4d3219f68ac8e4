# ruff: noqa: E501 - markup and bytes of a fixture read best on one line
from __future__ import annotations

import gzip
import io
import random
import tarfile
import zipfile

import pytest

from outscan.extract.sniff import appended, contradiction, sniff
from outscan.types import Blob, Where

TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/{}" ContentType="{}"/></Types>'


def kind(data, name="a", declared=""):
    return sniff(Blob(Where((name,)), data if isinstance(data, bytes) else data.encode(), declared=declared))


def packed(members, method=zipfile.ZIP_STORED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def package(part, main):
    return packed({"[Content_Types].xml": TYPES.format(part, main), part: "<x/>"})


@pytest.mark.parametrize(("main", "want"), [
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "docx"),
    ("application/vnd.ms-word.document.macroEnabled.main+xml", "docx"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", "docx"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "xlsx"),
    ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "xlsb"),
    ("application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml", "pptx"),
    ("application/vnd.ms-visio.drawing.main+xml", "vsdx"),
    ("application/vnd.ms-package.xps-fixeddocumentsequence+xml", "zip"),
])  # fmt: skip
def test_packages_by_their_main_part(main, want):
    assert kind(package("any/part.xml", main)) == want


def test_a_zip_that_holds_an_unpacked_docx_is_a_zip():
    docx = package("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")
    assert kind(docx) == "docx"
    assert kind(packed({"报告.docx": docx})) == "zip"


@pytest.mark.parametrize(("members", "want"), [
    ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}, "odt"),
    ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet-template", "content.xml": "<x/>"}, "ods"),
    ({"content.xml": "<x/>", "META-INF/manifest.xml": '<m media-type="application/vnd.oasis.opendocument.presentation"/>'}, "odp"),
    ({"OFD.xml": "<x/>"}, "ofd"),
    ({"mimetype": "application/epub+zip", "META-INF/container.xml": "<x/>"}, "epub"),
    ({"doc.kml": "<kml/>"}, "zip"),
    ({"word/document.xml": "<x/>"}, "docx"),
])  # fmt: skip
def test_other_packages(members, want):
    assert kind(packed(members)) == want


def test_a_zip_without_its_directory_is_told_by_its_own_headers():
    data = packed({"word/document.xml": "<x/>" * 50, "b.xml": "<y/>"})
    assert kind(data[: data.rindex(b"PK\x01\x02") - 60]) == "docx"


@pytest.mark.parametrize(("data", "want"), [
    (b"%PDF-1.7\n", "pdf"), (b"\x89PNG\r\n\x1a\n..", "png"), (b"\xff\xd8\xff\xe0", "jpg"), (b"GIF89a..", "gif"), (b"II*\0....", "tiff"),
    (b"7z\xbc\xaf\x27\x1c..", "7z"), (b"Rar!\x1a\x07\x01\0", "rar"), (b"BZh91AY", "bz2"), (b"\xfd7zXZ\0", "xz"), (b"\x28\xb5\x2f\xfd..", "zstd"),
    (b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff", "exe"), (b"\x7fELF\x02\x01", "elf"), (b"\0\0\0\x18ftypmp42", "mp4"), (b"RIFF\0\0\0\0WAVEfmt ", "wav"),
    (b"RIFF\0\0\0\0WEBPVP8 ", "webp"), (b"\0\x01\0\0\0\x0f\0\x80", "font"), (b"SQLite format 3\0", "sqlite"), (b"AC1032\0\0", "dwg"), (b"MSCF\0\0", "cab"),
    (b"", "empty"), (b"\0" * 500, "empty"), (bytes(range(256)) * 3, "unknown"), (b"\xa5" * 900, "unknown"),
])  # fmt: skip
def test_signatures(data, want):
    assert kind(data) == want


def test_tar_by_its_checksum_even_without_a_magic():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        info = tarfile.TarInfo("a.txt")
        archive.addfile(info)
    data = bytearray(out.getvalue())
    assert kind(bytes(data)) == "tar"
    data[257:265] = b"\0" * 8
    total = sum(data[:148]) + 256 + sum(data[156:512])
    data[148:156] = b"%06o\0 " % total
    assert kind(bytes(data)) == "tar"
    assert kind(gzip.compress(bytes(data))) == "gz"


@pytest.mark.parametrize(("text", "name", "want"), [
    ("普通文字，没有别的。", "a.docx", "txt"),
    ("\ufeff \r\n{\\rtf1\\ansi x}", "a", "rtf"),
    ("<!-- x -->\n<!DOCTYPE html><html><body>x", "a.xls", "html"),
    ("<table><tr><td>甲</td></tr></table>", "a.xls", "html"),
    ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', "a", "html"),
    ('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><text>x</text></svg>', "a", "svg"),
    ('<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark/></kml>', "a", "kml"),
    ('<gpx version="1.1"><wpt lat="1" lon="2"/></gpx>', "a", "gpx"),
    ('<?xml version="1.0"?><w:wordDocument xmlns:w="x"><w:t>x</w:t></w:wordDocument>', "a.doc", "xml"),
    ('<office:document xmlns:office="x" office:mimetype="application/vnd.oasis.opendocument.text"/>', "a.fodt", "odt"),
    ("From: a@example.test\nTo: b@example.test\nSubject: x\n\nhi", "a.txt", "eml"),
    ("Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b", "a.doc", "mhtml"),
    ("From a@example.test Thu Jan  1 00:00:00 2026\nFrom: a@example.test\n\nhi", "a", "mbox"),
    ('{"type": "FeatureCollection", "features": []}', "a", "geojson"),
    ('{"a": [1, 2]}', "a", "json"),
    ("[1] 王某. 春季讲义.", "a.txt", "txt"),
    ("甲,乙\n1,2\n", "a.csv", "csv"),
    ("甲\t乙\n1\t2\n3\t4\n", "a.xls", "csv"),
    ("一句话，有逗号，没有表。\n第二句话也有逗号，没有表。\n", "a.txt", "txt"),
    ('GEOGCS["CGCS2000",DATUM["x"]]', "a.prj", "prj"),
    ("  0\nSECTION\n  2\nHEADER\n", "a.dxf", "dxf"),
    ("BEGIN:VCALENDAR\nSUMMARY:x\n", "a", "ics"),
    ("Note: remember this\n\nnothing else", "a.txt", "txt"),
])  # fmt: skip
def test_kinds_of_text(text, name, want):
    for encoding in ("utf-8", "utf-16", "gb18030"):
        assert kind(text.encode(encoding), name) == want, encoding


def test_a_pdf_behind_junk_and_one_whose_header_lost_a_letter():
    tail = b"1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF"
    assert kind(b"junk " * 150 + b"%PDF-1.4\n" + tail) == "pdf"
    assert kind(b"%PXF-1.4\n" + tail) == "pdf"
    assert kind("正文提到 %PDF-1.4 这个词。") == "txt"


def test_second_readings():
    archive = packed({"a.txt": "x" * 50})
    host = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"
    assert list(appended(host + archive, "pdf")) == [("appended.zip", archive)]
    assert not list(appended(archive, "zip"))
    assert not list(appended(packed({"a.pdf": host}), "zip"))
    assert [n for n, _ in appended(b"MZ" + b"\0" * 99 + archive, "exe")] == ["appended.zip"]


def test_an_attachment_inside_a_pdf_is_not_behind_it():
    archive = packed({"a.txt": "x" * 50})
    assert not list(appended(b"%PDF-1.4\nstream\n" + archive + b"\nendstream\nstartxref\n0\n%%EOF\n", "pdf"))


def test_names_that_contradict():
    assert contradiction(Blob(Where(("a.pdf",)), b"x"), "txt")
    assert not contradiction(Blob(Where(("a.xls",)), b"x"), "csv")
    assert not contradiction(Blob(Where(("a.pdf",)), b"x"), "docx")


def test_files_left_behind_by_programs():
    assert kind(b"\x02ab" + b"\0" * 159, "~$报告.docx") == "owner"
    assert kind(b"\0\x05\x16\x07\0\x02\0\0", "._a") == "appledouble"


@pytest.mark.parametrize("size", [24, 32, 48, 64, 99])
@pytest.mark.parametrize("name", ["a.dat", "a.bin", "a.txt", "a"])
def test_a_few_bytes_of_noise_are_no_text(name, size):
    read = 0
    for seed in range(40):
        found = kind(random.Random(seed).randbytes(size), name)
        read += found in {"txt", "csv"}
    assert read <= 8  # a page of code points reads some of them as letters; those are said to be unsound


@pytest.mark.parametrize(
    "text",
    [
        "Отчёт о поездке".encode("cp1251"),
        "ПРОТОКОЛ".encode("cp1251"),
        "Grüße aus Köln".encode("cp1252"),
        "Où est l’hôtel ?".encode("cp1252"),
        "会议纪要".encode("gb18030"),
        "會議紀錄".encode("big5"),
        "±5 °C".encode("cp1252"),
        "회의록".encode("cp949"),
    ],
)
def test_a_few_words_in_an_old_encoding_are_text(text):
    assert kind(text, "a.txt") == "txt"


@pytest.mark.parametrize("shift", range(6))
def test_a_text_is_text_wherever_its_head_is_cut(shift):
    page = "<!DOCTYPE html><html><body>" + "x" * shift + "表格与说明，" * 3000 + "</body></html>"
    assert kind(page.encode(), "a.html") == "html"
    assert kind("x" * shift + "会议纪要，" * 4000, "a.txt") == "txt"
    assert kind(b"x" * shift + ("会议纪要，" * 4000).encode("gb18030"), "a.txt") == "txt"
    assert kind(b"x" * shift + ("Отчёт о поездке. " * 2000).encode("cp1251"), "a.txt") == "txt"
