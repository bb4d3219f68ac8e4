from __future__ import annotations

import io

import pytest
from PIL import Image

from extract.pdf_made import Made, pieces, segments, shown
from outscan.errors import Exceeded
from outscan.extract.pdf import read
from outscan.limits import Budget, Limits
from outscan.types import Blob, Gap, GapReason, Part, Segment, Where
from outscan.words.places import place_words

BODY = "本报告记录青山水库的日常巡查工作。"


def noise(made: Made, width: int, height: int) -> tuple[int, bytes]:
    """A picture of noise: its object number and its bytes."""
    kept = io.BytesIO()
    Image.effect_noise((width, height), 90).save(kept, "JPEG")
    raw = kept.getvalue()
    entries = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 8 /ColorSpace /DeviceGray"
    start = f"<< {entries} /Filter /DCTDecode /Length {len(raw)} >>\nstream\n".encode()
    return made.add(start + raw + b"\nendstream"), raw


def body(data: bytes) -> Segment:
    return next(s for s in segments(data) if s.where.part is Part.BODY)


def test_pages_are_places_of_one_segment() -> None:
    made = Made()
    made.lines(BODY)
    made.lines("第二部分是经费说明。")
    segment = body(made.build())
    assert segment.text == f"{BODY}\v第二部分是经费说明。"
    assert place_words(segment.where_at(segment.text.index("经费")).spot) == "第2页"


def test_a_term_split_by_a_page_break_meets_its_other_half_across_running_lines() -> None:
    made = Made()
    for number, text in enumerate(("位于青山水", "库的东岸。", "巡查每日一次。"), 1):
        head = f"BT /F1 9 Tf 200 810 Td {shown('水库管理处工作简报')} Tj ET"
        foot = f"BT /F1 9 Tf 280 30 Td {shown(f'第 {number} 页')} Tj ET"
        made.page(f"{head} BT /F1 12 Tf 60 500 Td {shown(text)} Tj ET {foot}")
    data = made.build()
    assert "青山水\v库" in body(data).text
    parts = {s.where.part: s for s in segments(data)}
    assert parts[Part.HEADER].text.count("水库管理处工作简报") == 3
    assert place_words(parts[Part.FOOTER].where_at(parts[Part.FOOTER].text.index("第 2 页")).spot) == "第2页"


def test_letters_set_one_by_one_and_turned_text_are_read_in_order() -> None:
    made = Made()
    single = " ".join(f"1 0 0 1 {60 + 14 * i} 700 Tm {shown(c)} Tj" for i, c in enumerate("青山水库"))
    made.page(f"BT /F1 12 Tf {single} ET BT /F1 12 Tf 0 1 -1 0 300 200 Tm {shown('侧边文字')} Tj ET")
    text = "".join(body(made.build()).text.split())
    assert "青山水库" in text
    assert "侧边文字" in text


def test_rows_of_figures_become_a_table_and_leave_the_body() -> None:
    made = Made()
    rows = [("月份", "流量", "水位"), ("1月", "503.2", "127.1"), ("2月", "189.8", "123.7"), ("3月", "594.1", "128.5")]
    cells = "".join(
        f"BT /F1 11 Tf {60 + 150 * c} {600 - 20 * r} Td {shown(text)} Tj ET "
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    made.page(f"BT /F1 12 Tf 60 700 Td {shown(BODY)} Tj ET {cells}")
    data = made.build()
    table = next(s for s in segments(data) if s.where.part is Part.TABLE)
    assert table.cells is not None
    assert table.text == "月份\t流量\t水位\n1月\t503.2\t127.1\n2月\t189.8\t123.7\n3月\t594.1\t128.5"
    assert place_words(table.where_at(table.text.index("123.7")).spot) == "第1页 表1 R3C3"
    assert body(data).text == BODY


def test_a_page_of_nothing_but_a_picture_is_a_gap_with_its_page() -> None:
    made = Made()
    made.lines(BODY)
    picture, _ = noise(made, 300, 300)
    made.page("q 500 0 0 500 40 200 cm /I1 Do Q", resources=f"/XObject << /I1 {picture} 0 R >>")
    found = pieces(made.build())
    [gap] = [piece for piece in found if isinstance(piece, Gap)]
    assert (gap.reason, gap.page, place_words(gap.where.spot)) == (GapReason.IMAGE_ONLY, 1, "第2页")
    assert not any(isinstance(piece, Blob) for piece in found), "whoever looks at the page sees its picture"


def test_a_picture_beside_text_is_handed_on_once() -> None:
    made = Made()
    picture, raw = noise(made, 80, 60)
    for _ in range(2):
        made.page(
            f"BT /F1 12 Tf 60 700 Td {shown(BODY * 2)} Tj ET q 80 0 0 60 400 100 cm /I1 Do Q",
            resources=f"/XObject << /I1 {picture} 0 R >>",
        )
    blobs = [piece for piece in pieces(made.build()) if isinstance(piece, Blob)]
    assert [blob.name for blob in blobs] == ["第1页-图1.jpg"]
    assert blobs[0].data == raw


def test_an_empty_page_is_no_gap() -> None:
    made = Made()
    made.page("")
    assert not any(isinstance(piece, Gap) for piece in pieces(made.build()))


def test_pages_are_counted_and_what_came_before_the_limit_is_said() -> None:
    made = Made()
    for _ in range(3):
        made.lines(BODY)
    blob = Blob(Where(("件.pdf",)), made.build())
    found = read(blob, Budget(Limits(max_pages=2)))
    first = next(found)
    assert isinstance(first, Segment)
    assert first.text.count(BODY) == 2
    with pytest.raises(Exceeded, match="max_pages"):
        list(found)


def test_a_line_alone_in_the_upper_edge_is_a_header_on_one_page_too() -> None:
    made = Made()
    made.page(
        f"BT /F1 9 Tf 60 810 Td {shown('青山水库简报')} Tj 0 -70 Td {shown('正文第一行')} Tj 0 -20 Td {shown('第二行')} Tj ET"
    )
    parts = {s.where.part: s.text for s in segments(made.build()) if s.where.part in (Part.BODY, Part.HEADER)}
    assert parts == {Part.HEADER: "青山水库简报", Part.BODY: "正文第一行\v第二行"}
    made = Made()
    made.page(f"BT /F1 9 Tf 60 810 Td 12 TL {shown('首行即正文')} Tj T* {shown('接着读')} Tj T* {shown('再读')} Tj ET")
    assert not [s for s in segments(made.build()) if s.where.part is Part.HEADER]
