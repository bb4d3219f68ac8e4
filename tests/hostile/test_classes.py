"""Files made to slip past: each class of attack with its siblings. A person can read the mark in them, or nobody can read them
at all: none may be released. Made here, all of it fictional.
"""

from __future__ import annotations

import base64
import io
import random
import struct
import zipfile
import zlib

import pikepdf
import pytest
from PIL import Image, TiffImagePlugin

from house.made import SAMPLES
from outscan.types import Action, Blob, GapReason, Where
from samples.packages import docx, ofd, pdf, rows_xml, xlsx, zipped

MARK, SENTENCE = "机密★10年", "本件为机密★10年，不得外传。"
INNOCENT = "各位同事：周五下午开会，请准时参加。"
DICE = random.Random(20261130)
NOISE = DICE.randbytes(6000)


def scanned(scanner, name, data):
    return scanner.scan(Blob(Where((name,)), data))


def held(told):
    return told.verdict.action is not Action.RELEASE


HEADS = {
    "MZ": b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0",
    "ELF": b"\x7fELF\2\1\1\0",
    "Mach-O": b"\xcf\xfa\xed\xfe",
    "class": b"\xca\xfe\xba\xbe\0\0\0\x34",
    "CAJ": b"CAJ\0",
    "HN": b"HN\xc8\0",
    "KDH": b"KDH 2.00",
    "GD": b"GD\x20\0",
    "SQLite": b"SQLite format 3\0",
    "DWG": b"AC1032",
    "wasm": b"\0asm\1\0\0\0",
    "lnk": b"L\0\0\0\1\x14\2\0",
    "mdb": b"\0\1\0\0Standard Jet DB\0",
    "pst": b"!BDN",
    "cab": b"MSCF",
    "hdf5": b"\x89HDF\r\n\x1a\n",
    "netCDF": b"CDF\1",
    "LAS": b"LASF",
    "shp": b"\0\0\x27\x0a",
    "mp4": b"\0\0\0\x20ftypisom",
    "flac": b"fLaC",
    "ogg": b"OggS",
    "psd": b"8BPS\0\1",
    "chm": b"ITSF\3\0\0\0",
    "djvu": b"AT&TFORM",
    "lz4": b"\x04\x22\x4d\x18",
    "zstd": b"\x28\xb5\x2f\xfd",
    "woff": b"wOFF",
    "dcm": bytes(128) + b"DICM",
    "fits": b"SIMPLE  =                    T",
    "grib": b"GRIB\0\0\0\2",
    "none": b"",
}


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.dat", "a"])
@pytest.mark.parametrize("head", HEADS)
def test_a_binary_is_not_taken_for_text(scanner, head, name):
    told = scanned(scanner, name, HEADS[head] + NOISE)
    assert held(told)
    assert told.gaps


