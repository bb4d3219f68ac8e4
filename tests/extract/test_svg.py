# ruff: noqa: E501 - markup of a fixture reads best on one line
"""The kind: what a drawing of SVG or XPS shows although no element says it: text in pieces, letters as geometry, glyphs by number."""

from __future__ import annotations

import struct

import pytest

from drawn import bars, word
from extract.ooxml_made import packed
from outscan.extract.pdf.sfnt import cmap
from unpacked import gaps, seen, words

MARK = "机密★10年"


def svg(body):
    return f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{body}</svg>'.encode(), "图.svg"


def xps(body):
    page = f'<FixedPage xmlns="http://schemas.microsoft.com/xps/2005/06" xmlns:x="x">{body}</FixedPage>'
    return packed({"Documents/1/Pages/1.fpage": page, "FixedDocSeq.fdseq": "<FixedDocumentSequence/>"}), "图.xps"


def across(step=16):
    return " ".join(str(10 + step * i) for i in range(len(MARK)))


PIECES = {
    "a place a character": f'<text y="20" x="{across()}">{MARK}</text>',
    "a span a character": '<text y="20">' + "".join(f'<tspan x="{10 + 16 * i}">{c}</tspan>' for i, c in enumerate(MARK)) + "</text>",
    "an element a character": "".join(f'<text y="20" x="{10 + 16 * i}">{c}</text>' for i, c in enumerate(MARK)),
    "out of order": "".join(f'<text y="20" x="{10 + 16 * i}">{MARK[i]}</text>' for i in reversed(range(len(MARK)))),
    "moved into place": "".join(f'<g transform="translate({10 + 16 * i} 20)"><text>{c}</text></g>' for i, c in enumerate(MARK)),
    "used from elsewhere": "<defs>" + "".join(f'<text id="c{i}">{c}</text>' for i, c in enumerate(MARK)) + "</defs>"
    + "".join(f'<use href="#c{i}" x="{10 + 16 * i}" y="20"/>' for i in range(len(MARK))),
    "used by what is used": "<defs>" + "".join(f'<text id="c{i}">{c}</text>' for i, c in enumerate(MARK)) + '<g id="all">'
    + "".join(f'<use xlink:href="#c{i}" x="{10 + 16 * i}"/>' for i in range(len(MARK))) + '</g></defs><use xlink:href="#all" y="20"/>',
}  # fmt: skip


@pytest.mark.parametrize("way", sorted(PIECES))
def test_text_set_in_pieces_is_read_as_it_stands(way):
    assert MARK in words(seen(*svg(PIECES[way])))


def test_a_drawing_that_uses_itself_ends():
    assert not gaps(seen(*svg('<g id="a"><text x="1" y="9">平面图</text><use href="#a"/></g>')))


@pytest.mark.parametrize("size", ["1.2.3", "large", ""])
def test_a_size_of_type_that_is_none_is_passed_over(size):
    assert MARK in words(seen(*svg(f'<text y="20" font-size="{size}" x="{across()}">{MARK}</text>')))


def listed(points):
    return " ".join(f"{x:g},{y:g}" for x, y in points)


def figures(polygons, segment):
    return "<Path><Path.Data><PathGeometry>" + "".join(
        f'<PathFigure StartPoint="{one[0][0]:g},{one[0][1]:g}" IsClosed="true">{segment(one[1:])}</PathFigure>' for one in polygons
    ) + "</PathGeometry></Path.Data></Path>"  # fmt: skip


def lines(points):
    return f'<PolyLineSegment Points="{listed(points)}"/>'


def curves(points):
    return f'<PolyBezierSegment Points="{listed([p for one in points for p in (one, one, one)])}"/>'


def d(polygons):
    return " ".join("M" + "L".join(f"{x:g} {y:g} " for x, y in p) + "Z" for p in polygons)


