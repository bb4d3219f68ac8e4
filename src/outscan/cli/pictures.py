"""Pictures of the pages findings stand on, for the html report: drawn behind the same fence that reads documents.

In: reports of files on disk. Out: PNG by (path, page). Coarse unless hits may be shown: where on the page, never what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from outscan.formats import DRAWN, Drawn
from outscan.isolate import Fence, open_blob
from outscan.preview import picture
from outscan.types import Blob, Job, Report

if TYPE_CHECKING:
    from outscan.scanner import Scanner

PAGES_PER_FILE = 8
"""Pages of one file that are drawn, in the order of its findings."""

Wanted = Mapping[str, Mapping[int, Sequence[str]]]
"""Words to outline, by path and page."""


def wanted(reports: Sequence[Report]) -> dict[str, dict[int, list[str]]]:
    """Which pages of which files carry upheld findings, and the words that matched there."""
    pages: dict[str, dict[int, list[str]]] = {}
    for report in reports:
        if report.type not in DRAWN:
            continue
        mine: dict[int, list[str]] = {}
        for match in (m for f in report.findings if f.upheld for m in f.matches if len(m.where.member) == 1):
            page = match.where.spot.page - 1 if match.where.spot.page else None
            page = 0 if page is None and DRAWN[report.type] is Drawn.FRAMES else page
            if page is not None and (page in mine or len(mine) < PAGES_PER_FILE):
                mine.setdefault(page, []).extend(match.quote.split())
        if mine:
            pages[report.path] = mine
    return pages


def draw(scanner: Scanner, reports: Sequence[Report], *, show_hits: bool, workers: int = 1) -> dict[tuple[str, int], bytes]:
    """The pictures of `reports`; a file that cannot be drawn simply has none."""
    pages = wanted(reports)
    jobs = [Job(report.path, report.name) for report in reports if report.path in pages]
    found: dict[tuple[str, int], bytes] = {}
    for _, result in Fence(scanner, workers, partial(draw_job, pages=pages, coarse=not show_hits)).run(jobs):
        if isinstance(result, dict):
            found.update(result)
    return found


def draw_job(scanner: Scanner, job: Job, seen: object, *, pages: Wanted, coarse: bool) -> dict[tuple[str, int], bytes]:
    """The work behind the fence: the wanted pages of one file as PNG."""
    del seen
    blob = open_blob(job, scanner.config.limits)
    if not isinstance(blob, Blob):
        return {}
    drawn: dict[tuple[str, int], bytes] = {}
    for page, words in pages[job.path].items():
        png = picture(blob, page, list(dict.fromkeys(words)), scanner.config.limits, coarse=coarse)
        if png is not None:
            drawn[job.path, page] = png
    return drawn
