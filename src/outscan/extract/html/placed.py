"""Boxes that a style shows in another order than they are written: `order`, reversed flex lines, absolute places.

In: the style of an element and the text of its children as they are read. Out: the children's text in the order in which they are
seen, where that is another one. Lays nothing out: figures in a style are compared, not computed.
"""

from __future__ import annotations

import re

from outscan.nouns import Struct, field

_FLEX = re.compile(r"display\s*:\s*(?:inline-)?(?:flex|grid)", re.IGNORECASE)
_REVERSED = re.compile(r"flex-(?:direction|flow)\s*:[^;]*-reverse", re.IGNORECASE)
_ORDER = re.compile(r"(?:^|[;\s])order\s*:\s*(-?\d{1,6})", re.IGNORECASE)
_AWAY = re.compile(r"position\s*:\s*(?:absolute|fixed|relative)", re.IGNORECASE)
_SIDE = re.compile(
    r"(?:^|[;\s])(left|top|right|bottom|grid-column(?:-start)?|grid-row(?:-start)?)\s*:\s*(-?[\d.]{1,12})", re.IGNORECASE
)
_FLOAT = re.compile(r"float\s*:\s*right", re.IGNORECASE)

Rank = tuple[float, float, float]
_PLAIN: Rank = (0.0, 0.0, 0.0)
_BESIDE: Rank = (0.0, 0.0, 1.0)
LONGEST = 400
"""Boxes that hold more than so many characters together are parts of a page, no letters of a line."""


class Holder(Struct):
    """An open element whose children may be shown in another order; `texts` are their words so far."""

    flex: bool = False
    backwards: bool = False
    ranks: list[Rank] = field(default_factory=list)
    moved: list[bool] = field(default_factory=list)
    texts: list[list[str]] = field(default_factory=list)

    def child(self, style: str) -> list[str]:
        """A child with this style opens; its words are to be added to the list that comes back."""
        self.ranks.append(_rank(style, flex=self.flex))
        self.moved.append(bool(_AWAY.search(style)))
        self.texts.append([])
        return self.texts[-1]

    def shown(self) -> str:
        """The children's words as they are seen, "" where that is the order they are written in."""
        floats = _BESIDE in self.ranks
        order = [i for i, rank in enumerate(self.ranks) if self.flex or floats or self.moved[i] or rank != _PLAIN]
        seen = sorted(order, key=lambda i: (self.ranks[i], -i if self.backwards else i))
        if seen == order:
            return ""
        text = "".join("".join(self.texts[i]).strip() for i in seen)
        return text if len(text) <= LONGEST else ""


def holder(style: str) -> Holder:
    """What an element with this style does to the order of its children."""
    return Holder(bool(_FLEX.search(style)), bool(_REVERSED.search(style)))


def _rank(style: str, *, flex: bool) -> Rank:
    """Where a child stands among its brothers: by `order`, from top to bottom, from left to right."""
    if not style:
        return _PLAIN
    order = _ORDER.search(style) if flex else None
    sides = {name.lower(): float(figure.strip(".") or 0) for name, figure in _SIDE.findall(style)}
    down = across = 0.0
    if _AWAY.search(style):
        down = sides.get("top", -sides.get("bottom", 0.0))
        across = sides.get("left", -sides.get("right", 0.0))
    elif flex:
        down = sides.get("grid-row", sides.get("grid-row-start", 0.0))
        across = sides.get("grid-column", sides.get("grid-column-start", 0.0))
    elif _FLOAT.search(style):
        return _BESIDE  # to the right of all that is not
    return (float(order[1]) if order else 0.0, down, across)
