"""What the words of English passages mean, learned: a head over the word table, and how much it counts.

In: samples, how their gravest groups stood before models that did not know them, the table of a folder. Out: `Ear`, and the same
log-odds with what the ears of the other folds heard. The head is a support vector machine with a radial kernel over the means of
English texts: a text is judged by the texts it is nearest to, which n-grams, one weight a word, cannot do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

from outscan.assess import senses
from outscan.assess.meaning import LEAST_LETTERS
from outscan.assess.senses import SIZE, Senses
from outscan.assess.structure import latin
from outscan.nouns import replace
from outscan_training.authored import FOLDS
from outscan_training.corpus import NONE, Sample
from outscan_training.train.log_odds import Stood

Floats = NDArray[np.float64]
SOFT, WIDE = 2.0, 1.0
"""The machine's C, and its gamma as a part of one over the variance."""
LONGEST = 600
"""Of a text so many characters are learned from, as one passage."""
OF_PUBLIC_GROUPS = 8
"""Of the English groups of public documents each eighth is learned from."""
OF_LOCAL = 4
"""Of an office's own documents so many of the gravest English groups are learned from."""
CAP = 1.5
"""The head speaks for or against by so much at most: what is further below the line is not looked at."""
ENOUGH = 60
"""So many secret and so many innocent English texts are the least to learn from."""
FULL = 127


@dataclass(slots=True)
class Ear:
    """A head over the table of `folder`."""

    folder: Path
    vectors: NDArray[np.int8]
    shares: NDArray[np.float32]
    ratio: float
    gamma: float
    bias: float
    weight: float = 0.0

    @property
    def told(self) -> Senses:
        """The part of the manifest."""
        count = len(senses.places_of(self.folder))
        return Senses(self.ratio, self.gamma, self.bias, CAP, self.weight, count, len(self.vectors))

    def __call__(self, means: Floats) -> Floats:
        """What it says of means of passages."""
        return np.clip(np.round(self.plain(means), 3), -CAP, CAP)

    def plain(self, means: Floats) -> Floats:
        """The same, neither rounded nor held."""
        x, vectors = means * self.ratio, self.vectors.astype(np.float64)
        far = (x * x).sum(axis=1)[:, None] + (vectors * vectors).sum(axis=1)[None, :] - 2 * (x @ vectors.T)
        found: Floats = np.exp(-self.gamma * far) @ self.shares.astype(np.float64) + self.bias
        return found


@dataclass(slots=True)
class Table:
    """The words of a folder, as training asks them."""

    folder: Path
    places: dict[str, int] = field(default_factory=dict)
    rows: memoryview = field(default_factory=lambda: memoryview(b""))

    def means(self, texts: Sequence[str]) -> Floats:
        """The mean of the words of each text; of one without known words, nothing."""
        return np.array([senses.mean(self.places, self.rows, one) or [0.0] * SIZE for one in texts]).reshape(-1, SIZE)


def table_of(folder: Path) -> Table | None:
    """The table of `folder`; None where it has none."""
    if not (folder / senses.TABLE).exists():
        return None
    return Table(folder, senses.places_of(folder), senses.table_of(folder))


def learn(samples: Sequence[Sample], stood: Mapping[str, Stood], folder: Path) -> tuple[Ear | None, dict[str, Stood]]:
    """The ear of all folds, and each log-odds with what the ear of the others heard; None and the same where texts are few."""
    table = table_of(folder)
    texts, labels, folds = _rows(samples, stood)
    many = min(int(labels.sum()), int((~labels).sum())) if len(labels) else 0
    if table is None or many < ENOUGH:
        return None, dict(stood)
    means = table.means(texts)
    asked = [(one, at) for one in samples if one.name in stood for at in _english(stood[one.name])]
    groups = table.means([one.text[slice(*stood[one.name].spans[at])] for one, at in asked])
    group_folds = np.array([one.fold for one, _ in asked])
    heard = np.zeros(len(asked))
    for fold in range(FOLDS):
        outside = folds != fold
        if min(int(labels[outside].sum()), int((~labels[outside]).sum())) and (group_folds == fold).any():
            heard[group_folds == fold] = fit(folder, means[outside], labels[outside])(groups[group_folds == fold])
    by = np.array([stood[one.name].log_odds[at] for one, at in asked])
    judged = np.array([one.kind != "innocent" for one, _ in asked])
    label = np.array([one.domain != NONE for one, _ in asked])
    both = LogisticRegression(C=10.0, class_weight="balanced").fit(np.column_stack([by, heard])[judged], label[judged])
    own, head = (float(one) for one in both.coef_[0])
    # N-grams that say nothing are no measure for what the head is worth.
    ear = replace(fit(folder, means, labels), weight=max(head / own, 0.0) if own > 0 else 0.0)
    out = {name: replace(one, log_odds=one.log_odds.copy()) for name, one in stood.items()}
    for (one, at), said in zip(asked, heard.tolist(), strict=True):
        out[one.name].log_odds[at] += ear.weight * said
    return ear, out


def within_reach(ear: Ear | None, plain: Mapping[str, Stood], heard: Mapping[str, Stood], line: float) -> dict[str, Stood]:
    """The log-odds `heard`, but `plain` ones where the ear could not lift a group to `line`: a scan does not ask it there."""
    if ear is None:
        return dict(heard)
    least = line - ear.weight * CAP
    return {
        name: replace(one, log_odds=np.where(plain[name].log_odds < least, plain[name].log_odds, one.log_odds))
        for name, one in heard.items()
    }


def _english(stood: Stood) -> list[int]:
    return [at for at, (start, end) in enumerate(stood.spans) if stood.english[at] and end - start >= LEAST_LETTERS]


def _rows(samples: Sequence[Sample], stood: Mapping[str, Stood]) -> tuple[list[str], NDArray[np.bool_], NDArray[np.int64]]:
    """English texts to learn from: authored documents once and whole, groups of an office's own and of public ones."""
    texts, labels, folds = [], [], []
    public = 0
    for one in samples:
        found = _english(stood[one.name]) if one.name in stood else []
        if one.kind == "authored":
            body = one.text[one.low : one.high]
            taken = [body[:LONGEST]] if one.name.endswith("-0") and latin(body) else []
        else:
            spans = [stood[one.name].spans[at] for at in found]
            if one.kind == "innocent":
                spans, public = spans[-public % OF_PUBLIC_GROUPS :: OF_PUBLIC_GROUPS], public + len(spans)
            taken = [one.text[start:end] for start, end in (spans if one.kind == "innocent" else spans[:OF_LOCAL])]
        texts += taken
        labels += [one.domain != NONE] * len(taken)
        folds += [one.fold] * len(taken)
    return texts, np.array(labels, dtype=bool), np.array(folds, dtype=np.int64)


def fit(folder: Path, means: Floats, label: NDArray[np.bool_]) -> Ear:
    """The machine over means, its vectors in signed bytes as they will be read."""
    step = float(np.abs(means).max()) / FULL
    vectors = np.round(means / step).astype(np.int8)
    exact = vectors.astype(np.float64)
    gamma = WIDE / (SIZE * float(exact.var()))
    machine = SVC(C=SOFT, gamma=gamma, class_weight="balanced", cache_size=500).fit(exact, label)
    shares = machine.dual_coef_[0].astype(np.float32)
    return Ear(folder, vectors[machine.support_], shares, 1 / step, gamma, float(machine.intercept_[0]))
