# ruff: noqa: E501 - markup of a fixture reads best on one line
"""The kind: what slides and workbooks keep beside what is read of them: hidden runs, other branches, caches, logs, other books."""

from __future__ import annotations

import pytest

from extract.ooxml_made import DECLARED, NS_X, Told, rels, xlsx
from extract.test_pptx import shape, slide, told
from outscan.extract.xlsx import read as read_workbook
from outscan.types import HiddenKind, Part

SAID = "青鸾计划"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def run(properties, text=SAID):
    return f"<p:sp><p:nvSpPr><p:cNvPr id='2' name='x'/></p:nvSpPr><p:spPr/><p:txBody><a:p><a:r><a:rPr{properties}</a:rPr><a:t>{text}</a:t></a:r><a:r><a:t>正文</a:t></a:r></a:p></p:txBody></p:sp>"


@pytest.mark.parametrize(("properties", "kind"), [
    (" sz='100'>", HiddenKind.TINY_TEXT),
    ("><a:noFill/>", HiddenKind.WHITE_TEXT),
    ("><a:solidFill><a:srgbClr val='FFFFFF'/></a:solidFill>", HiddenKind.WHITE_TEXT),
    ("><a:solidFill><a:srgbClr val='000000'><a:alpha val='0'/></a:srgbClr></a:solidFill>", HiddenKind.WHITE_TEXT),
    ("><a:solidFill><a:schemeClr val='bg1'/></a:solidFill>", HiddenKind.WHITE_TEXT),
])  # fmt: skip
def test_a_run_nobody_sees_leaves_the_slide_as_what_hides_it(properties, kind):
    doc = told(slide(run(properties)))
    assert doc.text(hidden=kind) == SAID
    assert doc.text(Part.BODY) == "正文"


@pytest.mark.parametrize("properties", [
    "><a:noFill/><a:ln/>",
    "><a:solidFill><a:schemeClr val='tx1'/></a:solidFill>",
    "><a:solidFill><a:schemeClr val='bg1'><a:lumMod val='50000'/></a:schemeClr></a:solidFill>",
    "><a:solidFill/>",
    " sz='large'>",
])  # fmt: skip
def test_a_run_that_is_seen_stays(properties):
    assert told(slide(run(properties))).text(Part.BODY) == f"{SAID}正文"


def test_neighbours_hidden_alike_are_one_text():
    white = "<a:r><a:rPr><a:noFill/></a:rPr><a:t>{}</a:t></a:r>"
    body = f"<p:sp><p:nvSpPr/><p:spPr/><p:txBody><a:p>{white.format('青鸾')}{white.format('计划')}<a:r><a:t>正文</a:t></a:r></a:p></p:txBody></p:sp>"
    assert told(slide(body)).text(hidden=HiddenKind.WHITE_TEXT) == SAID


def branches(choice, fallback):
    return f"<mc:AlternateContent {MC}><mc:Choice Requires='p14'>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"


def test_the_branch_of_old_programs_is_kept_where_it_says_something_else():
    doc = told(slide(branches(shape("正文"), shape(SAID))))
    assert (doc.text(Part.BODY), doc.text(hidden=HiddenKind.HIDDEN_TEXT)) == ("正文", SAID)
    assert told(slide(branches(shape(SAID), shape(SAID)))).text().count(SAID) == 1
    assert (
        told(slide(f"<mc:AlternateContent {MC}><mc:Fallback>{shape(SAID)}</mc:Fallback></mc:AlternateContent>")).text(Part.BODY)
        == SAID
    )


TABLE = f"<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id='4' name='表'{{0}}/></p:nvGraphicFramePr><a:graphic><a:graphicData><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>{SAID}</a:t></a:r></a:p></a:txBody></a:tc><a:tc hMerge='1'><a:txBody><a:p/></a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>"


def test_a_table_that_is_hidden_is_told_cell_by_cell():
    doc = told(slide(TABLE.format(" hidden='1'")))
    assert doc.text(hidden=HiddenKind.HIDDEN_TEXT) == SAID
    assert doc.spot(SAID) == "幻灯片1 表1 R1C1"
    assert told(slide(TABLE.format(""))).text(Part.TABLE) == SAID


def test_names_of_slides_and_tips_of_links_are_kept():
    named = slide(shape("正文")).replace("<p:cSld>", f"<p:cSld name='{SAID}'>")
    assert told(named).text(hidden=HiddenKind.PROPERTY) == SAID
    tip = f"<p:sp><p:nvSpPr><p:cNvPr id='2' name='x'><a:hlinkHover tooltip='{SAID}'/></p:cNvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>正文</a:t></a:r></a:p></p:txBody></p:sp>"
    assert SAID in told(slide(tip)).text(hidden=HiddenKind.ALT_TEXT)


