# ruff: noqa: E501 - markup and bytes of a fixture read best on one line
from __future__ import annotations

import base64

import pytest

from outscan.types import CELL, HARD, SOFT, GapReason, HiddenKind, Inert
from unpacked import gaps, seen, words


def test_runs_are_one_breath_and_elements_are_apart():
    xml = '<?xml version="1.0"?><w:d xmlns:w="urn:w"><w:p><w:r><w:t>会</w:t></w:r><w:r><w:t>议</w:t></w:r></w:p><w:p><w:r><w:t>第二</w:t></w:r></w:p></w:d>'
    assert words(seen(xml.encode(), "a.doc"), part="body") == f"会议{HARD}第二"


def test_rows_of_cells_are_a_grid():
    xml = '<Workbook xmlns="urn:s"><Row><Cell><Data>点名</Data></Cell><Cell><Data>高程</Data></Cell></Row><Row><Cell><Data>甲</Data></Cell><Cell><Data>1</Data></Cell></Row></Workbook>'
    assert words(seen(xml.encode(), "a.xls"), part="table") == f"点名{CELL}高程{HARD}甲{CELL}1"


def test_paragraphs_of_a_cell_stay_in_it():
    xml = '<w:d xmlns:w="urn:w"><w:tr><w:tc><w:p><w:t>一</w:t></w:p><w:p><w:t>二</w:t></w:p></w:tc><w:tc><w:p><w:t>三</w:t></w:p></w:tc></w:tr></w:d>'
    assert words(seen(xml.encode(), "a.xml"), part="table") == f"一{SOFT}二{CELL}三"


def test_words_in_attributes_comments_and_instructions():
    xml = '<a xmlns="urn:a" note="属性里的话" colour="#ff0000"><!-- 注释里的话 --><?do 指令里的话?><b/></a>'
    pieces = seen(xml.encode(), "a.xml")
    assert words(pieces, hidden=HiddenKind.PROPERTY) == "属性里的话"
    assert words(pieces, hidden=HiddenKind.MARKUP_COMMENT) == f"注释里的话{HARD}指令里的话"


def test_entities_are_shown_not_resolved():
    xml = '<!DOCTYPE a [<!ENTITY x "实体里的话"><!ENTITY y SYSTEM "file:///etc/hostname">]><a xmlns="urn:a">&x;&y;后文</a>'
    pieces = seen(xml.encode(), "a.svg")
    assert "实体里的话" in words(pieces)
    assert "后文" in words(pieces)
    assert GapReason.CORRUPT in gaps(pieces)


def test_a_broken_document_is_read_to_its_end_with_a_gap():
    pieces = seen('<a xmlns="urn:a"><b>前文</b><c>断了\n<d>后文</d></a>'.encode(), "a.xml")
    assert "前文" in words(pieces)
    assert "后文" in words(pieces)
    assert GapReason.CORRUPT in gaps(pieces)


def test_coordinates_of_maps_are_rows_of_numbers():
    kml = '<kml xmlns="urn:k"><Placemark><name>测点</name><coordinates>112.1,35.2,0 112.3,35.4,0 112.5,35.6,0</coordinates></Placemark></kml>'
    pieces = seen(kml.encode(), "a.kml")
    assert words(pieces, part="table").split(HARD)[1] == CELL.join(["112.3", "35.4", "0"])
    assert "测点" in words(pieces)
    gpx = '<gpx xmlns="urn:g"><wpt lat="35.2" lon="112.1"><name>起点</name></wpt><wpt lat="35.4" lon="112.3"/></gpx>'
    assert words(seen(gpx.encode(), "a.gpx"), part="table") == f"35.2{CELL}112.1{HARD}35.4{CELL}112.3"


def test_packed_files_come_out():
    inner = base64.b64encode("内附的文字".encode()).decode()
    assert "内附的文字" in words(
        seen(f'<w:d xmlns:w="urn:w"><w:binData w:name="wordml://a.txt">{inner}</w:binData></w:d>'.encode(), "a.xml")
    )


def test_depth_is_a_gap_and_the_rest_is_read():
    pieces = seen(('<a xmlns="urn:a">' + "<b>" * 1500 + "深处" + "</b>" * 1500 + "</a>").encode(), "a.xml")
    assert "深处" in words(pieces)
    assert GapReason.TOO_DEEP in gaps(pieces)


def test_markup_without_words_is_counted():
    pieces = seen(b'<a xmlns="urn:a"><b/></a>', "a.xml")
    assert not gaps(pieces)
    assert any(isinstance(p, Inert) for p in pieces)


def test_a_declared_encoding_is_a_candidate_only():
    assert "春季学期课程" in words(
        seen('<?xml version="1.0" encoding="utf-8"?><a>春季学期课程安排</a>'.encode("gb18030"), "a.xml")
    )


@pytest.mark.parametrize(
    "body",
    [
        '<u:UOF xmlns:u="x" xmlns:字="y"><字:段落_416B><字:句_419D><字:文本串_415B>机</字:文本串_415B></字:句_419D><字:句_419D>密★10年</字:句_419D></字:段落_416B></u:UOF>',
        "<article><para>机<emphasis>密</emphasis>★10年</para></article>",
        '<h:p xmlns:h="x"><h:run><h:t>机</h:t></h:run><h:run><h:t>密★10年</h:t></h:run></h:p>',
        "<root><note>机<key>密</key>★10年</note></root>",
        "<root><note><key>机</key>密★10年</note></root>",
    ],
)
def test_a_sentence_cut_into_elements_is_read_in_one_breath(body):
    assert "机密★10年" in words(seen(f'<?xml version="1.0"?>{body}'.encode(), "a.xml"))


def test_elements_of_a_record_stay_apart():
    body = '<?xml version="1.0"?><list>\n <name>甲</name>\n <name>乙</name>\n</list>'
    assert words(seen(body.encode(), "a.xml"), part="body").split(HARD) == ["甲", "乙"]
