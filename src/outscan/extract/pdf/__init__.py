"""Portable Document Format: everything a PDF holds, seen or unseen.

In: a `Blob` of kind `pdf`. Out: one body segment with its pages as places, header and footer lines, tables, hidden text,
annotations, fields, properties, attachments, pictures; gaps for pages that hold no readable text and for damage.
PDFium reads text (fast), qpdf the structure, pdfminer.six gives a second opinion where the first is doubtful
(docs/decisions/0003-pdf-readers.md). Deliberately does not render, judge or repair anything for keeps.
"""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2

from outscan.errors import Unreadable
from outscan.extract.pdf import pages
from outscan.limits import Purse
from outscan.types import Blob, Gap, GapReason, Piece

__all__ = ["read"]


def read(blob: Blob, purse: Purse) -> Iterator[Piece]:
    """Yield everything in the PDF `blob`. Raises Unreadable(encrypted) where the empty password does not open it."""
    try:
        document = pypdfium2.PdfDocument(blob.data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (4, 5):  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
            raise Unreadable(GapReason.ENCRYPTED, "password") from error
        yield Gap(blob.where, GapReason.CORRUPT, "pdfium: no document")
        return
    try:
        yield from pages.read(blob, document, purse)
    finally:
        document.close()
