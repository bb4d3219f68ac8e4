from __future__ import annotations

import pytest

from extract.pdf_made import Made, segments, shown, update
from outscan.types import HiddenKind, Part
from outscan.words.places import place_words

BODY = "本报告记录青山水库的日常巡查工作。"
SEEN = f"BT /F1 12 Tf 60 700 Td {shown(BODY)} Tj ET "


def hidden(data: bytes) -> dict[HiddenKind | None, str]:
    return {s.hidden: s.text for s in segments(data) if s.hidden}


@pytest.mark.parametrize(
    ("drawing", "kind"),
    [
        (f"BT 3 Tr /F1 12 Tf 60 600 Td {shown('暗处文字')} Tj 0 Tr ET", HiddenKind.INVISIBLE_TEXT),
        (f"1 g BT /F1 12 Tf 60 600 Td {shown('暗处文字')} Tj ET 0 g", HiddenKind.WHITE_TEXT),
        (f"1 1 1 rg BT /F1 12 Tf 60 600 Td {shown('暗处文字')} Tj ET", HiddenKind.WHITE_TEXT),
        (f"BT /F1 0.5 Tf 60 600 Td {shown('暗处文字')} Tj ET", HiddenKind.TINY_TEXT),
        (f"BT /F1 12 Tf 60 -300 Td {shown('暗处文字')} Tj ET", HiddenKind.OFF_PAGE),
        (f"BT /F1 12 Tf 900 600 Td {shown('暗处文字')} Tj ET", HiddenKind.OFF_PAGE),
    ],
)
def test_text_nobody_sees_is_told_apart_and_read_once(drawing: str, kind: HiddenKind) -> None:
    made = Made()
    made.page(SEEN + drawing)
    found = segments(made.build())
    assert {s.hidden: s.text for s in found if s.hidden} == {kind: "暗处文字"}
    assert next(s.text for s in found if s.where.part is Part.BODY) == BODY


def test_white_text_on_a_dark_bar_is_seen() -> None:
    made = Made()
    made.page(f"{SEEN} 0 0 0.5 rg 50 590 300 30 re f 1 g BT /F1 12 Tf 60 600 Td {shown('亮处文字')} Tj ET")
    found = segments(made.build())
    assert not any(s.hidden for s in found)
    assert "亮处文字" in found[0].text


def test_a_layer_that_is_off_is_hidden() -> None:
    made = Made()
    layer = made.add("<< /Type /OCG /Name (Notes) >>")
    made.page(
        f"{SEEN} /OC /L1 BDC BT /F1 12 Tf 60 600 Td {shown('图层文字')} Tj ET EMC", resources=f"/Properties << /L1 {layer} 0 R >>"
    )
    off = f"/OCProperties << /OCGs [{layer} 0 R] /D << /OFF [{layer} 0 R] >> >>"
    assert hidden(made.build(off))[HiddenKind.HIDDEN_LAYER] == "图层文字"


def test_what_an_update_replaced_is_still_there() -> None:
    made = Made()
    page = made.lines("旧稿中的话。")
    content = page - 1
    first = made.build()
    now = f"BT /F1 12 Tf 60 700 Td {shown('新稿中的话。')} Tj ET"
    data = update(first, content, f"<< /Length {len(now)} >>\nstream\n{now}\nendstream", len(made.objects) + 1, made.catalog)
    found = segments(data)
    assert next(s.text for s in found if s.where.part is Part.BODY) == "新稿中的话。"
    [old] = [s for s in found if s.hidden is HiddenKind.OLDER_REVISION]
    assert old.text == "旧稿中的话。"
    assert place_words(old.where_at(0).spot) == "旧版本1 第1页"


def test_content_nothing_refers_to_is_still_there() -> None:
    made = Made()
    made.lines(BODY)
    made.stream(f"BT /F1 12 Tf 60 700 Td {shown('删去的段落')} Tj ET")
    assert hidden(made.build())[HiddenKind.DELETED_DATA] == "删去的段落"


def test_a_landscape_page_whose_size_is_inherited_has_nothing_off_the_page() -> None:
    made = Made()
    page = made.page(f"BT /F1 12 Tf 700 500 Td {shown('右侧文字')} Tj ET")
    made.objects[page - 1] = made.objects[page - 1].replace(b"/MediaBox [0 0 595 842]", b"")
    data = made.build().replace(b"/Type /Pages", b"/MediaBox [0 0 842 595] /Type /Pages")
    assert [s.hidden for s in segments(data)] == [None]


def test_replacement_text_in_the_stream_is_read_where_the_page_does_not_say_it() -> None:
    made = Made()
    made.page(f"/Span << /ActualText <FEFF{'替代的话'.encode('utf-16-be').hex()}> >> BDC {SEEN} EMC")
    text = "".join(s.text for s in segments(made.build()))
    assert text.count("替代的话") == 1
