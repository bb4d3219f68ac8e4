"""What a cell's style does to its value: dates, words in the number format, and ways to hide it.

In: the styles part. Out: `Formats`: by style index a way to show a number and a `HiddenKind`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from outscan.extract.element import Element
from outscan.extract.serials import QUOTED, bare, date, dated
from outscan.extract.sight import hexed, unseen
from outscan.extract.xlsx.strings import S
from outscan.nouns import Struct, field
from outscan.types import HiddenKind

T = TypeVar("T")
Show = Callable[[str], str]
_MONEY = re.compile("[$€£¥￥]")
_PERCENT = frozenset({"9", "10"})
_BUILT_IN_MONEY = frozenset({"5", "6", "7", "8", "42", "44"})
_WHITE = "FFFFFF"
_INDEXED = {0: "000000", 1: _WHITE, 8: "000000", 9: _WHITE, 2: "FF0000", 10: "FF0000", 64: "000000", 65: _WHITE}
_THEME = {0: _WHITE, 1: "000000"}


class Formats(Struct):
    """By style index: how a number shows (None: as stored), and how the cell hides (None: it is seen)."""

    shows: list[Show | None] = field(default_factory=list)
    kinds: list[HiddenKind | None] = field(default_factory=list)
    conditional: list[str] = field(default_factory=list)
    """By index of a differential format: the number format it puts on a cell where a condition holds."""

    @classmethod
    def of(cls, root: Element | None, *, since_1904: bool) -> Formats:
        """The formats of a styles part."""
        formats = cls()
        if root is None:
            return formats
        codes = {e.get("numFmtId", ""): e.get("formatCode", "") for e in root.iter(S + "numFmt")}
        for dxf in root.iterfind(f"{S}dxfs/{S}dxf"):
            number = dxf.find(S + "numFmt")
            formats.conditional.append(number.get("formatCode", "") if number is not None else "")
        fonts = [(_color(f.find(S + "color")), f.find(S + "sz")) for f in root.iterfind(f"{S}fonts/{S}font")]
        fills = [_fill(f) for f in root.iterfind(f"{S}fills/{S}fill")]
        for xf in root.iterfind(f"{S}cellXfs/{S}xf"):
            index = xf.get("numFmtId", "0")
            code = codes.get(index, "")
            formats.shows.append(_show(index, code, since_1904=since_1904))
            font, size = _at(fonts, xf.get("fontId"), ("", None))
            fill = _at(fills, xf.get("fillId"), _WHITE)
            formats.kinds.append(_kind(code, font, size, fill))
        return formats


def _at(items: list[T], index: str | None, default: T) -> T:
    return items[int(index)] if index and index.isdecimal() and int(index) < len(items) else default


def _kind(code: str, font: str, size: Element | None, fill: str) -> HiddenKind | None:
    if code and not any(section.strip() for section in code.split(";")) and ";;" in code:
        return HiddenKind.HIDDEN_FORMAT
    try:
        points = float(size.get("val", "11")) if size is not None else 0.0
    except ValueError:
        points = 0.0
    return unseen(points, hexed(font), hexed(fill))


def _color(color: Element | None) -> str:
    """The colour as hex; '' where it is not known."""
    if color is None:
        return ""
    if rgb := color.get("rgb", ""):
        return str(rgb[-6:])
    for name, table in (("theme", _THEME), ("indexed", _INDEXED)):
        value = color.get(name, "")
        if value.isdecimal() and not color.get("tint"):
            return table.get(int(value), "")
    return ""


def _fill(fill: Element) -> str:
    """What is behind the words: white where nothing is painted, '' where it is not known."""
    pattern = fill.find(S + "patternFill")
    if pattern is None:
        return _WHITE if not len(fill) else ""
    if pattern.get("patternType", "none") == "none":
        return _WHITE
    return _color(pattern.find(S + "fgColor")) if pattern.get("patternType") == "solid" else ""


def _show(number: str, code: str, *, since_1904: bool) -> Show | None:
    if dated(int(number) if number.isdecimal() else 0, code):
        return lambda value: date(value, since_1904=since_1904)
    if "%" in bare(code) or (number in _PERCENT and not code):
        return _percent
    first = code.split(";", maxsplit=1)[0] if code else "$0" if number in _BUILT_IN_MONEY else ""
    words = "".join(_word(m) for m in QUOTED.finditer(first))
    if any(c.isalpha() or c == "★" for c in words) or _MONEY.search(words):
        return lambda value: _worded(first, value)
    return None


def _word(found: re.Match[str]) -> str:
    """What a piece of a number format shows besides the number: quoted words, one escaped character, a currency."""
    return found[1] or found[2] or found[3] or found[4] or ""


def _percent(value: str) -> str:
    """The share as hundredths, as exactly as it is stored."""
    try:
        return f"{float(value) * 100:.13g}%"
    except ValueError:
        return value


def worded(code: str, value: str) -> list[str]:
    """What each section of a number format makes of `value`, where it shows words."""
    sections = [section for section in code.split(";") if any(_word(m).strip() for m in QUOTED.finditer(section))]
    return list(dict.fromkeys(_worded(section, value) for section in sections))


def _worded(section: str, value: str) -> str:
    """The value with the words its number format shows around it (`"机密★"0"年"` of 10)."""
    shown: list[str] = []
    at, placed = 0, False
    for m in QUOTED.finditer(section):
        if section[at : m.start()].strip() and not placed:
            shown.append(value)
            placed = True
        shown.append(_word(m))
        at = m.end()
    if not placed:
        shown.append(value if section[at:].strip() else "")
    return "".join(shown)
