# ruff: noqa: E501 - markup and streams of a fixture read best on one line
"""The kind: fonts that call their glyphs by other names than theirs, and honest fonts that look a little like them."""

from __future__ import annotations

import pytest

from drawn import LETTERS
from extract.pdf_made import Made
from unpacked import gaps, seen, words

HAN = "一丁七万三上下不与专业东两严中丰为主举义书人今他代件任企会作使供保信值做停入全公共关其"
"""In the order of Unicode, as the glyphs of most fonts stand."""


def mapped(pairs, *, ranges=""):
    chars = "\n".join(f"<{number:04x}> <{text.encode('utf-16-be').hex()}>" for number, text in pairs)
    body = f"{len(pairs)} beginbfchar\n{chars}\nendbfchar\n" if pairs else ""
    return f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n{body}{ranges}\nendcmap end end"


def composite(codes, told):
    """A page in an Identity-H font without a program that could contradict its map."""
    made = Made()
    stream = made.stream(told)
    descriptor = made.add(
        "<< /Type /FontDescriptor /FontName /AAAAAA+X /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    )
    below = made.add(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor {descriptor} 0 R >>"
    )
    font = made.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+X /Encoding /Identity-H /DescendantFonts [{below} 0 R] /ToUnicode {stream} 0 R >>"
    )
    made.page(f"BT /F1 12 Tf 60 700 Td <{''.join(f'{number:04x}' for number in codes)}> Tj ET", font=font)
    return seen(made.build(), "a.pdf")


BLOCKS = {
    "chars": "1 beginbfrange\n<00fd> <0102> <4e00>\nendbfrange",
    "several": "2 beginbfrange\n<0003> <0005> <6797>\n<00fd> <0102> [<4e00> <4e01> <4e02> <4e03> <4e04> <4e05>]\nendbfrange",
    "far": "1 beginbfrange\n<0001> <02ff> <4d04>\nendbfrange",
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_a_range_over_the_border_of_a_low_byte_is_read(block):
    found = composite(range(0xFD, 0x103), mapped([], ranges=block))
    assert "一丁丂七丄丅" in words(found)
    assert not gaps(found)


def test_ranges_that_keep_to_their_byte_are_read_as_they_are():
    assert "一丁丂" in words(composite(range(0x10, 0x13), mapped([], ranges="1 beginbfrange\n<0010> <0012> <4e00>\nendbfrange")))


def swapped(*places):
    """The font's own order with the characters at `places` called by the names of others."""
    names = list(HAN)
    for at, other in places:
        names[at] = other
    return composite(range(100, 100 + len(HAN)), mapped(list(zip(range(100, 140), names, strict=False))))


def test_names_standing_together_out_of_the_order_of_the_glyphs_are_a_gap():
    assert gaps(swapped((10, "齐"), (11, "食"), (12, "龙"), (13, "鱼"))) == ["garbled"]
    assert gaps(swapped((20, "丙"), (21, "丈"), (22, "丑"))) == ["garbled"]


def test_variants_apart_from_one_another_are_none():
    assert not gaps(swapped())
    assert not gaps(swapped((4, "齐")))
    assert not gaps(swapped((3, "齐"), (17, "食"), (30, "鱼")))


def outline(letter):
    points = LETTERS[letter]
    lines = " ".join(f"{100 * x} {100 * y} l" for x, y in points[1:])
    return f"1000 0 0 0 1000 1000 d1 {100 * points[0][0]} {100 * points[0][1]} m {lines} h f"


def bitmap(letter):
    rows = {"E": "FE80F8808080FE", "F": "FE80F880808080", "H": "828282FE828282", "T": "FE101010101010"}[letter]
    return f"1000 0 0 0 1000 1000 d1 q 900 0 0 900 0 0 cm BI /W 7 /H 7 /IM true /D [1 0] /BPC 1 /F /AHx ID {rows}> EI Q"


def type3(names, *, draw=outline, wide=1000, told="", first=65, text="HEFT"):
    """A page that shows four glyphs of a Type 3 font, called by `names`, their codes from `first` on."""
    made = Made()
    glyphs = [made.stream(draw(letter).replace("1000 0 0 0", f"{wide} 0 0 0", 1)) for letter in text]
    procs = " ".join(f"/{name} {glyph} 0 R" for name, glyph in zip(names, glyphs, strict=True))
    differences = f"/Encoding << /Type /Encoding /Differences [{first} {' '.join('/' + name for name in names)}] >>"
    unicode = f"/ToUnicode {made.stream(told)} 0 R" if told else ""
    font = made.add(
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar {first} /LastChar {first + 3} "
        f"/Widths [{' '.join([str(wide)] * 4)}] /CharProcs << {procs} >> {differences} {unicode} /Resources << >> >>"
    )
    made.page(f"BT /F1 30 Tf 60 700 Td <{''.join(f'{first + i:02x}' for i in range(4))}> Tj ET", font=font)
    return seen(made.build(), "a.pdf")


def told(text, first=65):
    return (
        mapped(list(zip(range(first, first + 4), text, strict=True)))
        .replace("<0000> <ffff>", "<00> <ff>")
        .replace("\n<00", "\n<")
    )


ODD = ("g1", "g2", "g3", "g4")
LYING = {
    "called by letters, as wide as Han": lambda draw: type3(("a", "b", "c", "d"), draw=draw),
    "called Han": lambda draw: type3(("uni4E00", "uni4E01", "uni4E03", "uni4E07"), draw=draw),
    "called nothing": lambda draw: type3(ODD, draw=draw),
    "mapped to blanks": lambda draw: type3(("a", "b", "c", "d"), draw=draw, told=told("    ")),
    "mapped to Han": lambda draw: type3(ODD, draw=draw, told=told("会议纪要")),
    "mapped to private use": lambda draw: type3(ODD, draw=draw, told=told("\ue000\ue001\ue002\ue003")),
    "mapped to letters, as wide as Han": lambda draw: type3(ODD, draw=draw, told=told("abcd")),
}


@pytest.mark.parametrize("draw", [outline, bitmap], ids=lambda draw: draw.__name__)
@pytest.mark.parametrize("make", LYING.values(), ids=LYING)
def test_type_3_glyphs_that_are_not_to_be_taken_at_their_word_are_looked_at(make, draw):
    assert set(gaps(make(draw))) & {"image_only", "garbled"}


@pytest.mark.parametrize("draw", [outline, bitmap], ids=lambda draw: draw.__name__)
@pytest.mark.parametrize("kind", ["names", "map"])
def test_type_3_letters_as_narrow_as_letters_are_believed(draw, kind):
    names = {"names": ("E", "F", "G", "H"), "map": ODD}[kind]
    found = type3(names, draw=draw, wide=600, first=69, text="EFTH", told=told("EFGH", 69) if kind == "map" else "")
    assert words(found) == "EFGH"
    assert not gaps(found)


@pytest.mark.parametrize("names", [("H", "E", "F", "T"), ("s", "e", "c", "r"), ("uni0048", "uni0045", "uni0046", "uni0054")])
def test_type_3_codes_that_say_other_than_their_names_are_a_gap(names):
    assert set(gaps(type3(names, wide=600))) == {"garbled"}
