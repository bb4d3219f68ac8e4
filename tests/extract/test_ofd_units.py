# ruff: noqa: E501 - markup of a fixture reads best on one line
"""The kind: text of OFD that no page holds itself, characters that only stand in for glyphs, and what looks like them."""

from __future__ import annotations

import pytest

from drawn import word
from extract.ooxml_made import packed
from unpacked import gaps, seen, words

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
TEXT = "本件定为机密★10年"


def text(said, more="", steps=""):
    return f'<ofd:TextObject ID="5" Boundary="9 9 180 6" Size="4">{more}<ofd:TextCode X="0" Y="4" {steps}>{said}</ofd:TextCode></ofd:TextObject>'


def ofd(objects, units="", part="D/Res.xml", kind="Page"):
    page = f'<ofd:Page {NS}><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="9">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
    listed = f"<ofd:DocumentRes>{part.removeprefix('D/')}</ofd:DocumentRes>" if units else ""
    template = '<ofd:TemplatePage ID="7" BaseLoc="P.xml"/>' if kind == "TemplatePage" else ""
    pages = "" if template else '<ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages>'
    parts = {
        "OFD.xml": f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "D/Document.xml": f"<ofd:Document {NS}><ofd:CommonData>{listed}{template}</ofd:CommonData>{pages}</ofd:Document>",
        "D/P.xml": page,
    }
    if units:
        parts[part] = f"<ofd:Res {NS}><ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits></ofd:Res>"
    return packed(parts), "a.ofd"


def unit(number, content):
    return f'<ofd:CompositeGraphicUnit ID="{number}" Width="200" Height="50"><ofd:Content>{content}</ofd:Content></ofd:CompositeGraphicUnit>'


def use(number, more=""):
    return f'<ofd:CompositeObject ID="2" Boundary="0 0 200 50" ResourceID="{number}" {more}/>'


@pytest.mark.parametrize("kind", ["Page", "TemplatePage"])
@pytest.mark.parametrize("part", ["D/Res.xml", "D/PublicRes.xml"])
def test_the_text_of_a_composite_object_is_read(kind, part):
    found = seen(*ofd(use(11), unit(11, text(TEXT)), part, kind))
    assert TEXT in words(found)
    assert not gaps(found)


def test_a_composite_within_a_composite_and_one_that_draws_itself_are_read_once():
    found = words(seen(*ofd(use(11), unit(11, use(12)) + unit(12, text(TEXT) + use(12)))))
    assert TEXT in found


def test_a_composite_no_page_draws_is_read_too():
    assert TEXT in words(seen(*ofd(text("平面图"), unit(11, text(TEXT)))))


def test_letters_of_curves_in_a_composite_are_looked_at():
    data = " ".join("M" + "L".join(f" {x:g} {y:g} " for x, y in p) + "C" for p in word(size=2))
    curves = (
        f'<ofd:PathObject Boundary="0 0 200 200" Fill="true"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'
    )
    assert set(gaps(seen(*ofd(text("平面图") + use(11), unit(11, curves))))) == {"image_only"}


def glyphs(numbers):
    return f'<ofd:CGTransform CodePosition="0" CodeCount="{len(numbers)}" GlyphCount="{len(numbers)}"><ofd:Glyphs>{" ".join(map(str, numbers))}</ofd:Glyphs></ofd:CGTransform>'


STANDING_IN = {
    "blanks": ("       ", ""),
    "one character": ("口口口口口口口", ""),
    "placeholders": ("¤¤¤¤¤¤¤", ""),
    "codes in a row": ("ABCDEFG", ""),
    "signs": ("!#$%&amp;*+", ""),
    "letters that step as wide as Han": ("qwkzpxv", 'DeltaX="4 4 4 4 4 4"'),
}


@pytest.mark.parametrize(("said", "steps"), STANDING_IN.values(), ids=STANDING_IN)
def test_characters_that_only_stand_in_for_glyphs_are_a_gap(said, steps):
    assert gaps(seen(*ofd(text("平面图") + text(said, glyphs([41, 7, 99, 12, 5, 77, 30]), steps)))) == ["garbled"]


@pytest.mark.parametrize("said", ["会议时间改为下午", "Meeting", "2024-05-06"])
def test_words_beside_their_glyphs_are_believed(said):
    found = seen(*ofd(text(said, glyphs(range(100, 100 + len(said))), 'DeltaX="2 2 2 2 2 2"')))
    assert said in words(found)
    assert not gaps(found)
