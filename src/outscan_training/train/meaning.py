"""The second stage learned: a head over encoded texts, and how it joins the n-grams.

In: samples, how their gravest groups stood before models that did not know them. Out: `Head`, and how every English sample
stands by it, fold by fold. The head learns from every language: the encoder puts a sentence and its translation near each
other, and what was learned from Chinese voices is worth more in English than all English ones together.
Needs the `train` and the `meaning` extra.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

from outscan.assess import meaning
from outscan.assess.meaning import Made
from outscan.assess.structure import latin
from outscan.assess.weights import GRAMS, read_manifest
from outscan.words import say as sentence
from outscan_training.authored import FOLDS
from outscan_training.corpus import NONE, Sample
from outscan_training.store import OPEN, write
from outscan_training.train.log_odds import NOWHERE, Stood

SOFT, WIDE = 2.0, 0.5
"""The machine's C, and its gamma as a part of one over the variance: half asks for a fifth fewer vectors and finds as much."""
ENGLISH_WEIGHS = 3.0
LONGEST = 600
"""Of a text so many characters are learned from, as one passage."""
CHINESE = 2900
"""So many Chinese texts are learned from, beside all English ones: the head stays below 1.7 megabytes."""
OF_PUBLIC_GROUPS = 8
"""Of the English groups of public documents each eighth is learned from."""
OF_TWINS, OF_PUBLIC = 0.04, 0.001
"""Share of the English innocent documents of unheard authors, and of the public documents, that the second stage may raise."""
FULL = 127


@dataclass(slots=True)
class Head:
    """A head, and where the line lies."""

    centre: NDArray[np.float32]
    vectors: NDArray[np.int8]
    shares: NDArray[np.float32]
    gamma: float
    step: float
    bias: float
    join: tuple[float, float, float] = (0.0, 1.0, 0.0)

    def made(self, beside: str, training: Mapping[str, Any], scores: Mapping[str, Any], sha256: Mapping[str, str]) -> Made:
        """The manifest; `beside` is the digest of the n-grams' weights."""
        return Made(
            version=meaning.VERSION,
            beside=beside,
            encoder=meaning.installed() or "",
            encoder_sha256=meaning.files_digest(),
            gamma=self.gamma,
            step=self.step,
            bias=self.bias,
            join=list(self.join),
            vectors=len(self.vectors),
            sha256=dict(sha256),
            training=dict(training),
            scores=dict(scores),
        )

    def __call__(self, heard: NDArray[np.float32]) -> NDArray[np.float64]:
        """What it says of encoded passages."""
        vectors = self.vectors.astype(np.float32) * np.float32(self.step)
        return np.array(meaning.heads(heard, self.centre, vectors, self.shares, self.made("", {}, {}, {})))


@dataclass(slots=True)
class Groups:
    """The gravest English groups of the documents that draw the line: whose each is, and how it stands by its n-grams."""

    texts: list[str]
    owner: NDArray[np.int64]
    by: NDArray[np.float64]


def learn(
    samples: Sequence[Sample], stood: Mapping[str, Stood], threshold: float, handicap: float, say: Callable[[str], None]
) -> tuple[Head, dict[str, float]]:
    """The head of all folds, and the joint log-odds of each English document before heads that had not heard its author."""
    chosen = learned_from(samples)
    asked = [one for one in samples if one.name in stood and stood[one.name].english.any() and _once(one)]
    groups = _groups(asked, stood, handicap)
    public = np.array([one.kind == "innocent" for one in asked])
    folds = np.array([one.fold for one in asked])[groups.owner]
    heard = meaning.encode([one.text[one.low : one.high][:LONGEST] for one in chosen])
    ears = meaning.encode(groups.texts)
    aside = np.flatnonzero(public[groups.owner])[::OF_PUBLIC_GROUPS]
    x = np.concatenate([heard, ears[aside]])
    label = np.array([*(one.domain != NONE for one in chosen), *(False for _ in aside)])
    say(sentence("fault.passages", n=len(label), positive=int(label.sum())))
    fold = np.concatenate([np.array([one.fold for one in chosen]), folds[aside]])
    weigh = np.array([*(ENGLISH_WEIGHS if _english(one) else 1.0 for one in chosen), *(1.0 for _ in aside)])
    heads = np.zeros(len(ears))
    for number in range(FOLDS):
        outside = fold != number
        heads[folds == number] = fit(x[outside], label[outside], weigh[outside])(ears[folds == number])
        say(sentence("fault.fold", n=number + 1, of=FOLDS))
    head = fit(x, label, weigh)
    a, b, best = _joined(groups, heads, np.array([one.domain != NONE for one in asked]), public)
    twins = [float(best[i]) for i, one in enumerate(asked) if one.kind == "authored" and one.domain == NONE]
    line = max(
        line_of([float(one) for one in best[public]], OF_PUBLIC, sum(one.kind == "innocent" for one in samples)),
        line_of(twins, OF_TWINS, len(twins)),
    )
    # The joint figure is moved so that its line is the threshold of the n-grams.
    head.join = (a, b, threshold - line)
    return head, {one.name: float(best[at]) + threshold - line for at, one in enumerate(asked)}


