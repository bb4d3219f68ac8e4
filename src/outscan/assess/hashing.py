"""Character n-grams to buckets, and their weights summed over any stretch: once in plain Python, once in numpy.

In: folded text. Out: for every offset the sum of the weights of all n-grams that begin before it, one row per length n.
Law: both ways give the same buckets, and sums that differ by no more than rounding (1e-6). Numpy pays for its import
(0.12 CPU-s) from LARGE characters on. No vocabulary is kept: a bucket cannot be turned back into words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LENGTHS = (2, 3, 4)
LARGE = 20_000
"""From so many characters on numpy is worth importing."""

_BASE = 0x9E3779B1
_MIX = {1: 0x85EBCA6B, 2: 0xC2B2AE35, 3: 0x27D4EB2F, 4: 0x165667B1, 5: 0xD3A2646D}
_MASK = 0xFFFFFFFF
_ASTRAL = re.compile("[\uffff\U00010000-\U0010ffff]")
_OTHER = 0xFFFD


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


class Sums:
    """Weights of a text's n-grams, summed up so that any stretch costs a subtraction."""

    __slots__ = ("rows",)

    def __init__(self, rows: Sequence[Any]) -> None:
        self.rows = rows

    def over(self, start: Any, end: Any) -> Any:  # noqa: ANN401 - integers, or arrays of them
        """The weights of all n-grams inside `[start, end)`; each stretch is at least as long as the longest n-gram."""
        return sum(row[end - length + 1] - row[start] for length, row in zip(LENGTHS, self.rows, strict=True))


def sums(text: str, weights: memoryview[float], bits: int) -> Sums:
    """`Sums` of folded `text` in plain Python."""
    plain = normalise(text)
    return Sums([list(accumulate(map(weights.__getitem__, buckets(plain, n, bits)), initial=0.0)) for n in LENGTHS])


def sums_at_once(text: str, weights: NDArray[np.float32], bits: int) -> Sums:
    """`Sums` of folded `text` with numpy."""
    import numpy as np  # noqa: PLC0415 - only for long texts and training

    rows = []
    for found in buckets_at_once(codes_of(text), bits):
        row = np.zeros(len(found) + 1, dtype=np.float64)
        np.cumsum(weights[found], dtype=np.float64, out=row[1:])
        rows.append(row)
    return Sums(rows)
