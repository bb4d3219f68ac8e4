"""What was heard of a document as segments: text by paragraphs, rows of cells and lists of positions as grids.

In: `Found`. Out: `Segment`s.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from outscan.extract.markup.listener import Found
from outscan.types import CELL, HiddenKind, Numbered, Part, Places, Segment, Where, grid, joined, named, spot

_COORDINATES = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[,\s]+[-+]?\d+(?:\.\d+)?)+")
_FEW = 3
_FEW_SIGNS = 4


def separated(text: str) -> str:
    """The sign that parts every line of a text into as many values, "" where none does: a table written into an element."""
    lines = [line for line in text.splitlines() if line.strip()]
    for sign in ("\t", ";", "|", ","):
        count = lines[0].count(sign)
        if count and count + len(lines) >= _FEW_SIGNS and all(line.count(sign) == count for line in lines):
            return sign
    return ""


def _quoteless(text: str, sign: str) -> Iterator[list[str]]:
    """Rows of a table in which a quote is never closed."""
    return csv.reader(text.splitlines(), delimiter=sign, quoting=csv.QUOTE_NONE)


def segments(where: Where, found: Found) -> Iterator[Segment]:
    """Yield what was found, each sort as a segment of its own."""
    lines, grids = _lines(found.lines)
    if lines:
        text, places = joined([("", line) for line in lines])
        yield Segment(where.at(Part.BODY), text, Places(places.starts, Numbered("paragraph", len(lines))))
    for number, cells in enumerate(grids, 1):
        yield Segment(where.at(Part.TABLE), *grid(spot("table", number), cells, "RC"))
    if found.points:
        cells = [(r, c, v) for r, point in enumerate(found.points) for c, v in enumerate(point[:2])]
        yield Segment(where.at(Part.TABLE), *grid(named("lat lon"), cells, "RC"))
    if found.attributes:
        yield Segment(where.at(Part.METADATA), *joined(found.attributes), hidden=HiddenKind.PROPERTY)
    for at, address in found.addresses:  # each by itself: whoever looks into texts takes its file out
        yield Segment(where.at(Part.METADATA, at), address)
    if found.comments:
        yield Segment(where.at(Part.COMMENT), *joined(found.comments), hidden=HiddenKind.MARKUP_COMMENT)


def _lines(raw: list[str]) -> tuple[list[str], list[list[tuple[int, int, str]]]]:
    """Lines of text, and the grids among them: rows of cells, and lists of positions (KML coordinates, GML posList)."""
    lines: list[str] = []
    grids: list[list[tuple[int, int, str]]] = []
    rows: list[list[str]] = []
    for line in [*raw, ""]:
        tuples = line.split() if "," in line and _COORDINATES.fullmatch(line.strip()) else []
        if CELL in line:
            rows.append([c.strip() for c in line.rstrip(CELL).split(CELL)])
            continue
        if rows:
            grids.append([(r, c, v) for r, row in enumerate(rows) for c, v in enumerate(row) if v])
            rows = []
        if len(tuples) >= _FEW:
            grids.append([(r, c, v) for r, t in enumerate(tuples) for c, v in enumerate(t.split(",")) if v])
        elif (packed := line.strip()).count("\n") and (sign := separated(packed)):
            parted = _quoteless(packed, sign) if packed.count('"') % 2 else csv.reader(packed.splitlines(), delimiter=sign)
            grids.append([(r, c, v.strip()) for r, row in enumerate(parted) for c, v in enumerate(row) if v.strip()])
        elif text := re.sub(r"[ \t\r\n]+", " ", line).strip():
            lines.append(text)
    return lines, [g for g in grids if g]
