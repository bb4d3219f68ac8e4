"""Tables that nothing but blanks draws: columns of plain text that stand under one another, as they are seen in one width.

In: a text. Out: rows of `Cell`s for every stretch of lines that are set so; the columns are those of its head. Two blanks part
two columns (one of full width does), so that `Area (km2)` is one head; a cell belongs to the head it stands under. Law as for
`rows`: `text[cell.start:cell.end] == cell.text`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from outscan.lazy_regex import lazy
from outscan.tables.cells import LINE, Cell

FEWEST = 2
"""Columns and rows of the smallest table."""
ROWS = 4000
_APART = lazy(r"[ \t]{2,}|[ \t]*\u3000[ \t\u3000]*|\t")
_FIELD = lazy(r"[^ \t\u3000\n\v\r]+(?:[ \t][^ \t\u3000\n\v\r]+)*")
_RULE = lazy(r"[-=_+*.~─━═│┼ \t]+")
_WIDE = frozenset("WF")
_Field = tuple[int, int, int, int]
"""Left and right as it is seen, start and end in the text."""


def aligned(text: str) -> Iterator[list[list[Cell]]]:
    """Yield the rows of every table of `text` that blanks alone draw."""
    head: list[_Field] = []
    table: list[list[Cell]] = []
    at = 0
    for number, line in enumerate(re.split(r"[\n\v\r]", text)):
        begin, at = at, at + len(line) + 1
        if _RULE.fullmatch(line):
            continue  # lines drawn above and below a head
        fields = _fields(line, begin) if len(line) <= LINE and _APART.search(line.strip()) else []
        if len(fields) < FEWEST and not (table and _under(line, begin, head)):
            if len(table) >= FEWEST:
                yield table
            head, table = [], []
            continue
        fields = fields or _fields(line, begin)
        if not head or len(fields) > len(head) + 1:
            if len(table) >= FEWEST:
                yield table
            head, table = fields, []
        if len(table) < ROWS:
            table.append([Cell(text[f[2] : f[3]], f[2], f[3], column, number) for column, f in _placed(fields, head)])
    if len(table) >= FEWEST:
        yield table


def _fields(line: str, begin: int) -> list[_Field]:
    """The fields of one line, with where they are seen: a Han takes two columns."""
    found: list[_Field] = []
    seen = last = 0
    for field in islice(_FIELD.finditer(line), 60):
        left = seen + _width(line[last : field.start()])
        seen, last = left + _width(field.group()), field.end()
        found.append((left, seen, begin + field.start(), begin + field.end()))
    return found


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in _WIDE else 1 for char in text)


def _under(line: str, begin: int, head: list[_Field]) -> bool:
    """Whether the one field of a line stands under a head that is not the first: a head's second line."""
    fields = _fields(line, begin)
    return len(fields) == 1 and _nearest(fields[0], head) > 0 and fields[0][0] >= head[1][0] - FEWEST


def _placed(fields: list[_Field], head: list[_Field]) -> list[tuple[int, _Field]]:
    """The fields with the columns they stand in; by their order where there are as many as heads."""
    if len(fields) == len(head):
        return list(enumerate(fields))
    return [(_nearest(field, head), field) for field in fields]


def _nearest(field: _Field, head: list[_Field]) -> int:
    """The head whose middle is nearest to the field's, measured by how far they are apart, then by their edges."""
    return min(
        range(len(head)),
        key=lambda n: (max(head[n][0] - field[1], field[0] - head[n][1], 0), abs(head[n][0] + head[n][1] - field[0] - field[1])),
    )
