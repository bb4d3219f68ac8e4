"""A table or sheet being read: where each cell stands, although rows and columns may be said to repeat a million times.

In: attributes and text of cells in order. Out: a grid of what is seen, grids of hidden rows and columns, formulas, exact values.
A repeated cell is read once, at its first place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.nouns import Struct, field
from outscan.types import HiddenKind, Part, Segment, Where, grid, spot

_VALUES = ("string-value", "date-value", "time-value", "boolean-value", "value")
_LITERALS = re.compile(r"\"\s*&\s*\"")
Cell = tuple[int, int, str]


class OdfTable(Struct):
    """One table: a sheet of a workbook, or a table in a text."""

    name: str
    hidden: bool
    number: int
    _row: int = 0
    _column: int = 0
    _repeat: int = 1
    _columns: int = 0
    _row_kind: HiddenKind | None = None
    _hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    _cells: dict[HiddenKind | None, list[Cell]] = field(default_factory=dict)

    def column_begins(self, attributes: dict[str, str]) -> None:
        """A column, or several alike."""
        count = _count(attributes, "number-columns-repeated")
        if attributes.get("visibility") in ("collapse", "filter"):
            self._hidden_columns.append((self._columns, self._columns + count))
        self._columns += count

    def row_begins(self, attributes: dict[str, str]) -> None:
        """A row, or several alike."""
        self._column = 0
        self._repeat = _count(attributes, "number-rows-repeated")
        self._row_kind = HiddenKind.HIDDEN_ROW if attributes.get("visibility") in ("collapse", "filter") else None

    def row_ends(self) -> None:
        """The row is over."""
        self._row += self._repeat

    def cell(self, attributes: dict[str, str], text: str) -> None:
        """A cell with the text it shows."""
        row, column = self._row, self._column
        self._column += _count(attributes, "number-columns-repeated")
        value = next((attributes[key] for key in _VALUES if attributes.get(key)), "")
        kind = self._row_kind
        if any(first <= column < last for first, last in self._hidden_columns):
            kind = HiddenKind.HIDDEN_COLUMN
        if text or value:
            self._cells.setdefault(kind, []).append((row, column, text or value))
        if text and value and attributes.get("value") and _digits(_scaled(value, text)) != _digits(text):
            self._cells.setdefault(HiddenKind.HIDDEN_FORMAT, []).append((row, column, value))
        if formula := attributes.get("formula"):
            self._cells.setdefault(HiddenKind.FORMULA, []).append((row, column, _LITERALS.sub("", formula.removeprefix("of:"))))

    def segments(self, where: Where) -> Iterator[Segment]:
        """Yield the grids."""
        if not self.name.isascii() or self.hidden:
            yield Segment(where.at(Part.NAME, spot("sheet", None, self.name)), self.name)
        for kind, cells in self._cells.items():
            hidden = kind or (HiddenKind.HIDDEN_SHEET if self.hidden else None)
            text, places = grid(spot("sheet", None, self.name), cells, "A1")
            yield Segment(where.at(Part.HIDDEN if hidden else Part.TABLE), text, places, hidden)
        if self.hidden and not self._cells:
            yield Segment(where.at(Part.HIDDEN, spot("sheet", None, self.name)), "", hidden=HiddenKind.HIDDEN_SHEET)


def _count(attributes: dict[str, str], name: str) -> int:
    stated = attributes.get(name, "1")
    return min(int(stated), 1 << 21) if stated.isdigit() and len(stated) < 9 else 1


def _scaled(value: str, text: str) -> str:
    """The stored number as `text` counts it: hundredths where it shows percent."""
    try:
        return f"{float(value) * 100:.13g}" if text.rstrip().endswith("%") else value
    except ValueError:
        return value


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
