"""What a style keeps from the eye: not displayed, transparent, tiny, in the colour of its ground, off the page.

In: CSS declarations, inline or of a style sheet's simple selectors. Out: how the text of an element is hidden, and its colours.
Understands no cascade beyond class, id and element name; a rule it does not understand hides nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from outscan.types import HiddenKind

_NONE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|content-visibility\s*:\s*hidden", re.IGNORECASE
)
_CLEAR = re.compile(r"opacity\s*:\s*(?:0?\.0\d*|0+%?)\s*(?:;|!|$)|(?:^|[;\s])color\s*:\s*transparent", re.IGNORECASE)
_TINY = re.compile(r"font-size\s*:\s*(?:0*\.?\d{0,3}|[01](?:\.\d+)?)\s*(?:px|pt|em|rem|%|mm|cm|vw)?\s*(?:;|!|$)", re.IGNORECASE)
_SIZE = re.compile(r"font-size\s*:\s*([\d.]+)\s*(px|pt|em|rem|%|mm|cm|vw)?", re.IGNORECASE)
_AWAY = re.compile(
    r"(?:text-indent|left|top|right|margin-left|margin-top)\s*:\s*-\d{4,}|clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(\s*(?:50|100)%|transform\s*:\s*scale\(\s*0\s*\)",
    re.IGNORECASE,
)
_FLAT = re.compile(r"(?:^|[;\s])(?:max-)?(?:height|width)\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)", re.IGNORECASE)
_OVERFLOW = re.compile(r"overflow(?:-[xy])?\s*:\s*hidden", re.IGNORECASE)
_COLOUR = re.compile(r"(?:^|[;\s{])color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_SELECTOR = re.compile(r"^([a-z][\w-]*)?(?:([.#])([\w-]+))?$", re.IGNORECASE)
_SMALLEST = {"px": 2.0, "pt": 2.0, "mm": 0.7, "cm": 0.07, "em": 0.15, "rem": 0.15, "%": 15.0, "vw": 0.2, "": 2.0}
_NAMED = {
    "white": (255, 255, 255),
    "black": (0, 0, 0),
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255),
    "whitesmoke": (245, 245, 245),
}
_NEAR = 12
Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)


def concealed(style: str) -> HiddenKind | None:
    """How a declaration block hides the text it applies to, None where it does not."""
    if _NONE.search(style):
        return HiddenKind.HIDDEN_TEXT
    if _CLEAR.search(style):
        return HiddenKind.INVISIBLE_TEXT
    size = _SIZE.search(style)
    if size and float(size.group(1).strip(".") or 0) <= _SMALLEST[(size.group(2) or "").lower()]:
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
    if found := re.match(r"#?([0-9a-f]{6})\b", word):
        value = int(found.group(1), 16)
        return value >> 16, value >> 8 & 255, value & 255
    if found := re.match(r"#([0-9a-f])([0-9a-f])([0-9a-f])\b", word):
        red, green, blue = (int(digit * 2, 16) for digit in found.groups())
        return red, green, blue
    if found := re.match(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)", word):
        red, green, blue = (min(int(number), 255) for number in found.groups())
        return red, green, blue
    return _NAMED.get(re.split(r"[\s;]", word)[0])


def alike(one: Colour, other: Colour) -> bool:
    """Whether two colours cannot be told apart by eye."""
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))


@dataclass(slots=True)
class Sheet:
    """The rules of a page's style sheets, by simple selector."""

    rules: dict[str, str] = field(default_factory=dict)

    def add(self, css: str) -> None:
        """Learn the rules of one style sheet."""
        first, *commented = css.split("/*")
        css = first + "".join(piece.partition("*/")[2] for piece in commented)
        for rule in css.split("}"):
            selectors, _, declarations = rule.rpartition("{")
            for selector in selectors.rpartition("{")[2].split(","):
                if _SELECTOR.match(selector.strip()):
                    key = selector.strip().lower()
                    self.rules[key] = f"{self.rules.get(key, '')};{declarations}"

    def of(self, tag: str, classes: str, name: str) -> str:
        """The declarations that apply to an element by its name, classes and id."""
        if not self.rules:
            return ""
        keys = [tag, *(f".{c}" for c in classes.lower().split()), *(f"{tag}.{c}" for c in classes.lower().split())]
        if name:
            keys += [f"#{name.lower()}", f"{tag}#{name.lower()}"]
        return ";".join(self.rules[key] for key in keys if key in self.rules)
