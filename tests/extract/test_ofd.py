# ruff: noqa: E501 - markup and bytes of a fixture read best on one line
from __future__ import annotations

import io
import zipfile

import pytest

from extract.ooxml_made import packed
from outscan.types import CELL, HARD, SOFT, GapReason, HiddenKind
from unpacked import gaps, seen, spot, words

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def line(x, y, text, size=4, more="", inner=""):
    return f'<ofd:TextObject ID="1" Boundary="{x} {y} 180 {size}" Size="{size}" Font="1" {more}>{inner}<ofd:TextCode X="0" Y="{size}">{text}</ofd:TextCode></ofd:TextObject>'


def page(objects, layer="", template=""):
    return f'<ofd:Page {NS}><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>{template}<ofd:Content><ofd:Layer ID="9" {layer}>{objects}</ofd:Layer></ofd:Content></ofd:Page>'


def ofd(pages, info="", common="", tail="", extra=None):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "OFD.xml",
            f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocInfo>{info}</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/P{i}/Content.xml"/>' for i in range(len(pages)))
        archive.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {NS}><ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{tail}</ofd:Document>",
        )
        for i, content in enumerate(pages):
            archive.writestr(f"Doc_0/Pages/P{i}/Content.xml", content)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def test_reading_order_is_by_place_not_by_drawing():
    pieces = seen(ofd([page(line(20, 50, "第二行") + line(20, 20, "第一行")), page(line(20, 20, "次页"))]), "a.ofd")
    assert words(pieces, part="body") == f"第一行{HARD}第二行{HARD}次页"
    assert spot(pieces, "次页") == "第2页"
    assert not gaps(pieces)


def test_single_characters_are_one_word_and_columns_are_apart():
    objects = "".join(line(20 + 4 * i, 20, c) for i, c in enumerate("会议纪要")) + line(120, 20, "右栏")
    assert words(seen(ofd([page(objects)]), "a.ofd"), part="body") == f"会议纪要{CELL}右栏"


def test_characters_below_one_another_are_one_word():
    objects = "".join(line(20, 20 + 5 * i, c) for i, c in enumerate("会议"))
    assert words(seen(ofd([page(objects)]), "a.ofd"), part="body") == f"会{SOFT}议"


def test_a_full_line_reads_on():
    objects = line(20, 20, "春" * 40) + line(20, 26, "秋" * 40) + line(20, 32, "冬")
    assert words(seen(ofd([page(objects)]), "a.ofd"), part="body") == f"{'春' * 40}{SOFT}{'秋' * 40}{SOFT}冬"


def test_what_the_page_does_not_show():
    objects = (
        line(20, 20, "见")
        + line(20, 30, "甲", more='Visible="false"')
        + line(20, 40, "乙", inner='<ofd:FillColor Value="255 255 255"/>')
        + line(20, 50, "丙", more='Alpha="0"')
        + line(20, 400, "丁")
        + line(20, 60, "戊", size=0.5)
    )
    pieces = seen(ofd([page(objects), page(line(20, 20, "己"), layer='Visible="false"')]), "a.ofd")
    assert words(pieces, part="body") == "见"
    assert words(pieces, hidden=HiddenKind.INVISIBLE_TEXT) == f"甲{SOFT}丙"
    assert words(pieces, hidden=HiddenKind.WHITE_TEXT) == "乙"
    assert words(pieces, hidden=HiddenKind.OFF_PAGE) == "丁"
    assert words(pieces, hidden=HiddenKind.TINY_TEXT) == "戊"
    assert words(pieces, hidden=HiddenKind.HIDDEN_LAYER) == "己"


def test_document_information_and_custom_data():
    info = '<ofd:Title>题名</ofd:Title><ofd:Author>某人</ofd:Author><ofd:CustomDatas><ofd:CustomData Name="文种">通知</ofd:CustomData></ofd:CustomDatas>'
    pieces = seen(ofd([page(line(20, 20, "x"))], info=info), "a.ofd")
    assert words(pieces, hidden=HiddenKind.PROPERTY) == "题名"
    assert words(pieces, hidden=HiddenKind.PERSON_PROPERTY) == "某人"
    assert words(pieces, hidden=HiddenKind.CUSTOM_PROPERTY) == "文种: 通知"


