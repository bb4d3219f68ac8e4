"""What a detector is: it notices while a document is read and settles when all of it is known; and what makes a match walkable.

In: a `Reading` (a segment with its index in the scan and its folded text). Out: `Noticed`, then `Match`es in original offsets.
A detector does not judge context; `confirm` does.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol

from outscan.errors import Exceeded
from outscan.nouns import Struct
from outscan.reading import Reading, around
from outscan.types import Kind, Level, Match, Span


class Noticed(Struct, frozen=True):
    """What a detector says of one reading before the rest of the document is known."""

    matches: tuple[Match, ...] = ()
    terms: AbstractSet[int] = frozenset()
    """Numbers of the terms that may stand in it: which of them can matter, only the whole document shows."""
    limit: Exceeded | None = None
    """A limit that stopped it; what was seen before stands."""

    def __bool__(self) -> bool:
        return bool(self.matches or self.terms)


Place = tuple[int, int, int]
"""The number of a term, and where it may stand in the folded text of a reading."""


class Wanted(Protocol):
    """What terms can matter, by whoever knows the whole document."""

    @property
    def terms(self) -> AbstractSet[int]:
        """Those that can matter somewhere."""
        ...

    def near(self, reading: Reading, places: Sequence[Place]) -> Sequence[Place]:
        """Of the places of such terms in one reading, in their order, those where they can."""
        ...


class Detector(Protocol):
    """One room of `detect/`, asked twice."""

    def notice(self, reading: Reading) -> Noticed:
        """What stands, or may stand, in one reading: asked as the document is read."""
        ...

    def settle(self, reading: Reading, noticed: Noticed, wanted: Wanted | None) -> Iterable[Match]:
        """The matches of a reading, once the document is known: of terms those `wanted`, every one where that is None."""
        ...


class AtOnce(ABC):
    """A detector that needs to know nothing but the reading: all its matches are seen at the first look."""

    @abstractmethod
    def detect(self, reading: Reading) -> Iterator[Match]:
        """Yield what stands in one reading. May raise Exceeded behind what it has yielded."""

    def notice(self, reading: Reading) -> Noticed:
        """All matches."""
        matches: list[Match] = []
        limit = None
        try:
            matches.extend(self.detect(reading))
        except Exceeded as met:
            limit = met
        return Noticed(tuple(matches), limit=limit)

    def settle(self, reading: Reading, noticed: Noticed, wanted: Wanted | None) -> Iterable[Match]:  # noqa: ARG002 - the seam
        """What was noticed."""
        return noticed.matches


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
