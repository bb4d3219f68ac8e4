"""Which pages of a document, and of the documents inside it, can be drawn, with the outlines of places on them.

In: a document as bytes with what was met inside it, places of findings. Out: `Page`s, the page of each place; one member found
again. Deliberately keeps no picture: a page is drawn when somebody looks at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from outscan.formats import DRAWN, Drawn
from outscan.limits import Limits
from outscan.preview import page_sizes
from outscan.process.pdf.flat import outlines
from outscan.process.search import AROUND
from outscan.reading import Document
from outscan.scanner import Scanner
from outscan.types import Blob, Match

MOST_PAGES = 400
MOST_BYTES = 64 << 20
"""Of the members of one document whose pages are drawn; what is beyond is shown as text."""
DETAIL = 4
"""Pixels a point in which outlines are told."""


@dataclass(frozen=True, slots=True)
class Page:
    """One drawn page: its size, and outlines as (left, top, right, bottom, number of the hit), all in quarters of a point.

    `member` is the document it is a page of, the one that was handed in first; `number` counts from 0 in that document.
    """

    width: float
    height: float
    boxes: tuple[tuple[float, float, float, float, int], ...] = ()
    member: tuple[str, ...] = ()
    number: int = 0


class Place(NamedTuple):
    """A match of a finding under the number it is listed by."""

    number: int
    finding: int
    match: Match


@dataclass(slots=True)
class Members:
    """Gathers, while a document is taken apart, what has pages to draw: the document itself and members inside it."""

    found: list[tuple[Blob, Drawn]] = field(default_factory=list)
    size: int = 0

    def met(self, blob: Blob, kind: str) -> None:
        """Hear of a document that is about to be read."""
        drawn = DRAWN.get(kind)
        if drawn is None:
            return
        if len(blob.where.member) > 1:
            self.size += len(blob.data)
            if self.size > MOST_BYTES:
                return
        self.found.append((blob, drawn))


def member(scanner: Scanner, blob: Blob, wanted: tuple[str, ...]) -> Blob | None:
    """The document of that name inside `blob`; reading ends where it is met."""
    if wanted == blob.where.member:
        return blob

    found: list[Blob] = []

    def met(one: Blob, kind: str) -> None:
        if one.where.member == wanted and kind in DRAWN:
            found.append(one)

    for _ in scanner.read(blob, met):
        if found:
            return found[0]
    return found[0] if found else None


def pages(
    limits: Limits, members: Members, document: Document, spots: Mapping[int, Sequence[Place]]
) -> tuple[tuple[Page, ...], dict[int, int]]:
    """The pages that can be drawn with outlines on them, and the page of each place that is on one."""
    made: list[Page] = []
    where: dict[int, int] = {}
    places = [one for several in spots.values() for one in several]
    for blob, drawn in members.found:
        mine = [one for one in places if one.match.where.member == blob.where.member]
        with suppress(Exception):  # a member that cannot be drawn is shown as text, and what else there is as pages
            for page, numbers in _of(limits, blob, drawn, document, mine):
                if len(made) >= MOST_PAGES:
                    return tuple(made), where
                where |= dict.fromkeys(numbers, len(made))
                made.append(page)
    return tuple(made), where


def _of(
    limits: Limits, blob: Blob, drawn: Drawn, document: Document, places: Sequence[Place]
) -> Iterator[tuple[Page, list[int]]]:
    """The pages of one document, each with the numbers of the places on it."""
    sizes, inside = page_sizes(blob, limits)[:MOST_PAGES], blob.where.member
    if drawn is Drawn.FRAMES:
        for number, (width, height) in enumerate(sizes):
            yield Page(width * DETAIL, height * DETAIL, (), inside, number), [] if number else [one.number for one in places]
        return
    wanted: dict[int, list[tuple[int, str, str, str]]] = {}
    on: dict[int, list[int]] = {}
    for one in places:
        page = (one.match.where.spot.page or 0) - 1
        if not 0 <= page < len(sizes):
            continue
        on.setdefault(page, []).append(one.number)
        text = document.readings[one.match.segment].segment.text
        for span in one.match.spans:
            around = text[max(0, span.start - AROUND[0]) : span.start], text[span.end : span.end + AROUND[0]]
            wanted.setdefault(page, []).append((one.number, around[0], text[span.start : span.end], around[1]))
    boxes = outlines(blob.data, wanted, DETAIL)
    for number, (width, height) in enumerate(sizes):
        outlined = tuple(boxes.get(number, ()))
        yield Page(width * DETAIL, height * DETAIL, outlined, inside, number), on.get(number, [])
