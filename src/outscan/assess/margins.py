"""What the n-grams of each stretch of a text say: a glance at all, a close look at those that the glance points at.

In: weights, folded text. Out: stretches with their margin; Chinese and English ones have lines of their own. A margin is
`intercept + Σ weight / √Σ rarity` over the different n-grams of a stretch: what is said again (a table, a refrain) adds nothing.
The glance lets it add, and so is a difference of running totals; only stretches that it leaves above `glance` are looked at
closely.
Law: plain Python and numpy give the same stretches, and margins that differ by no more than rounding (1e-6).
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from outscan.assess import hashing
from outscan.assess.structure import any_english, latin
from outscan.assess.windows import LEAST, PLAIN, SCALES, WIDE, ends, windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from outscan.assess.weights import Manifest, Weights

SHIFT = 20
"""Bits for a bucket beside the number of its stretch."""
AT_ONCE = 2048
"""So many stretches are looked at closely at once: all of a long text that is near the line would not fit the memory."""


def margins(weights: Weights, text: str, *, all_of_them: bool = False) -> Iterator[tuple[tuple[int, int], float]]:
    """Each stretch of folded `text` whose margin reaches the cut, with that margin; or all, whatever the glance says."""
    manifest = weights.manifest
    glance, cut = ([-math.inf] * 2,) * 2 if all_of_them else (_eased(manifest, manifest.glance), _eased(manifest, manifest.cut))
    if not any_english(text):
        glance, cut = glance[:1] * 2, cut[:1] * 2
    at_once = len(text) >= hashing.LARGE or "numpy" in sys.modules
    yield from (_margins_at_once if at_once else _margins_in_turn)(weights, text, glance, cut)


def _eased(manifest: Manifest, line: Sequence[float]) -> list[float]:
    """A line for margins, lower by what a passage may be lifted that reads as one desk writes to another."""
    most = 0.0 if manifest.audience is None else manifest.audience.most
    return [one - most / slope for one, slope in zip(line, manifest.slope, strict=True)]


def _differ(*lines: Sequence[float]) -> bool:
    """Whether Chinese and English passages are asked for different lines."""
    return any(chinese != english for chinese, english in lines)


def _margins_in_turn(
    weights: Weights, text: str, glance: Sequence[float], cut: Sequence[float]
) -> Iterator[tuple[tuple[int, int], float]]:
    manifest, spans = weights.manifest, windows(text)
    least, differ = min(glance), _differ(glance, cut)
    if not spans:
        return
    one = hashing.hashed(text, manifest.bits)
    grams, rarity = weights.grams, weights.rarity
    running = [[list(accumulate(map(column.__getitem__, row), initial=0.0)) for column in (grams, rarity)] for row in one.rows]
    for span, (start, end) in zip(spans, hashing.tokens_of(one, spans), strict=True):
        if start == end:  # the inside of one long token, blanks or underscores: no token begins here
            continue
        heavy = rare = 0.0
        for length, (weighed, rarities) in zip(hashing.LENGTHS, running, strict=True):
            last = max(end - length + 1, start)
            heavy += weighed[last] - weighed[start]
            rare += rarities[last] - rarities[start]
        if rare <= 0 or (seen := heavy / math.sqrt(rare) + manifest.intercept) < least:
            continue
        english = differ and latin(text[slice(*span)])
        if seen < glance[english]:
            continue
        heavy = rare = 0.0
        for length, row in zip(hashing.LENGTHS, one.rows, strict=True):
            for bucket in set(row[start : max(end - length + 1, start)]):
                heavy += grams[bucket]
                rare += rarity[bucket]
        margin = heavy / math.sqrt(rare) + manifest.intercept
        if margin >= cut[english]:
            yield span, margin


def _margins_at_once(
    weights: Weights, text: str, glance: Sequence[float], cut: Sequence[float]
) -> Iterator[tuple[tuple[int, int], float]]:
    import numpy as np

    manifest = weights.manifest
    spans = windows_at_once(text)
    if not len(spans):
        return
    one = hashing.hashed_at_once(text, manifest.bits)
    bounds = one.before[spans]
    columns = [np.asarray(column, dtype=np.float32) for column in (weights.grams, weights.rarity)]
    heavy, rare = totals(one.rows, bounds, columns)
    some = rare > 0
    english = latin_at_once(text, spans) if _differ(glance, cut) else np.zeros(len(spans), dtype=np.int64)
    near = np.flatnonzero(some & (heavy / np.sqrt(np.where(some, rare, 1)) + manifest.intercept >= np.array(glance)[english]))
    for first in range(0, len(near), AT_ONCE):
        close = near[first : first + AT_ONCE]
        heavy, rare = different(one.rows, bounds[close], columns)
        found = heavy / np.sqrt(rare) + manifest.intercept
        for at in np.flatnonzero(found >= np.array(cut)[english[close]]).tolist():
            start, end = spans[close[at]].tolist()
            yield (start, end), float(found[at])


def latin_at_once(text: str, spans: NDArray[np.int64]) -> NDArray[np.int64]:
    """1 for each of `spans` that is `latin`, 0 for the others."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4") | 0x20
    running = np.concatenate([[0], np.cumsum((codes >= ord("a")) & (codes <= ord("z")), dtype=np.int64)])
    start, end = spans[:, 0], spans[:, 1]
    found: NDArray[np.int64] = (2 * (running[end] - running[start]) > end - start).astype(np.int64)
    return found


