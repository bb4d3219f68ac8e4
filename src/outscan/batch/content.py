"""What a fenced worker does for a batch: read one content once, judge it under every name it is found by and on coming days.

In: a `ContentJob`. Out: `Content`: what was read, blotted out, and the findings of each name with the days they are good for.
The bytes are opened once; other names are judged from the same reading (scanner.renamed), other days, too.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from outscan.baseline import PURPOSE, fingerprint
from outscan.batch.facts import Facts, facts_of
from outscan.batch.parcels import pack_facts
from outscan.batch.stored import Stored, blotted, pack_findings, pack_stored
from outscan.day import Day
from outscan.errors import StoreError
from outscan.formats import FormatTrait, having
from outscan.isolate import open_blob
from outscan.keys import derived, installation_key
from outscan.nouns import replace
from outscan.report.json import ENGLISH
from outscan.scanner import Scanner, Seen, Taken
from outscan.types import Blob, Finding, Gap, Job, Match, Part, Report, Risk, Where

AHEAD = 4
"""So many spans of days are judged at once: a date that turns a verdict is known before it comes."""
BOUND = having(FormatTrait.BOUND)
PERSONS = "outscan persons 1"
REMEMBERED = 100_000
"""So many names are known by heart: some ten megabytes at most."""
_WORD = re.compile(r"[A-Za-z]{4}|(?:19|20)\d\d")


class ContentJob(Job, frozen=True):
    """A file to read, and every name its bytes are known by in this batch (its own one first)."""

    names: tuple[str, ...] = ()
    ticket: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings under one name, good from `since` until before `turns` ("" for ever)."""

    name: str
    since: str
    turns: str
    findings: bytes
    quiet: bool = False
    """No detector saw anything in the name itself."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is known of one content. `sha256` is "" where it could not be opened; `stamp` is the file's as it was read."""

    sha256: str
    size: int
    kind: str
    deaf: bool
    gaps: tuple[str, ...]
    details: tuple[str, ...]
    kept: bytes
    judged: tuple[Judged, ...]
    facts: Facts
    parcel: bytes
    """What it brings to a package, packed and keyed."""
    seconds: float
    stamp: str = ""
    lost: bool = False
    """It was not read to its end: this is what became of one item, and nobody else's reading."""


def voice(name: str) -> str:
    """A name as the ledger's key."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def hint(name: str) -> str:
    """What a name tells the readers of its bytes: its ending, and whether it is an Office owner file."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return ("~$" if name.startswith("~$") else "") + (ending if len(ending) <= 16 else voice(ending))  # noqa: PLR2004 - no format's


def stamp(path: str) -> str:
    """Device, inode, size and times of a file, "" where it is gone."""
    try:
        state = os.stat(path)
    except (OSError, ValueError):
        return ""
    return stamped(state)


def stamped(state: os.stat_result) -> str:
    """The stamp of what the system says of a file."""
    return f"{state.st_dev}:{state.st_ino}:{state.st_size}:{state.st_mtime_ns}:{state.st_ctime_ns}"


def wordless(name: str) -> bool:
    """Whether a name holds neither a word nor a year: `0001.txt`, `IMG_0042.jpg`. Nothing that is judged can hear it."""
    stem = name.rpartition(".")[0] or name
    return stem.isascii() and not _WORD.search(stem)


@dataclass(slots=True)
class Ear:
    """Hears whether names say anything. Remembers the last ones: a package has many of one name, and a run asks again."""

    scanner: Scanner
    _empty: Taken | None = None
    _heard: dict[str, bool] = field(default_factory=dict)

    def silent(self, name: str) -> bool:
        """Whether no detector sees anything in a name."""
        known = self._heard.get(name)
        if known is None:
            if len(self._heard) >= REMEMBERED:
                self._heard.clear()
            known = self._heard[name] = not self._speaks(name)
        return known

    def _speaks(self, name: str) -> bool:
        if self._empty is None:
            self._empty = self.scanner.take(Blob(Where(("-",)), b" "))
        taken = self.scanner.renamed(self._empty, name)
        at = _named(taken)
        return _speaks(
            taken if at >= 0 else self.scanner.take(Blob(Where((name,)), b" ")), at - 1, at + 1 if at >= 0 else sys.maxsize
        )


def _speaks(taken: Taken, beyond: int = -1, before: int = sys.maxsize) -> bool:
    """Whether any detector noticed anything, in readings of a number after `beyond` and under `before`."""
    return taken.sightings.speaks(beyond, before)


def _named(taken: Taken) -> int:
    """The number of the reading that is the file's name, -1 where it has none. A name is read before everything else."""
    first = next(iter(taken.document.readings), None)
    where = first.segment.where if first else None
    return 0 if where and where.part is Part.NAME and len(where.member) == 1 else -1


def _dated(taken: Taken, day: date) -> Taken:
    """`taken` with the one fact a detector made by the day: whether an examination is still to come."""

    def dated(one: Match) -> Match:
        return replace(one, facts={**one.facts, "coming": _year(one) >= day.year}) if "coming" in one.facts else one

    return replace(taken, sightings=taken.sightings.changed(dated))


def _year(match: Match) -> int:
    year = match.facts.get("year")
    return year if isinstance(year, int) else 0


