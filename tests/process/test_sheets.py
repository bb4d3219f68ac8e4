# ruff: noqa: E501 - markup reads best on one line
"""Workbooks: what was cut from a cell is cut from its copies, what looked at a hidden page keeps what it showed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

import pytest

from extract.ooxml_made import packed
from outscan.process.formats import edit
from outscan.process.task import LABEL, Options, Task, Wanted
from outscan.types import HiddenKind, Part, Where, spot
from process.made import blob

S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HERE = Where(("a.xlsx",))
WORD = "青鸾计划测区"


def relations(*targets: tuple[str, str]) -> bytes:
    listed = "".join(
        f'<Relationship Id="rId{i}" Type="{DOC}/{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets, 1)
    )
    return f"<Relationships {RELS}>{listed}</Relationships>".encode()


def sheet(data: str, before: str = "", after: str = "") -> bytes:
    return f"<worksheet {S}>{before}<sheetData>{data}</sheetData>{after}</worksheet>".encode()


def cell(at: str, said: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{said}</t></is></c>'


def book(
    sheets: Mapping[str, bytes],
    states: Mapping[str, str] = {},
    main: str = "",
    views: str = "",
    more: Mapping[str, bytes] = {},
    beside: tuple[tuple[str, str], ...] = (),
) -> bytes:
    """A workbook of these sheets by name; `beside` are further parts of the workbook by kind and target."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{i}" state="{states.get(name, "visible")}" r:id="rId{i}"/>'
        for i, name in enumerate(sheets, 1)
    )
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook {S}>{views}<sheets>{listed}</sheets>{main}</workbook>".encode(),
        "xl/_rels/workbook.xml.rels": relations(
            *(("worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(sheets) + 1)), *beside
        ),
    }
    parts |= {f"xl/worksheets/sheet{i}.xml": data for i, data in enumerate(sheets.values(), 1)}
    return packed(parts | dict(more))


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def made(
    data: bytes, *wanted: Wanted, keep: bool = False, hidden: list[tuple[HiddenKind, Where, str]] | None = None
) -> dict[str, str]:
    return parts(edit(blob("a.xlsx", data), "xlsx", Task(Options(keep_hidden=keep), list(wanted), hidden=hidden or [])))


def of_cell(said: str, row: int, column: int, name: str = "成果", text: str = LABEL, place: str = "") -> Wanted:
    return Wanted(HERE, said, cell=(name, row, column), place=place or said, text=text)


FIRST = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("before", "row", "look"),
    [
        ("", '<row r="2" hidden="1">', "A2"),
        ("", '<row r="2" ht="0">', "A2"),
        ('<sheetFormatPr zeroHeight="1"/>', '<row r="2">', "A2"),
        ('<cols><col min="1" max="1" hidden="1"/></cols>', '<row r="2">', "A2"),
        ('<cols><col min="1" max="1" width="0"/></cols>', '<row r="2">', "A2"),
    ],
    ids=["row", "flat", "default", "column", "narrow"],
)
def test_what_a_sheet_does_not_show_goes(before, row, look):
    data = book({"成果": sheet(f'<row r="1" hidden="0">{cell("B1", "看得见")}</row>{row}{cell(look, "藏着的话")}</row>', before)})
    text = made(data)[FIRST]
    assert "看得见" in text
    assert "藏着的话" not in text
    assert "藏着的话" in made(data, keep=True)[FIRST]


def test_hidden_rows_without_values_stay_as_they_are():
    data = book({"成果": sheet(f'<row r="1">{cell("A1", "甲")}</row><row r="2" hidden="1"/>')})
    assert '<row r="2" hidden="1"/>' in made(data)[FIRST]


def test_a_formula_shared_from_a_hidden_row_leaves_the_values_it_showed():
    master = '<c r="A1"><f t="shared" si="0" ref="A1:A2">B1*2</f><v>4</v></c>'
    follows = '<c r="A2"><f t="shared" si="0"/><v>6</v></c><c r="C2"><f>B2+1</f><v>9</v></c>'
    data = book(
        {"成果": sheet(f'<row r="1" hidden="1">{master}</row><row r="2">{follows}</row>')},
        more={"xl/calcChain.xml": b"<calcChain/>"},
    )
    done = made(data)
    assert "<v>6</v>" in done[FIRST]
    assert 'si="0"' not in done[FIRST]
    assert "<f>B2+1</f>" in done[FIRST]
    assert "xl/calcChain.xml" not in done


