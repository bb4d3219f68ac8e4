"""Outlook messages, built stream by stream after [MS-OXMSG]."""

from __future__ import annotations

import struct

import pytest

from outscan.errors import Unreadable
from outscan.extract.msg import read
from outscan.extract.ole import Compound, compound
from outscan.extract.ole.mapi import _PREBUFFER, rtf
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, HiddenKind, Inert, Part, Segment, Where
from outscan.words.places import place_words

WHERE = Where(("样例.msg",))


def fixed(header: int, **numbers: int) -> bytes:
    """A property stream: a header, then integers by number ("p3FDE")."""
    body = b"".join(struct.pack("<HHIQ", 3, int(k[1:], 16), 6, v) for k, v in numbers.items())
    return b"\0" * header + body


def stored(source: bytes) -> bytes:
    """Rich text in the form that is not compressed."""
    return struct.pack("<4I", len(source) + 12, len(source), 0x414C454D, 0) + source


def mail(streams: dict, page: int = 936) -> bytes:
    named = {(f"__substg1.0_{k}",) if isinstance(k, str) else k: v for k, v in streams.items()}
    return compound({("__properties_version1.0",): fixed(32, p3FDE=page, p3FFD=page), **named})


def pieces(data: bytes) -> list:
    return list(read(Blob(WHERE, data), Budget()))


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def by_kind(found: list) -> dict:
    return {(p.where.part, p.hidden): p for p in found if isinstance(p, Segment)}


def test_subject_people_headers_and_body():
    found = by_kind(
        pieces(
            mail(
                {
                    "0037001F": wide("会议安排"),
                    "0C1A001E": "吴十".encode("gbk"),
                    "0E02001F": wide("密送人"),
                    "007D001F": wide("X-A: b"),
                    "1000001F": wide("您好\r\n正文词"),
                }
            )
        )
    )
    seen = found[Part.HEADER, None]
    assert seen.text == "会议安排\n吴十"
    assert place_words(seen.where_at(0).spot) == "主题"
    assert found[Part.METADATA, HiddenKind.MAIL_HEADER].text == "密送人\nX-A: b"
    body = found[Part.BODY, None]
    assert place_words(body.where_at(body.text.index("正文词")).spot) == "正文 第2行"


def test_a_plain_body_that_says_what_the_html_says_is_not_read_twice():
    page = "<html><p>水位<b>资料</b></p><p>见附件</p></html>".encode("gbk")
    same = pieces(mail({"1000001F": wide("水位资料\r\n见附件 <http://example.test>"), "10130102": page}))
    assert [p.name for p in same if isinstance(p, Blob)] == ["正文.html"]
    assert not [p for p in same if isinstance(p, Segment) and p.where.part is Part.BODY]
    assert any(isinstance(p, Inert) and p.where.part is Part.BODY for p in same)
    other = pieces(mail({"1000001F": wide("水位资料\r\n另有一句"), "10130102": page}))
    assert "另有一句" in by_kind(other)[Part.BODY, None].text


def test_rich_text_is_a_blob_unless_the_text_says_the_same():
    source = rb"{\rtf1\ansi only here\par}"
    assert [p.data for p in pieces(mail({"10090102": stored(source)})) if isinstance(p, Blob)] == [source]
    assert not [p for p in pieces(mail({"1000001F": wide("only here"), "10090102": stored(source)})) if isinstance(p, Blob)]


def test_compressed_rich_text():
    assert len(_PREBUFFER) == 207
    text = rb"{\rtf1 x}"
    body = b"".join(b"\x00" + text[i : i + 8] for i in range(0, len(text), 8))
    packed = struct.pack("<4I", len(body) + 12, len(text), 0x75465A4C, 0) + body
    assert rtf(packed, Budget()) == text
    # a reference into the prepared dictionary: offset 0, length 5 is "{\rtf"
    again = b"\x01" + struct.pack(">H", 0 << 4 | 3) + b"1}"
    assert rtf(struct.pack("<4I", len(again) + 12, 7, 0x75465A4C, 0) + again, Budget()) == rb"{\rtf1}"
    with pytest.raises(Unreadable):
        rtf(b"\0" * 20, Budget())


