"""Tables and figures: which columns carry the figures, what a figure is at a coarser precision, a series month by month.

In: segments and matches of tables. Out: cells to clear or to replace, as (start, end, text) in the segment's own text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from itertools import islice, pairwise

from outscan.process.task import LABEL
from outscan.tables import Cell, blocks, records, rows, titular
from outscan.tables.blocks import HEAD
from outscan.tables.figures import ANGLE, NUMBER
from outscan.types import Match, Segment

DATE = re.compile(r"(?P<year>(?:19|20)\d\d)[-/.年](?P<month>\d{1,2})(?:[-/.月](?P<day>\d{1,2})日?)?(?:[ T]\d{1,2}:\d{2}.*)?\Z")
_PLAIN_DATE = re.compile(r"(?:\d{1,2}月(?:\d{1,2}日)?|\d{1,2}[-/]\d{1,2}|\d{1,2}日|(?:19|20)\d\d年?)\Z")
WHOLE = 1 << 60
"""Every row of a table is processed."""
_THREE_DIGITS = 1000
"""Means keep three digits, or their whole number from here on."""
_METRES = 100_000
"""Metres of one degree, rounded: 0.01° stands for 1 km (outbound rules: at least 0.01° or 100 m)."""
Cut = tuple[int, int, str]


@dataclass(slots=True)
class Found:
    """A table found again: its header rows, its rows of figures, the columns that carry them."""

    header: list[list[Cell]]
    rows: list[list[Cell]]
    columns: set[int]
    titles: list[Cell] = field(default_factory=list)


def table_at(segment: Segment, match: Match) -> Found:
    """The whole table whose header and first row `match` quotes, as the reader of tables sees it."""
    at = match.spans[-1].start
    made = (*records(segment), *blocks(segment, most=WHOLE))
    block = next((one for one in made if any(c.start <= at <= c.end for row in one.rows for c in row)), None)
    if block is None:
        return Found([], [], set())
    lines = [row[0] for row in block.above if len(row) == 1]
    titles = [one for one in lines if titular(one.text)]
    return Found(block.header, block.rows, _columns(block.rows), titles)


def _columns(rows: list[list[Cell]]) -> set[int]:
    by_column: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        for cell in row:
            if cell.text:
                by_column[cell.column].append(cell.text)
    found = set()
    for column, texts in by_column.items():
        figures = [t for t in texts if (NUMBER.match(t) or ANGLE.match(t)) and not _PLAIN_DATE.match(t)]
        if 2 * len(figures) >= len(texts) and not _counting(figures):
            found.add(column)
    return found


def _counting(texts: list[str]) -> bool:
    """Whether the figures are the numbers of the rows: 1, 2, 3."""
    if len(texts) < 2 or not all(t.isdecimal() and len(t) < 7 for t in texts):  # a number of a row is short
        return False
    numbers = [int(t) for t in texts]
    return all(b - a == 1 for a, b in pairwise(numbers)) and numbers[0] < 2


def drop_columns(found: Found) -> Iterator[Cut]:
    """Clear the columns that carry figures, their header cells say so."""
    for title in found.titles:
        yield title.start, title.end, LABEL
    for row in found.header[-1:]:
        for cell in row:
            if cell.column in found.columns and cell.text:
                yield cell.start, cell.end, LABEL
    for number, row in enumerate(found.rows):
        for cell in row:
            if cell.column in found.columns and cell.text:
                yield cell.start, cell.end, "" if number or found.header else LABEL


def drop_rows(found: Found) -> Iterator[Cut]:
    """Clear every row of figures and the title above them."""
    for title in found.titles:
        yield title.start, title.end, LABEL
    for number, row in enumerate(found.rows):
        for cell in row:
            if cell.text:
                yield cell.start, cell.end, "" if number or found.header else LABEL


def coarsen(found: Found, precision: float) -> Iterator[Cut]:
    """Round every figure of the columns to `precision` degrees (or its length in metres)."""
    for row in found.rows:
        for cell in row:
            if cell.column in found.columns and cell.text:
                yield cell.start, cell.end, rounded(cell.text, precision)


def rounded(text: str, precision: float) -> str:
    """A figure rounded to a multiple of `precision`: degrees up to 180, metres beyond; LABEL for what is no plain figure.

    1 km stands for 0.01°. The result has no more decimals than the step.
    """
    try:
        number = Decimal(text.replace(",", "").replace("−", "-"))
    except InvalidOperation:
        return LABEL
    step = Decimal(str(precision)) if abs(number) <= 180 else Decimal(str(precision)) * _METRES  # degrees end here
    if step <= 0:
        return LABEL
    result = (number / step).quantize(Decimal(1), rounding=ROUND_HALF_EVEN) * step
    plain = format(result.normalize(), "f")
    return "0" if plain in {"-0", ""} else plain


def monthly(found: Found) -> Iterator[Cut]:
    """Means by month: the first row of a month carries them, the others are cleared.

    Figures of a series without a date column cannot be aggregated: its columns are dropped.
    """
    dated = next((c.column for row in found.rows for c in row if DATE.match(c.text)), None)
    if dated is None:
        yield from drop_columns(found)
        return
    groups: dict[str, list[list[Cell]]] = defaultdict(list)
    for row in found.rows:
        day = next((DATE.match(c.text) for c in row if c.column == dated), None)
        groups[f"{day['year']}-{int(day['month']):02d}" if day else ""].append(row)
    for month, days in groups.items():
        means = {column: _mean([c.text for row in days for c in row if c.column == column]) for column in found.columns}
        for number, row in enumerate(days):
            for cell in row:
                if not cell.text:
                    continue
                if number == 0 and month:
                    put = month if cell.column == dated else means.get(cell.column, cell.text)
                    yield cell.start, cell.end, put
                else:
                    yield cell.start, cell.end, ""


def _mean(texts: list[str]) -> str:
    numbers = []
    for text in texts:
        try:
            numbers.append(Decimal(text.replace(",", "")))
        except InvalidOperation:
            continue
    if not numbers:
        return LABEL
    mean = sum(numbers, Decimal(0)) / len(numbers)
    return format(mean, ".3g") if abs(mean) < _THREE_DIGITS else str(round(mean))


def head_texts(segment: Segment) -> Iterator[str]:
    """What the cells of a grid's first rows say, any of which may head a column."""
    for row in islice(rows(segment), HEAD) if segment.cells is not None else ():
        yield from (cell.text for cell in row if cell.text)


def named_columns(segment: Segment, names: tuple[str, ...]) -> Iterator[Cut]:
    """Clear the columns of a grid whose header cell bears one of `names`."""
    wanted = {name.strip() for name in names}
    columns: set[int] = set()
    for cell in (cell for row in rows(segment) for cell in row) if segment.cells is not None else ():
        if cell.text in wanted:
            columns.add(cell.column)
            yield cell.start, cell.end, LABEL
        elif cell.column in columns and cell.text:
            yield cell.start, cell.end, ""
