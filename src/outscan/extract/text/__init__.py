"""Reader of plain text and of data written as text: txt, md, log, csv, json, geojson, prj, dxf, ics, vcf.

In: `Blob`. Out: one segment of paragraphs (`第12行`), several of a text of millions of characters, or a grid for tables;
`Gap(garbled)` where bytes do not decode.
Law 2: decoding is strict; what no encoding explains is said, not repaired. Draws no conclusions from a file's name
beyond what `sniff` did.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.extract.sniff import sniff
from outscan.extract.text.calendar import unfolded
from outscan.extract.text.drawing import read_drawing
from outscan.extract.text.lines import cut, pieces
from outscan.extract.text.shown import shown
from outscan.extract.text.table import read_table
from outscan.extract.text.tree import read_tree
from outscan.legible import decode, noise
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, Inert, Part, Piece, Segment, joined, spot, unread

__all__ = ["read"]


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield the text of `blob`, and a gap where some of it could not be decoded."""
    decoded = decode(blob.data, _charset(blob.declared))
    text, sound, encoding = decoded.text.replace("\0", ""), decoded.sound, decoded.encoding
    del decoded  # a long text is not held while its pieces are looked at
    budget.tick()
    kind = sniff(blob)
    if not text.strip() or text.strip() in ("{}", "[]", "\ufeff"):
        yield Inert(blob.where, blob.data, "blank")
    elif kind == "csv":
        yield from read_table(blob.where, text)
    elif kind in ("json", "geojson"):
        yield from read_tree(blob.where, text)
    elif kind == "dxf":
        yield from read_drawing(blob.where, text, budget)
    else:
        if kind in ("ics", "vcf"):
            text = unfolded(text)
        lines = [(spot("line", line), said) for line, said in shown(text)]
        why = noise(text) if kind == "txt" and sound else None
        cuts = cut(text)
        del text
        for laid, places in pieces(cuts):
            if laid:
                yield Segment(blob.where.at(Part.BODY), laid, places)
        if lines:
            yield Segment(blob.where.at(Part.BODY), *joined(lines))
        if why:
            yield Gap(blob.where, GapReason.GARBLED, why)
    if not sound:
        yield Gap(blob.where, GapReason.GARBLED, unread("encoding", encoding=encoding), page=None)


def _charset(declared: str) -> str:
    """The charset in a media type such as `text/plain; charset=gb2312`, "" where none is named."""
    return declared.lower().partition("charset=")[2].strip("\"' ;").partition(";")[0].strip("\"' ")
