# ruff: noqa: E501 - markup and bytes of a fixture read best on one line
from __future__ import annotations

import io
import zipfile

from outscan.types import CELL, HARD, SOFT, GapReason, Hidden, HiddenKind, Inert
from unpacked import gaps, seen, spot, words

NS = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for p, n in {
    "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing", "presentation": "presentation", "meta": "meta",
    "fo": "xsl-fo-compatible", "svg": "svg-compatible", "number": "datastyle", "form": "form",
}.items()) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip


def package(kind, body, styles="", automatic="", meta="", extra=None):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr(
            "content.xml",
            f"<office:document-content {NS}><office:automatic-styles>{automatic}</office:automatic-styles><office:body>{body}</office:body></office:document-content>",
        )
        archive.writestr("styles.xml", f"<office:document-styles {NS}>{styles}</office:document-styles>")
        archive.writestr("meta.xml", f"<office:document-meta {NS}><office:meta>{meta}</office:meta></office:document-meta>")
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def text(body, **more):
    return package("text", f"<office:text>{body}</office:text>", **more)


def style(name, properties):
    return f'<style:style style:name="{name}" style:family="text"><style:text-properties {properties}/></style:style>'


def test_paragraphs_spans_blanks_and_breaks():
    pieces = seen(
        text('<text:h>标题</text:h><text:p>会<text:span>议</text:span><text:s text:c="2"/>安排<text:line-break/>第二行</text:p>'),
        "a.odt",
    )
    assert words(pieces, part="body") == f"标题{HARD}会议  安排{SOFT}第二行"
    assert spot(pieces, "第二行") == "第2段"
    assert not gaps(pieces)


def test_headers_notes_comments_and_changes():
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>删去的话</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>正<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>脚注话</text:p></text:note-body></text:note>文"
        "<office:annotation><dc:creator>某人</dc:creator><text:p>批注话</text:p></office:annotation>完</text:p>"
    )
    masters = '<office:master-styles><style:master-page style:name="S"><style:header><text:p>页眉话</text:p></style:header><style:footer><text:p>页脚话</text:p></style:footer></style:master-page></office:master-styles>'
    pieces = seen(text(body, styles=masters), "a.odt")
    assert words(pieces, part="body") == "正文完"
    assert words(pieces, part="header") == "页眉话"
    assert words(pieces, part="footer") == "页脚话"
    assert words(pieces, part="note") == "脚注话"
    assert "批注话" in words(pieces, hidden=HiddenKind.COMMENT)
    assert words(pieces, hidden=HiddenKind.TRACKED_DELETION) == "删去的话"


def test_text_hidden_by_style_section_or_field():
    automatic = style("H", 'text:display="none"') + style("W", 'fo:color="#ffffff"') + style("T", 'fo:font-size="1pt"')
    body = (
        '<text:p>见<text:span text:style-name="H">甲</text:span><text:span text:style-name="W">乙</text:span><text:span text:style-name="T">丙</text:span></text:p>'
        '<text:section text:display="none"><text:p>丁</text:p></text:section><text:p><text:hidden-text text:string-value="戊">戊</text:hidden-text></text:p>'
    )
    pieces = seen(text(body, automatic=automatic), "a.odt")
    assert words(pieces, part="body") == "见"
    assert words(pieces, hidden=HiddenKind.HIDDEN_TEXT).split(HARD)[:2] == ["甲", "丁"]
    assert words(pieces, hidden=HiddenKind.WHITE_TEXT) == "乙"
    assert words(pieces, hidden=HiddenKind.TINY_TEXT) == "丙"
    assert "戊" in words(pieces)


def test_lines_of_a_text_box_and_words_of_a_picture():
    pieces = seen(
        text(
            "<text:p>外<draw:frame><draw:text-box><text:p>上</text:p><text:p>下</text:p></draw:text-box><svg:desc>图说</svg:desc></draw:frame></text:p>"
        ),
        "a.odt",
    )
    assert f"上{SOFT}下" in words(pieces)
    assert words(pieces, hidden=HiddenKind.ALT_TEXT) == "图说"


def test_sheets_repeats_values_formulas_and_what_is_hidden():
    automatic = '<style:style style:name="ta" style:family="table"><style:table-properties table:display="false"/></style:style>'
    body = (
        '<office:spreadsheet><table:table table:name="成果"><table:table-column/><table:table-column table:visibility="collapse"/>'
        '<table:table-row table:number-rows-repeated="3"/><table:table-row><table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell office:value="12.3456" table:formula="of:=&quot;会&quot;&amp;&quot;议&quot;"><text:p>12.3</text:p></table:table-cell></table:table-row>'
        "<table:table-row><table:table-cell/><table:table-cell><text:p>隐列</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:visibility="collapse"><table:table-cell><text:p>隐行</text:p></table:table-cell></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
        '<table:table table:name="底稿" table:style-name="ta"><table:table-row><table:table-cell><text:p>隐表</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>'
    )
    pieces = seen(package("spreadsheet", body, automatic=automatic), "a.ods")
    assert spot(pieces, "12.3") == "成果!C4"
    assert words(pieces, hidden=HiddenKind.HIDDEN_FORMAT) == "12.3456"
    assert "会议" in words(pieces, hidden=HiddenKind.FORMULA)
    assert words(pieces, hidden=HiddenKind.HIDDEN_COLUMN) == "隐列"
    assert words(pieces, hidden=HiddenKind.HIDDEN_ROW) == "隐行"
    assert words(pieces, hidden=HiddenKind.HIDDEN_SHEET) == "隐表"
    assert "底稿" in words(pieces, part="name")


