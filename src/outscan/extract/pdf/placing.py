"""Characters of a page that stand alone or below one another, put together by where they stand.

In: a text page and its lines. Out: what those lines say, '' where every line is one. PDFium tells characters in the order
they were drawn, and columns from left to right; a person reads columns from right to left.
"""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from outscan.extract.layout import Run, laid, scattered
from outscan.extract.pdf.lines import Line

MOST = 3000
"""Characters placed; more that stand alone are a table or a drawing."""
ASIDE = 0.3
"""Of a character's size: below one another, two have their middles no farther apart."""


def placed(text: pypdfium2.PdfTextPage, lines: Sequence[Line], *, upright: bool) -> str:
    """What single characters and columns say together; with `upright` lines of several characters may be columns too."""
    alone = [line for line in lines if len(line.text) == 1]
    runs = _runs(text, alone) if sum(not line.text.isascii() for line in alone) > 1 else []
    for line in lines if upright else ():
        run = _runs(text, [line]) if len(line.text) > 1 and line.index >= 0 else []
        if len(run) > 1 and abs(run[0].middle - run[-1].middle) <= ASIDE * run[0].size and run[0].base != run[-1].base:
            runs += run
    return laid(runs[:MOST]) if scattered(runs) else ""


def _runs(text: pypdfium2.PdfTextPage, lines: Sequence[Line]) -> list[Run]:
    runs: list[Run] = []
    place = pdfium.FS_RECTF()
    for line in lines[:MOST]:
        start = pdfium.FPDFText_GetCharIndexFromTextIndex(text, line.index) if line.index >= 0 else -1
        for offset, char in enumerate(line.text if start >= 0 else ""):
            if char.strip() and pdfium.FPDFText_GetLooseCharBox(text, start + offset, place):
                size = max(place.top - place.bottom, place.right - place.left)
                runs.append(Run(place.left, place.right, -place.bottom, size, char))
    return runs
