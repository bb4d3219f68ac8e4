"""From samples to weights: scikit-learn on the same hashed n-grams the scanner sees, judged fold by fold.

In: `Sample`s. Out: `Trained`: coefficients, thresholds, and how every sample stood before a model that had seen neither it
nor a sibling. Needs the `train` extra; nothing here is imported by a scan.

Two linear steps. First n-grams, binary TF-IDF of length one within a passage: only buckets that innocents alone have, or
that positives of two folds and more share, may weigh anything, so that the wording of one template cannot carry a verdict.
Then the margin and the structure features, learned on the margins of held-out folds. The threshold is set where `TARGET` of
held-out innocent documents are raised.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression, SGDClassifier

from outscan.assess import hashing
from outscan.assess.authored import DOMAINS, FOLDS
from outscan.assess.corpus import NONE, Sample
from outscan.assess.structure import structure
from outscan.assess.windows import scales

BITS, DOMAIN_BITS = 18, 15
TARGET = 0.006
"""Share of held-out innocent documents that may be raised: under one in a hundred, also when new ones are a little worse."""
WEIGHT = 0.5
"""What all positive rows weigh together, against all innocent ones."""
KEPT = 0.1
"""Share of an innocent document's paragraph groups that is learned from; of English ones all, there are few."""
INSIDE = 0.6
"""A group counts as being about a domain from this share of its characters on."""
ENGLISH = 0.5
TOP = 12
MINED = -2.5
REPEAT = 3

Floats = NDArray[np.float64]


@dataclass(slots=True)
class _Rows:
    """Sparse rows being collected: how many of a stretch's different n-grams fall into each bucket (nearly always one)."""

    bits: int
    index: list[NDArray[np.int32]] = field(default_factory=list)
    counts: list[NDArray[np.float32]] = field(default_factory=list)
    ends: list[int] = field(default_factory=lambda: [0])

    def add(self, found: Sequence[NDArray[np.uint32]], start: int, end: int) -> None:
        inside = [np.unique(row[start : end - length + 1]) for length, row in zip(hashing.LENGTHS, found, strict=True)]
        unique, count = np.unique(np.concatenate(inside), return_counts=True)
        self.index.append(unique.astype(np.int32))
        self.counts.append(count.astype(np.float32))
        self.ends.append(self.ends[-1] + len(unique))

    def matrix(self) -> Any:  # noqa: ANN401 - scipy is untyped
        empty = not self.index
        return sparse.csr_matrix(
            (
                np.zeros(0, np.float32) if empty else np.concatenate(self.counts),
                np.zeros(0, np.int32) if empty else np.concatenate(self.index),
                np.array(self.ends, dtype=np.int64),
            ),
            shape=(len(self.ends) - 1, 1 << self.bits),
        )


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


@dataclass(slots=True)
class Grams:
    """The first step: a weight (the coefficient times the inverse document frequency) and a rarity for each bucket."""

    weights: NDArray[np.float32]
    rarity: NDArray[np.float32]
    intercept: float

    def margins(self, one: _Prepared) -> Floats:
        """Margins of the stretches of a text, in the order of `one.spans`."""
        parts = [scale for scale in one.scales if scale]
        summed = hashing.sums_at_once(one.found, (self.weights, self.rarity), parts)
        return np.concatenate([weight / np.sqrt(rarity) + self.intercept for weight, rarity in summed])


@dataclass(slots=True, frozen=True)
class _Prepared:
    """The stretches of a text by scale, and its buckets by length."""

    scales: tuple[list[tuple[int, int]], list[tuple[int, int]]]
    found: list[NDArray[np.uint32]]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """All stretches, short ones first."""
        return [*self.scales[0], *self.scales[1]]


@dataclass(slots=True)
class Trained:
    """Everything a manifest and its arrays are made of, and the held-out standings it was judged by."""

    grams: Grams
    slope: tuple[float, float]
    bias: float
    structure: list[float]
    calibration: tuple[float, float]
    threshold: float
    cut: float
    domain_weights: NDArray[np.float32]
    domain_intercepts: list[float]
    held_out: dict[str, float]
    """Standing of each sample by name, before the model of the other folds."""


@lru_cache(maxsize=2048)
def prepared(text: str) -> _Prepared:
    """The paragraph groups of folded `text` as offsets, and its buckets."""
    return _Prepared(scales(text), hashing.buckets_at_once(hashing.codes_of(text), BITS))


def latin(text: str) -> bool:
    """Whether a passage is an English one."""
    return structure(text)[-1] > ENGLISH


@dataclass(slots=True)
class _Learned:
    """The learning rows with what is known of each."""

    matrix: Any
    positive: NDArray[np.int64]
    fold: NDArray[np.int64]
    sample: NDArray[np.int64]
    figures: Floats


