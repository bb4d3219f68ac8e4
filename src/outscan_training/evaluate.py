"""How well a model does on what it has not seen: figures, curves and two baselines.

In: log-odds of positives and innocents no weight has seen. Out: `Figures` (recall, false positives, areas, calibration), a
picture, and a table in Markdown. An interval stands with every share (Wilson, 95 %), because one of fourteen is seven points.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score, roc_curve

from outscan.assess.margins import margins
from outscan.assess.model import likelihood, log_odds
from outscan.assess.weights import Weights
from outscan_training.corpus import NONE, Sample

Floats = NDArray[np.float64]
NOWHERE = -30.0
"""The log-odds of a text that holds no passage."""
LOOKED_AT = 12


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `count`, with its interval."""

    hits: int
    count: int

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval."""
        if not self.count:
            return 0.0, 1.0
        z, share = 1.96, self.hits / self.count
        below = 1 + z * z / self.count
        centre = (share + z * z / 2 / self.count) / below
        half = z * math.sqrt(share * (1 - share) / self.count + z * z / 4 / self.count**2) / below
        return max(centre - half, 0.0), min(centre + half, 1.0)

    def __str__(self) -> str:
        low, high = self.interval
        share = self.hits / self.count if self.count else 0.0
        return f"{self.hits}/{self.count} = {share:.1%} [{low:.1%}, {high:.1%}]"


@dataclass(frozen=True, slots=True)
class Figures:
    """What a scorer does on one set of positives and innocents."""

    roc: float
    precision: float
    recall_at_1: Share
    at: float
    """The score from which on at most one innocent in a hundred is raised."""


def figures(positive: Floats, innocent: Floats) -> Figures:
    """Areas under the two curves, and the recall where at most 1 % of `innocent` are raised."""
    labels = np.concatenate([np.ones(len(positive)), np.zeros(len(innocent))])
    scores = np.concatenate([positive, innocent])
    at = float(np.sort(innocent)[::-1][int(len(innocent) * 0.01)])
    return Figures(
        float(roc_auc_score(labels, scores)),
        float(average_precision_score(labels, scores)),
        Share(int((positive > at).sum()), len(positive)),
        at,
    )


def document_log_odds(weights: Weights, text: str) -> float:
    """The log-odds of the gravest passage of a folded text, whatever the cuts would leave out: curves need the quiet ones too."""
    gravest = nlargest(LOOKED_AT, margins(weights, text, all_of_them=True), key=lambda one: one[1])
    return max((log_odds(weights, text[a:b], margin) for (a, b), margin in gravest), default=NOWHERE)


def raised(all_log_odds: Sequence[float], threshold: float) -> Share:
    """How many are raised."""
    return Share(sum(one >= threshold for one in all_log_odds), len(all_log_odds))


def keyword_counts(texts: Sequence[str], terms: Sequence[str]) -> Floats:
    """The first baseline: how many different terms of the lexicons a text holds."""
    return np.array([float(sum(term in text for term in terms)) for text in texts])


def plain_tfidf(train: Sequence[Sample], texts: Sequence[str]) -> Floats:
    """The second baseline: TF-IDF of characters and their pairs and triples over whole documents, and a linear model."""
    seen = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=3, max_features=100_000, sublinear_tf=True)
    rows = seen.fit_transform([one.text for one in train])
    labels = np.array([int(one.domain != NONE) for one in train])
    learner = LogisticRegression(C=10.0, max_iter=200, class_weight="balanced").fit(rows, labels)
    found: Floats = learner.decision_function(seen.transform(texts))
    return found


def calibration(weights: Weights, positive: Floats, innocent: Floats, bins: int = 5) -> list[tuple[float, float, int]]:
    """(mean score, share of positives, texts) in each of `bins` equal steps of the score; both kinds weigh alike."""
    score = np.array([likelihood(weights, one) for one in (*positive, *innocent)])
    label = np.concatenate([np.ones(len(positive)), np.zeros(len(innocent))])
    weight = np.where(label == 1, 1 / max(len(positive), 1), 1 / max(len(innocent), 1))
    out = []
    for at in range(bins):
        inside = (score >= at / bins) & ((score < (at + 1) / bins) | (at == bins - 1))
        if inside.any():
            total = weight[inside]
            out.append(
                (
                    float((score[inside] * total).sum() / total.sum()),
                    float((label[inside] * total).sum() / total.sum()),
                    int(inside.sum()),
                )
            )
    return out


def per_domain(samples: Sequence[Sample], held_out: Mapping[str, float], threshold: float) -> dict[str, Share]:
    """Recall of held-out positives by domain."""
    out: dict[str, list[float]] = {}
    for one in samples:
        if one.domain != NONE:
            out.setdefault(one.domain, []).append(held_out.get(one.name, NOWHERE))
    return {domain: raised(found, threshold) for domain, found in sorted(out.items())}


def picture(curves: Mapping[str, tuple[Floats, Floats]], steps: Sequence[tuple[float, float, int]]) -> bytes:
    """ROC, precision-recall and calibration as one small PNG; `curves` maps a scorer's name to (positives, innocents)."""
    import matplotlib as mpl  # noqa: PLC0415 - only where a picture is drawn

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415 - after the backend is chosen

    drawn, (roc, precision, calibrated) = plt.subplots(1, 3, figsize=(12, 3.8), dpi=72)
    for name, (positive, innocent) in curves.items():
        labels = np.concatenate([np.ones(len(positive)), np.zeros(len(innocent))])
        scores = np.concatenate([positive, innocent])
        false, true, _ = roc_curve(labels, scores)
        roc.plot(np.maximum(false, 5e-4), true, label=name)
        exact, recall, _ = precision_recall_curve(labels, scores)
        precision.plot(recall, exact, label=name)
    roc.set(xscale="log", xlabel="innocent documents raised", ylabel="recall", title="ROC (log scale)")
    roc.axvline(0.01, color="grey", linewidth=0.8)
    roc.legend(fontsize=8)
    precision.set(xlabel="recall", ylabel="precision", title="precision and recall")
    calibrated.plot([0, 1], [0, 1], color="grey", linewidth=0.8)
    calibrated.plot([x for x, _, _ in steps], [y for _, y, _ in steps], marker="o")
    calibrated.set(xlabel="score", ylabel="share of positives", title="calibration, held out")
    drawn.tight_layout()
    out = io.BytesIO()
    drawn.savefig(out, format="png", metadata={"Software": None})
    plt.close(drawn)
    return out.getvalue()
