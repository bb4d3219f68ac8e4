"""Winnowing: a few keyed hashes that a partial copy shares with its original, whatever was reordered or reformatted.

In: folded text and a key. Out: (hash, start, end) in folded offsets. Schleimer, Wilkerson, Aiken, "Winnowing" (SIGMOD 2003):
of every WINDOW neighbouring grams of GRAM characters the one with the least hash is kept, so any shared run of
GRAM + WINDOW − 1 characters shares at least one. Only letters, digits and Han count: spaces, punctuation and layout do not.
"""

from __future__ import annotations

import hashlib
import importlib.util
from array import array
from collections import deque
from collections.abc import Iterator, Sequence

GRAM = 12
WINDOW = 6
LARGE = 60_000
"""From so many characters on, numpy pays for its import, where it is there."""
_MASK = (1 << 64) - 1


def grams(text: str, key: bytes) -> Iterator[tuple[int, int, int]]:
    """(64-bit keyed hash, start, end) of the kept grams of folded `text`, in order."""
    bare, offsets = _bare(text)
    if len(bare) < GRAM:
        return
    base = int.from_bytes(hashlib.blake2b(b"base", key=key, digest_size=8).digest(), "little") | 1
    rolled = _rolled(bare, base)
    for at in _kept(rolled):
        gram = bare[at : at + GRAM].encode("utf-32-le", "surrogatepass")
        hashed = int.from_bytes(hashlib.blake2b(gram, key=key, digest_size=8).digest(), "little")
        yield hashed, offsets[at], offsets[at + GRAM - 1] + 1


def _bare(text: str) -> tuple[str, Sequence[int]]:
    """The characters that count, lower-cased, and where each stood."""
    lowered = text.lower()
    if len(lowered) != len(text):  # İ becomes two characters
        lowered = "".join(one if len(one) == 1 else char for char in text for one in (char.lower(),))
    offsets = array("L", (i for i, char in enumerate(lowered) if char.isalnum()))
    return "".join(filter(str.isalnum, lowered)), offsets


def _rolled(bare: str, base: int) -> Sequence[int]:
    """The polynomial hash modulo 2^64 of every gram; both ways give the same figures."""
    if len(bare) >= LARGE and importlib.util.find_spec("numpy"):
        return _rolled_at_once(bare, base)
    top = pow(base, GRAM, 1 << 64)
    out = array("Q", bytes(8 * (len(bare) - GRAM + 1)))
    points = array("L", map(ord, bare))
    rolling = 0
    for i, point in enumerate(points):
        rolling = (rolling * base + point) & _MASK
        if i >= GRAM:
            rolling = (rolling - points[i - GRAM] * top) & _MASK
        if i >= GRAM - 1:
            out[i - GRAM + 1] = rolling ^ (rolling >> 29)
    return out


def _rolled_at_once(bare: str, base: int) -> Sequence[int]:
    import numpy as np

    points = np.frombuffer(bare.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    count = len(points) - GRAM + 1
    out = np.zeros(count, dtype=np.uint64)
    for j in range(GRAM):
        factor = np.uint64(pow(base, GRAM - 1 - j, 1 << 64))
        out += points[j : j + count] * factor
    out ^= out >> np.uint64(29)
    return array("Q", out.tobytes())


def _kept(rolled: Sequence[int]) -> Iterator[int]:
    """The places of the least hash of every window, the rightmost of equals, each once."""
    waiting: deque[int] = deque()
    last = -1
    for i, one in enumerate(rolled):
        while waiting and rolled[waiting[-1]] >= one:
            waiting.pop()
        waiting.append(i)
        if waiting[0] <= i - WINDOW:
            waiting.popleft()
        if (i >= WINDOW - 1 or i == len(rolled) - 1) and waiting[0] != last:
            last = waiting[0]
            yield last
