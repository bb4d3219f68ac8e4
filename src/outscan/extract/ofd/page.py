"""The text of a page: characters put together by where they stand, not by the order they were drawn in.

In: a page, template or annotation. Out: `PageText`: lines in reading order, hidden text, how many glyphs have no characters.
(GB/T 33190 §11 text, §8.5 graphic units; y grows downwards, lengths are millimetres.)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from outscan.limits import Purse
from outscan.types import CELL, HARD, SOFT, HiddenKind

_TINY = 0.7
"""Millimetres: two points."""
_PLACEHOLDERS = frozenset("¤\ufffd\ufffe\u25a1")
_WHITE = ("255 255 255", "#ff #ff #ff", "#FF #FF #FF")
_FAR, _APART = 4.0, 0.8
"""In character sizes: from here on two pieces of a line are two columns; from here on there is a blank between them."""


class _Piece(NamedTuple):
    """Characters in a row: where they begin and end, their base line, their size."""

    left: float
    right: float
    base: float
    size: float
    text: str


@dataclass(slots=True)
class PageText:
    """What one page says."""

    text: str = ""
    hidden: list[tuple[HiddenKind, str]] = field(default_factory=list)
    glyphs_only: int = 0


def page_text(root: Any, purse: Purse) -> PageText:  # noqa: ANN401 - an lxml element
    """The text of a page in reading order."""
    page = PageText()
    box = next((_numbers(e.text) for e in root.iter("{*}PhysicalBox")), [])
    seen: list[_Piece] = []
    unseen: dict[HiddenKind, list[_Piece]] = {}
    for element in root.iter("{*}TextObject"):
        purse.tick()
        kind = _hidden(element)
        for piece in _pieces(element):
            if set(piece.text.strip()) <= _PLACEHOLDERS and piece.text.strip():
                page.glyphs_only += len(piece.text.strip())
                continue
            away = _away(piece, box)
            if kind or away:
                unseen.setdefault(kind or HiddenKind.OFF_PAGE, []).append(piece)
            else:
                seen.append(piece)
    page.text = _laid(seen)
    page.hidden = [(kind, text.replace(HARD, SOFT)) for kind, pieces in unseen.items() if (text := _laid(pieces))]
    return page


def _hidden(element: Any) -> HiddenKind | None:  # noqa: ANN401 - an lxml element
    """How a text object is kept from the eye, None where it is not; an invisible layer hides all of its objects."""
    for holder in (element, *element.iterancestors("{*}PageBlock", "{*}Layer")):
        if holder.get("Visible", "true").lower() in ("false", "0"):
            return HiddenKind.HIDDEN_LAYER if holder is not element else HiddenKind.INVISIBLE_TEXT
    if element.get("Alpha") == "0" or (element.get("Fill", "true") == "false" and element.get("Stroke", "false") != "true"):
        return HiddenKind.INVISIBLE_TEXT
    for colour in element.findall("{*}FillColor"):
        if colour.get("Alpha") == "0":
            return HiddenKind.INVISIBLE_TEXT
        if (colour.get("Value") or "").strip() in _WHITE:
            return HiddenKind.WHITE_TEXT
    return HiddenKind.TINY_TEXT if 0 < _number(element.get("Size"), 3.0) * _scale(element) <= _TINY else None


def _away(piece: _Piece, box: list[float]) -> bool:
    """Whether a piece lies wholly outside the page."""
    if len(box) != 4:  # noqa: PLR2004 - x, y, width, height
        return False
    x, y, width, height = box
    return piece.right < x or piece.left > x + width or piece.base < y or piece.base - piece.size > y + height


def _pieces(element: Any) -> Iterator[_Piece]:  # noqa: ANN401 - an lxml element
    boundary = (_numbers(element.get("Boundary")) + [0.0] * 4)[:4]
    matrix = _numbers(element.get("CTM"))
    size = _number(element.get("Size"), 3.0)
    x = y = 0.0
    for code in element.findall("{*}TextCode"):
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        text = "".join(code.itertext()).replace("\n", "").replace("\r", "")
        if not text:
            continue
        left, base, scale = x, y, 1.0
        if len(matrix) == 6:  # noqa: PLR2004 - a b c d e f
            a, b, c, d, e, f = matrix
            left, base, scale = a * x + c * y + e, b * x + d * y + f, _scale(element)
        width = _width(text, size, _deltas(code.get("DeltaX"))) * scale
        yield _Piece(boundary[0] + left, boundary[0] + left + width, boundary[1] + base, size * scale, text)


def _scale(element: Any) -> float:  # noqa: ANN401 - an lxml element
    matrix = _numbers(element.get("CTM"))
    return max(abs(matrix[0]), abs(matrix[1])) or 1.0 if len(matrix) == 6 else 1.0  # noqa: PLR2004 - a b c d e f


def _width(text: str, size: float, deltas: list[float]) -> float:
    if deltas:
        return sum(deltas) + size
    return sum(size if ord(c) > 0x2E7F else size / 2 for c in text)  # noqa: PLR2004 - from here on characters are square


def _laid(pieces: list[_Piece]) -> str:
    """Pieces put together to lines, lines to paragraphs."""
    lines: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.base, p.left)):
        if lines and abs(lines[-1][0].base - piece.base) <= 0.5 * min(piece.size, lines[-1][0].size):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    margin = max((p.right for p in pieces), default=0.0)
    out, before = [], None
    for line in lines:
        line.sort(key=lambda p: p.left)
        if before is not None:
            out.append(SOFT if _goes_on(before, line, margin) else HARD)
        out.append(_line(line))
        before = line
    return "".join(out)


def _line(line: list[_Piece]) -> str:
    out = [line[0].text]
    for before, piece in pairwise(line):
        gap = (piece.left - before.right) / (piece.size or 1.0)
        out += [CELL if gap > _FAR else " " if gap > _APART else "", piece.text]
    return "".join(out)


def _goes_on(before: list[_Piece], line: list[_Piece], margin: float) -> bool:
    """Whether reading goes on from one line to the next: the first is full, or both are one character of a column."""
    size = before[-1].size or 1.0
    if line[0].base - before[0].base > 2.5 * max(size, line[0].size):
        return False
    if len(before) == len(line) == 1 and len(before[0].text.strip()) == len(line[0].text.strip()) == 1:
        return abs(before[0].left - line[0].left) < size
    return margin - before[-1].right < 2 * size and abs(before[0].size - line[0].size) < 0.2 * size


def _numbers(stated: str | None) -> list[float]:
    out = []
    for word in (stated or "").split():
        try:
            out.append(float(word))
        except ValueError:
            return []
    return out


def _number(stated: str | None, default: float) -> float:
    return (_numbers(stated) or [default])[0]


def _deltas(stated: str | None) -> list[float]:
    """The steps between characters; `g 5 3.2` stands for five steps of 3.2 (GB/T 33190 §11.3)."""
    out: list[float] = []
    words = (stated or "").split()
    at = 0
    while at < len(words):
        if words[at] == "g" and at + 2 < len(words) and words[at + 1].isdigit():
            out += (_numbers(words[at + 2]) or [0.0]) * min(int(words[at + 1]), 10_000)
            at += 3
        else:
            out += _numbers(words[at])
            at += 1
    return out
