"""The rows of a segment as cells: of its grid where it is one, else of its lines.

In: a segment. Out: rows of `Cell`s, blank ones left out. Law: `segment.text[cell.start:cell.end] == cell.text`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from outscan.lazy_regex import lazy
from outscan.types import Segment

LINE = 4000
TITLE = 60
"""Characters of a line that may be a table's title."""
_SENTENCE = "。；！？.;!?"
"""A line longer than this is no row."""
_BREAK = re.compile(r"[\n\v\r]")
_FIELD = lazy(r"[^\s,;|]+")
_BLANK = " \u3000\"'\n\v\t\r"


class Cell(NamedTuple):
    """One cell: its text without blanks around it, where it stands, its column and row (both from 0).

    A tuple: a workbook has a million of them, and they are made several times as fast.
    """

    text: str
    start: int
    end: int
    column: int
    row: int = -1


_NEW: Callable[[type[Cell], tuple[str, int, int, int, int]], Cell] = tuple.__new__
"""What the constructor of a cell calls."""


def titular(text: str) -> bool:
    """Whether a line alone above a table may be its title: short, and no sentence."""
    return 0 < len(text) <= TITLE and text[-1] not in _SENTENCE and "。" not in text


def rows(segment: Segment) -> Iterator[list[Cell]]:
    """Each line of the segment as cells; columns are the grid's own where it is one."""
    text, grid, places = segment.text, segment.cells, segment.places
    if grid is not None and places is not None:
        yield from _of_grid(segment)
        return
    at = 0
    stops = chain((found.start() for found in _BREAK.finditer(text)), (len(text),))  # of a long text often few rows are asked for
    for row, stop in enumerate(stops):
        if at < stop <= at + LINE:
            yield _fields(text[at:stop], at, row)
        at = stop + 1


def _of_grid(segment: Segment) -> Iterator[list[Cell]]:
    text, grid, places = segment.text, segment.cells, segment.places
    if grid is None or places is None:
        return
    line: list[Cell] = []
    last, starts = -1, places.starts
    behind = chain(islice(starts, 1, None), (len(text) + 1,))
    for start, following, row, column in zip(starts, behind, grid.rows, grid.columns, strict=False):
        if row != last:
            if line:
                yield line
                line = []
            last = row
        end = following - 1
        if start < end:
            inner = text[start:end]
            if inner[0] in _BLANK or inner[-1] in _BLANK:
                line.append(_cell(text, start, end, column, row))
            else:  # written out: a workbook has a million of them
                line.append(_NEW(Cell, (inner, start, end, column, row)))
    if line:
        yield line


def _cell(text: str, start: int, end: int, column: int, row: int) -> Cell:
    inner = text[start:end]
    if inner[0] not in _BLANK and inner[-1] not in _BLANK:
        return Cell(inner, start, end, column, row)
    left = len(inner) - len(inner.lstrip(_BLANK))
    right = len(inner.rstrip(_BLANK))
    return Cell(inner[left:right] if right > left else "", start + left, start + max(left, right), column, row)


def _fields(line: str, at: int, row: int) -> list[Cell]:
    """A line of text taken apart at tabs, bars, commas or blanks, whichever it uses."""
    separator = next((sign for sign in ("\t", "|", ";") if sign in line), "," if "," in line and ", " not in line else "")
    if not separator and len(line.split(None, 1)) < 2 and "," not in line:
        word = line.strip()
        start = at + line.find(word) if word else at
        return [Cell(word, start, start + len(word), 0, row)] if word else []
    if not separator:
        return [
            Cell(hit.group(), at + hit.start(), at + hit.end(), number, row) for number, hit in enumerate(_FIELD.finditer(line))
        ]
    cells, start = [], 0
    for number, part in enumerate(line.split(separator)):
        if part.strip():
            cell = _cell(line, start, start + len(part), number, row)
            cells.append(Cell(cell.text, cell.start + at, cell.end + at, cell.column, row))
        start += len(part) + 1
    return cells