def chance(kind, count, seed):
    dice = random.Random(seed)
    made = {
        "bytes": lambda: dice.randbytes(count),
        "GB 2312": lambda: b"".join(bytes((dice.randrange(0xB0, 0xF8), dice.randrange(0xA1, 0xFF))) for _ in range(count // 2)),
        "Big5": lambda: b"".join(bytes((dice.randrange(0xA4, 0xC7), dice.randrange(0x40, 0x7F))) for _ in range(count // 2)),
        "UTF-16": lambda: b"\xff\xfe" + b"".join(dice.randrange(0x4E00, 0x9FA5).to_bytes(2, "little") for _ in range(count // 2)),
        "UTF-8": lambda: "".join(chr(dice.randrange(0x4E00, 0x9FA5)) for _ in range(count // 3)).encode(),
        "signs": lambda: bytes(dice.randrange(33, 127) for _ in range(count)),
        "base64": lambda: base64.encodebytes(dice.randbytes(count)),
    }
    return made[kind]()


@pytest.mark.parametrize("count", [600, 4000, 40_000])
@pytest.mark.parametrize("kind", ["bytes", "GB 2312", "Big5", "UTF-16", "UTF-8", "signs", "base64"])
def test_what_only_decodes_by_chance_is_a_gap(scanner, kind, count):
    for seed in range(3):
        assert held(scanned(scanner, "a.txt", chance(kind, count, seed))), seed


@pytest.mark.parametrize(
    "case",
    sorted(p.name for p in SAMPLES.iterdir() if p.name.startswith(("txt", "md", "csv", "json")) and "garbled" not in p.name),
)
def test_writing_is_no_noise(scanner, case):
    (path,) = (SAMPLES / case).glob("input.*")
    told = scanned(scanner, path.name, path.read_bytes())
    assert not [gap for gap in told.gaps if gap.reason is GapReason.GARBLED]


def mail(body, encoding="base64", extra="", end="\n"):
    head = f"From: a@b.cn\nTo: c@d.cn\nSubject: hello\nMIME-Version: 1.0\n{extra}Content-Type: text/plain; charset=utf-8\n"
    return f"{head}Content-Transfer-Encoding: {encoding}\n\n{body}\n".replace("\n", end).encode()


CODED = base64.b64encode(SENTENCE.encode()).decode()
MAILS = {
    **{f"ends {end!r}": mail(CODED, end=end) for end in ("\n", "\r\n", "\r", "\r\r\n", "\n\r")},
    "ends mixed": b"".join(line + (b"\n", b"\r\n", b"\r")[i % 3] for i, line in enumerate(mail(CODED).split(b"\n"))),
    "base64 with blanks": mail(" ".join(CODED)),
    "base64 a line each": mail("\n".join(CODED)),
    "base64 unpadded": mail(CODED.rstrip("=")),
    "base64 and a footer": mail(f"{CODED}\n--\nsent by x"),
    "base64 in two": mail(base64.b64encode(SENTENCE.encode()[:7]).decode() + base64.b64encode(SENTENCE.encode()[7:]).decode()),
    "base64 of addresses": mail(base64.urlsafe_b64encode(SENTENCE.encode()).decode()),
    "ten thousand headers": mail(CODED, extra="".join(f"X-{i}: v\n" for i in range(10_000))),
    "the last of ten thousand headers": mail("hi", "7bit", "".join(f"X-{i}: v\n" for i in range(10_000)) + f"X-L: {MARK}\n"),
    "quoted-printable with rubbish": mail("".join(f"={b:02x}" for b in SENTENCE.encode()) + "=ZZ", "quoted-printable"),
    "unknown encoding": mail(CODED, "x-unknown"),
    "external body": b'From: a@b.cn\nMIME-Version: 1.0\nContent-Type: message/external-body; access-type=URL; URL="http://b.cn/a"\n\n'
    b"Content-Type: application/pdf\nContent-ID: <a@b>\n\n",
    "boundary not named": mail(CODED).replace(b"text/plain", b"multipart/mixed"),
    "type said twice": mail(CODED, extra="Content-Type: image/png\n"),
}


@pytest.mark.parametrize("case", MAILS)
def test_a_mail_bent_out_of_shape_is_read_or_a_gap(scanner, case):
    assert held(scanned(scanner, "a.eml", MAILS[case]))


def rewritten(data, change):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({name: change(name, archive.read(name)) for name in archive.namelist()})


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "_rels/.rels", "docProps/core.xml"])
@pytest.mark.parametrize("aside", [f"<!-- {MARK} -->", f"<?note {MARK}?>"])
@pytest.mark.parametrize("place", ["inside", "behind"])
def test_comments_and_instructions_of_a_part_are_read(scanner, part, aside, place):
    def change(name, data):
        at = data.rindex(b"</") if place == "inside" else len(data)
        return data[:at] + aside.encode() + data[at:] if name == part else data

    told = scanned(scanner, "a.docx", rewritten(docx(INNOCENT), change))
    assert any(f.upheld for f in told.findings)


OPEN = [
    f'<p class="{MARK}',
    f"<p {MARK}",
    f"<!-- {MARK}",
    f"<script>var a='{MARK}'",
    f"<style>a{{content:'{MARK}'}}",
    f"<textarea>{MARK}",
    f"<title>{MARK}",
    f"<noscript>{MARK}",
    f"<template>{MARK}",
    f"<![CDATA[{MARK}",
    f"<!DOCTYPE html {MARK}>",
    f"<select><option>{MARK}",
    f"<svg><desc>{MARK}",
    f"<xmp>{MARK}",
    f"</p {MARK}>",
    f"<?{MARK}>",
    f"<img alt='{MARK}",
    f"<frameset><noframes>{MARK}",
    "<b>机密<i>★10年",
]


@pytest.mark.parametrize("tail", OPEN)
def test_a_tag_left_open_hides_nothing(scanner, tail):
    assert held(scanned(scanner, "a.html", f"<html><meta charset=utf-8><body><p>{INNOCENT}</p>{tail}".encode()))


VALUES = [
    f"a: {MARK}",
    f"{MARK}: a",
    f"a: |\n  {MARK}",
    "a: >\n  机密\n  ★10年",
    f'a: "{MARK}"',
    r'a: "\u673a\u5bc6\u260510\u5e74"',
    f"a: 1 # {MARK}",
    f"a: !!binary {CODED}",
    f"a: &{MARK} b",
    f"- {MARK}",
    "密级: 机密",
    "文件:\n  密级: 机密",
    "a: 机密\n   ★10年",
    f"---\nb: {MARK}",
    f"a: '{MARK}'",
]


@pytest.mark.parametrize("value", VALUES)
def test_values_of_yaml_are_read(scanner, value):
    assert held(scanned(scanner, "a.yaml", f"标题: 会议\n{value}\n".encode()))


SAYING = ("comment", "description", "help", "statusBar", "customMenu")


@pytest.mark.parametrize(
    "name",
    [
        f'<definedName name="a">"{MARK}"</definedName>',
        f'<definedName name="{MARK}">1</definedName>',
        f'<definedName name="a" hidden="1">"{MARK}"</definedName>',
        *(
            f'<definedName name="a" {said}="{MARK}">1</definedName>'
            for said in ("comment", "description", "help", "statusBar", "customMenu")
        ),
    ],
)
def test_names_of_a_workbook_are_read(scanner, name):
    def change(part, data):
        return (
            data.replace(b"</sheets>", f"</sheets><definedNames>{name}</definedNames>".encode())
            if part == "xl/workbook.xml"
            else data
        )

    book = rewritten(xlsx(("表", "visible", rows_xml([["会议"]]))), change)
    assert any(f.upheld for f in scanned(scanner, "a.xlsx", book).findings)


@pytest.mark.parametrize("tag", [270, 271, 305, 315, 316, 33432, 65000, 50839, 42112])
def test_tags_of_a_tiff_are_read(scanner, tag):
    told = TiffImagePlugin.ImageFileDirectory_v2()
    told[tag] = MARK.encode()
    told.tagtype[tag] = 2 if tag < 40_000 else 7
    out = io.BytesIO()
    Image.new("L", (8, 8), 255).save(out, "TIFF", tiffinfo=told)
    assert held(scanned(scanner, "a.tif", out.getvalue()))


@pytest.mark.parametrize(
    "frame", [b"TIT2\0\0\0\x11\0\0\1\xff\xfe" + MARK.encode("utf-16-le"), b"COMM\0\0\0\x12\0\0\3chi\0" + MARK.encode()]
)
def test_tags_of_a_recording_are_read_or_a_gap(scanner, frame):
    assert held(scanned(scanner, "a.mp3", b"ID3\3\0\0\0\0\0" + bytes([len(frame)]) + frame + b"\xff\xfb\x90\x64" + bytes(413)))


@pytest.mark.parametrize("path", ["/Doc_0/", "./Doc_0/", "Doc_0\\", "doc_0/", "Doc_0//", "Doc_0/x/../", "Doc%5F0/", "Doc_9/"])
def test_a_document_by_an_odd_path_is_read_or_a_gap(scanner, path):
    def change(name, data):
        return data.replace(b"Doc_0/", path.encode()) if name == "OFD.xml" else data

    assert held(scanned(scanner, "a.ofd", rewritten(ofd([SENTENCE]), change)))


@pytest.mark.parametrize("kind", [0x7075, 0x6375])
@pytest.mark.parametrize("right", [True, False])
def test_other_names_of_a_member_are_read(scanner, kind, right):
    said = f"{MARK}.txt".encode()
    info = zipfile.ZipInfo("a.txt")
    info.extra = struct.pack("<HHBI", kind, 5 + len(said), 1, zlib.crc32(b"a.txt") if right else 1) + said
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "lunch at noon\n")
    assert any(f.upheld for f in scanned(scanner, "a.zip", out.getvalue()).findings)


def bent(change):
    with pikepdf.open(io.BytesIO(pdf(["会议通知", SENTENCE]))) as opened:
        change(opened)
        out = io.BytesIO()
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
        return out.getvalue()


def without_maps(opened):
    for thing in opened.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font" and "/ToUnicode" in thing:
            del thing["/ToUnicode"]


PAPERS = {
    **{f"{n} pages": bent(lambda opened, n=n: opened.Root.Pages.__setitem__("/Count", n)) for n in (0, -1, 999, 2**31 - 1)},
    "no map": bent(without_maps),
    "no table": bent(lambda _: None).rpartition(b"xref\n0")[0],
    "no way to the table": bent(lambda _: None).replace(b"startxref", b"startxxxx"),
    "doubled before": b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n<< >>\nendobj\n" % n for n in range(1, 9)) + bent(lambda _: None),
    "doubled behind": bent(lambda _: None) + b"".join(b"%d 0 obj\n<< >>\nendobj\n" % n for n in range(1, 9)),
}


@pytest.mark.parametrize("case", PAPERS)
def test_a_paper_bent_out_of_shape_is_read_or_a_gap(scanner, case):
    assert held(scanned(scanner, "a.pdf", PAPERS[case]))
