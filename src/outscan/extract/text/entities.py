"""The entities of a DXF drawing: where texts stand, and what polylines draw.

In: pairs of group code and value. Out: the reading of texts set in pieces, and outlines (y grows upwards).
Source: AutoCAD DXF Reference, ENTITIES section. Blocks are drawn where they are defined: inserts move nothing.
"""

from __future__ import annotations

from outscan.extract.layout import Run, laid, scattered, width
from outscan.extract.outlines import Outlines, Pen
from outscan.nouns import Struct, field

_TEXTS = frozenset({"TEXT", "MTEXT", "ATTRIB", "ATTDEF"})
_LINES = frozenset({"LWPOLYLINE", "POLYLINE", "SPLINE", "HATCH", "SOLID", "LEADER"})
_CORNERS = {10: 0, 20: 1, 11: 0, 21: 1}
HEIGHT = 2.5


class Entities(Struct):
    """Follows the entities of one drawing."""

    outlines: Outlines = field(default_factory=lambda: Outlines(upwards=True))
    _runs: list[Run] = field(default_factory=list)
    _kind: str = ""
    _points: list[list[float]] = field(default_factory=list)
    _height: float = HEIGHT
    _closed: bool = False
    _text: str = ""
    _pending: list[tuple[float, float]] | None = None
    _pending_closed: bool = False
    _strokes: Pen = field(default_factory=Pen)

    def take(self, code: int, value: str) -> None:
        """One pair."""
        if code == 0:
            self.finish()
            self._kind = value.strip().upper()
            self._points, self._height, self._closed, self._text = [], HEIGHT, False, ""
        elif code in _CORNERS:
            self._coordinate(code, value)
        elif code == 40 and self._kind in _TEXTS:
            self._height = abs(_number(value)) or HEIGHT
        elif code == 70:
            self._closed = bool(int(_number(value)) & 1)

    def say(self, text: str) -> None:
        """The text of the entity at hand."""
        self._text += text

    def finish(self) -> None:
        """The entity at hand is whole."""
        points = [(p[0], p[1]) for p in self._points if len(p) > 1]
        if self._kind in _TEXTS and points and self._text.strip():
            x, y = points[0]
            self._runs.append(Run(x, x + width(self._text, self._height), -y, self._height, self._text))
        elif self._kind == "POLYLINE":
            self._pending, self._pending_closed = [], self._closed
        elif self._kind == "VERTEX" and self._pending is not None:
            self._pending += points[:1]
        elif self._kind == "SEQEND" and self._pending is not None:
            self._line(self._pending, closed=self._pending_closed)
            self._pending = None
        elif self._kind == "LINE" and len(points) > 1:
            self._stroke(points[0], points[1])
        elif self._kind in _LINES:
            self._line(points, closed=self._closed or self._kind == "HATCH")
        self._kind = ""

    def reading(self) -> str:
        """The texts by place, where they are set in pieces; '' where the entities say it as it is."""
        self.finish()
        self.outlines.add(self._strokes.contours, filled=False)
        self._strokes = Pen()
        return laid(self._runs) if scattered(self._runs) else ""

    def _coordinate(self, code: int, value: str) -> None:
        if _CORNERS[code] == 0:
            self._points.append([_number(value)])
        elif self._points and len(self._points[-1]) == 1:
            self._points[-1].append(_number(value))

    def _line(self, points: list[tuple[float, float]], *, closed: bool) -> None:
        pen = Pen()
        pen.polygon(points, closed=closed)
        self.outlines.add(pen.contours, filled=closed)

    def _stroke(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """A line; one that begins where the last ended goes on with it."""
        if self._strokes.at != start or not self._strokes.contours:
            self._strokes.move(*start)
        self._strokes.line(*end)


def _number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        return 0.0
