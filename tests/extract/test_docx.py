from __future__ import annotations

import pytest

from extract.ooxml_made import DECLARED, NS_W, Told, docx, para, rels
from outscan.extract.docx import read
from outscan.types import SOFT, GapReason, HiddenKind, Part
from outscan.words.places import place_words

MARK = "青鸾计划"


def told(body, parts=None, document=None):
    return Told(read, docx(body, parts, document), "文.docx")


def part(root, inner):
    return f"{DECLARED}<w:{root} {NS_W}>{inner}</w:{root}>"


def test_runs_of_a_paragraph_are_one_breath_and_paragraphs_count():
    doc = told(para("第一") + "<w:p/><w:p>" + "".join(f"<w:r><w:rPr><w:b/></w:rPr><w:t>{c}</w:t></w:r>" for c in MARK) + "</w:p>")
    assert doc.spot(MARK) == "第3段"
    assert not doc.gaps


def test_breaks_hyphens_symbols_and_tabs():
    run = '<w:p><w:r><w:t>机密</w:t><w:sym w:font="Wingdings" w:char="F0AB"/><w:t>10</w:t><w:noBreakHyphen/><w:br/><w:t>年</w:t><w:tab/><w:t>底</w:t></w:r></w:p>'  # noqa: E501 - markup in one piece
    assert told(run).text(Part.BODY) == f"机密★10-{SOFT}年 底"


