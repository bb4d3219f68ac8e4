from __future__ import annotations

import io
import zipfile

from outscan.types import GapReason, HiddenKind, Segment
from unpacked import gaps, seen, words


def packed(members, comment=b"", method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
        archive.comment = comment
    return out.getvalue()


def test_members_folders_names_and_comment():
    pieces = seen(packed([("资料/", ""), ("资料/说明.txt", "会议说明")], "压缩包注释".encode()), "a.zip")
    assert "会议说明" in words(pieces)
    assert "压缩包注释" in words(pieces, hidden=HiddenKind.PROPERTY)
    assert "资料/" in words(pieces, part="name")
    assert not gaps(pieces)


def test_a_name_in_gbk_without_the_flag():
    data = packed([("xx.txt", "x")]).replace(b"xx.txt", "会".encode("gbk") + b".txt")
    assert "会.txt" in words(seen(data, "a.zip"), part="name")


def test_members_of_equal_name_are_both_read():
    data = packed([("a1.txt", "第一份"), ("a2.txt", "第二份")]).replace(b"a2.txt", b"a1.txt")
    text = words(seen(data, "a.zip"))
    assert "第一份" in text
    assert "第二份" in text


def test_an_encrypted_member_is_a_gap_and_its_name_is_read():
    data = bytearray(packed([("会议.txt", "x" * 30)]))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        data[data.index(mark) + (6 if mark[2] == 3 else 8)] |= 1
    pieces = seen(bytes(data), "a.zip")
    assert gaps(pieces) == [GapReason.ENCRYPTED]
    assert "会议.txt" in words(pieces, part="name")


def test_a_path_that_climbs_is_only_a_name():
    pieces = seen(packed([("../../etc/x.txt", "内容")]), "a.zip")
    assert any(isinstance(p, Segment) and p.where.member == ("a.zip", "../../etc/x.txt") for p in pieces)


def test_a_damaged_member_is_a_gap_and_the_others_are_read():
    data = bytearray(packed([("a.txt", "甲" * 200), ("b.txt", "乙文")]))
    at = data.index(b"a.txt") + 8
    data[at : at + 6] = b"\xff" * 6
    pieces = seen(bytes(data), "a.zip")
    assert "乙文" in words(pieces)
    assert GapReason.CORRUPT in gaps(pieces)


def test_a_kernel_quoted_many_times_stops_at_a_limit():
    data = packed([("a.txt", b"\0" * (60 << 20))])
    assert GapReason.TOO_LARGE in gaps(seen(data, "a.zip"))


def test_words_in_extra_fields_are_read_and_figures_are_not():
    import gzip
    import struct

    words_ = "青鸾水库平面图".encode()
    for extra, read in ((words_, True), (bytes(range(40)), False), (struct.pack("<IIQ", 1, 2, 1_780_000_000_000), False)):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            info = zipfile.ZipInfo("a.txt")
            info.extra = struct.pack("<HH", 0x9A9A, len(extra)) + extra
            archive.writestr(info, "会议说明")
        packed = gzip.compress("会议说明".encode())
        field = b"NT" + struct.pack("<H", len(extra)) + extra
        other = packed[:3] + b"\x04" + packed[4:10] + struct.pack("<H", len(field)) + field + packed[10:]
        assert ("青鸾" in words(seen(out.getvalue(), "a.zip"))) is read
        if read:
            assert "青鸾" in words(seen(other, "a.gz"))
        assert not gaps(seen(other, "a.gz"))
