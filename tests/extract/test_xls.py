"""Binary workbooks, built record by record after [MS-XLS]."""

from __future__ import annotations

import struct

import pytest

from outscan.errors import Unreadable
from outscan.extract.ole import Compound, compound
from outscan.extract.xls import read
from outscan.extract.xls.formula import literals
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, HiddenKind, Part, Segment, Where
from outscan.words.places import place_words

WHERE = Where(("样例.xls",))


def rec(number: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(body)) + body


def wide(text: str, size: str = "<H") -> bytes:
    return struct.pack(size, len(text)) + b"\x01" + text.encode("utf-16-le")


def bof(kind: int) -> bytes:
    return rec(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0))


def font(height: int = 200, colour: int = 0x7FFF) -> bytes:
    return rec(0x31, struct.pack("<HHHHHBBBB", height, 0, colour, 400, 0, 0, 0, 134, 0) + wide("宋体", "<B"))


def xf(font_index: int = 0, pattern: int = 0) -> bytes:
    return rec(0xE0, struct.pack("<HHHBBBBIIH", font_index, pattern, 1, 0, 0, 0, 0, 0, 0, 0))


def label(row: int, column: int, text: str, look: int = 0) -> bytes:
    return rec(0x204, struct.pack("<HHH", row, column, look) + wide(text))


def number(row: int, column: int, value: float, look: int = 0) -> bytes:
    return rec(0x203, struct.pack("<HHHd", row, column, look, value))


def book(sheets: list[tuple[str, int, bytes]], extra: bytes = b"", filepass: bool = False) -> bytes:  # noqa: FBT001, FBT002 - a fixture's switch
    """A BIFF 8 stream of (name, state, records) sheets; looks: 0 plain, 1 white, 2 tiny, 3 `;;;`, 4 with a unit."""
    head = bof(5) + (rec(0x2F, b"\0" * 6) if filepass else b"") + rec(0x42, struct.pack("<H", 1200))
    head += font() * 4 + font(colour=9) + font(height=40)
    head += rec(0x41E, struct.pack("<H", 164) + wide(";;;")) + rec(0x41E, struct.pack("<H", 165) + wide('0.0"亿吨"'))
    head += xf() + xf(5) + xf(6) + xf(0, 164) + xf(0, 165) + extra
    size = len(head) + sum(len(rec(0x85, struct.pack("<IBB", 0, 0, 0) + wide(n, "<B"))) for n, _, _ in sheets) + 4
    bounds, bodies = b"", b""
    for name, state, records in sheets:
        bounds += rec(0x85, struct.pack("<IBB", size + len(bodies), state, 0) + wide(name, "<B"))
        bodies += bof(0x10) + records + rec(0x0A)
    return head + bounds + rec(0x0A) + bodies


def pieces(stream: bytes, others: dict | None = None) -> list:
    return list(read(Blob(WHERE, compound({("Workbook",): stream, **(others or {})})), Budget()))


def by_kind(found: list) -> dict:
    return {(p.where.part, p.hidden): p for p in found if isinstance(p, Segment)}


def test_cells_are_a_grid_with_their_names():
    found = by_kind(pieces(book([("成果", 0, label(0, 0, "点名") + label(0, 1, "高程") + number(6, 2, 12.5))])))
    sheet = found[Part.TABLE, None]
    assert sheet.text == "点名\t高程\n12.5"
    assert place_words(sheet.where_at(sheet.text.index("12.5")).spot) == "成果!C7"
    assert found[Part.NAME, None].text == "成果"


@pytest.mark.parametrize(("state", "kind"), [(1, HiddenKind.HIDDEN_SHEET), (2, HiddenKind.VERY_HIDDEN_SHEET)])
def test_hidden_sheets_are_hidden(state, kind):
    found = by_kind(pieces(book([("明", 0, label(0, 0, "a")), ("暗", state, label(1, 1, "底数"))])))
    assert found[Part.HIDDEN, kind].text == "底数"
    assert place_words(found[Part.HIDDEN, kind].where_at(0).spot) == "暗!B2"


def test_an_empty_hidden_sheet_is_still_a_hidden_thing():
    found = by_kind(pieces(book([("明", 0, label(0, 0, "a")), ("空", 1, b"")])))
    assert found[Part.HIDDEN, HiddenKind.HIDDEN_SHEET].text == ""


def test_what_rows_columns_formats_and_colours_hide():
    row = rec(0x208, struct.pack("<HHHHHHI", 1, 0, 5, 255, 0, 0, 0x20 | 0x100))
    column = rec(0x7D, struct.pack("<HHHHHH", 3, 3, 2048, 0, 1, 0))
    cells = (
        label(0, 0, "白", 1)
        + label(0, 1, "小", 2)
        + number(0, 2, 7, 3)
        + label(0, 3, "列")
        + label(1, 0, "行")
        + label(2, 0, "见")
    )
    found = by_kind(pieces(book([("表", 0, column + row + cells)])))
    assert found[Part.TABLE, None].text == "见"
    hidden = {k[1]: s.text for k, s in found.items() if k[1] is not None}
    assert hidden[HiddenKind.WHITE_TEXT] == "白"
    assert hidden[HiddenKind.TINY_TEXT] == "小"
    assert hidden[HiddenKind.HIDDEN_FORMAT] == "7"
    assert hidden[HiddenKind.HIDDEN_COLUMN] == "列"
    assert hidden[HiddenKind.HIDDEN_ROW] == "行"


