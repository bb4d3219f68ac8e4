"""Character n-grams to buckets, and figures summed over the different ones of a stretch: in plain Python and in numpy.

In: folded text, stretches of it. Out: for each stretch the sum of a figure a bucket, every bucket counted once a length n:
what a stretch says again (a table, a refrain) adds nothing. A sum over all n-grams is a difference of running totals; an
n-gram met before is taken off the stretches that hold both.
Law: both ways give the same buckets, and sums that differ by no more than rounding (1e-6). Numpy pays for its import
(0.12 CPU-s) from LARGE characters on. No vocabulary is kept: a bucket cannot be turned back into words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Spans = Sequence[tuple[int, int]]

LENGTHS = (1, 2, 3)
LARGE = 20_000
"""From so many characters on numpy is worth importing."""

_BASE = 0x9E3779B1
_MIX = {1: 0x85EBCA6B, 2: 0xC2B2AE35, 3: 0x27D4EB2F, 4: 0x165667B1, 5: 0xD3A2646D}
_MASK = 0xFFFFFFFF
_ASTRAL = re.compile("[\uffff\U00010000-\U0010ffff]")
_OTHER = 0xFFFD
_PLACE = 14
"""Bits for a place in a tile of a text, beside at most 18 for a bucket."""
_TILE = 1 << _PLACE


@cache
def _plain() -> dict[int, int]:
    """Letters to lower case, any figure to 0, any separator to a blank: what n-grams are made of."""
    table = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
    table |= dict.fromkeys(range(ord("1"), ord("9") + 1), ord("0"))
    table |= dict.fromkeys(map(ord, "\t\n\v\f\r\u00a0\u3000"), ord(" "))
    return table


def normalise(text: str) -> str:
    """`text` as n-grams see it, of the same length."""
    plain = text.translate(_plain())
    return plain if plain.isascii() else _ASTRAL.sub(chr(_OTHER), plain)


def buckets(text: str, length: int, bits: int) -> list[int]:
    """The bucket of each n-gram of `length` characters of normalised `text`, in order."""
    codes = list(map(ord, text))
    mix, shift = _MIX[length], 32 - bits
    rolled = codes
    for more in range(1, length):
        rolled = [(one * _BASE + code) & _MASK for one, code in zip(rolled, codes[more:], strict=False)]
    return [((one * mix) & _MASK) >> shift for one in rolled]


@cache
def _table() -> NDArray[np.uint32]:
    """`normalise` as a table over the basic plane; its last place stands for all that lies beyond."""
    import numpy as np  # noqa: PLC0415 - only for long texts and training

    table = np.arange(1 << 16, dtype=np.uint32)
    for code, plain in _plain().items():
        table[code] = plain
    table[-1] = _OTHER
    return table


def codes_of(text: str) -> NDArray[np.uint32]:
    """The characters of folded `text`, normalised, as an array."""
    import numpy as np  # noqa: PLC0415 - only for long texts and training

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    plain: NDArray[np.uint32] = _table()[np.minimum(codes, 0xFFFF)]
    return plain


def buckets_at_once(codes: NDArray[np.uint32], bits: int, lengths: Sequence[int] = LENGTHS) -> list[NDArray[np.uint32]]:
    """The buckets of all n-grams of `codes`, one array a length; the same figures as `buckets`."""
    import numpy as np  # noqa: PLC0415 - only for long texts and training

    rolled, out = codes, []
    for length in range(1, max(lengths) + 1):
        if length > 1:
            rolled = rolled[: max(len(codes) - length + 1, 0)] * np.uint32(_BASE) + codes[length - 1 :]
        if length in lengths:
            out.append((rolled * np.uint32(_MIX[length])) >> np.uint32(32 - bits))
    return out


def sums(text: str, columns: Sequence[Sequence[float]], bits: int, scales: Sequence[Spans]) -> list[list[list[float]]]:
    """For each of `scales`, for each of `columns`: what the different n-grams of each stretch of folded `text` add up to.

    Within a scale starts and ends both grow from stretch to stretch; each is at least as long as the longest n-gram.
    """
    plain = normalise(text)
    totals = [[[0.0] * len(spans) for _ in columns] for spans in scales]
    for length in LENGTHS:
        row, met = buckets(plain, length, bits), dict[int, int]()
        again = []
        for at, bucket in enumerate(row):
            before = met.get(bucket, -1)
            met[bucket] = at
            if before >= 0:
                again.append((before, at, bucket))
        running = [list(accumulate(map(column.__getitem__, row), initial=0.0)) for column in columns]
        for spans, total in zip(scales, totals, strict=True):
            starts, lasts = [start for start, _ in spans], [end - length + 1 for _, end in spans]
            twice = [(bisect_right(lasts, at), bisect_right(starts, before), bucket) for before, at, bucket in again]
            twice = [one for one in twice if one[0] < one[1]]
            for of_column, column, ran in zip(total, columns, running, strict=True):
                less = [0.0] * (len(spans) + 1)
                for low, high, bucket in twice:
                    less[low] += column[bucket]
                    less[high] -= column[bucket]
                for at, off in enumerate(accumulate(less[:-1])):
                    of_column[at] += ran[lasts[at]] - ran[starts[at]] - off
    return totals


def sums_at_once(
    found: Sequence[NDArray[np.uint32]], columns: Sequence[NDArray[np.float32]], scales: Sequence[Spans]
) -> list[list[NDArray[np.float64]]]:
    """`sums` with numpy; `found` are the buckets of the text, one array a length."""
    import numpy as np  # noqa: PLC0415 - only for long texts and training

    size = len(found[0]) + 1
    bounds = [np.fromiter(chain.from_iterable(spans), np.int64, 2 * len(spans)).reshape(-1, 2).T for spans in scales]
    widest = [int((end - start).max(initial=0)) for start, end in bounds]
    # How many stretches of a scale have begun, and how many have ended, up to each place.
    begun = [np.cumsum(np.bincount(start, minlength=size), dtype=np.int32) for start, _ in bounds]
    ended = [np.cumsum(np.bincount(end, minlength=size), dtype=np.int32) for _, end in bounds]
    totals = [[np.zeros(len(spans)) for _ in columns] for spans in scales]
    for length, row in zip(LENGTHS, found, strict=True):
        before, again, bucket = _repeats(row, max(widest, default=0))
        running = [np.zeros(len(row) + 1) for _ in columns]
        for column, ran in zip(columns, running, strict=True):
            np.cumsum(column[row], dtype=np.float64, out=ran[1:])
        for at, ((start, end), total) in enumerate(zip(bounds, totals, strict=True)):
            near = np.flatnonzero(again - before <= widest[at] - length)
            low, high = ended[at][again[near] + length - 1], begun[at][before[near]]
            both = np.flatnonzero(low < high)
            low, high, which, last = low[both], high[both], bucket[near[both]], end - length + 1
            for of_column, column, ran in zip(total, columns, running, strict=True):
                figure = column[which]
                less = np.bincount(low, figure, minlength=len(start) + 1) - np.bincount(high, figure, minlength=len(start) + 1)
                np.add(of_column, ran[last] - ran[start] - np.cumsum(less[:-1]), out=of_column)
    return totals


def _repeats(row: NDArray[np.uint32], longest: int) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint32]]:
    """(place before, place again, bucket) of n-grams met again within `longest` characters."""
    import numpy as np  # noqa: PLC0415 - only for long texts and training

    # Sorted by bucket, then place, an n-gram met again stands right behind the one before. Tiles that overlap by `longest` let
    # both fit 32 bits, which sort several times as fast as 64; a pair is taken from the tile that it ends in.
    step = _TILE - longest
    tiles = max(-(-(len(row) - longest) // step), 1)
    padded = np.zeros(tiles * step + longest, dtype=np.uint32)
    padded[: len(row)] = row
    tiled = np.lib.stride_tricks.sliding_window_view(padded, _TILE)[::step]
    order = (tiled << np.uint32(_PLACE)) | np.arange(_TILE, dtype=np.uint32)
    order.sort(axis=1)
    flat = order.ravel()
    now, then = flat[1:], flat[:-1]
    near = np.flatnonzero(((now ^ then) < _TILE) & ((now - then) < longest))
    now = now[near]
    place = (now & np.uint32(_TILE - 1)).astype(np.int32)
    tile = (near + 1) >> _PLACE
    again = place + (tile * step).astype(np.int32)
    kept = np.flatnonzero(((place >= longest) | (tile == 0)) & (again < len(row)))
    again, now = again[kept], now[kept]
    return again - (now - then[near[kept]]).astype(np.int32), again, now >> np.uint32(_PLACE)