def test_named_properties_and_lists_are_read():
    names = {
        ("__nameid_version1.0", "__substg1.0_00030102"): struct.pack("<IHH", 0, 1, 0),
        ("__nameid_version1.0", "__substg1.0_00040102"): struct.pack("<I", 8) + wide("项目代号"),
    }
    found = by_kind(
        pieces(
            mail(
                {
                    "8000001F": wide("长河"),
                    "3A58101F": b"\0" * 8,
                    "3A58101F-00000000": wide("甲"),
                    "3A58101F-00000001": wide("乙"),
                    **names,
                }
            )
        )
    )
    told = found[Part.METADATA, HiddenKind.PROPERTY]
    assert place_words(told.where_at(told.text.index("长河")).spot) == "MAPI:项目代号"
    assert "甲\v乙" in told.text


def test_recipients_and_attachments():
    top, deep = "__attach_version1.0_#00000000", "__attach_version1.0_#00000001"
    inner = "__substg1.0_3701000D"
    data = mail(
        {
            ("__recip_version1.0_#00000000", "__substg1.0_3001001F"): wide("郑一"),
            ("__recip_version1.0_#00000000", "__properties_version1.0"): fixed(8),
            (top, "__substg1.0_3707001F"): wide("坐标.txt"),
            (top, "__substg1.0_37010102"): b"bytes",
            (top, "__properties_version1.0"): fixed(8, p7FFE=1),
            (deep, "__substg1.0_3001001F"): wide("转发"),
            (deep, inner, "__properties_version1.0"): fixed(24, p3FDE=936),
            (deep, inner, "__substg1.0_0037001F"): wide("内层主题"),
        }
    )
    found = pieces(data)
    assert by_kind(found)[Part.METADATA, HiddenKind.MAIL_HEADER].text == "郑一"
    blobs = [p for p in found if isinstance(p, Blob)]
    assert (blobs[0].name, blobs[0].data, blobs[0].hidden) == ("坐标.txt", b"bytes", HiddenKind.ATTACHMENT)
    assert blobs[1].name == "转发.msg"
    assert by_kind(pieces(blobs[1].data))[Part.HEADER, None].text == "内层主题"


def test_an_attachment_without_data_is_a_gap():
    found = pieces(mail({("__attach_version1.0_#00000000", "__substg1.0_3707001F"): wide("失.txt")}))
    assert [p.reason for p in found if isinstance(p, Gap)] == [GapReason.UNREADABLE]


def test_a_cut_stream_is_a_gap():
    opened = Compound(mail({"1000001F": wide("长" * 4000)}))
    assert opened.stream(("__substg1.0_1000001F",))[1]
    data = mail({"1000001F": wide("长" * 4000)})
    start = opened._entries["__substg1.0_1000001F",].isectStart
    broken = bytearray(data)
    table = data.rindex(struct.pack("<II", start + 1, start + 2))
    struct.pack_into("<I", broken, table, 0xFFFFFFFE)
    found = pieces(bytes(broken))
    assert any(isinstance(p, Gap) and p.reason is GapReason.CORRUPT for p in found)
    assert by_kind(found)[Part.BODY, None].text == "长" * 256


@pytest.mark.parametrize(
    ("locale", "page", "text"),
    [(2052, 936, "会议安排"), (1028, 950, "會議安排"), (1031, 1252, "Grüße"), (1049, 1251, "Встреча"), (1041, 932, "会議の予定")],
)
def test_bytes_the_named_code_page_cannot_explain_are_read_in_that_of_the_language(locale, page, text):
    body = text.encode({950: "cp950", 936: "gbk"}.get(page, f"cp{page}"))
    data = compound(
        {
            ("__properties_version1.0",): fixed(32, p3FDE=65001, p3FF1=locale),
            ("__substg1.0_0037001E",): body,
            ("__substg1.0_1000001E",): "正文".encode(),
        }
    )
    found = by_kind(pieces(data))
    assert found[Part.HEADER, None].text == text or page == 932  # what is sound GB 18030 too is read as the commoner
    assert found[Part.BODY, None].text == "正文"


@pytest.mark.parametrize("page", [936, 950, 65001, 1251])
def test_a_page_in_bytes_is_read_in_the_code_page_of_the_message(scanner, page):
    name = {936: "gb18030", 950: "cp950", 65001: "utf-8", 1251: "cp1251"}[page]
    words = "Встреча в девять утра в большом зале" if page == 1251 else "會議於九點在大禮堂舉行"
    data = mail({"0037001F": wide("x"), "10130102": f"<html><body><p>{words}</p></body></html>".encode(name)}, page)
    told = scanner.scan(Blob(WHERE, data))
    assert not told.gaps
    blob = next(p for p in pieces(data) if isinstance(p, Blob))
    assert blob.declared.endswith(name)
