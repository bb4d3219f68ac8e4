"""Weights that tell one domain from another: which subject a raised passage sounds like.

In: `Sample`s. Out: a weight for each domain bucket and domain, and an intercept a domain.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import SGDClassifier

from outscan.assess import hashing
from outscan_training.authored import DOMAINS
from outscan_training.corpus import NONE, Sample
from outscan_training.train.rows import Rows

DOMAIN_BITS = 15


def domains_of(samples: Sequence[Sample]) -> tuple[NDArray[np.float32], list[float]]:
    """Weights that tell one domain from another, learned on whole passages, secret and innocent alike."""
    rows, labels, scale = Rows(DOMAIN_BITS), [], []
    for one in samples:
        about = one.domain if one.domain != NONE else one.about
        if about in DOMAINS and one.high - one.low >= max(hashing.LENGTHS):
            text = one.text[one.low : one.high]
            hashed = hashing.hashed_at_once(text, DOMAIN_BITS)
            if not hashed.before[-1]:
                continue
            rows.add(hashed.rows, np.array([[0, hashed.before[-1]]], dtype=np.int32))
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
