"""The pipeline, readable in one minute: unpack → fold → detect → confirm → relate → assess → decide.

In: `Blob`. Out: `Report`. Contains no rule: every judgement is made in a stage.
Law 7: same bytes, same makings, same report.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from outscan.assess.model import Assessor, load_assessor
from outscan.baseline import Baseline, load_baseline
from outscan.config import Config, shipped
from outscan.confirm import look_again
from outscan.decide import Policy, apply_declarations, check_declarations, decide, load_policy
from outscan.detect.base import Detector
from outscan.detect.coordinates import CoordinateDetector
from outscan.detect.fingerprints import FingerprintDetector, load_fingerprints
from outscan.detect.identifiers import IdentifierDetector
from outscan.detect.marks import MarkDetector
from outscan.detect.quantities import QuantityDetector
from outscan.detect.structure import StructureDetector
from outscan.detect.tables import TableDetector
from outscan.detect.terms import TermDetector
from outscan.errors import ConfigError, Exceeded
from outscan.extract import EXTRACTORS, Reader
from outscan.fold import plain
from outscan.legible import names
from outscan.lexicon.load import load
from outscan.lexicon.pack import Pack
from outscan.limits import Purse
from outscan.package import Joined, joined
from outscan.proofs import told_by
from outscan.reading import Document, Reading
from outscan.relate import in_sight, relate
from outscan.state import State
from outscan.tally import merged, ordered, things
from outscan.types import (
    HARD,
    Beside,
    Blob,
    Coverage,
    Declaration,
    Finding,
    Gap,
    GapReason,
    Hidden,
    Inert,
    Makings,
    Match,
    Part,
    Report,
    Risk,
    Segment,
    Where,
)
from outscan.unpack import Unpacker
from outscan.version import __version__
from outscan.words import say

Seen = Callable[[tuple[Finding, ...] | Gap], None]
"""Called as things are found, so that a worker that dies has already told them: a gap, or all findings so far."""

TELLING_SHARE = 0.05
"""Telling what was found so far may cost this part of the time a scan has taken,"""
TELLING_FLOOR = 0.01
"""and always so many seconds, so that a short document tells everything as it is found."""


@dataclass(slots=True)
class Taken:
    """What unpacking one document gave: the reading of its content, which may be judged under other names and on other days."""

    document: Document
    terms: list[tuple[int, Reading, set[int]]] = field(default_factory=list)
    """For each reading which terms may stand in it, and before which of the document's other matches they belong."""
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
    told: int = 0
    telling: float = 0.0
    started: float = field(default_factory=time.perf_counter)


