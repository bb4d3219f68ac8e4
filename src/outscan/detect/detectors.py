"""Every detector there is: one line each. To add one is a file and a line here (docs/add-a-detector.md).

In: what the detectors are made of. Out: the detectors, in the order in which their matches stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from outscan.detect.base import Detector
from outscan.detect.coordinates import CoordinateDetector
from outscan.detect.fingerprints import FingerprintDetector, load_fingerprints
from outscan.detect.identifiers import IdentifierDetector
from outscan.detect.marks import MarkDetector
from outscan.detect.quantities import QuantityDetector
from outscan.detect.structure import StructureDetector
from outscan.detect.tables import TableDetector
from outscan.detect.terms import TermDetector
from outscan.lexicon.model import StateFile
from outscan.nouns import Struct, field
from outscan.state import State


class Grounds(Struct, frozen=True):
    """What detectors are made of: the terms of a pack, its grammar of state, the day, a register of fingerprints."""

    terms: Sequence[str] = ()
    folded: Mapping[int, str] = field(default_factory=dict)
    state: StateFile | None = None
    as_of: date | None = None
    fingerprints: Path | None = None


def detectors(grounds: Grounds) -> tuple[Detector, ...]:
    """All detectors. Raises StoreError where the register of fingerprints cannot be read."""
    every: list[Detector] = [
        MarkDetector(),
        TermDetector(grounds.terms, grounds.folded),
        QuantityDetector(),
        CoordinateDetector(),
        TableDetector(),
        IdentifierDetector(),
        StructureDetector(grounds.as_of, State(grounds.state) if grounds.state else None),
    ]
    if grounds.fingerprints is not None:
        every.append(FingerprintDetector(load_fingerprints(grounds.fingerprints)))
    return tuple(every)
