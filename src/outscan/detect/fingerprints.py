"""Known documents and parts of them, recognised by the keyed hashes they share with what is read.

In: a reading and the register. Out: `Match(rule="fingerprint/sensitive" | "fingerprint/cleared")` over each copied stretch;
facts: `label` as registered, `characters` copied, `share` of the registered hashes met (percent).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from outscan.detect.base import AtOnce, match
from outscan.fingerprints import LEAST_HASHES, Store, load_store
from outscan.reading import Reading
from outscan.types import Kind, Match
from outscan.winnow import grams

APART = 50
"""Hashes of one document further apart than this are two copied stretches."""
LEAST_CHARACTERS = 52
"""Fewer characters that agree are a common phrase, not a copy."""

Gram = tuple[int, int, int]


def load_fingerprints(path: Path) -> Store:
    """The register at `path`. Raises StoreError."""
    return load_store(path)


class FingerprintDetector(AtOnce):
    """Looks every kept gram of a text up in the register."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def detect(self, reading: Reading) -> Iterator[Match]:
        """Yield one match for each stretch copied from one registered document."""
        met: dict[int, list[Gram]] = {}
        for gram in grams(reading.folded.text, self.store.key):
            for owner in self.store.owners_of(gram[0]):
                met.setdefault(owner, []).append(gram)
        for owner, found in met.items():
            for run in _runs(found):
                yield self._match(reading, owner, run)

    def _match(self, reading: Reading, owner: int, run: list[Gram]) -> Match:
        known = self.store.known[owner]
        share = 100 * len({hashed for hashed, _, _ in run}) / known.hashes
        facts: dict[str, str | float | int | bool] = {
            "label": known.label,
            "characters": _covered(run),
            "share": round(min(share, 100.0), 1),
            "cleared": known.cleared,
        }
        rule = "fingerprint/cleared" if known.cleared else "fingerprint/sensitive"
        return match(reading, rule, Kind.FINGERPRINT, run[0][1], run[-1][2], facts=facts)


def _runs(found: list[Gram]) -> Iterator[list[Gram]]:
    """The stretches of `found` that are long enough to be a copy."""
    run: list[Gram] = []
    for gram in found:
        if run and gram[1] - run[-1][2] > APART:
            if _copied(run):
                yield run
            run = []
        run.append(gram)
    if _copied(run):
        yield run


def _copied(run: list[Gram]) -> bool:
    return len({hashed for hashed, _, _ in run}) >= LEAST_HASHES and _covered(run) >= LEAST_CHARACTERS


def _covered(run: list[Gram]) -> int:
    """How many folded characters the grams of `run` cover together."""
    covered, reached = 0, -1
    for _, start, end in run:
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered
