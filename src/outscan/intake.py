"""Taking one document apart: everything that is read of it, with what detectors noticed; nothing is judged.

In: `Blob`. Out: `Taken`, which may be judged under other names and on other days. Below the scanner, above unpack and detect.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import count

from outscan.config import Config
from outscan.detect.base import Detector
from outscan.detect.sightings import Sightings
from outscan.extract import Reader
from outscan.fold import plain
from outscan.legible import named, names
from outscan.limits import Budget
from outscan.nouns import Struct, field, replace
from outscan.reading import Document, Reading
from outscan.tally import things
from outscan.types import HARD, Beside, Blob, Finding, Gap, GapReason, Hidden, Inert, Part, Segment, SoFar, unread
from outscan.unpack import Met, Unpacker

Seen = Callable[[tuple[Finding, ...] | Gap | SoFar], None]
"""Called as things are found, so that a worker that dies has already told them: a gap, findings, how far it is."""
FAR_SECONDS = 0.5
"""How often a reading says how far it has come."""

TELLING_SHARE = 0.05
"""Telling what was found so far may cost this part of the time a scan has taken,"""
TELLING_FLOOR = 0.02
"""and always so many seconds, so that a short document tells all as it is found; of CPU, so that no busy machine hushes it."""
TELLING_PATIENCE = 0.75
"""Nothing is told before a document has taken so many seconds of CPU: most are done by then, and what a worker that dies sooner
had found another one tells (decision 0055)."""
TELLING_FREE, TELLING_COMPILES = 3, 0.15
"""Of the first tellings of a process so many seconds each cost nothing: they compile expressions that its scans need anyhow."""
TELLING_PACE = 3e-7
"""Seconds that judging a character takes at least. A long text is first told of when reading has gone on for as long as telling
would take, since it became twice as long: a sheet of a million cells, with little behind it, is judged once (decision 55)."""
_TELLINGS = count()
"""Of this process, so far."""
_AT_ONCE: list[bool] = []
"""Whether this process tells all as it is found, whatever it costs."""


class Taken(Struct):
    """What unpacking one document gave. Its `document` holds the readings; the matches are settled when it is judged."""

    document: Document
    sightings: Sightings = field(default_factory=Sightings)
    gaps: list[Gap] = field(default_factory=list)
    concealed: list[Hidden] = field(default_factory=list)
    read: int = 0
    inert: int = 0
    kind: str = "unknown"
    proofs: list[Beside] = field(default_factory=list)
    """What proofs say that lie beside the document or its members."""
    pictures: int = 0
    """Cleared ones that were met and not read."""
    fonts: set[str] = field(default_factory=set)
    """Of this machine, that pages were drawn with for OCR."""
    helpers: set[str] = field(default_factory=set)
    """Programs of this machine that unpacked something."""


class Telling(Struct):
    """Hands on what was found so far before more is opened; seldom enough to cost little."""

    seen: Seen
    judge: Callable[[Taken], tuple[Finding, ...] | None] | None = None
    """The findings so far, None where nothing was matched; without it only how far a reading has come is told."""
    patience: float = TELLING_PATIENCE
    handed_on: int = 0
    spent: float = 0.0
    last: float = 0.0
    """What the last one took: the next one judges at least as much."""
    heard_of: int = 0
    """Readings that are counted in"""
    characters: int = 0
    """the characters read so far; how many they were,"""
    long: int = 0
    since: float = 0.0
    """and by the CPU time when, as they had last become twice as many."""
    started: float = field(default_factory=time.process_time)
    heard: float = field(default_factory=time.monotonic)
    """When it was last said how far it has come: by the clock, for who waits."""

    def of(self, taken: Taken) -> None:
        """Tell all findings, where there is something new and it is worth its time."""
        if time.monotonic() - self.heard > FAR_SECONDS:
            self.heard = time.monotonic()
            self.seen(SoFar(parts(taken)))
        now = time.process_time()
        known, soon = taken.sightings.count, self._soon(taken, now)
        if self.judge is None or known == self.handed_on:
            return
        taking = now - self.started
        room = TELLING_FLOOR + taking * TELLING_SHARE
        if not _AT_ONCE and (taking < self.patience or self.spent + self.last > room or soon):
            return
        self.handed_on = known
        found = self.judge(taken)
        if found is not None:
            self.seen(found)
        took = time.process_time() - now
        self.last = took if next(_TELLINGS) >= TELLING_FREE else max(0.0, took - TELLING_COMPILES)
        self.spent += self.last

    def _soon(self, taken: Taken, now: float) -> bool:
        """Whether a first telling would take longer than what was read since the text became as long as it is."""
        readings = taken.document.readings
        self.characters += sum(len(readings[number].segment.text) for number in range(self.heard_of, len(readings)))
        self.heard_of = len(readings)
        if self.characters > 2 * self.long:
            self.long, self.since = self.characters, now
        return not self.handed_on and now - self.since < self.characters * TELLING_PACE


def tell_at_once() -> None:
    """From now on this process tells all as it is found: it reads what another one died over."""
    _AT_ONCE.append(True)


def parts(taken: Taken) -> int:
    """The parts that were met."""
    return taken.read + taken.inert + len(taken.gaps)


class Intake(Struct, frozen=True):
    """The readers and the detectors of a scanner."""

    config: Config
    detectors: tuple[Detector, ...]
    readers: tuple[Reader, ...]

    def take(self, blob: Blob, telling: Telling | None = None, met: Met | None = None) -> Taken:
        """Everything that is read of one document, with what detectors noticed in it; `met` hears of every document inside."""
        taken = Taken(Document(blob.name, self.config.as_of))
        unpacker = self._unpacker(Budget(self.config.limits, self.config.passwords), taken.fonts)
        unpacker.met = met
        for piece in unpacker.unpack(blob):
            match piece:
                case Gap():
                    taken.gaps.append(piece)
                    if telling:
                        telling.seen(piece)
                case Hidden():
                    taken.concealed.append(piece)
                case Inert():
                    taken.inert += 1
                case Segment():
                    self._look(taken, piece)
                    if telling:
                        telling.of(taken)
        if telling:
            telling.seen(SoFar(parts(taken), judging=True))
        taken.proofs += unpacker.proofs()
        taken.helpers |= unpacker.budget.helpers
        taken.kind, taken.pictures = unpacker.kind, len(unpacker.set_aside)
        return taken

    def pieces(self, blob: Blob, met: Met | None = None) -> Iterator[Segment | Gap]:
        """Every piece of text with its place, and every gap, as `take` meets them."""
        unpacker = self._unpacker(Budget(self.config.limits, self.config.passwords), set())
        unpacker.met = met
        for piece in unpacker.unpack(blob):
            if isinstance(piece, Segment | Gap):
                yield piece

    def renamed(self, taken: Taken, name: str) -> Taken:
        """`taken` as if its file were called `name`. The endings must be the same: they are a hint to what reads it.

        Places keep the old name; whoever shows them puts the new one there.
        """
        old = taken.document
        index = next((r.index for r in old.readings if _names_the_file(r.segment)), None)
        if index is None or name == old.name:
            return taken
        fresh = Taken(Document(name, old.as_of))
        self._look(fresh, Segment(old.readings[index].segment.where, HARD.join(names(name))))
        mine = replace(fresh.document.readings[0], index=index)
        readings = [mine if r.index == index else r for r in old.readings]
        sightings = taken.sightings.exchanged(index, fresh.sightings)
        return replace(taken, document=replace(old, name=name, readings=readings), sightings=sightings)

    def _look(self, taken: Taken, segment: Segment) -> None:
        taken.read += 1
        if segment.hidden:
            taken.concealed.append(Hidden(segment.where_at(0), segment.hidden, things(segment)))
        if not segment.text:
            return
        reading = Reading(len(taken.document.readings), segment, plain(segment.text))
        taken.document.readings.append(reading)
        taken.gaps.extend(taken.sightings.look(self.detectors, reading))

    def _unpacker(self, budget: Budget, fonts: set[str]) -> Unpacker:
        unpacker = Unpacker(budget, cleared=self.config.cleared_pictures, readers=self.readers)
        if self.config.ocr != "off":
            from outscan.ocr import Ocr

            ocr = Ocr(budget, force=self.config.ocr == "force", fonts=fonts)
            unpacker.see, unpacker.check = ocr.see, ocr.check
        return unpacker


def _names_the_file(segment: Segment) -> bool:
    """Whether a segment is the name of the file that was handed in."""
    return segment.where.part is Part.NAME and len(segment.where.member) == 1 and not segment.where.spot


def unnamed(blob: Blob) -> list[Gap]:
    """The gap of a document whose name is text in no encoding: what stands in it was not judged."""
    return [] if named(blob.name) else [Gap(blob.where.at(Part.NAME), GapReason.GARBLED, unread("name_no_text"))]