def windows_at_once(text: str) -> NDArray[np.int64]:
    """`windows` with numpy: a row (start, end) a stretch, in the same order."""
    import numpy as np

    stops = np.array(ends(text), dtype=np.int64)
    if not len(stops):
        return np.zeros((0, 2), dtype=np.int64)
    starts = np.concatenate([[0], stops[:-1]])
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4") > 0x7F  # noqa: PLR2004 - past the last plain character
    lengths = stops * PLAIN + np.cumsum(wide, dtype=np.int32)[stops - 1] * (WIDE - PLAIN)
    begun = np.concatenate([[0], lengths[:-1]])
    at = np.stack([np.minimum(np.searchsorted(lengths, begun + scale), len(stops) - 1) for scale in SCALES], axis=1)
    reach, told = stops[at], lengths[at] - begun[:, None]
    kept = (reach - starts[:, None] >= LEAST) & ((told >= LEAST * WIDE) | (starts[:, None] == 0))
    kept[:, 1:] &= reach[:, 1:] != reach[:, :-1]
    return np.stack([np.broadcast_to(starts[:, None], reach.shape)[kept], reach[kept]], axis=1)


def totals(
    rows: Sequence[NDArray[np.uint32]], bounds: NDArray[np.int32], columns: Sequence[NDArray[np.float32]]
) -> list[NDArray[np.float64]]:
    """For each of `columns`: what all n-grams of each stretch (a row of token `bounds`) add up to."""
    import numpy as np

    out = [np.zeros(len(bounds)) for _ in columns]
    start = bounds[:, 0]
    for length, row in zip(hashing.LENGTHS, rows, strict=True):
        last = np.maximum(bounds[:, 1] - (length - 1), start)
        running = np.zeros(len(row) + length)
        for column, total in zip(columns, out, strict=True):
            np.cumsum(column[row], dtype=np.float64, out=running[1 : len(row) + 1])
            running[len(row) + 1 :] = running[len(row)]
            np.add(total, running[last] - running[start], out=total)
    return out


def different(
    rows: Sequence[NDArray[np.uint32]], bounds: NDArray[np.int32], columns: Sequence[NDArray[np.float32]]
) -> list[NDArray[np.float64]]:
    """`totals` over the different n-grams of each stretch."""
    import numpy as np

    out = [np.zeros(len(bounds)) for _ in columns]
    for length, row in zip(hashing.LENGTHS, rows, strict=True):
        which, bucket = distinct(row, bounds, length)
        for column, total in zip(columns, out, strict=True):
            np.add(total, np.bincount(which, column[bucket], minlength=len(bounds)), out=total)
    return out


def distinct(row: NDArray[np.uint32], bounds: NDArray[np.int32], length: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(stretch, bucket) of the different n-grams of `length` tokens, in order of both."""
    import numpy as np

    start = bounds[:, 0].astype(np.int64)
    count = np.maximum(bounds[:, 1] - (length - 1) - start, 0)
    first = np.cumsum(count) - count
    place = np.arange(int(count.sum())) + np.repeat(start - first, count)
    # numbers of 32 bits are sorted in half the time: AT_ONCE stretches leave room for SHIFT bits of a bucket
    kind = np.uint32 if len(bounds) <= AT_ONCE else np.uint64
    shift = np.array(SHIFT, dtype=kind)
    keys = np.repeat(np.left_shift(np.arange(len(bounds)).astype(kind), shift), count) | row[place]
    keys.sort()
    kept = np.ones(len(keys), dtype=bool)
    kept[1:] = keys[1:] != keys[:-1]
    keys = keys[kept]
    return np.right_shift(keys, shift).astype(np.int64), (keys & np.array((1 << SHIFT) - 1, dtype=kind)).astype(np.int64)