NAMES = (
    "<definedNames><definedName name='甲' localSheetId='1'>旧稿!$A$1</definedName><definedName name=\"乙\" localSheetId=\"2\">成果!$A$1</definedName>"
    "<definedName name='丙'>'旧稿'!$B$1</definedName></definedNames>"
)


def hidden_book() -> bytes:
    return book(
        {
            "成果": sheet(f'<row r="1">{cell("A1", "看得见")}<c r="B1"><f>旧稿!A1</f><v>7</v></c></row>'),
            "旧稿": sheet(f'<row r="1">{cell("A1", "旧话一句")}</row>'),
            "附": sheet(f'<row r="1">{cell("A1", "附言")}</row>'),
        },
        {"旧稿": "hidden"},
        NAMES,
        '<bookViews><workbookView activeTab="2" firstSheet="1"/></bookViews>',
        {
            "xl/worksheets/_rels/sheet2.xml.rels": relations(
                ("comments", "../comments2.xml"), ("drawing", "../drawings/drawing2.xml")
            ),
            "xl/comments2.xml": f"<comments {S}><text><t>旧批注</t></text></comments>".encode(),
            "xl/drawings/drawing2.xml": b"<wsDr/>",
            "xl/drawings/_rels/drawing2.xml.rels": relations(("chart", "../charts/chart2.xml")),
            "xl/charts/chart2.xml": "<chart><t>旧图</t></chart>".encode(),
        },
    )


def test_a_hidden_sheet_goes_with_its_names_its_comments_and_its_charts():
    done = made(hidden_book())
    whole = "".join(done.values())
    assert not any(word in whole for word in ("旧话一句", "旧批注", "旧图", "旧稿"))
    assert "<v>7</v>" in done[FIRST]
    assert 'localSheetId="1"' in done["xl/workbook.xml"]  # the third sheet is the second now
    assert "activeTab" not in done["xl/workbook.xml"]


def test_a_workbook_of_hidden_sheets_alone_keeps_them():
    data = book({"旧稿": sheet(f'<row r="1">{cell("A1", "话")}</row>')}, {"旧稿": "hidden"})
    assert "话" in made(data)[FIRST]


@pytest.mark.parametrize("kind", ["Note", "Checkbox"])
def test_comments_go_and_boxes_that_are_no_comments_stay(kind):
    data = book(
        {"成果": sheet(f'<row r="1">{cell("A1", "甲")}</row>', after='<legacyDrawing r:id="rId1"/>')},
        more={
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                ("vmlDrawing", "../drawings/vml1.vml"), ("comments", "../comments1.xml")
            ),
            "xl/drawings/vml1.vml": f'<xml><ClientData ObjectType="{kind}"/></xml>'.encode(),
            "xl/comments1.xml": f"<comments {S}><text><t>批注的话</t></text></comments>".encode(),
            "xl/revisions/log1.xml": "<revisions><t>从前的话</t></revisions>".encode(),
        },
    )
    done = made(data)
    assert not any(word in "".join(done.values()) for word in ("批注的话", "从前的话"))
    assert ("legacyDrawing" in done[FIRST]) is (kind != "Note")
    assert ("xl/drawings/vml1.vml" in done) is (kind != "Note")


def test_copies_of_a_cell_in_charts_tables_and_caches_go_with_it():
    data = book(
        {"成果": sheet(f'<row r="1">{cell("A1", WORD)}<c r="B1"><v>3442242.358</v></c></row>')},
        more={
            "xl/charts/chart1.xml": f"<c><v>{WORD}</v><v>3442242.358</v><v>12</v></c>".encode(),
            "xl/tables/table1.xml": f'<table {S}><tableColumn name="{WORD}"/></table>'.encode(),
            "xl/pivotCache/pivotCacheDefinition1.xml": f'<d><s v="{WORD}"/><s v="别的"/></d>'.encode(),
        },
    )
    done = made(data, of_cell(WORD, 0, 0), of_cell("3442242.358", 0, 1, text=""))
    assert not any(WORD in text or "3442242" in text for text in done.values())
    assert "<v>0</v><v>12</v>" in done["xl/charts/chart1.xml"]
    assert "别的" in done["xl/pivotCache/pivotCacheDefinition1.xml"]


