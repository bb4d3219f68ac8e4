"""Records not written a line each, or set by blanks alone: heads down the first column, cards of labels, lists in brackets.

In: a segment. Out: rows of `Cell`s with the heads first, a row a record, as `rows` would give them had the table been set
upright; nothing where the segment is set so already. Offsets are the segment's own, so that what is found
in them can be walked to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from outscan.lazy_regex import lazy
from outscan.tables.aligned import aligned
from outscan.tables.cells import Cell
from outscan.tables.figures import ANGLE, DATE, NUMBER
from outscan.types import Segment

Rows = list[list[Cell]]
HEADS = 40
"""More rows than this are records, not heads."""
WIDE = 4
"""Cells of a row from which on a table may run from left to right: a head and three records."""
LONGEST = 24
FEW = 3
"""Records of a card or a list."""
SHARED = 2
"""Labels that all cards have."""
MOST = 400
SHORT = 100_000
"""Characters of a text up to which columns are looked for that blanks alone draw."""
GAP = 400
"""Characters between two lists of one table."""
_CARD = lazy(
    r"(?:^|[\n\v;；|\t])[ \u3000]*(?:[-*•·][ \u3000]*)?"
    r"(?P<label>[^\s\d:：=;；|,，。\"'\[\](){}][^\n\v\t:：=;；|,，。\"\[\]{}]{0,19}?)"
    r"[ \u3000]?[:：=＝][ \u3000]*(?P<value>[^\n\v\t;；|]{1,60})"
)
_PARTED = lazy(r"[\t|;,]")
_SIGNS = lazy(r"[:：=＝]")
_LIST = lazy(r"\[(?P<inside>[^\[\]\n\v]{3,400})\]")
_ITEM = lazy(r"\"(?P<double>[^\"]{0,60})\"|'(?P<single>[^']{0,60})'|(?P<bare>[^\s,\"'\[\]][^,\"'\[\]]{0,60})")


def upright(segment: Segment, given: Iterable[list[Cell]]) -> Iterator[Rows]:
    """Yield the tables of `segment` that are not set upright, each set so; `given` are its rows."""
    if (lying := _lying(segment, given)) is not None:
        yield lying
    text = segment.text
    if text.count("[") > FEW and (listed := _lists(text)):
        yield from listed
    if segment.cells is None and _cards_worth(text):
        yield from _cards(text)
    if segment.cells is None and len(text) < SHORT and "\t" not in text and text.count("  ") > FEW:
        yield from aligned(text)


def _lying(segment: Segment, given: Iterable[list[Cell]]) -> Rows | None:
    """A sheet, or lines, whose first column holds the heads and each further column a record."""
    lines = list(islice(given, HEADS + 1))
    lines = [row for row in lines if len(row) > 1]
    if not 1 < len(lines) <= HEADS:
        return None
    if segment.cells is None and not all(_PARTED.search(segment.text[row[0].end : row[1].start]) for row in lines):
        return None  # words of sentences
    wide = max(map(len, lines))
    first = min(row[0].column for row in lines)
    kept = [row for row in lines if row[0].column == first and len(row) >= wide - 1]
    # as many records as heads: a table as wide as high says nothing of its direction, its first row does
    if wide < WIDE or len(kept) < max(2, len(lines) - 1) or not all(_head(row[0]) for row in kept):
        return None
    if all(_head(cell) for cell in lines[0]) and wide <= len(kept):
        return None
    table: Rows = [[_at(row[0], number) for number, row in enumerate(kept)]]
    for column in sorted({cell.column for row in kept for cell in row[1:]}):
        record = [_at(cell, number) for number, row in enumerate(kept) for cell in row[1:] if cell.column == column]
        if record:
            table.append(record)
    return table if len(table) > FEW else None


def _cards_worth(text: str) -> bool:
    """Whether there are signs enough for three cards of two labels: cheap to ask of any text."""
    return sum(1 for _ in islice(_SIGNS.finditer(text), FEW * SHARED)) == FEW * SHARED


def _cards(text: str) -> Iterator[Rows]:
    """Labels with their values, a record wherever the first label comes again."""
    records: list[dict[str, tuple[Cell, Cell]]] = []
    current: dict[str, tuple[Cell, Cell]] = {}
    last = 0
    for hit in _CARD.finditer(text):
        label = hit["label"].strip()
        if current and (label in current or hit.start() - last > GAP):
            records.append(current)
            current = {}
            if hit.start() - last > GAP:
                yield from _carded(records)
                records = []
        current[label] = _piece(hit, "label"), _piece(hit, "value")
        last = hit.end()
        if len(records) >= MOST:
            break
    records.append(current)
    yield from _carded(records)


def _carded(records: list[dict[str, tuple[Cell, Cell]]]) -> Iterator[Rows]:
    """The records as one table where they share their labels; what stands only once above them is no record."""
    counts: dict[str, int] = {}
    for one in records:
        for label in one:
            counts[label] = counts.get(label, 0) + 1
    labels = [label for label, times in counts.items() if times >= FEW and 2 * times > len(records)]
    kept = [one for one in records if sum(label in one for label in labels) >= SHARED]
    if len(labels) < SHARED or len(kept) < FEW:
        return
    table: Rows = [[_at(kept[0][label][0], number) for number, label in enumerate(labels) if label in kept[0]]]
    table += [[_at(one[label][1], number) for number, label in enumerate(labels) if label in one] for one in kept]
    yield [sorted(row, key=lambda cell: cell.start) for row in table]


def _lists(text: str) -> list[Rows]:
    """Lists in brackets, as JSON and programs write rows, one after the other and of the same length."""
    tables: list[Rows] = []
    current: Rows = []
    last = 0
    for hit in islice(_LIST.finditer(text), MOST):
        base, found = hit.start("inside"), list(_ITEM.finditer(hit["inside"]))
        row = []
        for number, item in enumerate(found):
            name = item.lastgroup or "bare"
            value = item[name].strip()
            if value:
                start = base + item.start(name) + item[name].index(value)
                row.append(Cell(value, start, start + len(value), number))
        if current and (len(row) != len(current[0]) or hit.start() - last > GAP):
            tables.append(current)
            current = []
        current.append(row)
        last = hit.end()
    tables.append(current)
    return [table for table in tables if len(table) > FEW and len(table[0]) > 1]


def _head(cell: Cell) -> bool:
    text = cell.text
    return 0 < len(text) <= LONGEST and not (NUMBER.match(text) or ANGLE.match(text) or DATE.match(text))


def _at(cell: Cell, column: int) -> Cell:
    return Cell(cell.text, cell.start, cell.end, column, cell.row)


def _piece(hit: re.Match[str], name: str) -> Cell:
    text = hit[name]
    inner = text.strip()
    start = hit.start(name) + text.index(inner)
    return Cell(inner, start, start + len(inner), 0)
