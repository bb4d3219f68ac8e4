"""Paragraph groups: overlapping stretches of a text that are each judged on their own.

In: folded text. Out: `[start, end)` offsets. A stretch begins where a sentence or line begins and runs on to the first end
of one after SHORT, and again after LONG characters, so that a passage of a few lines inside a long document fills one.
Law: text added at the end leaves every stretch that was full before as it was.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

SHORT, LONG = 100, 320
LEAST = 24
"""Fewer characters than this say too little."""
BREATH = 120
"""A stretch without a stop (a table, a list of names) is cut after so many characters."""

_STOP = re.compile(r"[。！？；!?;\n]+[\"'”’」』)）]*|\.(?=\s)")


def _ends(text: str) -> Iterator[int]:
    last = 0
    for stop in _STOP.finditer(text):
        end = stop.end()
        yield from range(last + BREATH, end - BREATH // 2, BREATH)
        yield end
        last = end
    yield from range(last + BREATH, len(text) - BREATH // 2, BREATH)
    if last < len(text):
        yield len(text)


def scales(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The short stretches of `text`, and the long ones where they differ; starts and ends grow in each."""
    ends = list(_ends(text))
    shorts, longs = [], []
    for start, _ in pairwise([0, *ends]):
        short = _reach(ends, start + SHORT)
        long = _reach(ends, start + LONG)
        if short - start >= LEAST:
            shorts.append((start, short))
        if long > short:
            longs.append((start, long))
    return shorts, longs


def windows(text: str) -> list[tuple[int, int]]:
    """The stretches of `text`, by start, short before long."""
    shorts, longs = scales(text)
    return sorted([*shorts, *longs])


def _reach(ends: list[int], least: int) -> int:
    at = bisect_left(ends, least)
    return ends[at] if at < len(ends) else ends[-1]
