"""Metafiles of Windows and of LibreOffice: the text they draw, the pictures inside them, and letters they draw as curves.

In: a `Blob` of kind `emf`, `wmf` or `svm`. Out: one segment with the text records in drawing order (and one by place where they
are set in pieces), the description, each bitmap, picture or packed document as a `Blob`, a picture of the outlines that stand
like letters, and a gap for characters given as numbers of glyphs. Draws nothing but outlines.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.extract.metafile import emf, svm, wmf
from outscan.extract.metafile.drawn import Drawn
from outscan.limits import Budget
from outscan.types import SOFT, Blob, Gap, GapReason, HiddenKind, Inert, Part, Piece, Segment, joined, unread
from outscan.words.members import called

__all__ = ["read"]

FEW = 2
"""Characters given as numbers of glyphs; fewer are a bullet."""


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield the text and the pictures of a metafile, and what of it stays unread."""
    budget.page()
    if blob.data.startswith(svm.SIGNATURE):
        drawn = svm.read(blob.data)
    else:
        drawn = wmf.read(blob.data) if _is_wmf(blob.data) else emf.Reader().read(blob.data)
    where = blob.where.at(Part.IMAGE)
    yield from _texts(blob, drawn)
    files = [(ending, data) for ending, data in drawn.files if data]
    for number, (ending, data) in enumerate(files, 1):
        budget.tick()
        yield Blob(blob.where.inside(called("drawing", n=number, ending=ending)), data)
    worded = any(text.strip("\x00 ") for text in drawn.texts)
    pictures = list(drawn.outlines.blobs(blob.where, budget, wordless=not worded))
    yield from pictures
    if not drawn.whole:
        yield Gap(where, GapReason.CORRUPT, unread("metafile_has_no_end"))
    if drawn.numbered >= FEW:
        yield Gap(where, GapReason.GARBLED, unread("glyphs_by_number", numbered=drawn.numbered))
    elif drawn.whole and not (worded or files or pictures or drawn.description):
        yield Inert(where, blob.data, "drawing without text")


def _texts(blob: Blob, drawn: Drawn) -> Iterator[Segment]:
    texts = [text.strip("\x00 ") for text in drawn.texts]
    where = blob.where.at(Part.IMAGE)
    if any(texts):
        yield Segment(where, SOFT.join(filter(None, texts)))
    if reading := drawn.reading():
        yield Segment(where, reading)
    if drawn.description:
        text, places = joined([("EMF:Description", drawn.description)])
        yield Segment(blob.where.at(Part.METADATA), text, places, HiddenKind.IMAGE_METADATA)


def _is_wmf(data: bytes) -> bool:
    return data.startswith(wmf.PLACEABLE) or data[:4] in (b"\x01\x00\x09\x00", b"\x02\x00\x09\x00")
