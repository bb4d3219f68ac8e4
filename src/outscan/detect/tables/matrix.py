"""Fields written as a matrix: one axis along the first row, the other down the first column, a value in each cell.

In: rows of cells. Out: a kind and its facts, or nothing. The axes say what it is of: degrees or metres of the country, offsets
at one step, or hours along and days down. Multiplication and look-up tables rise along both axes, ground and gravity do not.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, pairwise

from outscan.detect.coordinates import ranges
from outscan.detect.tables.columns import step
from outscan.detect.tables.survey import Facts
from outscan.detect.tables.water import gauged
from outscan.lazy_regex import lazy
from outscan.nouns import Struct, field
from outscan.tables import Cell
from outscan.tables.figures import decimals, figure

SAMPLE = 60
LEAST = 6
CELLS = 100
"""Cells from which a matrix over offsets is a grid."""
TALL = 20
"""Days or rows of hours."""
ROUGH = 0.25
"""The usual change from one cell to the next, as a part of the whole range, up to which a field is smooth."""
WIDE = 10.0
LIMIT = 400.0
"""mGal: anomalies of either sign up to this."""
MINUTES, METRES = 60.0, 111_000.0
_PLAIN = lazy(r"[-+−]?\d{1,9}(?:\.\d{1,6})?\Z")
_HOUR = lazy(r"(?:[01]?\d|2[0-4])(?:时|点|:00|h)?\Z")


class _Field(Struct):
    """Both axes, the values by row, how many decimals the cells usually have, where the rows are."""

    along: list[float] = field(default_factory=list)
    down: list[float] = field(default_factory=list)
    values: list[list[float]] = field(default_factory=list)
    digits: int = 0
    rows: list[list[Cell]] = field(default_factory=list)
    above: str = ""


def matrix(lines: Iterable[list[Cell]]) -> tuple[str, list[list[Cell]], Facts] | None:
    """What the matrix in `lines` is of, its rows with the axis first, and its facts."""
    found = _field(islice(lines, SAMPLE))
    if found is None:
        return None
    told = _hours(found) or _ground(found)
    return None if told is None else (told[0], found.rows, told[1])


def _field(lines: Iterable[list[Cell]]) -> _Field | None:
    out = _Field()
    axis: set[int] = set()
    texts: list[str] = []
    for row in lines:
        plain = [cell for cell in row if _PLAIN.match(cell.text) or _HOUR.match(cell.text)]
        if not axis:
            numbers = [figure(cell.text.rstrip("时点h").removesuffix(":00")) for cell in plain]
            tail = numbers[1:] if len(numbers) > LEAST and not _even(numbers) else numbers
            if len(tail) >= LEAST and _even(tail):
                out.along, axis = tail, {cell.column for cell in plain[-len(tail) :]}
                out.rows = [row]
            else:
                out.above += " " + " ".join(cell.text for cell in row[:4])
            continue
        inside = [cell for cell in plain if cell.column in axis]
        first = row[0]
        name = first.text.rstrip("日")
        if first.column not in axis and _PLAIN.match(name) and 5 * len(inside) >= 4 * len(axis):
            out.down.append(figure(name))
            out.values.append([figure(cell.text) for cell in inside])
            texts += [cell.text for cell in inside[:LEAST]]
            out.rows.append(row)
    if len(out.down) < LEAST or not _even(out.down):
        return None
    out.digits = sorted(map(decimals, texts))[len(texts) // 2]
    return out


def _even(values: list[float]) -> bool:
    """Whether values go one way at one step."""
    gaps = [b - a for a, b in pairwise(values)]
    return bool(gaps) and gaps[0] != 0 and all(abs(gap - gaps[0]) < 0.02 * abs(gaps[0]) for gap in gaps)


def _hours(found: _Field) -> tuple[str, Facts] | None:
    """Hours along, days down: smooth and positive, under the name of a station or a river."""
    hours = found.along[0] in (0, 1) and len(found.along) in (24, 25) and found.along[1] - found.along[0] == 1
    if not hours or len(found.down) < TALL or min(map(min, found.values)) <= 0 or not _smooth(found):
        return None
    return "daily_matrix", {"days": len(found.down), "rows": 24 * len(found.down), "gauge": gauged(found.above)}


def _ground(found: _Field) -> tuple[str, Facts] | None:
    """Heights or anomalies over degrees, metres or offsets."""
    one, other = sorted((found.along, found.down), key=min)
    cells = sum(map(len, found.values))
    lows, highs = min(map(min, found.values)), max(map(max, found.values))
    signed = lows < 0 < highs and max(-lows, highs) > WIDE and max(-lows, highs) < LIMIT
    if found.digits < 1 or not _smooth(found):
        return None
    if all(map(ranges.latitude, one)) and all(map(ranges.longitude, other)):
        spacing = max(step(one), step(other))
        if signed and found.digits > 1:
            return "gravity_grid", {"step_arcmin": round(MINUTES * spacing, 2), "rows": cells}
        risen = lows > 0 and highs - lows > WIDE and spacing * METRES < LIMIT
        return ("dem_grid", {"step_m": round(spacing * METRES, 1), "rows": cells}) if risen else None
    plane = all(map(ranges.northing, other)) and all(ranges.easting(value)[0] for value in one)
    plane = plane or (all(ranges.easting(value)[0] for value in other) and all(map(ranges.northing, one)))
    offset = found.along[0] == found.down[0] == 0 and abs(found.along[1]) == abs(found.down[1]) >= 1 and cells >= CELLS
    if not (plane or (offset and not _rising(found))):
        return None
    if signed and plane:
        return "gravity_grid", {"step_arcmin": round(step(found.along) / 1852.0, 2), "rows": cells}
    return ("dem_grid", {"step_m": abs(found.along[1] - found.along[0]), "rows": cells}) if lows > 0 else None


def _smooth(found: _Field) -> bool:
    """Whether neighbours in a row are alike."""
    lows, highs = min(map(min, found.values)), max(map(max, found.values))
    steps = sorted(abs(b - a) for row in found.values for a, b in pairwise(row))
    return highs > lows and bool(steps) and steps[len(steps) // 2] <= ROUGH * (highs - lows)


def _rising(found: _Field) -> bool:
    """Whether values go one way along every row: what is looked up in does."""
    ways = {b > a for row in found.values for a, b in pairwise(row) if a != b}
    return len(ways) < 2
