"""What a style keeps from the eye: not displayed, transparent, tiny, in the colour of its ground, off the page.

In: CSS declarations, inline or of the rules that apply. Out: how the text of an element is hidden, and its colours.
A declaration it does not understand hides nothing.
"""

from __future__ import annotations

import re

from outscan.extract.sight import MILLIMETRE, Colour, hexed, tiny
from outscan.nouns import Struct
from outscan.types import HiddenKind

_NONE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|content-visibility\s*:\s*hidden", re.IGNORECASE
)
_CLEAR = re.compile(r"opacity\s*:\s*(?:0?\.0\d*|0+%?)\s*(?:;|!|$)|(?:^|[;\s])color\s*:\s*transparent", re.IGNORECASE)
_SIZE = re.compile(r"font-size\s*:\s*([\d.]+)\s*(px|pt|em|rem|%|mm|cm|vw)?", re.IGNORECASE)
_AWAY = re.compile(
    r"(?:text-indent|left|top|right|margin-left|margin-top)\s*:\s*-\d{4,}|clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(\s*(?:50|100)%|transform\s*:\s*scale\(\s*0\s*\)",
    re.IGNORECASE,
)
_FLAT = re.compile(r"(?:^|[;\s])(?:max-)?(?:height|width)\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)", re.IGNORECASE)
_OVERFLOW = re.compile(r"overflow(?:-[xy])?\s*:\s*hidden", re.IGNORECASE)
_COLOUR = re.compile(r"(?:^|[;\s{])color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_POINTS = {"px": 0.75, "pt": 1.0, "mm": MILLIMETRE, "cm": 10 * MILLIMETRE, "em": 12.0, "rem": 12.0, "%": 0.12, "vw": 6.0}
"""Of a unit (CSS Values 3 §6.2); relative ones on a page of 12 points, 600 wide."""
_NAMED = {
    "white": (255, 255, 255),
    "black": (0, 0, 0),
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255),
    "whitesmoke": (245, 245, 245),
}


def concealed(style: str) -> HiddenKind | None:
    """How a declaration block hides the text it applies to, None where it does not."""
    if _NONE.search(style):
        return HiddenKind.HIDDEN_TEXT
    if _CLEAR.search(style):
        return HiddenKind.INVISIBLE_TEXT
    size = _SIZE.search(style)
    points = float(size.group(1).strip(".") or 0) * _POINTS[(size.group(2) or "px").lower()] if size else None
    if points == 0 or tiny(points or 0):
        return HiddenKind.TINY_TEXT
    if _AWAY.search(style):
        return HiddenKind.OFF_PAGE
    return HiddenKind.HIDDEN_TEXT if _FLAT.search(style) and _OVERFLOW.search(style) else None


def colours(style: str) -> tuple[Colour | None, Colour | None]:
    """The colour of text and of its ground that a declaration block sets, None where it sets none."""
    front, ground = _COLOUR.search(style), _GROUND.search(style)
    return colour(front.group(1)) if front else None, colour(ground.group(1)) if ground else None


def colour(word: str) -> Colour | None:
    """Red, green and blue (0-255) of a colour written as a name of white or black, #rgb, #rrggbb or rgb(); None for others."""
    word = word.strip().lower()
    if found := re.match(r"#?[0-9a-f]{6}\b", word):
        return hexed(found.group())
    if found := re.match(r"#([0-9a-f])([0-9a-f])([0-9a-f])\b", word):
        red, green, blue = (int(digit * 2, 16) for digit in found.groups())
        return red, green, blue
    if found := re.match(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)", word):
        red, green, blue = (min(int(number), 255) for number in found.groups())
        return red, green, blue
    return _NAMED.get(re.split(r"[\s;]", word)[0])


_NO_ENDS: frozenset[int] = frozenset()


class Matched(Struct):
    """What an open element remembers for the selectors of the elements inside it, by number of a selector's compound."""

    ends: frozenset[int] = _NO_ENDS
    """Compounds that the element is, with all that stands left of them."""
    above: frozenset[int] = _NO_ENDS
    """The same of the element and all around it."""
    last: frozenset[int] = _NO_ENDS
    """The same of its last child so far."""
    before: frozenset[int] = _NO_ENDS
    """The same of all its children so far."""
    children: int = 0
    root: bool = False
    """Whether this is the page itself, around its first element."""

    def open(self, ends: frozenset[int] = _NO_ENDS) -> Matched:
        """A child opens, which these compounds end in."""
        self.children += 1
        self.last = ends
        if ends:
            self.before |= ends
        return Matched(ends, self.above | ends if ends else self.above)
