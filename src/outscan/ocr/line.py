"""One line as it was seen.

In: nothing. Out: `Line`, what the engine hands to everybody else in the room.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was seen: its text, the engine's confidence (0-1), and its box in pixels."""

    text: str
    confidence: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    @property
    def upright(self) -> bool:
        """Whether the box is that of a line from left to right; one character may be either."""
        return self.right - self.left >= self.height or len(self.text) < 2  # one character has no direction
