"""The second opinion: pdfminer.six reads the pages PDFium could not, or read as rubbish. Thirty times slower, another mind.

In: the bytes and the numbers of doubtful pages (None: all). Out: a segment with what it could read of them.
Nothing of it is logged. Deliberately does not take away the gap of a page: two readers may be fooled alike.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator

from outscan.extract.pdf.strings import squeezed
from outscan.legible import THRESHOLD, rubbish
from outscan.limits import Budget
from outscan.types import SOFT, Blob, Part, PlacedText, Segment, joined, spot

MOST = 60
"""Doubtful pages read a second time; the gaps of the others stand by themselves."""


def second(blob: Blob, numbers: Collection[int] | None, said: str, budget: Budget) -> Iterator[Segment]:
    """Yield the legible text of those pages that was not `said` (without blanks) before."""
    from pdfminer.high_level import extract_pages  # noqa: PLC0415 - only where the first reader is in doubt
    from pdfminer.layout import LAParams, LTTextContainer  # noqa: PLC0415 - the same
    from pdfminer.pdfexceptions import PDFException  # noqa: PLC0415 - the same
    from pdfminer.psexceptions import PSException  # noqa: PLC0415 - the same

    wanted = sorted(numbers)[:MOST] if numbers is not None else list(range(MOST))
    found: list[PlacedText] = []
    try:
        pages = extract_pages(io.BytesIO(blob.data), page_numbers=wanted, laparams=LAParams())
        for number, page in zip(wanted, pages, strict=False):
            budget.page()
            budget.tick()
            text = SOFT.join(one.get_text().strip().replace("\n", SOFT) for one in page if isinstance(one, LTTextContainer))
            if squeezed(text) and squeezed(text) not in said and rubbish(text) <= THRESHOLD:
                found.append((spot("page", number + 1), text))
    except (PDFException, PSException):
        pass  # the gap of the page, or of the document, has said already that it was not read
    if found:
        text, places = joined(found, SOFT)
        yield Segment(blob.where.at(Part.BODY), text, places)
