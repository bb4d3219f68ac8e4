"""What a fenced worker reads of a document for a person to look at: its text in leaves with the findings' places, or one page.

In: `Look` or `Draw` jobs. Out: `Viewed`, PNG bytes, or the report of a failure. Law: what is shown was read by our readers, never
the document's own mark-up; unless `show` is set every letter is blotted out before it leaves the worker.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from outscan.gate.differing import differences
from outscan.gate.pictured import Members, Page, Place, member, pages
from outscan.isolate import open_blob
from outscan.nouns import replace
from outscan.preview import picture
from outscan.reading import Document
from outscan.report.mask import mask
from outscan.report.order import upheld
from outscan.scanner import Scanner, Seen
from outscan.types import HARD, Blob, Finding, Gap, HiddenKind, Job, Segment, Where

LEAF_CHARS = 12_000
"""A leaf of text is about so long: what a browser lays out at once and a person reads at once."""
MOST_CHARS = 6_000_000
MOST_HITS = 5_000
"""Of one document that is looked at; what is beyond is said to be beyond."""
NICE = 10

Box = tuple[float, float, float, float]


class Look(Job, frozen=True):
    """A document to be looked at, with what it was scanned with. `other` is its processed copy."""

    recipient: str = ""
    declarations: tuple[tuple[str, bool], ...] = ()
    show: bool = False
    other: str = ""


class Draw(Job, frozen=True):
    """One page of a document, or of `member` inside it, to be drawn, `stamp` across it."""

    page: int = 0
    member: tuple[str, ...] = ()
    show: bool = False
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place of a finding that stands: which leaf it is in, where on the page, and what is to be said of it."""

    number: int
    rule: str
    finding: int
    where: Where
    quote: str
    visible: bool
    leaf: int
    page: int = -1


@dataclass(frozen=True, slots=True)
class Leaf:
    """A stretch of one part: `marks` are (start, end, number of the hit) in `text`, in order and apart."""

    where: Where
    text: str
    marks: tuple[tuple[int, int, int], ...] = ()
    changes: tuple[tuple[int, int], ...] = ()
    """Stretches that are not so in the other document."""
    covered: tuple[tuple[int, int], ...] = ()
    """(start, number) of hits that begin inside another's mark."""
    hidden: HiddenKind | None = None
    table: bool = False


@dataclass(frozen=True, slots=True)
class Viewed:
    """A document as it is shown."""

    findings: tuple[Finding, ...]
    hits: tuple[Hit, ...]
    leaves: tuple[Leaf, ...]
    pages: tuple[Page, ...] = ()
    beyond: bool = False
    """Whether more was read than is shown."""
    other: Viewed | None = None


