"""What the figures of a column can be, whatever its header says.

In: a block. Out: `Columns`: which column holds northings, eastings, latitudes, longitudes, gravity, dates, grades…
A column is something when four of five of its figures fit. Where figures alone could be many things (kilometres, ddmmss
written as one number) its head must say so too.
"""

from __future__ import annotations

import re
from itertools import pairwise

from outscan.detect.coordinates import ranges
from outscan.lazy_regex import lazy
from outscan.nouns import Struct, field
from outscan.tables.blocks import Block
from outscan.tables.figures import ANGLE, DATE, NUMBER, angle, decimals, figure, packed

ENOUGH = 0.8
WORD = 12
"""A grade is a short word."""
NATIONAL = lazy(
    r"(?:国家)?(?:[一二三四ⅠⅡⅢⅣ1234]|I{1,3}|IV)等|[ABC]级|(?:first|second|third|fourth|1st|2nd|3rd|4th)(?:[- ]order)?"
    r"|order (?:I{1,3}|IV|[1-4])|I{1,3}|IV|[ⅠⅡⅢⅣ]",
    re.IGNORECASE,
)
PROJECT = lazy(r"一级|二级|三级|图根|[DE]级|等外|加密|像控|导线|施工")
_ORDER, _ORDERS = lazy(r"级|等|(?i:\bord|\bji\b|class)"), frozenset("一二三四")
"""Orders without the word that says so, under a head that does."""
_SPHERE = lazy(r"纬度|经度|北纬|东经|(?<![A-Za-z])[BL](?![A-Za-z])|(?i:lat|lon|ddmmss)")
_PLANE = lazy(r"坐标|(?<![A-Za-z])[XYNExy](?![A-Za-z])|(?i:northing|easting)")
_KILOMETRES = lazy(r"公里|千米|(?i:\bkm\b)")
GRAVITY = (977_500.0, 983_500.0)
"""Absolute gravity in China, mGal."""
ANOMALY = (-600.0, 400.0)
"""Free-air and Bouguer anomalies, mGal."""


class Columns(Struct):
    """Column numbers by what their figures can be; figures and usual decimals by column.

    Usual, not fewest: sheets and JSON write 34.2741 for 34.2741000, and one figure in ten ends with a zero.
    """

    numbers: dict[int, list[float]] = field(default_factory=dict)
    digits: dict[int, int] = field(default_factory=dict)
    north: int | None = None
    east: int | None = None
    zoned: bool = False
    lat: int | None = None
    lon: int | None = None
    date: int | None = None
    grade: int | None = None
    national: bool = False
    gravity: int | None = None
    anomalies: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    sexagesimal: bool = False
    fine: float = 0.0
    """Metres that the last digit of angles stands for, where columns hold angles."""
    metres: float = 1.0
    """What one unit of the plane coordinates is: 1000 where they are kilometres."""
    geocentric: bool = False
    """Three columns are X, Y, Z from the centre of the earth."""


def look(block: Block) -> Columns:
    """What the columns of `block` can be."""
    out = Columns()
    for number in block.columns():
        _column(out, number, block.head(number), block.column(number))
    _planes(out)
    if out.north is None:
        _kilometres(out, block)
    if out.north is None:
        _geocentric(out)
    _degrees(out)
    for number, values in out.numbers.items():
        if number in {out.lat, out.lon, out.north, out.east}:
            continue
        if _within(values, GRAVITY) and out.digits[number] >= 1:
            out.gravity = number
        elif _within(values, ANOMALY) and out.digits[number] >= 1:
            out.anomalies.append(number)
    return out


def _column(out: Columns, number: int, head: str, texts: list[str]) -> None:
    """What one column holds by itself: angles, dates, figures, grades or names."""
    if _most(texts, lambda text: bool(ANGLE.match(text))):
        _angles(out, number, [found for text in texts if (found := angle(text))])
        return
    if _SPHERE.search(head) and _most(texts, lambda text: packed(text) is not None):
        _angles(out, number, [found for text in texts if (found := packed(text))])
        return
    if _most(texts, lambda text: bool(DATE.match(text))) and out.date is None:
        out.date = number
    values = [figure(text) for text in texts if NUMBER.match(text)]
    if len(values) >= ENOUGH * len(texts):
        out.numbers[number] = values
        out.digits[number] = _usual([decimals(text) for text in texts if NUMBER.match(text)])
    elif _ORDER.search(head) and _most(texts, lambda text: text in _ORDERS):
        out.grade, out.national = number, True
    elif any(NATIONAL.fullmatch(text) or PROJECT.match(text) for text in texts) and max(map(len, texts)) <= WORD:
        out.grade, out.national = number, any(NATIONAL.fullmatch(text) for text in texts)
    else:
        out.names.append(number)


