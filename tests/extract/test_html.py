# ruff: noqa: E501 - markup and bytes of a fixture read best on one line
from __future__ import annotations

import base64

import pytest

from outscan.types import CELL, HARD, SOFT, HiddenKind, Inert
from unpacked import gaps, seen, spot, words


def page(body, head="", name="a.html", encoding="utf-8"):
    return seen(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(encoding), name)


def test_a_word_in_pieces_is_one_word_and_blocks_are_apart():
    text = words(page("<p>部门<b>代</b><i>号</i>&nbsp;&#x5BC6;</p><div>第二段<br>同段</div>"), part="body")
    assert text == f"部门代号\xa0密{HARD}第二段{SOFT}同段"


@pytest.mark.parametrize(("markup", "kind"), [
    ('<p style="display:none">藏</p>', HiddenKind.HIDDEN_TEXT), ("<p hidden>藏</p>", HiddenKind.HIDDEN_TEXT),
    ('<p style="visibility: hidden">藏</p>', HiddenKind.HIDDEN_TEXT), ('<span style="font-size:0">藏</span>', HiddenKind.TINY_TEXT),
    ('<span style="font-size:1px">藏</span>', HiddenKind.TINY_TEXT), ('<p style="opacity:0">藏</p>', HiddenKind.INVISIBLE_TEXT),
    ('<p style="color:#fff">藏</p>', HiddenKind.WHITE_TEXT), ('<font color="white">藏</font>', HiddenKind.WHITE_TEXT),
    ('<div style="background:#123456"><p style="color:rgb(18,52,86)">藏</p></div>', HiddenKind.WHITE_TEXT),
    ('<p style="text-indent:-9999px">藏</p>', HiddenKind.OFF_PAGE), ("<noscript>藏</noscript>", HiddenKind.HIDDEN_TEXT),
    ("<template><p>藏</p></template>", HiddenKind.HIDDEN_TEXT), ("<!-- 藏 -->", HiddenKind.MARKUP_COMMENT),
    ('<img alt="藏">', HiddenKind.ALT_TEXT), ('<p title="藏">x</p>', HiddenKind.ALT_TEXT), ('<input placeholder="藏">', HiddenKind.ALT_TEXT),
    ('<input type="hidden" value="藏">', HiddenKind.FORM_FIELD), ('<p data-note="藏">x</p>', HiddenKind.CUSTOM_PROPERTY),
    ('<script>var a = "藏";</script>', HiddenKind.SCRIPT), ('<script type="application/ld+json">{"a":"\\u85cf"}</script>', HiddenKind.SCRIPT),

])  # fmt: skip
def test_what_the_eye_does_not_see_is_read_and_said(markup, kind):
    pieces = page(f"<p>见</p>{markup}")
    assert words(pieces, hidden=kind).strip() == "藏"
    assert "藏" not in words(pieces, part="body")


def test_a_style_sheet_hides_by_class_and_writes_text():
    head = '<style>.x{display:none} p.y{color:white} #z{opacity:0} q::before{content:"\\85cf文"} /* 注释 */</style>'
    pieces = page('<p class="x">甲</p><p class="y">乙</p><p id="z">丙</p><p>丁</p>', head)
    assert words(pieces, part="body") == f"藏文{HARD}丁"
    assert words(pieces, hidden=HiddenKind.WHITE_TEXT) == "乙"
    assert words(pieces, hidden=HiddenKind.INVISIBLE_TEXT) == "丙"
    assert words(pieces, hidden=HiddenKind.MARKUP_COMMENT) == "注释"


def test_black_on_white_and_white_on_black_are_seen():
    pieces = page('<p style="color:#000;background:#fff">黑</p><div style="background-color:#000;color:#fff">白</div>')
    assert words(pieces, part="body") == f"黑{HARD}白"


def test_a_table_is_a_grid_and_spans_move_columns():
    pieces = page(
        '<table><tr><th colspan="2">甲</th><th>乙</th></tr><tr><td rowspan=2>1</td><td>2</td><td>3<p>4</td></tr><tr><td>5</td></tr></table>'
    )
    table = words(pieces, part="table")
    assert table.split(HARD) == [f"甲{CELL}乙", CELL.join(["1", "2", f"3{SOFT}4"]), "5"]
    assert spot(pieces, "乙") == "表1 R1C3"
    assert spot(pieces, "5") == "表1 R3C2"