def _rows(samples: Sequence[Sample], dice: Random) -> _Learned:
    rows = _Rows(BITS)
    positive, folds, owner, figures = [], [], [], []
    for number, one in enumerate(samples):
        ready = prepared(one.text)
        wanted = one.domain != NONE
        for start, end in ready.spans:
            # A long group around a short passage is about it too, as it will be when a scan meets it.
            share = (min(end, one.high) - max(start, one.low)) / min(end - start, one.high - one.low)
            if wanted and share < INSIDE:
                continue
            figure = structure(one.text[start:end])
            if one.kind == "innocent" and dice.random() > KEPT and figure[-1] <= ENGLISH:
                continue
            rows.add(ready.found, start, end)
            positive.append(int(wanted))
            folds.append(one.fold)
            owner.append(number)
            figures.append(figure)
    return _Learned(rows.matrix(), np.array(positive), np.array(folds), np.array(owner), np.array(figures))


def _mask(learned: _Learned, chosen: NDArray[np.bool_]) -> NDArray[np.float32]:
    """1 for buckets that may weigh: those positives of no fold, or of two folds and more have."""
    met = np.zeros(1 << BITS, dtype=int)
    for fold in range(FOLDS):
        at = np.flatnonzero(chosen & (learned.fold == fold) & (learned.positive == 1))
        if len(at):
            met += np.bincount(learned.matrix[at].indices, minlength=1 << BITS) > 0
    mask: NDArray[np.float32] = (met != 1).astype(np.float32)
    return mask


def _fit(learned: _Learned, chosen: NDArray[np.bool_], mined_from: Sequence[Sample], alpha: float) -> Grams:
    """The first step learned on the `chosen` rows, twice: the second time with the innocent groups that came closest."""
    mask = _mask(learned, chosen)
    rarity = _rarity(learned.matrix[chosen])
    masked = sparse.diags(mask)
    rows, labels = (_weighted(learned.matrix[chosen], rarity) @ masked).tocsr(), learned.positive[chosen]
    grams = _sgd(rows, labels, mask, rarity, alpha)
    hard = _Rows(BITS)
    for one in mined_from:
        ready = prepared(one.text)
        if ready.spans:
            margin, spans = grams.margins(ready), ready.spans
            for at in np.argsort(-margin, kind="stable")[:TOP]:
                if margin[at] > MINED:
                    hard.add(ready.found, *spans[at])
    if len(hard.ends) == 1:
        return grams
    more = (_weighted(hard.matrix(), rarity) @ masked).tocsr()
    rows = sparse.vstack([rows, *[more] * REPEAT]).tocsr()
    return _sgd(rows, np.concatenate([labels, np.zeros(more.shape[0] * REPEAT, dtype=int)]), mask, rarity, alpha)


def _sgd(
    rows: Any,  # noqa: ANN401 - scipy is untyped
    labels: NDArray[np.int64],
    mask: NDArray[np.float32],
    rarity: NDArray[np.float32],
    alpha: float,
) -> Grams:
    share = max(float((labels == 0).sum()) / max(int(labels.sum()), 1) * WEIGHT, 1.0)
    learner = SGDClassifier(
        loss="log_loss", alpha=alpha, max_iter=7, tol=None, random_state=1, average=True, class_weight={0: 1.0, 1: share}
    )
    learner.fit(rows, labels)
    return Grams((learner.coef_[0] * mask * np.sqrt(rarity)).astype(np.float32), rarity, float(learner.intercept_[0]))


def _join(margin: Floats, figures: Floats) -> Floats:
    """The second step's columns: the margin of a Chinese passage, of an English one, the structure features."""
    english = figures[:, -1] > ENGLISH
    return np.column_stack([np.where(english, 0, margin), np.where(english, margin, 0), figures])


@dataclass(slots=True)
class _Seen:
    """The gravest paragraph groups of one sample as a model that did not know it saw them."""

    margin: Floats
    figures: Floats


def _seen(one: Sample, grams: Grams) -> _Seen | None:
    ready = prepared(one.text)
    if not ready.spans:
        return None
    margin, spans = grams.margins(ready), ready.spans
    top = np.argsort(-margin, kind="stable")[:TOP]
    return _Seen(margin[top], np.array([structure(one.text[slice(*spans[at])]) for at in top]))


def train(samples: Sequence[Sample], *, alpha: float = 3e-6, say: Callable[[str], None] = lambda _: None) -> Trained:
    """Learn from `samples`; every figure used for a threshold comes from held-out folds."""
    learned = _rows(samples, Random(7))  # noqa: S311 - a reproducible sample
    say(f"{learned.matrix.shape[0]} 段，其中 {int(learned.positive.sum())} 段为正例")
    innocent = [one for one in samples if one.kind == "innocent"]
    margin = np.zeros(len(learned.positive))
    seen: dict[str, _Seen] = {}
    for fold in range(FOLDS):
        outside = learned.fold != fold
        grams = _fit(learned, outside, [one for one in innocent if one.fold != fold], alpha)
        inside = learned.matrix[~outside]
        norm = np.sqrt(np.maximum(inside @ grams.rarity.astype(np.float64), 1e-9))
        margin[~outside] = inside @ grams.weights.astype(np.float64) / norm + grams.intercept
        for one in samples:
            if one.fold == fold and (found := _seen(one, grams)) is not None:
                seen[one.name] = found
        say(f"第 {fold + 1}/{FOLDS} 折")
    columns, labels, fold_at = _second_rows(learned, margin, samples, seen)
    held_out = _held_out(columns, labels, fold_at, samples, seen)
    second = LogisticRegression(C=1.0, max_iter=1000).fit(columns, labels)
    threshold, calibration = _calibrate(samples, held_out)
    grams = _fit(learned, np.ones(len(learned.positive), dtype=bool), innocent, alpha)
    weights, intercepts = _domains(samples)
    slopes = second.coef_[0]
    return Trained(
        grams=grams,
        slope=(float(slopes[0]), float(slopes[1])),
        bias=float(second.intercept_[0]),
        structure=[float(one) for one in slopes[2:]],
        calibration=calibration,
        threshold=threshold,
        cut=float(np.quantile(margin[learned.positive == 1], 0.01)),
        domain_weights=weights,
        domain_intercepts=intercepts,
        held_out=held_out,
    )