def test_slides_notes_and_hidden_slides():
    automatic = '<style:style style:name="dp" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
    slide = '<draw:page draw:name="p" {}><draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame><presentation:notes><draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>'
    body = (
        "<office:presentation>"
        + slide.format("", "首页", "讲稿一")
        + slide.format('draw:style-name="dp"', "暗页", "讲稿二")
        + "</office:presentation>"
    )
    pieces = seen(package("presentation", body, automatic=automatic), "a.odp")
    assert words(pieces, part="body") == "首页"
    assert spot(pieces, "首页") == "幻灯片1"
    assert words(pieces, hidden=HiddenKind.HIDDEN_SLIDE) == "暗页"
    assert words(pieces, hidden=HiddenKind.SPEAKER_NOTE) == f"讲稿一{HARD}讲稿二"


def test_properties_by_kind():
    pieces = seen(
        text(
            "<text:p>x</text:p>",
            meta='<dc:title>题名</dc:title><dc:creator>某人</dc:creator><meta:user-defined meta:name="密别">自定</meta:user-defined>',
        ),
        "a.odt",
    )
    assert words(pieces, hidden=HiddenKind.PROPERTY) == "题名"
    assert words(pieces, hidden=HiddenKind.PERSON_PROPERTY) == "某人"
    assert words(pieces, hidden=HiddenKind.CUSTOM_PROPERTY) == "密别: 自定"


def test_a_table_in_a_text_is_a_grid():
    row = (
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{w}</text:p></table:table-cell>" for w in "甲乙")
        + "</table:table-row>"
    )
    assert words(seen(text(f'<table:table table:name="表1">{row}</table:table>'), "a.odt"), part="table") == f"甲{CELL}乙"


def test_other_members_and_objects():
    inner = f"<office:document-content {NS}><office:body><office:text><text:p>对象里的话</text:p></office:text></office:body></office:document-content>"
    pieces = seen(
        text(
            "<text:p>x</text:p>",
            extra={
                "Object 1/content.xml": inner,
                "附注.txt": "夹带的话",
                "settings.xml": "<s/>",
                "Basic/Standard/Module1.xml": "<m>宏里的话</m>",
            },
        ),
        "a.odt",
    )
    for want in ("对象里的话", "夹带的话", "宏里的话"):
        assert want in words(pieces)
    assert any(isinstance(p, Inert) for p in pieces)
    assert any(isinstance(p, Hidden) and p.kind is HiddenKind.MACRO for p in pieces)


def test_encrypted_and_broken_parts_are_gaps():
    manifest = (
        '<m:manifest xmlns:m="urn:m"><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
    )
    assert GapReason.ENCRYPTED in gaps(seen(text("<text:p>x</text:p>", extra={"META-INF/manifest.xml": manifest}), "a.odt"))
    pieces = seen(package("text", "<office:text><text:p>前文</text:p><text:p>断"), "a.odt")
    assert "前文" in words(pieces)
    assert GapReason.CORRUPT in gaps(pieces)


def test_the_flat_form_in_one_file():
    flat = f'<?xml version="1.0"?><office:document {NS} office:mimetype="application/vnd.oasis.opendocument.text"><office:meta><dc:title>题名</dc:title></office:meta><office:body><office:text><text:p>扁平正文</text:p></office:text></office:body></office:document>'
    text = words(seen(flat.encode(), "a.fodt"))
    assert "扁平正文" in text
    assert "题名" in text


def test_a_share_shown_in_percent_hides_nothing_a_rounded_one_does():
    from outscan.extract.odf.sheet import _digits, _scaled

    assert _digits(_scaled("0.125", "12.5%")) == _digits("12.5%")
    assert _digits(_scaled("0.123", "12%")) != _digits("12%")
    assert _scaled("不是数", "1%") == "不是数"


def test_conditional_text_labels_of_lists_and_packed_pictures():
    shown = '<text:p><text:conditional-text text:string-value-if-true="机密★10年" text:string-value-if-false=""/></text:p>'
    assert "机密★10年" in words(seen(text(shown), "a.odt"))
    label = '<text:list-style><text:list-level-style-number style:num-prefix="机密★" style:num-suffix="0年" style:num-format="1"/></text:list-style>'
    assert "机密★10年" in words(seen(text(label), "a.odt"))
    flat = (
        '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:mimetype="application/vnd.oasis.opendocument.text">'
        "<office:body><office:text><text:p>正文</text:p><office:binary-data>5py65a+G4piFMTDlubQ=</office:binary-data>"
        "</office:text></office:body></office:document>"
    )
    assert "机密★10年" in words(seen(flat.encode(), "a.fodt"))
