from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.ooxml_made import DECLARED, NS_X, Told, rels, xlsx
from outscan.extract.xlsx import read
from outscan.extract.xlsx import sheet as sheets
from outscan.extract.xlsx.formats import Formats, _show
from outscan.extract.xlsx.sheet import Sheet
from outscan.extract.xlsx.strings import formula_words
from outscan.types import NOWHERE, GapReason, HiddenKind, Part
from outscan.words.places import place_words

MARK = "青鸾计划"


def cell(reference, text, style=""):
    return f'<c r="{reference}" t="inlineStr"{style}><is><t>{text}</t></is></c>'


def data(*rows):
    return "<sheetData>" + "".join(f'<row r="{i}">{row}</row>' for i, row in enumerate(rows, 1)) + "</sheetData>"


def told(inner, state="", **more):
    return Told(read, xlsx([("成果", state, inner)], **more), "表.xlsx")


def test_cells_stand_in_a_grid_with_their_addresses():
    doc = told(data(cell("B1", "站名") + cell("C1", "流量"), '<c r="C2"><v>12.5</v></c>'))
    [sheet] = [s for s in doc.segments if s.cells is not None]
    assert sheet.text == "站名\t流量\n12.5"
    assert [place_words(one) for one in sheet.places.spots] == ["成果!B1", "成果!C1", "成果!C2"]
    assert sheet.where.part is Part.TABLE
    assert "成果" in doc.text(Part.NAME)


def test_shared_strings_runs_phonetics_escapes_and_deleted_ones():
    strings = [
        "<si><r><t>青</t></r><r><rPr><b/></rPr><t>鸾</t></r></si>",
        "<si><t>春游</t><rPh sb='0' eb='1'><t>假名</t></rPh></si>",
        "<si><t>_x673A__x5BC6_</t></si>",
        f"<si><t>{MARK}</t></si>",
    ]
    doc = told(
        data("".join(f'<c r="{c}1" t="s"><v>{i}</v></c>' for i, c in enumerate("ABC")) + '<c r="D1" t="s"><v>999</v></c>'),
        strings=strings,
    )
    assert doc.text(Part.TABLE) == "青鸾\t春游\t机密"
    assert doc.text(hidden=HiddenKind.HIDDEN_TEXT) == "假名"
    assert doc.text(hidden=HiddenKind.DELETED_DATA) == MARK


@pytest.mark.parametrize(("state", "kind"), [("hidden", HiddenKind.HIDDEN_SHEET), ("veryHidden", HiddenKind.VERY_HIDDEN_SHEET)])
def test_hidden_sheets_say_how(state, kind):
    doc = told(data(cell("A1", MARK)), state)
    assert doc.text(Part.HIDDEN, kind) == MARK
    assert doc.spot(MARK) == "成果!A1"


STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode=";;;"/><numFmt numFmtId="165" formatCode="&quot;青鸾★&quot;0&quot;年&quot;"/></numFmts>'  # noqa: E501 - markup in one piece
    '<fonts><font/><font><color rgb="FFFFFFFF"/></font><font><sz val="1"/></font></fonts>'
    '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F4E79"/></patternFill></fill></fills>'  # noqa: E501 - markup in one piece
    '<cellXfs><xf/><xf numFmtId="164"/><xf fontId="1"/><xf fontId="1" fillId="1"/><xf fontId="2"/><xf numFmtId="14"/><xf numFmtId="165"/></cellXfs>'  # noqa: E501 - markup in one piece
)


@pytest.mark.parametrize(
    ("style", "kind"),
    [(1, HiddenKind.HIDDEN_FORMAT), (2, HiddenKind.WHITE_TEXT), (3, None), (4, HiddenKind.TINY_TEXT)],
)
def test_formats_that_hide(style, kind):
    doc = told(data(cell("A1", MARK, f' s="{style}"') + cell("B1", "开")), styles=STYLES)
    assert MARK in doc.text(hidden=kind)
    assert doc.text().count(MARK) == 1


def test_dates_and_words_of_number_formats_show():
    doc = told(data('<c r="A1" s="5"><v>45292</v></c><c r="B1" s="6"><v>10</v></c>'), styles=STYLES)
    assert doc.text(Part.TABLE) == "2024-01-01\t青鸾★10年"


