"""Coordinates in metres: Gauss–Krüger with and without a zone number, and Web Mercator.

In: folded text. Out: `Plane`s. In Chinese survey tables X is the northing (7 digits) and Y the easting (8 digits with the
zone, 6 without); exports of drawing programs turn them round, and both are read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import Decimal

from outscan.detect.coordinates import context, ranges
from outscan.lazy_regex import lazy
from outscan.lazy_regex.outline import figured
from outscan.nouns import Struct, replace

RUN = 3
NORTHING_DIGITS = 7
LABELS = 200
"""How far before a pair its projection may be named."""


class Plane(Struct, frozen=True):
    """A northing and an easting in text; `zone` 0 where it is not written."""

    start: int
    end: int
    northing: float
    easting: float
    zone: int
    width: int
    precision: float
    labelled: bool


_PAIR = lazy(r"(?P<a>[1-8]\d{5,7}+(?:\.\d{1,6}+)?+)[^\d\n.\-]{1,16}(?P<b>[1-8]\d{5,7}+(?:\.\d{1,6}+)?+)(?![\d.]\d)")
_THIN = "[ ,'\u00a0\u2009\u202f]"
_PARTED = lazy(
    rf"(?P<a>[2-5](?<![\d.,].){_THIN}\d{{3}}{_THIN}\d{{3}}(?:\.\d{{1,6}})?)(?!\d)[^\d\n.\-]{{1,16}}"
    rf"(?P<b>(?:[1-4]?\d{_THIN})?\d{{3}}{_THIN}\d{{3}}(?:\.\d{{1,6}})?)(?!\d)"
    rf"|(?P<b2>[1-8](?<![\d.,].)(?:\d?{_THIN}\d{{3}}|\d\d){_THIN}\d{{3}}(?:\.\d{{1,6}})?)(?!\d)[^\d\n.\-]{{1,16}}"
    rf"(?P<a2>[2-5]{_THIN}\d{{3}}{_THIN}\d{{3}}(?:\.\d{{1,6}})?)(?!\d)"
)
"""Thousands parted by blanks or commas: 3 794 512.345, 36 589 123.456."""
_KILOMETRES = lazy(
    r"(?P<a>[2-5](?<![\d.].)\d{3}\.\d{3,6})(?!\d)\s?(?P<km>km|公里"
    r"|千米)?[^\d\n.\-]{1,16}(?P<b>(?:[1-4]\d)?\d{3}\.\d{3,6})(?!\d)\s?(?P<km2>km|公里|千米)?"
)
_TRIPLE = lazy(
    r"(?P<x>\d(?<![\d.].)\d{4,6}\.\d{1,6})(?!\d)[^\d\n.\-]{1,12}(?P<y>\d{6,7}\.\d{1,6})(?!\d)[^\d\n.\-]{1,12}(?P<z>\d{6,7}\.\d{1,6})(?!\d)"
)
"""X, Y, Z from the centre of the earth."""
_MERCATOR = lazy(r"(?=[墨Mm39])(?:墨卡托|[Mm]ercator|3857|900913)", needs=("墨卡托", "ercator", "3857", "900913"), reach=(1, 8))
_METRES = lazy(r"(?P<x>(?:[89]|1[0-5]\d|1[0-5])\d{6}(?:\.\d{1,6})?)[\s,，;；]{1,3}(?P<y>\d{6,7}(?:\.\d{1,6})?)(?!\d)")


def planes(text: str, *, rich: bool = True) -> Iterator[Plane]:
    """Yield every Gauss–Krüger pair of China in `text`; `rich` says that there may be some in parted or coarser figures."""
    pairs = _PAIR.finditer(text) if figured(text, b"000000") else ()
    found = [plane for hit in pairs if (plane := _plane(text, hit.span(), hit["a"], hit["b"]))]
    found += _others(text) if rich else ()
    found.sort(key=lambda plane: plane.start)
    for index, plane in enumerate(found):
        near = [other for other in found[max(0, index - RUN) : index + RUN] if abs(other.start - plane.start) < 100 * RUN]
        # a pair of whole numbers may be two order numbers; decimals, a label or company make it a coordinate
        if plane.labelled or (plane.zone and plane.precision < 1) or (len(near) >= RUN and plane.precision < 1):
            yield plane


def _others(text: str) -> Iterator[Plane]:
    """Pairs with parted thousands, and pairs in kilometres that are said to be coordinates in kilometres."""
    for hit in _PARTED.finditer(text):
        a, b = (re.sub(_THIN, "", hit[one] or hit[one + "2"]) for one in "ab")
        if plane := _plane(text, hit.span(), a, b):
            yield plane
    for hit in _KILOMETRES.finditer(text):
        said = hit["km"] or hit["km2"] or re.search(r"公里|千米|\bkm\b", text[max(0, hit.start() - LABELS) : hit.start()])
        if said and context.labelled(text, hit.start(), hit.end()):
            metres = [f"{Decimal(hit[one]) * 1000:f}" for one in "ab"]
            if plane := _plane(text, hit.span(), *metres):
                digits = min(len(hit[one].partition(".")[2]) for one in "ab")
                yield replace(plane, precision=float(10.0 ** (3 - digits)) if digits < 3 + 3 else 0.001)


def geocentric(text: str) -> Iterator[tuple[int, int, float, float, float]]:
    """Yield (start, end, latitude, longitude, metres of the last digit) of X, Y, Z triples that are places of China."""
    for hit in _TRIPLE.finditer(text):
        x, y, z = (float(hit[one]) for one in "xyz")
        x = -x if text[max(0, hit.start() - 1) : hit.start()] in {"-", "−"} else x
        if ranges.geocentric(x, y, z):
            radius = math.sqrt(x * x + y * y + z * z)
            digits = min(len(hit[one].partition(".")[2]) for one in "xyz")
            yield (
                hit.start(),
                hit.end(),
                math.degrees(math.asin(z / radius)),
                math.degrees(math.atan2(y, x)),
                ranges.metres(digits),
            )


def _plane(text: str, span: tuple[int, int], north: str, east: str) -> Plane | None:
    start, end = span
    if start and text[start - 1] in "0123456789.":
        return None
    if not _fits(north, east):
        north, east = east, north
    if not _fits(north, east):
        return None
    _, zone, width = ranges.easting(float(east))
    digits = min(len(north.partition(".")[2]), len(east.partition(".")[2]))
    near = context.labelled(text, start, end) or bool(context.datum(text, start, end))
    return Plane(start, end, float(north), float(east), zone, width, ranges.metres(digits), near)


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
