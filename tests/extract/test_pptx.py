from __future__ import annotations

import pytest

from extract.ooxml_made import DECLARED, NS_P, Told, packed, rels
from outscan.extract.pptx import read
from outscan.types import SOFT, GapReason, HiddenKind, Part

MARK = "青鸾计划"


def shape(*lines, rpr="", frame="", named="", holder=""):
    body = "".join(
        f"<a:p><a:r><a:rPr{rpr}<a:t>{line}</a:t></a:r></a:p>" if rpr else f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>"
        for line in lines
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="文本框 1"{named}/><p:cNvSpPr/><p:nvPr>{holder}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{frame}</p:spPr><p:txBody><a:bodyPr/>{body}</p:txBody></p:sp>"
    )


def slide(inner, attributes="", root="sld"):
    return f"{DECLARED}<p:{root} {NS_P}{attributes}><p:cSld><p:spTree><p:nvGrpSpPr/><p:grpSpPr/>{inner}</p:spTree></p:cSld></p:{root}>"  # noqa: E501 - markup in one piece


def told(*slides, parts=None, listed=None, tail=""):
    listed = listed if listed is not None else range(1, len(slides) + 1)
    ids = "".join(f'<p:sldId id="{255 + i}" r:id="r{i}"/>' for i in listed)
    made = {
        "_rels/.rels": rels(("rId1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f'{DECLARED}<p:presentation {NS_P}><p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/>{tail}</p:presentation>',  # noqa: E501 - markup in one piece
        "ppt/_rels/presentation.xml.rels": rels(*((f"r{i}", "slide", f"slides/slide{i}.xml") for i in range(1, len(slides) + 1))),
        **{f"ppt/slides/slide{i}.xml": s for i, s in enumerate(slides, 1)},
    }
    return Told(read, packed({**made, **(parts or {})}), "稿.pptx")


def test_slides_are_numbered_as_they_are_shown_and_lines_of_a_shape_are_read_together():
    doc = told(slide(shape("甲")), slide(shape("青", "鸾", "计划")), listed=[2, 1])
    assert doc.spot(f"青{SOFT}鸾{SOFT}计划") == "幻灯片1"
    assert doc.spot("甲") == "幻灯片2"
    assert not doc.gaps


def test_groups_tables_and_descriptions():
    group = f"<p:grpSp><p:nvGrpSpPr/><p:grpSpPr/><p:grpSp><p:nvGrpSpPr/><p:grpSpPr/>{shape('深处')}</p:grpSp></p:grpSp>"
    table = (
        "<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>密级</a:t></a:r></a:p></a:txBody></a:tc>"
        "<a:tc><a:txBody><a:p><a:r><a:t>青鸾</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )
    doc = told(slide(group + table + shape("x", named=' descr="说明"')))
    assert doc.spot("深处") == "幻灯片1"
    assert doc.spot("青鸾") == "幻灯片1 表1 R1C2"
    assert doc.text(Part.IMAGE, HiddenKind.ALT_TEXT) == "说明"


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (shape(MARK, frame='<a:xfrm><a:off x="-9000000" y="0"/><a:ext cx="100" cy="100"/></a:xfrm>'), HiddenKind.OFF_PAGE),
        (shape(MARK, named=' hidden="1"'), HiddenKind.HIDDEN_TEXT),
        (shape(MARK, rpr='><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:rPr>'), HiddenKind.WHITE_TEXT),
        (shape(MARK, rpr=' sz="100"/>'), HiddenKind.TINY_TEXT),
    ],
)
def test_shapes_that_are_not_seen(made, kind):
    doc = told(slide(made))
    assert doc.text(Part.HIDDEN, kind) == MARK
    assert doc.text().count(MARK) == 1


def test_white_words_on_a_painted_shape_are_seen():
    made = shape(
        MARK,
        rpr='><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:rPr>',
        frame='<a:solidFill><a:srgbClr val="1F4E79"/></a:solidFill>',
    )
    assert told(slide(made)).text(Part.BODY) == MARK


def test_hidden_and_orphaned_slides_notes_comments_masters_sections():
    prompt = shape("单击此处编辑母版标题样式", holder='<p:ph type="title"/>')
    doc = told(
        slide(shape("甲"), ' show="0"'),
        slide(shape("乙")),
        listed=[1],
        tail='<p:extLst><p:section name="青鸾节"/></p:extLst>',
        parts={
            "ppt/slides/_rels/slide1.xml.rels": rels(
                ("n", "notesSlide", "../notesSlides/notesSlide1.xml"), ("c", "comments", "../comments/comment1.xml")
            ),
            "ppt/notesSlides/notesSlide1.xml": slide(
                shape("青鸾备注") + shape("7", holder='<p:ph type="sldNum"/>'), root="notes"
            ),
            "ppt/comments/comment1.xml": f'{DECLARED}<p:cmLst {NS_P}><p:cm authorId="0"><p:text>青鸾批注</p:text></p:cm></p:cmLst>',  # noqa: E501 - markup in one piece
            "ppt/commentAuthors.xml": f'{DECLARED}<p:cmAuthorLst {NS_P}><p:cmAuthor name="某甲"/></p:cmAuthorLst>',
            "ppt/slideMasters/slideMaster1.xml": slide(prompt + shape("青鸾母版"), root="sldMaster"),
            "ppt/slideLayouts/slideLayout1.xml": slide(prompt + shape("青鸾母版") + shape("青鸾版式"), root="sldLayout"),
            "ppt/tags/tag1.xml": f'{DECLARED}<p:tagLst {NS_P}><p:tag name="L" val="青鸾标签"/></p:tagLst>',
        },
    )
    kinds = {
        "甲": HiddenKind.HIDDEN_SLIDE, "乙": HiddenKind.DELETED_DATA, "青鸾备注": HiddenKind.SPEAKER_NOTE, "青鸾批注": HiddenKind.COMMENT,  # noqa: E501 - markup in one piece
        "某甲": HiddenKind.PERSON_PROPERTY, "青鸾母版": HiddenKind.MASTER_TEXT, "青鸾版式": HiddenKind.MASTER_TEXT, "青鸾节": HiddenKind.PROPERTY,  # noqa: E501 - markup in one piece
        "青鸾标签": HiddenKind.CUSTOM_XML,
    }  # fmt: skip
    assert {word: next(s.hidden for s in doc.segments if word in s.text) for word in kinds} == kinds
    assert doc.text(Part.NOTE) == "青鸾备注"
    assert doc.spot("青鸾备注") == "幻灯片1 备注"
    assert doc.text().count("青鸾母版") == 1
    assert "单击" not in doc.text()


def test_charts_and_diagrams_are_read_once():
    chart = (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:ser><c:cat><c:strRef><c:strCache>'
        "<c:pt><c:v>青鸾一</c:v></c:pt><c:pt><c:v>青鸾二</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser></c:chartSpace>"
    )
    points = f"<dgm:dataModel xmlns:dgm='urn:d' {NS_P}><dgm:pt><a:p><a:r><a:t>{MARK}</a:t></a:r></a:p></dgm:pt></dgm:dataModel>"
    drawn = f"<dsp:drawing xmlns:dsp='urn:e' {NS_P}><dsp:sp><a:p><a:r><a:t>{MARK}</a:t></a:r></a:p></dsp:sp></dsp:drawing>"
    doc = told(
        slide(shape("甲")),
        parts={
            "ppt/charts/chart1.xml": chart,
            "ppt/diagrams/drawing1.xml": drawn,
            "ppt/diagrams/data1.xml": points,
            "ppt/diagrams/colors1.xml": "<dgm:colorsDef/>",
        },
    )
    assert "青鸾一\t青鸾二" in doc.text(Part.IMAGE)
    assert doc.text().count(MARK) == 1
    assert [i.kind for i in doc.inert] == ["diagram style"]


def test_a_broken_slide_is_a_gap_and_the_next_one_is_read():
    doc = told(slide(shape("甲"))[:-60], slide(shape("乙")))
    assert [g.reason for g in doc.gaps] == [GapReason.CORRUPT]
    assert "乙" in doc.text(Part.BODY)


def test_a_shape_in_a_group_lies_where_the_group_puts_it():
    here = '<a:xfrm><a:off x="{}" y="0"/><a:ext cx="100" cy="100"/></a:xfrm>'
    group = (
        '<p:grpSp><p:nvGrpSpPr/><p:grpSpPr><a:xfrm><a:off x="{}" y="0"/><a:ext cx="1000" cy="1000"/>'
        '<a:chOff x="90000000" y="0"/><a:chExt cx="100" cy="100"/></a:xfrm></p:grpSpPr>{}</p:grpSp>'
    )
    seen = told(slide(group.format(0, shape(MARK, frame=here.format(90000000)))))
    assert MARK in seen.text(Part.BODY)
    outside = told(slide(group.format(0, shape(MARK, frame=here.format(10000000)))))
    assert MARK in outside.text(hidden=HiddenKind.OFF_PAGE)


def test_tips_of_links_locked_canvases_and_boxes_stored_in_another_order():
    link = f'<a:rPr><a:hlinkClick r:id="" tooltip="{MARK}"/></a:rPr>'
    tip = f"<p:sp><p:txBody><a:p><a:r>{link}<a:t>甲</a:t></a:r></a:p></p:txBody></p:sp>"
    assert MARK in told(slide(tip)).text(hidden=HiddenKind.ALT_TEXT)
    canvas = (
        '<p:graphicFrame><a:graphic><a:graphicData><lc:lockedCanvas xmlns:lc="urn:l"><a:sp><a:txSp><a:txBody><a:p><a:r>'
        f"<a:t>{MARK}</a:t></a:r></a:p></a:txBody></a:txSp></a:sp></lc:lockedCanvas></a:graphicData></a:graphic></p:graphicFrame>"
    )
    assert MARK in told(slide(canvas)).text()
    for across, down in ((457200, 0), (0, 457200)):
        boxes = "".join(
            f'<p:sp><p:spPr><a:xfrm><a:off x="{i * across}" y="{i * down}"/><a:ext cx="400000" cy="400000"/></a:xfrm></p:spPr>'
            f"<p:txBody><a:p><a:r><a:t>{MARK[i]}</a:t></a:r></a:p></p:txBody></p:sp>"
            for i in (1, 3, 0, 5, 2, 4)
            if i < len(MARK)
        )
        assert MARK in told(slide(boxes)).text()
