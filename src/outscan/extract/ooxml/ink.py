"""Handwriting of Office documents: InkML (W3C, 2011) as strokes.

In: the root of an ink part. Out: a picture of its strokes, for whoever reads pictures. Only the first two channels are asked: X
and Y, in the order in which every Office program writes them. Annotations are text and told with the rest of the part.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.extract.element import Element
from outscan.extract.ooxml.xml import local
from outscan.extract.outlines import IDENTITY, Outlines, Pen
from outscan.lazy_regex import lazy
from outscan.limits import Budget
from outscan.types import Blob, Gap, Where

LEAST = 4
"""Strokes; fewer are an arrow, a tick or a line under a word."""
_VALUE = lazy(r"([!'\"]?)\s*(-?(?:\d+\.?\d*|\.\d+))")
"""A value: as it is, as the difference to the last (') or as the difference of differences (")."""


def strokes(where: Where, root: Element, budget: Budget) -> Iterator[Blob | Gap]:
    """Yield the picture of everything that is written in the part."""
    outlines = Outlines()
    for trace in root.iter():
        if local(trace) == "trace" and trace.text:
            pen = Pen(IDENTITY)
            for number, (x, y) in enumerate(points(trace.text)):
                if number:
                    pen.line(x, y)
                else:
                    pen.move(x, y)
            outlines.add(pen.contours, filled=False)
    if len(outlines.shapes) >= LEAST:
        yield from outlines.blobs(where, budget, "ink.png", all_of_it=True)


def points(text: str) -> Iterator[tuple[float, float]]:
    """The points of a trace: its values, differences undone (InkML 3.2.1)."""
    ways, last, speed = ["!", "!"], [0.0, 0.0], [0.0, 0.0]
    for point in text.split(","):
        values = _VALUE.findall(point)[:2]
        if len(values) < len(last):
            continue
        for channel, (way, number) in enumerate(values):
            ways[channel] = way or ways[channel]
            value = float(number)
            if ways[channel] == "!":
                last[channel] = value
            else:
                speed[channel] = value if ways[channel] == "'" else speed[channel] + value
                last[channel] += speed[channel]
        yield last[0], last[1]
