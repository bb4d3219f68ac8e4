"""What an SVG drawing or an XPS page shows: letters turned to curves, and text set piece by piece.

In: the events of the XML parser. Out: outlines, and the reading of text that stands in pieces (one element a character, `use`
of a text elsewhere); how many glyphs XPS gives by number only. Sources: SVG 1.1 §5.6, §7, §8, §10; ECMA-388 §11, §12.
Deliberately knows no style sheet: what is hidden is read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.extract.layout import Run, laid, scattered, width
from outscan.extract.outlines import IDENTITY, Matrix, Outlines, Pen, svg_path, svg_transform, times
from outscan.extract.outlines.shape import Contour
from outscan.limits import Budget
from outscan.nouns import Struct, field
from outscan.types import Blob, Gap, GapReason, Part, Segment, Where, unread

_KEPT = frozenset({"defs", "symbol", "clippath", "mask", "marker"})
"""Drawn only where they are used; a pattern and its text are seen where it paints, and are read here."""
_FIGURES = frozenset({"pathgeometry", "pathfigure", "polylinesegment", "polybeziersegment"})
_FILL = re.compile(r"^\s*F\s*[01]\s*")
"""The fill rule an XPS path begins with."""
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_SIZE = re.compile(r"font-size\s*:\s*([\d.]+)")
SIZE = 16.0
"""The size of type where none is stated."""
DEEP = 8
MOST = 20_000
"""Things drawn by use, at most."""


class _Open(Struct):
    """An open element: its matrix, its size of type, whether it is only kept for use, and where its text stands."""

    name: str
    matrix: Matrix
    size: float
    kept: bool
    ids: tuple[str, ...]
    at: tuple[list[float], list[float]] = field(default_factory=lambda: ([], []))
    text: list[str] = field(default_factory=list)


class _Thing(Struct):
    """Something that can be used again: a shape's contours, a run of text, or another use."""

    contours: list[Contour] = field(default_factory=list)
    filled: bool = True
    run: Run | None = None
    used: str = ""
    matrix: Matrix = IDENTITY


