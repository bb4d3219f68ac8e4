from __future__ import annotations

import io

import pytest
from PIL import Image

from drawn import bars, line, markers, word
from outscan.extract.outlines import Outlines, Pen, ofd_path, svg_path, svg_transform, vml_path, written
from outscan.limits import Budget
from outscan.types import Where


def outlines(polygons, *, closed=True, together=False):
    found = Outlines()
    pen = Pen()
    for polygon in polygons:
        pen.polygon(polygon, closed=closed)
        if not together:
            found.add(pen.contours, filled=closed)
            pen = Pen()
    found.add(pen.contours, filled=closed)
    return found


@pytest.mark.parametrize("together", [False, True], ids=["a path a letter", "one path"])
@pytest.mark.parametrize("down", [False, True], ids=["across", "down"])
@pytest.mark.parametrize("size", [0.01, 4.0, 90_000.0])
def test_letters_are_found_whatever_path_direction_and_size(together, down, size):
    assert written(outlines(word(size=size, down=down), together=together).shapes)


@pytest.mark.parametrize("others", [bars(), markers(), line()], ids=["bars", "markers", "line"])
def test_a_chart_is_no_writing(others):
    assert not written(outlines(others).shapes)


@pytest.mark.parametrize("others", [bars(), markers(), line()], ids=["bars", "markers", "line"])
def test_letters_beside_a_chart_are_found_alone(others):
    found = written(outlines([*others, *word(y=300)]).shapes)
    assert min(y for shape in found for contour in shape.contours for _, y in contour.points) >= 300


def test_the_same_word_on_every_page_is_one():
    met: set = set()
    assert written(outlines(word()).shapes, met)
    assert not written(outlines(word(x=200, y=90, size=8)).shapes, met)
    assert written(outlines(word("TEHF")).shapes, met)


def test_the_picture_is_dark_where_the_letter_is_and_light_in_its_hole():
    found = outlines([[(0, 0), (90, 0), (90, 90), (0, 90), (0, 45), (0, 20), (0, 10)]])
    inner = Pen()
    inner.polygon([(30, 30), (60, 30), (60, 60), (30, 60)])
    found.shapes[0].contours += inner.contours
    [blob] = found.blobs(Where(("a.svg",)), Budget(), all_of_it=True)
    picture = Image.open(io.BytesIO(blob.data)).convert("L")
    middle = (picture.width // 2, picture.height // 2)
    assert picture.getpixel(middle) == 255
    assert picture.getpixel((middle[0], middle[1] - picture.height // 3)) == 0


def test_paths_of_three_dialects_draw_the_same():
    expected = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 0.0)]
    for contours in (
        svg_path("M0 0h10v10z"),
        svg_path("m0,0 10,0 0,10 Z"),
        ofd_path("M 0 0 L 10 0 L 10 10 C"),
        vml_path("m,l10,,10,10xe"),
    ):
        assert [contour.points for contour in contours] == [expected]


def test_transforms_are_carried_out_from_right_to_left():
    [contour] = svg_path("M1 0L2 0", svg_transform("translate(10,20) scale(2) rotate(90)"))
    assert [(round(x), round(y)) for x, y in contour.points] == [(10, 22), (10, 24)]
