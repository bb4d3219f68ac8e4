"""What a piece of text holds besides its words: files, ciphertext, and words written another way.

In: a `Segment`, whatever reader it came from. Out: blobs of the files that stand in it as codes (data addresses, base64, hex),
gaps for ciphertext, the segment without the codes that were taken out of it, and further segments for words that are not
written from left to right (letters one a line, downwards in columns, turned round). Asked once for every segment, by `unpack`.
Codes and mark-up inside a line are undone by `fold.plain`; what stands here needs a place or a reader of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.extract.within.cipher import ciphertext
from outscan.extract.within.files import Count, files
from outscan.extract.within.misread import misread
from outscan.extract.within.spread import Spread
from outscan.extract.within.ways import ways
from outscan.limits import Budget
from outscan.types import Blob, Gap, HiddenKind, Segment

__all__ = ["Count", "Spread", "within"]

SHORTEST = 5
"""No text shorter than this holds anything but itself."""


def within(segment: Segment, budget: Budget, count: Count) -> Iterator[Segment | Gap | Blob]:
    """Yield `segment` and all that it holds besides its words; `count` numbers the files found in one document."""
    if len(segment.text) < SHORTEST or segment.hidden is HiddenKind.RAW_STRING:
        yield segment
        return
    left, blobs = files(segment, budget, count)
    if left.text:
        yield left
        yield from ciphertext(left)
        yield from misread(left)
        yield from ways(left)
    yield from blobs