def test_names_of_sections_and_shows_and_authors_of_comments_are_kept():
    doc = told(slide(shape("正文")), tail=f"<p:custShowLst><p:custShow name='{SAID}' id='0'/></p:custShowLst>")
    assert doc.text(hidden=HiddenKind.PROPERTY) == SAID
    authors = f"{DECLARED}<p188:authorLst xmlns:p188='x'><p188:author name='{SAID}'/></p188:authorLst>"
    assert SAID in told(slide(shape("正文")), parts={"ppt/authors.xml": authors}).text(hidden=HiddenKind.PERSON_PROPERTY)


def book(part, inner, **options):
    return Told(read_workbook, xlsx([("表", "", "<sheetData/>")], parts={part: f"{DECLARED}{inner}"}, **options), "簿.xlsx")


@pytest.mark.parametrize(("part", "inner", "kind"), [
    ("xl/pivotCache/pivotCacheDefinition1.xml", f"<pivotCacheDefinition {NS_X}><cacheFields><cacheField name='项目'><sharedItems><s v='{SAID}'/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>", HiddenKind.PIVOT_CACHE),
    ("xl/pivotCache/pivotCacheRecords1.xml", f"<pivotCacheRecords {NS_X}><r><s v='{SAID}'/><x v='0'/><n v='5'/></r></pivotCacheRecords>", HiddenKind.PIVOT_CACHE),
    ("xl/externalLinks/externalLink1.xml", f"<externalLink {NS_X}><externalBook><sheetNames><sheetName val='{SAID}'/></sheetNames></externalBook></externalLink>", HiddenKind.EXTERNAL_LINK),
    ("xl/externalLinks/externalLink1.xml", f"<externalLink {NS_X}><externalBook><sheetDataSet><sheetData><row><cell><v>{SAID}</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>", HiddenKind.EXTERNAL_LINK),
    ("xl/externalLinks/externalLink1.xml", f"<externalLink {NS_X}><ddeLink ddeService='x' ddeTopic='{SAID}'><ddeItems><ddeItem name='y'/></ddeItems></ddeLink></externalLink>", HiddenKind.EXTERNAL_LINK),
    ("xl/revisions/revisionLog1.xml", f"<revisions {NS_X}><rcc><oc><v>{SAID}</v></oc></rcc></revisions>", HiddenKind.OLDER_REVISION),
    ("xl/revisions/revisionHeaders.xml", f"<headers {NS_X}><header userName='{SAID}'/></headers>", HiddenKind.OLDER_REVISION),
    ("xl/tables/table1.xml", f"<table {NS_X} displayName='{SAID}' name='t'><tableColumns><tableColumn name='a' totalsRowLabel='合计'/></tableColumns></table>", HiddenKind.DEFINED_NAME),
    ("xl/persons/person.xml", f"<personList xmlns='http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments'><person displayName='{SAID}'/></personList>", HiddenKind.PERSON_PROPERTY),
])  # fmt: skip
def test_what_a_workbook_keeps_beside_its_sheets_is_told_as_what_it_is(part, inner, kind):
    assert SAID in book(part, inner).text(hidden=kind)


@pytest.mark.parametrize(("inner", "kind"), [
    (f"<conditionalFormatting sqref='A1'><cfRule type='expression'><formula>A1=\"{SAID}\"</formula></cfRule></conditionalFormatting>", HiddenKind.HIDDEN_TEXT),
    (f"<dataValidations><dataValidation sqref='B2' promptTitle='{SAID}' prompt='p'/></dataValidations>", HiddenKind.DATA_VALIDATION),
])  # fmt: skip
def test_what_stands_behind_the_cells_of_a_sheet_is_told(inner, kind):
    doc = Told(read_workbook, xlsx([("表", "", f"<sheetData/>{inner}")]), "簿.xlsx")
    assert SAID in doc.text(hidden=kind)


def test_shapes_of_a_sheet_are_read_and_what_they_show_of_a_cell_is_told():
    drawing = (
        f"{DECLARED}<xdr:wsDr xmlns:xdr='http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing' xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'>"
        + "".join(
            f"<xdr:twoCellAnchor><xdr:from><xdr:col>{i}</xdr:col><xdr:row>1</xdr:row></xdr:from><xdr:sp textlink='&quot;{SAID}&quot;'><xdr:txBody><a:p><a:r><a:t>{c}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>"
            for i, c in ((3, "件"), (0, "机"), (2, "文"), (1, "密"))
        )
        + "</xdr:wsDr>"
    )
    doc = Told(read_workbook, xlsx([("表", "", "<sheetData/><drawing r:id='rId1'/>")], parts={
        "xl/worksheets/_rels/sheet1.xml.rels": rels(("rId1", "drawing", "../drawings/drawing1.xml")), "xl/drawings/drawing1.xml": drawing,
    }), "簿.xlsx")  # fmt: skip
    assert "机密文件" in doc.text(Part.BODY)
    assert SAID in doc.text(hidden=HiddenKind.ALT_TEXT)
