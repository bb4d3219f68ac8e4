"""Texts as rows to learn from: the hashed n-grams of each paragraph group, and what is known of it.

In: `Sample`s. Out: `Learned`, a sparse matrix with a row a group, its label, fold, source, sample and structure features.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from outscan.assess import hashing
from outscan.assess.margins import SHIFT, distinct, windows_at_once
from outscan.assess.structure import latin, structure
from outscan_training.corpus import NONE, Sample

BITS = 18
KEPT = 0.35
"""Share of an innocent document's paragraph groups that is learned from; of English ones all, there are few."""
INSIDE = 0.6
"""A group counts as being about a domain from this share of its characters on."""

Floats = NDArray[np.float64]


@dataclass(slots=True)
class Rows:
    """Sparse rows being collected: how many of a stretch's different n-grams fall into each bucket (nearly always one)."""

    bits: int
    index: list[NDArray[np.int32]] = field(default_factory=list)
    counts: list[NDArray[np.float32]] = field(default_factory=list)
    ends: list[int] = field(default_factory=lambda: [0])

    def add(self, found: Sequence[NDArray[np.uint32]], bounds: NDArray[np.int32]) -> None:
        """A row for each of the token `bounds`."""
        pairs = [distinct(row, bounds, length) for length, row in zip(hashing.LENGTHS, found, strict=True)]
        keys, count = np.unique(np.concatenate([which << SHIFT | bucket for which, bucket in pairs]), return_counts=True)
        self.index.append((keys & ((1 << SHIFT) - 1)).astype(np.int32))
        self.counts.append(count.astype(np.float32))
        each = np.bincount(keys >> SHIFT, minlength=len(bounds))
        self.ends.extend((self.ends[-1] + np.cumsum(each)).tolist())

    def matrix(self) -> Any:  # noqa: ANN401 - scipy is untyped
        """All rows, in the order they came."""
        empty = not self.index
        return sparse.csr_matrix(
            (
                np.zeros(0, np.float32) if empty else np.concatenate(self.counts),
                np.zeros(0, np.int32) if empty else np.concatenate(self.index),
                np.array(self.ends, dtype=np.int64),
            ),
            shape=(len(self.ends) - 1, 1 << self.bits),
        )


@dataclass(slots=True, frozen=True)
class Prepared:
    """The stretches of a text as offsets and as tokens, and its buckets by length."""

    spans: NDArray[np.int64]
    bounds: NDArray[np.int32]
    rows: list[NDArray[np.uint32]]


@lru_cache(maxsize=2048)
def prepared(text: str) -> Prepared:
    """The paragraph groups of folded `text` that hold a token, and its buckets."""
    spans, one = windows_at_once(text), hashing.hashed_at_once(text, BITS)
    bounds = one.before[spans]
    some = bounds[:, 1] > bounds[:, 0]
    return Prepared(spans[some], bounds[some], one.rows)


@dataclass(slots=True)
class Learned:
    """The learning rows with what is known of each."""

    matrix: Any
    positive: NDArray[np.int64]
    fold: NDArray[np.int64]
    source: NDArray[np.int64]
    sample: NDArray[np.int64]
    figures: Floats


def learned_from(samples: Sequence[Sample], dice: Random) -> Learned:
    """The groups of `samples` that are learned from; `dice` chooses among those of innocent documents."""
    rows = Rows(BITS)
    positive, folds, sources, owner, figures = [], [], [], [], []
    numbers: dict[str, int] = {}
    for number, one in enumerate(samples):
        ready, chosen = prepared(one.text), []
        wanted = one.domain != NONE
        for at, (start, end) in enumerate(ready.spans.tolist()):
            # A long group around a short passage is about it too, as it will be when a scan meets it.
            share = (min(end, one.high) - max(start, one.low)) / min(end - start, one.high - one.low)
            if wanted and share < INSIDE:
                continue
            passage = one.text[start:end]
            if one.kind == "innocent" and dice.random() > KEPT and not latin(passage):
                continue
            chosen.append(at)
            figures.append(structure(passage))
        if chosen:
            rows.add(ready.rows, ready.bounds[chosen])
        positive += [int(wanted)] * len(chosen)
        folds += [one.fold] * len(chosen)
        sources += [numbers.setdefault(one.source, len(numbers))] * len(chosen)
        owner += [number] * len(chosen)
    arrays = (np.array(one) for one in (positive, folds, sources, owner, figures))
    return Learned(rows.matrix(), *arrays)
