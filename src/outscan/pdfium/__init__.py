"""How PDFium is opened: for reading with a font of our own, for drawing in a process of its own with the machine's.

In: the bytes of a PDF. Out: `document`, an open document whose reading depends on no font of the machine; `Easel`, which
draws pages and says which fonts were missing. Law: what is read is the same whatever fonts are installed.
"""

from __future__ import annotations

from pypdfium2 import PdfDocument

from outscan.pdfium.easel import Drawn, Easel
from outscan.pdfium.fonts import reading_fonts

__all__ = ["Drawn", "Easel", "document"]


def document(data: bytes) -> PdfDocument:
    """`data` opened for reading. Raises pypdfium2.PdfiumError where PDFium cannot open it."""
    reading_fonts()
    return PdfDocument(data)
