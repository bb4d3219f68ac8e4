"""Macro source out of a project."""

from __future__ import annotations

import struct

from hypothesis import given
from hypothesis import strategies as st

from outscan.extract.ole import compound
from outscan.extract.vba import decompress, read
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, HiddenKind, Inert, Segment, Where
from outscan.words.places import place_words


def packed(data: bytes) -> bytes:
    """A compressed container of literals, in chunks of at most 4096 bytes ([MS-OVBA] 2.4.1.1)."""
    out = b"\x01"
    for start in range(0, len(data), 3000):
        piece = data[start : start + 3000]
        body = b"".join(b"\x00" + piece[i : i + 8] for i in range(0, len(piece), 8))
        out += struct.pack("<H", 0xB000 | (len(body) - 1)) + body
    return out


@given(st.binary(max_size=9000))
def test_literals_come_back(data):
    assert decompress(packed(data)) == (data, True)


def test_copy_tokens_repeat_what_was_written():
    # the example of [MS-OVBA] 3.2.2
    raw = bytes.fromhex(
        "01 2F B0 00 23 61 61 61 62 63 64 65 82 66 00 70 61 67 68 69 6A 01 38 08 61 6B 6C 00 30 6D "
        "6E 6F 70 06 71 02 70 04 10 72 73 74 75 76 10 77 78 79 7A 00 3C"
    )
    assert decompress(raw)[0] == b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa"


def project(source: str, cut: int = 0) -> bytes:
    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HI", kind, len(body)) + body

    directory = record(0x03, struct.pack("<H", 936)) + struct.pack("<HI", 0x09, 4) + b"\0" * 6
    directory += (
        record(0x1A, "模块1".encode("gbk")) + record(0x32, "模块1".encode("utf-16-le")) + record(0x31, struct.pack("<I", 5))
    )
    code = packed(source.encode("gbk"))
    return compound(
        {
            ("VBA", "dir"): packed(directory),
            ("VBA", "模块1"): b"cache" + (code[:-cut] if cut else code),
            ("VBA", "_VBA_PROJECT"): b"\xcc\x61",
            ("PROJECT",): b'ID="{0}"\r\nName="Demo"\r\n',
        }
    )


def pieces(data: bytes) -> list:
    return list(read(Blob(Where(("宏",)), data), Budget()))


def test_source_lines_are_hidden_macro_places():
    found = pieces(project('Attribute VB_Name = "m"\r\nSub A()\r\nMsgBox "机电安装进度"\r\nEnd Sub\r\n'))
    code = next(p for p in found if isinstance(p, Segment) and "MsgBox" in p.text)
    assert code.hidden is HiddenKind.MACRO
    assert place_words(code.where_at(code.text.index("机电")).spot) == "VBA/模块1 第3行"
    assert any(isinstance(p, Inert) and "_VBA_PROJECT" in place_words(p.where.spot) for p in found)
    assert not any(isinstance(p, Gap) for p in found)


def test_a_broken_module_is_a_gap():
    data = project("Sub A()\r\nEnd Sub\r\n").replace(b"cache\x01", b"cache\x07")
    assert [p.reason for p in pieces(data) if isinstance(p, Gap)] == [GapReason.CORRUPT]