def test_short_figures_are_left_in_charts_because_they_stand_anywhere():
    data = book({"成果": sheet('<row r="1"><c r="A1"><v>12</v></c></row>')}, more={"xl/charts/chart1.xml": b"<c><v>12</v></c>"})
    assert "<v>12</v>" in made(data, of_cell("12", 0, 0, text=""))["xl/charts/chart1.xml"]


def test_a_sheet_whose_name_says_it_is_renamed_wherever_it_is_spoken_of():
    data = book(
        {
            WORD: sheet(f'<row r="1">{cell("A1", "甲")}</row>'),
            "汇总": sheet(f'<row r="1"><c r="A1"><f>{WORD}!A1</f><v>1</v></c></row>'),
        },
    )
    name = Wanted(HERE.at(Part.NAME), WORD, place=WORD, everywhere=True)
    done = made(data, name)
    assert not any(WORD in text for text in done.values())
    new = re.search(r'<sheet name="([^"]+)"', done["xl/workbook.xml"])[1]
    assert f"<f>{new}!A1</f>" in done["xl/worksheets/sheet2.xml"]


def test_two_sheets_with_the_word_do_not_become_one():
    data = book({WORD: sheet(""), f"{WORD}二": sheet(""), f"{WORD}三": sheet("")})
    wanted = [Wanted(HERE.at(Part.NAME), WORD, place=f"{WORD}{more}", everywhere=True) for more in ("", "二", "三")]
    names = re.findall(r'<sheet name="([^"]+)"', made(data, *wanted)["xl/workbook.xml"])
    assert len(set(names)) == 3
    assert not any(WORD in name for name in names)


def test_a_formula_that_says_the_word_keeps_only_what_it_showed():
    data = book(
        {"成果": sheet(f'<row r="1"><c r="A1" t="str"><f>"{WORD}"&amp;B1</f><v>甲</v></c><c r="B1"><f>A1</f><v>2</v></c></row>')}
    )
    where = HERE.at(Part.HIDDEN, spot("sheet", 1).then("cell", 1, "", 1))
    done = made(data, Wanted(where, f'"{WORD}"'))
    assert WORD not in done[FIRST]
    assert "<v>甲</v>" in done[FIRST]
    assert "<f>A1</f>" in done[FIRST]


STRINGS = f"<sst {S}><si><r><t>前{WORD[:2]}</t></r><r><t>{WORD[2:]}后</t></r><rPh sb='0' eb='1'><t>qing</t></rPh></si><si><t>无人用</t></si><si><t>共用的话</t></si></sst>"


def shared_book() -> bytes:
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>2</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>99</v></c></row>'
    return book(
        {"成果": sheet(rows)}, more={"xl/sharedStrings.xml": STRINGS.encode()}, beside=(("sharedStrings", "sharedStrings.xml"),)
    )


def test_a_shared_string_is_cut_over_its_runs_and_its_reading_goes():
    text = made(shared_book(), Wanted(HERE, WORD, cell=("成果", 0, 0), place=f"前{WORD}后", at=1, everywhere=True))[
        "xl/sharedStrings.xml"
    ]
    assert f"<t>前{LABEL}</t>" in text
    assert "<t>后</t>" in text
    assert "qing" not in text
    assert "无人用" not in text


def test_a_string_that_several_cells_show_is_cut_in_the_cell_alone():
    done = made(shared_book(), Wanted(HERE, "共用", cell=("成果", 0, 1), place="共用的话", at=0))
    assert f">{LABEL}的话</t>" in done[FIRST]
    assert "共用的话" in done["xl/sharedStrings.xml"]


def test_a_cell_shown_otherwise_than_stored_goes_whole():
    data = book({"成果": sheet('<row r="1"><c r="A1" s="1"><v>44197</v></c><c r="B1"><v>117.123456</v></c></row>')})
    done = made(
        data,
        Wanted(HERE, "2021-01-01", cell=("成果", 0, 0), place="2021-01-01", text=""),
        of_cell("117.123456", 0, 1, text="117.12"),
    )
    assert "44197" not in done[FIRST]
    assert "<v>117.12</v>" in done[FIRST]
