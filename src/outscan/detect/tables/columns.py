"""What the figures of a column can be, whatever its header says.

In: a block. Out: `Columns`: which column holds northings, eastings, latitudes, longitudes, gravity, dates, grades…
A column is something when four of five of its figures fit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median_high

from outscan.detect.coordinates import ranges
from outscan.detect.tables.rows import ANGLE, DATE, NUMBER, Block
from outscan.late import late

ENOUGH = 0.8
WORD = 12
"""A grade is a short word."""
NATIONAL = late(
    r"(?:国家)?(?:[一二三四ⅠⅡⅢⅣ1234]|I{1,3}|IV)等|[ABC]级|(?:first|second|third|fourth)[- ]order|order (?:I{1,3}|IV|[1-4])",
    re.IGNORECASE,
)
PROJECT = late(r"一级|二级|三级|图根|[DE]级|等外|加密|像控|导线|施工")
GRAVITY = (977_500.0, 983_500.0)
"""Absolute gravity in China, mGal."""
ANOMALY = (-600.0, 400.0)
"""Free-air and Bouguer anomalies, mGal."""


@dataclass(slots=True)
class Columns:
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


def look(block: Block) -> Columns:
    """What the columns of `block` can be."""
    out = Columns()
    for number in block.columns():
        texts = block.column(number)
        if _most(texts, lambda text: bool(ANGLE.match(text))):
            _angles(out, number, texts)
            continue
        if _most(texts, lambda text: bool(DATE.match(text))) and out.date is None:
            out.date = number
        values = [_float(text) for text in texts if NUMBER.match(text)]
        if len(values) >= ENOUGH * len(texts):
            out.numbers[number] = values
            out.digits[number] = median_high(len(text.partition(".")[2]) for text in texts if NUMBER.match(text))
        elif any(NATIONAL.fullmatch(text) or PROJECT.match(text) for text in texts) and max(map(len, texts)) <= WORD:
            out.grade, out.national = number, any(NATIONAL.fullmatch(text) for text in texts)
        else:
            out.names.append(number)
    _planes(out)
    _degrees(out)
    for number, values in out.numbers.items():
        if number in {out.lat, out.lon, out.north, out.east}:
            continue
        if _within(values, GRAVITY) and out.digits[number] >= 1:
            out.gravity = number
        elif _within(values, ANOMALY) and out.digits[number] >= 1:
            out.anomalies.append(number)
    return out


def _float(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-").rstrip("%") or 0)


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
    if out.north is None or out.east is None or abs(out.north - out.east) > 2:  # noqa: PLR2004 - the two stand side by side
        out.north = out.east = None


def _degrees(out: Columns) -> None:
    for number, values in out.numbers.items():
        fine = out.digits[number] >= 2  # noqa: PLR2004 - a price has two decimals at most beside a label
        if out.lat is None and fine and all(ranges.latitude(value) for value in values) and number != out.lon:
            out.lat = number
        elif out.lon is None and fine and all(ranges.longitude(value) for value in values):
            out.lon = number
    apart = out.lat is None or out.lon is None or abs(out.lat - out.lon) > 2  # noqa: PLR2004 - the two stand side by side
    if apart and not out.sexagesimal:
        out.lat = out.lon = None


def _angles(out: Columns, number: int, texts: list[str]) -> None:
    """A column of degrees, minutes, seconds: latitude below 60°, longitude above 70°."""
    degrees = [float(whole.group()) for text in texts if (whole := re.match(r"\d+", text))]
    out.sexagesimal = True
    if degrees and all(value <= ranges.LATITUDES[1] for value in degrees):
        out.lat = number if out.lat is None else out.lat
    elif degrees and all(ranges.longitude(value + 1) or ranges.longitude(value) for value in degrees):
        out.lon = number if out.lon is None else out.lon


def step(values: list[float]) -> float:
    """The spacing of a regular series of values, 0 where it is not regular."""
    distinct = sorted(set(values))
    if len(distinct) < 3:  # noqa: PLR2004 - two values are always regular
        return abs(distinct[1] - distinct[0]) if len(distinct) == 2 else 0.0  # noqa: PLR2004
    gaps = [b - a for a, b in pairwise(distinct)]
    smallest = min(gaps)
    # rounding to the last decimal makes equal steps differ a little
    return smallest if smallest > 0 and all(abs(gap / smallest - round(gap / smallest)) < 0.05 for gap in gaps) else 0.0  # noqa: PLR2004