def test_a_unit_in_the_number_format_is_read_with_the_number():
    assert by_kind(pieces(book([("表", 0, number(0, 0, 3.5, 4))])))[Part.TABLE, None].text == "3.5亿吨"


def test_comments_boxes_headers_and_validations():
    def text_object(number_of: int, text: str) -> bytes:
        shape = rec(0x5D, struct.pack("<HHHHH", 0x15, 0x12, 0x19, number_of, 0) + b"\0" * 12 + b"\0" * 4)
        body = struct.pack("<HHHHHHHI", 0, 0, 0, 0, 0, len(text), 16, 0)
        return shape + rec(0x1B6, body) + rec(0x3C, b"\x01" + text.encode("utf-16-le")) + rec(0x3C, b"\0" * 16)

    note = rec(0x1C, struct.pack("<HHHH", 4, 1, 0, 1) + wide("孙八"))
    strings = b"".join(wide(t) for t in ("提示", "\0", "只填公开数据", "\0"))
    listed = b"\x17" + struct.pack("<BB", 4, 1) + "甲\0乙\0".encode("utf-16-le")
    validation = rec(
        0x1BE, struct.pack("<I", 3) + strings + struct.pack("<HH", len(listed), 0) + listed + struct.pack("<HH", 0, 0)
    )
    records = text_object(1, "批注词") + text_object(2, "框内词") + note
    records += rec(0x14, wide("&C页眉词")) + rec(0x15, wide('&L&"宋体"页脚词')) + validation
    found = by_kind(pieces(book([("表", 0, records)])))
    comment = found[Part.COMMENT, HiddenKind.COMMENT]
    assert (comment.text, place_words(comment.where_at(0).spot)) == ("批注词", "表!B5")
    assert found[Part.METADATA, HiddenKind.PERSON_PROPERTY].text == "孙八"
    assert found[Part.BODY, None].text == "框内词"
    assert found[Part.HEADER, None].text == "页眉词"
    assert found[Part.FOOTER, None].text == "页脚词"
    assert found[Part.HIDDEN, HiddenKind.DATA_VALIDATION].text == "提示\n只填公开数据\n甲\v乙"


def test_names_links_and_caches():
    name = rec(0x18, struct.pack("<HBBHHHBBBB", 0, 0, 2, 0, 0, 0, 0, 0, 0, 0) + b"\x01" + "库容".encode("utf-16-le"))
    link = rec(0x1AE, struct.pack("<H", 1) + wide("\x01D\x03资料\x03底表.xls") + wide("原始"))
    cache = rec(0x5A, struct.pack("<BBH", 0, 0, 8) + b"\x02" + wide("缓存词"))
    found = by_kind(pieces(book([("表", 0, label(0, 0, "a"))], name + link + cache)))
    assert found[Part.HIDDEN, HiddenKind.DEFINED_NAME].text == "库容"
    assert "底表.xls" in found[Part.HIDDEN, HiddenKind.EXTERNAL_LINK].text
    assert "缓存词" in found[Part.HIDDEN, HiddenKind.EXTERNAL_LINK].text


def test_constants_a_formula_does_not_show():
    tokens = b"\x17\x02\x01" + "甲乙".encode("utf-16-le") + b"\x17\x01\x00x\x08" + b"\x1e\x05\x00"
    assert list(literals(tokens, 8, 1252)) == ["甲乙", "x"]
    formula = rec(0x06, struct.pack("<HHHdHIH", 0, 0, 0, 1.0, 0, 0, len(tokens)) + tokens)
    found = by_kind(pieces(book([("表", 0, formula)])))
    assert found[Part.HIDDEN, HiddenKind.FORMULA].text == "甲乙\nx"


def test_shared_strings_no_cell_uses_are_deleted_data():
    table = rec(0xFC, struct.pack("<II", 1, 2) + wide("在用") + wide("弃用"))
    cell = rec(0xFD, struct.pack("<HHHI", 0, 0, 0, 0))
    found = by_kind(pieces(book([("表", 0, cell)], table)))
    assert found[Part.TABLE, None].text == "在用"
    assert found[Part.HIDDEN, HiddenKind.DELETED_DATA].text == "弃用"


def test_encrypted_is_unreadable():
    with pytest.raises(Unreadable) as why:
        pieces(book([("表", 0, label(0, 0, "a"))], filepass=True))
    assert why.value.reason is GapReason.ENCRYPTED


def test_a_cut_stream_is_a_gap_beside_what_was_read():
    found = pieces(book([("一", 0, label(0, 0, "甲方")), ("二", 0, label(0, 0, "乙方"))])[:-12])
    assert any(isinstance(p, Gap) and p.reason is GapReason.CORRUPT for p in found)
    assert any("甲方" in p.text for p in found if isinstance(p, Segment))


def test_objects_pivot_caches_and_macros():
    cache = rec(0xCD, wide("透视词"))
    others = {
        ("MBD0001", "\x01Ole10Native"): b"\x04\0\0\0data",
        ("_SX_DB_CUR", "0001"): cache,
        ("_VBA_PROJECT_CUR", "PROJECT"): b"p",
    }
    found = pieces(book([("表", 0, label(0, 0, "a"))]), others)
    blobs = {p.name: p for p in found if isinstance(p, Blob)}
    assert blobs["对象MBD0001"].data == b"data"
    assert blobs["_VBA_PROJECT_CUR"].hidden is HiddenKind.MACRO
    assert Compound(blobs["_VBA_PROJECT_CUR"].data).paths == [("PROJECT",)]
    assert by_kind(found)[Part.HIDDEN, HiddenKind.PIVOT_CACHE].text == "透视词"
