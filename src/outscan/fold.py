"""Undo disguises, keep the way back: full width, script variants, invisible characters, blanks between Han.

In: `str`. Out: `Folded`, text to match on and a map back to the original. Knows no terms.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from outscan.types import SOFT


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text with the way back.

    `text[i]` came from `original offset` i + shift, where the shift is that of the last entry of `at` not beyond i.
    `lines` are offsets of `text` at which a line begins on the screen although the break itself was folded away.
    """

    text: str
    at: tuple[int, ...]
    shift: tuple[int, ...]
    lines: tuple[int, ...] = ()
    length: int = 0

    def offset(self, position: int) -> int:
        """The original offset of folded position `position`."""
        return position + self.shift[bisect_right(self.at, position) - 1]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original half-open stretch that folded `[start, end)` came from."""
        return self.offset(start), self.offset(end - 1) + 1 if end > start else self.offset(start)


_VANISH = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\ufe00-\ufe0f\u202a-\u202e\u2066-\u2069]+")
_BLANK = re.compile(r"(?<=[\u3400-\u9fff★])[ \u3000\xa0\v]+(?=[\u3400-\u9fff★\d])")


def fold(text: str) -> Folded:
    """Fold `text`; offsets of the result lead back to it."""
    parts: list[str] = []
    at, shift, lines, out = [0], [0], [], 0
    plain = "".join(c if len(c) == 1 else o for o in text for c in (unicodedata.normalize("NFKC", o),))
    cut = 0
    for gap in re.finditer(f"{_VANISH.pattern}|{_BLANK.pattern}", plain):
        parts.append(plain[cut : gap.start()])
        out += gap.start() - cut
        cut = gap.end()
        at.append(out)
        shift.append(cut - out)
        if SOFT in gap.group():
            lines.append(out)
    parts.append(plain[cut:])
    return Folded("".join(parts), tuple(at), tuple(shift), tuple(lines), len(text))
