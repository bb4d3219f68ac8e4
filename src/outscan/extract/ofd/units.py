"""Composite objects and glyph numbers of OFD: where text stands that the page itself does not hold, and text that is none.

In: elements. Out: every graphic object of a page with the matrix it is drawn under, those of its composite objects included
(GB/T 33190-2016 §13); whether the characters of a text object are only stand-ins for its glyphs (§11.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from outscan.extract.element import Element
from outscan.extract.outlines import IDENTITY, Matrix, times
from outscan.nouns import Struct, field

DEEP = 8
"""Composite objects within one another, at most."""
MANY = 100_000
"""Objects of one page, at most: units that draw one another many times."""
WIDE = 0.9
"""Of the size: no Latin letter but m and w steps so far."""
ROW = 5
"""Codes, each the next of the one before: numbers of glyphs, not words."""
FEW = 3


class Units(Struct):
    """The composite units of a document by their number, and which of them a page drew."""

    by_id: dict[str, Any] = field(default_factory=dict)
    drawn: set[str] = field(default_factory=set)

    def add(self, root: Element) -> None:
        """Take over the units of a resource part."""
        for unit in root.iter("{*}CompositeGraphicUnit"):
            self.by_id.setdefault(unit.get("ID", ""), unit)

    def objects(self, root: Element, matrix: Matrix = IDENTITY, depth: int = 0) -> Iterator[tuple[Element, Matrix]]:
        """The text and path objects below `root` with the matrix they are drawn under, in the order of the page."""
        count = 0
        for element in root.iter("{*}TextObject", "{*}PathObject", "{*}CompositeObject"):
            count += 1
            if not str(element.tag).endswith("CompositeObject"):
                yield element, matrix
                continue
            unit = self.by_id.get(element.get("ResourceID", ""))
            if unit is None or depth >= DEEP:
                continue
            self.drawn.add(element.get("ResourceID", ""))
            for inner in self.objects(unit, times(placed(element), matrix), depth + 1):
                count += 1
                if count > MANY:
                    return
                yield inner

    def unused(self) -> Iterator[Any]:
        """Units no page drew."""
        yield from (unit for number, unit in self.by_id.items() if number not in self.drawn)


def placed(element: Element) -> Matrix:
    """The matrix from an object's own space to that of the page: its CTM, then the corner of its boundary."""
    x, y = [*numbers(element.get("Boundary")), 0.0, 0.0][:2]
    own = numbers(element.get("CTM"))
    matrix: Matrix = (own[0], own[1], own[2], own[3], own[4], own[5]) if len(own) == 6 else IDENTITY
    return times(matrix, (1.0, 0.0, 0.0, 1.0, x, y))


def numbers(stated: str | None) -> list[float]:
    """Numbers apart by blanks; [] where one of them is none."""
    try:
        return [float(word) for word in (stated or "").split()]
    except ValueError:
        return []


def stand_in(element: Element, text: str, steps: list[float], size: float) -> bool:
    """Whether `text` only stands in for glyphs given by number: blanks, codes in a row, signs, letters as wide as Han."""
    glyphs = [word for one in element.iter("{*}Glyphs") for word in (one.text or "").split()]
    if len(glyphs) < 2 or len(set(glyphs)) < 2:
        return False
    solid = text.strip()
    if not solid:
        return True
    if any(a == b and g != h for (a, b), (g, h) in zip(pairwise(text), pairwise(glyphs), strict=False)) and len(set(solid)) == 1:
        return True
    if not solid.isascii() or len(solid) < FEW:
        return False
    signs = sum(not c.isalnum() and c != " " for c in solid) * 2 > len(solid)
    row = len(solid) >= ROW and all(ord(b) - ord(a) == 1 for a, b in pairwise(solid))
    wide = bool(steps) and sum(steps) / len(steps) >= WIDE * size and any(c.isalnum() for c in solid)
    return signs or row or wide
