"""What a detector is: `detect(segment, folded) -> Iterator[Match]`, and the helper that makes a match walkable.

In: a segment with its index in the scan and its folded text. Out: `Match`es in original offsets.
A detector does not judge context; `confirm` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from outscan.reading import Reading, around
from outscan.types import Kind, Level, Match, Span


class Detector(Protocol):
    """One room of `detect/`."""

    def detect(self, reading: Reading) -> Iterator[Match]:
        """Yield what this detector saw in one reading."""
        ...


def match(
    reading: Reading,
    rule: str,
    kind: Kind,
    start: int,
    end: int,
    *,
    level: Level = Level.NONE,
    facts: Mapping[str, str | float | int | bool] | None = None,
    folded: bool = True,
) -> Match:
    """A match of `folded.text[start:end]` (or, with `folded=False`, of the original), carried back to the original."""
    segment = reading.segment
    a, b = reading.folded.original(start, end) if folded else (start, end)
    return Match(
        rule=rule,
        kind=kind,
        where=segment.where_at(a),
        segment=reading.index,
        spans=(Span(a, b),),
        quote=segment.text[a:b],
        context=around(segment, a, b),
        level=level,
        facts=dict(facts or {}),
        visible=segment.hidden is None,
        ocr=segment.ocr,
    )
