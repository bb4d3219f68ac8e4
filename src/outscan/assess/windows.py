"""Paragraph groups: overlapping stretches of a text that are each judged on their own.

In: folded text. Out: `[start, end)` offsets. A stretch begins where a sentence or line begins and runs on to the first end
of one after so much text, once for each of SCALES: what must not leave is often one sentence in a harmless letter, and as
often told over a paragraph. Text is measured in fifths of a Chinese character: a word of Latin letters with its blank says
about as much as two and a half characters, so a plain (ASCII) sign is PLAIN fifths.
Law: text added at the end leaves every stretch that was full before as it was.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

WIDE, PLAIN = 5, 2
SCALES = (40 * WIDE, 120 * WIDE)
"""A sentence or two: 40 Chinese characters or 16 English words; a short letter or a paragraph: 120 or 50."""
LEAST = 20
"""Fewer characters than this say too little; behind other sentences so many Chinese ones, or 50 plain ones: eight words."""
BREATH = 120
"""A stretch without a stop (a table, a list of names) is cut after so many characters, plain ones after LATIN_BREATH."""
LATIN_BREATH = BREATH * WIDE // PLAIN
BLOCK = 1 << 20
"""So many characters are hashed at once: arrays of a long text would not fit the memory of one scan."""

_STOP = re.compile(r"[。！？；!?;\n]+[\"'”’」』)）]*|\.(?=\s)")


def ends(text: str) -> list[int]:
    """Where sentences and lines of `text` end, and where one that will not end is cut."""
    return list(_ends(text))


def _ends(text: str) -> Iterator[int]:
    last = 0
    for stop in _STOP.finditer(text):
        end = stop.end()
        if end - last > BREATH:
            yield from _breaths(text, last, end)
        yield end
        last = end
    yield from _breaths(text, last, len(text))
    if last < len(text):
        yield len(text)


def _breaths(text: str, last: int, end: int) -> Iterator[int]:
    """Where `[last, end)` is cut: what stands next says how long a breath is."""
    while end - last > BREATH + BREATH // 2:
        breath = LATIN_BREATH if plain(text[last : last + BREATH]) > BREATH // 2 else BREATH
        if end - last <= breath + breath // 2:
            return
        last += breath
        yield last


def plain(text: str) -> int:
    """How many plain (ASCII) signs `text` has."""
    return len(text) if text.isascii() else len(text.encode("ascii", "ignore"))


def sizes(text: str, stops: list[int]) -> list[int]:
    """How much text stands before each of `stops`, in fifths of a character."""
    out = []
    last = length = 0
    for stop in stops:
        length += (stop - last) * WIDE - plain(text[last:stop]) * (WIDE - PLAIN)
        out.append(length)
        last = stop
    return out


def windows(text: str) -> list[tuple[int, int]]:
    """The stretches of `text`: by start, short before long; one that is as long at the next scale is there once."""
    stops = ends(text)
    lengths = sizes(text, stops)
    out = []
    start = begun = 0
    for after, size in zip(stops, lengths, strict=True):
        last = -1
        for scale in SCALES:
            at = min(bisect_left(lengths, begun + scale), len(stops) - 1)
            end = stops[at]
            if end != last and end - start >= LEAST and (start == 0 or lengths[at] - begun >= LEAST * WIDE):
                out.append((start, end))
            last = end
        start, begun = after, size
    return out


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of at most BLOCK characters, cut at a line's end where there is one."""
    begin = 0
    while len(text) - begin > BLOCK:
        end = text.rfind("\n", begin + BLOCK // 2, begin + BLOCK) + 1 or begin + BLOCK
        yield begin, end
        begin = end
    yield begin, len(text)
