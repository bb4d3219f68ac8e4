"""What programs keep for themselves in a PDF: the streams of page-piece dictionaries (ISO 32000-1, 14.5).

In: an object that has such a dictionary. Out: the streams in it, with the name of the program. No viewer shows them; a program
may keep the whole drawing there, layers and text that were deleted from the page included.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import pikepdf

from outscan.extract.pdf.strings import name
from outscan.limits import Budget

DEEP = 6
"""Dictionaries within one another, at most."""
MOST = 2000
"""Entries of one dictionary."""
PACKED = b"%AI12_CompressedData"
"""What Adobe Illustrator writes before data deflated once more."""


def private(holder: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Stream]]:
    """Yield (program, stream) for every stream the page-piece dictionary of `holder` leads to."""
    pieces = holder.get("/PieceInfo")
    for program, piece in list(pieces.items())[:MOST] if isinstance(pieces, pikepdf.Dictionary) else ():
        kept = piece.get("/Private") if isinstance(piece, pikepdf.Dictionary) else None
        for stream in _streams(kept, 0):
            yield f"PieceInfo{program}", stream


def _streams(thing: object, depth: int) -> Iterator[pikepdf.Stream]:
    if isinstance(thing, pikepdf.Stream):
        yield thing
    elif depth < DEEP and isinstance(thing, pikepdf.Array):
        for item in list(thing)[:MOST]:
            yield from _streams(item, depth + 1)
    elif (
        depth < DEEP and isinstance(thing, pikepdf.Dictionary) and name(thing.get("/Type")) not in ("/Page", "/Pages", "/Catalog")
    ):
        for _, item in list(thing.items())[:MOST]:
            yield from _streams(item, depth + 1)


def unpacked(data: bytes, budget: Budget) -> bytes:
    """The data of a stream, what Illustrator deflated once more unpacked."""
    if not data.startswith(PACKED):
        return data
    engine = zlib.decompressobj()
    try:
        return budget.inflate([engine.decompress(data[len(PACKED) :].lstrip(b"\r\n"), budget.limits.max_file_bytes)], len(data))
    except zlib.error:
        return data
