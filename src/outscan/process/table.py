"""Tables and figures: which columns carry the figures, what a figure is at a coarser precision, a series month by month.

In: segments and matches of tables. Out: cells to clear or to replace, as (start, end, text) in the segment's own text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from itertools import pairwise

from outscan.process.order import LABEL
from outscan.types import Match, Segment

FIGURE = re.compile(r"[-+−]?\d{1,14}(?:,\d{3})*(?:\.\d+)?(?:[eE][-+]?\d+)?%?\Z")
ANGLE = re.compile(r"[NSEW东西南北]?\d{1,3}[°度]\d{1,2}(?:\.\d+)?[′'分]?(?:\d{1,2}(?:\.\d+)?[″\"秒]?)?[NSEW]?\Z")
DATE = re.compile(r"(?P<year>(?:19|20)\d\d)[-/.年](?P<month>\d{1,2})(?:[-/.月](?P<day>\d{1,2})日?)?(?:[ T]\d{1,2}:\d{2}.*)?\Z")
_PLAIN_DATE = re.compile(r"(?:\d{1,2}月(?:\d{1,2}日)?|\d{1,2}[-/]\d{1,2}|\d{1,2}日|(?:19|20)\d\d年?)\Z")
_FIELD = re.compile(r"[^\s,;|]+")
_BETWEEN = 4
"""Rows without figures that do not end a table."""
_HEAD = 6
"""Rows above the first figures that may be its header."""
_TITLE = 60
"""A row of one cell no longer than this, above a header, is the table's title."""
_THREE_DIGITS = 1000
"""Means keep three digits, or their whole number from here on."""
_METRES = 100_000
"""Metres of one degree, rounded: 0.01° stands for 1 km (outbound rules: at least 0.01° or 100 m)."""
Cut = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text without blanks around it, where it stands, its row and column."""

    text: str
    start: int
    end: int
    row: int
    column: int


def cells(segment: Segment) -> Iterator[Cell]:
    """The cells of a segment: of its grid where it is one, else fields of its lines."""
    text, grid, places = segment.text, segment.cells, segment.places
    if grid is not None and places is not None:
        for index, start in enumerate(places.starts):
            end = places.bounds(index, len(text) + 1).end - 1
            yield _cell(text, start, end, grid.rows[index], grid.columns[index])
        return
    at = 0
    for row, line in enumerate(re.split(r"[\n\v\r]", text)):
        separator = next((s for s in ("\t", "|", ";") if s in line), "," if "," in line and ", " not in line else "")
        if separator:
            start = at
            for column, part in enumerate(line.split(separator)):
                yield _cell(text, start, start + len(part), row, column)
                start += len(part) + 1
        else:
            for column, found in enumerate(_FIELD.finditer(line)):
                yield Cell(found.group(), at + found.start(), at + found.end(), row, column)
        at += len(line) + 1


def _cell(text: str, start: int, end: int, row: int, column: int) -> Cell:
    inner = text[start:end]
    left = len(inner) - len(inner.lstrip(" \u3000\"'\n\v\t\r"))
    right = max(len(inner.rstrip(" \u3000\"'\n\v\t\r")), left)
    return Cell(inner[left:right], start + left, start + right, row, column)


def _figure(text: str) -> bool:
    return bool(FIGURE.match(text) or ANGLE.match(text))


@dataclass(slots=True)
class Found:
    """A table found again: its header rows, its rows of figures, the columns that carry them."""

    header: list[list[Cell]]
    rows: list[list[Cell]]
    columns: set[int]
    titles: list[Cell] = field(default_factory=list)


def table_at(segment: Segment, match: Match) -> Found:
    """The whole table whose header and first row `match` quotes."""
    lines: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells(segment):
        lines[cell.row].append(cell)
    order = sorted(lines)
    here = next((r for r in order if any(c.start <= match.spans[-1].start <= c.end for c in lines[r])), None)
    if here is None:
        return Found([], [], set())
    at = order.index(here)
    rows, gap = [], 0
    first = at
    while first > 0 and _data(lines[order[first - 1]]):
        first -= 1
    for number in order[first:]:
        if _data(lines[number]):
            rows.append(lines[number])
            gap = 0
        elif (gap := gap + 1) >= _BETWEEN:
            break
    columns = _columns(rows)
    above = [[c for c in lines[r] if c.text] for r in order[max(0, first - _HEAD) : first]]
    header = [row for row in above if len(row) > 1]
    titles = [
        row[0] for row in above[-_HEAD:] if len(row) == 1 and len(row[0].text) <= _TITLE and row[0].text[-1] not in "。；！？.;"
    ]
    return Found(header[-3:], rows, columns, titles)


def _data(row: list[Cell]) -> bool:
    filled = [c for c in row if c.text]
    figures = sum(_figure(c.text) for c in filled)
    return len(filled) > 1 and figures > 0 and 3 * figures >= len(filled)


def _columns(rows: list[list[Cell]]) -> set[int]:
    by_column: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        for cell in row:
            if cell.text:
                by_column[cell.column].append(cell.text)
    found = set()
    for column, texts in by_column.items():
        figures = [t for t in texts if _figure(t) and not _PLAIN_DATE.match(t)]
        if 2 * len(figures) >= len(texts) and not _counting(figures):
            found.add(column)
    return found


def _counting(texts: list[str]) -> bool:
    """Whether the figures are the numbers of the rows: 1, 2, 3."""
    if len(texts) < 2 or not all(t.isdecimal() and len(t) < 7 for t in texts):  # noqa: PLR2004 - a number of a row is short
        return False
    numbers = [int(t) for t in texts]
    return all(b - a == 1 for a, b in pairwise(numbers)) and numbers[0] < 2  # noqa: PLR2004


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
    step = Decimal(str(precision)) if abs(number) <= 180 else Decimal(str(precision)) * _METRES  # noqa: PLR2004 - degrees end here
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
    for month, rows in groups.items():
        means = {column: _mean([c.text for row in rows for c in row if c.column == column]) for column in found.columns}
        for number, row in enumerate(rows):
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


def named_columns(segment: Segment, names: tuple[str, ...]) -> Iterator[Cut]:
    """Clear the columns of a grid whose header cell bears one of `names`."""
    wanted = {name.strip() for name in names}
    columns: set[int] = set()
    for cell in cells(segment) if segment.cells is not None else ():
        if cell.text in wanted:
            columns.add(cell.column)
            yield cell.start, cell.end, LABEL
        elif cell.column in columns and cell.text:
            yield cell.start, cell.end, ""
