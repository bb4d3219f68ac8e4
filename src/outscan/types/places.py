"""Where things are: offsets, members, parts, and spots a person can open."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload

from outscan.types.enums import Part

SOFT = "\v"
"""A line ends here on the screen or page, but reading goes on: wrapped lines, page breaks, lines of a text box."""
HARD = "\n"
"""Reading stops here: between paragraphs, table rows, messages. No match crosses it."""
CELL = "\t"
"""Between neighbouring cells of one table row."""


class Span(NamedTuple):
    """A half-open stretch `text[start:end]` of the text it is said to belong to."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Where:
    """A place a person can open: 外.zip ▸ 内.zip ▸ 表.xlsx, hidden, 成本!C7.

    `member[0]` is the file that was handed in, every further name a member inside the one before.
    """

    member: tuple[str, ...] = ()
    part: Part = Part.BODY
    spot: str = ""

    def inside(self, name: str) -> Where:
        """The place of a member called `name` inside this one."""
        return Where((*self.member, name))

    def at(self, part: Part, spot: str = "") -> Where:
        """The same member, another part and spot."""
        return Where(self.member, part, spot)


def column_letters(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA: the spreadsheet name of a zero-based column."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Cells(Sequence[str]):
    """The spots of a grid, packed: one row and one column number a cell, the words made only when asked for.

    `prefix` is the sheet or table ("成果", "表2"); `style` is "A1" (成果!C7) or "RC" (表2 R3C2). `between` is what
    parts the cells of a row where the file is itself written row by row (the comma of a csv), "" elsewhere.
    Rows and columns count from 0; what is shown counts from 1.
    """

    prefix: str
    rows: array[int]
    columns: array[int]
    style: str = "A1"
    between: str = ""

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Cells: ...
    def __getitem__(self, index: int | slice) -> str | Cells:
        if isinstance(index, slice):
            return Cells(self.prefix, self.rows[index], self.columns[index], self.style, self.between)
        row, column = self.rows[index], self.columns[index]
        if self.style == "A1":
            return f"{self.prefix}!{column_letters(column)}{row + 1}"
        return f"{self.prefix} R{row + 1}C{column + 1}"


@dataclass(frozen=True, slots=True)
class Numbered(Sequence[str]):
    """Spots that count up: `Numbered("第{}段", 3)` is 第1段, 第2段, 第3段."""

    template: str
    size: int
    first: int = 1

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return [self.template.format(self.first + i) for i in range(self.size)[index]]
        if not -self.size <= index < self.size:
            raise IndexError(index)
        return self.template.format(self.first + index % self.size)


@dataclass(frozen=True, slots=True)
class Places:
    """Which place begins at which offset of a segment's text: `starts[i]` is the offset of `spots[i]`, ascending."""

    starts: array[int]
    spots: Sequence[str]

    def index_at(self, offset: int) -> int:
        """The index of the place that holds `offset` of the segment's text."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def bounds(self, index: int, length: int) -> Span:
        """Where place `index` begins and ends in a text of `length` characters (its closing separator included)."""
        end = self.starts[index + 1] if index + 1 < len(self.starts) else length
        return Span(self.starts[index], end)


def joined(pieces: Sequence[tuple[str, str]], separator: str = HARD) -> tuple[str, Places]:
    """Join (spot, text) pairs into one segment text and its index; the shortest way for a reader to say what it read."""
    starts, at = array("Q"), 0
    for _, text in pieces:
        starts.append(at)
        at += len(text) + len(separator)
    return separator.join(text for _, text in pieces), Places(starts, [spot for spot, _ in pieces])


def grid(
    prefix: str,
    cells: Iterator[tuple[int, int, str]] | Sequence[tuple[int, int, str]],
    style: str = "RC",
    between: str = "",
) -> tuple[str, Places]:
    """Lay (row, column, text) cells, row by row, into one segment text: CELL between cells, HARD between rows."""
    starts, rows, columns = array("Q"), array("Q"), array("Q")
    parts: list[str] = []
    at, last = 0, -1
    for row, column, text in cells:
        if parts:
            parts.append(CELL if row == last else HARD)
            at += 1
        starts.append(at)
        rows.append(row)
        columns.append(column)
        parts.append(text)
        at += len(text)
        last = row
    return "".join(parts), Places(starts, Cells(prefix, rows, columns, style, between))
