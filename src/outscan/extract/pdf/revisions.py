"""Older revisions behind incremental updates: what was changed or deleted still leaves with the file.

In: the bytes, and the words of the final document. Out: segments of what earlier revisions say and the final one does not.
A file is cut at each earlier end mark (ISO 32000-1, 7.5.6); a linearised file's first mark is not a revision (annex F).
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pypdfium2

from outscan.errors import Unreadable
from outscan.extract.pdf.attachments import attachments
from outscan.extract.pdf.strings import squeezed
from outscan.extract.pdf.structure import notes
from outscan.extract.pdf.xmp_xfa import packets
from outscan.limits import Budget
from outscan.pdfium import document
from outscan.types import Blob, Gap, GapReason, HiddenKind, Part, Piece, PlacedText, Segment, joined, spot, unread

MANY = 20
"""Revisions looked at, newest first; a form signed more often is told of."""


def revisions(blob: Blob, said: str, files: set[bytes], budget: Budget) -> Iterator[Piece]:
    """Yield what earlier revisions hold beyond what was `said` (without blanks) and beyond the attached `files`."""
    cuts = _cuts(blob.data)
    if len(cuts) > MANY:
        yield Gap(
            blob.where.at(Part.HIDDEN), GapReason.SKIPPED, unread("older_revisions", count=len(cuts) - MANY, whole=len(cuts))
        )
    for number, cut in list(enumerate(cuts, 1))[-MANY:][::-1]:
        pairs, blobs = _revision(blob, blob.data[:cut], number, budget)
        fresh = []
        for at, text in pairs:
            kept = [line for line in text.splitlines() if squeezed(line) and squeezed(line) not in said]
            if kept:
                fresh.append((at, "\v".join(kept)))
                said += squeezed("".join(kept))
        if fresh:
            text, places = joined(fresh)
            yield Segment(blob.where.at(Part.HIDDEN), text, places, HiddenKind.OLDER_REVISION)
        for inner in blobs:
            if isinstance(inner, Blob) and inner.data not in files:
                files.add(inner.data)
                yield Blob(inner.where, inner.data, HiddenKind.OLDER_REVISION)


def _cuts(data: bytes) -> list[int]:
    """Where each revision but the last ends."""
    found, at = [], data.find(b"%%EOF")
    while at >= 0:
        found.append(at + 5)
        at = data.find(b"%%EOF", at + 5)
    if b"/Linearized" in data[:2048]:
        found = found[1:]
    return [cut for cut in found[:-1] if b"startxref" in data[max(cut - 64, 0) : cut]]


def _revision(blob: Blob, data: bytes, number: int, budget: Budget) -> tuple[list[PlacedText], list[Piece]]:
    """(spot, text) of everything the revision says, and its attachments; nothing where it does not open by itself."""
    pairs: list[PlacedText] = []
    blobs: list[Piece] = []
    try:
        opened = document(data)
    except pypdfium2.PdfiumError:
        return pairs, blobs
    try:
        for at in range(len(opened)):
            budget.page()
            budget.tick()
            page = opened[at]
            text = page.get_textpage()
            if text.count_chars() > 0:
                pairs.append((spot("older", number).then("page", at + 1), text.get_text_range()))
            text.close()
            page.close()
    except pypdfium2.PdfiumError:
        pass  # the pages of an older revision that do not load were not drawn by any reader of it either
    finally:
        opened.close()
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
        pairs += [(spot("older", number) + note.spot, note.text) for note in (*notes(pdf, budget, []), *packets(pdf, budget, []))]
        blobs += attachments(blob, pdf, budget)
    except (pikepdf.PikepdfError, Unreadable):
        return pairs, blobs
    return pairs, blobs
