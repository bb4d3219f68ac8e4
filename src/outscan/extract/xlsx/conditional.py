"""Words a conditional format shows: its number format takes the place of the cell's own where its condition holds.

In: the tree of a sheet without its cells, its packed cells, the formats of the workbook. Out: (spot, what is shown) pairs.
Conditions are not calculated: what could be shown is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.extract.element import Element
from outscan.extract.ooxml import local
from outscan.extract.xlsx.formats import Formats, worded
from outscan.extract.xlsx.grid import Grid, column_number, referred
from outscan.extract.xlsx.sheet import Sheet
from outscan.types import NOWHERE, PlacedText, Spot, column_letters

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_NUMBER = re.compile(r"-?\d[\d.]*(?:[eE][+-]?\d+)?")
_MOST = 50
"""So many cells of one rule are shown; the same words stand in all of them."""


def conditional(root: Element, at: Spot, sheet: Sheet) -> Iterator[PlacedText]:
    """Yield what the conditional formats of a sheet could show, each once."""
    yielded: set[str] = set()
    for rule in root.iter():
        if local(rule) != "cfRule":
            continue
        code = _code(rule, sheet.formats)
        if not worded(code, "0"):
            continue
        ranges = _ranges(rule)
        values = list(_values(ranges, sheet.seen)) or [(ranges.split(" ")[0], "0")]
        for ref, value in values[:_MOST]:
            for said in worded(code, value):
                if said not in yielded:
                    yielded.add(said)
                    yield at + referred(ref), said


def dangling(root: Element, formats: Formats) -> int:
    """How many rules of a sheet ask for a format the workbook does not hold: what they show cannot be told."""
    indices = [rule.get("dxfId", "") for rule in root.iter() if local(rule) == "cfRule"]
    return sum(index.isdecimal() and int(index) >= len(formats.conditional) for index in indices)


def _code(rule: Element, formats: Formats) -> str:
    """The number format of a rule: of a differential format of the workbook, or of its own (x14)."""
    index = rule.get("dxfId", "")
    if index.isdecimal() and int(index) < len(formats.conditional):
        return formats.conditional[int(index)]
    return next((str(e.get("formatCode", "")) for e in rule.iter() if local(e) == "numFmt"), "")


def _ranges(rule: Element) -> str:
    """The cells a rule is for, as they are written: of the element around it, or in a `sqref` beside it."""
    parent = rule.getparent()
    if parent is None:
        return ""
    return parent.get("sqref", "") or next((e.text or "" for e in parent if local(e) == "sqref"), "")


def _values(ranges: str, seen: Grid) -> Iterator[tuple[str, str]]:
    """The numbers that stand in those cells, with their references."""
    areas = [(column_number(a), int(b) - 1, column_number(c or a), int(d or b) - 1) for a, b, c, d in _RANGE.findall(ranges)]
    if not areas:
        return
    text, places = seen.laid(NOWHERE)
    for index, (row, column) in enumerate(zip(seen.rows, seen.columns, strict=True)):
        if any(left <= column <= right and top <= row <= bottom for left, top, right, bottom in areas):
            start, end = places.bounds(index, len(text))
            value = text[start:end].strip("\t\n")
            if _NUMBER.fullmatch(value):
                yield f"{column_letters(column)}{row + 1}", value
