"""The text of the pages, in reading order, through PDFium.

In: an open PDFium document. Out: one body segment whose places are pages, running headers and footers as segments of
their own (so that a term split by a page break meets its other half), gaps for pages without readable text.
Deliberately knows nothing of annotations, properties or attachments.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from outscan.legible import THRESHOLD, rubbish
from outscan.limits import Purse
from outscan.types import SOFT, Blob, Gap, GapReason, Part, Piece, Segment, joined

MARGIN = 0.12
"""The upper and lower share of a page in which a repeated line is a running header or footer."""
FEW = 40
"""Fewer characters than this on a page that is mostly picture is a caption or a page number, not its text."""
MOST = 0.5
"""A picture covering more than this share of the page is what the page is about."""


@dataclass(slots=True)
class Line:
    """One line as PDFium reads it: its text and where it begins (points from the left and the bottom)."""

    text: str
    left: float = 0.0
    bottom: float = 0.0
    top: float = 0.0


@dataclass(slots=True)
class Page:
    """One page: its lines, size in points, and what else is painted on it."""

    number: int
    height: float = 0.0
    width: float = 0.0
    lines: list[Line] = field(default_factory=list)
    covered: float = 0.0
    painted: int = 0
    failed: bool = False

    @property
    def text(self) -> str:
        """The lines joined as they are read."""
        return SOFT.join(line.text for line in self.lines)

    @property
    def spot(self) -> str:
        """What a person looks for: 第4页."""
        return f"第{self.number + 1}页"


def read(blob: Blob, document: pypdfium2.PdfDocument, purse: Purse) -> Iterator[Piece]:
    """Yield the body, the running lines and a gap for every page that was not read."""
    found: list[Page] = []
    for number in range(len(document)):
        purse.page()
        purse.tick()
        found.append(_page(document, number))
    running = _running(found)
    body = [
        (page.spot, SOFT.join(line.text for i, line in enumerate(page.lines) if (page.number, i) not in running))
        for page in found
    ]
    if found:
        text, places = joined(body, SOFT)
        yield Segment(blob.where.at(Part.BODY), text, places)
    for part in (Part.HEADER, Part.FOOTER):
        lines = [(p.spot, line.text) for p in found for i, line in enumerate(p.lines) if running.get((p.number, i)) == part]
        if lines:
            text, places = joined(lines)
            yield Segment(blob.where.at(part), text, places)
    for page in found:
        yield from _gaps(blob, page)


def _gaps(blob: Blob, page: Page) -> Iterator[Gap]:
    where = blob.where.at(Part.IMAGE, page.spot)
    solid = sum(not c.isspace() for c in page.text)
    if page.failed:
        yield Gap(where, GapReason.CORRUPT, "page not loaded")
    elif (not solid and page.painted) or (solid < FEW and page.covered > MOST):
        yield Gap(where, GapReason.IMAGE_ONLY, f"{page.painted} painted objects, {solid} characters", page.number)
    elif rubbish(page.text) > THRESHOLD:
        yield Gap(where, GapReason.GARBLED, f"rubbish {rubbish(page.text):.2f}", page.number)


def _page(document: pypdfium2.PdfDocument, number: int) -> Page:
    result = Page(number)
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        result.failed = True
        return result
    result.width, result.height = page.get_size()
    text = page.get_textpage()
    result.lines = list(_lines(text))
    if sum(len(line.text) for line in result.lines) < FEW:
        result.painted, result.covered = _painted(page, result.width * result.height)
    text.close()
    page.close()
    return result


def _lines(text: pypdfium2.PdfTextPage) -> Iterator[Line]:
    """The lines of a text page with the box of their first character."""
    count = text.count_chars()
    if count <= 0:
        return
    whole = text.get_text_range(0, count)
    at = 0
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for piece in re.split(r"(\r\n|[\r\n\x0b\x0c])", whole):
        line = _clean(piece)
        if line.strip():
            index = pdfium.FPDFText_GetCharIndexFromTextIndex(text, at + len(piece) - len(piece.lstrip()))
            pdfium.FPDFText_GetCharBox(text, max(index, 0), left, right, bottom, top)
            yield Line(line.strip(), left.value, bottom.value, top.value)
        at += len(piece) + sum(c > "\uffff" for c in piece)


def _clean(piece: str) -> str:
    # PDFium marks a hyphen at the end of a line with U+0002 or U+FFFE; neither is a character of the document.
    return piece.replace("\x02", "-").replace("\ufffe", "-").replace("\x00", "").strip("\r\n\x0b\x0c")


def _painted(page: pypdfium2.PdfPage, area: float) -> tuple[int, float]:
    """How many objects are painted on the page, and the share of its area the largest picture covers."""
    painted, covered = 0, 0.0
    for thing in page.get_objects(max_depth=8):
        painted += 1
        if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE and area:
            left, bottom, right, top = thing.get_bounds()
            covered += abs((right - left) * (top - bottom)) / area
    return painted, covered


def _running(pages: Sequence[Page]) -> dict[tuple[int, int], Part]:
    """Which lines are running headers or footers: in the margin, and the same but for figures on most pages, or a page number."""
    met: Counter[tuple[Part, str]] = Counter()
    lines: list[tuple[tuple[int, int], tuple[Part, str]]] = []
    for page in pages:
        for i, line in enumerate(page.lines):
            part = _margin(page, line)
            if part and line.text:
                key = (part, re.sub(r"\d+", "#", line.text))
                met[key] += 1
                lines.append(((page.number, i), key))
    enough = max(2, len(pages) // 3)
    return {at: key[0] for at, key in lines if len(pages) > 1 and met[key] >= enough}


def _margin(page: Page, line: Line) -> Part | None:
    if page.height and line.bottom > page.height * (1 - MARGIN):
        return Part.HEADER
    if page.height and line.top < page.height * MARGIN:
        return Part.FOOTER
    return None