def run(scanner: Scanner, job: Job, seen: Seen) -> Viewed | bytes | None:
    """The work of a worker that shows documents; None where there is nothing to show."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, 0, NICE)
    blob = open_blob(job, scanner.config.limits)
    if isinstance(blob, Gap):
        return None
    if isinstance(job, Draw):
        page_of = member(scanner, blob, job.member or blob.where.member)
        if page_of is None:
            return None
        return picture(page_of, job.page, (), scanner.config.limits, coarse=not job.show, stamp=job.stamp)
    if not isinstance(job, Look):
        return None
    config = replace(scanner.config, recipient=job.recipient, declarations=job.declarations)
    scanner = replace(scanner, config=config)
    made = _viewed(scanner, blob, seen)
    if job.other:
        other = open_blob(Job(job.other, job.name), scanner.config.limits)
        if not isinstance(other, Gap):
            made = _beside(made, _viewed(scanner, other, seen))
    return made if job.show else blotted(made)


def blotted(view: Viewed) -> Viewed:
    """`view` without a letter of the document; lengths stay, so places do."""
    return replace(
        view,
        hits=tuple(replace(one, quote=mask(one.quote)) for one in view.hits),
        leaves=tuple(replace(one, text=mask(one.text)) for one in view.leaves),
        other=None if view.other is None else blotted(view.other),
    )


def _viewed(scanner: Scanner, blob: Blob, far: Seen) -> Viewed:
    members = Members()
    report, document = scanner.examine(blob, far=far, met=members.met)
    findings = tuple(upheld(report))
    maker = _Maker()
    spots = _spots(findings, document)
    for reading in document.readings:
        maker.add(reading.segment, spots.get(reading.index, []))
    hits = maker.hits(findings, spots)
    drawn, on = pages(scanner.config.limits, members, document, spots)
    placed = tuple(replace(one, page=on.get(one.number, one.page)) for one in hits)
    # A page that is drawn is the picture; its text stands in the leaves all the same, for who cannot see a picture.
    return Viewed(tuple(_thin(one) for one in findings), placed, tuple(maker.leaves), drawn, maker.beyond)


def _thin(finding: Finding) -> Finding:
    """What is said of a finding, without its quotes and reasons: those are on the page of the verdict."""
    return replace(finding, matches=(), because=())


def _spots(findings: Sequence[Finding], document: Document) -> dict[int, list[Place]]:
    """The matches of the findings by the segment they are in, numbered as they are listed."""
    found: dict[int, list[Place]] = {}
    number = 0
    for index, finding in enumerate(findings):
        for match in finding.matches:
            if number >= MOST_HITS:
                return found
            inside = 0 <= match.segment < len(document.readings)
            if inside and document.readings[match.segment].segment.where.member == match.where.member and match.spans:
                found.setdefault(match.segment, []).append(Place(number, index, match))
                number += 1
    return found


@dataclass(slots=True)
class _Maker:
    """Cuts segments into leaves."""

    leaves: list[Leaf] = field(default_factory=list)
    at: dict[int, int] = field(default_factory=dict)
    """The leaf of each hit."""
    total: int = 0
    beyond: bool = False

    def add(self, segment: Segment, spots: Sequence[Place]) -> None:
        if self.total > MOST_CHARS:
            self.beyond = True
            return
        marks = _apart(sorted((span.start, span.end, one.number) for one in spots for span in one.match.spans))
        own = {number: start for start, _, number in reversed(marks)}
        for start, end in _cuts(segment.text):
            mine = tuple((max(a, start) - start, min(b, end) - start, n) for a, b, n in marks if a < end and b > start)
            covered = []
            for one in spots:
                if start <= one.match.start < end:
                    self.at[one.number] = len(self.leaves)
                    if own.get(one.number) != one.match.start:
                        covered.append((one.match.start - start, one.number))
            self.leaves.append(
                Leaf(
                    segment.where_at(start),
                    segment.text[start:end],
                    mine,
                    covered=tuple(covered),
                    hidden=segment.hidden,
                    table=segment.cells is not None,
                )
            )
            self.total += end - start

    def hits(self, findings: Sequence[Finding], spots: dict[int, list[Place]]) -> list[Hit]:
        found = sorted((one for several in spots.values() for one in several), key=lambda one: one.number)
        return [
            Hit(
                one.number,
                findings[one.finding].rule,
                one.finding,
                one.match.where,
                one.match.quote[:200],
                one.match.visible,
                self.at.get(one.number, -1),
            )
            for one in found
        ]


def _apart(marks: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Marks that do not overlap: what an earlier one covers is left out of the later."""
    out: list[tuple[int, int, int]] = []
    last = 0
    for start, end, number in marks:
        if end > max(start, last):
            out.append((max(start, last), end, number))
            last = end
    return out


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of about LEAF_CHARS that end with a line where there is one."""
    start = 0
    while start < len(text):
        end = min(start + LEAF_CHARS, len(text))
        if end < len(text):
            line = text.rfind(HARD, start + LEAF_CHARS // 2, end)
            end = line + 1 if line > 0 else end
        yield start, end
        start = end


def _beside(one: Viewed, other: Viewed) -> Viewed:
    """Both documents with what differs marked in each."""
    texts = [[leaf.text for leaf in side.leaves] for side in (one, other)]
    left, right = differences(*texts)
    return replace(
        one,
        leaves=tuple(replace(leaf, changes=tuple(left.get(number, ()))) for number, leaf in enumerate(one.leaves)),
        other=replace(
            other, leaves=tuple(replace(leaf, changes=tuple(right.get(number, ()))) for number, leaf in enumerate(other.leaves))
        ),
    )
