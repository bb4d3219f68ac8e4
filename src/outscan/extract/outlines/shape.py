"""One shape of a drawing: its contours, and what the judge of letters asks of them.

In: points. Out: `Contour`s (flattened curves) and `Shape`s (contours filled or stroked together). Lengths are the drawing's own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from outscan.nouns import Struct, field

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
STEPS = 4
"""Straight pieces a curve is drawn with: enough for letters to be read."""
ROUND = 0.02
"""Of a contour's size: an edge that leans less is level or upright."""
SHUT, FULL, LONG = 0.25, 0.95, 4000
"""Of a contour's size, the gap between its ends where it is closed; of its hull, the area of one without dents; points."""
PLAIN_CURVES, PLAIN_LINES = 4, 5
"""A box with round corners, an ellipse and a pie's slice have no more curves and lines than this."""


class Contour(Struct):
    """One closed or open line: its points, how many lines and curves made it."""

    points: list[Point]
    lines: int = 0
    curves: int = 0

    @property
    def marks(self) -> int:
        """Lines and curves: what a pen has to say here."""
        return self.lines + self.curves

    def box(self) -> tuple[float, float, float, float]:
        """(left, low, right, high)."""
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def plain(self) -> bool:
        """Whether it is a rule, a box, an ellipse, a slice or anything else without a dent: no letter by itself."""
        if self.marks < 3:
            return True
        if self.curves > PLAIN_CURVES or self.lines > PLAIN_LINES:
            return self._bulges()
        left, low, right, high = self.box()
        size = max(right - left, high - low) * ROUND
        if self.curves:
            return self.lines <= PLAIN_CURVES
        near = [abs(a[0] - b[0]) <= size or abs(a[1] - b[1]) <= size for a, b in zip(self.points, self.points[1:], strict=False)]
        return all(near)

    def _bulges(self) -> bool:
        """Whether it is closed and has no dent, as the circles, slices and thick lines that programs write as polygons."""
        left, low, right, high = self.box()
        size = max(right - left, high - low)
        if len(self.points) > LONG or math.dist(self.points[0], self.points[-1]) > SHUT * size:
            return False
        return area(self.points) >= FULL * area(hull(self.points))


def area(points: Sequence[Point]) -> float:
    """What the points enclose."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True))) / 2


def hull(points: Sequence[Point]) -> list[Point]:
    """The corners of the smallest figure without dents that holds all points (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    halves: list[list[Point]] = []
    for half in (ordered, ordered[::-1]):
        kept: list[Point] = []
        for x, y in half:
            while len(kept) > 1 and (kept[-1][0] - kept[-2][0]) * (y - kept[-2][1]) <= (kept[-1][1] - kept[-2][1]) * (
                x - kept[-2][0]
            ):
                kept.pop()
            kept.append((x, y))
        halves.append(kept[:-1])
    return halves[0] + halves[1]


class Shape(Struct):
    """Contours painted together; `filled` tells an area (what two contours enclose is a hole) from a stroke.

    `solid`: the contours are the parts of one figure, a dot matrix, and cut no holes into one another.
    """

    contours: list[Contour] = field(default_factory=list)
    filled: bool = True
    solid: bool = False

    def box(self) -> tuple[float, float, float, float]:
        """(left, low, right, high) of all contours."""
        boxes = [contour.box() for contour in self.contours]
        return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


class Pen:
    """Draws contours as the path operators of any format say; curves become short lines."""

    def __init__(self, matrix: Matrix = IDENTITY) -> None:
        self.contours: list[Contour] = []
        self.matrix = matrix
        self.at: Point = (0.0, 0.0)
        self._start: Point = (0.0, 0.0)

    def _to(self, x: float, y: float) -> Point:
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f

    def move(self, x: float, y: float) -> None:
        """Begin a contour."""
        self.at = self._start = (x, y)
        self.contours.append(Contour([self._to(x, y)]))

    def _open(self) -> Contour:
        if not self.contours:
            self.move(*self.at)
        return self.contours[-1]

    def line(self, x: float, y: float) -> None:
        """A straight line."""
        contour = self._open()
        contour.points.append(self._to(x, y))
        contour.lines += 1
        self.at = (x, y)

    def curve(self, first: Point, second: Point, end: Point) -> None:
        """A cubic Bézier curve."""
        contour, start = self._open(), self.at
        for i in range(1, STEPS + 1):
            t = i / STEPS
            u = 1 - t
            contour.points.append(
                self._to(
                    *(
                        u * u * u * start[n] + 3 * u * u * t * first[n] + 3 * u * t * t * second[n] + t * t * t * end[n]
                        for n in (0, 1)
                    )
                )
            )
        contour.curves += 1
        self.at = end

    def bend(self, control: Point, end: Point) -> None:
        """A quadratic Bézier curve."""
        start = self.at
        first = (start[0] + 2 / 3 * (control[0] - start[0]), start[1] + 2 / 3 * (control[1] - start[1]))
        second = (end[0] + 2 / 3 * (control[0] - end[0]), end[1] + 2 / 3 * (control[1] - end[1]))
        self.curve(first, second, end)

    def arc(self, wide: float, high: float, start: float, swing: float) -> None:
        """An arc of an ellipse from where the pen is; angles in radians."""
        contour = self._open()
        cx, cy = self.at[0] - wide * math.cos(start), self.at[1] - high * math.sin(start)
        for i in range(1, 2 * STEPS + 1):
            angle = start + swing * i / (2 * STEPS)
            self.at = (cx + wide * math.cos(angle), cy + high * math.sin(angle))
            contour.points.append(self._to(*self.at))
        contour.curves += max(round(abs(swing) / (math.pi / 2)), 1)

    def close(self) -> None:
        """Back to where the contour began."""
        if self.contours and self.contours[-1].points[0] != self.contours[-1].points[-1]:
            self.contours[-1].points.append(self.contours[-1].points[0])
            self.contours[-1].lines += 1
        self.at = self._start

    def polygon(self, points: Sequence[Point], *, closed: bool = True) -> None:
        """A whole contour."""
        if points:
            self.move(*points[0])
            for x, y in points[1:]:
                self.line(x, y)
            if closed:
                self.close()


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