def test_hidden_rows_and_columns_are_apart_with_their_cells():
    rows = f'<row r="1">{cell("A1", "甲")}{cell("B1", "乙")}</row><row r="2" hidden="1">{cell("A2", "丙")}</row>'
    inner = f'<cols><col min="2" max="2" hidden="1"/></cols><sheetData>{rows}</sheetData>'
    doc = told(inner)
    assert doc.text(Part.TABLE) == "甲"
    assert doc.text(hidden=HiddenKind.HIDDEN_COLUMN) == "乙"
    assert doc.text(hidden=HiddenKind.HIDDEN_ROW) == "丙"
    assert [doc.spot(w) for w in "乙丙"] == ["成果!B1", "成果!A2"]


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ('"青"&"鸾" & "计划"', MARK),
        (f'IF(1=1,"ok","{MARK}")', f"ok\n{MARK}"),
        ("_xlfn.UNICHAR(38738)&UNICHAR(40510)", "青鸾"),
        ("SUM(A1:A9)", ""),
        ('IF(A1="","",1)', ""),
    ],
)
def test_words_of_formulas(formula, words):
    assert formula_words(formula) == words


def test_a_formula_keeps_its_value_and_tells_its_words_and_what_was_not_calculated():
    doc = told(data(f'<c r="A1" t="str"><f>IF(1,"好","{MARK}")</f><v>好</v></c><c r="B1"><f>SUBSTITUTE(C1,D1,E1)</f></c>'))
    assert doc.text(Part.TABLE) == "好"
    assert doc.spot(MARK) == "成果!A1"
    assert [g.reason for g in doc.gaps] == [GapReason.UNSUPPORTED]


def test_what_stands_beside_the_cells():
    inner = (
        data(cell("A1", "甲"))
        + '<dataValidations><dataValidation sqref="B2:B9" prompt="青鸾提示"><formula1>"青鸾一,青鸾二"</formula1></dataValidation></dataValidations>'  # noqa: E501 - markup in one piece
        + '<headerFooter><oddHeader>&amp;L&amp;"宋体,常规"&amp;12青鸾页眉&amp;P</oddHeader><firstFooter>&amp;C青鸾页脚</firstFooter></headerFooter>'  # noqa: E501 - markup in one piece
    )
    sheet_rels = rels(("c", "comments", "../comments1.xml"), ("d", "drawing", "../drawings/drawing1.xml"))
    main = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": sheet_rels,
        "xl/comments1.xml": f"{DECLARED}<comments {NS_X}><authors><author>某甲</author></authors><commentList>"
        '<comment ref="C3" authorId="0"><text><r><t>青鸾</t></r><r><t>批注</t></r></text></comment></commentList></comments>',
        "xl/drawings/drawing1.xml": f"{DECLARED}<xdr:wsDr {main}><xdr:sp><xdr:nvSpPr><xdr:cNvPr id='2' name='x' descr='青鸾图'/></xdr:nvSpPr>"  # noqa: E501 - markup in one piece
        "<xdr:txBody><a:p><a:r><a:t>青鸾框</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>",
        "xl/pivotCache/pivotCacheDefinition1.xml": f'{DECLARED}<pivotCacheDefinition {NS_X}><cacheFields><cacheField name="站"><sharedItems>'  # noqa: E501 - markup in one piece
        '<s v="青鸾站"/><n v="7"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>',
        "xl/externalLinks/externalLink1.xml": f'{DECLARED}<externalLink {NS_X}><externalBook><sheetNames><sheetName val="青鸾外表"/></sheetNames>'  # noqa: E501 - markup in one piece
        "</externalBook></externalLink>",
        "xl/worksheets/sheet9.xml": f"{DECLARED}<worksheet {NS_X}>{data(cell('A1', '青鸾遗表'))}</worksheet>",
    }
    doc = told(
        inner, workbook='<definedNames><definedName name="青鸾名" hidden="1">成果!$A$1</definedName></definedNames>', parts=parts
    )
    assert doc.text(Part.HEADER) == "青鸾页眉"
    assert doc.text(Part.FOOTER) == "青鸾页脚"
    spots = {
        "青鸾提示": "成果!B2:B9",
        "青鸾批注": "成果!C3",
        "青鸾框": "成果 形状1",
        "青鸾图": "成果 图形",
        "青鸾名": "名称:青鸾名",
    }
    assert {word: doc.spot(word) for word in spots} == spots
    kinds = {
        "青鸾一": HiddenKind.DATA_VALIDATION, "青鸾站\t7": HiddenKind.PIVOT_CACHE,
        "青鸾外表": HiddenKind.EXTERNAL_LINK, "青鸾遗表": HiddenKind.DELETED_DATA, "某甲": HiddenKind.PERSON_PROPERTY,
    }  # fmt: skip
    assert {word: next(s.hidden for s in doc.segments if word in s.text) for word in kinds} == kinds


def test_numbers_show_as_a_person_sees_them():
    doc = told(
        data(
            "".join(
                f'<c r="{c}1"><v>{v}</v></c>' for c, v in zip("ABCD", ("81.65000000000001", "1.5E+17", "NaN", "-3"), strict=True)
            )
        )
    )
    assert doc.text(Part.TABLE) == "81.65\t150000000000000000\tNaN\t-3"


