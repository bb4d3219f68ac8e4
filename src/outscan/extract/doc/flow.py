"""From characters to paragraphs, tables and hidden stretches, story by story.

In: `Story`, `Look`. Out: `Flow`: for a span of characters its paragraphs, its tables, and what was taken out of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from outscan.extract.collected import Collected
from outscan.extract.doc.fib import FILLER, Story, plain
from outscan.extract.doc.formatting import ORDER, Look
from outscan.extract.fields import shown as formula
from outscan.nouns import Struct, field
from outscan.types import CELL, HARD, NOWHERE, SOFT, HiddenKind, Part, PlacedText, Spot, spot

KINDS = (*ORDER, HiddenKind.FIELD_CODE)
_FIELD = len(KINDS)
_END = re.compile(r"[\r\x07\x0c]")
_MARKS = re.compile(r"[\x13\x14\x15]")
# instructions that only lay out or take input and carry no words: page numbers, form fields
_LAYOUT = re.compile(
    r"(?i)(?:PAGE|NUMPAGES|SECTIONPAGES|FORMTEXT|FORMCHECKBOX|FORMDROPDOWN|SECTION|NUMWORDS|NUMCHARS|PAGEREF _\w+|TOC)"
    r"(?:\s+\\\S+(?:\s+[\w\"-]+)?)*"
)
# U+2605 in Wingdings (0xAB) and Monotype Sorts (0x48): the star of a classification mark set as a symbol
_STARS = frozenset({0xF0AB, 0xAB, 0xF048})
_CLEAN = {i: None for i in range(0x20) if i not in (9, 0x0B)} | {0x0E: SOFT, 0x0C: SOFT, 0x1E: "-", ord(FILLER): None, 0xAD: None}

_PARTS = {HiddenKind.TRACKED_DELETION: Part.REVISION}
"""Where hidden stretches of a story stand; the others are `hidden`."""


class Stretch(Struct):
    """One story, told: paragraphs and hidden stretches as (spot, text), tables as rows of cells."""

    paragraphs: list[PlacedText] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    hidden: Collected = field(default_factory=lambda: Collected(_PARTS))
    starts: list[int] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)

    def spot(self, position: int) -> Spot:
        """The place that holds the character at `position`."""
        return self.spots[max(bisect_right(self.starts, position) - 1, 0)] if self.spots else NOWHERE


class Flow:
    """The characters of a document with what hides them."""

    def __init__(self, story: Story, look: Look, bounds: list[int]) -> None:
        """`bounds` are the positions where one sub-document ends and the next begins: no field crosses them."""
        self.look = look
        self.text = self._symbols(story.text)
        self.marks = look.kinds(len(self.text))
        self.layout = look.layout(len(self.text))
        for first, last in pairwise(bounds):
            self._fields(first, last)

    def _symbols(self, text: str) -> str:
        if not self.look.symbols:
            return text
        chars = list(text)
        for at, (_, code) in self.look.symbols.items():
            if at < len(chars) and chars[at] == "(":
                chars[at] = "★" if code in _STARS else "•" if 0xE000 <= code <= 0xF8FF else chr(code)
        return "".join(chars)

    def _fields(self, first: int, last: int) -> None:
        """Mark field instructions, so that results are read on and instructions aside."""
        open_at: list[int] = []
        for match in _MARKS.finditer(self.text, first, last):
            if match.group() == "\x13":
                open_at.append(match.start())
            elif open_at and open_at[-1] >= 0:
                self.marks[open_at[-1] : match.start()] = bytes([_FIELD]) * (match.start() - open_at[-1])
                if match.group() == "\x14":
                    open_at[-1] = -1
                else:
                    open_at.pop()
            elif open_at and match.group() == "\x15":
                open_at.pop()

    def _paragraph(self, first: int, last: int, here: Spot, stretch: Stretch) -> str:
        """The text of [first, last) that is read in the flow; the rest goes to `told.hidden` at `here`."""
        marks = self.marks[first:last]
        if not any(marks):
            return plain(self.text[first:last]).translate(_CLEAN)
        shown: list[str] = []
        at = 0
        while at < len(marks):
            end = at
            while end < len(marks) and marks[end] == marks[at]:
                end += 1
            text = plain(self.text[first + at : first + end]).translate(_CLEAN)
            if not marks[at]:
                shown.append(text)
            elif marks[at] == _FIELD and (said := self._formulas(first + at, first + end)):
                shown.append("".join(base for base, _ in said))
                for _, ruby in said:
                    stretch.hidden.hide(HiddenKind.ALT_TEXT, here, ruby)
            elif marks[at] != _FIELD or not _LAYOUT.fullmatch(text.strip()):
                stretch.hidden.hide(KINDS[marks[at] - 1], here, text.strip())
            at = end
        return "".join(shown)

    def _formulas(self, first: int, last: int) -> list[tuple[str, str]]:
        """What the instructions in [first, last) show by themselves, and the ruby above it: EQ fields."""
        codes = re.split("[\x13\x14\x15]", self.text[first:last])
        return [said for code in codes if (said := formula(plain(code).translate(_CLEAN)))]

    def tell(self, first: int, last: int, tables: int = 0) -> Stretch:
        """Tell the span [first, last): paragraphs by number, and tables beginning with number `tables` + 1."""
        stretch = Stretch()
        rows: list[list[str]] = []
        cells: list[str] = []
        cell: list[str] = []
        number, before = 0, ""
        for start, end, stop in self._split(first, min(last, len(self.text))):
            layout = self.layout[end] if end < len(self.layout) else 0
            if not (layout or stop == "\x07"):
                self._close(stretch, rows, cells, cell)
                rows, cells, cell = [], [], []
                number += 1
                here = spot("paragraph", number)
                text = self._paragraph(start, end, here, stretch)
                if text.strip():
                    label = self.look.labels.get(end, "")
                    text = f"{label} {text}" if label else text
                    stretch.paragraphs.append((here, text))
            else:
                here = spot("table", tables + len(stretch.tables) + 1).then("grid", len(rows) + 1, "", len(cells) + 1)
                cell.append(self._paragraph(start, end, here, stretch))
                if stop == "\x07" and (layout == 3 or (not layout and start == end and before == "\x07")):
                    cells += [SOFT.join(cell)] if "".join(cell).strip() else []
                    rows.append(cells)
                    cells, cell = [], []
                elif stop == "\x07":
                    cells.append(SOFT.join(cell).strip(SOFT))
                    cell = []
            stretch.starts.append(start)
            stretch.spots.append(here)
            before = stop
        self._close(stretch, rows, cells, cell)
        return stretch

    def _split(self, first: int, last: int) -> Iterator[tuple[int, int, str]]:
        at = first
        for match in _END.finditer(self.text, first, last):
            yield at, match.start(), match.group()
            at = match.end()
        if at < last:
            yield at, last, ""

    @staticmethod
    def _close(stretch: Stretch, rows: list[list[str]], cells: list[str], cell: list[str]) -> None:
        if "".join(cell).strip():
            cells = [*cells, SOFT.join(cell)]
        if cells:
            rows = [*rows, cells]
        if rows:
            stretch.tables.append(rows)

    def flat(self, first: int, last: int, here: Spot, stretch: Stretch) -> str:
        """A short story (a note, a header) as one text; its tables laid flat; hidden stretches go to `told`."""
        lines: list[str] = []
        row = ""
        for start, end, stop in self._split(first, min(last, len(self.text))):
            text = self._paragraph(start, end, here, stretch)
            if stop == "\x07":
                row += text + CELL
                if end < len(self.layout) and self.layout[end] == 3:
                    lines.append(row.rstrip(CELL))
                    row = ""
            else:
                lines += [row.rstrip(CELL)] if row else []
                row = ""
                lines.append(text)
        return HARD.join(line for line in (*lines, row.rstrip(CELL)) if line.strip())
