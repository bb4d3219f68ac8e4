"""The cells of one sheet as grids: what is seen, and what rows, columns, formats and colours hide.

In: an `xlrd` sheet. Out: (hidden kind or None) to cells (row, column, text), in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import xlrd

from outscan.extract.sight import WHITE, Colour, unseen
from outscan.types import HiddenKind

Cell = tuple[int, int, str]

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|([$€£¥￥])')
_ASIDE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_TWIPS = 20
"""A point."""
_SOLID = 1
"""The pattern that covers all with its own colour ([MS-XLS] 2.5.97)."""
_DIGIT = re.compile(r"[0#?]")


def cells(book: Any, sheet: Any) -> dict[HiddenKind | None, list[Cell]]:  # noqa: ANN401 - xlrd has no types
    """All cells with a value, by what hides them."""
    rows = {r for r, info in sheet.rowinfo_map.items() if info.hidden}
    columns = {c for c, info in sheet.colinfo_map.items() if info.hidden}
    looks: dict[int, tuple[HiddenKind | None, str]] = {}
    found: dict[HiddenKind | None, list[Cell]] = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            kind, content = sheet.cell_type(row, column), sheet.cell_value(row, column)
            if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) or content == "":
                continue
            index = sheet.cell_xf_index(row, column)
            if index is not None and index not in looks:
                looks[index] = _look(book, index)
            hidden, pattern = looks.get(index, (None, ""))
            if row in rows:
                hidden = HiddenKind.HIDDEN_ROW
            elif column in columns:
                hidden = HiddenKind.HIDDEN_COLUMN
            found.setdefault(hidden, []).append((row, column, _text(book, kind, content, pattern)))
    return found


def _look(book: Any, index: int) -> tuple[HiddenKind | None, str]:  # noqa: ANN401 - xlrd has no types
    """What a cell format hides, and its number format."""
    if index >= len(book.xf_list):
        return None, ""
    xf = book.xf_list[index]
    known = book.format_map.get(xf.format_key)
    pattern = known.format_str if known else ""
    if pattern.replace(" ", "").startswith(";;;"):
        return HiddenKind.HIDDEN_FORMAT, pattern
    font = book.font_list[xf.font_index] if xf.font_index < len(book.font_list) else None
    if font is None:
        return None, pattern
    return unseen(font.height / _TWIPS, book.colour_map.get(font.colour_index), _ground(book, xf.background)), pattern


def _ground(book: Any, background: Any) -> Colour | None:  # noqa: ANN401 - xlrd has no types
    """What is behind the words: white where nothing is painted, None where a pattern is."""
    if background is None or background.fill_pattern == 0:
        return WHITE
    colour: Colour | None = book.colour_map.get(background.pattern_colour_index) if background.fill_pattern == _SOLID else None
    return colour


def _text(book: Any, kind: int, content: Any, pattern: str) -> str:  # noqa: ANN401 - xlrd has no types
    if kind == xlrd.XL_CELL_TEXT:
        return str(content).replace("\r\n", "\v").replace("\n", "\v").replace("\t", " ")
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if content else "FALSE"
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(content, "#ERR"))
    if kind == xlrd.XL_CELL_DATE:
        try:
            when = xlrd.xldate_as_datetime(content, book.datemode)
        except (xlrd.xldate.XLDateError, ValueError, OverflowError):
            return f"{content:.15g}"
        return str(when.date() if not (when.hour or when.minute or when.second) else when.replace(microsecond=0))
    section = pattern.split(";", maxsplit=1)[0]
    if "%" in section and "%" in _ASIDE.sub("", section):
        return f"{content * 100:.13g}%"
    before, after = _words(section)
    return f"{before}{content:.15g}{after}"


def _words(pattern: str) -> tuple[str, str]:
    """The words a number format puts before and after the number (0.00"亿吨")."""
    if not _LITERAL.search(pattern):
        return "", ""
    bare = _LITERAL.sub(lambda m: "\0" * len(m.group()), pattern)
    digits = list(_DIGIT.finditer(bare))
    if not digits:
        return "", ""
    return _joined(_LITERAL.finditer(pattern, 0, digits[0].start())), _joined(_LITERAL.finditer(pattern, digits[-1].end()))


def _joined(matches: Iterator[re.Match[str]]) -> str:
    return "".join(m[1] or m[2] or m[3] or m[4] or "" for m in matches).rstrip("()")
