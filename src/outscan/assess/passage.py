"""A paragraph group that was judged.

In: nothing. Out: `Passage`, offsets in a reading's folded text with its log-odds.
"""

from __future__ import annotations

from outscan.nouns import Struct
from outscan.reading import Reading


class Passage(Struct, frozen=True):
    """`[start, end)` of a reading's folded text, and how it stands (log-odds before calibration)."""

    reading: Reading
    start: int
    end: int
    log_odds: float
    meant: bool = False
    """Whether its meaning was heard too (`meaning`)."""

    @property
    def text(self) -> str:
        """The folded words."""
        return self.reading.folded.text[self.start : self.end]
