"""Text to tokens to buckets: in plain Python and, for long texts, in numpy.

A token is a Chinese character (any letter that is no Latin one), a Latin word by its first six letters, a figure (all are
one), or a mark of punctuation right behind something Chinese. Its n-grams fall into buckets; no vocabulary is kept, and a
bucket cannot be turned back into words.
In: folded text. Out: `Hashed`: where each token begins, and the bucket of each n-gram, one row a length.
Law: both ways give the same places and the same buckets. Numpy pays for its import (0.12 CPU-s) from LARGE characters on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from outscan.nouns import Struct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LENGTHS = (1, 2)
LARGE = 20_000
"""From so many characters on numpy is worth importing."""
STEM = 6
"""So many letters of a Latin word are looked at: "measure", "measured" and "measurements" are one."""

_BASE = 0x9E3779B1
_MIX = {1: 0x85EBCA6B, 2: 0xC2B2AE35}
_MASK = 0xFFFFFFFF
_WORD = 0x5BD1E995
"""Keeps the hash of a one-letter word apart from the letter's own code."""
_ASTRAL = 0xFFFD
_LAST = 0xFFFF
"""The last place of the basic plane."""
_PLAIN = 0x7F
"""The last plain character."""
_SINGLE, _LETTER, _DIGIT, _MARK = 1, 2, 3, 4
"""What a character is: a token of its own, Latin, a digit, punctuation; 0 is nothing."""
_FIGURE = ord("0")
_TOKEN = re.compile(
    r"(?P<word>[A-Za-z]+)|(?P<figure>[0-9]+(?:[.,][0-9]+)*)|[^\W_A-Za-z0-9]|(?<=[^\x00-\x7f])[^\w\s]|[\uffff\U00010000-\U0010ffff]"
)


class Hashed(Struct, frozen=True):
    """`starts[i]` is the offset of token i, `ends[i]` where it stops; `rows[n]` the buckets of n-grams of LENGTHS[n] tokens."""

    starts: list[int]
    ends: list[int]
    rows: list[list[int]]


class HashedAtOnce(Struct, frozen=True):
    """`before[i]`: how many tokens begin before offset i of the text; `rows` as in `Hashed`."""

    before: NDArray[np.int32]
    rows: list[NDArray[np.uint32]]


def hashed(text: str, bits: int) -> Hashed:
    """The tokens of folded `text` and the buckets of their n-grams."""
    codes, starts, ends = [], [], []
    for found in _TOKEN.finditer(text):
        kind, token = found.lastgroup, found.group()
        codes.append(_word(token[:STEM]) if kind == "word" else _FIGURE if kind else min(ord(token), _LAST))
        starts.append(found.start())
        ends.append(found.end())
    codes = [_ASTRAL if code == _LAST else code for code in codes]
    rolled, rows, shift = codes, [], 32 - bits
    for length in LENGTHS:
        if length > 1:
            rolled = [(one * _BASE + code) & _MASK for one, code in zip(rolled, codes[length - 1 :], strict=False)]
        mix = _MIX[length]
        rows.append([((one * mix) & _MASK) >> shift for one in rolled])
    return Hashed(starts, ends, rows)


def buckets(text: str, bits: int) -> list[set[int]]:
    """The different buckets of a whole passage, a set a length."""
    return [set(row) for row in hashed(text, bits).rows]


@cache
def _word(stem: str) -> int:
    total, power = 0, 1
    for letter in stem.lower():
        total, power = total + ord(letter) * power, power * _BASE
    return (total ^ _WORD) & _MASK


@cache
def _kinds() -> NDArray[np.uint8]:
    """What each character of the basic plane is: a token of its own, Latin, a digit, punctuation; 0 for nothing."""
    import numpy as np

    kinds = np.zeros(1 << 16, dtype=np.uint8)
    for code in range(1 << 16):
        letter = chr(code)
        if letter.isalnum():
            kinds[code] = _SINGLE
        elif letter != "_" and not letter.isspace():
            kinds[code] = _MARK
    kinds[[*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1)]] = _LETTER
    kinds[ord("0") : ord("9") + 1] = _DIGIT
    kinds[-1] = _SINGLE
    return kinds


def hashed_at_once(text: str, bits: int) -> HashedAtOnce:
    """`hashed` with numpy."""
    import numpy as np

    codes = np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4"), 0xFFFF)
    kinds = _kinds()[codes]
    # A full stop or a comma between two digits belongs to the figure.
    if len(codes) > 2:  # noqa: PLR2004 - room for one between two
        digit = kinds == _DIGIT
        inner = digit[:-2] & digit[2:] & ((codes[1:-1] == ord(".")) | (codes[1:-1] == ord(",")))
        kinds[1:-1][inner] = _DIGIT
    behind = np.zeros(len(codes), dtype=bool)
    behind[1:] = codes[:-1] > _PLAIN
    same = np.zeros(len(codes), dtype=bool)
    same[1:] = kinds[1:] == kinds[:-1]
    run = (kinds == _LETTER) | (kinds == _DIGIT)
    first = (kinds == _SINGLE) | ((kinds == _MARK) & behind) | (run & ~same)
    before = np.zeros(len(codes) + 1, dtype=np.int32)
    np.cumsum(first, dtype=np.int32, out=before[1:])
    starts = np.flatnonzero(first)
    tokens, kind = codes[starts], kinds[starts]
    tokens[tokens == _LAST] = _ASTRAL
    tokens[kind == _DIGIT] = _FIGURE
    at = np.flatnonzero(kind == _LETTER)
    if len(at):
        tokens[at] = _words(codes, kinds, starts[at])
    rolled, rows = tokens, []
    for length in LENGTHS:
        if length > 1:
            rolled = rolled[:-1] * np.uint32(_BASE) + tokens[length - 1 :]
        rows.append((rolled * np.uint32(_MIX[length])) >> np.uint32(32 - bits))
    return HashedAtOnce(before, rows)


def _words(codes: NDArray[np.uint32], kinds: NDArray[np.uint8], starts: NDArray[np.int64]) -> NDArray[np.uint32]:
    import numpy as np

    totals = np.zeros(len(starts), dtype=np.uint32)
    going = np.ones(len(starts), dtype=bool)
    power = 1
    for step in range(STEM):
        at = np.minimum(starts + step, len(codes) - 1)
        going &= (kinds[at] == _LETTER) & (starts + step < len(codes))
        totals += np.where(going, (codes[at] | 0x20) * np.uint32(power & _MASK), 0).astype(np.uint32)
        power *= _BASE
    return totals ^ np.uint32(_WORD)


def tokens_of(one: Hashed, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of the text as stretches of its tokens: those that begin inside."""
    return [(bisect_left(one.starts, start), bisect_left(one.starts, end)) for start, end in spans]
