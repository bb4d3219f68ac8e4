"""The kind: a drawing without a word whose single strokes are its words, and wordless drawings that are none."""

from __future__ import annotations

import math
import struct

import pytest

from unpacked import gaps, seen

STROKES = {
    "A": [(0, 0, 3, 10), (3, 10, 6, 0), (1, 4, 5, 4)],
    "E": [(0, 0, 0, 10), (0, 10, 6, 10), (0, 5, 5, 5), (0, 0, 6, 0)],
    "H": [(0, 0, 0, 10), (6, 0, 6, 10), (0, 5, 6, 5)],
    "Z": [(0, 10, 6, 10), (6, 10, 0, 0), (0, 0, 6, 0)],
    "M": [(0, 0, 0, 10), (0, 10, 4, 4), (4, 4, 8, 10), (8, 10, 8, 0)],
}


def writing(text="AEHZMAEHZMAEHZMEHZ", size=4):
    return [
        (20 + size * (9 * i + a), 20 + size * b, 20 + size * (9 * i + c), 20 + size * e)
        for i, letter in enumerate(text)
        for a, b, c, e in STROKES[letter]
    ]


def hatch():
    return [(10 * i, 0, 10 * i + 40, 80) for i in range(90)]


def grid():
    return [(0, 10 * i, 500, 10 * i) for i in range(40)] + [(10 * i, 0, 10 * i, 390) for i in range(50)]


def axis():
    return [(0, 0, 800, 0), *((10 * i, 0, 10 * i, 8 if i % 5 else 14) for i in range(80))]


def crosses():
    return [
        s for i in range(40) for x, y in [(20 * i, 60 + 20 * math.sin(i))] for s in ((x - 3, y, x + 3, y), (x, y - 3, x, y + 3))
    ]


def svg(strokes):
    paths = "".join(f'<path fill="none" d="M{a:g} {b:g}L{c:g} {e:g}"/>' for a, b, c, e in strokes)
    return f'<svg xmlns="http://www.w3.org/2000/svg">{paths}</svg>'.encode(), "a.svg"


def html(strokes):
    return f"<html><body><p>图</p>{svg(strokes)[0].decode()}</body></html>".encode(), "a.html"


def emf(strokes):
    def line(a, b, c, e):
        return struct.pack("<IIii", 27, 16, int(a), int(b)) + struct.pack("<IIii", 54, 16, int(c), int(e))

    head = struct.pack("<II", 1, 108) + bytes(32) + b" EMF" + bytes(64)
    return head + b"".join(line(*s) for s in strokes) + struct.pack("<IIIII", 14, 20, 0, 0, 20), "a.emf"


def wmf(strokes):
    def record(function, *values):
        return struct.pack("<IH", 3 + len(values), function) + struct.pack(f"<{len(values)}h", *(int(v) for v in values))

    body = b"".join(record(0x0214, b, a) + record(0x0213, e, c) for a, b, c, e in strokes)
    return struct.pack("<HHHIHIH", 1, 9, 0x300, 0, 0, 0, 0) + body + struct.pack("<IH", 3, 0), "a.wmf"


def illustration(count=80):
    """Leaves and petals: curves of every size, none beside its like."""
    return "".join(
        f'<path d="M{40 * (i % 9)} {37 * (i // 9)}c{3 + i % 7 * 4} {-2 * (i % 5)} {9 + i} {4 + i % 3} {2 * i} {i % 11}'
        f'c{-i} {7 + i % 4} {-9 - i} {i % 6} {-2 * i} {-(i % 11)}z"/>'
        for i in range(count)
    )


@pytest.mark.parametrize("make", [svg, html, emf, wmf], ids=lambda make: make.__name__)
def test_strokes_that_meet_in_letters_are_looked_at(make):
    assert set(gaps(seen(*make(writing())))) == {"image_only"}


@pytest.mark.parametrize("make", [svg, html, emf, wmf], ids=lambda make: make.__name__)
@pytest.mark.parametrize("strokes", [hatch(), grid(), axis(), crosses()], ids=["hatch", "grid", "axis", "crosses"])
def test_hatches_grids_axes_and_markers_are_not(make, strokes):
    assert not gaps(seen(*make(strokes)))


def test_an_illustration_of_many_shapes_without_a_word_is_no_gap():
    assert not gaps(seen(f'<svg xmlns="http://www.w3.org/2000/svg">{illustration()}</svg>'.encode(), "a.svg"))