def test_insertions_are_read_once_and_deletions_with_the_words_around_them():
    body = (
        "<w:p><w:r><w:t>本件青</w:t></w:r><w:del w:author='甲'><w:r><w:delText>鸾计</w:delText></w:r></w:del>"
        "<w:ins w:author='乙'><w:r><w:t>新</w:t></w:r></w:ins><w:r><w:t>划存档</w:t></w:r></w:p>"
    )
    doc = told(body)
    assert doc.text(Part.BODY) == "本件青新划存档"
    assert MARK in doc.text(Part.REVISION, HiddenKind.TRACKED_DELETION)
    [inserted] = [s for s in doc.segments if s.hidden is HiddenKind.TRACKED_INSERTION]
    assert (inserted.text, [place_words(one) for one in inserted.places.spots]) == ("", ["第1段"])
    assert doc.text(hidden=HiddenKind.PERSON_PROPERTY).split("\n") == ["甲", "乙"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    doc = told(para("青鸾", marked="<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>") + para("计划"))
    assert doc.text(Part.BODY) == f"青鸾{SOFT}计划"


def test_tables_are_grids_with_merged_and_nested_cells():
    inner = f"<w:tbl><w:tr><w:tc>{para('内')}</w:tc></w:tr></w:tbl>"
    body = (
        f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{para('宽')}</w:tc><w:tc>{para('右')}{para('下')}</w:tc></w:tr>"  # noqa: E501 - markup in one piece
        f"<w:tr><w:tc>{para('甲')}{inner}</w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>{para('丙')}</w:tc></w:tr></w:tbl>"
    )
    doc = told(body)
    assert [doc.spot(w) for w in "宽右甲丙内"] == ["表1 R1C1", "表1 R1C3", "表1 R2C1", "表1 R2C3", "表2 R1C1"]
    assert f"右{SOFT}下" in doc.text(Part.TABLE)


def test_lines_of_a_text_box_are_read_together_and_the_fallback_only_once():
    box = "".join(para(t) for t in ("青", "鸾", "计划"))
    choice = f"<w:drawing><wps:wsp><wps:txbx><w:txbxContent>{box}</w:txbxContent></wps:txbx></wps:wsp></w:drawing>"
    fallback = f"<w:pict><v:shape><v:textbox><w:txbxContent>{box}</w:txbxContent></v:textbox></v:shape></w:pict>"
    doc = told(
        f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'>{choice}</mc:Choice>"
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert doc.spot(f"青{SOFT}鸾{SOFT}计划") == "文本框1"
    assert doc.text().count("鸾") == 1


def test_a_fallback_that_says_something_else_is_read():
    doc = told(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing/></mc:Choice><mc:Fallback>"
        f"<w:pict><v:shape><v:textbox><w:txbxContent>{para(MARK)}</w:txbxContent></v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert MARK in doc.text(Part.HIDDEN, HiddenKind.HIDDEN_TEXT)


@pytest.mark.parametrize(
    ("run", "kind"),
    [
        ("<w:vanish/>", HiddenKind.HIDDEN_TEXT),
        ("<w:color w:val='FFFFFF'/>", HiddenKind.WHITE_TEXT),
        ("<w:color w:themeColor='background1'/>", HiddenKind.WHITE_TEXT),
        ("<w:color w:val='FF0000'/><w:shd w:val='clear' w:fill='FE0000'/>", HiddenKind.WHITE_TEXT),
        ("<w:sz w:val='2'/>", HiddenKind.TINY_TEXT),
        ("<w:rStyle w:val='unseen'/>", HiddenKind.HIDDEN_TEXT),
    ],
)
def test_text_that_cannot_be_seen_is_hidden(run, kind):
    styles = part("styles", '<w:style w:type="character" w:styleId="unseen"><w:rPr><w:vanish/></w:rPr></w:style>')
    doc = told(para(MARK, f"<w:rPr>{run}</w:rPr>"), {"word/styles.xml": styles})
    assert doc.text(Part.HIDDEN, kind) == MARK
    assert doc.text().count(MARK) == 1


@pytest.mark.parametrize(
    "run", ["<w:vanish w:val='0'/>", "<w:color w:val='FFFFFF'/><w:shd w:fill='1F4E79'/>", "<w:sz w:val='21'/>"]
)
def test_text_that_can_be_seen_is_not(run):
    assert told(para(MARK, f"<w:rPr>{run}</w:rPr>")).text(Part.BODY) == MARK


PARTS = [
    ("word/header3.xml", part("hdr", para(MARK)), Part.HEADER, "页眉3 第1段"),
    ("word/footer1.xml", part("ftr", para(MARK)), Part.FOOTER, "页脚1 第1段"),
    ("word/footnotes.xml", part("footnotes", f"<w:footnote w:id='2'>{para(MARK)}</w:footnote>"), Part.NOTE, "脚注2"),
    ("word/endnotes.xml", part("endnotes", f"<w:endnote w:id='1'>{para(MARK)}</w:endnote>"), Part.NOTE, "尾注1"),
    ("word/comments.xml", part("comments", f"<w:comment w:id='0'>{para(MARK)}</w:comment>"), Part.COMMENT, "批注0"),
    ("word/comments.xml", part("comments", f"<w:comment w:id='0' w:author='{MARK}'/>"), Part.METADATA, "批注0"),
    ("word/old.xml", part("document", f"<w:body>{para(MARK)}</w:body>"), Part.HIDDEN, "word/old.xml 第1段"),
    (
        "word/settings.xml",
        part("settings", f"<w:docVars><w:docVar w:name='a' w:val='{MARK}'/></w:docVars>"),
        Part.HIDDEN,
        "word/settings.xml",
    ),
    (
        "word/glossary/document.xml",
        part("glossaryDocument", f"<w:docParts><w:docPart><w:docPartBody>{para(MARK)}</w:docPartBody></w:docPart></w:docParts>"),
        Part.HIDDEN,
        "构建基块 第1段",
    ),
]


@pytest.mark.parametrize(("name", "data", "where", "spot"), PARTS, ids=[p[0] + p[3] for p in PARTS])
def test_every_story_is_read_whether_or_not_anything_refers_to_it(name, data, where, spot):
    doc = told(para("正文"), {name: data})
    assert doc.spot(MARK) == spot
    assert MARK in doc.text(where)


def test_fields_alt_text_bookmarks_ruby_and_math():
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO 青</w:instrText></w:r><w:r><w:instrText>鸾甲</w:instrText></w:r></w:p>'  # noqa: E501 - markup in one piece
        '<w:p><w:r><w:instrText>PAGE \\* MERGEFORMAT</w:instrText></w:r><w:bookmarkStart w:name="青鸾乙"/></w:p>'
        '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="青鸾丙"/></wp:inline></w:drawing></w:r></w:p>'
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>qing</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>青</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        "<w:r><w:t>鸾丁</w:t></w:r><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>"
    )
    doc = told(body)
    assert doc.text(hidden=HiddenKind.FIELD_CODE) == "DDEAUTO 青鸾甲"
    assert doc.text(hidden=HiddenKind.DEFINED_NAME) == "青鸾乙"
    assert doc.text(hidden=HiddenKind.ALT_TEXT) == "青鸾丙"
    assert doc.text(Part.BODY) == f"青鸾丁x=1{SOFT}qing"


def test_a_watermark_is_read():
    doc = told(
        "",
        {
            "word/header1.xml": part(
                "hdr", f'<w:p><w:r><w:pict><v:shape><v:textpath string="{MARK}"/></v:shape></w:pict></w:r></w:p>'
            )
        },
    )
    assert doc.spot(MARK) == "页眉1 水印"


def test_strict_and_wide_and_flat_spellings_are_the_same_document():
    strict = f"<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body>{para(MARK)}</w:body></w:document>"
    wide = f"<?xml version='1.0' encoding='UTF-16'?><w:document {NS_W}><w:body>{para(MARK)}</w:body></w:document>".encode(
        "utf-16"
    )
    for document in (strict, wide):
        assert told("", document=document).text(Part.BODY) == MARK
    flat = (
        '<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document {NS_W}><w:body>{para(MARK)}</w:body></w:document></pkg:xmlData></pkg:part>'  # noqa: E501 - markup in one piece
        "</pkg:package>"
    )
    assert Told(read, flat.encode()).text(Part.BODY) == MARK


def test_a_broken_part_is_a_gap_and_what_is_left_of_it_is_read():
    doc = told(para("正文"), {"word/comments.xml": part("comments", f"<w:comment w:id='0'>{para(MARK)}</w:comment>")[:-30]})
    assert [g.reason for g in doc.gaps] == [GapReason.CORRUPT]
    assert MARK in doc.text(Part.COMMENT)
    assert "正文" in doc.text(Part.BODY)


def test_entities_grow_only_as_far_as_they_are_small(tmp_path):
    small = '<!DOCTYPE x [<!ENTITY a "青鸾"><!ENTITY b "计划">]>'
    assert (
        told("", document=f"<?xml version='1.0'?>{small}<w:document {NS_W}><w:body>{para('&a;&b;')}</w:body></w:document>").text(
            Part.BODY
        )
        == MARK
    )
    levels = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "ha">{levels}]>'
    doc = told("", document=f"<?xml version='1.0'?>{bomb}<w:document {NS_W}><w:body>{para('&a9;')}</w:body></w:document>")
    assert doc.gaps
    canary = tmp_path / "canary.txt"
    canary.write_text("不可读")
    outside = f'<!DOCTYPE x [<!ENTITY x SYSTEM "{canary.as_uri()}">]>'
    doc = told("", document=f"<?xml version='1.0'?>{outside}<w:document {NS_W}><w:body>{para('&x;')}</w:body></w:document>")
    assert doc.gaps
    assert "不可读" not in doc.text()


def test_embedded_files_pictures_macros_and_chunks_are_blobs_with_their_kind():
    doc = told(
        '<w:altChunk r:id="a"/>',
        {
            "word/_rels/document.xml.rels": rels(
                ("a", "aFChunk", "chunk.html"), ("h", "hyperlink", "http://example.test/%E9%9D%92%E9%B8%BE")
            ),
            "word/chunk.html": f"<html><body>{MARK}</body></html>",
            "word/embeddings/book.xlsx": b"PK",
            "word/media/image1.png": b"\x89PNG",
            "word/vbaProject.bin": b"\xd0\xcf",
            "docProps/thumbnail.jpeg": b"\xff\xd8",
            "notes.txt": MARK,
            "word/theme/theme1.xml": "<a:theme/>",
        },
    )
    kinds = {b.name: b.hidden for b in doc.blobs}
    assert kinds == {
        "word/chunk.html": None,
        "word/embeddings/book.xlsx": HiddenKind.EMBEDDED_FILE,
        "word/media/image1.png": None,
        "word/vbaProject.bin": HiddenKind.MACRO,
        "docProps/thumbnail.jpeg": HiddenKind.THUMBNAIL,
        "notes.txt": None,
    }
    assert [i.kind for i in doc.inert] == ["theme"]
    assert "青鸾" in doc.text(hidden=HiddenKind.EXTERNAL_LINK)


def formula(*codes):
    fields = "".join(
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        for code in codes
    )
    return f"<w:p>{fields}<w:r><w:t>★10年</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    "body",
    [
        formula(r" EQ \* jc2 \o\ad(\s\up 9(jī),机)", r" EQ \o\ad(\s\up 9(mì),密)"),
        formula(r" eq \o(\s\up 5(机),\s\do 2(密)) "),
        formula(r" eq \o\ac(○,机)", r" eq \o\ac(○,密)"),
        r"<w:p><w:fldSimple w:instr='EQ \a\al(机,密)'/><w:r><w:t>★10年</w:t></w:r></w:p>",
        '<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr><w:r><w:t>机</w:t></w:r></w:p><w:p><w:r><w:t>密★10年</w:t></w:r></w:p>',
    ],
)
def test_what_fields_show_and_dropped_capitals_stand_in_their_line(body):
    assert "机密★10年" in told(body).text()


