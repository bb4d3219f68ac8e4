# ruff: noqa: E501 - records of a fixture read best on one line
"""The kind: every record of a binary workbook that holds words, in the versions before 1997 and after."""

from __future__ import annotations

import struct

import pytest

from extract.test_xls import bof, book, by_kind, label, pieces, rec, wide
from outscan.extract.xls.records import Walk
from outscan.extract.xls.stream import pivot_strings
from outscan.types import Blob, HiddenKind, Part

SAID = "青鸾计划"


def old(number, body=b"", version=0x809, kind=0x10):
    """A stream of one version: BIFF 5 by its own number, the earlier ones by the number of their record."""
    first = rec(version, struct.pack("<HH", 0x500, kind)) if version == 0x809 else rec(version, struct.pack("<HH", 0, kind))
    return first + rec(0x42, struct.pack("<H", 936)) + rec(number, body) + rec(0x0A)


def found(stream):
    walk = Walk(stream)
    words = walk.run()
    assert words.whole
    return {(part, kind): [text for _, text in texts] for (part, kind), texts in words.words.texts.items()}


def narrow(text, size="<B"):
    raw = text.encode("gbk")
    return struct.pack(size, len(raw)) + raw


@pytest.mark.parametrize(("number", "body", "kind"), [
    (0x14, narrow(SAID), (Part.HEADER, None)),
    (0x15, narrow(SAID), (Part.FOOTER, None)),
    (0x1C, struct.pack("<3H", 2, 3, len(SAID.encode("gbk"))) + SAID.encode("gbk") + b"\0\0", (Part.COMMENT, HiddenKind.COMMENT)),
    (0x1C, struct.pack("<3H", 0xFFFF, 3, len(SAID.encode("gbk"))) + SAID.encode("gbk") + b"\0\0", (Part.COMMENT, HiddenKind.COMMENT)),
    (0x5C, narrow(SAID), (Part.METADATA, HiddenKind.PERSON_PROPERTY)),
    (0x100D, b"\0\0" + narrow(SAID), (Part.BODY, None)),
    (0x18, struct.pack("<HBBHHHBBBB", 0, 0, 8, 0, 0, 0, 0, 0, 0, 0) + SAID.encode("gbk"), (Part.HIDDEN, HiddenKind.DEFINED_NAME)),
    (0x18, struct.pack("<HBBHHHBBBB", 0, 0, 1, 0, 0, 0, 0, 8, 0, 0) + b"n" + SAID.encode("gbk"), (Part.HIDDEN, HiddenKind.DEFINED_NAME)),
    (0x06, struct.pack("<HHHdHIH", 0, 0, 0, 1.0, 0, 0, 10) + b"\x17" + narrow(SAID), (Part.HIDDEN, HiddenKind.FORMULA)),
])  # fmt: skip
def test_words_of_version_five_are_read_in_their_own_page_of_codes(number, body, kind):
    said = found(old(number, body))
    assert SAID in " ".join(said[kind])


@pytest.mark.parametrize("version", [0x09, 0x209, 0x409])
def test_versions_before_are_known_by_the_record_they_begin_with(version):
    assert found(old(0x14, narrow(SAID), version=version)) == {(Part.HEADER, None): [SAID]}
    assert found(old(0x18, bytes(20), version=version)) == {}  # names of those versions hold no words of a person


def new(*records, kind=0x10):
    return bof(kind) + b"".join(records) + rec(0x0A)


def tokens(text):
    return b"\x17" + struct.pack("<B", len(text)) + b"\x01" + text.encode("utf-16-le")


