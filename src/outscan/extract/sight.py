"""Whether a person can see it: how large letters must be, which colours are one to the eye, what lies beside the page.

In: sizes in points, colours, boxes. Out: the `HiddenKind` of what nobody would see, None for what can be seen. Every reader asks
here, so that the same words in the same look are hidden in every format (tests/extract/test_sight.py).
"""

from __future__ import annotations

from outscan.types import HiddenKind

Colour = tuple[int, int, int]
"""Red, green, blue, 0-255."""
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
TINY_POINTS = 2.0
"""0.7 mm: a third of the smallest print in use (6 points), and less than a pixel row a stroke on a screen."""
NEAR = 24
"""Of 255: two colours nearer than this in every channel are one to the eye (on white: contrast below 1.25, WCAG 2.2 §1.4.3)."""
MILLIMETRE = 72 / 25.4
"""Points."""


def tiny(points: float) -> bool:
    """Whether letters of a size are read by anyone; a size of 0 is none that was given."""
    return 0 < points <= TINY_POINTS


def alike(front: Colour | None, ground: Colour | None) -> bool:
    """Whether two colours cannot be told apart; one that is not known can."""
    return front is not None and ground is not None and all(abs(a - b) < NEAR for a, b in zip(front, ground, strict=True))


def unseen(points: float = 0.0, front: Colour | None = None, ground: Colour | None = None) -> HiddenKind | None:
    """What hides letters of a size and colour on a ground; None for a size, a colour or a ground that is not known."""
    if tiny(points):
        return HiddenKind.TINY_TEXT
    return HiddenKind.WHITE_TEXT if alike(front, ground) else None


def hexed(text: str) -> Colour | None:
    """The colour `RRGGBB` names, with or without `#`; None for anything else."""
    try:
        red, green, blue = bytes.fromhex(text.removeprefix("#"))
    except ValueError:
        return None
    return red, green, blue


def outside(left: float, low: float, right: float, high: float, box: tuple[float, float, float, float]) -> bool:
    """Whether what fills (left, low, right, high) lies wholly beside `box`, whichever way the page's y grows."""
    x0, y0, x1, y1 = box
    return right < x0 or left > x1 or high < y0 or low > y1