@dataclass(frozen=True, slots=True)
class Scanner:
    """Everything compiled once; `scan` may be called any number of times."""

    config: Config
    pack: Pack
    policy: Policy
    detectors: tuple[Detector, ...]
    assessor: Assessor
    baseline: Baseline | None = None
    readers: tuple[Reader, ...] = EXTRACTORS

    @classmethod
    def build(cls, config: Config | None = None) -> Scanner:
        """Compile lexicons, policy and model. Raises OutscanError where one of them is wrong."""
        config = config or Config()
        pack = load(config.lexicons, config.overlays)
        check_declarations(config.declarations, pack.items)
        if config.ocr == "force":
            _require_engine()
        detectors: list[Detector] = [
            MarkDetector(),
            TermDetector(pack.terms, pack.folded),
            QuantityDetector(),
            CoordinateDetector(),
            TableDetector(),
            IdentifierDetector(),
            StructureDetector(config.as_of, State(pack.state) if pack.state else None),
        ]
        if config.fingerprints is not None:
            detectors.append(FingerprintDetector(load_fingerprints(config.fingerprints)))
        return cls(
            config=config,
            pack=pack,
            policy=load_policy(config.policies, overlays=config.overlays),
            detectors=tuple(detectors),
            assessor=load_assessor(config.models, required=config.models != shipped("models")),
            baseline=load_baseline(config.baseline) if config.baseline else None,
        )

    def scan(self, blob: Blob, path: str = "", *, seen: Seen | None = None, proof: bytes | None = None) -> Report:
        """Judge one top-level document. Never raises for anything inside it. `proof` is what lies beside it, unread yet."""
        return self._examine(blob, path, seen, proof=proof)[0]

    def examine(self, blob: Blob, path: str = "", *, seen: Seen | None = None) -> tuple[Report, Document]:
        """Judge one document and hand on what was read: technical processing must find the words again."""
        return self._examine(blob, path, seen, every=True)

    def _examine(
        self, blob: Blob, path: str, seen: Seen | None, *, every: bool = False, proof: bytes | None = None
    ) -> tuple[Report, Document]:
        taken = self.take(blob, seen)
        if proof is not None:
            taken.proofs.append(told_by(proof, blob.where, hashlib.sha256(blob.data).hexdigest()))
        document = self._matched(taken, every=every)
        judged, facts = self._judge(document)
        findings = apply_declarations(judged, self._declarations())
        if self.baseline is not None:
            findings = self.baseline.apply(findings, self.config.as_of)
        risk = self.assessor.assess(document, findings)
        return replace(self.report(blob, path, taken, findings, risk), facts=facts), document

    def found(self, taken: Taken, as_of: date) -> tuple[Finding, ...]:
        """The findings of a document taken apart before, judged on the day `as_of`: before any declaration or baseline."""
        return ordered(self._judge(replace(self._matched(taken), as_of=as_of))[0])

    def renamed(self, taken: Taken, name: str) -> Taken:
        """`taken` as if its file were called `name`. The endings must be the same: they are a hint to what reads it.

        Places keep the old name; whoever shows them puts the new one there.
        """
        old = taken.document
        index = next((r.index for r in old.readings if _names_the_file(r.segment)), None)
        if index is None or name == old.name:
            return taken
        where = old.readings[index].segment.where
        fresh = Taken(Document(name, old.as_of))
        self._look(fresh, Segment(where, HARD.join(names(name))))
        kept = [match for match in old.matches if match.segment != index]
        first, gone = fresh.document, len(old.matches) - len(kept)
        matches = [replace(match, segment=index) for match in first.matches]
        readings = [replace(first.readings[0], index=index) if r.index == index else r for r in old.readings]
        # The name is read before its content, so its matches stand in front (see `_matched`).
        terms = [(at, readings[index], met) for at, _, met in fresh.terms]
        terms += [(at - gone + len(matches), r, met) for at, r, met in taken.terms if r.index != index]
        document = replace(old, name=name, readings=readings, matches=[*matches, *kept])
        return replace(taken, document=document, terms=terms)

    def read(self, blob: Blob) -> Iterator[Segment | Gap]:
        """Every piece of text with its place, and every gap, as `scan` would meet them; nothing is judged."""
        purse = Purse(self.config.limits)
        for piece in self._unpacker(purse, set()).unpack(blob):
            if isinstance(piece, Segment | Gap):
                yield piece

    def _matched(self, taken: Taken, *, every: bool = False) -> Document:
        """The document with its terms among its other matches: those of items that other matches speak for, or every one."""
        others, matches, done = taken.document.matches, list[Match](), 0
        met = set[int]().union(*(terms for _, _, terms in taken.terms))
        wanted = None if every else in_sight(self.pack, met, {match.rule for match in others})
        for at, reading, terms in taken.terms:
            matches += others[done:at]
            done = at
            if wanted is None or not terms.isdisjoint(wanted):
                for detector in self.detectors:
                    if isinstance(detector, TermDetector):
                        matches.extend(detector.detect(reading, wanted))
        return replace(taken.document, matches=[*matches, *others[done:]])

    def _judge(self, document: Document) -> Joined:
        """The findings of a document, with those its members make together, and what it brings to a larger package."""
        confirmed = look_again(document, self.pack)
        return joined(document, confirmed.evidence, (*confirmed.findings, *relate(self.pack, document, confirmed.evidence)))

    def unread(
        self, blob: Blob, path: str, gaps: Sequence[Gap], findings: Sequence[Finding] = (), *, partial: bool = True
    ) -> Report:
        """The report of a document that could not be taken apart to the end: what was found before, and the gaps."""
        taken = Taken(Document(blob.name, self.config.as_of), gaps=list(gaps))
        return replace(self.report(blob, path, taken, findings, Risk(model=self.assessor.digest)), partial=partial)

    def take(self, blob: Blob, seen: Seen | None = None) -> Taken:
        """Everything that is read of one document, with what detectors saw in it; nothing is judged."""
        purse = Purse(self.config.limits)
        taken = Taken(Document(blob.name, self.config.as_of))
        unpacker = self._unpacker(purse, taken.fonts)
        for piece in unpacker.unpack(blob):
            match piece:
                case Gap():
                    taken.gaps.append(piece)
                    if seen:
                        seen(piece)
                case Hidden():
                    taken.concealed.append(piece)
                case Inert():
                    taken.inert += 1
                case Segment():
                    self._look(taken, piece)
                    if seen:
                        self._tell(taken, seen)
        taken.proofs += unpacker.proofs()
        taken.kind, taken.pictures = unpacker.kind, len(unpacker.set_aside)
        return taken

    def _tell(self, taken: Taken, seen: Seen) -> None:
        """Before more is opened, hand on what was found so far; seldom enough to cost little."""
        now = time.perf_counter()
        known = len(taken.document.matches) + sum(bool(terms) for _, _, terms in taken.terms)
        if known == taken.told or taken.telling > TELLING_FLOOR + (now - taken.started) * TELLING_SHARE:
            return
        taken.told = known
        document = self._matched(taken)
        if document.matches:
            seen(self._judge(document)[0])
        taken.telling += time.perf_counter() - now

    def _look(self, taken: Taken, segment: Segment) -> None:
        taken.read += 1
        if segment.hidden:
            taken.concealed.append(Hidden(segment.where_at(0), segment.hidden, things(segment)))
        if not segment.text:
            return
        reading = Reading(len(taken.document.readings), segment, plain(segment.text))
        taken.document.readings.append(reading)
        for detector in self.detectors:
            if isinstance(detector, TermDetector):
                taken.terms.append((len(taken.document.matches), reading, detector.met(reading)))
                continue
            try:
                taken.document.matches.extend(detector.detect(reading))
            except Exceeded as limit:  # what was found before stands
                taken.gaps.append(Gap(segment.where, limit.reason, limit.detail))

    def _unpacker(self, purse: Purse, fonts: set[str]) -> Unpacker:
        unpacker = Unpacker(purse, cleared=self.config.cleared_pictures, readers=self.readers)
        if self.config.ocr != "off":
            from outscan.ocr import Ocr  # noqa: PLC0415 - nothing of OCR is imported before a page needs it

            ocr = Ocr(purse, force=self.config.ocr == "force", fonts=fonts)
            unpacker.see, unpacker.check = ocr.see, ocr.check
        return unpacker

    def _declarations(self) -> tuple[Declaration, ...]:
        return tuple(Declaration(key, answer, self.config.declared_by) for key, answer in self.config.declarations)

    def report(self, blob: Blob, path: str, taken: Taken, findings: Sequence[Finding], risk: Risk) -> Report:
        """What is known of `blob`, decided by this scanner's policy."""
        gaps = tuple(dict.fromkeys(taken.gaps))
        verdict = decide(self.policy, findings, gaps, taken.concealed, risk, pictures=taken.pictures, proofs=taken.proofs)
        return Report(
            path=path or blob.name,
            name=blob.name,
            sha256=hashlib.sha256(blob.data).hexdigest(),
            size=len(blob.data),
            type=taken.kind,
            findings=ordered(findings),
            gaps=gaps,
            hidden=merged(taken.concealed),
            coverage=Coverage(taken.read + taken.inert + len(gaps), taken.read, taken.inert),
            risk=risk,
            verdict=verdict,
            made_with=self.makings(taken.fonts),
            declarations=self._declarations(),
            recipient=self.config.recipient,
        )

    def makings(self, fonts: Iterable[str] = ()) -> Makings:
        """What every report of this scanner is made with, and one whose pages were drawn with `fonts` of this machine."""
        from outscan.ocr import engine_name  # noqa: PLC0415 - asks for the engine's version without importing it

        engine = None if self.config.ocr == "off" else engine_name()
        return Makings(
            outscan=__version__,
            rules=self.pack.digest,
            policy=self.policy.digest,
            model=self.assessor.digest,
            options=f"sha256:{self.config.digest()}",
            as_of=self.config.as_of.isoformat(),
            ocr="; ".join(filter(None, [engine, *sorted(fonts)])) or None,
        )

    def skipped(self, path: str, name: str, detail: str) -> Report:
        """The report of a file the run did not come to."""
        blob = Blob(Where((name,)), b"")
        return self.unread(blob, path, [Gap(blob.where, GapReason.SKIPPED, detail)])

    def missing(self, path: str, name: str, detail: str) -> Report:
        """The report of a path that could not be opened."""
        blob = Blob(Where((name,)), b"")
        return self.unread(blob, path, [Gap(blob.where, GapReason.UNREADABLE, detail)], partial=False)


def _names_the_file(segment: Segment) -> bool:
    """Whether a segment is the name of the file that was handed in."""
    return segment.where.part is Part.NAME and len(segment.where.member) == 1 and not segment.where.spot


def _require_engine() -> None:
    """Refuse to look at every page where nothing can. Raises ConfigError."""
    from outscan.ocr import engine_name  # noqa: PLC0415 - asks for the engine's version without importing it

    if engine_name() is None:
        raise ConfigError(say("problem.no_engine"))
