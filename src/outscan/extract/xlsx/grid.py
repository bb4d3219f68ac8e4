"""The cells of a sheet, packed: one string and three arrays, however many there are.

In: cells by row and column. Out: `Grid.laid`, the text of a sheet with its places.
"""

from __future__ import annotations

import re
from array import array
from itertools import accumulate, islice, pairwise

from outscan.nouns import Struct, field
from outscan.types import CELL, HARD, NOWHERE, Cells, Places, Spot, Step

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")


def referred(ref: str) -> Spot:
    """The cell a reference names (C7, $C$7), any other range as it is written; nowhere for none."""
    found = _REFERENCE.fullmatch(ref)
    if found:
        return Spot((Step("cell", int(found[2]), "", column_number(found[1]) + 1),))
    return Spot((Step("area", None, ref),)) if ref else NOWHERE


def column_number(letters: str) -> int:
    """A → 0, Z → 25, AA → 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


class Grid(Struct):
    """Cells as they are met, packed: their texts, and of each row where it begins among them."""

    rows: array[int] = field(default_factory=lambda: array("Q"))
    columns: array[int] = field(default_factory=lambda: array("Q"))
    parts: list[str] = field(default_factory=list)
    begun: array[int] = field(default_factory=lambda: array("Q"))
    last: int = -1
    _starts: array[int] | None = None

    def add(self, row: int, column: int, text: str) -> None:
        """Add one cell after those before it."""
        if row != self.last or not self.begun:
            self.begun.append(len(self.parts))
            self.last = row
        self.rows.append(row)
        self.columns.append(column)
        self.parts.append(text)

    def laid(self, prefix: Spot) -> tuple[str, Places]:
        """The text and its places; the parts are given up for the text, which is long."""
        if self._starts is None:
            ends = accumulate(map((1).__add__, map(len, self.parts)), initial=0)
            self._starts = array("Q", islice(ends, len(self.parts)))
            lines = [CELL.join(self.parts[begin:end]) for begin, end in pairwise((*self.begun, len(self.parts)))]
            self.parts = [HARD.join(lines)] if lines else []
        text = self.parts[0] if self.parts else ""
        return text, Places(self._starts, Cells(prefix, self.rows, self.columns, "A1"))
