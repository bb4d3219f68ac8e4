"""One sheet to packed cells.

In: the bytes of a sheet part. Out: `Sheet`: the visible grid, hidden cells by kind, words of formulas, and the rest of the
part as a tree. Two lanes give the same cells: a byte-level one that must account for every byte of `<sheetData>`, and, wherever
it cannot, the XML parser's.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import unescape as entities
from typing import Any

from lxml import etree

from outscan.extract.element import Element
from outscan.extract.ooxml import local
from outscan.extract.xlsx.formats import Formats
from outscan.extract.xlsx.grid import Grid, column_number
from outscan.extract.xlsx.numbers import LONG, figure, number_shown
from outscan.extract.xlsx.strings import S, formula_words, rich, unescape
from outscan.nouns import Struct, field
from outscan.types import HiddenKind, Reason, unread

_TOKEN = re.compile(
    r'<c r="([A-Z]{1,3})(\d{1,7})"(?: s="(\d+)")?(?: t="([a-zA-Z]+)")?'
    r"(?:/>|>(?:<f(?:(?: [a-z]+=\"[^\"<>]*\")*)(?:/>|>([^<]*)</f>))?"
    r"(?:<v>([^<]*)</v>|<v/>|<is><t(?: xml:space=\"preserve\")?>([^<]*)</t></is>)?</c>)"
    r'|<row r="(\d{1,7})"([^<>]*)/?>|</row>\s*|([\s\S]+)'
)
"""A cell, a row, or all that is not understood from there on."""
PIECE, AT_ONCE = 4 << 20, 1 << 16
"""Bytes of a sheet that are decoded, and characters that are taken apart, at a time."""
_ROW_END = b"</row>"
_ROW_ATTRIBUTES = re.compile(r'\bhidden="(?:1|true)"|\bht="0"')
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,4})\$?(\d{1,7})$")
_V, _F, _IS = S + "v", S + "f", S + "is"
_MAKES_TEXT = re.compile(
    r"&|\b(?:_xlfn\.)?(?:UNICHAR|CHAR|TEXT|TEXTJOIN|CONCAT|CONCATENATE|SUBSTITUTE|REPLACE|MID|LEFT|RIGHT|REPT|INDIRECT|HYPERLINK|DEC2HEX)\(",
    re.IGNORECASE,
)
_BOOLEANS = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}


class Sheet(Struct):
    """One sheet being read. `used` marks the shared strings some cell shows."""

    strings: list[str]
    formats: Formats
    used: bytearray
    seen: Grid = field(default_factory=Grid)
    hidden: dict[HiddenKind, Grid] = field(default_factory=dict)
    formulas: dict[str, tuple[int, int]] = field(default_factory=dict)
    uncalculated: int = 0
    hidden_columns: set[int] = field(default_factory=set)
    rows_hidden_by_default: bool = False
    _columns: dict[str, int] = field(default_factory=dict)
    _hiding: bool = False
    """Whether the row last begun is hidden."""

    def read(self, data: bytes) -> tuple[Element | None, Reason | None]:
        """Read the part; returns the tree of what is not cells, and what was wrong."""
        if (lane := self._bytes_lane(data)) is not None:
            return lane, None
        try:
            return self._parser_lane(data, recover=False), None
        except etree.XMLSyntaxError as error:
            wrong = unread("xml_error_line", error=type(error).__name__, line=error.lineno or 0)
        self.seen, self.hidden, self.formulas = Grid(), {}, {}
        try:
            return self._parser_lane(data, recover=True), wrong
        except etree.XMLSyntaxError:
            return None, wrong

    def frame(self, root: Element) -> None:
        """What stands before the cells: hidden columns, rows hidden by default."""
        for columns in root.iter(S + "col"):
            if columns.get("hidden") in {"1", "true"} or columns.get("width") == "0":
                first, last = figure(columns.get("min")), min(figure(columns.get("max")), 16384)
                self.hidden_columns.update(range(first - 1, last))
        for default in root.iter(S + "sheetFormatPr"):
            self.rows_hidden_by_default = default.get("zeroHeight") in {"1", "true"}

    def _bytes_lane(self, data: bytes) -> Element | None:
        """Read the cells from the bytes; None (and nothing kept) where any byte of them is not understood."""
        begin, end = data.find(b"<sheetData>"), data.find(b"</sheetData>")
        if (
            begin < 0
            or end < 0
            or b"<!" in data
            or b"]]>" in data
            or data[:3] in {b"\xff\xfe<", b"\xfe\xff\0"}
            or not _utf8(data)
        ):
            return None
        try:
            root = etree.fromstring(data[: begin + 11] + data[end:], etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError:
            return None
        if root.find(S + "sheetData") is None or data.find(b"<sheetData>", begin + 1) >= 0:
            return None
        self.frame(root)
        if all(self._cells(piece.decode()) for piece in _pieces(data, begin + 11, end)):
            return root
        self.seen, self.hidden, self.formulas, self.uncalculated = Grid(), {}, {}, 0
        self._hiding = False
        return None

    def _cells(self, text: str) -> bool:
        """Read the cells of a piece of the inner text of `<sheetData>`; False where some of it is not understood."""
        at, row = len(text) - len(text.lstrip()), -1
        while at < len(text):
            stop = text.find("</row>", at + AT_ONCE)
            stop = len(text) if stop < 0 else stop
            known = self._add(_TOKEN.findall(text, at, stop), row)
            if known is None:
                return False
            at, row = stop, known
        return True

    def _add(self, tokens: list[tuple[str, ...]], row: int) -> int | None:  # noqa: C901, PLR0912 - the hot loop: a million cells
        """Add cells as `_TOKEN` takes them apart; returns the last row, None where something is not understood.

        The usual cell (a string or a plain number that is seen) is added right here: calls would cost as much as the rest.
        """
        grid, columns, strings, used = self.seen, self._columns, self.strings, self.used
        parts, numbers, rows, begun = grid.parts.append, grid.columns.append, grid.rows.append, grid.begun.append
        ways = zip(self.formats.kinds, self.formats.shows, strict=True)
        simple = {str(i) for i, (kind, show) in enumerate(ways) if kind is None and show is None}
        if not self.formats.kinds or "0" in simple:
            simple.add("")  # a cell without a style has the first one
        hide_row, count, last_number, hidden_columns = self._hiding, len(strings), "", self.hidden_columns
        last = grid.last if grid.parts else None
        for letters, number, style, kind, formula, value, inline, row_number, attributes, strange in tokens:
            if not letters:
                if row_number:
                    hide_row = self._row_hidden(attributes)
                elif strange:
                    return None
                continue
            if (column := columns.get(letters, -1)) < 0:
                column = columns[letters] = column_number(letters)
            if number != last_number:
                last_number, row = number, int(number) - 1
            if value and style in simple and not formula and not hide_row and column not in hidden_columns:
                if not kind:
                    said = value if len(value) < LONG and "E" not in value else number_shown(value)
                elif kind == "s" and value.isdecimal() and (index := int(value)) < count:
                    used[index] = 1
                    said = strings[index]
                else:
                    said = ""
                if said and "&" not in value:
                    if row != last:
                        begun(len(grid.parts))
                        grid.last = last = row
                    rows(row)
                    numbers(column)
                    parts(said)
                    continue
            self.cell(
                row, column, int(style) if style else 0, kind, entities(value or inline), entities(formula), hide_row=hide_row
            )
            last = grid.last if grid.parts else None
        self._hiding = hide_row
        return row

    def _row_hidden(self, attributes: str) -> bool:
        return bool(_ROW_ATTRIBUTES.search(attributes)) or (self.rows_hidden_by_default and "hidden=" not in attributes)

    def _parser_lane(self, data: bytes, *, recover: bool) -> Element:
        root: Element = None
        framed = False
        row = -1
        safe: dict[str, Any] = {
            "resolve_entities": False,
            "no_network": True,
            "load_dtd": False,
            "huge_tree": True,
            "recover": recover,
        }
        context = etree.iterparse(io.BytesIO(data), events=("start", "end"), **safe)
        for event, element in context:
            if root is None:
                root = element
            if event == "end" and element.tag == S + "row":
                if not framed:
                    self.frame(root)
                    framed = True
                row = self.row(element, row + 1)
                element.clear()
        if not framed and root is not None:
            self.frame(root)
        return root

    def row(self, element: Element, following: int) -> int:
        """Add the cells of a row element; returns the row's number from 0, `following` where it states none."""
        row = figure(element.get("r")) - 1 if element.get("r") else following
        hidden = element.get("hidden")
        hide = hidden in {"1", "true"} or element.get("ht") == "0" or (self.rows_hidden_by_default and hidden is None)
        column = -1
        for c in element:
            if local(c) != "c":
                continue
            reference = _REFERENCE.match(c.get("r", ""))
            column = column_number(reference[1]) if reference else column + 1
            value, formula = "", ""
            for child in c:
                if child.tag == _V:
                    value = child.text or ""
                elif child.tag == _F:
                    formula = child.text or ""
                elif child.tag == _IS:
                    value, above = rich(child)
                    if above:
                        self._hide(HiddenKind.HIDDEN_TEXT, row, column, above)
            style = c.get("s", "0")
            self.cell(row, column, int(style) if style.isdecimal() else 0, c.get("t", ""), value, formula, hide_row=hide)
        return row

    def cell(self, row: int, column: int, style: int, kind: str, value: str, formula: str, *, hide_row: bool) -> None:
        """Add one cell: its type as the file states it, its raw value, its formula."""
        text = self._text(style, kind, value)
        if formula and not value and _MAKES_TEXT.search(formula):
            self.uncalculated += 1
        if formula and (words := formula_words(formula)) and words != text:
            self.formulas.setdefault(words, (row, column))
        if not text:
            return
        hidden = HiddenKind.HIDDEN_ROW if hide_row else HiddenKind.HIDDEN_COLUMN if column in self.hidden_columns else None
        if hidden is None and style < len(self.formats.kinds):
            hidden = self.formats.kinds[style]
        if hidden is None:
            self.seen.add(row, column, text)
        else:
            self._hide(hidden, row, column, text)

    def _text(self, style: int, kind: str, value: str) -> str:
        """What a cell shows of its raw value."""
        if kind == "s":
            index = int(value) if value.strip().isdecimal() else -1
            if 0 <= index < len(self.strings):
                self.used[index] = 1
                return self.strings[index]
            return ""
        if kind in {"str", "inlineStr"}:
            return unescape(value)
        if kind == "b":
            return _BOOLEANS.get(value, value)
        if kind in {"", "n"} and value and style < len(self.formats.shows) and (show := self.formats.shows[style]) is not None:
            return show(value)
        return number_shown(value) if kind in {"", "n"} else value

    def _hide(self, kind: HiddenKind, row: int, column: int, text: str) -> None:
        self.hidden.setdefault(kind, Grid()).add(row, column, text)

    def first_formulas(self) -> Iterator[tuple[int, int, str]]:
        """The words of formulas with the first cell that has them."""
        for words, (row, column) in self.formulas.items():
            yield row, column, words


def _pieces(data: bytes, begin: int, end: int) -> Iterator[bytes]:
    """`data[begin:end]` in stretches of about PIECE bytes that end where a row does: a large sheet stands in memory once."""
    while end - begin > PIECE and (stop := data.find(_ROW_END, begin + PIECE, end)) >= 0:
        yield data[begin : stop + len(_ROW_END)]
        begin = stop + len(_ROW_END)
    yield data[begin:end]


def _utf8(data: bytes) -> bool:
    """Whether the part is UTF-8, by its declaration and by its bytes."""
    head = data[:200].lower()
    if b"encoding=" in head and b'encoding="utf-8"' not in head and b"encoding='utf-8'" not in head:
        return False
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
