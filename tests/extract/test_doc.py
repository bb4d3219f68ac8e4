"""Word binary documents, built byte by byte after [MS-DOC]."""

from __future__ import annotations

import struct

import pytest

from outscan.errors import Unreadable
from outscan.extract.doc import read
from outscan.extract.ole import Compound, compound
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, HiddenKind, Part, Segment, Where
from outscan.words.places import place_words

WHERE = Where(("样例.doc",))
FIRST = 0x800


def word(
    parts: dict[str, str],
    runs: list[tuple[int, int, bytes]] = (),
    rows: list[tuple[int, int, bytes]] = (),
    tables: dict[int, bytes] | None = None,
    flags: int = 0x0200,
    narrow: bool = False,  # noqa: FBT001, FBT002 - a fixture's switch
) -> bytes:
    """A document: `parts` by story, character runs and paragraph rows as (first, last, properties) in characters."""
    names = ("text", "footnotes", "headers", "macro", "comments", "endnotes", "boxes", "header_boxes")
    text = "".join(parts.get(n, "") for n in names)
    raw = text.encode("cp1252") if narrow else text.encode("utf-16-le")
    width = 1 if narrow else 2
    table = bytearray(b"\0" * 16)
    spans: dict[int, tuple[int, int]] = {}

    def put(index: int, data: bytes) -> None:
        spans[index] = (len(table), len(data))
        table.extend(data)

    offset = FIRST * 2 | 0x40000000 if narrow else FIRST
    put(33, b"\x02" + struct.pack("<I", 16) + struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, offset, 0))
    for index, data in (tables or {}).items():
        put(index, data)
    body = bytearray(raw) + b"\0" * (-len(raw) % 512)
    for index, items, step in ((12, runs, 1), (13, rows, 13)):
        if not items:
            continue
        page = (FIRST + len(body)) // 512
        block = bytearray(512)
        at = 510
        for i, (first, last, data) in enumerate(items):
            struct.pack_into("<II", block, 4 * i, FIRST + first * width, FIRST + last * width)
            entry = bytes([len(data)]) + data if index == 12 else bytes([0, (len(data) + 1) // 2]) + data
            at = (at - len(entry)) // 2 * 2
            block[at : at + len(entry)] = entry
            block[4 * (len(items) + 1) + step * i] = at // 2
        block[511] = len(items)
        body += block
        put(index, struct.pack("<III", FIRST, FIRST + len(raw), page))
    fib = bytearray(FIRST)
    struct.pack_into("<HHHHH", fib, 0, 0xA5EC, 0xC1, 0, 0x804, 0)
    struct.pack_into("<H", fib, 10, flags)
    struct.pack_into("<8I", fib, 76, *(len(parts.get(n, "")) for n in names))
    for index, (start, size) in spans.items():
        struct.pack_into("<II", fib, 154 + 8 * index, start, size)
    return compound({("WordDocument",): bytes(fib) + bytes(body), ("1Table",): bytes(table)})


def told(data: bytes) -> list[Segment]:
    return [p for p in read(Blob(WHERE, data), Budget()) if isinstance(p, Segment)]


def one(data: bytes, part: Part, hidden: HiddenKind | None = None) -> Segment:
    (segment,) = [s for s in told(data) if s.where.part is part and s.hidden is hidden]
    return segment


def test_paragraphs_have_their_numbers_and_lines_read_on():
    body = one(word({"text": "水库调度说明\r第二段\x0b仍是第二段\r"}), Part.BODY)
    assert body.text == "水库调度说明\n第二段\v仍是第二段"
    assert place_words(body.where_at(body.text.index("仍")).spot) == "第2段"


def test_compressed_pieces_are_western_text():
    assert one(word({"text": "caf\xe9 \u2013 plan\r"}, narrow=True), Part.BODY).text == "café – plan"


def test_hidden_deleted_and_white_runs_leave_the_flow():
    text = "前后隐藏删除白字完\r"
    runs = [
        (2, 4, b"\x3c\x08\x01"),  # sprmCFVanish
        (4, 6, b"\x00\x08\x01"),  # sprmCFRMarkDel
        (6, 8, b"\x70\x68\xff\xff\xff\x00"),  # sprmCCv white
    ]
    data = word({"text": text}, runs)
    assert one(data, Part.BODY).text == "前后完"
    assert one(data, Part.HIDDEN, HiddenKind.HIDDEN_TEXT).text == "隐藏"
    assert one(data, Part.REVISION, HiddenKind.TRACKED_DELETION).text == "删除"
    assert one(data, Part.HIDDEN, HiddenKind.WHITE_TEXT).text == "白字"


def test_an_insertion_is_read_in_the_flow_and_named():
    data = word({"text": "第一\r第二新增\r"}, [(5, 7, b"\x01\x08\x01")])
    assert one(data, Part.BODY).text == "第一\n第二新增"
    mark = one(data, Part.REVISION, HiddenKind.TRACKED_INSERTION)
    assert mark.text == ""
    assert [place_words(one) for one in mark.places.spots] == ["第2段"]


def test_a_field_shows_its_result_and_hides_its_instruction():
    data = word({"text": '见\x13HYPERLINK "http://example.test/a"\x14此处\x15。\r'})
    assert one(data, Part.BODY).text == "见此处。"
    assert "example.test" in one(data, Part.HIDDEN, HiddenKind.FIELD_CODE).text


def test_a_page_number_is_no_hidden_thing():
    assert not [s for s in told(word({"text": "页\x13 PAGE \\* MERGEFORMAT \x141\x15\r"})) if s.hidden]


def test_table_cells_are_a_grid_and_read_once():
    text = "表前\r甲\x07乙\x07\x07丙\r续\x07丁\x07\x07表后\r"
    inside, end = b"\0\0\x16\x24\x01", b"\0\0\x16\x24\x01\x17\x24\x01"
    spots = [(i, c) for i, c in enumerate(text)]
    ends = [i for i, c in spots if c == "\x07" and text[i - 1] == "\x07"]
    rows = [(3, ends[0], inside), (ends[0], ends[0] + 1, end), (ends[0] + 1, ends[1], inside), (ends[1], ends[1] + 1, end)]
    data = word({"text": text}, rows=rows)
    table = one(data, Part.TABLE)
    assert table.text == "甲\t乙\n丙\v续\t丁"
    assert table.cells is not None
    assert place_words(table.where_at(table.text.index("丁")).spot) == "表1 R2C2"
    assert one(data, Part.BODY).text == "表前\n表后"


def test_notes_headers_comments_and_boxes_have_their_parts():
    parts = {
        "text": "正文\r",
        "footnotes": "\x02脚注词\r",
        "headers": "\x03\r\x04\r\r\r\r\r偶页\r页眉词\r偶脚\r页脚词\r首眉\r首脚\r",
        "comments": "\x05批注词\r",
        "endnotes": "尾注词\r",
        "boxes": "框内词\r",
    }
    cuts = [0, 2, 4, 5, 6, 7, 8, 11, 15, 18, 22, 25, 28]
    data = word(parts, tables={11: struct.pack(f"<{len(cuts)}I", *cuts)})
    found = {(s.where.part, s.hidden): s for s in told(data)}
    notes = [s for s in told(data) if s.where.part is Part.NOTE]
    assert [(place_words(s.where_at(0).spot), s.text) for s in notes] == [("脚注1", "脚注词"), ("尾注1", "尾注词")]
    assert found[Part.COMMENT, HiddenKind.COMMENT].text == "批注词"
    header = found[Part.HEADER, None]
    assert place_words(header.where_at(header.text.index("页眉词")).spot) == "第1节 页眉"
    footer = found[Part.FOOTER, None]
    assert place_words(footer.where_at(footer.text.index("页脚词")).spot) == "第1节 页脚"
    assert [s.text for s in told(data) if s.where.part is Part.BODY] == ["正文", "框内词"]


def test_a_star_set_as_a_symbol_is_a_star():
    data = word({"text": "内部(5年\r"}, [(2, 3, b"\x09\x6a\x05\x00\xab\xf0")])
    assert one(data, Part.BODY).text == "内部★5年"


def test_names_of_revisers_and_savers_are_person_properties():
    def sttb(*names: str) -> bytes:
        body = b"".join(struct.pack("<H", len(n)) + n.encode("utf-16-le") for n in names)
        return b"\xff\xff" + struct.pack("<HH", len(names), 0) + body

    data = word({"text": "正文\r"}, tables={51: sttb("Unknown", "赵六"), 71: sttb("钱七", "D:\\资料\\稿.doc")})
    people = [s.text for s in told(data) if s.hidden is HiddenKind.PERSON_PROPERTY]
    assert people == ["赵六", "钱七\nD:\\资料\\稿.doc"]


def test_encrypted_is_unreadable():
    with pytest.raises(Unreadable) as why:
        told(word({"text": "x\r"}, flags=0x0300))
    assert why.value.reason is GapReason.ENCRYPTED


def test_characters_past_the_end_of_the_file_are_a_gap_beside_the_rest():
    data = word({"text": "留下的字" * 50 + "\r"})
    cut = data.replace("留下的字".encode("utf-16-le") * 50, b"")
    with_gap = list(read(Blob(WHERE, compound_of(data, 300)), Budget()))
    assert cut != data
    assert any(isinstance(p, Gap) and p.reason is GapReason.CORRUPT for p in with_gap)
    assert any("留下的字" in p.text for p in with_gap if isinstance(p, Segment))


def compound_of(data: bytes, keep: int) -> bytes:
    """The same document with its text cut after `keep` bytes."""
    opened = Compound(data)
    streams = {p: opened.stream(p)[0] for p in opened.paths}
    streams["WordDocument",] = streams["WordDocument",][: FIRST + keep]
    return compound(streams)


def test_embedded_objects_macros_and_unknown_streams():
    opened = Compound(word({"text": "正文\r"}))
    streams = {p: opened.stream(p)[0] for p in opened.paths}
    streams["ObjectPool", "_1", "Workbook"] = b"b" * 20
    streams["Macros", "VBA", "dir"] = b"d"
    streams["Macros", "PROJECT"] = b"p"
    streams["奇怪",] = b"\x01\x02\x03"
    pieces = list(read(Blob(WHERE, compound(streams)), Budget()))
    blobs = {p.name: p for p in pieces if isinstance(p, Blob)}
    assert blobs["对象_1"].hidden is HiddenKind.EMBEDDED_FILE
    assert Compound(blobs["对象_1"].data).paths == [("Workbook",)]
    assert blobs["Macros"].hidden is HiddenKind.MACRO
    assert [place_words(p.where.spot) for p in pieces if isinstance(p, Gap)] == ["奇怪"]


def test_word_6_text_in_the_code_page_of_its_language():
    text = "水文年鉴\r第二 ab\r".encode("gbk")
    fib = bytearray(0x300)
    struct.pack_into("<HHHHH", fib, 0, 0xA5DC, 101, 0, 0x804, 0)
    struct.pack_into("<II", fib, 0x18, 0x300, 0x300 + len(text))
    struct.pack_into("<I", fib, 0x34, len(text))
    body = one(compound({("WordDocument",): bytes(fib) + text}), Part.BODY)
    assert body.text == "水文年鉴\n第二 ab"
    assert place_words(body.where_at(body.text.index("ab")).spot) == "第2段"


def test_text_a_fast_save_left_behind_is_an_older_revision():
    opened = Compound(word({"text": "新稿的正文\r"}, flags=0x0204))
    streams = {p: opened.stream(p)[0] for p in opened.paths}
    main = bytearray(streams["WordDocument",] + "旧稿里删去的句子".encode("utf-16-le") + "末尾一段\r".encode("utf-16-le"))
    table = bytearray(streams["1Table",])
    at = len(table)
    total, first, second = 11, 6, len(main) - 10
    clx = struct.pack("<III", 0, first, total) + struct.pack("<HIH", 0, FIRST, 0) + struct.pack("<HIH", 0, second, 0)
    table += b"\x02" + struct.pack("<I", len(clx)) + clx
    struct.pack_into("<II", main, 154 + 8 * 33, at, len(clx) + 5)
    struct.pack_into("<I", main, 76, total)
    data = compound({("WordDocument",): bytes(main), ("1Table",): bytes(table)})
    assert one(data, Part.BODY).text == "新稿的正文\n末尾一段"
    assert one(data, Part.REVISION, HiddenKind.OLDER_REVISION).text == "旧稿里删去的句子"
