"""Folded text and the way back to the text it came from.

In: nothing. Out: `Folded`, which leads from folded offsets to original ones and back, and knows where lines ended.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import add

from outscan.types import CELL, HARD

LONGEST_LINE = 4000
"""Characters on either side that are looked at for the ends of a line: a text without any is not walked through for each hit."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text with the way back.

    `text[i]` came from original offset i + shift, where the shift is that of the last entry of `at` not beyond i.
    `lines` are offsets of `text` at which a line begins on the screen although the break itself was folded away.
    `origins` are the original offsets of `at`, kept so that the way from original to folded is short as well.
    `widths` says of original offsets at which one character was written as several (`%E6%9C%BA`) how many they are.
    """

    text: str
    at: tuple[int, ...]
    shift: tuple[int, ...]
    lines: tuple[int, ...] = ()
    length: int = 0
    origins: tuple[int, ...] = ()
    widths: Mapping[int, int] = field(default_factory=dict, hash=False)

    def offset(self, position: int) -> int:
        """The original offset of folded position `position`."""
        return position + self.shift[bisect_right(self.at, position) - 1]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original half-open stretch that folded `[start, end)` came from."""
        first = self.offset(start)
        if end <= start:
            return first, first
        last = self.offset(end - 1)
        return first, last + self.widths.get(last, 1)

    def position(self, offset: int) -> int:
        """The first folded position that came from original `offset` or from beyond it."""
        at = self.at
        low = bisect_left(self.origins or self._origins(), offset)
        if low == 0:
            return 0
        # Inside the last stretch that begins before `offset`, or at the beginning of the next where it was folded away.
        found = offset - self.shift[low - 1]
        return min(found, at[low] if low < len(at) else len(self.text))

    def over(self, under: Folded) -> Folded:
        """This folding of `under.text` as a folding of what `under` came from."""
        turns = sorted({*self.at, *(self.position(position) for position in under.at)})
        at, shift = [0], [under.offset(self.offset(0))]
        for turn in turns:
            by = under.offset(self.offset(turn)) - turn
            if by != shift[-1] and turn:
                at.append(turn)
                shift.append(by)
        widths = dict(under.widths)
        for start, width in self.widths.items():
            first, last = under.original(start, start + width)
            widths[first] = last - first
        origins = tuple(map(add, at, shift))
        return Folded(self.text, tuple(at), tuple(shift), self.lines, under.length, origins, widths)

    def _origins(self) -> tuple[int, ...]:
        return tuple(map(add, self.at, self.shift))

    def line_at(self, start: int, end: int) -> tuple[int, int]:
        """The folded stretch of the line or lines on the screen that hold `[start, end)`: HARD, CELL and SOFT end a line.

        One that goes on for longer is cut LONGEST_LINE characters away.
        """
        text = self.text
        before, after = bisect_right(self.lines, start), bisect_left(self.lines, end)
        first = max(self.lines[before - 1] if before else 0, start - LONGEST_LINE)
        last = min(self.lines[after] if after < len(self.lines) else len(text), end + LONGEST_LINE)
        # Each search stays inside what the one before left: a long text is not walked through for every mark in it.
        for separator in (HARD, CELL):
            first = max(text.rfind(separator, first, start) + 1, first)
            stop = text.find(separator, end, last)
            last = stop if stop >= 0 else last
        return first, last

    def gap_at(self, position: int) -> bool:
        """Whether something separated the folded characters before and at `position`: a blank, a break, an edge."""
        around = self.text[max(position - 1, 0) : position + 1]
        if len(around) < 2 or not around.isprintable() or " " in around or "_" in around:  # one character on each side
            return True
        index = bisect_left(self.at, position)
        return index < len(self.at) and self.at[index] == position

    def spaced(self, start: int, end: int) -> bool:
        """Whether something was folded away strictly between the folded characters of `[start, end)`."""
        return bisect_right(self.at, start) < bisect_left(self.at, end)
