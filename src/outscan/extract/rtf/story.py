"""What a destination of a rich text file collects: paragraphs, tables, hidden stretches.

In: text and breaks in the order of the file. Out: `Story`.
"""

from __future__ import annotations

from outscan.nouns import Struct, field
from outscan.types import CELL, HARD, SOFT, HiddenKind, Spot
from outscan.types import spot as at


class Story(Struct):
    """One destination while it is read. `label` is its place; where it is `counted`, its paragraphs are places of their own."""

    label: Spot
    paragraphs: list[tuple[Spot, str]] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    hidden: dict[HiddenKind, list[tuple[Spot, str]]] = field(default_factory=dict)
    number: int = 1
    counted: bool = False
    _text: list[str] = field(default_factory=list)
    _rows: list[list[str]] = field(default_factory=list)
    _cells: list[str] = field(default_factory=list)
    _last: tuple[HiddenKind, Spot] | None = None

    @property
    def spot(self) -> Spot:
        """Where the next character stands."""
        if self._cells or self._rows:
            return at("table", len(self.tables) + 1).then("grid", len(self._rows) + 1, "", len(self._cells) + 1)
        return self._here()

    def _here(self) -> Spot:
        return self.label.then("paragraph", self.number) if self.counted else self.label

    def add(self, text: str, hidden: HiddenKind | None = None) -> None:
        """Read on: in the flow, or aside where `hidden` says so."""
        if hidden is None:
            self._text.append(text)
            if text:
                self._last = None
            return
        spot = self.spot
        pairs = self.hidden.setdefault(hidden, [])
        if self._last == (hidden, spot) and pairs:
            pairs[-1] = (spot, pairs[-1][1] + text)
        else:
            pairs.append((spot, text))
        self._last = (hidden, spot)

    def paragraph(self, *, inside: bool = False) -> None:
        """A paragraph ends; `inside` a table it is a line of its cell."""
        self._last = None
        if inside:
            self._text.append(SOFT)
            return
        text = "".join(self._text).strip(SOFT)
        if self._rows or self._cells:
            self._close()
        if text.strip():
            self.paragraphs.append((self._here(), text))
        self.number += 1
        self._text.clear()

    def cell(self) -> None:
        """A cell ends."""
        self._last = None
        self._cells.append("".join(self._text).strip(SOFT))
        self._text.clear()

    def row(self) -> None:
        """A row ends."""
        if "".join(self._text).strip():
            self.cell()
        if self._cells:
            self._rows.append(self._cells)
            self._cells = []

    def _close(self) -> None:
        if self._cells:
            self._rows.append(self._cells)
        if self._rows:
            self.tables.append(self._rows)
        self._rows, self._cells = [], []

    def end(self) -> None:
        """The destination ends."""
        if "".join(self._text).strip():
            if self._cells:
                self.cell()
            else:
                self.paragraph()
        self._close()

    def flat(self) -> str:
        """Everything in the flow as one text, tables laid flat."""
        rows = [CELL.join(row) for table in self.tables for row in table]
        return HARD.join([text for _, text in self.paragraphs] + rows)
