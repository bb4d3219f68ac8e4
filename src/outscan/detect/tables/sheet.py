"""The columns of any table, with or without figures, heads or none: what detectors by values look at.

In: rows of cells. Out: a `Sheet`, or nothing where there are too few rows. A head is one of the first six rows in which nothing
is a figure, a date or an angle; a column is one that half of the rows fill.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from outscan.fold import fold
from outscan.lazy_regex import lazy
from outscan.nouns import Struct, field
from outscan.tables import Block, Cell
from outscan.tables.figures import ANGLE, DATE, NUMBER, figure
from outscan.types import Segment

SAMPLE = 80
TOP = 6
FEW = 3
ENOUGH = 0.8
_PLAIN = lazy(r"[-+−]?\d{1,14}(?:\.\d{0,12})?\Z")


class Sheet(Struct):
    """Heads and texts by column, and the rows they are of."""

    title: str = ""
    head: list[Cell] = field(default_factory=list)
    body: list[list[Cell]] = field(default_factory=list)
    heads: dict[int, str] = field(default_factory=dict)
    columns: dict[int, list[str]] = field(default_factory=dict)

    @property
    def heading(self) -> str:
        """All heads, a bar between them."""
        return "|".join(self.heads.values())

    @property
    def text(self) -> str:
        """Title, heads and cells, a line a row."""
        lines = ("\t".join(cell.text for cell in row) for row in (self.head, *self.body))
        return "\n".join((self.title, self.heading, *lines))

    def most(self, fits: object) -> list[int]:
        """The columns of which four in five cells fit."""
        return [number for number, texts in self.columns.items() if most(texts, fits)]

    def figures(self) -> dict[int, list[float]]:
        """The columns of bare figures."""
        return {number: [figure(text) for text in self.columns[number] if _PLAIN.match(text)] for number in self.most(_PLAIN)}

    def block(self) -> Block:
        """The same as a block."""
        header = [self.head] if self.head else []
        return Block(self.title, header, self.body[:60], len(self.body), [], self.body[-1][-1].end)


def sheet(segment: Segment, lines: Iterable[list[Cell]]) -> Sheet | None:
    """The first rows of a table as columns, None where there are fewer than three."""
    kept = [row for row in islice(lines, SAMPLE + TOP) if len(row) > 1]
    head = _head(kept[:TOP])
    body = kept[kept.index(head) + 1 :] if head else kept
    if len(body) < FEW:
        return None
    columns: dict[int, list[str]] = {}
    for row in body:
        for cell in row:
            columns.setdefault(cell.column, []).append(cell.text)
    columns = {number: texts for number, texts in sorted(columns.items()) if 2 * len(texts) >= len(body)}
    if len(columns) < 2 or (segment.cells is None and max(map(len, body)) > 2 * len(columns) + FEW):  # words of sentences
        return None
    heads = {cell.column: fold(cell.text).text.replace("_", " ") for cell in head}
    title = segment.text[: min(cell.start for cell in (head or body[0]))][-160:]
    return Sheet(title, head, body, heads, columns)


def _head(top: list[list[Cell]]) -> list[Cell]:
    """The first row without figures, or the wider one right below it: a title that a comma parts is no head."""
    at = next((number for number, row in enumerate(top) if not any(map(_figured, row))), None)
    if at is None:
        return []
    below = top[at + 1] if at + 1 < len(top) else []
    return below if len(below) > len(top[at]) and not any(map(_figured, below)) else top[at]


def most(texts: list[str], fits: object) -> bool:
    """Whether four in five of `texts` fit an expression."""
    pattern = getattr(fits, "match", None)
    return bool(texts) and pattern is not None and sum(1 for text in texts if pattern(text)) >= ENOUGH * len(texts)


def _figured(cell: Cell) -> bool:
    return bool(NUMBER.match(cell.text) or ANGLE.match(cell.text) or DATE.match(cell.text))
