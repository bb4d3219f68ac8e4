"""What the words of an English passage mean: a small table of word vectors, and a head over their mean.

In: a folder of weights with `senses.txt` (words, in order), `senses.i8` (a row a word: SIZE signed bytes, one for its rarity),
`near.i8` (passages learned from, SIZE signed bytes each) and `near.f32` (what each says). Out: the head's figure for a passage.
A word no authored text ever had stands in the table near those it means the same as; n-grams know nothing of it. What the table
is made of: `senses.toml`, `scripts/make_senses.py`. It is read when the first English passage comes within reach of the
line, in plain Python and, for many passages, in numpy: both sum whole numbers and round to three places.
"""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Sequence
from functools import cache
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from outscan.nouns import Struct

if TYPE_CHECKING:
    from outscan.assess.weights import Weights

TABLE, WORDS, ORIGIN = "senses.i8", "senses.txt", "senses.toml"
VECTORS, SHARES = "near.i8", "near.f32"
SIZE = 32
"""Figures of a word."""
ROW = SIZE + 1
MANY = 24
"""From so many passages on numpy is worth importing."""
_WORD = re.compile(r"[A-Za-z]+|[0-9]+(?:[.,][0-9]+)*")


class Senses(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a manifest says of the head.

    With x the mean of a passage's words times `ratio`, the head is `bias + Σ share · exp(-gamma · |x - vector|²)`, held within
    `cap` either way. An English passage stands `weight` times that higher; one that could not reach the line so is not heard.
    """

    ratio: float
    gamma: float
    bias: float
    cap: float
    weight: float
    words: int
    vectors: int

    @property
    def reach(self) -> float:
        """By so much a passage may come to stand higher."""
        return self.weight * self.cap


class Read(Struct, frozen=True):
    """The files of a folder, read: places of words, rows of the table, and each vector with its square and its share."""

    places: dict[str, int]
    table: memoryview[int]
    vectors: list[tuple[int, ...]]
    squares: list[int]
    shares: list[float]


def words(text: str) -> set[str]:
    """The different words of `text` in small letters; all figures are one."""
    return {word.lower() if word[0].isalpha() else "0" for word in _WORD.findall(text)}


@cache
def read(folder: Path) -> Read:
    """The files of a folder that `weights` has checked."""
    held = memoryview((folder / VECTORS).read_bytes()).cast("b")
    vectors = [tuple(held[at : at + SIZE]) for at in range(0, len(held), SIZE)]
    shares = array("f", (folder / SHARES).read_bytes())
    return Read(
        places_of(folder), table_of(folder), vectors, [sum(map(mul, one, one)) for one in vectors], [float(one) for one in shares]
    )


def table_of(folder: Path) -> memoryview[int]:
    """The rows of a folder's table as signed bytes."""
    return memoryview((folder / TABLE).read_bytes()).cast("b")


def places_of(folder: Path) -> dict[str, int]:
    """Where each word of a folder's table stands."""
    return {word: at for at, word in enumerate((folder / WORDS).read_text("utf-8").split())}


def mean(places: dict[str, int], table: memoryview[int], text: str) -> list[float] | None:
    """The mean of the words of `text`, in steps of the table; None where it has none of them. The sums are whole numbers."""
    total, size = [0] * SIZE, 0
    for word in words(text):
        at = places.get(word)
        if at is not None:
            row = table[at * ROW : at * ROW + SIZE]
            rarity = table[at * ROW + SIZE] & 0xFF
            total = [so_far + rarity * one for so_far, one in zip(total, row, strict=True)]
            size += rarity * rarity
    norm = math.sqrt(size)
    return [one / norm for one in total] if size else None


def heads(weights: Weights, texts: Sequence[str]) -> list[float]:
    """What the head says of each passage, within the cap; nothing of one without a word of the table."""
    head = weights.manifest.senses
    if head is None or not texts:
        return [0.0] * len(texts)
    held = read(weights.folder)
    means = [mean(held.places, held.table, text) for text in texts]
    found = _at_once(held, head, means) if len(texts) >= MANY else [_head(held, head, one) for one in means]
    return [0.0 if one is None else max(min(round(one, 3), head.cap), -head.cap) for one in found]


def _head(held: Read, head: Senses, mean: list[float] | None) -> float | None:
    if mean is None:
        return None
    x = [one * head.ratio for one in mean]
    own, gamma, total = sum(map(mul, x, x)), -head.gamma, head.bias
    for vector, square, share in zip(held.vectors, held.squares, held.shares, strict=True):
        total += share * math.exp(gamma * (own + square - 2 * sum(map(mul, x, vector))))
    return total


def _at_once(held: Read, head: Senses, means: Sequence[list[float] | None]) -> list[float | None]:
    import numpy as np

    x = np.array([[0.0] * SIZE if one is None else one for one in means]) * head.ratio
    vectors = np.array(held.vectors, dtype=np.float64)
    far = (x * x).sum(axis=1)[:, None] + np.array(held.squares, dtype=np.float64)[None, :] - 2 * (x @ vectors.T)
    found = np.exp(-head.gamma * far) @ np.array(held.shares) + head.bias
    return [None if one is None else float(here) for one, here in zip(means, found, strict=True)]
