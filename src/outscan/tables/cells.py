"""The rows of a segment as cells: of its grid where it is one, else of its lines.

In: a segment. Out: rows of `Cell`s, blank ones left out. Law: `segment.text[cell.start:cell.end] == cell.text`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice, repeat
from typing import NamedTuple

from outscan.lazy_regex import lazy
from outscan.tables.figures import FIGURE_CELL
from outscan.types import CELL, HARD, Segment

LINE = 4000
TITLE = 60
"""Characters of a line that may be a table's title."""
_SENTENCE = "。；！？.;!?"
"""A line longer than this is no row."""
_BREAK = re.compile(r"[\n\v\r]")
_FIELD = lazy(r"[^\s,;|]+")
KEPT = 200
"""Rows that are kept for the next who asks."""
WIDEST = 400
"""Cells of a row of figures."""
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


class Lines:
    """Rows by number; those of a grid are cut into cells when they are asked for."""

    def __init__(
        self, known: Sequence[list[Cell]], segment: Segment | None = None, begin: Sequence[int] = (), ends: Sequence[int] = ()
    ) -> None:
        self._known = dict(enumerate(known))
        self._segment, self._begin, self._ends = segment, begin, ends

    @classmethod
    def first(cls, segment: Segment, most: int) -> Lines:
        """The first `most` rows of a segment."""
        begin, ends = _bounds(segment, most)
        return cls((), segment, begin, ends) if begin else cls(list(islice(rows(segment), most)))

    def __len__(self) -> int:
        return len(self._begin) or len(self._known)

    def __getitem__(self, number: int) -> list[Cell]:
        if number not in self._known and self._segment is not None:
            self._known[number] = next(_line(self._segment, self._begin[number], self._ends[number]), [])
        return self._known[number]

    def holding(self, pattern: re.Pattern[str]) -> Iterable[int]:
        """The rows in which `pattern`, which crosses none, is met; every one where no grid says where rows end."""
        if self._segment is None:
            return range(len(self))
        found = pattern.finditer(self._segment.text, self._begin[0], self._ends[-1])
        return dict.fromkeys(bisect_right(self._begin, one.start()) - 1 for one in found)


def _bounds(segment: Segment, most: int) -> tuple[list[int], list[int]]:
    """Where the first rows of a grid begin and end in its text, blank ones left out; none where the text does not tell."""
    begin: list[int] = []
    ends: list[int] = []
    text, at = segment.text, 0
    if not _even(segment):
        return begin, ends
    while at <= len(text) and len(begin) < most:
        end = text.find(HARD, at)
        end = len(text) if end < 0 else end
        if text[at:end].strip(CELL):
            begin.append(at)
            ends.append(end)
        at = end + 1
    return begin, ends


def _even(segment: Segment) -> bool:
    """Whether the lines of a text are the rows of its grid: no cell holds several lines."""
    return segment.cells is not None and segment.text.count(HARD) == len(set(segment.cells.rows)) - 1


def _line(segment: Segment, at: int, end: int) -> Iterator[list[Cell]]:
    """The row of a grid that stands at `text[at:end]`."""
    grid, places = segment.cells, segment.places
    if grid is not None and places is not None:
        first, stop = bisect_left(places.starts, at), bisect_left(places.starts, end + 1)
        behind = (*places.starts[first + 1 : stop], end + 1)
        yield from _cut(segment.text, places.starts[first:stop], behind, grid.rows[first:stop], grid.columns[first:stop])


def sparing(segment: Segment, enough: Callable[[], bool]) -> Iterator[list[Cell] | int]:
    """As `rows` of a grid; while there is `enough`, only the end of a row of which two cells and a third of all are figures."""
    if not _even(segment):
        yield from rows(segment)
        return
    at, text = 0, segment.text
    asked: Figured | None = None
    while at <= len(text):
        end = text.find(HARD, at)
        end = len(text) if end < 0 else end
        if asked is None and enough():
            asked = Figured(text, at)
        if (asked is None or asked.next(at, end)) and enough():
            yield end
        else:
            yield from _line(segment, at, end)
        at = end + 1