def _second_rows(
    learned: _Learned, margin: Floats, samples: Sequence[Sample], seen: dict[str, _Seen]
) -> tuple[Floats, NDArray[np.int64], NDArray[np.int64]]:
    """The second step's rows: the learning rows, and the gravest groups of the innocent documents once more."""
    hard = [(one, seen[one.name]) for one in samples if one.kind == "innocent" and one.name in seen]
    columns = [_join(margin, learned.figures), *(_join(s.margin, s.figures) for _, s in hard)]
    count = sum(len(s.margin) for _, s in hard)
    folds = [learned.fold, *(np.full(len(s.margin), one.fold) for one, s in hard)]
    return np.concatenate(columns), np.concatenate([learned.positive, np.zeros(count, dtype=int)]), np.concatenate(folds)


def _held_out(
    columns: Floats, labels: NDArray[np.int64], folds: NDArray[np.int64], samples: Sequence[Sample], seen: dict[str, _Seen]
) -> dict[str, float]:
    out = {}
    for fold in range(FOLDS):
        second = LogisticRegression(C=1.0, max_iter=1000).fit(columns[folds != fold], labels[folds != fold])
        for one in samples:
            if one.fold == fold and (found := seen.get(one.name)) is not None:
                out[one.name] = float(second.decision_function(_join(found.margin, found.figures)).max())
    return out


def _calibrate(samples: Sequence[Sample], held_out: dict[str, float]) -> tuple[float, tuple[float, float]]:
    """The standing that raises, and Platt's two figures (positives and innocents weighing alike)."""
    innocent = np.array([held_out[one.name] for one in samples if one.kind == "innocent" and one.name in held_out])
    twins = np.array([held_out[o.name] for o in samples if o.kind == "authored" and o.domain == NONE and o.name in held_out])
    against = innocent if len(innocent) >= 1 / TARGET else np.concatenate([innocent, twins])
    threshold = float(np.sort(against)[::-1][int(len(against) * TARGET)]) + 1e-9
    positive = np.array([held_out[one.name] for one in samples if one.domain != NONE and one.name in held_out])
    standing = np.concatenate([positive, innocent, twins])[:, None]
    labels = np.concatenate([np.ones(len(positive)), np.zeros(len(innocent) + len(twins))])
    platt = LogisticRegression(C=1e6, class_weight="balanced").fit(standing, labels)
    return threshold, (float(platt.coef_[0][0]), float(platt.intercept_[0]))


def _domains(samples: Sequence[Sample]) -> tuple[NDArray[np.float32], list[float]]:
    """Weights that tell one domain from another, learned on whole passages, secret and innocent alike."""
    rows, labels, scale = _Rows(DOMAIN_BITS), [], []
    for one in samples:
        about = one.domain if one.domain != NONE else one.about
        if about in DOMAINS and one.high - one.low >= max(hashing.LENGTHS):
            text = one.text[one.low : one.high]
            rows.add(hashing.buckets_at_once(hashing.codes_of(text), DOMAIN_BITS), 0, len(text))
            labels.append(about)
            scale.append(1 / math.sqrt(len(text)))
    weights = np.zeros((1 << DOMAIN_BITS, len(DOMAINS)), dtype=np.float32)
    intercepts = [-99.0] * len(DOMAINS)
    if len(set(labels)) < 2:  # noqa: PLR2004 - one domain alone cannot be told from others
        for name in set(labels):
            intercepts[DOMAINS.index(name)] = 0.0
        return weights, intercepts
    learner = SGDClassifier(loss="log_loss", alpha=1e-5, max_iter=10, tol=None, random_state=1, average=True)
    learner.fit((sparse.diags(scale) @ rows.matrix()).tocsr(), labels)
    for at, name in enumerate(learner.classes_):
        weights[:, DOMAINS.index(name)] = learner.coef_[at if len(learner.classes_) > 2 else 0]  # noqa: PLR2004 - a pair has one row
        intercepts[DOMAINS.index(name)] = float(learner.intercept_[at if len(learner.classes_) > 2 else 0])  # noqa: PLR2004 - the same
    return weights, intercepts
