"""A segment and its folded text, and what detectors saw in it: what detect, confirm and relate hand to one another.

In: nothing. Out: `Reading`, `Evidence`, `Document`. Stages do not import one another; they meet here and in `types`.
"""

from __future__ import annotations

from datetime import date

from outscan.fold import Folded
from outscan.nouns import Struct, field
from outscan.types import Finding, Match, Reason, Segment

CONTEXT = 40
"""Characters of original text kept on each side of a quote, inside its place."""


def around(segment: Segment, start: int, end: int) -> str:
    """`text[start:end]` with up to CONTEXT characters of its place on each side."""
    place = segment.place_at(start)
    return segment.text[max(place.start, start - CONTEXT) : min(max(place.end, end), end + CONTEXT)]


class Reading(Struct, frozen=True):
    """A segment as stages get it: its index in the scan, the segment, its folded text."""

    index: int
    segment: Segment
    folded: Folded


class Evidence(Struct, frozen=True):
    """A match that was looked at and is not a finding by itself (a term, a quantity, a table): stands, or why not."""

    match: Match
    dismissed: Reason | None = None


class Document(Struct):
    """All readings of one top-level document, its matches, and the day it is judged on."""

    name: str
    as_of: date
    readings: list[Reading] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)


class Confirmed(Struct, frozen=True):
    """What `confirm` hands on: findings of marks and other self-standing matches, and evidence for `relate`."""

    findings: tuple[Finding, ...]
    evidence: tuple[Evidence, ...]
