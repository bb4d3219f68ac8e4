"""The pipeline, readable in one minute: unpack → fold → detect → confirm → relate → assess → decide.

In: `Blob`. Out: `Report`. Contains no rule: every judgement is made in a stage. Taking a document apart (unpack, fold, detect) is
`intake`; here it is judged.
Law 7: same bytes, same makings, same report.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from outscan import signed
from outscan.assess.model import Assessor, load_assessor
from outscan.baseline import Baseline, load_baseline
from outscan.config import Config, shipped
from outscan.confirm import confirm
from outscan.decide import Policy, apply_declarations, check_declarations, decide, load_policy
from outscan.detect.base import Detector
from outscan.detect.detectors import Grounds, detectors
from outscan.errors import ConfigError
from outscan.extract import EXTRACTORS, Reader
from outscan.intake import Intake, Seen, Taken, Telling, unnamed
from outscan.lexicon.load import load
from outscan.lexicon.pack import Pack
from outscan.nouns import Struct, replace
from outscan.package import Joined, joined
from outscan.proofs import told_by
from outscan.reading import Document
from outscan.relate import in_sight, relate
from outscan.state import grammar
from outscan.tally import merged, ordered
from outscan.types import Blob, Coverage, Declaration, Finding, Gap, GapReason, Makings, Reason, Report, Risk, Segment, Where
from outscan.unpack import Met
from outscan.version import __version__
from outscan.words import say

__all__ = ["Scanner", "Seen", "Taken"]


class Scanner(Struct, frozen=True):
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
        signed.require(config.signed)
        pack = load(config.lexicons, config.overlays)
        check_declarations(config.declarations, pack.items)
        if config.ocr == "force":
            _require_engine()
        return cls(
            config=config,
            pack=pack,
            policy=load_policy(config.policies, overlays=config.overlays),
            detectors=detectors(Grounds(pack.terms, pack.folded, pack.state, config.as_of, config.fingerprints)),
            assessor=replace(
                load_assessor(config.models, required=config.models != shipped("models")),
                state=grammar(pack.state),
                never=frozenset(item.id for item in pack.items if item.live),
            ),
            baseline=load_baseline(config.baseline) if config.baseline else None,
        )

    def scan(self, blob: Blob, path: str = "", *, seen: Seen | None = None, proof: bytes | None = None) -> Report:
        """Judge one top-level document. Never raises for anything inside it. `proof` is what lies beside it, unread yet."""
        taken = self.take(blob, seen)
        if proof is not None:
            taken.proofs.append(told_by(proof, blob.where, hashlib.sha256(blob.data).hexdigest()))
        return self._examined(blob, path, taken, self.settled(taken))

    def examine(self, blob: Blob, path: str = "", *, far: Seen | None = None, met: Met | None = None) -> tuple[Report, Document]:
        """Judge one document and hand on what was read: processing must find the words again. `far` hears how far it has come."""
        taken = self._intake.take(blob, Telling(far) if far else None, met)
        document = self.settled(taken, every=True)
        return self._examined(blob, path, taken, document), document

    def _examined(self, blob: Blob, path: str, taken: Taken, document: Document) -> Report:
        judged, facts = self._judge(document)
        findings = apply_declarations(judged, self._declarations())
        if self.baseline is not None:
            findings = self.baseline.apply(findings, self.config.as_of)
        risk = self.assessor.assess(document, findings)
        return replace(self.report(blob, path, taken, findings, risk), facts=facts)

    def take(self, blob: Blob, seen: Seen | None = None) -> Taken:
        """Everything that is read of one document, with what detectors noticed in it; what is found so far is told to `seen`."""
        return self._intake.take(blob, Telling(seen, self._so_far) if seen else None)

    def settled(self, taken: Taken, *, every: bool = False) -> Document:
        """The document with its matches: terms of items that others speak for, or every one."""
        return replace(taken.document, matches=taken.sightings.settled(None if every else partial(in_sight, self.pack)))

    def _so_far(self, taken: Taken) -> tuple[Finding, ...] | None:
        document = self.settled(taken)
        return self._judge(document, facts=False)[0] if document.matches else None

    def _judge(self, document: Document, *, facts: bool = True) -> Joined:
        """The findings of a document, with those its members make together, and what it brings to a larger package."""
        confirmed = confirm(document, self.pack)
        found = (*confirmed.findings, *relate(self.pack, document, confirmed.evidence))
        return joined(document, confirmed.evidence, self.assessor.set_aside(document, found), facts=facts)

    def found(self, taken: Taken, as_of: date) -> tuple[Finding, ...]:
        """The findings of a document taken apart before, judged on the day `as_of`: before any declaration or baseline."""
        return self.judged(taken, as_of)[0]

    def judged(self, taken: Taken, as_of: date) -> Joined:
        """The same, with the facts the document brings to a package."""
        findings, facts = self._judge(replace(self.settled(taken), as_of=as_of))
        return ordered(findings), facts

    def renamed(self, taken: Taken, name: str) -> Taken:
        """`taken` as if its file were called `name` (`Intake.renamed`)."""
        return self._intake.renamed(taken, name)

    def read(self, blob: Blob, met: Met | None = None) -> Iterator[Segment | Gap]:
        """Every piece of text with its place, and every gap, as `scan` would meet them; nothing is judged."""
        return self._intake.pieces(blob, met)

    @property
    def _intake(self) -> Intake:
        return Intake(self.config, self.detectors, self.readers)

    def _declarations(self) -> tuple[Declaration, ...]:
        return tuple(Declaration(key, answer, self.config.declared_by) for key, answer in self.config.declarations)

    def report(self, blob: Blob, path: str, taken: Taken, findings: Sequence[Finding], risk: Risk) -> Report:
        """What is known of `blob`, decided by this scanner's policy."""
        gaps = tuple(dict.fromkeys([*taken.gaps, *unnamed(blob)]))
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
            made_with=self.makings(taken.fonts, taken.helpers),
            declarations=self._declarations(),
            recipient=self.config.recipient,
        )

    def unread(
        self, blob: Blob, path: str, gaps: Sequence[Gap], findings: Sequence[Finding] = (), *, partial: bool = True
    ) -> Report:
        """The report of a document that could not be taken apart to the end: what was found before, and the gaps."""
        taken = Taken(Document(blob.name, self.config.as_of), gaps=list(gaps))
        return replace(self.report(blob, path, taken, findings, Risk(model=self.assessor.digest)), partial=partial)

    def skipped(self, path: str, name: str, detail: Reason | None = None) -> Report:
        """The report of a file the run did not come to."""
        blob = Blob(Where((name,)), b"")
        return self.unread(blob, path, [Gap(blob.where, GapReason.SKIPPED, detail)])

    def makings(self, fonts: Iterable[str] = (), helpers: Iterable[str] = ()) -> Makings:
        """What every report of this scanner is made with, and one whose pages were drawn with `fonts` of this machine.

        `helpers` are its programs that unpacked something.
        """
        from outscan.ocr import engine_name

        engine = None if self.config.ocr == "off" else engine_name()
        return Makings(
            outscan=__version__,
            rules=self.pack.digest,
            policy=self.policy.digest,
            model=self.assessor.digest,
            options=f"sha256:{self.config.digest()}",
            as_of=self.config.as_of.isoformat(),
            ocr="; ".join(filter(None, [engine, *sorted(fonts)])) or None,
            helpers="; ".join(sorted(helpers)) or None,
        )


def _require_engine() -> None:
    """Refuse to look at every page where nothing can. Raises ConfigError."""
    from outscan.ocr import engine_name

    if engine_name() is None:
        raise ConfigError(say("problem.no_engine"))