class Figured:
    """Whether rows are of figures, asked of one after the other from the row at `begin` on.

    Rows of a table look alike but for how long their words and figures are: what one looks like is asked once.
    """

    def __init__(self, text: str, begin: int) -> None:
        self._text, self._known = text, dict[bytes, bool]()
        self._rows = _looks(text, begin) if len(text) - begin >= _FEW_LOOKS else None

    def next(self, at: int, end: int) -> bool:
        """Whether the next row, which is `text[at:end]`, is one."""
        look = _UNTOLD if self._rows is None else next(self._rows)
        if (known := self._known.get(look)) is not None:
            return known
        if not _UNTOLD_SIGNS.isdisjoint(look):
            return _figured(self._text, at, end)
        said = look.decode("ascii")
        known = self._known[look] = bool(said) and _figured(said, 0, len(said))
        return known


def _looks(text: str, begin: int) -> Iterator[bytes]:
    """What each row from the one at `begin` on looks like, a stretch of rows at a time."""
    while begin <= len(text):
        end = text.find(HARD, begin + _STRETCH)
        end = len(text) if end < 0 else end
        looks = text[begin:end].encode("utf-8", "replace").translate(_LOOKS, _BEHIND)
        if _TOO_LONG in looks:
            yield from repeat(_UNTOLD, looks.count(b"\n") + 1)
        else:
            for sign in (b"0", b"h"):
                for times in (4, 2, 2):
                    looks = looks.replace(sign * times, sign)
            yield from looks.split(b"\n")
        begin = end + 1


_LOOKS = bytes(
    ord("0") if chr(one) in "0123456789"
    else one if one < 0x20 or chr(one) in " \"',.+-%"
    else ord("h") if one < 0x80 or 0xE4 <= one <= 0xE9
    else ord("X")
    for one in range(256)
)  # fmt: skip
"""By bytes of UTF-8: 0 for a figure, h for letters, signs and Han; X for what may be a figure, its sign or another blank."""
_BEHIND = bytes(range(0x80, 0xC0))
"""What follows the first byte of a character."""
_TOO_LONG = b"0" * 13
"""Up to so many figures a number is one however many it has."""
_FEW_LOOKS, _STRETCH = 2000, 1 << 16
"""Characters from which on it is worth it, and those of one stretch."""
_UNTOLD, _UNTOLD_SIGNS = b"X", frozenset(b"X, '")
"""What parts thousands: whether a number is one depends on how many figures stand between them."""


def _figured(text: str, start: int, end: int) -> bool:
    """Whether two cells at least of a row, and a third of all, are plain figures; and its last cell ends in no blank."""
    wide = text.count(CELL, start, end) + 1
    return (
        wide <= WIDEST
        and text[end - 1] not in _BLANK
        and 3 * (figures := len(FIGURE_CELL.findall(text, start, end))) >= wide
        and figures > 1
    )


class Rows:
    """The rows of a segment for several who ask, one after the other: the first of them are taken apart once."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._known: list[list[Cell]] = []
        self._rest = rows(segment)

    def __iter__(self) -> Iterator[list[Cell]]:
        for number in range(KEPT):
            if number == len(self._known):
                if (row := next(self._rest, None)) is None:
                    return
                self._known.append(row)
            yield self._known[number]
        yield from islice(rows(self._segment), KEPT, None)


def _of_grid(segment: Segment) -> Iterator[list[Cell]]:
    if segment.cells is not None and segment.places is not None:
        starts = segment.places.starts
        behind = chain(islice(starts, 1, None), (len(segment.text) + 1,))
        yield from _cut(segment.text, starts, behind, segment.cells.rows, segment.cells.columns)


def _cut(
    text: str, starts: Iterable[int], behind: Iterable[int], numbers: Iterable[int], columns: Iterable[int]
) -> Iterator[list[Cell]]:
    """Cells that begin at `starts`, each behind the one before, as rows."""
    line: list[Cell] = []
    last = -1
    for start, following, row, column in zip(starts, behind, numbers, columns, strict=False):
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