def test_a_broken_sheet_is_a_gap_and_its_first_cells_are_read():
    doc = told(f"{DECLARED}<worksheet {NS_X}><sheetData><row r='1'>{cell('A1', MARK)}</row><row r='2'><c r='A2'")
    assert [g.reason for g in doc.gaps] == [GapReason.CORRUPT]
    assert MARK in doc.text(Part.TABLE)


def test_odd_references_do_not_stop_the_reading():
    doc = told(data("<c><v>1</v></c>" + cell("a1", "小写") + '<c r="ZZZZ1"><v>1</v></c><c r="?"><v>2</v></c>' + cell("B1", MARK)))
    assert doc.spot(MARK) == "成果!B1"


VALUES = st.sampled_from(['<c r="{}"><v>1.5</v></c>', '<c r="{}"><v>0.10000000000000001</v></c>', '<c r="{}"><v>1E3</v></c>', '<c r="{}" t="s"><v>0</v></c>', '<c r="{}" s="5"><v>45292</v></c>', '<c r="{}" s="1"/>',  # noqa: E501 - markup in one piece
    '<c r="{}" t="str"><f>"a"&amp;"乙"</f><v>a乙</v></c>', '<c r="{}" t="inlineStr"><is><t>甲&amp;&lt;</t></is></c>', '<c r="{}" t="b"><v>1</v></c>',  # noqa: E501 - markup in one piece
    '<c r="{}" t="e"><f t="shared" si="0"/><v>#N/A</v></c>', '<c r="{}" s="2" t="s"><v>1</v></c>', '<c r="{}" t="n"><v>7</v></c>'])  # fmt: skip  # noqa: E501 - markup in one piece


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(VALUES, max_size=4),
            st.sampled_from(
                ["", ' hidden="1"', ' hidden="0"', ' hidden="true"', ' ht="0"', ' spans="1:3"', ' ht="12" customHeight="1"']
            ),
            st.booleans(),
        ),
        max_size=5,
    ),
    st.sampled_from(["", '<sheetFormatPr defaultRowHeight="15"/>', '<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>']),
)
def test_both_lanes_read_the_same_cells(rows, usual):
    from lxml import etree

    formats = Formats.of(etree.fromstring(f"<styleSheet {NS_X}>{STYLES}</styleSheet>"), since_1904=False)
    body = "".join(
        f'<row r="{i}"{attributes}>'
        + "".join(v.format(f"{'ABCD'[j]}{i}") for j, v in enumerate(cells))
        + "</row>"
        + ("\n" if blank else "")
        for i, (cells, attributes, blank) in enumerate(rows, 1)
    )
    part = f"{DECLARED}<worksheet {NS_X}>{usual}<cols><col min='3' max='3' hidden='1'/></cols><sheetData>{body}</sheetData></worksheet>".encode()  # noqa: E501 - markup in one piece
    fast, slow = (Sheet(["共享", "白字"], formats, bytearray(2)) for _ in range(2))
    assert fast._bytes_lane(part) is not None
    slow._parser_lane(part, recover=False)
    assert fast.seen == slow.seen
    assert (fast.hidden, fast.formulas, fast.used, fast.uncalculated) == (
        slow.hidden,
        slow.formulas,
        slow.used,
        slow.uncalculated,
    )


@pytest.mark.parametrize("attribute", ["ph", "cm", "vm", "xml:space"])
@pytest.mark.parametrize("row", ["", ' hidden="0"', ' hidden="1"'])
def test_an_attribute_more_changes_nothing(attribute, row):
    def read(more):
        sheet = Sheet([], Formats(), bytearray())
        cells = f'<row r="1"{row}><c r="A1"{more} t="inlineStr"><is><t>甲</t></is></c></row>'
        usual = '<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>'
        sheet.read(f"{DECLARED}<worksheet {NS_X}>{usual}<sheetData>{cells}</sheetData></worksheet>".encode())
        return sheet.seen.parts, {kind: grid.parts for kind, grid in sheet.hidden.items()}

    assert read("") == read(f' {attribute}="1"')


def test_bytes_the_fast_lane_does_not_know_go_to_the_parser():
    sheet = Sheet([], Formats(), bytearray())
    odd = f"{DECLARED}<worksheet {NS_X}><sheetData><row r='1'><c r='A1'><!-- x --><v>1</v></c></row></sheetData></worksheet>".encode()  # noqa: E501 - markup in one piece
    assert sheet._bytes_lane(odd) is None
    sheet.read(odd)
    assert "".join(sheet.seen.parts) == "1"


