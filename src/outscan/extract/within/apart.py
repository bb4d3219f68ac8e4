"""Letters that stand apart, each from the next in the same way: strokes, brackets, list signs, statements, lines of a log.

In: a text. Out: (where it begins, the letters). What parts them is not listed here: it is whatever stands between letters that
stand alone, again and again, its figures aside, for they count. In ordinary text hardly a letter stands alone, and no two alike.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from outscan.fold import GLUE
from outscan.lazy_regex import lazy

_ALONE = lazy(rf"(?<![{GLUE}])[{GLUE}](?![{GLUE}])")
_HAN = lazy(f"[{GLUE}]")
_FIGURES = lazy(r"\d+")
_COUNTED = lazy(r" *0[ 0]*")
"""Figures alone part nothing: 2026年1月31日."""
_LONGEST = 80
"""Characters between two letters; what is longer says something itself."""
_AGAIN = 3
"""So often the same stands between letters until it is what parts them."""
_SORTS = 4
"""Ways of parting that one text mixes: cells and rows, keys and lines."""
_FEWEST = 4
"""Han among the letters; fewer are initials, choices or a formula."""
_BEFORE, _ENOUGH = 200, 2000
"""Characters before the first Han among which a stretch may begin, and behind it in which it has begun."""
_LETTERS, _MOST = 20_000, 50
"""Letters alone that are looked at, and stretches told of one text."""
_LETTER, _DIGITS = 6, 20
"""The longest that counts as one letter, and the longest count between two."""
_OTHER = rf"\d{{1,{_LETTER}}}|[A-Za-z]|[^\w\s]|[A-Za-z\d]{{2,4}}?"
"""What counts as a letter and is no Han."""


def apart(text: str) -> Iterator[tuple[int, str]]:
    """Yield the letters of every stretch in which all are parted alike."""
    alone = [found.start() for _, found in zip(range(_LETTERS), _ALONE.finditer(text), strict=False)]
    if len(alone) <= _AGAIN:
        return
    gaps = [(one, _FIGURES.sub("0", text[one + 1 : other])) for one, other in pairwise(alone) if 0 < other - one - 1 <= _LONGEST]
    common = Counter(what for _, what in gaps).most_common(_SORTS)
    sorts = [what for what, often in common if often >= _AGAIN and not _COUNTED.fullmatch(what) and not _HAN.search(what)]
    if not sorts:
        return
    longest = tuple(sorted(sorts, key=lambda what: (-len(what), what)))
    follows = _follows(longest)
    inner = [one for one in alone if follows.match(text, one + 1)] + alone[-1:] * (len(alone) == _LETTERS)
    if not inner:  # of four Han in a stretch the second stands between others; single letters in cells hardly ever do
        return
    stretch, each = _patterns(longest)
    widest = _FEWEST * (_LETTER + max(len(what) + what.count("0") * (_DIGITS - 1) for what in sorts))
    count = reached = clear = 0
    for at, what in gaps:
        if at < reached or what not in sorts:
            continue
        low, high, reached = max(at - _BEFORE, reached, clear), at + _ENOUGH, at + 1
        if (near := bisect_left(inner, low)) == len(inner) or inner[near] >= high:
            continue
        last = min(inner[bisect_left(inner, high) - 1], high - widest)
        found = stretch.search(text, max(low, inner[near] - 2 * _BEFORE), last + widest)
        if found is None:
            clear = last  # none begins before: its first letters would have ended where the search did
            continue
        if (found := stretch.match(text, found.start())) is None:
            continue
        reached = max(found.end(), reached)
        letters = [one[1] for one in each.finditer(text, found.start(), found.end())]
        first = letters[0][-1:]
        said = "".join([first, *letters[1:], text[found.end() : found.end() + 1].strip()])
        if len(_HAN.findall(said)) >= _FEWEST:
            yield found.start() + len(letters[0]) - len(first), said
            count += 1
        if count >= _MOST:
            return


def _parted(sorts: tuple[str, ...]) -> str:
    return "(?:" + "|".join(re.escape(what).replace("0", rf"\d{{1,{_DIGITS}}}") for what in sorts) + ")"


@lru_cache(maxsize=64)
def _patterns(sorts: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A stretch of letters parted so, and one letter with what follows it."""
    letter = rf"([{GLUE}○]|{_OTHER}){_parted(sorts)}"
    return re.compile(rf"(?:{letter}){{{_FEWEST},}}"), re.compile(letter)


@lru_cache(maxsize=64)
def _follows(sorts: tuple[str, ...]) -> re.Pattern[str]:
    """What follows a Han that stands between other letters of a stretch, its first and last but one aside."""
    parted = _parted(sorts)
    return re.compile(rf"{parted}(?:[{GLUE}]{parted}\S|(?:○|{_OTHER}){parted})")