def learned_from(samples: Sequence[Sample]) -> list[Sample]:
    """Every authored English document once, and CHINESE of the others."""
    whole = [one for one in samples if one.kind == "authored" and _once(one)]
    chinese = [one for one in whole if not _english(one)]
    dice = Random(11)  # noqa: S311 - a reproducible sample
    return [*(one for one in whole if _english(one)), *dice.sample(chinese, min(CHINESE, len(chinese)))]


def line_of(all_log_odds: Sequence[float], share: float, of: int) -> float:
    """What no more than `share` of `of` documents lie above; those that are not given stand nowhere."""
    ordered = np.sort(np.array([*all_log_odds, NOWHERE]))[::-1]
    return float(ordered[min(int(of * share), len(ordered) - 1)]) + 1e-3


def _once(one: Sample) -> bool:
    """Whether a sample is a public document, or the first writing of an authored one, alone."""
    return one.kind == "innocent" or one.name.endswith("-0")


def _english(one: Sample) -> bool:
    return latin(one.text[one.low : one.high])


def _groups(asked: Sequence[Sample], stood: Mapping[str, Stood], handicap: float) -> Groups:
    texts, owner, by = [], [], []
    for number, one in enumerate(asked):
        at = stood[one.name]
        for (start, end), log_odds, english in zip(at.spans, at.log_odds.tolist(), at.english.tolist(), strict=True):
            if english and end - start >= meaning.LEAST_LETTERS:
                texts.append(one.text[start:end])
                owner.append(number)
                by.append(log_odds - handicap)
    return Groups(texts, np.array(owner), np.array(by))


def _joined(
    groups: Groups, heads: NDArray[np.float64], secret: NDArray[np.bool_], public: NDArray[np.bool_]
) -> tuple[float, float, NDArray[np.float64]]:
    """How much each of the two counts, and how the gravest group of each document stands by both."""
    kept = ~public[groups.owner]
    both = LogisticRegression(C=10.0, class_weight="balanced")
    both.fit(np.column_stack([groups.by, heads])[kept], secret[groups.owner][kept])
    a, b = (float(one) for one in both.coef_[0])
    best = np.full(len(secret), NOWHERE)
    np.maximum.at(best, groups.owner, a * groups.by + b * heads)
    return a, b, best


def fit(heard: NDArray[np.float32], label: NDArray[np.bool_], weigh: NDArray[np.float64]) -> Head:
    """The machine over encoded texts, its vectors in signed bytes as they will be read."""
    centre = heard.mean(axis=0)
    x = heard - centre
    step = float(np.abs(x).max()) / FULL
    bytes_of = np.round(x / step).astype(np.int8)
    gamma = WIDE / (meaning.SIZE * float(x.var()))
    machine = SVC(C=SOFT, gamma=gamma, class_weight="balanced", cache_size=500)
    machine.fit(bytes_of.astype(np.float32) * np.float32(step), label, sample_weight=weigh)
    return Head(
        centre.astype(np.float32),
        bytes_of[machine.support_],
        machine.dual_coef_[0].astype(np.float32),
        gamma,
        step,
        float(machine.intercept_[0]),
    )


def store_meaning(head: Head, folder: Path, training: Mapping[str, Any], scores: Mapping[str, Any]) -> None:
    """Write the head beside the weights of `folder`: arrays first, the manifest that names them last."""
    arrays = {
        meaning.VECTORS: head.vectors.tobytes(),
        meaning.SHARES: np.concatenate([head.centre, head.shares]).astype("<f4").tobytes(),
    }
    for name, data in arrays.items():
        write(folder / name, data, OPEN)
    beside = read_manifest(folder)[0].sha256[GRAMS]
    manifest = head.made(beside, training, scores, {name: hashlib.sha256(data).hexdigest() for name, data in arrays.items()})
    tables = ("sha256", "training", "scores")
    plain = {key: getattr(manifest, key) for key in manifest.__struct_fields__ if key not in tables}
    lines = [f"{key} = {json.dumps(one, ensure_ascii=False)}" for key, one in plain.items()]
    for name in tables:
        rows = (
            f"{json.dumps(key, ensure_ascii=False)} = {json.dumps(one, ensure_ascii=False)}"
            for key, one in getattr(manifest, name).items()
        )
        lines += ["", f"[{name}]", *rows]
    write(folder / meaning.MANIFEST, ("\n".join(lines) + "\n").encode(), OPEN)
