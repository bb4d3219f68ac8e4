"""DXF drawings: their texts, names and comments as lines, their points as a table.

In: text of group code and value pairs (AutoCAD DXF Reference). Out: one segment of texts by line, one by place where texts
are set in pieces, one table of points, a picture of the lines that stand like letters.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

from outscan.extract.text.entities import Entities
from outscan.extract.text.lines import LineNumbers
from outscan.limits import Budget
from outscan.types import HARD, SOFT, Blob, Gap, Part, Places, Segment, Where, grid, spot

_TEXTS = frozenset({1, 3, 4, 999, 1000, 1003, 1004, *range(300, 310), *range(470, 480)})
_NAMES = frozenset({2, 6, 7, 8, 410})
_BORING = frozenset({"0", "BYLAYER", "BYBLOCK", "CONTINUOUS", "STANDARD", "MODEL", "*MODEL_SPACE", "*PAPER_SPACE", "$ACADVER"})
_UNICODE = re.compile(r"\\U\+([0-9A-Fa-f]{4})")
_MULTIBYTE = re.compile(r"\\M\+([1-5])([0-9A-Fa-f]{4})")
_CODE_PAGES = {"1": "cp932", "2": "cp950", "3": "cp949", "4": "johab", "5": "gb18030"}
_PERCENT = re.compile(r"%%(\d{3}|[cdpuokCDPUOK%])")
_SIGNS = {"c": "⌀", "d": "°", "p": "±", "%": "%"}
_FORMAT = re.compile(r"\\[fFCHWQTAp][^;\\{}]*;|\\[LlOoKk]|(?<!\\)[{}]")
_STACK = re.compile(r"\\S([^;]*);")


def read_drawing(where: Where, text: str, budget: Budget) -> Iterator[Segment | Blob | Gap]:
    """Yield the texts, points and outlines of a DXF drawing."""
    entities = Entities()
    starts, numbers, parts, at = array("Q"), array("Q"), [], 0
    points: list[tuple[int, int, str]] = []
    names: set[str] = set()
    pending, row = "", 0
    for number, code, value in _pairs(text):
        entities.take(code, value)
        if 10 <= code <= 39:
            row += code < 20
            points.append((max(row - 1, 0), code // 10 - 1, value.strip()))
            continue
        if code == 3:
            pending += value
            continue
        if code in _NAMES and (value.strip().upper() in _BORING or value in names):
            continue
        if code in _NAMES or code in _TEXTS:
            names.add(value)
            words, pending = plain(pending + value), ""
            if words.strip():
                if code == 1:
                    entities.say(words)
                starts.append(at)
                numbers.append(number)
                parts.append(words)
                at += len(words) + 1
    if pending:
        starts.append(at)
        numbers.append(1)
        parts.append(plain(pending))
    if parts:
        yield Segment(where.at(Part.BODY), HARD.join(parts), Places(starts, LineNumbers(numbers)))
    if reading := entities.reading():
        yield Segment(where.at(Part.IMAGE), reading)
    yield from entities.outlines.blobs(where, budget)
    if points:
        yield Segment(where.at(Part.TABLE), *grid(spot("point"), points, "RC"))


def plain(value: str) -> str:
    """A text value as it is shown: code points, code pages, percent signs and MTEXT formatting undone."""
    value = _UNICODE.sub(lambda m: chr(int(m.group(1), 16)), value)
    value = _MULTIBYTE.sub(lambda m: bytes.fromhex(m.group(2)).decode(_CODE_PAGES[m.group(1)], "replace"), value)
    value = _PERCENT.sub(lambda m: chr(int(m.group(1))) if m.group(1).isdigit() else _SIGNS.get(m.group(1).lower(), ""), value)
    value = _STACK.sub(lambda m: m.group(1).replace("^", "/"), value.replace("\\P", SOFT).replace("\\~", " "))
    return _FORMAT.sub("", value).replace("\\\\", "\\")


def _pairs(text: str) -> Iterator[tuple[int, int, str]]:
    """(line number, group code, value) of every pair; lines that do not pair are values of code 1, so that nothing vanishes."""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        head = lines[at].strip()
        if re.fullmatch(r"-?\d{1,4}", head) and at + 1 < len(lines):
            yield at + 2, int(head), lines[at + 1]
            at += 2
        else:
            if head:
                yield at + 1, 1, lines[at]
            at += 1
