"""Which level words of a text are looked at: the same words in the same surroundings say the same thing again.

In: folded text, and stretches of it in order. Out: whether a stretch is looked at. Law: whatever repetition a text is made
of, the work stays bounded, the first of everything is looked at, and what was left out for its number alone is told.
"""

from __future__ import annotations

from collections import Counter

from outscan.errors import Exceeded
from outscan.fold import Folded
from outscan.nouns import Struct, field
from outscan.types import GapReason, unread

SAME = 1000
"""So often a stretch is looked at in the same surroundings; what is said once more adds nothing but its number."""
MOST = 20_000
"""Stretches of one text that are looked at; a text with more of them, no two alike, was made to tire its reader."""
AROUND = 40
"""Characters on either side, and whether a line ends among them, that make the surroundings."""


class Sieve(Struct):
    """Counts the stretches of one text."""

    folded: Folded
    met: Counter[tuple[str, int, int]] = field(default_factory=Counter)
    passed: int = 0
    over: bool = False

    def passes(self, start: int, end: int) -> bool:
        """Whether `[start, end)` is to be looked at."""
        if self.passed >= SAME:  # no short text pays for this
            first, last = self.folded.line_at(start, end)
            around = self.folded.text[max(start - AROUND, 0) : end + AROUND]
            key = around, min(start - first, AROUND), min(last - end, AROUND)
            self.met[key] += 1
            if self.met[key] > SAME:
                return False
        if self.passed >= MOST:
            self.over = True
            return False
        self.passed += 1
        return True

    def settle(self) -> None:
        """Raise Exceeded(too_many) where stretches were left out that were not like others."""
        if self.over:
            raise Exceeded(GapReason.TOO_MANY, unread("max_marks", most=MOST))