@pytest.mark.parametrize(("record", "kind"), [
    (rec(0x1B8, struct.pack("<4H", 1, 1, 2, 2) + bytes(8) + f"http://甲.invalid/{SAID}".encode("utf-16-le") + b"\0\0"), (Part.HIDDEN, HiddenKind.EXTERNAL_LINK)),
    (rec(0x800, bytes(10) + SAID.encode("utf-16-le") + b"\0\0"), (Part.HIDDEN, HiddenKind.ALT_TEXT)),
    (rec(0xAF, bytes(8) + f"方案{SAID}说明".encode("utf-16-le") + b"\0\0"), (Part.HIDDEN, HiddenKind.DATA_VALIDATION)),
    (rec(0x51, bytes(4) + f"来源{SAID}表格".encode("utf-16-le") + b"\0\0"), (Part.HIDDEN, HiddenKind.EXTERNAL_LINK)),
    (rec(0x100D, b"\0\0" + wide(SAID, "<B")), (Part.BODY, None)),
    (rec(0x18, struct.pack("<HBBHHHBBBB", 0x20, 0, 1, 11, 0, 0, 0, 0, 0, 0) + b"\x00\x06" + tokens(SAID)), (Part.HIDDEN, HiddenKind.DEFINED_NAME)),
    (rec(0x18, struct.pack("<HBBHHHBBBB", 0, 0, 1, 0, 0, 0, 0, 4, 0, 0) + b"\x00n" + wide(SAID, "<B")[1:]), (Part.HIDDEN, HiddenKind.DEFINED_NAME)),
    (rec(0x5A, struct.pack("<BBH", 1, 0, 8) + b"\x01" + struct.pack("<d", 4711.5) + b"\x02" + wide(SAID)), (Part.HIDDEN, HiddenKind.EXTERNAL_LINK)),
    (rec(0x1BE, struct.pack("<I", 0) + wide("提示") * 3 + wide(SAID) + struct.pack("<HH", 0, 0) * 2), (Part.HIDDEN, HiddenKind.DATA_VALIDATION)),
    (rec(0x1BE, struct.pack("<I", 0) + wide("提") * 4 + struct.pack("<HH", 11, 0) + tokens(SAID) + struct.pack("<HH", 0, 0)), (Part.HIDDEN, HiddenKind.DATA_VALIDATION)),
])  # fmt: skip
def test_words_of_every_record_are_kept_as_what_they_are(record, kind):
    assert SAID in " ".join(found(new(record))[kind])


def test_a_number_of_another_workbook_is_kept_as_it_is_shown():
    cached = rec(0x5A, struct.pack("<BBH", 1, 0, 8) + b"\x01" + struct.pack("<d", 4711.5) + b"\x00" + bytes(8))
    assert found(new(cached)) == {(Part.HIDDEN, HiddenKind.EXTERNAL_LINK): ["4711.5"]}


@pytest.mark.parametrize("size", [0x0401, 0x3A01])
def test_this_workbook_and_its_add_ins_are_no_other_workbook(size):
    assert found(new(rec(0x1AE, struct.pack("<HH", 1, size)))) == {}


def test_texts_of_a_macro_sheet_are_macros_and_its_labels_are_read():
    sheet = rec(0x207, wide(SAID)) + rec(0x204, struct.pack("<HHH", 0, 0, 0) + wide("标签"))
    said = by_kind(pieces(book([("明", 0, label(0, 0, "a"))]) + bof(0x40) + bof(0x20) + sheet + rec(0x0A) * 2))
    assert said[Part.HIDDEN, HiddenKind.MACRO].text == SAID
    assert "标签" in said[Part.BODY, None].text


def test_the_data_sheet_of_a_chart_object_keeps_numbers_and_labels():
    walk = Walk(
        new(
            rec(0x03, struct.pack("<HHBBB", 1, 2, 0, 0, 0) + struct.pack("<d", 0.5)),
            rec(0x04, struct.pack("<HHBBB", 0, 1, 0, 0, 0) + wide("甲", "<B")),
        )
    )
    assert walk.run().chart == [(1, 2, "0.5"), (0, 1, "甲")]


def test_a_drawing_goes_on_in_the_next_records_until_another_comes():
    walk = Walk(new(rec(0xEC, b"ab"), rec(0x3C, b"cd"), rec(0x5D, b""), rec(0x3C, b"ef"), rec(0xEB, b"gh")))
    assert bytes(walk.run().drawings) == b"abcdgh"


def test_a_record_that_breaks_off_inside_is_said():
    assert not Walk(new(rec(0x1BE, b"\0"))).run().whole


def test_a_pivot_cache_names_its_fields_and_values():
    field = rec(0xC7, bytes(14) + wide(SAID))
    assert list(pivot_strings(rec(0xCD, wide("值")) + field + rec(0xCD, b"") + rec(0x01, b"x"))) == ["值", SAID]


def test_what_others_keep_beside_the_workbook_is_handed_on():
    others = {
        ("MsoDataStore", "甲", "Item"): f"<a>{SAID}</a>".encode(),
        ("MsoDataStore", "甲", "Properties"): b"<p/>",
        ("User Names",): bytes(4) + "张三在此编辑".encode("utf-16-le") + b"\0\0",
        ("_SX_DB_CUR", "0001"): rec(0xCD, wide("")),
    }
    said = pieces(book([("表", 0, label(0, 0, "a"))]), others)
    [custom] = [one for one in said if isinstance(one, Blob) and one.hidden is HiddenKind.CUSTOM_XML]
    assert SAID.encode() in custom.data
    assert "张三" in by_kind(said)[Part.METADATA, HiddenKind.PERSON_PROPERTY].text
