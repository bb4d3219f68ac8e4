"""Rows of figures wherever they stand: sheets, Word tables, CSV, aligned lines of a PDF or of plain text, JSON records.

In: a segment. Out: `Block`s: a title, a header (both may be empty) and rows of figures.
A row of figures is a line with two numbers at least, or a number beside a date; a few lines between two such rows (a page
head, a remark) do not end a block. Only the first `most` rows are kept, the others are counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from outscan.fold import fold
from outscan.lazy_regex import lazy
from outscan.nouns import Struct, field
from outscan.tables.cells import WIDEST, Cell, rows, sparing
from outscan.tables.figures import ANGLE, DATE, NUMBER
from outscan.types import Segment, Span

SAMPLE = 60
"""Rows of a block whose cells are looked at."""
BETWEEN = 3
"""So many lines without figures may stand between two rows of one block."""
HEAD = 20
"""Rows above the first figures in which a header may stand."""
LONG = 6
"""A single figure of so many characters makes a short row one of figures."""
_FIGURES = lazy(r"\d")
_OBJECT = lazy(r"\{[^{}]{10,3000}\}")
_PAIR = lazy(r"\"(?P<key>[^\"\n]{1,40})\"\s*:\s*(?:\"(?P<text>[^\"\n]{0,60})\"|(?P<number>-?\d[\d.eE+-]*))")


class Block(Struct):
    """A table: what stands above it, its header, its sampled rows, how many rows there are in all."""

    title: str = ""
    header: list[list[Cell]] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    count: int = 0
    above: list[list[Cell]] = field(default_factory=list)
    """The lines `title` is made of."""
    stop: int = 0
    """Where the last row ends, kept or only counted."""
    _texts: dict[int, list[str]] = field(default_factory=dict)
    _heads: dict[int, str] = field(default_factory=dict)
    _told: int = 0
    """Rows whose cells are in `_texts`: a dozen questions are asked of each column."""

    @property
    def heading(self) -> str:
        """All words of the header, folded, a bar between cells."""
        return fold("|".join(cell.text for row in self.header for cell in row)).text.replace("\n", " ").replace("\v", " ")

    def column(self, number: int) -> list[str]:
        """The texts of one column of the sampled rows."""
        return self._by_column().get(number, [])

    def _by_column(self) -> dict[int, list[str]]:
        for row in self.rows[self._told :]:
            for cell in row:
                self._texts.setdefault(cell.column, []).append(cell.text)
        self._told = len(self.rows)
        return self._texts

    def head(self, number: int) -> str:
        """The words above one column, folded."""
        if (known := self._heads.get(number)) is None:
            words = " ".join(cell.text for row in self.header for cell in row if cell.column == number)
            known = self._heads[number] = fold(words).text
        return known

    def columns(self) -> list[int]:
        """Which columns most rows fill, in order."""
        return sorted(number for number, texts in self._by_column().items() if 2 * len(texts) >= len(self.rows))

    def spans(self, most: int = 60) -> tuple[Span, ...]:
        """The header's first row with words and the first row of figures, each at most `most` characters."""
        picked = [row for row in (self.header[-1:] + self.rows[:1]) if row]
        spans = tuple(Span(row[0].start, min(row[-1].end, row[0].start + most)) for row in picked)
        return spans[-1:] if len(spans) > 1 and spans[0].end > spans[1].start else spans


def blocks(segment: Segment, most: int = SAMPLE, lines: Iterable[list[Cell]] | None = None) -> Iterator[Block]:
    """Yield the tables of `segment` in order, each with its first `most` rows; `lines` are its rows where somebody has them."""
    text = segment.text
    if not _FIGURES.search(text):
        return
    if segment.cells is None and '":' in text.replace('" :', '":')[:200_000]:
        yield from _objects(text, most)
    if segment.cells is None:
        yield from blocked(rows(segment) if lines is None else lines, most)
    else:
        yield from _gathered(lambda enough: sparing(segment, enough), most)


