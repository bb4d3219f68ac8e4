"""What leaves a scan, a run and technical processing: reports, proofs, outcomes, jobs."""

from __future__ import annotations

from typing import Self

from outscan.nouns import Struct
from outscan.types.enums import Action
from outscan.types.judged import Declaration, Finding, Risk, Verdict
from outscan.types.parcels import MemberFacts
from outscan.types.pieces import Gap, Hidden
from outscan.types.places import Where


class Coverage(Struct, frozen=True):
    """How much was read: parts met, parts read, parts inert. Whatever is in neither is a gap."""

    parts: int = 0
    read: int = 0
    inert: int = 0

    def __add__(self, other: Self) -> Coverage:
        return Coverage(self.parts + other.parts, self.read + other.read, self.inert + other.inert)


class Makings(Struct, frozen=True):
    """What a report was made with: same bytes and same makings give the same report, byte for byte."""

    outscan: str
    rules: str
    policy: str
    model: str
    options: str
    as_of: str
    ocr: str | None = None
    helpers: str | None = None
    """Programs of the machine that unpacked something, with their versions; None where none did."""


class Report(Struct, frozen=True):
    """Everything one scan knows of one file (审查报告)."""

    path: str
    name: str
    sha256: str
    size: int
    type: str
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    hidden: tuple[Hidden, ...]
    coverage: Coverage
    risk: Risk
    verdict: Verdict
    made_with: Makings
    declarations: tuple[Declaration, ...] = ()
    recipient: str = ""
    partial: bool = False
    facts: tuple[MemberFacts, ...] = ()
    """What this file brings to a package; joined with those of others, never shown."""

    @property
    def complete(self) -> bool:
        """Whether every part was read."""
        return not self.gaps and not self.partial


class Change(Struct, frozen=True):
    """One thing technical processing did: what kind, where, how often. Never the removed text."""

    technique: str
    where: Where
    count: int = 1
    note: str = ""


class Proof(Struct, frozen=True):
    """Of a processed copy: what was done, and what a second scan and a second reader still found."""

    sha256_before: str
    sha256_after: str
    changes: tuple[Change, ...]
    residual: tuple[str, ...]
    coverage: Coverage
    action: Action
    authority: str = ""
    reason: str = ""
    authority_sha256: str = ""
    notes: tuple[str, ...] = ()
    made_with: Makings | None = None
    approvers: tuple[str, ...] = ()


class Outcome(Struct, frozen=True):
    """Of one job in a run of many: the report, whatever became of the process that made it."""

    path: str
    report: Report


class Job(Struct, frozen=True):
    """One file to scan: the path a person gave or a folder walk met, and the bytes if they are already here.

    `gap` says why it cannot be opened at all, where that is known before trying (a link out of its folder, a pipe): a key of
    `words.unread`, '' where there is nothing to say.
    """

    path: str
    name: str
    data: bytes | None = None
    gap: str = ""
