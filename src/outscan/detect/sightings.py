"""What detectors noticed of one document, reading by reading, until the whole of it is known.

In: readings, as they are unpacked. Out: gaps for limits that were met; then the matches, in the order of readings and detectors.
Running prose meets a term every few characters, and most belong to items nothing else speaks for: whoever knows the whole
document says which terms can matter, and only these become matches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from outscan.detect.base import Detector, Noticed, Wanted
from outscan.nouns import Struct, field, replace
from outscan.reading import Reading
from outscan.types import Gap, Match

Scope = Callable[[AbstractSet[int], Sequence[Match]], Wanted]
"""Which terms can matter and where, by the terms that may be there and what else was seen."""


class Sighting(Struct, frozen=True):
    """What one detector noticed of one reading."""

    reading: Reading
    detector: Detector
    noticed: Noticed


class Sightings(Struct):
    """All of one document."""

    all: list[Sighting] = field(default_factory=list)
    count: int = 0
    """Matches seen, and readings in which terms may stand: it grows where there is something new."""

    def look(self, detectors: Sequence[Detector], reading: Reading) -> Iterator[Gap]:
        """Show one reading to every detector."""
        for detector in detectors:
            noticed = detector.notice(reading)
            if noticed:
                self.all.append(Sighting(reading, detector, noticed))
                self.count += len(noticed.matches) + bool(noticed.terms)
            if noticed.limit is not None:
                yield Gap(reading.segment.where, noticed.limit.reason, noticed.limit.detail)

    def matches(self) -> Iterator[Match]:
        """What was seen at the first look: everything but terms."""
        for sighting in self.all:
            yield from sighting.noticed.matches

    def settled(self, scope: Scope | None) -> list[Match]:
        """All matches, with those of terms that are in `scope`; of every term where that is None."""
        wanted = None
        if scope is not None:
            terms = set[int]().union(*(one.noticed.terms for one in self.all))
            wanted = scope(terms, tuple(self.matches()))
        return [match for one in self.all for match in one.detector.settle(one.reading, one.noticed, wanted)]

    def speaks(self, beyond: int, before: int) -> bool:
        """Whether anything stands in readings of a number after `beyond` and under `before`: the X of a .txt does not."""
        return any(
            next(iter(one.detector.settle(one.reading, one.noticed, None)), None) is not None
            for one in self.all
            if beyond < one.reading.index < before
        )

    def changed(self, change: Callable[[Match], Match]) -> Sightings:
        """The same with every match that was seen changed."""
        every = [replace(one, noticed=replace(one.noticed, matches=tuple(map(change, one.noticed.matches)))) for one in self.all]
        return Sightings(every, self.count)

    def exchanged(self, index: int, fresh: Sightings) -> Sightings:
        """The same with all of reading `index`, which stands first, exchanged for the only reading of `fresh`."""
        mine = [
            Sighting(
                replace(one.reading, index=index),
                one.detector,
                replace(one.noticed, matches=tuple(replace(match, segment=index) for match in one.noticed.matches)),
            )
            for one in fresh.all
        ]
        every = mine + [one for one in self.all if one.reading.index != index]
        return Sightings(every, sum(len(one.noticed.matches) + bool(one.noticed.terms) for one in every))
