from __future__ import annotations

import pytest
from lxml import etree

from extract.ooxml_made import DECLARED, NS_W, Told, docx
from outscan.extract.docx import read
from outscan.extract.docx.numbers import Numbers, _counted, _roman
from outscan.types import Part

LEVELS = (
    '<w:abstractNum w:abstractNumId="5">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="1">'
    '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)


def part(name: str, inner: str) -> str:
    return f"{DECLARED}<w:{name} {NS_W}>{inner}</w:{name}>"


def item(text: str, level: int, number: int = 1) -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{numbered}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def shown(body: str, styles: str = "") -> list[str]:
    parts = {"word/numbering.xml": part("numbering", LEVELS)}
    if styles:
        parts["word/styles.xml"] = part("styles", styles)
    return Told(read, docx(body, parts), "卷.docx").text(Part.BODY).split("\n")


def test_paragraphs_are_numbered_as_word_shows_them() -> None:
    body = item("选择题", 0) + item("下列说法", 1) + item("如图所示", 1) + item("要点", 2) + item("填空题", 0) + item("已知", 1)
    assert shown(body) == ["一、选择题", "1.下列说法", "2.如图所示", "要点", "二、填空题", "1.已知"]


def test_a_list_of_its_own_begins_where_it_is_told_to() -> None:
    assert shown(item("甲", 1, 2) + item("乙", 1, 2) + item("丙", 0)) == ["7.甲", "8.乙", "一、丙"]


def test_a_style_numbers_its_paragraphs_and_zero_takes_the_number_away() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="T"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="U"><w:basedOn w:val="T"/></w:style>'
    )
    plain = '<w:p><w:pPr><w:pStyle w:val="U"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    off = '<w:p><w:pPr><w:pStyle w:val="U"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>三</w:t></w:r></w:p>'
    assert shown(plain.format("总则") + plain.format("附则") + off, styles) == ["一、总则", "二、附则", "三"]


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "〇"), (1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (103, "一百零三"), (110, "一百一十"), (2001, "二千零一")],
)
def test_counting_in_chinese(number: int, text: str) -> None:
    assert _counted(number) == text


def test_roman_figures_and_rubbish_in_the_part() -> None:
    assert _roman(1994) == "mcmxciv"
    rubbish = etree.fromstring(
        part("numbering", '<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num><w:lvl w:ilvl="x"/>').split("?>")[-1]
    )
    assert Numbers.of(rubbish, {}).label(None) == ""
