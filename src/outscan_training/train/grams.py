"""The first step: a weight for each bucket, binary TF-IDF of length one within a passage and a linear model.

In: `Learned` rows. Out: `Grams`. Only buckets that innocents alone have, or that positives of two templates and more share,
may weigh anything, so that the wording of one template cannot carry a verdict; English words that every letter has weigh nothing
by themselves, so that an author's manner cannot either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import SGDClassifier

from outscan.assess import hashing
from outscan.assess.margins import SHIFT, different, totals
from outscan_training.corpus import NONE, Sample
from outscan_training.train.rows import BITS, Floats, Learned, Prepared, Rows, prepared

ALPHA = 3e-6
WEIGHT = 0.3
"""What all positive rows weigh together, against all innocent ones."""
MINED, TOP, REPEAT = -2.5, 12, 3
"""Of each innocent document, public or authored, the TOP groups above MINED are learned from REPEAT times more."""
LOST = 0.002
"""Share of the positive groups worth raising that a glance may miss, and the cut after it."""

COMMON = (
    "the a an and or of to in on at for by with from is are was were be been it its this that these those they them their "
    "there he she his her him we us our you your i my me will would shall should may might can could has have had do does "
    "did no so as if then than when which who what where how all any some one two three four five six seven eight nine ten "
    "also into out up down over about after before"
)
"""English words that weigh nothing alone: who writes "the two spare sensors you will have" has said nothing yet."""


@dataclass(slots=True)
class Grams:
    """The first step: a weight (the coefficient times the inverse document frequency) and a rarity for each bucket."""

    weights: NDArray[np.float32]
    rarity: NDArray[np.float32]
    intercept: float

    def margins(self, one: Prepared) -> Floats:
        """Margins of the stretches of a text."""
        return self._joined(different(one.rows, one.bounds, (self.weights, self.rarity)))

    def glances(self, one: Prepared) -> Floats:
        """What a glance takes those margins for."""
        return self._joined(totals(one.rows, one.bounds, (self.weights, self.rarity)))

    def _joined(self, summed: Sequence[Floats]) -> Floats:
        heavy, rare = summed
        margin: Floats = heavy / np.sqrt(np.maximum(rare, 1e-9)) + self.intercept
        return margin


def _rarity(counts: Any) -> NDArray[np.float32]:  # noqa: ANN401 - scipy is untyped
    """The square of each bucket's inverse document frequency (scikit-learn's smooth one) over the rows."""
    met = np.bincount(counts.indices, minlength=counts.shape[1])
    idf: NDArray[np.float64] = np.log((1 + counts.shape[0]) / (1 + met)) + 1
    return (idf * idf).astype(np.float32)


def _weighted(counts: Any, rarity: NDArray[np.float32]) -> Any:  # noqa: ANN401 - scipy is untyped
    """`counts` times the inverse document frequency, every row of length one: what `Grams.margins` sums up."""
    rare = rarity.astype(np.float64)
    norm = np.sqrt(np.maximum(counts @ rare, 1e-9))
    return (sparse.diags(1 / norm) @ counts @ sparse.diags(np.sqrt(rare))).tocsr()


def _mask(learned: Learned, chosen: NDArray[np.bool_]) -> NDArray[np.float32]:
    """1 for buckets that may weigh: those that positives of no template, or of two and more, have, but not COMMON words."""
    at = np.flatnonzero(chosen & (learned.positive == 1))
    rows = learned.matrix[at]
    pairs = np.unique(np.repeat(learned.source[at], np.diff(rows.indptr)) << SHIFT | rows.indices)
    met = np.bincount(pairs & ((1 << SHIFT) - 1), minlength=1 << BITS)
    mask: NDArray[np.float32] = (met != 1).astype(np.float32)
    mask[[hashing.hashed(word, BITS).rows[0][0] for word in COMMON.split()]] = 0
    return mask


def fit(learned: Learned, chosen: NDArray[np.bool_], mined_from: Sequence[Sample]) -> Grams:
    """The first step learned on the `chosen` rows, twice: the second time with the innocent groups that came closest."""
    mask = _mask(learned, chosen)
    rarity = _rarity(learned.matrix[chosen])
    masked = sparse.diags(mask)
    rows, labels = (_weighted(learned.matrix[chosen], rarity) @ masked).tocsr(), learned.positive[chosen]
    grams = _sgd(rows, labels, mask, rarity)
    hard = Rows(BITS)
    for one in mined_from:
        ready = prepared(one.text)
        margin = grams.margins(ready)
        top = np.argsort(-margin, kind="stable")[:TOP]
        if len(near := top[margin[top] > MINED]):
            hard.add(ready.rows, ready.bounds[near])
    if len(hard.ends) == 1:
        return grams
    more = (_weighted(hard.matrix(), rarity) @ masked).tocsr()
    rows = sparse.vstack([rows, *[more] * REPEAT]).tocsr()
    return _sgd(rows, np.concatenate([labels, np.zeros(more.shape[0] * REPEAT, dtype=int)]), mask, rarity)


def _sgd(
    rows: Any,  # noqa: ANN401 - scipy is untyped
    labels: NDArray[np.int64],
    mask: NDArray[np.float32],
    rarity: NDArray[np.float32],
) -> Grams:
    share = max(float((labels == 0).sum()) / max(int(labels.sum()), 1) * WEIGHT, 1.0)
    learner = SGDClassifier(
        loss="log_loss", alpha=ALPHA, max_iter=7, tol=None, random_state=1, average=True, class_weight={0: 1.0, 1: share}
    )
    learner.fit(rows, labels)
    return Grams((learner.coef_[0] * mask * np.sqrt(rarity)).astype(np.float32), rarity, float(learner.intercept_[0]))


def short_sight(samples: Sequence[Sample], grams: Grams, cut: float) -> float:
    """How far below its margin a glance sees nearly every positive group that reaches `cut`."""
    less = [np.zeros(1)]
    for one in samples:
        if one.domain != NONE:
            ready = prepared(one.text)
            margin = grams.margins(ready)
            less.append((grams.glances(ready) - margin)[margin >= cut])
    return min(float(np.quantile(np.concatenate(less), LOST)), 0.0)
