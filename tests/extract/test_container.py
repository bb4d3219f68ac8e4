from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outscan.errors import Exceeded
from outscan.extract.container import Found, entries
from outscan.limits import Budget, Limits
from outscan.types import GapReason, unread


def made(*members, method=zipfile.ZIP_DEFLATED, comment=b""):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
        archive.comment = comment
    return buffer.getvalue()


def told(data, **limits):
    return list(entries(data, Budget(Limits(**limits))))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_every_usual_method_is_unpacked(method):
    body = "水文年鉴".encode() * 900
    [entry] = told(made(("站点.txt", body), method=method))
    assert (entry.name, entry.data, entry.reason) == ("站点.txt", body, None)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_equal_name_are_all_read():
    assert [e.data for e in told(made(("a.txt", b"one"), ("a.txt", b"two")))] == [b"one", b"two"]


def test_a_name_in_gb18030_without_the_flag():
    data = made(("xxxx.txt", b"1")).replace(b"xxxx.txt", "机密".encode("gb18030") + b".txt")
    assert told(data)[0].name == "机密.txt"


def test_bytes_before_between_and_after_are_slack_and_the_comment_is_told():
    found = told(b"%PDF-1.4 before" + made(("a.txt", b"a"), comment="附注".encode()) + b"after the end")
    assert [(e.found, e.data) for e in found] == [
        (Found.LISTED, b"a"),
        (Found.COMMENT, "附注".encode()),
        (Found.SLACK, b"%PDF-1.4 before"),
        (Found.SLACK, b"after the end"),
    ]


def test_a_member_no_directory_lists_is_a_deleted_member():
    with_two, with_one = made(("a.txt", b"kept"), ("b.txt", "已删除".encode() * 9)), made(("a.txt", b"kept"))
    second = with_two.index(b"PK\3\4", 4)
    body = with_two[second : with_two.index(b"PK\1\2")]
    at = with_one.index(b"PK\1\2")
    patched = bytearray(with_one[:at] + body + with_one[at:])
    struct.pack_into("<I", patched, len(patched) - 6, at + len(body))
    assert [(e.found, e.name) for e in told(bytes(patched))] == [(Found.LISTED, "a.txt"), (Found.DELETED, "b.txt")]


def test_a_cut_file_tells_what_is_left_and_a_gap():
    data = made(("a.txt", b"first"), ("b.txt", b"second" * 2000))
    found = told(data[: data.index(b"PK\1\2") - 4])
    assert found[0].reason is GapReason.CORRUPT
    assert found[1].data == b"first"
    assert found[2].reason is GapReason.CORRUPT


def test_a_declared_size_does_not_stop_the_reading():
    body = b"x" * 100_000 + "末尾".encode()
    data = bytearray(made(("a.txt", body)))
    directory = data.index(b"PK\1\2")
    struct.pack_into("<I", data, directory + 24, 20)  # declares 20 bytes
    assert told(bytes(data))[0].data == body


def test_a_wrong_checksum_is_said_beside_the_bytes():
    data = bytearray(made(("a.txt", b"hello"), method=zipfile.ZIP_STORED))
    data[data.index(b"hello")] = ord("j")
    [entry] = told(bytes(data))
    assert (entry.data, entry.reason, entry.detail) == (b"jello", GapReason.CORRUPT, unread("crc"))


def test_an_encrypted_member_is_said():
    data = bytearray(made(("a.txt", b"hello")))
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + offset] |= 1
    assert told(bytes(data))[0].reason is GapReason.ENCRYPTED


def test_a_bomb_stops_at_the_limit_and_the_next_member_is_read():
    found = told(made(("big", b"\0" * 5_000_000), ("small", b"x")), max_member_bytes=1_000_000)
    assert [e.reason for e in found] == [GapReason.TOO_LARGE, None]


def test_the_limit_of_the_document_ends_it():
    with pytest.raises(Exceeded):
        told(made(("big", b"\0" * 5_000_000)), max_total_bytes=1_000_000)


def test_one_kernel_quoted_many_times_is_not_unpacked_many_times():
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(b"k" * 50_000) + packer.flush()
    crc = zlib.crc32(b"k" * 50_000)
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0x21, crc, len(body), 50_000, 1, 0) + b"k" + body
    entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0x21, crc, len(body), 50_000, 1, 0, 0, 0, 0, 0, 0) + b"k"
    directory = entry * 300
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 300, 300, len(directory), len(local), 0)
    found = told(local + directory + end)
    assert sum(len(e.data) for e in found) < 20 * 50_000
    assert found[-1].reason is GapReason.CORRUPT


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 300), st.binary(max_size=3))
def test_no_bytes_can_raise(tail, at, patch):
    data = bytearray(made(("a.txt", b"hello" * 50), ("b.txt", b"world")))
    data[at : at + len(patch)] = patch
    for entry in entries(bytes(data) + tail, Budget()):
        assert isinstance(entry.data, bytes)
    list(entries(tail, Budget()))


@pytest.mark.parametrize(
    "extra",
    [
        "0a00200000000000010018000088abcac9e7a8010088abcac9e7a8010088abcac9e7a801",
        "5554050003f097ce1275780b000104e47735000411000000",
        "55580800210f225ec20b225e",
    ],
    ids=["NTFS", "UT and ux", "UX"],
)
def test_times_and_owners_that_look_like_words_are_none(extra):
    info = zipfile.ZipInfo("a.txt")
    info.extra = bytes.fromhex(extra)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "lunch at noon")
    assert [entry.name for entry in entries(out.getvalue(), Budget(Limits()))] == ["a.txt"]