GLYPHS = '<Glyphs UnicodeString="平面图" OriginX="1" OriginY="900" FontRenderingEmSize="9"/>'
SHAPES = {
    "polygons": lambda p: svg("<text>图</text>" + "".join(f'<polygon points="{listed(one)}"/>' for one in p)),
    "turned": lambda p: svg("<text>图</text>" + f'<g transform="scale(.5) translate(3,4)"><path d="{d(p)}"/></g>'),
    "used": lambda p: svg(f'<text>图</text><defs><path id="p" d="{d(p)}"/></defs><use href="#p" x="5" y="6"/>'),
    "lines of figures": lambda p: xps(GLYPHS + figures(p, lines)),
    "curves of figures": lambda p: xps(GLYPHS + figures(p, curves)),
    "figures in one text": lambda p: xps(f'{GLYPHS}<Path><Path.Data><PathGeometry Figures="{d(p)}"/></Path.Data></Path>'),
    "a matrix": lambda p: xps(f'{GLYPHS}<Canvas RenderTransform="0.5,0,0,0.5,3,4"><Path Data="F1 {d(p)}"/></Canvas>'),
    "a matrix that is a reference": lambda p: xps(
        f'{GLYPHS}<Canvas RenderTransform="{{StaticResource m}}"><Path Data="{d(p)}"/></Canvas>'
    ),
}


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_letters_as_geometry_are_looked_at_and_charts_are_not(shape):
    assert set(gaps(seen(*SHAPES[shape](word())))) == {"image_only"}
    assert not gaps(seen(*SHAPES[shape](bars())))


def test_glyphs_given_by_number_only_are_a_gap():
    assert "garbled" in gaps(seen(*xps('<Glyphs Indices="12,50;13;14;;15;16" OriginX="1" OriginY="9"/>')))


def font(table):
    """A font that has a `cmap` alone, of one subtable for Unicode."""
    body = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table
    return struct.pack(">4sHHHH4sIII", b"\0\1\0\0", 1, 0, 0, 0, b"cmap", 0, 28, len(body)) + body


def segments(*runs):
    """A subtable of format 4: (first, last, delta, glyphs)."""
    runs = (*runs, (0xFFFF, 0xFFFF, 1, ()))
    n, extra, shifts = len(runs), b"", b""
    for i, (_, _, _, glyphs) in enumerate(runs):
        shifts += struct.pack(">H", 2 * (n - i) + len(extra) if glyphs else 0)
        extra += struct.pack(f">{len(glyphs)}H", *glyphs)
    columns = [struct.pack(f">{n}H", *(run[k] & 0xFFFF for run in runs)) for k in (1, 0, 2)]
    return struct.pack(">HHHHHHH", 4, 0, 0, 2 * n, 0, 0, 0) + columns[0] + bytes(2) + columns[1] + columns[2] + shifts + extra


def test_a_font_says_which_character_a_glyph_stands_for():
    groups = (
        struct.pack(">HHIII", 12, 0, 0, 0, 2) + struct.pack(">III", 0x673A, 0x673B, 5) + struct.pack(">III", 0x20000, 0x20000, 9)
    )
    assert cmap(font(groups)) == {5: "机", 6: chr(0x673B), 9: chr(0x20000)}
    assert cmap(font(segments((0x41, 0x43, -0x40, ()), (0x5BC6, 0x5BC7, 0, (7, 8))))) == {
        1: "A",
        2: "B",
        3: "C",
        7: "密",
        8: chr(0x5BC7),
    }


def test_a_font_without_a_table_or_for_another_code_says_nothing():
    assert cmap(struct.pack(">4sHHHH4sIII", b"\0\1\0\0", 1, 0, 0, 0, b"glyf", 0, 28, 0)) == {}
    body = struct.pack(">HHHHI", 0, 1, 1, 0, 12) + bytes(40)  # of the Macintosh
    assert cmap(struct.pack(">4sHHHH4sIII", b"\0\1\0\0", 1, 0, 0, 0, b"cmap", 0, 28, len(body)) + body) == {}


@pytest.mark.parametrize("cut", [3, 20, 30, 50])
def test_a_font_that_breaks_off_is_told_as_such(cut):
    whole = font(segments((0x41, 0x43, -0x40, ())))
    with pytest.raises(struct.error):
        cmap(whole[:cut])