def test_a_table_for_layout_is_read_as_text():
    assert (
        words(page("<table><tr><td><p>一段</p><table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>"), part="body")
        == "一段"
    )


def test_script_strings_are_joined_and_unescaped():
    text = words(
        page(
            '<script>document.write("会" + "议 纪要"); var u = unescape("%u4F1A%u8BAE"); String.fromCharCode(0x4f1a, 35758); // 备注</script>'
        ),
        hidden=HiddenKind.SCRIPT,
    )
    assert "会议 纪要" in text
    assert text.count("会议") == 3
    assert "备注" in text


def test_embedded_files_come_out():
    inner = base64.b64encode("内嵌的文字".encode()).decode()
    pieces = page(f'<a href="data:text/plain;base64,{inner}">x</a><iframe srcdoc="&lt;p&gt;框内文字&lt;/p&gt;"></iframe>')
    assert "内嵌的文字" in words(pieces)
    assert "框内文字" in words(pieces)


def test_the_charset_of_the_page_is_not_trusted():
    assert "春季学期课程" in words(page("<p>春季学期课程安排</p>", '<meta charset="utf-8">', encoding="gb18030"))


def test_bytes_that_do_not_decode_are_a_gap():
    assert gaps(seen("<html><body><p>春季</p>".encode() + b"\xff\xff\xff<p>" + "学期".encode(), "a.html"))


def test_depth_costs_nothing_and_nothing_is_cut_off():
    assert "底" in words(page("<div>" * 30_000 + "底" + "</div>" * 30_000))


def test_a_page_without_words_is_counted():
    assert any(isinstance(p, Inert) for p in page("<div></div>"))


def test_written_backwards_is_read_forwards():
    assert "会议" in words(page('<bdo dir="rtl">议会</bdo>'))


def test_an_address_is_read_as_people_write_it():
    assert (
        words(page('<a href="https://example.test/%E8%97%8F">x</a>'), hidden=HiddenKind.EXTERNAL_LINK)
        == "https://example.test/藏"
    )


@pytest.mark.parametrize(
    "body",
    [
        '<div style="display:flex"><span style="order:2">密</span><span style="order:1">机</span><span style="order:3">★10年</span></div>',
        "<style>.f{display:flex;flex-direction:row-reverse}</style><div class=f><b>★10年</b><b>密</b><b>机</b></div>",
        '<b style="position:absolute;left:9px">密</b><b style="position:absolute;left:0">机</b><b style="position:absolute;left:18px">★10年',
        '<div><span style="float:right">★10年</span>机密</div>',
        '<div style="display:inline-grid"><i style="grid-column:2">密★10年</i><i style="grid-column:1">机</i></div>',
        "<p><ruby>机<rp>(</rp><rt>jī</rt><rp>)</rp></ruby><ruby>密<rp>（</rp><rt>mì</rt><rp>）</rp></ruby>★10年</p>",
        "<p><ruby>机<rp>（</rp><rt>jī</rt><rp>）</rp>密<rp>（</rp><rt>mì</rt><rp>）</rp></ruby>★10年</p>",
    ],
)
def test_boxes_are_read_as_they_are_seen_and_ruby_apart(body):
    assert "机密★10年" in words(page(body), part="body")


def test_a_page_with_a_placed_menu_is_not_read_twice():
    text = "双方于三月召开了工作例会，讨论了下一阶段的日程安排。" * 20
    body = (
        f'<div><nav style="position:absolute;left:0;top:0">菜单</nav><p>{text}</p><aside style="float:right">侧栏</aside></div>'
    )
    assert words(page(body)).count(text) == 1


def test_a_paragraph_of_many_pieces_costs_its_length_once():
    """Entities come one by one: eight times as many are about eight times the work."""
    import time

    def work(count):
        data = ("<p>" + "&#20250;&#35758;" * count).encode()
        started = time.process_time()
        pieces = seen(data, "a.html")
        assert words(pieces).count("会议") == count
        return max(time.process_time() - started, 0.05)

    once = min(work(8_000) for _ in range(2))
    assert min(work(64_000) for _ in range(2)) <= 8 * 3 * once


def test_cells_and_text_around_a_table_left_open_keep_their_words():
    pieces = seen("<p>前<table><tr><td>甲&#20057;<td>丙<p>丁".encode(), "a.html")
    for word in ("前", "甲乙", "丙", "丁"):
        assert word in words(pieces)
