"""Letters as outlines, drawn without a font: E, F, H and T of straight strokes, for tests of whatever draws."""

from __future__ import annotations

import math
from itertools import pairwise

LETTERS = {
    "E": [(0, 0), (6, 0), (6, 2), (2, 2), (2, 4), (5, 4), (5, 6), (2, 6), (2, 8), (6, 8), (6, 10), (0, 10)],
    "F": [(0, 0), (2, 0), (2, 4), (5, 4), (5, 6), (2, 6), (2, 8), (6, 8), (6, 10), (0, 10)],
    "H": [(0, 0), (2, 0), (2, 4), (5, 4), (5, 0), (7, 0), (7, 10), (5, 10), (5, 6), (2, 6), (2, 10), (0, 10)],
    "T": [(3, 0), (5, 0), (5, 8), (8, 8), (8, 10), (0, 10), (0, 8), (3, 8)],
}


def word(text="HEFT", size=4.0, x=20.0, y=20.0, *, down=False, flip=False):
    """The polygons of `text`, one letter beside (or below) the other; `flip` where y grows downwards."""
    polygons = []
    for i, letter in enumerate(text):
        left, base = (x, y + 12 * size * i) if down else (x + 10 * size * i, y)
        polygons.append([(left + size * a, base + size * ((10 - b) if flip else b)) for a, b in LETTERS[letter]])
    return polygons


def bars(count=12):
    """The bars of a chart: boxes of like width."""
    return [
        [(20 + 15 * i, 20), (30 + 15 * i, 20), (30 + 15 * i, 40 + 7 * (i % 5)), (20 + 15 * i, 40 + 7 * (i % 5))]
        for i in range(count)
    ]


def markers(count=12):
    """Equal stars along a line: the points of a chart."""
    star = [(0, 4), (1, 1), (4, 0), (1, -1), (0, -4), (-1, -1), (-4, 0), (-1, 1)]
    return [[(20 + 12 * i + x, 50 + 3 * (i % 4) + y) for x, y in star] for i in range(count)]


def line(count=60):
    """A curve of measured values."""
    return [[(20 + 4 * i, 50 + (i * i) % 37) for i in range(count)]]


def rounds(count=24):
    """Circles of two sizes as polygons, some over others: the points of a scatter."""

    def circle(x, y, size, steps):
        return [
            (x + size * math.cos(2 * math.pi * i / steps), y + size * math.sin(2 * math.pi * i / steps)) for i in range(steps)
        ]

    return [circle(30 + 11 * i, 60 + 17 * (i % 5), 10 + 4 * (i % 2), 16 + 4 * (i % 3)) for i in range(count)]


def slices():
    """The slices of a pie, as polygons."""
    ends = [0.0, 0.9, 1.5, 2.9, 4.0, 5.2, 2 * math.pi]
    return [
        [
            (100, 100),
            *((100 + 80 * math.cos(a + (b - a) * i / 20), 100 + 80 * math.sin(a + (b - a) * i / 20)) for i in range(21)),
            (100, 100),
        ]
        for a, b in pairwise(ends)
    ]


def thick(count=40):
    """The pieces of a thick line, each a polygon of six corners, as programs write lines that have a width."""
    values = [(10 + 12 * i, 60 + 20 * math.sin(i)) for i in range(count)]
    found = []
    for (x, y), (u, v) in pairwise(values):
        length = math.hypot(u - x, v - y)
        a, b = 2 * (u - x) / length, 2 * (v - y) / length
        found.append([(x - b, y + a), (x - a, y - b), (x + b, y - a), (u + b, v - a), (u + a, v + b), (u - b, v + a)])
    return found


def leaning(count=60):
    """A long row of slanted figures of three corners, each a little over the next."""
    return [[(4 * i, 1), (4 * i + 5, 30), (4 * i + 9, 7)] for i in range(count)]