class Svg:
    """Listens to an SVG drawing."""

    def __init__(self) -> None:
        self.outlines = Outlines()
        self.numbered = 0
        self._figure = Pen()
        self._fixed = False
        self._runs: list[Run] = []
        self._open: list[_Open] = []
        self._things: dict[str, list[_Thing]] = {}
        self._uses: list[tuple[str, Matrix]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens (names local, in small letters)."""
        outer = self._open[-1] if self._open else _Open("", IDENTITY, SIZE, kept=False, ids=())
        moved = attributes.get("transform") or _matrix(attributes.get("rendertransform", ""))
        matrix = times(svg_transform(moved), outer.matrix) if moved else outer.matrix
        own = attributes.get("id", "")
        ids = (*outer.ids, own) if own else outer.ids
        opened = _Open(name, matrix, _size(attributes, outer.size), outer.kept or name in _KEPT, ids)
        self._open.append(opened)
        if name == "glyphs":
            self._glyphs(attributes, opened)
        elif name in _FIGURES:
            self._segment(name, attributes, opened)
        elif name in ("path", "polygon", "polyline"):
            self._shape(name, attributes, opened)
        elif name in ("text", "tspan"):
            xs, ys = _numbers(attributes.get("x", "")), _numbers(attributes.get("y", ""))
            opened.at = (xs or list(outer.at[0]), ys or list(outer.at[1]))
        elif name == "use":
            place = (1.0, 0.0, 0.0, 1.0, _first(attributes.get("x", "")), _first(attributes.get("y", "")))
            target = (attributes.get("href", "") or "").lstrip("#")
            self._keep(_Thing(used=target, matrix=times(place, matrix)), opened)

    def data(self, data: str) -> None:
        """Text."""
        if self._open and self._open[-1].name in ("text", "tspan"):
            self._open[-1].text.append(data)

    def end(self) -> None:
        """An element closes."""
        if not self._open:
            return
        closed = self._open.pop()
        if closed.name == "pathgeometry" and self._figure.contours:
            self._keep(_Thing(self._figure.contours), closed)
            self._figure = Pen()
        text = "".join(closed.text).strip()
        if not text:
            return
        xs, ys = closed.at
        if len(xs) > 1 or len(ys) > 1:  # a place for every character
            for i, char in enumerate(text):
                if char.strip():
                    self._keep(_Thing(run=_run(char, _nth(xs, i), _nth(ys, i), closed)), closed)
        else:
            self._keep(_Thing(run=_run(text, _nth(xs, 0), _nth(ys, 0), closed)), closed)

    def reading(self) -> str:
        """The text in the order it stands, where it was set in pieces; '' where the elements say it as it is."""
        for target, matrix in self._uses[:MOST]:
            self._use(target, matrix, 0)
        self._uses = []
        return laid(self._runs) if self._fixed or scattered(self._runs) else ""

    def pieces(self, where: Where, budget: Budget) -> Iterator[Segment | Blob | Gap]:
        """Yield the text set in pieces, a picture of letters turned to curves, a gap for glyphs by number."""
        if reading := self.reading():
            yield Segment(where.at(Part.IMAGE), reading)
        if self.numbered:
            yield Gap(where, GapReason.GARBLED, unread("glyphs_by_number", numbered=self.numbered))
        yield from self.outlines.blobs(where, budget, wordless=not self._runs)

    def _shape(self, name: str, attributes: dict[str, str], opened: _Open) -> None:
        if name == "path":
            contours = svg_path(attributes.get("d") or _FILL.sub("", attributes.get("data", "")), opened.matrix)
        else:
            pen, given = Pen(opened.matrix), _numbers(attributes.get("points", ""))
            pen.polygon(list(zip(given[::2], given[1::2], strict=False)), closed=name == "polygon")
            contours = pen.contours
        filled = attributes.get("fill", "") != "none" and "fill:none" not in attributes.get("style", "").replace(" ", "")
        self._keep(_Thing(contours, filled), opened)

    def _glyphs(self, attributes: dict[str, str], opened: _Open) -> None:
        """XPS text: its characters, or nothing but the numbers of its glyphs."""
        self._fixed = True
        text = attributes.get("unicodestring", "").removeprefix("{}")
        if not text.strip():
            self.numbered += len([one for one in attributes.get("indices", "").split(";") if one.strip()])
            return
        opened.size = _first(attributes.get("fontrenderingemsize", "")) or SIZE
        x, y = _first(attributes.get("originx", "")), _first(attributes.get("originy", ""))
        self._keep(_Thing(run=_run(text, x, y, opened)), opened)

    def _segment(self, name: str, attributes: dict[str, str], opened: _Open) -> None:
        """XPS geometry written as elements; its figures may be one text as well."""
        self._figure.matrix = opened.matrix
        if name == "pathgeometry":
            self._figure = Pen(opened.matrix)
            if "figures" in attributes:
                self._keep(_Thing(svg_path(_FILL.sub("", attributes["figures"]), opened.matrix)), opened)
            return
        given = _numbers(attributes.get("startpoint", attributes.get("points", "")))
        points = list(zip(given[::2], given[1::2], strict=False))
        if name == "pathfigure" and points:
            self._figure.move(*points[0])
        elif name == "polylinesegment":
            for point in points:
                self._figure.line(*point)
        else:
            for first, second, end in zip(points[::3], points[1::3], points[2::3], strict=False):
                self._figure.curve(first, second, end)

    def _keep(self, thing: _Thing, opened: _Open) -> None:
        for number in opened.ids:
            self._things.setdefault(number, []).append(thing)
        if not opened.kept:
            if thing.used:
                self._uses.append((thing.used, thing.matrix))
            else:
                self._draw(thing, IDENTITY)

    def _draw(self, thing: _Thing, matrix: Matrix) -> None:
        if thing.run is not None:
            x, y = _moved(matrix, thing.run.left, thing.run.base)
            self._runs.append(thing.run._replace(left=x, right=x + thing.run.right - thing.run.left, base=y))
        elif matrix == IDENTITY:
            self.outlines.add(thing.contours, filled=thing.filled)
        else:
            moved = [Contour([_moved(matrix, *p) for p in c.points], c.lines, c.curves) for c in thing.contours]
            self.outlines.add(moved, filled=thing.filled)

    def _use(self, target: str, matrix: Matrix, depth: int) -> None:
        for thing in self._things.get(target, [])[:MOST] if depth < DEEP else []:
            if thing.used:
                self._use(thing.used, times(thing.matrix, matrix), depth + 1)
            else:
                self._draw(thing, matrix)


def _matrix(stated: str) -> str:
    """An XPS matrix as SVG writes it; '' where it is a reference or none."""
    return f"matrix({stated})" if stated and stated.count(",") == 5 else ""


def _run(text: str, x: float, y: float, opened: _Open) -> Run:
    left, base = _moved(opened.matrix, x, y)
    size = opened.size * (max(abs(opened.matrix[0]), abs(opened.matrix[1])) or 1.0)
    return Run(left, left + width(text, size), base, size, text)


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _size(attributes: dict[str, str], outer: float) -> float:
    found = _SIZE.search(attributes.get("style", "")) or re.match(r"\s*([\d.]+)", attributes.get("font-size", ""))
    try:
        return float(found[1]) if found else outer
    except ValueError:
        return outer


def _numbers(stated: str) -> list[float]:
    return [float(one) for one in _NUMBER.findall(stated)[:MOST]]


def _first(stated: str) -> float:
    return (_numbers(stated) or [0.0])[0]


def _nth(values: list[float], index: int) -> float:
    return values[min(index, len(values) - 1)] if values else 0.0
