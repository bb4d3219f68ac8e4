"""Text of streams no page draws: appearances of annotations, forms left behind, content of deleted pages.

In: (stream, resources) of a pikepdf document. Out: the text of each, read by PDFium from a scratch document in memory in
which every stream is a page of its own. Nothing is written anywhere.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pikepdf

from outscan.extract.pdf.streams import inflated
from outscan.limits import Budget
from outscan.pdfium import document

BATCH = 200
"""Streams a scratch document: few enough to fit in memory whatever they are."""
SHEET = 14400
"""Points; the largest page there is (ISO 32000-1 annex C), so that nothing falls off it."""


def drawn(pdf: pikepdf.Pdf, wanted: Sequence[tuple[pikepdf.Stream, object]], budget: Budget) -> Iterator[str]:
    """Yield the text of each wanted stream of `pdf`, '' where there is none or it cannot be read."""
    for first in range(0, len(wanted), BATCH):
        budget.tick()
        yield from _batch(pdf, wanted[first : first + BATCH], budget)


def _batch(pdf: pikepdf.Pdf, wanted: Sequence[tuple[pikepdf.Stream, object]], budget: Budget) -> Iterator[str]:
    scratch = pikepdf.new()
    for stream, resources in wanted:
        page = scratch.add_blank_page(page_size=(SHEET, SHEET))
        try:
            content = inflated(stream, budget)
            if isinstance(resources, pikepdf.Dictionary):
                page.obj.Resources = scratch.copy_foreign(resources if resources.is_indirect else pdf.make_indirect(resources))
        except (pikepdf.PikepdfError, ValueError, NotImplementedError, TypeError):
            continue
        # Form space may begin anywhere; the middle of the sheet leaves room on every side.
        page.obj.Contents = scratch.make_stream(b"q 1 0 0 1 %d %d cm\n" % (SHEET // 2, SHEET // 2) + content + b"\nQ")
    kept = io.BytesIO()
    scratch.save(kept)
    opened = document(kept.getvalue())
    try:
        for page_read in opened:
            text = page_read.get_textpage()
            yield text.get_text_range().strip().replace("\r\n", "\n") if text.count_chars() > 0 else ""
            text.close()
            page_read.close()
    finally:
        opened.close()
