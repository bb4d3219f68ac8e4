"""Writing drawn stroke by stroke: each stroke a line of its own, as plotters, pens and single-line fonts write.

In: the shapes of a drawing without a word. Out: those whose strokes meet in figures that stand like letters. Strokes that stand
apart are a hatch or ticks, strokes that all hang together are a grid or an axis; neither is writing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from outscan.extract.outlines.letters import Figure, chosen, together
from outscan.extract.outlines.shape import Contour, Shape

SHORT = 3
"""Lines and curves of a stroke; what has more is a figure by itself."""
LEAST, MOST = 3, 40
"""Strokes of a letter: fewer are a cross or a tick, more are a grid."""
NEAR = 0.15
"""Of the shorter stroke: closer, two strokes meet."""
MANY = 20_000
"""Strokes looked at."""
AHEAD = 200
"""Strokes to the right that one is compared with."""

Box = tuple[float, float, float, float]


def penned(shapes: Sequence[Shape]) -> list[Shape]:
    """The shapes whose strokes are put together to letters, in the order given; [] where none are."""
    strokes = [
        (number, contour, contour.box())
        for number, shape in enumerate(shapes)
        for contour in shape.contours
        if len(contour.points) > 1 and contour.marks <= SHORT and contour.points[0] != contour.points[-1]
    ][:MANY]
    strokes.sort(key=lambda stroke: stroke[2][0])
    figures = [_figure(group) for group in together(strokes, _meeting(strokes)) if LEAST <= len(group) <= MOST]
    return chosen(shapes, figures) if figures else []


def _meeting(strokes: list[tuple[int, Contour, Box]]) -> Iterator[tuple[int, int]]:
    """Pairs of strokes that touch or cross one another."""
    for i, (_, _, one) in enumerate(strokes):
        for j, (_, _, other) in enumerate(strokes[i + 1 : i + 1 + AHEAD], i + 1):
            edge = NEAR * min(_size(one), _size(other))
            if other[0] > one[2] + edge:
                break
            if other[1] <= one[3] + edge and one[1] <= other[3] + edge:
                yield i, j


def _figure(group: list[tuple[int, Contour, Box]]) -> Figure:
    boxes = [box for _, _, box in group]
    box = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
    size = max(box[2] - box[0], box[3] - box[1]) or 1.0
    look = sorted((contour.marks, round(_size(own) / size, 1)) for _, contour, own in group)
    return Figure(box, sum(contour.marks for _, contour, _ in group), {number for number, _, _ in group}, rich=True, look=look)


def _size(box: Box) -> float:
    return max(box[2] - box[0], box[3] - box[1])
