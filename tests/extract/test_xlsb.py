"""Binary package workbooks, built record by record after [MS-XLSB]."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from outscan.extract.xlsb import read, records, wide
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, HiddenKind, Inert, Part, Segment, Where
from outscan.words.places import place_words

RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def rec(number: int, body: bytes = b"") -> bytes:
    head = bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80, number >> 7])
    size, out = len(body), b""
    while True:
        out += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            return head + out + body


def string(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def row(number: int, hidden: bool = False) -> bytes:  # noqa: FBT001, FBT002 - a fixture's switch
    return rec(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0x10 if hidden else 0, 0, 0))


def cell(column: int, text: str) -> bytes:
    return rec(6, struct.pack("<II", column, 0) + string(text))


def sheet(*inner: bytes) -> bytes:
    return rec(129) + rec(148, struct.pack("<4I", 0, 20, 0, 20)) + rec(145) + b"".join(inner) + rec(146) + rec(130)


def workbook(sheets: list[tuple[str, int, bytes]], parts: dict[str, bytes] | None = None, names: bytes = b"") -> bytes:
    bundle = b"".join(
        rec(156, struct.pack("<II", state, i) + string(f"rId{i}") + string(name)) for i, (name, state, _) in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.bin"/>'
        for i in range(1, len(sheets) + 1)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        z.writestr("_rels/.rels", RELS.format(f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.bin"/>'))
        z.writestr("xl/workbook.bin", rec(131) + rec(143) + bundle + rec(144) + names + rec(132))
        z.writestr("xl/_rels/workbook.bin.rels", RELS.format(links))
        for i, (_, _, body) in enumerate(sheets, 1):
            z.writestr(f"xl/worksheets/sheet{i}.bin", body)
        for name, body in (parts or {}).items():
            z.writestr(name, body)
    return out.getvalue()


def pieces(data: bytes) -> list:
    return list(read(Blob(Where(("样例.xlsb",)), data), Budget()))


def by_kind(found: list) -> dict:
    return {(p.where.part, p.hidden): p for p in found if isinstance(p, Segment)}


def test_records_with_long_numbers_and_sizes():
    data = rec(0) + rec(637, b"x" * 300)
    assert list(records(data)) == [(0, b""), (637, b"x" * 300)]
    assert list(records(data[:-1]))[-1][0] == -1
    assert wide(struct.pack("<I", 0xFFFFFFFF), 0) == ("", 4)


def test_cells_of_seen_and_hidden_sheets_rows_and_columns():
    column = rec(390) + rec(60, struct.pack("<IIIIH", 3, 3, 0, 0, 1)) + rec(391)
    first = rec(129) + rec(148, struct.pack("<4I", 0, 9, 0, 9)) + column + rec(145)
    first += row(0) + cell(0, "见") + cell(3, "列") + row(2, hidden=True) + cell(0, "行") + rec(146) + rec(130)
    found = by_kind(pieces(workbook([("明", 0, first), ("暗", 2, sheet(row(1), cell(1, "底数")))])))
    assert found[Part.TABLE, None].text == "见"
    assert place_words(found[Part.HIDDEN, HiddenKind.HIDDEN_COLUMN].where_at(0).spot) == "明!D1"
    assert found[Part.HIDDEN, HiddenKind.HIDDEN_ROW].text == "行"
    assert place_words(found[Part.HIDDEN, HiddenKind.VERY_HIDDEN_SHEET].where_at(0).spot) == "暗!B2"


def test_headers_names_comments_and_unused_strings():
    head = rec(479, b"\0\0" + string("&C页眉词") + string("&L页脚词") + struct.pack("<I", 0xFFFFFFFF) * 4)
    comments = (
        rec(632, string("何三")) + rec(635, struct.pack("<5I", 0, 4, 4, 1, 1) + b"\0" * 16) + rec(637, b"\0" + string("批注词"))
    )
    relation = RELS.format(f'<Relationship Id="c" Type="{OFFICE}/comments" Target="../comments1.bin"/>')
    name = rec(39, struct.pack("<IBI", 0, 0, 0xFFFFFFFF) + string("库容") + struct.pack("<I", 0))
    parts = {
        "xl/comments1.bin": comments,
        "xl/worksheets/_rels/sheet1.bin.rels": relation.encode(),
        "xl/sharedStrings.bin": rec(159, struct.pack("<II", 1, 1)) + rec(19, b"\0" + string("弃用")) + rec(160),
        "xl/styles.bin": rec(278),
    }
    found = pieces(workbook([("表", 0, sheet(row(0), cell(0, "a")) + head)], parts, name))
    told = by_kind(found)
    assert told[Part.HEADER, None].text == "页眉词"
    assert told[Part.FOOTER, None].text == "页脚词"
    comment = told[Part.COMMENT, HiddenKind.COMMENT]
    assert (comment.text, place_words(comment.where_at(0).spot)) == ("批注词", "表!B5")
    assert told[Part.HIDDEN, HiddenKind.DEFINED_NAME].text == "库容"
    assert told[Part.HIDDEN, HiddenKind.DELETED_DATA].text == "弃用"
    assert any(isinstance(p, Inert) and place_words(p.where.spot) == "xl/styles.bin" for p in found)


def test_a_cut_sheet_is_a_gap():
    found = pieces(workbook([("表", 0, sheet(row(0), cell(0, "留下"))[:-30])]))
    assert any(isinstance(p, Gap) and p.reason is GapReason.CORRUPT for p in found)


def test_a_panic_of_the_library_is_no_crash():
    found = pieces(workbook([("表", 0, sheet(row(0), rec(6, b"")))]))
    assert any(isinstance(p, Gap) and p.reason is GapReason.CORRUPT for p in found)


def early(before: int) -> bytes:
    """Sheets as they were listed before the format was final: the library cannot open such a workbook."""
    return b"".join(rec(156, bytes(before) + string(f"rId{i}") + string(name)) for i, name in enumerate(("甲", "乙"), 1))


@pytest.mark.parametrize("before", [4, 6, 12])
def test_what_the_library_cannot_open_is_read_from_the_records(before):
    numbers = (
        rec(2, struct.pack("<III", 1, 0, 315 << 2 | 3 & 2))
        + rec(5, struct.pack("<IId", 2, 0, 31.6))
        + rec(4, struct.pack("<IIB", 3, 0, 1))
    )
    first = sheet(row(0), cell(0, "本件为机密"), numbers)
    made = workbook([("甲", 0, first), ("乙", 0, sheet(row(2, hidden=True), cell(1, "底数")))])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as whole, zipfile.ZipFile(out, "w") as changed:
        for name in whole.namelist():
            data = whole.read(name)
            changed.writestr(
                name, rec(131) + rec(143) + early(before) + rec(144) + rec(132) if name == "xl/workbook.bin" else data
            )
    found = by_kind(pieces(out.getvalue()))
    assert found[Part.TABLE, None].text == "本件为机密\t315\t31.6\tTRUE"
    assert found[Part.HIDDEN, HiddenKind.HIDDEN_ROW].text == "底数"
    assert not [p for p in pieces(out.getvalue()) if isinstance(p, Gap)]


@pytest.mark.parametrize(("state", "kind"), [(1, HiddenKind.HIDDEN_SHEET), (2, HiddenKind.VERY_HIDDEN_SHEET)])
@pytest.mark.parametrize(("since", "day"), [(0, "2026-01-31"), (1, "2030-02-01")])
def test_hidden_sheets_and_days_are_told_from_the_records_too(state, kind, since, day):
    styles = rec(44, struct.pack("<H", 170) + string('yyyy"年"m"月"')) + rec(617) + rec(47, struct.pack("<HH", 0, 0))
    styles += rec(47, struct.pack("<HH", 0, 170)) + rec(47, struct.pack("<HH", 0, 14)) + rec(618)
    cells = rec(5, struct.pack("<IId", 0, 1, 46053)) + rec(2, struct.pack("<III", 1, 2, 46053 << 2 | 2))
    cells += rec(5, struct.pack("<IId", 2, 0, 46053))
    made = workbook([("甲", 0, sheet(row(0), cells)), ("乙", 0, sheet(row(0), cell(0, "底数")))], {"xl/styles.bin": styles})
    listed = b"".join(
        rec(156, struct.pack("<III", state * (i == 2), i, 0) + string(f"rId{i}") + string(name))
        for i, name in enumerate(("甲", "乙"), 1)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as whole, zipfile.ZipFile(out, "w") as changed:
        for name in whole.namelist():
            entry = rec(153, bytes([since, 0, 0, 0])) + rec(143) + listed + rec(144)
            changed.writestr(name, entry if name == "xl/workbook.bin" else whole.read(name))
    found = by_kind(pieces(out.getvalue()))
    assert found[Part.TABLE, None].text == f"{day}\t{day}\t46053"
    assert found[Part.HIDDEN, kind].text == "底数"


def test_words_of_a_number_format_are_told():
    styles = rec(44, struct.pack("<H", 170) + string('0"平方公里地形图"'))
    found = by_kind(pieces(workbook([("甲", 0, sheet())], {"xl/styles.bin": styles})))
    assert "平方公里地形图" in found[Part.METADATA, HiddenKind.HIDDEN_FORMAT].text


def test_a_workbook_nobody_can_open_stays_a_gap():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([("甲", 0, sheet())]))) as whole, zipfile.ZipFile(out, "w") as changed:
        for name in whole.namelist():
            bare = rec(131) + rec(143) + rec(156, struct.pack("<II", 0, 1) + string("rId9") + string("甲")) + rec(144) + rec(132)
            changed.writestr(name, bare if name == "xl/workbook.bin" else whole.read(name))
    assert [p.reason for p in pieces(out.getvalue()) if isinstance(p, Gap)] == [GapReason.CORRUPT]
