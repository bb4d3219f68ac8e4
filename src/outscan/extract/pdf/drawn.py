"""What is drawn on the pages of a PDF and not written as text: outlines, appearances of annotations, ink.

In: a pikepdf document, and the pages that are looked at as a whole anyway. Out: a picture of the curves of each page that stand
like letters (each word once, wherever it comes again), the pictures of annotations' appearances. Nothing is rendered here but
those curves, so no font of the machine has a say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pikepdf

from outscan.extract.outlines import IDENTITY, Outlines, Pen
from outscan.extract.outlines.letters import Look
from outscan.extract.pdf.content import Contents
from outscan.extract.pdf.curves import Curves
from outscan.extract.pdf.pictures import NOT_TAKEN_OUT, pictures
from outscan.extract.pdf.streams import inflated
from outscan.extract.pdf.type3 import Glyphs
from outscan.extract.pdf.unreferenced import appearances
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, Part, spot, unread
from outscan.words.members import called

MOST = 2000
"""Annotations of a page looked at."""


def drawn(blob: Blob, pdf: pikepdf.Pdf, looked: Collection[int], budget: Budget, contents: Contents) -> Iterator[Blob | Gap]:
    """Yield what the pages draw beside their text; pages (from 0) in `looked` are seen as a whole."""
    curves = Curves(budget)
    glyphs = Glyphs(budget, curves)
    met: set[Look] = set()
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages):
        budget.tick()
        if number in looked:
            continue
        outlines = Outlines(upwards=True, met=met)
        try:
            if number not in contents.straight:
                curves.paint(_data(page, budget), _resources(page), outlines)
            found: dict[tuple[int, int], pikepdf.Stream] = {}
            for annotation in _annotations(page):
                for look in appearances(annotation):
                    found |= contents.pictures(look)
                    curves.form(look, outlines)
                _ink(annotation, outlines)
        except pikepdf.PikepdfError:
            continue  # the page's own reading has said that its streams are damaged
        yield from outlines.blobs(
            blob.where, budget, called("page_outline", page=number + 1, ending="png"), spot("page", number + 1)
        )
        yield from _lettering(blob, number, page, glyphs, budget)
        yield from pictures(blob, number, found, seen, budget)


def _lettering(blob: Blob, number: int, page: pikepdf.Page, glyphs: Glyphs, budget: Budget) -> Iterator[Blob | Gap]:
    """The glyphs of Type 3 fonts that are not to be taken at their word, or the page where they cannot be drawn."""
    outlines = Outlines(upwards=True)
    try:
        glyphs.paint(page, _resources(page), outlines)
    except NOT_TAKEN_OUT as error:
        yield Gap(
            blob.where.at(Part.IMAGE, spot("page", number + 1)),
            GapReason.GARBLED,
            unread("type_3", error=type(error).__name__),
            number,
        )
        return
    yield from outlines.blobs(
        blob.where, budget, called("page_glyphs", page=number + 1, ending="png"), spot("page", number + 1), all_of_it=True
    )


def _data(page: pikepdf.Page, budget: Budget) -> bytes:
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    parts = []
    for stream in streams:
        if isinstance(stream, pikepdf.Stream):
            try:
                parts.append(inflated(stream, budget))
            except pikepdf.PikepdfError:  # told by the reading of the page
                continue
    return b"\n".join(parts)


def _resources(page: pikepdf.Page) -> object:
    try:
        return page.resources
    except (AttributeError, KeyError):  # pikepdf: a page without resources, inherited or its own
        return None


def _annotations(page: pikepdf.Page) -> list[pikepdf.Dictionary]:
    found = page.obj.get("/Annots")
    return [one for one in list(found)[:MOST] if isinstance(one, pikepdf.Dictionary)] if isinstance(found, pikepdf.Array) else []


def _ink(annotation: pikepdf.Dictionary, outlines: Outlines) -> None:
    """The strokes of an ink annotation that has no appearance (ISO 32000-1, 12.5.6.13)."""
    strokes = annotation.get("/InkList")
    if "/AP" in annotation or not isinstance(strokes, pikepdf.Array):
        return
    pen = Pen(IDENTITY)
    for stroke in list(strokes)[:MOST]:
        values = [float(one) for one in list(stroke)[:20_000]] if isinstance(stroke, pikepdf.Array) else []
        pen.polygon(list(zip(values[::2], values[1::2], strict=False)), closed=False)
    outlines.add(pen.contours, filled=False)
