"""What tells of removed words without holding them: sizes fitted to them, counts of letters, numbers of sittings.

In: the markup of a part in which something was cut. Out: the part without such traces (`remnants` looks for them again, for the
proof). A row as high as five lines, a box shrunk to fit, `Characters 5120` or a page break
kept from the last drawing would give back how long the removed words were; numbers of sittings, in which order they were written.
(ECMA-376-1 §17.4.80 trHeight, §18.3.1.73 row, §20.1.2.1.3 normAutofit, §22.2 extended properties; OASIS OpenDocument 1.3 §16.29)
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from outscan.process.markup import Element, Markup
from outscan.types import column_letters

COUNTS = frozenset(
    {"Characters", "CharactersWithSpaces", "Words", "Lines", "Paragraphs", "Pages", "TotalTime", "revision"}
    | {"editing-cycles", "editing-duration", "document-statistic"}
)
"""Elements of properties that count letters, lines and sittings."""
ALWAYS = frozenset({"lastRenderedPageBreak", "proofErr", "rsids", "soft-page-break"})
"""Where pages broke and what a checker underlined the last time, and which sittings there were."""
SITTING = re.compile(
    r"\s(?:w:rsid\w*|w1[0-9]\w*:(?:paraId|textId|durableId)|officeooo:(?:paragraph-)?rsid)\s*=\s*(?:\"[^\"]*\"|'[^']*')"
)
"""Which sitting a run was written in, and the numbers comments hang on."""
_OPTIMAL = re.compile(r"\sstyle:(?:row-height|column-width)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_IS_OPTIMAL = re.compile(r"style:use-optimal-(?:row-height|column-width)\s*=\s*[\"']true")
_SHRUNK = re.compile(r"\s(?:fontScale|lnSpcReduction)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_HEIGHT = re.compile(r"(\s(?:h|cy|svg:height)\s*=\s*[\"'])[^\"']*")
_WIDTH = re.compile(r"(\s(?:\w+:)?w\s*=\s*[\"'])[^\"']*")
_TYPE = re.compile(r"(\s(?:\w+:)?type\s*=\s*[\"'])[^\"']*")
_GROWS = re.compile(r"draw:auto-grow-height\s*=\s*[\"']true")
_STYLED = re.compile(r"(?:draw|presentation):style-name\s*=\s*[\"']([^\"']*)")
_FILLERS = " \u3000\u00a0_.…·"
FILLING = re.compile(rf"[{_FILLERS}]{{2,}}")
"""What fills a line up to the edge of a column: blanks, dots that lead, a line to write on."""
MEASURES = re.compile(
    r"(?i)(?:content-(?:length|md5|digest|duration)|lines|dkim-signature|arc-[\w-]+|x-[\w-]*(?:size|length|hash|digest|md5|lines))$"
)
"""Headers of a mail that hold its size or a digest of its words."""
STEPS = re.compile(r"\s(?:textLength|lengthAdjust|rotate)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
PLACES = re.compile(r"(\s(?:x|y|dx|dy)\s*=\s*[\"']\s*[^\s,\"']+)[\s,]+[^\"']*")
_ROW_HIGH, _BOX_HIGH, _FRAME_HIGH = "370840", "457200", "1cm"
"""Heights of a row and of a box of one line, in EMU, and of a frame: what new ones are given."""
_COLUMN_WIDE = "16"
"""Letters; a column in which something was cut is as wide whatever stood in it."""
COLUMN = re.compile(r"<(?:\w+:)?col\b[^<>]*>")
_ROW = re.compile(r"<(?:\w+:)?row\b[^<>]*>")
_ROW_SIZES = re.compile(r"\s(?:ht|customHeight|spans)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
DIMENSION = re.compile(r"<(?:\w+:)?dimension\b[^<>]*/>")
REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")


def loosen(markup: Markup, cut: list[int] | None = None) -> None:
    """Take the traces out of a part in which words were cut, at the offsets `cut` or wherever; nothing where none were."""
    cuts = sorted({start for start, _, _ in markup.edits.cuts} if cut is None else set(cut))
    if not cuts:
        return
    for element in markup.elements:
        if element.name in ALWAYS:
            markup.remove(element)
        _cut_all(markup, element, SITTING)
        if _IS_OPTIMAL.search(element.tag):
            _cut_all(markup, element, _OPTIMAL)
    for index, element in _touched(markup, cuts):
        if element.name in _SIZES:
            _SIZES[element.name](markup, index)


def _touched(markup: Markup, cuts: list[int]) -> Iterator[tuple[int, Element]]:
    """The elements in which something was cut."""
    for index, element in enumerate(markup.elements):
        at = bisect_left(cuts, element.start)
        if at < len(cuts) and cuts[at] < element.end:
            yield index, element


def _inside(markup: Markup, index: int) -> list[Element]:
    end = markup.elements[index].end
    return [element for element in markup.elements[index + 1 :] if element.start < end]


def _row(markup: Markup, index: int) -> None:
    """A row of a table: no height that was fitted to its words."""
    _put(markup, markup.elements[index], _HEIGHT, _ROW_HIGH)
    for one in _inside(markup, index):
        if one.name == "trHeight":
            markup.remove(one)


def _table(markup: Markup, index: int) -> None:
    """A table whose columns a program fitted to their words: all of one width."""
    inside = _inside(markup, index)
    if any(one.name == "tblLayout" and one.get("type") == "fixed" for one in inside):
        return
    for one in inside:
        if one.name in {"tcW", "tblW"}:
            _put(markup, one, _WIDTH, "0")
            _put(markup, one, _TYPE, "auto")
        elif one.name == "gridCol" and one.tag.startswith("<w:"):
            _put(markup, one, _WIDTH, "1440")


def _box(markup: Markup, index: int) -> None:
    """A box of a slide: letters as large as they were meant, and as high as one line where it grows with them."""
    inside = _inside(markup, index)
    fits = {one.name for one in inside}
    for one in inside:
        if one.name == "normAutofit":
            _cut_all(markup, one, _SHRUNK)
        elif one.name == "ext" and "spAutoFit" in fits and " cy=" in one.tag:
            _put(markup, one, _HEIGHT, _BOX_HIGH)


def _frame(markup: Markup, index: int) -> None:
    """A frame of OpenDocument that grows with its words."""
    growing = {one.get("name") for one in markup.elements if one.name == "style" and _grows(markup, one)}
    if set(_STYLED.findall(markup.elements[index].tag)) & growing:
        _put(markup, markup.elements[index], _HEIGHT, _FRAME_HIGH)


def _line(markup: Markup, index: int) -> None:
    """A line of a drawing: no length, and one place for all its letters."""
    element = markup.elements[index]
    _cut_all(markup, element, STEPS)
    for found in PLACES.finditer(element.tag):
        markup.edits.cut(element.start + found.end(1), element.start + found.end())


_SIZES: dict[str, Callable[[Markup, int], None]] = {
    "tr": _row,
    "tbl": _table,
    "sp": _box,
    **dict.fromkeys(("frame", "custom-shape", "text-box"), _frame),
    **dict.fromkeys(("text", "tspan", "textPath"), _line),
}
"""What is done to an element in which words were cut, by its local name."""


def _grows(markup: Markup, style: Element) -> bool:
    return _GROWS.search(markup.text[style.start : style.end]) is not None


def _cut_all(markup: Markup, element: Element, pattern: re.Pattern[str]) -> None:
    for found in pattern.finditer(element.tag):
        markup.edits.cut(element.start + found.start(), element.start + found.end())


def _put(markup: Markup, element: Element, pattern: re.Pattern[str], value: str) -> None:
    """Give the attribute that `pattern` finds another value; its group 1 is kept."""
    for found in pattern.finditer(element.tag):
        markup.edits.cut(element.start + found.end(1), element.start + found.end(), value)


def uncounted(markup: Markup) -> None:
    """Take the counts of letters, lines and sittings out of a part of properties."""
    for element in markup.elements:
        if element.name in COUNTS:
            markup.remove(element)


def loosened(text: str, cells: set[str]) -> str:
    """A sheet without the heights of rows and widths of columns in which `cells` (B7) were cut."""
    places = [found for cell in cells if (found := REFERENCE.fullmatch(cell))]
    rows, columns = {found[2] for found in places}, {found[1] for found in places}

    def row(found: re.Match[str]) -> str:
        number = re.search(r"\sr\s*=\s*[\"'](\d+)", found[0])
        return _ROW_SIZES.sub("", found[0]) if number and number[1] in rows else found[0]

    def column(found: re.Match[str]) -> str:
        limits = [re.search(rf"\s{name}\s*=\s*[\"'](\d+)", found[0]) for name in ("min", "max")]
        if not all(limits):
            return found[0]
        first, last = (int(one[1]) for one in limits if one)
        if not columns & {column_letters(i - 1) for i in range(first, min(last, first + 16_384) + 1)}:
            return found[0]
        bare = re.sub(r"\s(?:width|bestFit|customWidth)\s*=\s*(?:\"[^\"]*\"|'[^']*')", "", found[0])
        return re.sub(r"\s*(/?>)$", rf' width="{_COLUMN_WIDE}" customWidth="1"\1', bare)

    return DIMENSION.sub("", COLUMN.sub(column, _ROW.sub(row, text))) if places else text


def unfilled(text: str, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` with what fills its line up beside it, but for one character: how much there is tells its length."""
    low, high = start, end
    while low and text[low - 1] in _FILLERS:
        low -= 1
    while high < len(text) and text[high] in _FILLERS:
        high += 1
    return (low + 1 if start - low > 1 else start), (high - 1 if high - end > 1 else end)