def blocked(lines: Iterable[list[Cell]], most: int = SAMPLE) -> Iterator[Block]:
    """Yield the tables that rows of cells make."""
    yield from _gathered(lambda _: lines, most)


def _gathered(cut: Callable[[Callable[[], bool]], Iterable[list[Cell] | int]], most: int) -> Iterator[Block]:
    """The tables that rows make; `cut` is told when a row need only be counted, and gives its end instead of its cells."""
    current, gap = Block(), 0
    above: list[list[Cell]] = []

    def enough() -> bool:
        return len(current.rows) >= most

    for row in cut(enough):
        if isinstance(row, int):
            current.count, current.stop, gap = current.count + 1, row, 0
            continue
        if _is_data(row):
            if not current.count:
                current = _begin(above)
            current.count += 1
            current.stop = row[-1].end
            if len(current.rows) < most:
                current.rows.append(row)
            gap = 0
            continue
        if current.count == 1 and len(row) > len(current.rows[0]):  # what a station is stands above the heads of its table
            above, current = [*above[-HEAD:], current.rows[0], row], Block()
            continue
        if current.count:
            gap += 1
            if gap > BETWEEN or (gap > 1 and len(row) > 1 and not any(cell.text[:1].isdigit() for cell in row)):
                yield current
                current, above, gap = Block(), [], 0
        above = [*above[-HEAD:], row]
    if current.count:
        yield current


def _is_data(row: list[Cell]) -> bool:
    """Whether a row carries figures: two numbers, or a number beside a date; and is no sentence."""
    if not 1 < len(row) <= WIDEST:
        return False
    numbers = sum(1 for cell in row if cell.text[:1] in _BEGINS and (NUMBER.match(cell.text) or ANGLE.match(cell.text)))
    if numbers == 0 or 3 * numbers < len(row):
        return False
    long = numbers == 1 and any(len(cell.text) >= LONG and "." in cell.text and NUMBER.match(cell.text) for cell in row)
    return numbers > 1 or long or any(DATE.match(cell.text) for cell in row) or len(row) == 2


_BEGINS = frozenset("0123456789-+−.NESW北东")


def _begin(above: list[list[Cell]]) -> Block:
    """A block whose header and title are taken from the rows above it."""
    header: list[list[Cell]] = []
    title: list[str] = []
    lines: list[list[Cell]] = []
    for row in reversed(above[-HEAD:]):
        words = " ".join(cell.text for cell in row)
        if len(row) > 1 and len(header) < 3 and all(len(cell.text) <= 30 for cell in row) and "。" not in words:
            header.insert(0, row)
        elif len(title) < 4 and len(words) <= 120:
            title.insert(0, words)
            lines.insert(0, row)
    return Block(title=fold(" ".join(title)).text, header=header, above=lines)


def _objects(text: str, most: int) -> Iterator[Block]:
    """JSON objects in a row with the same keys, as a table whose header are the keys."""
    current = Block()
    keys: tuple[str, ...] = ()
    for hit in _OBJECT.finditer(text):
        pairs = list(_PAIR.finditer(hit.group()))
        names = tuple(pair["key"] for pair in pairs)
        if len(names) < 2:
            continue
        base = hit.start()
        if names != keys:
            if current.count:
                yield current
            head = [
                Cell(pair["key"], base + pair.start("key"), base + pair.end("key"), number) for number, pair in enumerate(pairs)
            ]
            current, keys = Block(title=text[max(0, base - 160) : base] if not current.count else "", header=[head]), names
        current.count += 1
        current.stop = hit.end()
        if len(current.rows) < most:
            current.rows.append([_value(pair, base, number) for number, pair in enumerate(pairs)])
    if current.count:
        yield current


def _value(pair: re.Match[str], base: int, number: int) -> Cell:
    name = "text" if pair["text"] is not None else "number"
    return Cell(pair[name], base + pair.start(name), base + pair.end(name), number)
