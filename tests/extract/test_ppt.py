"""Binary presentations, built record by record after [MS-PPT]."""

from __future__ import annotations

import struct
import zlib

import pytest

from outscan.errors import Unreadable
from outscan.extract.ole import compound
from outscan.extract.ppt import read
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, HiddenKind, Part, Segment, Where, unread
from outscan.words.places import place_words

WHERE = Where(("样例.ppt",))


def atom(kind: int, body: bytes = b"", instance: int = 0) -> bytes:
    return struct.pack("<HHI", instance << 4, kind, len(body)) + body


def box(kind: int, *children: bytes, instance: int = 0) -> bytes:
    body = b"".join(children)
    return struct.pack("<HHI", instance << 4 | 0xF, kind, len(body)) + body


def text(value: str) -> bytes:
    return atom(0x0FA0, value.encode("utf-16-le"))


def cstring(value: str, instance: int = 0) -> bytes:
    return atom(0x0FBA, value.encode("utf-16-le"), instance)


def shape(*inner: bytes) -> bytes:
    return box(0xF004, *inner)


def slide(*inner: bytes, hidden: bool = False) -> bytes:
    info = atom(0x03F9, struct.pack("<IIBBH", 0, 0, 0, 0, 4 if hidden else 0))
    return box(0x03EE, atom(0x03EF, b"\0" * 24), info, box(0x040C, *inner))


def notes(identity: int, value: str) -> bytes:
    return box(0x03F0, atom(0x03F1, struct.pack("<IHH", identity, 0, 0)), box(0x040C, shape(box(0xF00D, text(value)))))


def deck(
    slides: list[bytes],
    notes_of: list[bytes] = (),
    outlines: dict[int, list[bytes]] | None = None,
    older: bytes = b"",
    *,
    encrypted: bool = False,
) -> dict:
    """Streams of a presentation; slide n has identity 256 + n and persist number 2 + n."""
    stream, offsets = bytearray(older), {}

    def listed(first: int, count: int, instance: int, base: int) -> bytes:
        inner = b""
        for i in range(count):
            inner += atom(0x03F3, struct.pack("<IIIII", first + i, 0, 0, base + i, 0))
            inner += b"".join((outlines or {}).get(i, [])) if instance == 0 else b""
        return box(0x0FF0, inner, instance=instance)

    document = box(0x03E8, listed(2, len(slides), 0, 256), listed(2 + len(slides), len(notes_of), 2, 900))
    for number, body in enumerate([document, *slides, *notes_of], 1):
        offsets[number] = len(stream)
        stream += body
    directory = len(stream)
    stream += atom(0x1772, struct.pack("<I", len(offsets) << 20 | 1) + struct.pack(f"<{len(offsets)}I", *offsets.values()))
    edit = len(stream)
    stream += atom(0x0FF5, struct.pack("<IHBBIIIIHH", 0, 0, 0, 3, 0, directory, 1, 99, 1, 0))
    current = atom(
        0x0FF6,
        struct.pack("<IIIHHBBH", 20, 0xF3D1C4DF if encrypted else 0xE391C05F, edit, 4, 0, 3, 0, 0)
        + b"Demo"
        + struct.pack("<I", 8),
    )
    return {("PowerPoint Document",): bytes(stream), ("Current User",): current}


def pieces(streams: dict) -> list:
    return list(read(Blob(WHERE, compound(streams)), Budget()))


def by_kind(found: list) -> dict:
    return {(p.where.part, p.hidden): p for p in found if isinstance(p, Segment)}


def test_slides_in_order_with_outline_and_own_boxes():
    found = by_kind(pieces(deck([slide(shape(box(0xF00D, text("甲\r乙")))), slide()], outlines={1: [text("提纲词")]})))
    body = found[Part.BODY, None]
    assert body.text == "甲\v乙\n提纲词"
    assert place_words(body.where_at(body.text.index("提纲")).spot) == "幻灯片2"


