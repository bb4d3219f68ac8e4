"""Rows of a worksheet as SpreadsheetML, put into a workbook that has only its heads.

In: a workbook made by xlsxwriter, for some of its sheets the rows that belong below the heads. Out: the workbook whole. A library
that keeps every cell as an object takes minutes for a million rows; what a cell is stays the same: text or a number, no formula.
Source: ECMA-376 part 1, 18.3.1 (row, c, is), 22.4.2.4 (characters written as _xHHHH_).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape

from outscan.batch.exports.flat import ALIKE, Cells

LEVEL = 3
"""Of deflate: a million rows are two hundred megabytes of much the same text."""
MOST_CHARS = 32_000
"""Excel takes 32,767 characters a cell."""
AT_ONCE = 500
LINE_POINTS, MOST_LINES = 12, 30
"""Of letters of nine points; a row of Excel is 409 points high at most."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LIKE_CONTROL = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_END = b"</sheetData>"
_EXTENT = re.compile(rb'(<dimension ref=")[^"]*(")')

_COLUMN = re.compile(rb'<col min="(\d+)" max="(\d+)"[^>]*? style="(\d+)"')
_HERE = "\0"


def letters(number: int) -> str:
    """The name of a column: A for 0, AA for 26."""
    out = ""
    while number >= 0:
        number, rest = divmod(number, 26)
        out, number = chr(65 + rest) + out, number - 1
    return out


_LETTERS = [letters(number) for number in range(64)]

Fill = Callable[[], Iterable[Cells]]


def fill(made: Path, rows: dict[str, tuple[int, int, Fill]], out: BinaryIO, cut: str, tall: Mapping[int, int]) -> None:
    """Copy the workbook `made` to `out`, with rows below the heads of the sheets named in `rows`: (columns, rows, what).

    `cut` ends a text that is longer than a cell may be; `tall` names columns whose texts go on over lines of so many characters.
    """
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as book:
        for name in source.namelist():
            with book.open(name, "w", force_zip64=True) as part:  # a name alone: its time is that of 1980, always the same
                data = source.read(name)
                if name not in rows:
                    part.write(data)
                    continue
                columns, count, what = rows[name]
                before, _, after = data.partition(_END)
                extent = f"A1:{letters(columns - 1)}{count + 1}".encode()
                part.write(_EXTENT.sub(rb"\g<1>" + extent + rb"\g<2>", before))
                for some in _stretches(lines(what(), cut, _styles(before), tall)):
                    part.write(some)
                part.write(_END + after)


def _styles(head: bytes) -> tuple[str, ...]:
    """How each column of a sheet is written, out of what stands before its rows: cells do not take it from their column."""
    out = [""] * len(_LETTERS)
    for first, last, style in _COLUMN.findall(head):
        for column in range(int(first), min(int(last), len(out)) + 1):
            out[column - 1] = f' s="{style.decode()}"'
    return tuple(out)


def wide(text: str) -> int:
    """How many characters of a column a text takes: an ideograph is as wide as two, as in the national code."""
    return len(text) if text.isascii() else len(text.encode("gb18030", "replace"))


def lines(rows: Iterable[Cells], cut: str, styles: tuple[str, ...], tall: Mapping[int, int]) -> Iterator[str]:
    """Each row as XML, from the second line of the sheet on; one of several lines says how high it is: no program asks."""
    judged, last = ALIKE
    begins = [f'<c r="{letter}{_HERE}"{style}' for letter, style in zip(_LETTERS, styles, strict=True)]

    def written(first: int, cells: Cells) -> tuple[str, int]:
        """Cells side by side from column `first` on, and how many lines they take; _HERE is the number of their row."""
        out, most = "", 1
        for column, cell in enumerate(cells, first):
            if isinstance(cell, int):
                out += f"{begins[column]}><v>{cell}</v></c>"
            elif cell:
                out += f'{begins[column]} t="inlineStr"><is><t xml:space="preserve">{_text(cell, cut)}</t></is></c>'
                if column in tall:
                    most = max(most, -(-wide(cell) // tall[column]))
        return out, most

    alike = lru_cache(maxsize=4096)(written)
    for at, cells in enumerate(rows, 2):
        own, high = written(0, cells[: judged.start])
        cell_texts, higher = alike(judged.start, cells[judged])
        between, _ = written(judged.stop, cells[judged.stop : last.start])
        body = own + cell_texts + between + alike(last.start, cells[last])[0]
        most = min(max(high, higher), MOST_LINES)
        height = f' ht="{most * LINE_POINTS}" customHeight="1"' if most > 1 else ""
        yield f'<row r="{at}"{height}>{body.replace(_HERE, str(at))}</row>'


def _text(cell: str, cut: str) -> str:
    """The text of a cell as XML: never _HERE, which is a control."""
    short = cell if len(cell) < MOST_CHARS else cell[:MOST_CHARS] + cut
    if "_x" in short:
        short = _LIKE_CONTROL.sub("_x005F_", short)
    if not short.isprintable():
        short = _CONTROL.sub(lambda one: f"_x{ord(one[0]):04X}_", short)
    return escape(short)


def _stretches(texts: Iterator[str]) -> Iterator[bytes]:
    some: list[str] = []
    for text in texts:
        some.append(text)
        if len(some) == AT_ONCE:
            yield "".join(some).encode("utf-8", "backslashreplace")
            some.clear()
    yield "".join(some).encode("utf-8", "backslashreplace")
