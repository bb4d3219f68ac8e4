"""Tells curves that stand like writing from those of charts, frames and maps.

In: shapes. Out: those that stand like letters: several unlike figures of like size side by side, in whatever direction, each
with more corners than a box, an arrow or a slice has. A chart's bars, lines and slices, a frame and equal markers are none;
a logo or a formula drawn as curves may be, and whoever looks at the picture tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from outscan.extract.outlines.shape import Shape
from outscan.nouns import Struct, field

Thing = TypeVar("Thing")

NEAR = 2.2
"""Of the larger figure's size: from middle to middle, letters of one line stand no farther apart."""
ALIKE = 2.0
"""Letters of one line differ in size by less (the parts of one Han among them)."""
MARKS = 24
"""Lines and curves of a line of writing; two simple figures have fewer."""
RICH = 6
"""Lines and curves of a figure that is more than a box or an arrow's head."""
MORE, WIDER = 1.25, 0.15
"""Times the lines and curves, and of the size the width, by which a figure is another and not the same one rounded."""
SPREAD = 0.6
"""Of the whole drawing's width and height: what is larger is a ground or a frame."""
ROW = 30
"""Like figures side by side on one line; so many are no markers of a chart that has no word."""
MANY = 40_000
"""Contours; more are a map, and are looked at as a whole."""

Look = tuple[tuple[float, float, int], ...]
Box = tuple[float, float, float, float]


class Figure(Struct):
    """Contours that lie within one another: a letter, or a part of one."""

    box: Box
    marks: int
    shapes: set[int]
    rich: bool
    look: list[tuple[int, float]] = field(default_factory=list)

    @property
    def size(self) -> float:
        """The longer side."""
        return max(self.box[2] - self.box[0], self.box[3] - self.box[1])

    @property
    def middle(self) -> tuple[float, float]:
        """Where it stands."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


def written(shapes: Sequence[Shape], met: set[Look] | None = None) -> list[Shape]:
    """The shapes that stand like letters, in the order given; [] where none does.

    Groups that look like one in `met` are left out, and new ones are put there: a letterhead on every page is one.
    """
    return chosen(shapes, _figures(shapes), met)


def lined(shapes: Sequence[Shape]) -> list[Shape]:
    """The shapes of long rows of slanted figures on one line: writing in a hand or font whose letters have few corners."""
    taken: set[int] = set()
    for group in _groups(_figures(shapes)):
        middles = [figure.middle[1] for figure in group]
        if len(group) >= ROW and max(middles) - min(middles) <= max(figure.size for figure in group) / 2:
            taken.update(*(figure.shapes for figure in group))
    return [shape for number, shape in enumerate(shapes) if number in taken]


def chosen(shapes: Sequence[Shape], figures: list[Figure], met: set[Look] | None = None) -> list[Shape]:
    """Those of `shapes` whose `figures` stand like letters."""
    taken: set[int] = set()
    for group in _groups(figures):
        marks = sum(figure.marks for figure in group)
        looks = {tuple(figure.look) for figure in group if figure.rich}
        if marks >= MARKS and sum(figure.rich for figure in group) > 1 and _unlike(looks):
            if met is not None:
                look = _look(group)
                if look in met:
                    continue
                met.add(look)
            taken.update(*(figure.shapes for figure in group))
    return [shape for number, shape in enumerate(shapes) if number in taken]


def _unlike(looks: set[tuple[tuple[int, float], ...]]) -> bool:
    """Whether figures differ by more than a rounding of the same figure: letters do, markers and pieces of a line do not."""
    first, *others = sorted(looks)
    return any(
        len(one) != len(first)
        or any(
            max(m, n) > MORE * min(m, n) or abs(wide - broad) > WIDER for (m, wide), (n, broad) in zip(one, first, strict=True)
        )
        for one in others
    )


def _look(group: list[Figure]) -> Look:
    """What a group looks like, wherever it stands and however large it is."""
    left, low = min(figure.box[0] for figure in group), min(figure.box[1] for figure in group)
    size = max(figure.size for figure in group)
    return tuple(sorted((round((f.box[0] - left) / size, 1), round((f.box[1] - low) / size, 1), f.marks) for f in group))


def _figures(shapes: Sequence[Shape]) -> list[Figure]:
    """The contours that are no mere rules and boxes, those that lie within another joined to it."""
    boxes = [
        (number, contour, contour.box())
        for number, shape in enumerate(shapes)
        for contour in shape.contours
        if len(contour.points) > 1
    ]
    if not boxes:
        return []
    wide = max(b[2] for _, _, b in boxes) - min(b[0] for _, _, b in boxes)
    high = max(b[3] for _, _, b in boxes) - min(b[1] for _, _, b in boxes)
    found: list[Figure] = []
    for number, contour, box in boxes[:MANY]:
        size = max(box[2] - box[0], box[3] - box[1])
        ground = box[2] - box[0] > SPREAD * wide and box[3] - box[1] > SPREAD * high and len(boxes) > 3
        if size <= 0 or ground or contour.plain:
            continue
        look = (contour.marks, round((box[2] - box[0]) / size, 1))
        found.append(Figure(box, contour.marks, {number}, contour.marks >= RICH, [look]))
    return _nested(found)


def _nested(figures: list[Figure]) -> list[Figure]:
    """`figures` with those whose middle lies well within a larger one taken into it (holes, inner strokes)."""
    figures.sort(key=lambda figure: figure.box[0])
    kept: list[Figure] = []
    for figure in sorted(figures, key=lambda one: -one.size):
        x, y = figure.middle
        for holder in kept[-200:]:
            left, low, right, high = holder.box
            edge = 0.1 * holder.size
            if left + edge < x < right - edge and low + edge < y < high - edge:
                holder.marks += figure.marks
                holder.shapes |= figure.shapes
                holder.look += figure.look
                holder.rich = holder.rich or figure.rich
                break
        else:
            kept.append(figure)
    return kept


def _groups(figures: list[Figure]) -> list[list[Figure]]:
    """Figures of like size that stand side by side."""
    return [group for group in together(figures, _beside(figures)) if len(group) > 1]


def _beside(figures: list[Figure]) -> Iterator[tuple[int, int]]:
    """Pairs of figures that stand like neighbours in a line."""
    order = sorted(range(len(figures)), key=lambda i: figures[i].middle[0])
    for place, i in enumerate(order):
        one = figures[i]
        for j in order[place + 1 : place + 60]:
            other = figures[j]
            large, small = max(one.size, other.size), min(one.size, other.size)
            apart_x, apart_y = other.middle[0] - one.middle[0], abs(other.middle[1] - one.middle[1])
            if apart_x > NEAR * ALIKE * one.size:
                break
            if large <= ALIKE * small and max(apart_x, apart_y) <= NEAR * large:
                yield i, j


def together(things: Sequence[Thing], pairs: Iterable[tuple[int, int]]) -> list[list[Thing]]:
    """`things` in groups: two that are a pair, by number, stand in one, and so do those that a chain of pairs joins."""
    parent = list(range(len(things)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in pairs:
        parent[root(j)] = root(i)
    groups: dict[int, list[Thing]] = {}
    for i, thing in enumerate(things):
        groups.setdefault(root(i), []).append(thing)
    return list(groups.values())
