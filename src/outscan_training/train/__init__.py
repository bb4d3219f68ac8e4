"""From samples to weights: scikit-learn on the same hashed n-grams the scanner sees, judged fold by fold.

In: `Sample`s. Out: `Trained`: coefficients, thresholds, and how every sample stood before a model that had seen neither it,
nor a sibling, nor anything in its voice. Needs the `train` extra; nothing here is imported by a scan.
Two linear steps (`grams`, `log_odds`), and for English passages what their words mean (`senses`). The first is
learned twice: once from every group of a positive text, then from those that spoke up before models of the other folds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from outscan.config import shipped
from outscan.words import say as sentence
from outscan_training.authored import FOLDS
from outscan_training.corpus import NONE, Sample
from outscan_training.train.domains import DOMAIN_BITS, domains_of
from outscan_training.train.grams import LOST, Grams, fit, short_sight
from outscan_training.train.log_odds import (
    LATIN,
    Seen,
    Stood,
    calibrate,
    handicap_of,
    held_out_by,
    join,
    second_rows,
    seen_of,
)
from outscan_training.train.rows import BITS, Floats, Learned, learned_from
from outscan_training.train.senses import Ear, learn, within_reach

__all__ = ["BITS", "DOMAIN_BITS", "Heard", "Trained", "hear", "settle", "train"]

MANY, SPEAKING = 7, 0.5
"""Of a positive text with at least MANY groups this share is learned from."""


@dataclass(slots=True)
class Trained:
    """Everything a manifest and its arrays are made of, and the held-out log-odds it was judged by."""

    grams: Grams
    slope: tuple[float, float]
    bias: float
    handicap: float
    structure: list[float]
    calibration: tuple[float, float]
    threshold: float
    glance: tuple[float, float]
    cut: tuple[float, float]
    domain_weights: NDArray[np.float32]
    domain_intercepts: list[float]
    held_out: dict[str, float]
    """Standing of each sample by name, before the model of the other folds."""
    stood: dict[str, Stood]
    """The same for each of its gravest groups."""
    ear: Ear | None = None
    """What the words of English passages mean, where there were enough of them."""


@dataclass(slots=True)
class Heard:
    """What is learned before a line is drawn: rows with their held-out margins, the weights, and what was seen of each sample."""

    learned: Learned
    margin: Floats
    seen: dict[str, Seen]
    grams: Grams
    domain_weights: NDArray[np.float32]
    domain_intercepts: list[float]


def train(samples: Sequence[Sample], *, words: Path | None = None, say: Callable[[str], None] = lambda _: None) -> Trained:
    """Learn from `samples`; every figure used for a threshold comes from held-out folds. `words`: folder of the word table."""
    return settle(samples, hear(samples, say=say), words)


def hear(samples: Sequence[Sample], *, say: Callable[[str], None] = lambda _: None) -> Heard:
    """The n-grams' weights, fold by fold and then from everything."""
    learned = learned_from(samples, Random(7))  # noqa: S311 - a reproducible sample
    say(sentence("fault.passages", n=learned.matrix.shape[0], positive=int(learned.positive.sum())))
    innocent = [one for one in samples if one.domain == NONE]
    margin = np.zeros(len(learned.positive))
    seen: dict[str, Seen] = {}
    speaking = np.ones(len(learned.positive), dtype=bool)
    for last in (False, True):
        for fold in range(FOLDS):
            outside = learned.fold != fold
            grams = fit(learned, outside & speaking, [one for one in innocent if one.fold != fold])
            inside = learned.matrix[~outside]
            norm = np.sqrt(np.maximum(inside @ grams.rarity.astype(np.float64), 1e-9))
            margin[~outside] = inside @ grams.weights.astype(np.float64) / norm + grams.intercept
            if last:
                seen |= {one.name: found for one in samples if one.fold == fold and (found := seen_of(one, grams)) is not None}
            say(sentence("fault.fold", n=fold + 1, of=FOLDS))
        if not last:
            speaking = _speaking(learned, margin)
    weights, intercepts = domains_of(samples)
    return Heard(learned, margin, seen, fit(learned, speaking, innocent), weights, intercepts)


def settle(samples: Sequence[Sample], heard: Heard, words: Path | None = None) -> Trained:
    """The second step, the lines and what a glance may leave out; `words` is the folder of the word table."""
    learned, margin = heard.learned, heard.margin
    columns, labels, fold_at = second_rows(learned, margin, samples, heard.seen)
    second = LogisticRegression(C=1.0, max_iter=1000).fit(columns, labels)
    plain = held_out_by(columns, labels, fold_at, samples, heard.seen)
    ear, stood_by = learn(samples, plain, words or shipped("models") / "residual")
    tongues = {name: one.tongues for name, one in stood_by.items()}
    handicap = handicap_of(samples, tongues)
    held_out = {name: max(chinese, english - handicap) for name, (chinese, english) in tongues.items()}
    threshold, calibration = calibrate(samples, held_out)
    stood_by = within_reach(ear, plain, stood_by, threshold + handicap)
    stood = second.decision_function(join(margin, learned.figures)) - handicap * (learned.figures[:, -1] > LATIN)
    worth = margin[(learned.positive == 1) & (stood >= threshold)]
    cut = float(np.quantile(worth, LOST)) if len(worth) else float(margin.max())
    english = cut if ear is None else min(cut, _worthy(samples, heard.seen, stood_by, threshold + handicap, cut))
    slopes = second.coef_[0]
    return Trained(
        grams=heard.grams,
        slope=(float(slopes[0]), float(slopes[1])),
        bias=float(second.intercept_[0]),
        handicap=handicap,
        structure=[float(one) for one in slopes[2:]],
        calibration=calibration,
        threshold=threshold,
        glance=(cut + short_sight(samples, heard.grams, cut), english + short_sight(samples, heard.grams, english)),
        cut=(cut, english),
        domain_weights=heard.domain_weights,
        domain_intercepts=heard.domain_intercepts,
        held_out=held_out,
        stood=stood_by,
        ear=ear,
    )


def _worthy(samples: Sequence[Sample], seen: Mapping[str, Seen], stood: Mapping[str, Stood], line: float, cut: float) -> float:
    """The margin that nearly all English groups of positives have that stand at `line` and above."""
    worth = [
        seen[one.name].margin[stood[one.name].english & (stood[one.name].log_odds >= line)]
        for one in samples
        if one.domain != NONE and one.name in stood
    ]
    found = np.concatenate(worth) if worth else np.zeros(0)
    return float(np.quantile(found, LOST)) if len(found) else cut


def _speaking(learned: Learned, margin: Floats) -> NDArray[np.bool_]:
    """Which rows to learn from: of a long positive text the weightier half of its groups, for the rest is courtesy and filler."""
    kept = np.ones(len(margin), dtype=bool)
    at = np.flatnonzero(learned.positive == 1)
    order = at[np.lexsort((-margin[at], learned.sample[at]))]
    _, first, count = np.unique(learned.sample[order], return_index=True, return_counts=True)
    for start, many in zip(first.tolist(), count.tolist(), strict=True):
        if many >= MANY:
            kept[order[start + int(many * SPEAKING) : start + many]] = False
    return kept