def test_templates_annotations_attachments_and_older_versions():
    extra = {
        "Doc_0/Tpls/T0/Content.xml": page(line(20, 10, "模板页眉")),
        "Doc_0/Annots/Annotations.xml": f'<ofd:Annotations {NS}><ofd:Page PageID="0"><ofd:FileLoc>P0/Annot.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>',
        "Doc_0/Annots/P0/Annot.xml": f'<ofd:PageAnnot {NS}><ofd:Annot ID="5" Creator="审核人"><ofd:Remark>批注话</ofd:Remark><ofd:Appearance>{line(1, 1, "章内话")}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>',
        "Doc_0/Attachs/Attachments.xml": f'<ofd:Attachments {NS}><ofd:Attachment ID="6" Name="附件.txt"><ofd:FileLoc>f.dat</ofd:FileLoc></ofd:Attachment></ofd:Attachments>',
        "Doc_0/Attachs/f.dat": "附件的话",
        "Doc_0/Versions/V1/Content.xml": page(line(20, 20, "旧版的话")),
        "Doc_0/Tags/T.xml": "<t:tag xmlns:t='urn:t'>标引的话</t:tag>",
    }
    common = '<ofd:TemplatePage ID="7" BaseLoc="Tpls/T0/Content.xml"/>'
    tail = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations><ofd:Attachments>/Doc_0/Attachs/Attachments.xml</ofd:Attachments>"
    pieces = seen(ofd([page(line(20, 20, "正文"))], common=common, tail=tail, extra=extra), "a.ofd")
    assert words(pieces, part="header") == "模板页眉"
    assert words(pieces, hidden=HiddenKind.ANNOTATION) == f"审核人{SOFT}批注话{SOFT}章内话"
    assert "附件的话" in words(pieces)
    assert words(pieces, hidden=HiddenKind.OLDER_REVISION) == "旧版的话"
    assert "标引的话" in words(pieces)
    assert not gaps(pieces)


def test_glyphs_without_characters_are_a_garbled_page():
    assert GapReason.GARBLED in gaps(seen(ofd([page(line(20, 20, "¤¤¤"))]), "a.ofd"))


def test_a_missing_or_broken_page_is_a_gap_and_the_others_are_read():
    pieces = seen(ofd([page(line(20, 20, "好页")), f"<ofd:Page {NS}><ofd:Content>"]), "a.ofd")
    assert "好页" in words(pieces)
    assert GapReason.CORRUPT in gaps(pieces)


def test_a_seal_says_its_name():
    name = "某某大学测试章".encode()
    seal = b"\x30\x40\x0c" + bytes((len(name),)) + name + b"\x04\x03\x01\x02\x03"
    pieces = seen(ofd([page(line(20, 20, "x"))], extra={"Doc_0/Signs/Sign_0/Seal.esl": seal}), "a.ofd")
    assert "某某大学测试章" in words(pieces)


def test_a_part_that_breaks_a_rule_of_xml_and_is_whole_is_read_without_a_gap():
    tags = '<?xml version="1.0"?>\n<:标引 xmlns:=""><发文机关>青山水库管理处</发文机关></:标引>\n'
    listed = f"<ofd:CustomTags {NS}><ofd:CustomTag><ofd:FileLoc>CustomTag.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>"
    whole = {"Doc_0/Tags/CustomTags.xml": listed, "Doc_0/Tags/CustomTag.xml": tags}
    pieces = seen(ofd([page(line(20, 20, "首页"))], extra=whole), "a.ofd")
    assert "青山水库管理处" in words(pieces)
    assert not gaps(pieces)
    cut = {**whole, "Doc_0/Tags/CustomTag.xml": tags[:-12]}
    assert gaps(seen(ofd([page(line(20, 20, "首页"))], extra=cut), "a.ofd"))


def test_a_missing_page_is_a_gap_a_missing_list_of_annotations_is_none():
    tail = "<ofd:Annotations>Annotations.xml</ofd:Annotations>"
    assert not gaps(seen(ofd([page(line(20, 20, "首页"))], tail=tail), "a.ofd"))
    missing = '<ofd:TemplatePage ID="2" BaseLoc="Tpls/T/Content.xml"/>'
    assert gaps(seen(ofd([page(line(20, 20, "首页"))], common=missing), "a.ofd"))


def test_the_picture_of_a_seal_ends_where_its_string_ends():
    inner = ofd([page(line(10, 10, "合同专用章"))])
    signature = (
        b"\x30\x82\x10\x00\x04\x82" + len(inner).to_bytes(2, "big") + inner + b"\x02\x01\x1e" + bytes(range(200, 256)) * 20
    )
    pieces = seen(ofd([page(line(20, 20, "首页"))], extra={"Doc_0/Signs/Sign_0/SignedValue.dat": signature}), "a.ofd")
    assert "合同专用章" in words(pieces)
    assert not gaps(pieces)


@pytest.mark.parametrize(
    ("address", "said"), [("https://a.cn/%E6%9C%BA%E5%AF%86", True), ("https://a.cn/机密", True), ("https://a.cn/x%20y", False)]
)
def test_links_whose_address_holds_words_are_read_however_they_are_coded(address, said):
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    made = packed({
        "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "D/Document.xml": f'<ofd:Document {space}><ofd:Actions><ofd:Action Event="CLICK"><ofd:URI URI="{address}"/></ofd:Action></ofd:Actions></ofd:Document>',
    })  # fmt: skip
    assert (address in words(seen(made, "a.ofd"))) == said