def _usual(counts: list[int]) -> int:
    """The middle one, of two the larger."""
    return sorted(counts)[len(counts) // 2]


def _most(texts: list[str], fits: object) -> bool:
    return bool(texts) and callable(fits) and sum(1 for text in texts if fits(text)) >= ENOUGH * len(texts)


def _within(values: list[float], limits: tuple[float, float]) -> bool:
    return bool(values) and sum(1 for value in values if limits[0] <= value <= limits[1]) >= ENOUGH * len(values)


def _planes(out: Columns) -> None:
    for number, values in out.numbers.items():
        norths = [ranges.northing(value) for value in values]
        easts = [ranges.easting(value) for value in values]
        if out.north is None and sum(norths) >= ENOUGH * len(norths) and max(values) - min(values) < ranges.ZONE:
            out.north = number
        elif out.east is None and sum(fit for fit, _, _ in easts) >= ENOUGH * len(easts):
            out.east, out.zoned = number, easts[0][1] > 0
    if out.north is None or out.east is None or abs(out.north - out.east) > 2:
        out.north = out.east = None


def _degrees(out: Columns) -> None:
    for number, values in out.numbers.items():
        fine = out.digits[number] >= 2
        if out.lat is None and fine and all(ranges.latitude(value) for value in values) and number != out.lon:
            out.lat = number
        elif out.lon is None and fine and all(ranges.longitude(value) for value in values):
            out.lon = number
    apart = out.lat is None or out.lon is None or abs(out.lat - out.lon) > 2
    if apart and not out.sexagesimal:
        out.lat = out.lon = None


def _kilometres(out: Columns, block: Block) -> None:
    """Northings and eastings in kilometres with metres behind the point, under heads that say which they are."""
    for number, values in out.numbers.items():
        head = block.head(number)
        if out.digits[number] < 3 or not (_PLANE.search(head) or _KILOMETRES.search(head)):
            continue
        if out.north is None and all(ranges.northing(1000 * value) for value in values):
            out.north = number
        elif out.east is None and all(ranges.easting(1000 * value)[0] for value in values):
            out.east, out.zoned = number, ranges.easting(1000 * values[0])[1] > 0
    if out.north is None or out.east is None or abs(out.north - out.east) > 2:
        out.north = out.east = None
    else:
        out.metres = 1000.0


def _geocentric(out: Columns) -> None:
    """X, Y, Z from the centre of the earth: every row is as long as its radius and points to China."""
    numbers = sorted(out.numbers)
    for x, y, z in zip(numbers, numbers[1:], numbers[2:], strict=False):
        rows = list(zip(out.numbers[x], out.numbers[y], out.numbers[z], strict=False))
        if len(rows) > 1 and all(ranges.geocentric(*row) for row in rows):
            out.north, out.east, out.geocentric = x, y, True
            return


def _angles(out: Columns, number: int, angles: list[tuple[float, float]]) -> None:
    """A column of degrees: latitude below 60°, longitude above 70°."""
    degrees = [value for value, _ in angles]
    out.sexagesimal = True
    out.fine = max(out.fine, sorted(fine for _, fine in angles)[len(angles) // 2])
    if degrees and all(value <= ranges.LATITUDES[1] for value in degrees):
        out.lat = number if out.lat is None else out.lat
    elif degrees and all(ranges.longitude(value + 1) or ranges.longitude(value) for value in degrees):
        out.lon = number if out.lon is None else out.lon


def step(values: list[float]) -> float:
    """The spacing of a regular series of values, 0 where it is not regular."""
    distinct = sorted(set(values))
    if len(distinct) < 3:
        return abs(distinct[1] - distinct[0]) if len(distinct) == 2 else 0.0
    gaps = [b - a for a, b in pairwise(distinct)]
    smallest = min(gaps)
    # rounding to the last decimal makes equal steps differ a little
    return smallest if smallest > 0 and all(abs(gap / smallest - round(gap / smallest)) < 0.05 for gap in gaps) else 0.0
