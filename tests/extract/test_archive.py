from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import struct
import tarfile
import zlib

import py7zr
import pytest

from outscan.types import GapReason, HiddenKind
from unpacked import gaps, seen, words


def tape(members, **options):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", **options) as archive:
        for info, data in members:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def info(name, kind=tarfile.REGTYPE, **fields):
    member = tarfile.TarInfo(name)
    member.type = kind
    for key, value in fields.items():
        setattr(member, key, value)
    return member


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_tar_members_in_every_form(form):
    data = tape(
        [
            (info("资料/说明.txt"), "会议说明".encode()),
            (info("长" * 60 + ".txt") if form != tarfile.USTAR_FORMAT else info("b.txt"), b"second text"),
        ],
        format=form,
    )
    text = words(seen(data, "a.tar"))
    assert "会议说明" in text
    assert "second text" in text


def test_links_are_names_and_devices_are_gaps():
    data = tape(
        [(info("l", tarfile.SYMTYPE, linkname="/etc/hostname"), b""), (info("d", tarfile.CHRTYPE), b""), (info("t.txt"), b"text")]
    )
    pieces = seen(data, "a.tar")
    assert "l -> /etc/hostname" in words(pieces, part="name")
    assert gaps(pieces) == [GapReason.UNSUPPORTED]


def test_comments_of_pax_are_read():
    data = tape([(info("t.txt"), b"text")], format=tarfile.PAX_FORMAT, pax_headers={"comment": "归档说明"})
    assert "归档说明" in words(seen(data, "a.tar"), hidden=HiddenKind.PROPERTY)


def test_a_name_in_gbk():
    data = tape([(info("x"), b"text")], format=tarfile.USTAR_FORMAT, encoding="utf-8")
    name = "会议.txt".encode("gbk")
    block = bytearray(data[:512])
    block[: len(name)] = name
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    assert "会议.txt" in words(seen(bytes(block) + data[512:], "a.tar"), part="name")


def test_a_truncated_tar_is_a_gap():
    data = tape([(info("t.txt"), b"x" * 5000)])
    assert GapReason.CORRUPT in gaps(seen(data[:3000], "a.tar"))


@pytest.mark.parametrize(
    ("pack", "name"), [(gzip.compress, "说明.txt.gz"), (bz2.compress, "说明.txt.bz2"), (lzma.compress, "说明.txt.xz")]
)
def test_streams_of_several_members(pack, name):
    data = pack("会议".encode()) + pack("说明".encode())
    pieces = seen(data, name)
    assert "会议说明" in words(pieces)
    assert "说明.txt" in words(pieces, part="name").split("\n")
    cut = seen(data[:-9], name)
    assert GapReason.CORRUPT in gaps(cut)


def test_a_gzip_names_its_file_and_trails():
    header = b"\x1f\x8b\x08\x18" + b"\0" * 6 + "会议.txt".encode("gbk") + b"\0" + "备注".encode() + b"\0"
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = "正文内容".encode()
    data = (
        header + deflate.compress(body) + deflate.flush() + struct.pack("<II", zlib.crc32(body), len(body)) + "尾随文字".encode()
    )
    pieces = seen(data, "a.gz")
    assert "会议.txt" in words(pieces, part="name")
    assert "备注" in words(pieces)
    assert "正文内容" in words(pieces)
    assert "尾随文字" in words(pieces)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_bombs_stop_at_the_ratio(pack):
    assert GapReason.TOO_LARGE in gaps(seen(pack(b"\0" * (70 << 20)), "a.gz", max_ratio=100))


def seven(members, **options):
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", **options) as archive:
        for name, data in members:
            archive.writestr(data, name)
    return out.getvalue()


def test_7z_members_and_damage():
    data = seven([("资料.txt", "会议说明".encode()), ("b/c.txt", b"second")])
    text = words(seen(data, "a.7z"))
    assert "会议说明" in text
    assert "second" in text
    assert GapReason.CORRUPT in gaps(seen(data[:-20], "a.7z"))


@pytest.mark.parametrize("header", [False, True])
def test_7z_with_a_password(header):
    pieces = seen(seven([("资料.txt", b"x")], password="p", header_encryption=header), "a.7z")  # noqa: S106 - the archive of this test
    assert gaps(pieces) == [GapReason.ENCRYPTED]
    assert ("资料.txt" in words(pieces, part="name")) is not header


def test_7z_bomb_stops_while_it_unpacks():
    assert GapReason.TOO_LARGE in gaps(seen(seven([("a.txt", b"\0" * (8 << 20))]), "a.7z", max_member_bytes=1 << 20))


def rar4(name: bytes, body: bytes, flags=0x8000) -> bytes:
    """A RAR 4 archive with one stored member."""

    def block(kind, bits, rest):
        head = struct.pack("<BHH", kind, bits, 7 + len(rest)) + rest
        return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head

    file = struct.pack("<IIBIIBBHI", len(body), len(body), 2, zlib.crc32(body), 0x5A21_0000, 20, 0x30, len(name), 0x20) + name
    return b"Rar!\x1a\x07\0" + block(0x73, 0, b"\0" * 6) + block(0x74, flags, file) + body + block(0x7B, 0x4000, b"")


def test_rar_stored_damaged_and_encrypted():
    pieces = seen(rar4(b"a.txt", "会议说明".encode()), "a.rar")
    assert "会议说明" in words(pieces)
    assert not gaps(pieces)
    assert GapReason.ENCRYPTED in gaps(seen(rar4(b"a.txt", b"x" * 16, 0x8004), "a.rar"))
    assert gaps(seen(rar4(b"a.txt", b"x" * 90)[:40], "a.rar"))


def test_the_program_that_unpacks_is_named_with_its_version():
    """What is only stored needs none; what is packed is read by whatever is here, and the report says by what."""
    import shutil

    from outscan.extract.archive.rar import _helper
    from outscan.limits import Budget
    from outscan.types import Blob, Where
    from outscan.unpack import Unpacker

    budget = Budget()
    list(Unpacker(budget).unpack(Blob(Where(("a.rar",)), rar4(b"a.txt", "会议说明".encode()))))
    assert budget.helpers == set()
    if shutil.which("unar") and not shutil.which("unrar"):
        assert re.fullmatch(r"unar \d+\.\d+.*", _helper())