def test_a_turned_run_is_marked_as_such():
    assert "\u202e年01★密机\u202c" in told('<w:p><w:bdo w:val="rtl"><w:r><w:t>年01★密机</w:t></w:r></w:bdo></w:p>').text()


def test_parts_are_inert_by_their_bytes_not_by_their_name():
    doc = told(
        "<w:p/>",
        {
            "word/fonts/image1.png": b"\x89PNG\r\n\x1a\n....",
            "word/theme/theme9.png": b"\x89PNG\r\n\x1a\n....",
            "word/fonts/font1.odttf": bytes(range(7, 51)) + b"cvt " + bytes(12) + b"fpgm" + bytes(range(7, 250)) * 9,
            "word/fonts/font2.odttf": bytes(range(7, 250)) * 9,
            "word/printerSettings/printerSettings1.bin": bytes(range(7, 250)) * 9,
            "word/styles.xml": "<note>青鸾</note>",
        },
    )
    assert {b.name for b in doc.blobs} == {
        "word/fonts/image1.png",
        "word/theme/theme9.png",
        "word/fonts/font2.odttf",
        "word/printerSettings/printerSettings1.bin",
    }
    assert [i.kind for i in doc.inert] == ["font"]
    assert "青鸾" in doc.text()


def test_boxes_stored_in_another_order_are_read_as_they_stand():
    boxes = "".join(
        f"<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml' style='position:absolute;left:{20 * i}pt;top:5pt;width:20pt;height:20pt'>"  # noqa: E501 - markup in one piece
        f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{'机密★10年'[i]}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
        for i in (1, 3, 0, 5, 2, 4)
    )
    assert "机密★10年" in told(boxes).text()
