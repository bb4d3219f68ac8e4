"""Why a passage was raised, in words a reviewer understands.

In: the weights and a passage. Out: `RiskReason`: the sixty characters that weigh most, what the passage looks like, and the
phrases of the document itself that carried it (as quotes, which reports mask).
"""

from __future__ import annotations

import re
from itertools import accumulate

from outscan.assess import hashing
from outscan.assess.passage import Passage
from outscan.assess.senses import heads
from outscan.assess.structure import latin, structure
from outscan.assess.weights import Weights
from outscan.types import RiskReason, Word, because

QUOTED = 60
LOOKS = 4
PHRASES = 3
_SHORTEST, _LONGEST = 2, 12
_WORDY = re.compile(r"\w")


def explain(weights: Weights, passage: Passage) -> RiskReason:
    """The passage's place, its weightiest sixty characters, and what spoke for it."""
    text, reading = passage.text, passage.reading
    shares = _shares(weights, text)
    summed = list(accumulate(shares, initial=0.0))
    width = min(QUOTED, len(text))
    at = max(range(len(text) - width + 1), key=lambda i: (summed[i + width] - summed[i], -i))
    start, end = reading.folded.original(passage.start + at, passage.start + at + width)
    original = reading.segment.text[start:end]
    figures = structure(text)
    manifest = weights.manifest
    weighed = zip(manifest.features, manifest.structure, figures, strict=True)
    looks = sorted(((w * f, name) for name, w, f in weighed if w * f > 0), reverse=True)
    return RiskReason(
        where=reading.segment.where_at(start),
        quote=original[:QUOTED],
        features=(
            *((because("risk.meaning"),) if passage.meant else ()),
            *((because("risk.desk"),) if passage.lift > 0 and passage.log_odds - passage.lift < manifest.threshold else ()),
            *((because("risk.words"),) if _lifted(weights, passage) else ()),
            *(because("risk.look", look=Word(name)) for _, name in looks[:LOOKS]),
            *(because("risk.phrase", phrase=phrase) for phrase in _phrases(text, shares)),
        ),
    )


def _lifted(weights: Weights, passage: Passage) -> bool:
    """Whether it stands above the line only for what its English words mean."""
    manifest = weights.manifest
    if manifest.senses is None or passage.meant or not latin(passage.text):
        return False
    return passage.log_odds - passage.lift - manifest.senses.weight * heads(weights, [passage.text])[0] < manifest.threshold


def _shares(weights: Weights, text: str) -> list[float]:
    """What each character of `text` adds: every n-gram's weight spread over its characters, once where it is said again."""
    shares = [0.0] * len(text)
    one = hashing.hashed(text, weights.manifest.bits)
    for length, row in zip(hashing.LENGTHS, one.rows, strict=True):
        met = set[int]()
        for at, bucket in enumerate(row):
            if bucket in met:
                continue
            met.add(bucket)
            start, end = one.starts[at], one.ends[at + length - 1]
            part = weights.grams[bucket] / (end - start)
            for offset in range(start, end):
                shares[offset] += part
    return shares


def _phrases(text: str, shares: list[float]) -> list[str]:
    """The document's own words that weigh most: runs of characters above the passage's mean, heaviest first."""
    mean = max(sum(shares) / max(len(shares), 1), 0.0)
    runs: list[tuple[float, str]] = []
    start = 0
    for at in range(len(text) + 1):
        if at < len(text) and shares[at] > mean and _WORDY.match(text[at]) and at - start < _LONGEST:
            continue
        phrase = text[start:at]
        if len(phrase) >= _SHORTEST:
            runs.append((sum(shares[start:at]), phrase))
        start = at + 1
    runs.sort(key=lambda run: (-run[0], run[1]))
    return [phrase for _, phrase in runs[:PHRASES]]
