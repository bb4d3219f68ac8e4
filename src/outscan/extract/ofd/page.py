"""The text of a page: characters put together by where they stand, not by the order they were drawn in.

In: a page, template or annotation. Out: `PageText`: lines in reading order, hidden text, how many glyphs have no characters.
(GB/T 33190 §11 text, §8.5 graphic units; y grows downwards, lengths are millimetres.)
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.extract.element import Element
from outscan.extract.layout import Run, laid, width
from outscan.extract.ofd.units import Units, numbers, placed, stand_in
from outscan.extract.outlines import Matrix, Outlines, ofd_path, times
from outscan.extract.sight import MILLIMETRE, WHITE, Colour, outside, unseen
from outscan.limits import Budget
from outscan.nouns import Struct, field
from outscan.types import HARD, SOFT, HiddenKind

_PLACEHOLDERS = frozenset("¤\ufffd\ufffe\u25a1")


class PageText(Struct):
    """What one page says, and what it draws as curves."""

    text: str = ""
    hidden: list[tuple[HiddenKind, str]] = field(default_factory=list)
    glyphs_only: int = 0
    outlines: Outlines = field(default_factory=Outlines)


def page_text(root: Element, budget: Budget, units: Units | None = None) -> PageText:
    """The text of a page in reading order, that of its composite objects (`units`) included."""
    page = PageText()
    box = next((numbers(e.text) for e in root.iter("{*}PhysicalBox")), [])
    seen: list[Run] = []
    unseen: dict[HiddenKind, list[Run]] = {}
    for element, matrix in (units or Units()).objects(root):
        budget.tick()
        if str(element.tag).endswith("PathObject"):
            _path(element, matrix, page.outlines)
            continue
        kind = _hidden(element)
        for piece, stands_in in _pieces(element, matrix):
            if stands_in or (piece.text.strip() and set(piece.text.strip()) <= _PLACEHOLDERS):
                page.glyphs_only += max(len(piece.text.strip()), 1)
                continue
            away = _away(piece, box)
            if kind or away:
                unseen.setdefault(kind or HiddenKind.OFF_PAGE, []).append(piece)
            else:
                seen.append(piece)
    page.text = laid(seen)
    page.hidden = [(kind, text.replace(HARD, SOFT)) for kind, pieces in unseen.items() if (text := laid(pieces))]
    return page


def _path(element: Element, matrix: Matrix, outlines: Outlines) -> None:
    if element.get("Visible", "true").lower() in ("false", "0"):
        return
    filled = element.get("Fill", "false").lower() in ("true", "1")
    for data in element.iter("{*}AbbreviatedData"):
        outlines.add(ofd_path(data.text or "", times(placed(element), matrix)), filled=filled)


def _hidden(element: Element) -> HiddenKind | None:
    """How a text object is kept from the eye, None where it is not; an invisible layer hides all of its objects."""
    for holder in (element, *element.iterancestors("{*}PageBlock", "{*}Layer")):
        if holder.get("Visible", "true").lower() in ("false", "0"):
            return HiddenKind.HIDDEN_LAYER if holder is not element else HiddenKind.INVISIBLE_TEXT
    if element.get("Alpha") == "0" or (element.get("Fill", "true") == "false" and element.get("Stroke", "false") != "true"):
        return HiddenKind.INVISIBLE_TEXT
    front: Colour | None = None
    for colour in element.findall("{*}FillColor"):
        if colour.get("Alpha") == "0":
            return HiddenKind.INVISIBLE_TEXT
        front = _colour(colour.get("Value") or "")
    return unseen(_number(element.get("Size"), 3.0) * _scale(element) * MILLIMETRE, front, WHITE)


def _colour(value: str) -> Colour | None:
    """A colour of the usual space, red green blue (GB/T 33190 §8.3.2): `255 255 255`, `#ff #FF #ff`; None for others."""
    try:
        red, green, blue = (int(one[1:], 16) if one.startswith("#") else int(one) for one in value.split())
    except ValueError:
        return None
    return red, green, blue


def _away(piece: Run, box: list[float]) -> bool:
    """Whether a piece lies wholly outside the page."""
    if len(box) != 4:
        return False
    x, y, width, height = box
    return outside(piece.left, piece.base - piece.size, piece.right, piece.base, (x, y, x + width, y + height))


def _pieces(element: Element, matrix: Matrix) -> Iterator[tuple[Run, bool]]:
    """The runs of a text object as they stand on the page, and whether their characters only stand in for glyphs."""
    a, b, c, d, e, f = times(placed(element), matrix)
    size = _number(element.get("Size"), 3.0)
    scale = max(abs(a), abs(b), abs(c), abs(d)) or 1.0
    x = y = 0.0
    for code in element.findall("{*}TextCode"):
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        text = "".join(code.itertext()).replace("\n", "").replace("\r", "")
        across, down = _deltas(code.get("DeltaX")), _deltas(code.get("DeltaY"))
        if not text:
            continue
        false = stand_in(element, text, across, size)
        if any(down) and not any(across) and not false:  # written downwards: each character stands by itself
            at = y
            for i, char in enumerate(text):
                left, base = a * x + c * at + e, b * x + d * at + f
                yield Run(left, left + width(char, size) * scale, base, size * scale, char), False
                at += down[min(i, len(down) - 1)]
            continue
        left, base = a * x + c * y + e, b * x + d * y + f
        yield Run(left, left + _width(text, size, across) * scale, base, size * scale, text), false


def _scale(element: Element) -> float:
    matrix = numbers(element.get("CTM"))
    return max(abs(matrix[0]), abs(matrix[1])) or 1.0 if len(matrix) == 6 else 1.0


def _width(text: str, size: float, deltas: list[float]) -> float:
    return sum(deltas) + size if deltas else width(text, size)


def _number(stated: str | None, default: float) -> float:
    return (numbers(stated) or [default])[0]


def _deltas(stated: str | None) -> list[float]:
    """The steps between characters; `g 5 3.2` stands for five steps of 3.2 (GB/T 33190 §11.3)."""
    out: list[float] = []
    words = (stated or "").split()
    at = 0
    while at < len(words):
        if words[at] == "g" and at + 2 < len(words) and words[at + 1].isdigit():
            out += (numbers(words[at + 2]) or [0.0]) * min(int(words[at + 1]), 10_000)
            at += 3
        else:
            out += numbers(words[at])
            at += 1
    return out
