"""The kind: values of a binary package workbook that are no words, and what it keeps beside its cells."""

from __future__ import annotations

import struct

import pytest

from extract.test_xlsb import by_kind, cell, pieces, rec, row, sheet, string, workbook
from outscan.types import Gap, HiddenKind, Inert, Part, Segment

SAID = "青鸾计划"


def at(column):
    return struct.pack("<II", column, 0)


@pytest.mark.parametrize(("record", "text"), [
    (rec(2, at(0) + struct.pack("<i", 4711 << 2 | 2)), "4711"),
    (rec(5, at(0) + struct.pack("<d", 0.5)), "0.5"),
    (rec(4, at(0) + b"\1"), "TRUE"),
    (rec(4, at(0) + b"\0"), "FALSE"),
])  # fmt: skip
def test_numbers_and_truths_are_read_as_they_are_shown(record, text):
    assert by_kind(pieces(workbook([("表", 0, sheet(row(0), record))])))[Part.TABLE, None].text == text


@pytest.mark.parametrize("record", [
    rec(8, at(0) + string("值") + b"\0\0" + struct.pack("<I", 9) + b"\x17" + string(f"源自{SAID}")),
    rec(9, at(0) + struct.pack("<d", 1.0) + b"\0\0" + struct.pack("<I", 9) + b"\x17" + string(f"源自{SAID}")),
    rec(10, at(0) + b"\1" + b"\0\0" + struct.pack("<I", 9) + b"\x17" + string(f"源自{SAID}")),
])  # fmt: skip
def test_constants_a_formula_does_not_show_are_kept(record):
    found = pieces(workbook([("表", 0, sheet(row(0), record))]))
    assert SAID in "\n".join(p.text for p in found if isinstance(p, Segment) and p.hidden is HiddenKind.FORMULA)


def test_a_constant_that_is_shown_is_not_said_twice():
    record = rec(8, at(0) + string(f"源自{SAID}") + b"\0\0" + struct.pack("<I", 9) + b"\x17" + string(f"源自{SAID}"))
    found = pieces(workbook([("表", 0, sheet(row(0), record))]))
    assert not [p for p in found if isinstance(p, Segment) and p.hidden is HiddenKind.FORMULA]


@pytest.mark.parametrize(("record", "kind"), [
    (rec(64, bytes(8) + string(f"请选{SAID}之一")), HiddenKind.DATA_VALIDATION),
    (rec(494, bytes(16) + string("rId1") + string(f"http://甲.invalid/{SAID}")), HiddenKind.EXTERNAL_LINK),
    (rec(700, bytes(4) + string(f"将来的{SAID}")), HiddenKind.RAW_STRING),
])  # fmt: skip
def test_words_of_other_records_of_a_sheet_are_kept(record, kind):
    found = pieces(workbook([("表", 0, sheet(row(0), cell(0, "值")) + record)]))
    assert SAID in "\n".join(p.text for p in found if isinstance(p, Segment) and p.hidden is kind)


def test_who_shared_the_workbook_is_a_person():
    names = rec(2071, bytes(4) + string("张三丰上次编辑"))
    assert "张三丰" in by_kind(pieces(workbook([("表", 0, sheet(row(0), cell(0, "值")))], names=names)))[
        Part.METADATA, HiddenKind.PERSON_PROPERTY
    ].text  # fmt: skip


def test_an_empty_hidden_sheet_and_one_of_seen_columns():
    seen = (
        rec(129) + rec(148, struct.pack("<4I", 0, 9, 0, 9)) + rec(390) + rec(60, struct.pack("<IIIIH", 0, 0, 0, 0, 0)) + rec(391)
    )
    seen += rec(145) + row(0) + cell(0, "见") + rec(146) + rec(130)
    found = by_kind(pieces(workbook([("明", 0, seen), ("空", 1, sheet())])))
    assert found[Part.TABLE, None].text == "见"
    assert found[Part.HIDDEN, HiddenKind.HIDDEN_SHEET].text == ""


DRAWING = (
    "<xdr:wsDr xmlns:xdr='http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing' "
    "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><xdr:sp><xdr:nvSpPr><xdr:cNvPr id='2' name='x' descr='{0}'/>"
    "</xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>{1}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>"
)


def test_shapes_are_read_and_parts_of_nothing_but_machinery_are_counted():
    parts = {
        "xl/drawings/drawing1.xml": DRAWING.format(SAID, "框内词").encode(),
        "xl/vbaProject.bin": b"v",
        "xl/externalLinks/externalLink1.bin": rec(355, string("D:\\资料\\底表.xlsb")),
        "xl/pivotCache/pivotCacheDefinition1.bin": rec(1, b"\1\2"),
    }
    found = pieces(workbook([("表", 0, sheet(row(0), cell(0, "值")))], parts))
    words = {(p.where.part, p.hidden): p.text for p in found if isinstance(p, Segment)}
    assert "框内词" in words[Part.BODY, None]
    assert SAID in words[Part.HIDDEN, HiddenKind.ALT_TEXT]
    assert any("底表" in text for text in words.values())
    assert [p for p in found if isinstance(p, Inert) and "pivotCache" in str(p.where.spot)]


@pytest.mark.parametrize("comments", [rec(635, b"\0"), rec(632, string("何三")) + b"\xfd"])
def test_comments_that_break_off_are_said(comments):
    assert [
        p
        for p in pieces(workbook([("表", 0, sheet(row(0), cell(0, "值")))], {"xl/comments1.bin": comments}))
        if isinstance(p, Gap)
    ]
