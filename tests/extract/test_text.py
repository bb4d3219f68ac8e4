# ruff: noqa: E501 - markup and bytes of a fixture read best on one line
from __future__ import annotations

import pytest

from outscan.extract.text.lines import cut, paragraphs, pieces
from outscan.types import CELL, HARD, SOFT, GapReason, Inert, Segment
from outscan.words.places import place_words
from unpacked import gaps, seen, spot, words

WRAPPED = "本学期的实验课安排在每周二下午进行，请各位任课教师提前一周把实验材料清单交到\n实验中心，以便统一准备。\n密级：内部\n第二段另起。"


def body(data, name="a.txt"):
    return next(
        p
        for p in seen(data if isinstance(data, bytes) else data.encode(), name)
        if isinstance(p, Segment) and p.where.part != "name"
    )


def test_wrapped_prose_reads_on_and_short_lines_do_not():
    text = body(WRAPPED).text
    assert f"交到{SOFT}实验中心" in text
    assert f"{HARD}密级：内部{HARD}" in text


def test_places_are_lines_a_person_can_open():
    pieces = seen("标题\n\n\n正文在第四行\r\n第五行\r第六行".encode(), "a.txt")
    assert spot(pieces, "正文在") == "第4行"
    assert spot(pieces, "第六行") == "第6行"


def test_a_blank_text_is_counted_and_no_gap():
    pieces = seen(b" \r\n\t \n", "a.txt")
    assert not gaps(pieces)
    assert any(isinstance(p, Inert) for p in pieces)


def test_bytes_that_do_not_decode_are_a_gap_beside_what_does():
    pieces = seen("前言\n".encode() + b"\xff\xfe\xff" + "后记在此".encode(), "a.txt")
    assert "后记在此" in words(pieces)
    assert GapReason.GARBLED in gaps(pieces)


def test_nul_between_characters_does_not_hide_them():
    assert "会议纪要" in words(seen("\0".join("会议纪要如下所列").encode(), "a.txt"))


def test_csv_is_a_grid_with_rows_and_columns():
    segment = body('点名,高程,备注\n"甲,乙",12.5,"说 ""好""\n两行"\n,,末列\n', "a.csv")
    assert segment.where.part == "table"
    assert segment.text.split(HARD)[1] == CELL.join(["甲,乙", "12.5", f'说 "好"{SOFT}两行'])
    assert place_words(segment.where_at(segment.text.index("末列")).spot) == "表 R3C3"


def test_a_quote_never_closed_does_not_swallow_the_table():
    segment = body('a,b\n"x,1\ny,2\nz,3\n', "a.csv")
    assert segment.text.count(HARD) == 3


def test_semicolons_and_tabs_separate_too():
    assert CELL in body("甲;乙\n1,5;2,5\n", "a.csv").text
    assert CELL in body("sep=|\n甲|乙\n1|2\n", "a.csv").text


def test_json_keys_values_and_paths():
    pieces = seen(b'{"title": "\\u4f1a\\u8bae", "list": [{"x": "one"}, {"y": 2.50}], "title": "second"}', "a.json")
    text = words(pieces)
    assert "title: 会议" in text
    assert "title: second" in text
    assert "y: 2.50" in text
    assert spot(pieces, "2.50") == "$.list[1].y"


def test_records_become_a_table_with_its_header():
    segment = body('[{"n":"甲","v":1},{"n":"乙","v":2},{"n":"丙","v":3}]', "a.json")
    assert segment.text.split(HARD)[:2] == [f"n{CELL}v", f"甲{CELL}1"]


def test_geojson_points_and_rings_keep_numbers_as_written():
    rings = '{"type":"Polygon","coordinates":[[[112.10,35.20],[112.30,35.40],[112.50,35.60],[112.10,35.20]]]}'
    table = words(seen(rings.encode(), "a.geojson"), part="table")
    assert f"112.10{CELL}35.20" in table
    point = '{"type":"Feature","geometry":{"type":"Point","coordinates":[112.863,35.135]},"properties":{"name":"书店"}}'
    assert "coordinates: 112.863, 35.135" in words(seen(point.encode(), "a.geojson"))


def test_json_too_deep_for_its_parser_is_read_as_text():
    assert "会议" in words(seen(b'{"a":' + b"[" * 5000 + b'"\\u4f1a\\u8bae"' + b"]" * 5000 + b"}", "a.json"))


def test_broken_json_is_read_as_text():
    assert "会议" in words(seen(b'{"a": "\\u4f1a\\u8bae", }', "a.json"))


def test_calendar_lines_are_unfolded_and_quoted_printable_undone():
    card = (
        "BEGIN:VCARD\r\nFN:王\r\n  某某\r\nNOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E4=BC=9A=\r\n=E8=AE=AE\r\nEND:VCARD\r\n"
    )
    text = words(seen(card.encode(), "a.vcf"))
    assert "王 某某" in text
    assert "会议" in text


def test_drawing_texts_layers_and_points():
    pairs = [
        (0, "SECTION"),
        (2, "ENTITIES"),
        (0, "TEXT"),
        (8, "水系"),
        (10, "500123.25"),
        (20, "3456789.5"),
        (1, "\\U+4F1A\\U+8BAE%%d"),
        (0, "MTEXT"),
        (3, "{\\fSimSun|b0;长"),
        (1, "文\\P二行}"),
        (1, "\\M+5BBE1"),
        (0, "ENDSEC"),
        (0, "EOF"),
    ]
    pieces = seen("\n".join(f"{c}\n{v}" for c, v in pairs).encode(), "a.dxf")
    text = words(pieces)
    assert "会议°" in text
    assert f"长文{SOFT}二行" in text
    assert "水系" in text
    assert bytes.fromhex("BBE1").decode("gbk") in text
    assert f"500123.25{CELL}3456789.5" in text


@pytest.mark.parametrize(
    "text",
    [
        '{"ops":[{"insert":"机"},{"insert":"密★","attributes":{"bold":true}},{"insert":"10年\\n"}]}',
        '{"a":["机","密","★","1","0","年"]}',
        '{"type":"doc","content":[{"type":"text","text":"机"},{"type":"text","text":"密★10年"}]}',
        '{"rich_text":[{"text":{"content":"机"}},{"text":{"content":"密★10年"}}]}',
    ],
)
def test_a_sentence_cut_into_runs_is_read_in_one_breath(text):
    assert "机密★10年" in words(seen(text.encode(), "a.json"))


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("size", [20, 45, 100, 400])
def test_a_long_text_in_pieces_is_what_it_is_in_one(size, ending, monkeypatch):
    wrapped = "这一行是手工折行的文字，它长到一定的列数以后会在下一行接着写下去的那一种文字"
    lines = [f"第{i}行。" if i % 5 else wrapped if i % 10 else "" for i in range(60)]
    text = ending.join(lines)
    whole, places = paragraphs(text)
    monkeypatch.setattr("outscan.extract.text.lines.PIECE", size)
    parts = list(pieces(cut(text)))
    assert len(parts) > 1
    assert HARD.join(laid for laid, _ in parts if laid) == whole
    assert [at.number("line") for _, one in parts for at in one.spots] == [at.number("line") for at in places.spots]
