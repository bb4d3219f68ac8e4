"""The text of the pages, in reading order, through PDFium.

In: an open PDFium document. Out: one body segment whose places are pages, running headers and footers as segments of
their own (so that a term split by a page break meets its other half), gaps for pages without readable text.
Deliberately knows nothing of annotations, properties or attachments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from outscan.errors import Exceeded
from outscan.extract.collected import Collected
from outscan.extract.pdf.content import Clues, Contents
from outscan.extract.pdf.hidden import Sight, box
from outscan.extract.pdf.lines import Line, clean, lines
from outscan.extract.pdf.page import Page, running
from outscan.extract.pdf.pictures import pictures
from outscan.extract.pdf.placing import placed
from outscan.extract.pdf.strings import squeezed
from outscan.extract.pdf.tables import ROWS, Raw, tables
from outscan.extract.sight import tiny
from outscan.legible import THRESHOLD, private, rubbish, strange
from outscan.limits import Budget
from outscan.types import SOFT, Blob, Gap, GapReason, HiddenKind, Part, Piece, Segment, grid, joined, unread

FEW = 40
"""Fewer characters than this on a page that is mostly picture is a caption or a page number, not its text."""
TILES = 12
"""Small pictures of a page; as many may be the tiles of one."""
TOGETHER = 3
"""Characters side by side whose glyphs stand out of order; fewer are variants."""
MOST = 0.5
"""A picture covering more than this share of the page is what the page is about."""


def read(
    blob: Blob, document: pypdfium2.PdfDocument, pdf: pikepdf.Pdf | None, budget: Budget, contents: Contents
) -> Iterator[Piece]:
    """Yield the body, the running lines, hidden text, and a gap for every page that was not read; then the pictures."""
    found: list[Page] = []
    layers = pdf is not None and _layers_off(pdf)
    stopped: Exceeded | None = None
    for number in range(len(document)):
        try:
            budget.page()
            budget.tick()
            clues = contents.page(pdf.pages[number]) if pdf is not None and number < len(pdf.pages) else None
        except Exceeded as limit:  # what was read so far is said first
            stopped = limit
            break
        if clues is not None and not clues.curved:
            contents.straight.add(number)
        found.append(_page(document, number, clues, layers_off=layers))
    yield from _texts(blob, found)
    met: set[tuple[int, int]] = set()
    for page in found:
        gaps = list(_gaps(blob, page))
        yield from gaps
        seen = any(gap.page is not None for gap in gaps)
        if page.clues is not None and page.clues.pictures:
            if seen:  # whoever looks at the page sees its pictures
                met.update(page.clues.pictures)
            else:
                yield from pictures(blob, page.number, page.clues.pictures, met, budget)
    if stopped is not None:
        raise stopped


def _layers_off(pdf: pikepdf.Pdf) -> bool:
    """Whether any optional content is off when the document is opened."""
    layers = pdf.Root.get("/OCProperties")
    setting = layers.get("/D") if isinstance(layers, pikepdf.Dictionary) else None
    if not isinstance(setting, pikepdf.Dictionary):
        return False
    off = setting.get("/OFF")
    return str(setting.get("/BaseState", "/ON")) != "/ON" or (isinstance(off, pikepdf.Array) and len(off) > 0) or "/AS" in setting


def _texts(blob: Blob, found: Sequence[Page]) -> Iterator[Segment]:
    headed = running(found)
    for page in found:
        laid = {line for table in page.tables for line in table.lines}
        headed.update(dict.fromkeys(((page.number, line) for line in laid), Part.TABLE))
    body = [
        (page.spot, SOFT.join(line.text for i, line in enumerate(page.lines) if (page.number, i) not in headed)) for page in found
    ]
    if found:
        text, places = joined(body, SOFT)
        yield Segment(blob.where.at(Part.BODY), text, places)
    yield from _placed(blob, found)
    for part in (Part.HEADER, Part.FOOTER):
        lines = [(p.spot, line.text) for p in found for i, line in enumerate(p.lines) if headed.get((p.number, i)) == part]
        if lines:
            text, places = joined(lines)
            yield Segment(blob.where.at(part), text, places)
    for page in found:
        for number, table in enumerate(page.tables, 1):
            text, places = grid(page.spot.then("table", number), table.cells)
            yield Segment(blob.where.at(Part.TABLE), text, places)
    hidden = Collected({})
    for page in found:
        for kind, text in page.hidden:
            hidden.hide(kind, page.spot, text)
        said = squeezed(page.text) if page.clues is not None and page.clues.replaced else ""
        for text in dict.fromkeys(page.clues.replaced if page.clues is not None else ()):
            if squeezed(text) not in said:
                hidden.hide(HiddenKind.ALT_TEXT, page.spot, text)
    yield from hidden.pieces(blob.where)


def _placed(blob: Blob, found: Sequence[Page]) -> Iterator[Segment]:
    """What single characters and columns say, where the lines do not say it."""
    beside = [(page.spot, page.placed) for page in found if page.placed and squeezed(page.placed) not in squeezed(page.text)]
    if beside:
        text, places = joined(beside)
        yield Segment(blob.where.at(Part.BODY), text, places)


def _gaps(blob: Blob, page: Page) -> Iterator[Gap]:
    where = blob.where.at(Part.IMAGE, page.spot)
    solid = len(squeezed(page.text + "".join(text for _, text in page.hidden)))
    rotten = rubbish(page.text)
    foggy = strange(page.text)
    if page.failed:
        yield Gap(where, GapReason.CORRUPT, unread("page_not_loaded"))
    elif not solid and page.clues is not None and page.clues.shown:
        yield Gap(where, GapReason.GARBLED, unread("text_drawn", solid=solid), page.number)
    elif (not solid and page.painted) or (solid < FEW and page.covered > MOST) or (page.clues is not None and page.clues.inline):
        yield Gap(where, GapReason.IMAGE_ONLY, unread("painted", painted=page.painted, solid=solid), page.number)
    elif page.clues is not None and len(page.clues.tiles) + page.clues.dots >= TILES:
        yield Gap(where, GapReason.IMAGE_ONLY, unread("tiles", count=len(page.clues.tiles) + page.clues.dots), page.number)
    elif rotten > THRESHOLD:
        yield Gap(where, GapReason.GARBLED, unread("rubbish", rotten=f"{rotten:.2f}"), page.number)
    elif page.clues is not None and page.clues.doubt:
        yield Gap(where, GapReason.GARBLED, page.clues.doubt, page.number)
    elif private(page.text):
        yield Gap(where, GapReason.GARBLED, unread("private_use_characters"), page.number)
    elif page.clues is not None and _together(page.text, page.clues.unordered):
        yield Gap(where, GapReason.GARBLED, unread("unicode_order"), page.number)
    elif foggy is not None:
        yield Gap(where, GapReason.GARBLED, unread("noise_han", clear=f"{foggy:.2f}"), page.number)
    if page.clues is not None and page.clues.broken:
        yield Gap(where, GapReason.CORRUPT, unread("content_stream"))


def _together(text: str, unordered: frozenset[str]) -> bool:
    """Whether several unlike characters of `unordered` stand side by side."""
    run: set[str] = set()
    for char in text if len(unordered) >= TOGETHER else "":
        run = run | {char} if char in unordered else set()
        if len(run) >= TOGETHER:
            return True
    return False


def _page(document: pypdfium2.PdfDocument, number: int, clues: Clues | None, *, layers_off: bool) -> Page:
    result = Page(number, clues=clues)
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        result.failed = True
        return result
    left, result.bottom, right, result.top = box(page)
    text = page.get_textpage()
    result.lines = list(lines(text))
    result.placed = placed(text, result.lines, upright=clues is not None and clues.upright)
    scant = sum(len(line.text) for line in result.lines) < FEW
    suspect = clues is None or clues.unseen or clues.pale or (layers_off and clues.layered) or _odd(page, result.lines)
    if scant or (suspect and clues is not None and clues.unseen):
        result.painted, result.covered = _painted(page, (right - left) * (result.top - result.bottom))
    if suspect and result.lines:
        sight = Sight(page, text, layers_off=layers_off, scanned=result.covered > MOST)
        _part(result, text, sight)
    if len(result.lines) >= ROWS and all(line.index >= 0 for line in result.lines):
        raw = [Raw(line.text, line.index, line.top - line.bottom) for line in result.lines]
        result.tables = tables(raw, text, page.get_rotation())
    text.close()
    page.close()
    return result


def _odd(page: pypdfium2.PdfPage, lines: Sequence[Line]) -> bool:
    """Whether a line begins outside the page or in tiny type."""
    x0, y0, x1, y1 = box(page)
    return any(
        one.top < y0 or one.bottom > y1 or one.left > x1 or one.left < x0 - 1 or tiny(one.top - one.bottom) for one in lines
    )


def _part(page: Page, text: pypdfium2.PdfTextPage, sight: Sight) -> None:
    """Take the hidden characters out of the lines of `page` into its hidden texts."""
    count = text.count_chars()
    kinds = sight.kinds(count)
    if not any(kinds):
        return
    chars = [chr(code) if (code := pdfium.FPDFText_GetUnicode(text, i)) else " " for i in range(count)]
    for kind, indices in groupby(range(count), key=kinds.__getitem__):
        said = clean("".join(chars[i] for i in indices)).replace("\r\n", SOFT).strip() if kind else ""
        if kind and said:
            page.hidden.append((kind, said))
    kept = [(i, c) for i, c in enumerate(chars) if kinds[i] is None]
    place = pdfium.FS_RECTF()
    page.lines = []
    for ends, group in groupby(kept, key=lambda pair: pair[1] in "\r\n"):
        run = list(group)
        line = "" if ends else clean("".join(c for _, c in run)).strip()
        if line:
            pdfium.FPDFText_GetLooseCharBox(text, run[0][0], place)
            page.lines.append(Line(line, place.left, place.bottom, place.top))


def _painted(page: pypdfium2.PdfPage, area: float) -> tuple[int, float]:
    """How many objects are painted on the page, and the share of its area the largest picture covers."""
    painted, covered = 0, 0.0
    for thing in page.get_objects(max_depth=8):
        painted += 1
        if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE and area:
            left, bottom, right, top = thing.get_bounds()
            covered += abs((right - left) * (top - bottom)) / area
    return painted, covered
