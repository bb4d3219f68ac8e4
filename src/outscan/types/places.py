"""Where things are: offsets, members, parts, and spots a person can open."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload

from outscan.nouns import Struct
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


class Step(NamedTuple):
    """One step towards a place: its kind (a key of `words.places`), its number, and the name the file itself gives it.

    Pages, rows and columns count from 1. `column` is given for cells (0 elsewhere), whose `number` is the row.
    """

    kind: str
    number: int | None = None
    name: str = ""
    column: int = 0


class Spot(Struct, frozen=True):
    """A place inside a part as fields, from the outside in: page 4, table 1, row 3 column 2. `words` says it in a language.

    A name that the file itself gives (a part's path, a tag) is a step of kind `name`.
    """

    steps: tuple[Step, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.steps)

    def __format__(self, _: str) -> str:
        raise TypeError("a spot is said by words.places, in a language")

    def __add__(self, inner: Spot) -> Spot:
        return Spot(self.steps + inner.steps)

    def then(self, kind: str, number: int | None = None, name: str = "", column: int = 0) -> Spot:
        """One step further in."""
        return Spot((*self.steps, Step(kind, number, name, column)))

    def step(self, *kinds: str) -> Step | None:
        """The first step of one of these kinds, None where there is none."""
        return next((one for one in self.steps if one.kind in kinds), None)

    def number(self, *kinds: str) -> int | None:
        """The number of the first step of one of these kinds that has one."""
        return next((one.number for one in self.steps if one.kind in kinds and one.number is not None), None)

    @property
    def page(self) -> int | None:
        """The page, counted from 1."""
        return self.number("page")

    @property
    def sheet(self) -> str | None:
        """The name of the sheet."""
        found = self.step("sheet")
        return found.name if found else None

    @property
    def name(self) -> str:
        """The file's own name of the innermost step that has one."""
        return next((one.name for one in reversed(self.steps) if one.name), "")


NOWHERE = Spot()
"""No place in particular: the whole part."""


def spot(kind: str, number: int | None = None, name: str = "") -> Spot:
    """The place of one step: `spot("page", 4)`."""
    return Spot((Step(kind, number, name),))


def named(text: str) -> Spot:
    """A place the file itself names (`docProps/core.xml:keywords`); nowhere for no name."""
    return Spot((Step("name", None, text),)) if text else NOWHERE


def placed(one: Spot | str) -> Spot:
    """A spot as it is; a bare name as the place it names."""
    return named(one) if isinstance(one, str) else one


PlacedText = tuple[Spot | str, str]
"""Where something is said, as a spot or a name of the file's own, and what."""


class Where(Struct, frozen=True):
    """A place a person can open: 外.zip ▸ 内.zip ▸ 表.xlsx, hidden, 成本!C7.

    `member[0]` is the file that was handed in, every further name a member inside the one before. `around` is where this
    member stands in the one it was found in (the page of a picture), nowhere where nothing is known of it.
    """

    member: tuple[str, ...] = ()
    part: Part = Part.BODY
    spot: Spot = NOWHERE
    around: Spot = NOWHERE

    def inside(self, name: str, around: Spot = NOWHERE) -> Where:
        """The place of a member called `name` inside this one, standing at `around`."""
        return Where((*self.member, name), around=around or self.around)

    def at(self, part: Part, spot: Spot | str = NOWHERE) -> Where:
        """The same member, another part and spot."""
        return Where(self.member, part, placed(spot), self.around)

    @property
    def page(self) -> int | None:
        """The page (from 1) this stands on, or the member around it."""
        return self.spot.page or self.around.page


def column_letters(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA: the spreadsheet name of a zero-based column."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Cells(Sequence[Spot]):
    """The spots of a grid, packed: one row and one column number a cell, the spot made only when asked for.

    `prefix` is the sheet or table; `style` is "A1" (成果!C7) or "RC" (表2 R3C2). `between` is what parts the cells of a
    row where the file is itself written row by row (the comma of a csv), "" elsewhere. Rows and columns count from 0
    here, from 1 in the spots.
    """

    prefix: Spot
    rows: array[int]
    columns: array[int]
    style: str = "A1"
    between: str = ""

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> Spot: ...
    @overload
    def __getitem__(self, index: slice) -> Cells: ...
    def __getitem__(self, index: int | slice) -> Spot | Cells:
        if isinstance(index, slice):
            return Cells(self.prefix, self.rows[index], self.columns[index], self.style, self.between)
        return self.prefix.then("cell" if self.style == "A1" else "grid", self.rows[index] + 1, "", self.columns[index] + 1)


@dataclass(frozen=True, slots=True)
class Numbered(Sequence[Spot]):
    """Spots that count up: `Numbered("paragraph", 3)` is paragraphs 1, 2 and 3; `before` stands in front of each."""

    kind: str
    size: int
    first: int = 1
    before: Spot = NOWHERE

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, index: int) -> Spot: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Spot]: ...
    def __getitem__(self, index: int | slice) -> Spot | Sequence[Spot]:
        if isinstance(index, slice):
            return [self.before.then(self.kind, self.first + i) for i in range(self.size)[index]]
        if not -self.size <= index < self.size:
            raise IndexError(index)
        return self.before.then(self.kind, self.first + index % self.size)


class Places(Struct, frozen=True):
    """Which place begins at which offset of a segment's text: `starts[i]` is the offset of `spots[i]`, ascending."""

    starts: array[int]
    spots: Sequence[Spot]

    def index_at(self, offset: int) -> int:
        """The index of the place that holds `offset` of the segment's text."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def bounds(self, index: int, length: int) -> Span:
        """Where place `index` begins and ends in a text of `length` characters (its closing separator included)."""
        end = self.starts[index + 1] if index + 1 < len(self.starts) else length
        return Span(self.starts[index], end)


def joined(pieces: Sequence[PlacedText], separator: str = HARD) -> tuple[str, Places]:
    """Join (spot, text) pairs into one segment text and its index; the shortest way for a reader to say what it read."""
    starts, at = array("Q"), 0
    for _, text in pieces:
        starts.append(at)
        at += len(text) + len(separator)
    return separator.join(text for _, text in pieces), Places(starts, [placed(one) for one, _ in pieces])


def grid(
    prefix: Spot | str,
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
    return "".join(parts), Places(starts, Cells(placed(prefix), rows, columns, style, between))