def read_content(scanner: Scanner, job: Job, seen: Seen) -> Content:
    """Open, read once, judge under every name. The work of a fenced worker."""
    began = time.perf_counter()
    names = (job.names if isinstance(job, ContentJob) else ()) or (job.name,)
    before = "" if job.data is not None else stamp(job.path)
    blob = open_blob(job, scanner.config.limits)
    if isinstance(blob, Gap):
        return unread_content(scanner, scanner.unread(Blob(blob.where, b""), job.path, [blob], partial=False), names, before)
    taken = scanner.take(blob, seen)
    risk = scanner.assessor.assess(taken.document, ())
    report = scanner.report(blob, job.path, taken, (), risk)
    deaf = taken.kind not in BOUND and not _speaks(taken, _named(taken))
    judged: list[Judged] = []
    shared: list[Judged] = []
    for name in dict.fromkeys(names):
        bound = taken.kind in BOUND and name != blob.name
        other = scanner.take(Blob(Where((name,)), blob.data)) if bound else scanner.renamed(taken, name)
        quiet = _named(other) < 0 or not _speaks(other, _named(other) - 1, _named(other) + 1)
        if not quiet or not (deaf or wordless(name)):
            judged += [replace(one, quiet=quiet) for one in spans(scanner, other, name)]
            continue
        # What such names share is judged once (docs/decisions/0020).
        shared = shared or [replace(one, quiet=True) for one in spans(scanner, other, name)]
        judged += [replace(one, name=name) for one in shared]
    return Content(
        report.sha256,
        report.size,
        report.type,
        deaf,
        tuple(dict.fromkeys(gap.reason.value for gap in report.gaps)),
        (),
        pack_stored(_kept(report, risk, proofs=tuple(taken.proofs), pictures=taken.pictures)),
        tuple(judged),
        facts_of(scanner.settled(taken), _person),
        pack_facts(scanner.judged(taken, scanner.config.as_of)[1]),
        time.perf_counter() - began,
        before,
    )


def _kept(report: Report, risk: Risk, **more: Any) -> Stored:
    """What was read, and with which programs of this machine."""
    made = report.made_with
    return Stored(report.gaps, report.hidden, report.coverage, risk, engine=made.ocr or "", helpers=made.helpers or "", **more)


def unread_content(scanner: Scanner, report: Report, names: Sequence[str], stamp: str = "") -> Content:
    """The content of a file that could not be read to the end: what was found before, and what each name says by itself."""
    sha256 = report.sha256 if report.size else ""
    inside = [finding for finding in report.findings if not all(_of_the_name(match) for match in finding.matches)]
    return Content(
        sha256,
        report.size,
        report.type,
        deaf=False,
        gaps=tuple(dict.fromkeys(gap.reason.value for gap in report.gaps)),
        details=tuple(ENGLISH.detail(gap) for gap in report.gaps),
        kept=pack_stored(_kept(report, report.risk, partial=report.partial)),
        judged=tuple(
            Judged(name, report.made_with.as_of, "", pack_findings(blotted([*_of_name(scanner, name), *inside], _reviewed)))
            for name in dict.fromkeys(names)
        ),
        facts=Facts(),
        parcel=b"",
        seconds=0.0,
        stamp=stamp,
        lost=True,
    )


def _of_the_name(match: Match) -> bool:
    return match.where.part is Part.NAME and len(match.where.member) == 1


def _of_name(scanner: Scanner, name: str) -> Sequence[Finding]:
    """What a name says by itself."""
    return scanner.found(scanner.take(Blob(Where((name,)), b" ")), scanner.config.as_of)


def spans(scanner: Scanner, taken: Taken, name: str) -> list[Judged]:
    """The findings from the scanner's day on: one entry for each span of days in which they are the same."""
    out: list[tuple[date, date | None, tuple[Finding, ...]]] = []
    since: date | None = scanner.config.as_of
    for _ in range(AHEAD):
        if since is None:
            break
        day = Day.of(since)
        findings = blotted(scanner.found(_dated(taken, since), day), _reviewed)
        turns = _turn(day, taken)
        if out and out[-1][2] == findings:
            out[-1] = (out[-1][0], turns, findings)
        else:
            out.append((since, turns, findings))
        since = turns
    return [
        Judged(name, begin.isoformat(), end.isoformat() if end else "", pack_findings(findings)) for begin, end, findings in out
    ]


def _turn(day: Day, taken: Taken) -> date | None:
    turns = [one for one in (day.turn(),) if one]
    coming = (_year(match) for match in taken.sightings.matches() if "coming" in match.facts)
    turns += [date(year + 1, 1, 1) for year in coming if day.year <= year < date.max.year]
    return min(turns, default=None)


@cache
def _key(purpose: str) -> bytes | None:
    """A key of this installation, None where it has none: then no baseline can be in force either."""
    try:
        return derived(installation_key(), purpose)
    except StoreError:
        return None


def _reviewed(finding: Finding) -> str:
    key = _key(PURPOSE)
    return fingerprint(finding, key) if key else ""


def _person(value: str) -> int:
    """A number as 63 bits that say nothing to whoever lacks the key."""
    key = derived(installation_key(), PERSONS)
    return int.from_bytes(hmac.digest(key, value.encode(), "sha256")[:8], "big") >> 1
