# ruff: noqa: E501 - markup of a fixture reads best on one line
"""The kind: what stands beside the words of a Word document, wherever it is written, is said, and as what it is."""

from __future__ import annotations

import pytest

from extract.ooxml_made import DECLARED, NS_W, para, rels
from extract.test_docx import told
from outscan.types import HiddenKind, Part

SAID = "青鸾计划"
RUN = "<w:r><w:t>正文</w:t></w:r>"
CONTROL = f'<w:sdt><w:sdtPr><w:alias w:val="{SAID}"/><w:dropDownList><w:listItem w:displayText="甲" w:value="乙方"/></w:dropDownList></w:sdtPr><w:sdtContent>{{}}</w:sdtContent></w:sdt>'
FORM = f'<w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="field1"/><w:helpText w:val="{SAID}"/><w:ddList><w:listEntry w:val="甲方"/></w:ddList></w:ffData></w:fldChar>'
BOOKMARK = f'<w:bookmarkStart w:id="1" w:name="{SAID}"/><w:bookmarkEnd w:id="1"/><w:bookmarkStart w:id="2" w:name="_GoBack"/>'
BRANCHES = "<mc:AlternateContent><mc:Choice Requires='wps'>{0}</mc:Choice><mc:Fallback>{1}</mc:Fallback></mc:AlternateContent>"


