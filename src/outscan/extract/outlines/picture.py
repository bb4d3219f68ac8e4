"""Writing drawn as curves, as a picture to be looked at like any other.

In: shapes. Out: the bytes of a PNG, black on white. Pixels are counted before they are made.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw

from outscan.extract.outlines.shape import Shape
from outscan.limits import Budget

LETTER = 48
"""Pixels a letter of middling size is drawn with: what is read best."""
LONG, LEAST = 2600, 400
"""Pixels of the long side, at most and at least."""
MARGIN = 24
PEN = 16
"""A stroke is this part of a letter wide."""


def picture(shapes: Sequence[Shape], budget: Budget, *, upwards: bool = False) -> bytes:
    """The PNG of `shapes`; `upwards` where the drawing's y grows upwards. b"" where they have no extent."""
    boxes = [contour.box() for shape in shapes for contour in shape.contours if len(contour.points) > 1]
    if not boxes:
        return b""
    left, low = min(b[0] for b in boxes), min(b[1] for b in boxes)
    wide, high = max(b[2] for b in boxes) - left, max(b[3] for b in boxes) - low
    figures = [b for shape in shapes for b in ([shape.box()] if shape.solid else [c.box() for c in shape.contours])]
    letter = sorted(max(b[2] - b[0], b[3] - b[1]) for b in figures)[len(figures) * 2 // 3]
    if max(wide, high) <= 0 or letter <= 0:
        return b""
    scale = min(max(LETTER / letter, LEAST / max(wide, high)), LONG / max(wide, high))
    size = (round(wide * scale) + 2 * MARGIN, round(high * scale) + 2 * MARGIN)
    budget.pixels(size[0] * size[1])
    paper = Image.new("1", size, 1)
    for shape in shapes:
        contours = [
            [((x - left) * scale + MARGIN, (high + low - y if upwards else y - low) * scale + MARGIN) for x, y in contour.points]
            for contour in shape.contours
            if len(contour.points) > 1
        ]
        if shape.solid:
            for points in contours:
                ImageDraw.Draw(paper).polygon(points, fill=0)
            continue
        _paint(paper, contours, filled=shape.filled, pen=max(round(letter * scale / PEN), 2))
    kept = io.BytesIO()
    paper.save(kept, "PNG")
    return kept.getvalue()


def _paint(paper: Image.Image, contours: list[list[tuple[float, float]]], *, filled: bool, pen: int) -> None:
    """One shape: areas with the holes other contours cut into them, or strokes."""
    if not contours:
        return
    if not filled:
        draw = ImageDraw.Draw(paper)
        for points in contours:
            draw.line(points, fill=0, width=pen)
        return
    left = int(min(x for points in contours for x, _ in points))
    top = int(min(y for points in contours for _, y in points))
    right = int(max(x for points in contours for x, _ in points)) + 2
    low = int(max(y for points in contours for _, y in points)) + 2
    area = Image.new("1", (max(right - left, 1), max(low - top, 1)), 0)
    for points in contours:
        one = Image.new("1", area.size, 0)
        if len(points) > 2:
            ImageDraw.Draw(one).polygon([(x - left, y - top) for x, y in points], fill=1)
        area = ImageChops.logical_xor(area, one)
    paper.paste(0, (left, top), area)
