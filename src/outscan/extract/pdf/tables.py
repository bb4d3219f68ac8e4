"""Tables of figures on a page: runs of lines whose pieces stand in the same columns.

In: the lines of a page and its text page. Out: tables as (row, column, text) cells, and which lines they took, so that the body
leaves those out and text is read once. Deliberately finds tables by alignment of figures, not by ruling: a table without
ruling is a table, and a ruled box is not.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from outscan.nouns import Struct, field

FIGURE = re.compile(r"[(（<>≤≥≈~±+\-−]?\d[\d.,:/°′″'\"%‰eE×^+\-−~)）]*[A-Za-z%°³²/()（）]{0,6}|[-—–/]+")
SHARE = 0.3
"""Of a line's pieces, how many are figures where the line is a row of figures."""
ROWS = 3
"""Fewer rows of figures than this are an address, a formula or a list of references."""
APART = 0.9
"""Of the line's height: pieces farther apart than this are different cells."""


class Piece(Struct):
    """Words of one line that stand together, and from where to where along the line (points)."""

    text: str
    start: float
    end: float


class Row(Struct):
    """One line of a page as pieces."""

    line: int
    pieces: list[Piece]


class Table(Struct):
    """A table: the lines it takes, and its cells row by row."""

    lines: list[int] = field(default_factory=list)
    cells: list[tuple[int, int, str]] = field(default_factory=list)


class Raw(Struct, frozen=True):
    """A line as the text page has it: its text, the index of its first character, its height in points."""

    text: str
    index: int
    height: float


def tables(lines: Sequence[Raw], text: pypdfium2.PdfTextPage, rotation: int) -> list[Table]:
    """The tables among `lines` of a page turned by `rotation` degrees."""
    found: list[Table] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _figures(lines[end].text):
            end += 1
        if end - at >= ROWS:
            rows = [Row(i, _pieces(lines[i], text, rotation)) for i in range(at, end)]
            found += _tables(rows, lines, at, text, rotation)
        at = max(end, at + 1)
    return found


def _figures(line: str) -> bool:
    words = line.split()
    figures = sum(bool(FIGURE.fullmatch(word)) for word in words)
    return len(words) >= 2 and figures >= max(1, SHARE * len(words))


def _pieces(line: Raw, text: pypdfium2.PdfTextPage, rotation: int) -> list[Piece]:
    pieces: list[Piece] = []
    for word in re.finditer(r"\S+", line.text):
        start, _ = _reach(text, line.index + word.start(), rotation)
        _, end = _reach(text, line.index + word.end() - 1, rotation)
        if pieces and start - pieces[-1].end < APART * line.height:
            pieces[-1] = Piece(f"{pieces[-1].text} {word.group()}", pieces[-1].start, end)
        else:
            pieces.append(Piece(word.group(), start, end))
    return pieces


def _reach(text: pypdfium2.PdfTextPage, index: int, rotation: int) -> tuple[float, float]:
    """From where to where the character at text index `index` reaches along the reading direction."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, max(pdfium.FPDFText_GetCharIndexFromTextIndex(text, index), 0), left, right, bottom, top)
    match rotation:
        case 90:
            return bottom.value, top.value
        case 180:
            return -right.value, -left.value
        case 270:
            return -top.value, -bottom.value
        case _:
            return left.value, right.value


def _tables(rows: list[Row], lines: Sequence[Raw], first: int, text: pypdfium2.PdfTextPage, rotation: int) -> list[Table]:
    """Cut `rows` where the columns change; a line above that fits the columns is the header."""
    found: list[Table] = []
    while rows:
        columns, taken = _columns(rows)
        if len(taken) >= ROWS and len(columns) > 1:
            above: list[Row] = []
            for i in range(taken[0].line - 1, first - 3 if taken[0].line == first else taken[0].line - 1, -1):
                row = Row(i, _pieces(lines[i], text, rotation)) if i >= 0 else None
                if row is None or len(row.pieces) < 2 or not _fits(row, columns):
                    break
                above.insert(0, row)
            found.append(_laid([*above, *taken], columns))
        rows = rows[max(len(taken), 1) :]
    return found


def _columns(rows: list[Row]) -> tuple[list[tuple[float, float]], list[Row]]:
    """The columns that the first rows share, and those rows."""
    widest = max(rows[:ROWS], key=lambda row: len(row.pieces))
    columns = [(piece.start, piece.end) for piece in widest.pieces]
    taken: list[Row] = []
    for row in rows:
        if not _fits(row, columns):
            break
        for piece in row.pieces:
            at = _column(piece, columns)
            columns[at] = (min(columns[at][0], piece.start), max(columns[at][1], piece.end))
        taken.append(row)
    return columns, taken


def _column(piece: Piece, columns: Sequence[tuple[float, float]]) -> int:
    """The column that overlaps `piece` most, -1 where none does."""
    shares = [min(piece.end, end) - max(piece.start, start) for start, end in columns]
    best = max(range(len(columns)), key=shares.__getitem__)
    return best if shares[best] > 0 else -1


def _fits(row: Row, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether every piece of `row` stands in a column of its own."""
    at = [_column(piece, columns) for piece in row.pieces]
    return -1 not in at and len(set(at)) == len(at) and len(at) * 2 >= len(columns)


def _laid(rows: list[Row], columns: Sequence[tuple[float, float]]) -> Table:
    order = sorted(range(len(columns)), key=lambda i: columns[i][0])
    table = Table([row.line for row in rows])
    for number, row in enumerate(rows):
        cells = sorted((order.index(_column(piece, columns)), piece.text) for piece in row.pieces)
        table.cells += [(number, column, text) for column, text in cells]
    return table
