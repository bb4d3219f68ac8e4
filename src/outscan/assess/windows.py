"""Paragraph groups: overlapping stretches of a text that are each judged on their own.

In: folded text. Out: `[start, end)` offsets. A stretch begins where a sentence or line begins and runs on to the first end
of one after so many characters, once for each of SCALES: what must not leave is often one sentence in a harmless letter,
and as often told over a paragraph.
Law: text added at the end leaves every stretch that was full before as it was.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

SCALES = (25, 60, 120)
LEAST = 20
"""Fewer characters than this say too little."""
BREATH = 120
"""A stretch without a stop (a table, a list of names) is cut after so many characters."""

_STOP = re.compile(r"[。！？；!?;\n]+[\"'”’」』)）]*|\.(?=\s)")


def ends(text: str) -> list[int]:
    """Where sentences and lines of `text` end, and where one that will not end is cut."""
    return list(_ends(text))


def _ends(text: str) -> Iterator[int]:
    last = 0
    for stop in _STOP.finditer(text):
        end = stop.end()
        if end - last > BREATH:
            yield from range(last + BREATH, end - BREATH // 2, BREATH)
        yield end
        last = end
    yield from range(last + BREATH, len(text) - BREATH // 2, BREATH)
    if last < len(text):
        yield len(text)


def windows(text: str) -> list[tuple[int, int]]:
    """The stretches of `text`: by start, short before long; one that is as long at the next scale is there once."""
    stops = ends(text)
    out = []
    start = 0
    for after in stops:
        last = -1
        for scale in SCALES:
            at = bisect_left(stops, start + scale)
            end = stops[at] if at < len(stops) else stops[-1]
            if end != last and end - start >= LEAST:
                out.append((start, end))
            last = end
        start = after
    return out
