from __future__ import annotations

from extract.ooxml_made import DECLARED, OFFICE, Told, packed, rels
from outscan.extract.visio import read
from outscan.types import GapReason, HiddenKind, Part

NS = f'xmlns="http://schemas.microsoft.com/office/visio/2012/main" xmlns:r="{OFFICE}"'


def drawing(page):
    return packed(
        {
            "_rels/.rels": rels(("rId1", "document", "visio/document.xml")),
            "visio/document.xml": f"{DECLARED}<VisioDocument {NS}/>",
            "visio/pages/pages.xml": f"{DECLARED}<Pages {NS}><Page ID='0' Name='总平面'><Rel r:id='rId1'/></Page></Pages>",
            "visio/pages/_rels/pages.xml.rels": rels(("rId1", "page", "page1.xml")),
            "visio/pages/page1.xml": page,
            "visio/masters/master1.xml": f"{DECLARED}<MasterContents {NS}><Shapes><Shape><Text>青鸾母版</Text></Shape></Shapes></MasterContents>",  # noqa: E501 - markup in one piece
        }
    )


PAGE = (
    f"{DECLARED}<PageContents {NS}><Shapes><Shape><Text><cp IX='0'/>青<cp IX='1'/>鸾计划\n</Text>"
    "<Section N='Property'><Row><Cell N='Value' V='青鸾数据'/><Cell N='Value' V='0.5'/></Row></Section></Shape></Shapes></PageContents>"  # noqa: E501 - markup in one piece
)


def test_shapes_data_and_masters():
    doc = Told(read, drawing(PAGE), "图.vsdx")
    assert doc.text(Part.BODY) == "青鸾计划"
    assert doc.spot("青鸾计划") == "总平面"
    assert doc.text(hidden=HiddenKind.FORM_FIELD) == "青鸾数据"
    assert doc.text(hidden=HiddenKind.MASTER_TEXT) == "青鸾母版"
    assert doc.text(Part.NAME) == "总平面"
    assert not doc.gaps


def test_a_broken_page_is_a_gap():
    doc = Told(read, drawing(PAGE[:-40]))
    assert [g.reason for g in doc.gaps] == [GapReason.CORRUPT]
    assert "青鸾计划" in doc.text(Part.BODY)
