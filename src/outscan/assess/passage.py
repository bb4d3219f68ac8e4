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
    lift: float = 0.0
    """How much of the log-odds is for whom it is written (`audience`)."""

    @property
    def text(self) -> str:
        """The folded words."""
        return self.reading.folded.text[self.start : self.end]

    @property
    def place(self) -> tuple[int, int, int]:
        """The number of its reading, and its folded offsets there."""
        return self.reading.index, self.start, self.end