def test_hidden_slides_notes_and_comments():
    remark = box(0x2EE0, cstring("周九"), cstring("批注词", 1), cstring("周", 2))
    second = box(
        0x03EE,
        atom(0x03F9, struct.pack("<IIBBH", 0, 0, 0, 0, 4)),
        box(0x040C, shape(box(0xF00D, text("藏"))), box(0x1388, box(0x138A, atom(0x138B, remark)))),
    )
    found = by_kind(pieces(deck([slide(shape(box(0xF00D, text("明")))), second], [notes(257, "备注词")])))
    assert found[Part.HIDDEN, HiddenKind.HIDDEN_SLIDE].text == "藏"
    note = found[Part.NOTE, HiddenKind.SPEAKER_NOTE]
    assert (note.text, place_words(note.where_at(0).spot)) == ("备注词", "幻灯片2 备注")
    assert found[Part.COMMENT, HiddenKind.COMMENT].text == "批注词"


def test_a_table_is_a_grid_and_read_once():
    def cell(top: int, left: int, value: str) -> bytes:
        return shape(atom(0xF00F, struct.pack("<4i", left, top, left + 9, top + 9)), box(0xF00D, text(value)))

    option = struct.pack("<HHI", 1 << 4 | 3, 0xF122, 6) + struct.pack("<HI", 0x039F, 1)
    group = box(0xF003, shape(option), cell(0, 0, "站名"), cell(0, 50, "流量"), cell(20, 50, "3"), cell(20, 0, "甲站"))
    found = pieces(deck([slide(group)]))
    table = by_kind(found)[Part.TABLE, None]
    assert table.text == "站名\t流量\n甲站\t3"
    assert place_words(table.where_at(table.text.index("流")).spot) == "幻灯片1 表1 R1C2"
    assert (Part.BODY, None) not in by_kind(found)


def test_records_no_edit_reaches_are_older_revisions():
    old = slide(shape(box(0xF00D, text("旧稿词"))))
    found = by_kind(pieces(deck([slide(shape(box(0xF00D, text("新稿词"))))], older=old)))
    assert found[Part.REVISION, HiddenKind.OLDER_REVISION].text == "旧稿词"
    assert found[Part.BODY, None].text == "新稿词"


def test_footers_and_links():
    footers = box(0x0FD9, cstring("页脚词", 2))
    link = box(0x0FD7, cstring("http://example.test/x", 1))
    found = by_kind(pieces(deck([slide(footers, link)])))
    assert found[Part.FOOTER, None].text == "页脚词"
    assert found[Part.HIDDEN, HiddenKind.EXTERNAL_LINK].text == "http://example.test/x"


def test_embedded_objects_are_inflated():
    inner = compound({("Workbook",): b"w" * 50})
    record = atom(0x1011, struct.pack("<I", len(inner)) + zlib.compress(inner), 1)
    (blob,) = [p for p in pieces(deck([slide(), record])) if isinstance(p, Blob)]
    assert blob.data == inner
    assert blob.hidden is HiddenKind.EMBEDDED_FILE


def test_a_broken_object_is_a_gap():
    record = atom(0x1011, struct.pack("<I", 9) + b"no zlib", 1)
    assert any(isinstance(p, Gap) and p.detail == unread("zlib") for p in pieces(deck([slide(), record])))


def test_encrypted_is_unreadable():
    with pytest.raises(Unreadable) as why:
        pieces(deck([slide()], encrypted=True))
    assert why.value.reason is GapReason.ENCRYPTED


def test_without_a_chain_of_edits_all_text_is_read_and_the_gap_said():
    streams = deck([slide(shape(box(0xF00D, text("还在"))))])
    del streams["Current User",]
    found = pieces(streams)
    assert any(isinstance(p, Gap) and p.reason is GapReason.CORRUPT for p in found)
    assert by_kind(found)[Part.BODY, None].text == "还在"
