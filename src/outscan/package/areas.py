"""How much ground a table covers: the sum of its areas, or what lies between its outermost points.

In: a segment. Out: square kilometres, 0 where it says nothing of ground.
"""

from __future__ import annotations

from itertools import islice

from outscan.lazy_regex import lazy
from outscan.package import values
from outscan.tables import Cell, rows
from outscan.tables.figures import ANGLE, DATE, NUMBER, figure
from outscan.types import Segment

MOST = 400
FEW = 3
HEAD = 6
_AREA = lazy(r"面积[^|]{0,6}(?:km|平方公里|平方千米|㎢)|(?i:area.{0,6}(?:km|sq))")


def figured(cell: Cell) -> bool:
    """Whether a cell is a figure, an angle or a date in figures."""
    return bool(NUMBER.match(cell.text) or ANGLE.match(cell.text) or (DATE.match(cell.text) and cell.text[:1].isdigit()))


def listed_area(segment: Segment) -> float:
    """Square kilometres that a table of sheets or lots adds up to, 0 where it has no such column."""
    lines = [row for row in islice(rows(segment), MOST + HEAD) if len(row) > 1]
    top = next((row for row in lines[:HEAD] if all(not figured(cell) for cell in row)), None)
    column = next((cell.column for cell in top or () if _AREA.search(cell.text)), None)
    if top is None or column is None:
        return 0.0
    body = lines[lines.index(top) + 1 :]
    return sum(figure(cell.text) for row in body for cell in row if cell.column == column and NUMBER.match(cell.text))


def extent(segment: Segment) -> float:
    """Square kilometres between the outermost points of a table of plane coordinates, 0 where it holds none."""
    columns: dict[int, list[float]] = {}
    for row in islice(rows(segment), MOST + HEAD):
        for cell in row:
            if len(row) > 1 and NUMBER.match(cell.text):
                columns.setdefault(cell.column, []).append(figure(cell.text))
    long = [found for found in columns.values() if len(found) >= 2 * FEW]
    norths = [found for found in long if all(values.NORTHS[0] <= one <= values.NORTHS[1] for one in found)]
    easts = [found for found in long if all(values.EASTS[0] <= one % 1_000_000 <= values.EASTS[1] and one < 5e7 for one in found)]
    sides = [(max(found) - min(found)) / 1000 for found in (*norths[:1], *[one for one in easts if one not in norths][:1])]
    return sides[0] * sides[1] if len(sides) == 2 else 0.0
