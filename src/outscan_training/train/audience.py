"""Learn for whom a passage is written, from whole writings of desks and for the public.

In: `Writing`s. Out: `Learned`: a signed byte for each bucket of n-grams, and how paragraphs stood before a model of the other
folds. Every paragraph is heard as a scan hears it (`assess.audience.heard`): with what stands close before it, with all that
tells, and alone. Short lines that bear a mark are left out on both sides: marks are for the grammar of marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from outscan.assess import hashing
from outscan.assess.audience import LONGEST, Audience, Readership, heard
from outscan.assess.structure import latin
from outscan.fold import fold
from outscan_training.authored import FOLDS, Writing

BITS = 18
SOFTNESS = 10.0
"""Of the regression (scikit-learn's C): chosen on authors left out."""
LINES = {"line": 0.0, "kept": -1.0, "own": 0.0, "doubted": 1.7, "around": 0.3, "alone": 0.1, "most": 0.6}
"""Drawn where authors left out lost no more than three of a thousand sensitive files (decision 67)."""
DESK_PARAGRAPHS, PUBLIC_PARAGRAPHS = 6, 4
"""So many paragraphs of a writing are heard, drawn by lot."""
LEAST = 3
"""An n-gram of fewer texts is not learned."""
CLIPPED = 0.9995
"""This share of the weights keeps its size in a signed byte."""
FARTHEST = 80
"""Paragraphs of a writing that are read."""
SHORT = 60
"""A line with a mark is left out up to so many characters, twice as many in English."""
_MARK = re.compile(
    r"绝密|机密|秘密|商密|密级|内部资料|工作秘密|份号|份数"
    r"|\b(?:jimi|juemi|mimi|secret|restricted|confidential|tlp|copy no)\b|classif"
    r"|not for (?:publication|distribution|release|circulation)|do not (?:print|forward|copy)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as it is heard: close, far, alone."""

    desk: bool
    fold: int
    english: bool
    heard: tuple[str, str, str]
    share: float


@dataclass(frozen=True, slots=True)
class Learned:
    """The table, and the held-out figures of the paragraphs: close, far, alone."""

    readership: Readership
    passages: list[Passage]
    held_out: NDArray[np.float64]

    @property
    def aside(self) -> NDArray[np.bool_]:
        """Which paragraphs a model of the other folds puts below the line."""
        told = self.readership.told
        out: NDArray[np.bool_] = (self.held_out[:, :2] < told.line).all(axis=1) & (self.held_out[:, 2] < told.own)
        return out


def passages(writings: Sequence[Writing], seed: int = 3) -> Iterator[Passage]:
    """Paragraphs of each writing, drawn by lot."""
    dice = Random(seed)  # noqa: S311 - reproducible variety, no secret
    for one in writings:
        lines = [fold(line).text for line in one.paragraphs[:FARTHEST]]
        lines = [line for line in lines if not (_MARK.search(line) and len(line) < SHORT * (2 if latin(line) else 1))]
        count = min(DESK_PARAGRAPHS if one.desk else PUBLIC_PARAGRAPHS, len(lines))
        for at in dice.sample(range(len(lines)), count):
            end = LONGEST + dice.randrange(max(len(lines[at]) - LONGEST, 0) + 1)
            paragraph = lines[at][max(0, end - LONGEST) : end]
            before = "\n".join([*lines[:at], lines[at][:end]])
            yield Passage(one.desk, one.fold, one.english, heard(lines[0], before, paragraph), 1 / count)


def learn(writings: Sequence[Writing]) -> Learned:
    """The table of all writings, and how their paragraphs stand before tables that saw no author of their fold."""
    drawn = list(passages(writings))
    folds = np.array([one.fold for one in drawn])
    held_out = np.zeros((len(drawn), 3))
    for at in range(FOLDS):
        inside = np.flatnonzero(folds == at)
        reading = _fit([one for one in drawn if one.fold != at])
        for row in inside:
            held_out[row] = [reading.figure(text) for text in drawn[row].heard]
    return Learned(_fit(drawn), drawn, held_out)


def _fit(drawn: Sequence[Passage]) -> Readership:
    rows = [sorted(set().union(*hashing.buckets(text, BITS))) for one in drawn for text in one.heard]
    ends = np.cumsum([0, *map(len, rows)])
    sizes = np.repeat([1 / np.sqrt(max(len(row), 1)) for row in rows], [len(row) for row in rows])
    matrix = sparse.csr_matrix((sizes, np.concatenate(rows), ends), shape=(len(rows), 1 << BITS))
    kept = np.flatnonzero(matrix.getnnz(axis=0) >= LEAST)
    desk, share = (np.repeat([getattr(one, name) for one in drawn], 3) for name in ("desk", "share"))
    model = LogisticRegression(C=SOFTNESS, max_iter=300).fit(matrix[:, kept], desk, sample_weight=share)
    scale = float(np.quantile(np.abs(model.coef_[0]), CLIPPED)) / 127
    table = np.zeros(1 << BITS, dtype=np.int8)
    table[kept] = np.clip(np.round(model.coef_[0] / scale), -127, 127)
    return Readership(
        Audience(bits=BITS, intercept=float(model.intercept_[0]), scale=scale, **LINES), memoryview(table.tobytes()).cast("b")
    )