@pytest.mark.parametrize(
    ("number", "code", "stored", "shown"),
    [
        ("164", '"$"#,##0.00', "3.03", "$3.03"),
        ("164", "[$￥-804]#,##0.00", "5", "￥5"),
        ("44", "", "3.03", "$3.03"),
        ("10", "", "0.125", "12.5%"),
        ("165", '0.00"%以上"', "3", "3%以上"),
    ],
)
def test_currency_and_percent_show_and_no_digit_is_lost(number, code, stored, shown):
    assert _show(number, code, since_1904=False)(stored) == shown


def test_what_a_conditional_number_format_shows():
    styles = '<dxfs><dxf><numFmt numFmtId="180" formatCode="&quot;机密★&quot;0&quot;年&quot;"/></dxf></dxfs>'
    rows = '<sheetData><row r="1"><c r="A1"><v>10</v></c></row></sheetData>'
    rule = '<conditionalFormatting sqref="A1:A9"><cfRule type="expression" dxfId="0"><formula>TRUE</formula></cfRule></conditionalFormatting>'  # noqa: E501 - markup in one piece
    assert "机密★10年" in Told(read, xlsx([("表", "", rows + rule)], styles=styles)).text()
    ext = (
        '<extLst><ext><x14:conditionalFormattings xmlns:x14="urn:x"><x14:conditionalFormatting><x14:cfRule><x14:dxf>'
        '<numFmt formatCode="&quot;机密★10年&quot;"/></x14:dxf></x14:cfRule></x14:conditionalFormatting>'
        "</x14:conditionalFormattings></ext></extLst>"
    )
    assert "机密★10年" in Told(read, xlsx([("表", "", rows + ext)])).text()


@pytest.mark.parametrize(("index", "gap"), [("0", []), ("1", ["corrupt"]), ("9", ["corrupt"])])
def test_a_conditional_format_that_is_not_in_the_file_is_a_gap(index, gap):
    rule = f'<conditionalFormatting sqref="A1"><cfRule type="expression" dxfId="{index}"><formula>TRUE</formula></cfRule></conditionalFormatting>'  # noqa: E501 - markup in one piece
    cells = '<sheetData><row r="1"><c r="A1"><v>10</v></c></row></sheetData>'
    doc = Told(read, xlsx([("表", "", cells + rule)], styles="<dxfs><dxf><font><b/></font></dxf></dxfs>"))
    assert [g.reason for g in doc.gaps] == gap


def test_rich_values_are_read_and_indices_are_not():
    parts = {
        "xl/richData/rdrichvalue.xml": "<rvData><rv s='0'><v>0</v><v>青鸾水库为三类坝</v></rv></rvData>",
        "xl/metadata.xml": "<metadata><bk><rc t='1' v='0'/></bk></metadata>",
    }
    doc = Told(read, xlsx([("表", "", "<sheetData/>")], parts=parts))
    assert "青鸾水库为三类坝" in doc.text(hidden=HiddenKind.CUSTOM_XML)


def test_settings_of_a_printer_driver_are_no_words_of_the_document():
    settings = "Printer X".encode("utf-16-le").ljust(64, b"\0") + b"\0" * 400 + "机密 1".encode("utf-16-le") + b"\0" * 200
    doc = Told(read, xlsx([("表", "", "<sheetData/>")], parts={"xl/printerSettings/printerSettings1.bin": settings}))
    assert [(i.kind, i.data) for i in doc.inert] == [("printer settings", b"")]
    other = Told(
        read, xlsx([("表", "", "<sheetData/>")], parts={"xl/printerSettings/printerSettings1.bin": "机密★10年".encode()})
    )
    assert [b.name for b in other.blobs] == ["xl/printerSettings/printerSettings1.bin"]


def test_a_sheet_taken_apart_in_pieces_is_the_sheet_taken_apart_at_once(monkeypatch):
    rows = []
    for r in range(1, 60):
        hidden = ' hidden="1"' if r % 7 == 0 else ""
        rows.append(f'<row r="{r}"{hidden}>' + cell(f"A{r}", f"词{r}") + f'<c r="C{r}"><v>{r}.5</v></c></row>\n ')
    part = f"<worksheet {NS_X}><sheetData> {''.join(rows)}</sheetData></worksheet>".encode()

    def read():
        sheet = Sheet([], Formats(), bytearray())
        assert sheet.read(part)[1] is None
        return sheet.seen.laid(NOWHERE), {kind: grid.laid(NOWHERE) for kind, grid in sheet.hidden.items()}

    whole = read()
    assert len(whole[0][0].split()) == 2 * (59 - 8)
    for size in (1, 50, 333, 2000):
        monkeypatch.setattr(sheets, "PIECE", size)
        assert read() == whole
