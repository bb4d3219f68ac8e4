"""The lines of a page as PDFium reads them.

In: a text page. Out: `Line`s with the box of their first character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from outscan.nouns import Struct

ENDS = re.compile(r"(\r\n|[\r\n\x0b\x0c])")
MARKS = "\x00\x02\ufffe"
"""What PDFium puts into a text that no document holds."""


class Line(Struct):
    """One line as PDFium reads it: its text and where it begins (points from the left and the bottom)."""

    text: str
    left: float = 0.0
    bottom: float = 0.0
    top: float = 0.0
    index: int = -1


def lines(text: pypdfium2.PdfTextPage) -> Iterator[Line]:
    """The lines of a text page with the box of their first character."""
    count = text.count_chars()
    if count <= 0:
        return
    whole = text.get_text_range(0, count)
    at = 0
    place, wide = pdfium.FS_RECTF(), len(whole.encode("utf-16-le", "surrogatepass")) > 2 * len(whole)
    marked = any(mark in whole for mark in MARKS)
    for number, piece in enumerate(ENDS.split(whole)):
        line = "" if number % 2 else (clean(piece) if marked else piece).strip()
        if line:
            first = at + len(piece) - len(piece.lstrip())
            index = pdfium.FPDFText_GetCharIndexFromTextIndex(text, first)
            pdfium.FPDFText_GetLooseCharBox(text, max(index, 0), place)  # the tight box of 一 is as flat as tiny type
            yield Line(line, place.left, place.bottom, place.top, first)
        at += len(piece) + (sum(c > "\uffff" for c in piece) if wide else 0)


def clean(piece: str) -> str:
    """A line without the marks PDFium puts into it."""
    # PDFium marks a hyphen at the end of a line with U+0002 or U+FFFE; neither is a character of the document.
    return piece.replace("\x02", "-").replace("\ufffe", "-").replace("\x00", "").strip("\r\n\x0b\x0c")
