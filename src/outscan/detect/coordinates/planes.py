"""Coordinates in metres: Gauss–Krüger with and without a zone number, and Web Mercator.

In: folded text. Out: `Plane`s. In Chinese survey tables X is the northing (7 digits) and Y the easting (8 digits with the
zone, 6 without); exports of drawing programs turn them round, and both are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from outscan.detect.coordinates import context, ranges
from outscan.late import late

RUN = 3
NORTHING_DIGITS = 7
LABELS = 200
"""How far before a pair its projection may be named."""


@dataclass(frozen=True, slots=True)
class Plane:
    """A northing and an easting in text; `zone` 0 where it is not written."""

    start: int
    end: int
    northing: float
    easting: float
    zone: int
    width: int
    precision: float
    labelled: bool


_PAIR = late(r"(?P<a>[1-8]\d{5,7}+(?:\.\d{1,6}+)?+)[^\d\n.\-]{1,16}(?P<b>[1-8]\d{5,7}+(?:\.\d{1,6}+)?+)(?![\d.]\d)")
_MERCATOR = late(r"(?=[墨Mm39])(?:墨卡托|[Mm]ercator|3857|900913)")
_METRES = late(r"(?P<x>(?:[89]|1[0-5]\d|1[0-5])\d{6}(?:\.\d{1,6})?)[\s,，;；]{1,3}(?P<y>\d{6,7}(?:\.\d{1,6})?)(?!\d)")


def planes(text: str) -> Iterator[Plane]:
    """Yield every Gauss–Krüger pair of China in `text`."""
    found = [plane for hit in _PAIR.finditer(text) if (plane := _plane(text, hit))]
    for index, plane in enumerate(found):
        near = [other for other in found[max(0, index - RUN) : index + RUN] if abs(other.start - plane.start) < 100 * RUN]
        # a pair of whole numbers may be two order numbers; decimals, a label or company make it a coordinate
        if plane.labelled or (plane.zone and plane.precision < 1) or (len(near) >= RUN and plane.precision < 1):
            yield plane


def _plane(text: str, hit: re.Match[str]) -> Plane | None:
    if hit.start() and text[hit.start() - 1] in "0123456789.":
        return None
    north, east = hit["a"], hit["b"]
    if not _fits(north, east):
        north, east = east, north
    if not _fits(north, east):
        return None
    _, zone, width = ranges.easting(float(east))
    digits = min(len(north.partition(".")[2]), len(east.partition(".")[2]))
    near = context.labelled(text, hit.start(), hit.end()) or bool(context.datum(text, hit.start(), hit.end()))
    return Plane(hit.start(), hit.end(), float(north), float(east), zone, width, ranges.metres(digits), near)


def _fits(north: str, east: str) -> bool:
    return len(north.partition(".")[0]) == NORTHING_DIGITS and ranges.northing(float(north)) and ranges.easting(float(east))[0]


def mercator(text: str) -> Iterator[tuple[int, int, float, float, float]]:
    """Yield (start, end, x, y, metres of the last digit) of Web Mercator pairs that are named as such close before."""
    for name in _MERCATOR.finditer(text):
        for hit in _METRES.finditer(text, name.end(), name.end() + LABELS):
            x, y = float(hit["x"]), float(hit["y"])
            inside = ranges.MERCATOR_X[0] <= x <= ranges.MERCATOR_X[1] and ranges.MERCATOR_Y[0] <= y <= ranges.MERCATOR_Y[1]
            if inside:
                yield hit.start(), hit.end(), x, y, ranges.metres(len(hit["x"].partition(".")[2]))
