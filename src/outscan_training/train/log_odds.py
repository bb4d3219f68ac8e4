"""The second step: margin and structure features joined, and where the line is drawn.

In: held-out margins. Out: how each sample stands before models that saw neither it, nor a sibling, nor anything in its
voice; the threshold where TARGET of held-out innocent documents are raised; the calibration.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from outscan.assess.structure import latin, structure
from outscan_training.authored import FOLDS
from outscan_training.corpus import NONE, Sample
from outscan_training.train.grams import TOP, Grams
from outscan_training.train.rows import Floats, Learned, prepared

TARGET = 0.0003
"""Share of held-out innocent documents that may be raised: of texts no weight has seen more are (decision 66)."""
DOCUMENTS = 1000
"""So many innocent documents are enough to draw the line by."""
OF_ENGLISH = 0.5
"""The part of TARGET that English passages may use up."""
OF_TWINS = 0.04
"""Share of the English innocent twins of unheard authors that may be raised: there is little English in public Chinese texts."""
TWINS_ALONE = 0.01
"""Share that may be raised where there are hardly any innocent documents but twins."""
ENOUGH = 50
"""So many innocent documents with English passages are enough to measure their handicap."""
DOUBT = 1.5
"""The handicap where there are fewer; measured, it is no less than its negative."""
LATIN = 0.5
NOWHERE = -30.0
FLOOR = -8.0
"""Standings below say no more to the calibration than this one does."""


def join(margin: Floats, figures: Floats) -> Floats:
    """The second step's columns: the margin of a Chinese passage, of an English one, the structure features."""
    english = figures[:, -1] > LATIN
    return np.column_stack([np.where(english, 0, margin), np.where(english, margin, 0), figures])


@dataclass(slots=True)
class Seen:
    """The gravest paragraph groups of one sample as a model that did not know it saw them."""

    margin: Floats
    figures: Floats
    spans: list[tuple[int, int]]
    """Where they stand in the sample's text."""


def seen_of(one: Sample, grams: Grams) -> Seen | None:
    """What `grams` point at in `one`; None where there is nothing to look at."""
    ready = prepared(one.text)
    if not len(ready.spans):
        return None
    margin = grams.margins(ready)
    top = np.argsort(-margin, kind="stable")[:TOP]
    spans = [(int(start), int(end)) for start, end in ready.spans[top]]
    return Seen(margin[top], np.array([structure(one.text[start:end]) for start, end in spans]), spans)


@dataclass(slots=True)
class Stood:
    """How the gravest groups of one sample stand before a model that did not know it, the handicap of English not taken off."""

    log_odds: Floats
    english: NDArray[np.bool_]
    spans: list[tuple[int, int]]

    @property
    def tongues(self) -> tuple[float, float]:
        """The gravest Chinese and the gravest English group; NOWHERE without one."""
        return (
            float(self.log_odds[~self.english].max(initial=NOWHERE)),
            float(self.log_odds[self.english].max(initial=NOWHERE)),
        )


def second_rows(
    learned: Learned, margin: Floats, samples: Sequence[Sample], seen: Mapping[str, Seen]
) -> tuple[Floats, NDArray[np.int64], NDArray[np.int64]]:
    """The second step's rows: the learning rows, and the gravest groups of the innocent documents once more."""
    hard = [(one, seen[one.name]) for one in samples if one.kind == "innocent" and one.name in seen]
    columns = [join(margin, learned.figures), *(join(s.margin, s.figures) for _, s in hard)]
    count = sum(len(s.margin) for _, s in hard)
    folds = [learned.fold, *(np.full(len(s.margin), one.fold) for one, s in hard)]
    return np.concatenate(columns), np.concatenate([learned.positive, np.zeros(count, dtype=int)]), np.concatenate(folds)


def held_out_by(
    columns: Floats, labels: NDArray[np.int64], folds: NDArray[np.int64], samples: Sequence[Sample], seen: Mapping[str, Seen]
) -> dict[str, Stood]:
    """How the gravest groups of each sample stand before a model of the other folds."""
    out = {}
    for fold in range(FOLDS):
        second = LogisticRegression(C=1.0, max_iter=1000).fit(columns[folds != fold], labels[folds != fold])
        for one in samples:
            if one.fold == fold and (found := seen.get(one.name)) is not None:
                stood = second.decision_function(join(found.margin, found.figures))
                out[one.name] = Stood(stood, found.figures[:, -1] > LATIN, found.spans)
    return out


def _upper(stood: Sequence[float], share: float) -> float:
    """What `share` of `stood` lie above, between the two nearest where it falls between: one text more or less is no step."""
    ordered = np.sort(np.array(stood))[::-1]
    at = min(max(len(stood) * share, 0.0), len(stood) - 1.0)
    return float(np.interp(at, np.arange(len(ordered)), ordered)) + 1e-9


def handicap_of(samples: Sequence[Sample], tongues: Mapping[str, tuple[float, float]]) -> float:
    """How much further English passages must stand, so that they raise no more than their part of innocent texts and twins."""
    innocent = [tongues[one.name] for one in samples if one.kind == "innocent" and one.name in tongues]
    if sum(english > NOWHERE for _, english in innocent) < ENOUGH:
        return DOUBT
    english = _upper([one for _, one in innocent], TARGET * OF_ENGLISH)
    twins = [tongues[one.name][1] for one in samples if _english_twin(one) and one.name in tongues]
    if len(twins) >= ENOUGH:
        english = max(english, _upper(twins, OF_TWINS))
    # What English passages use up of TARGET is left to them; the line both share is drawn where Chinese ones use up the rest.
    spent = sum(one >= english for _, one in innocent) / len(innocent)
    chinese = _upper([one for one, _ in innocent], TARGET - spent)
    return max(english - chinese, -DOUBT)


def _english_twin(one: Sample) -> bool:
    return one.kind == "authored" and one.domain == NONE and latin(one.text[one.low : one.high])


def calibrate(samples: Sequence[Sample], held_out: Mapping[str, float]) -> tuple[float, tuple[float, float]]:
    """The log-odds that raises, and Platt's two figures (positives and innocents weighing alike)."""
    innocent = np.array([held_out[one.name] for one in samples if one.kind == "innocent" and one.name in held_out])
    twins = np.array([held_out[o.name] for o in samples if o.kind == "authored" and o.domain == NONE and o.name in held_out])
    against = innocent if len(innocent) >= DOCUMENTS else np.concatenate([innocent, twins])
    threshold = _upper(list(against), TARGET if against is innocent else TWINS_ALONE)
    positive = np.array([held_out[one.name] for one in samples if one.domain != NONE and one.name in held_out])
    log_odds = np.concatenate([positive, innocent, twins])[:, None]
    labels = np.concatenate([np.ones(len(positive)), np.zeros(len(innocent) + len(twins))])
    platt = LogisticRegression(C=1e6, class_weight="balanced").fit(np.maximum(log_odds, FLOOR), labels)
    return threshold, (float(platt.coef_[0][0]), float(platt.intercept_[0]))
