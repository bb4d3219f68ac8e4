"""Separated values to a grid.

In: text. Out: one table segment (`表 R5C3`), or paragraphs where there is only one column.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from outscan.extract.text.lines import paragraphs
from outscan.types import SOFT, Part, Segment, Where, grid, spot

_SEPARATORS = "\t,;|，；"
_LOOK = 40
_LONGEST_FIELD = 1 << 30


def read_table(where: Where, text: str) -> Iterator[Segment]:
    """Yield the grid of a csv or tsv text."""
    separator = separator_of(text)
    if not separator:
        laid, places = paragraphs(text)
        if laid:
            yield Segment(where.at(Part.BODY), laid, places)
        return
    laid, places = grid(spot("table"), _cells(text, separator), "RC", separator)
    if laid:
        yield Segment(where.at(Part.TABLE), laid, places)


def separator_of(text: str) -> str:
    """The character that splits the first lines into the steadiest number of columns, "" where none does."""
    lines = [line for line in text[: 1 << 16].splitlines() if line.strip()][:_LOOK]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) > 4:
        return lines[0][4]
    best = (0.0, "")
    for separator in _SEPARATORS:
        counts = Counter(len(row) for row in _rows("\n".join(lines), separator))
        width, often = max(counts.items(), key=lambda item: (item[0] > 1, item[1], item[0]), default=(0, 0))
        if width > 1:
            best = max(best, (often / sum(counts.values()) + width / 1000, separator))
    return best[1]


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    """Rows of a text; a quote that is never closed ends the quoting there instead of swallowing the table."""
    csv.field_size_limit(_LONGEST_FIELD)
    lines = io.StringIO(text, newline="")
    if text.count('"') % 2:
        yield from csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)
    else:
        yield from csv.reader(lines, delimiter=separator)


def _cells(text: str, separator: str) -> Iterator[tuple[int, int, str]]:
    for row, values in enumerate(_rows(text.lstrip("\ufeff"), separator)):
        for column, value in enumerate(values):
            if value and not value.isspace():
                yield row, column, value.strip().replace("\r\n", SOFT).replace("\n", SOFT).replace("\r", SOFT).replace("\t", " ")