@pytest.mark.parametrize(("body", "kind"), [
    (CONTROL.format(para("正文")), HiddenKind.FORM_FIELD),
    (f"<w:p>{CONTROL.format(RUN)}</w:p>", HiddenKind.FORM_FIELD),
    (f"<w:p><w:r>{FORM}</w:r>{RUN}<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>", HiddenKind.FORM_FIELD),
    (BOOKMARK + para("正文"), HiddenKind.DEFINED_NAME),
    (f"<w:p>{BOOKMARK}{RUN}</w:p>", HiddenKind.DEFINED_NAME),
    (f'<w:p><w:hyperlink w:tooltip="{SAID}">{RUN}</w:hyperlink></w:p>', HiddenKind.ALT_TEXT),
    (f'<w:tbl><w:tblPr><w:tblCaption w:val="{SAID}"/></w:tblPr><w:tr><w:tc>{para("格")}</w:tc></w:tr></w:tbl>', HiddenKind.ALT_TEXT),
    (f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{para(SAID)}</w:tc></w:tr></w:tbl>", HiddenKind.HIDDEN_ROW),
    (BRANCHES.format(para("正文"), para(SAID)), HiddenKind.HIDDEN_TEXT),
    ("<w:p>" + BRANCHES.format(RUN, f"<w:r><w:t>{SAID}</w:t></w:r>") + "</w:p>", HiddenKind.HIDDEN_TEXT),
    ("<w:p><w:r>" + BRANCHES.format("<w:t>正文</w:t>", f"<w:t>{SAID}</w:t>") + "</w:r></w:p>", HiddenKind.HIDDEN_TEXT),
    (f"<w:p><w:fldSimple w:instr=' QUOTE {SAID} '>{RUN}</w:fldSimple></w:p>", HiddenKind.FIELD_CODE),
    (f"<w:ins w:author='{SAID}'>{para('正文')}</w:ins>", HiddenKind.PERSON_PROPERTY),
    (f"<w:p><w:pPr><w:rPr><w:ins w:author='{SAID}'/></w:rPr></w:pPr>{RUN}</w:p>", HiddenKind.PERSON_PROPERTY),
])  # fmt: skip
def test_it_is_kept_as_what_it_is_and_the_words_are_read_without_it(body, kind):
    doc = told(body)
    assert SAID in doc.text(hidden=kind)
    assert SAID not in doc.text(hidden=None)
    assert not doc.gaps


def test_the_same_words_in_both_branches_are_said_once():
    doc = told(BRANCHES.format(para(SAID), para(SAID)))
    assert doc.text().count(SAID) == 1


def test_a_branch_without_an_alternative_for_new_programs_is_read():
    assert SAID in told(f"<mc:AlternateContent><mc:Fallback>{para(SAID)}</mc:Fallback></mc:AlternateContent>").text(hidden=None)


def test_formulas_and_text_turned_round_are_words():
    assert "机密" in told("<w:p><m:oMath><m:r><m:t>机密</m:t></m:r></m:oMath></w:p>").text(hidden=None)
    turned = told("<w:p><w:bdo w:val='rtl'><w:r><w:t>密机</w:t></w:r></w:bdo></w:p>").text(hidden=None)
    assert turned == "\u202e密机\u202c"


def test_a_row_that_was_inserted_is_told_as_a_change():
    doc = told(f"<w:tbl><w:tr><w:trPr><w:ins w:author='乙'/></w:trPr><w:tc>{para(SAID)}</w:tc></w:tr></w:tbl>")
    assert SAID in doc.text(Part.TABLE)
    assert [s.hidden for s in doc.segments].count(HiddenKind.TRACKED_INSERTION) == 1


def test_rows_and_cells_inside_controls_stand_in_their_table():
    row = f"<w:tr><w:sdt><w:sdtContent><w:tc>{para(SAID)}</w:tc></w:sdtContent></w:sdt></w:tr>"
    assert told(f"<w:tbl><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt></w:tbl>").spot(SAID) == "表1 R1C1"


def test_two_deletions_near_one_another_are_shown_in_one_stretch_and_far_ones_in_two():
    gone = "<w:del w:author='甲'><w:r><w:delText>{}</w:delText></w:r></w:del>"
    near = told(f"<w:p>{gone.format('青鸾')}{RUN}{gone.format('计划')}</w:p>").text(Part.REVISION)
    assert near.split("\n")[0] == "青鸾正文计划"
    far = told(f"<w:p>{gone.format('青鸾')}<w:r><w:t>{'很长的正文' * 40}</w:t></w:r>{gone.format('计划')}</w:p>")
    [gone_] = [s.text for s in far.segments if s.hidden is HiddenKind.TRACKED_DELETION]
    assert "青鸾" in gone_
    assert "计划" in gone_
    assert len(gone_) < 160


def parts(name, root, inner, relation):
    return {
        "word/_rels/document.xml.rels": rels(("rId1", relation, name)),
        f"word/{name}": f"{DECLARED}<w:{root} {NS_W}>{inner}</w:{root}>",
    }


@pytest.mark.parametrize(("name", "root", "inner", "relation", "kind"), [
    ("glossary/document.xml", "glossaryDocument", f"<w:docParts><w:docPart><w:docPartPr><w:name w:val='{SAID}'/><w:category><w:name w:val='general'/></w:category></w:docPartPr><w:docPartBody>{para('词')}</w:docPartBody></w:docPart></w:docParts>", "glossaryDocument", HiddenKind.GLOSSARY),
    ("settings.xml", "settings", f"<w:docVars><w:docVar w:name='甲' w:val='{SAID}'/></w:docVars>", "settings", HiddenKind.PROPERTY),
    ("settings.xml", "settings", f"<w:mailMerge><w:query w:val='TABLE {SAID}'/></w:mailMerge>", "settings", HiddenKind.PROPERTY),
    ("settings.xml", "settings", f"<w:note>{SAID}</w:note>", "settings", HiddenKind.PROPERTY),
    ("people.xml", "people", f"<w:person w:author='{SAID}'/>", "http://schemas.microsoft.com/office/2011/relationships/people", HiddenKind.PERSON_PROPERTY),
])  # fmt: skip
def test_parts_beside_the_body_say_what_they_keep(name, root, inner, relation, kind):
    doc = told(para("正文"), parts(name, root, inner, relation))
    assert SAID in doc.text(hidden=kind)


def box(word, at):
    left, top = at
    shape = f'<v:shape style="position:absolute;margin-left:{left}pt;margin-top:{top}pt;width:20pt;height:20pt"><v:textbox><w:txbxContent>{para(word)}</w:txbxContent></v:textbox></v:shape>'
    return f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"


def framed(word, at, *, anchored):
    inside = f"<wps:txbx><w:txbxContent>{para(word)}</w:txbxContent></wps:txbx>"
    x, y = (12700 * side for side in at)
    if anchored:
        sides = f"<wp:positionH><wp:posOffset>{x}</wp:posOffset></wp:positionH><wp:positionV><wp:posOffset>{y}</wp:posOffset></wp:positionV><wp:extent cx='254000' cy='254000'/>"
        return f"<w:p><w:r><w:drawing><wp:anchor>{sides}<wps:wsp>{inside}</wps:wsp></wp:anchor></w:drawing></w:r></w:p>"
    frame = f"<wps:spPr><a:xfrm><a:off x='{x}' y='{y}'/><a:ext cx='254000' cy='254000'/></a:xfrm></wps:spPr>"
    return f"<w:p><w:r><w:drawing><wp:inline><wps:wsp>{frame}{inside}</wps:wsp></wp:inline></w:drawing></w:r></w:p>"


@pytest.mark.parametrize(
    "made",
    [box, lambda w, at: framed(w, at, anchored=True), lambda w, at: framed(w, at, anchored=False)],
    ids=["vml", "anchor", "frame"],
)
def test_letters_in_boxes_of_their_own_are_read_as_they_stand(made):
    places = [(10 + 22 * i, 30) for i in range(4)]
    assert "机密文件" in told("".join(made(c, at) for c, at in zip("文件机密", places[2:] + places[:2], strict=True))).text()
