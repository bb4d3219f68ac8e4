"""winmail.dat, built attribute by attribute after [MS-OXTNEF]."""

from __future__ import annotations

import struct

import pytest

from outscan.errors import Unreadable
from outscan.extract.tnef import read
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, HiddenKind, Part, Segment, Where


def attribute(number: int, body: bytes, level: int = 1) -> bytes:
    return struct.pack("<BII", level, number, len(body)) + body + struct.pack("<H", sum(body) & 0xFFFF)


def prop(kind: int, number: int, value: bytes, name: bytes = b"") -> bytes:
    head = struct.pack("<HH", kind, number) + name
    if kind in (3, 0x0B):
        return head + value
    return head + struct.pack("<II", 1, len(value)) + value + b"\0" * (-len(value) % 4)


def props(*items: bytes) -> bytes:
    return struct.pack("<I", len(items)) + b"".join(items)


def tnef(*attributes: bytes) -> bytes:
    return struct.pack("<IH", 0x223E9F78, 1) + b"".join(attributes)


def pieces(data: bytes) -> list:
    return list(read(Blob(Where(("winmail.dat",)), data), Budget()))


def wide(text: str) -> bytes:
    return text.encode("utf-16-le") + b"\0\0"


def test_message_recipients_and_attachments():
    named = b"\0" * 16 + struct.pack("<II", 1, 8) + "代号".encode("utf-16-le") + b"\0\0\0\0"
    data = tnef(
        attribute(0x69007, struct.pack("<II", 936, 0)),
        attribute(0x18004, "会议主题".encode("gbk") + b"\0"),
        attribute(
            0x69003,
            props(
                prop(3, 0x3FDE, struct.pack("<I", 936)),
                prop(0x1F, 0x1000, wide("正文词")),
                prop(0x1F, 0x8001, wide("长河"), named),
            ),
        ),
        attribute(0x69004, struct.pack("<I", 1) + props(prop(0x1F, 0x3001, wide("陈二")))),
        attribute(0x69002, b"\0" * 14, 2),
        attribute(0x18010, "短名.TXT".encode("gbk") + b"\0", 2),
        attribute(0x6800F, b"bytes", 2),
        attribute(0x69005, props(prop(0x1F, 0x3707, wide("长的名字.txt"))), 2),
    )
    found = pieces(data)
    told = {(p.where.part, p.hidden): p.text for p in found if isinstance(p, Segment)}
    assert told[Part.HEADER, None] == "会议主题"
    assert told[Part.BODY, None] == "正文词"
    assert told[Part.METADATA, HiddenKind.MAIL_HEADER] == "陈二"
    assert any("长河" in p.text for p in found if isinstance(p, Segment) and p.hidden is HiddenKind.PROPERTY)
    (blob,) = [p for p in found if isinstance(p, Blob)]
    assert (blob.name, blob.data) == ("长的名字.txt", b"bytes")
    assert not [p for p in found if isinstance(p, Gap)]


def test_an_embedded_object_follows_its_interface():
    data = tnef(attribute(0x69002, b"", 2), attribute(0x69005, props(prop(0x0D, 0x3701, b"i" * 16 + b"inner")), 2))
    assert [p.data for p in pieces(data) if isinstance(p, Blob)] == [b"inner"]


def test_a_cut_stream_is_a_gap_beside_what_was_read():
    data = tnef(attribute(0x18004, b"subject\0"), attribute(0x18800C & 0xFFFFF, b"x" * 50))[:-30]
    found = pieces(data)
    assert [p.reason for p in found if isinstance(p, Gap)] == [GapReason.CORRUPT]
    assert "subject" in next(p.text for p in found if isinstance(p, Segment))


def test_broken_properties_are_a_gap():
    found = pieces(tnef(attribute(0x69003, struct.pack("<IHHII", 1, 0x1F, 0x37, 1, 10**9))))
    assert [p.reason for p in found if isinstance(p, Gap)] == [GapReason.CORRUPT]


def test_no_signature_is_unreadable():
    with pytest.raises(Unreadable):
        pieces(b"plain")
