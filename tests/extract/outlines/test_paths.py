"""The kind: one figure, however its path is written; what is damaged ends the path there."""

from __future__ import annotations

import pytest

from outscan.extract.outlines import svg_path, svg_transform
from outscan.extract.outlines.paths import ofd_path, vml_path

SQUARE = [(0, 0), (10, 0), (10, 10), (0, 10)]


def corners(contours):
    """The points of the first contour, each once, in order."""
    return list(dict.fromkeys((round(x), round(y)) for x, y in contours[0].points))


@pytest.mark.parametrize("path", [
    "M0 0 L10 0 L10 10 L0 10 Z",
    "M 0,0 10,0 10,10 0,10 z",
    "m0 0 10 0 0 10 -10 0z",
    "M0 0H10V10H0Z",
    "m0 0h10v10h-10z",
    "M0-0L10 0 10 10.0 0 1e1Z",
])  # fmt: skip
def test_a_square_is_a_square(path):
    assert corners(svg_path(path)) == SQUARE


@pytest.mark.parametrize("path", [
    "M0 0 C0 0 10 0 10 0 C10 0 10 10 10 10",
    "M0 0 S10 0 10 0 S10 10 10 10",
    "M0 0 Q10 0 10 0 Q10 10 10 10",
    "M0 0 Q10 0 10 0 T10 10",
    "m0 0 q10 0 10 0 t0 10",
    "M0 0 A5 5 0 0 1 10 0 a5 5 0 0 1 0 10",
])  # fmt: skip
def test_curves_pass_through_their_ends(path):
    assert [p for p in corners(svg_path(path)) if p in SQUARE] == [(0, 0), (10, 0), (10, 10)]
    assert svg_path(path)[0].curves


def test_ofd_begins_with_a_letter_of_its_own_and_closes_with_another():
    assert corners(ofd_path("S 0 0 M 0 0 L 10 0 L 10 10 L 0 10 C")[-1:]) == SQUARE
    assert corners(ofd_path("M 0 0 B 0 0 10 0 10 0 Q 10 10 10 10 A 5 5 0 0 1 0 10 C"))[-1] == (0, 10)


@pytest.mark.parametrize("path", [
    "m0,0l10,0,10,10,0,10xe",
    "m,l10,,10,10,,10xe",
    "m0,0r10,0,0,10,-10,0x",
    "m0,0 l10,0 l10,10 l0,10 x e",
    "t0,0r10,0r0,10r-10,0x",
    "m0,0 qx10,0 qy10,10 l0,10 x",
    "m0,0 nf l10,0,10,10,0,10 x ns e",
])  # fmt: skip
def test_vml_leaves_zeros_out_and_repeats_a_letter(path):
    assert corners(vml_path(path)) == SQUARE


def test_curves_of_vml_are_absolute_or_count_from_where_the_pen_is():
    for path in ("m0,0c0,0,10,0,10,0c10,0,10,10,10,10e", "m0,0v0,0,10,0,10,0v0,0,0,10,0,10e"):
        assert [p for p in corners(vml_path(path)) if p in SQUARE] == [(0, 0), (10, 0), (10, 10)]


@pytest.mark.parametrize("path", ["M0 0 L10 0 L10 10 X 5 5 L9 9", "M0 0 L10 0 10 10 L5"])
def test_what_is_damaged_ends_the_path_and_leaves_what_was_drawn(path):
    assert corners(svg_path(path)) == SQUARE[:3]


@pytest.mark.parametrize(("text", "moved"), [
    ("matrix(2 0 0 2 1 1)", (3, 5)),
    ("translate(4)", (5, 2)),
    ("translate(4, 5)", (5, 7)),
    ("scale(3)", (3, 6)),
    ("scale(3 2)", (3, 4)),
    ("rotate(90)", (-2, 1)),
    ("rotate(180, 1, 2)", (1, 2)),
    ("translate(10 0) scale(2)", (12, 4)),
    ("skewX(10)", (1, 2)),
    ("matrix(1 2)", (1, 2)),
])  # fmt: skip
def test_a_transform_moves_a_point_as_the_standard_says(text, moved):
    a, b, c, d, e, f = svg_transform(text)
    assert (round(a + 2 * c + e), round(b + 2 * d + f)) == moved
