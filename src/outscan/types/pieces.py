"""What a reader yields: segments of text, gaps, blobs inside blobs, inert parts."""

from __future__ import annotations

from outscan.nouns import Struct
from outscan.types.enums import GapReason, HiddenKind
from outscan.types.places import HARD, NOWHERE, Cells, Places, Span, Spot, Where
from outscan.types.reasons import Reason


class Blob(Struct, frozen=True):
    """Bytes with a name: handed in, or found inside another (文件/成员).

    `hidden` says that a reader of the outer document would not see this one at once (an embedded workbook).
    `declared` is a media type or ending the container states, a hint that `sniff` may use and never trusts.
    """

    where: Where
    data: bytes
    hidden: HiddenKind | None = None
    declared: str = ""

    @property
    def name(self) -> str:
        """The innermost name, '' for a nameless blob."""
        return self.where.member[-1] if self.where.member else ""


class Segment(Struct, frozen=True):
    """A stretch of text of one part, with an index of places (文本段).

    `text` uses SOFT, HARD and CELL as separators. `hidden` is set where a reader would not see this text at once;
    each of its places is then one hidden thing. `ocr` is the engine's mean confidence (0–1) where the text was seen,
    not read. `after` is the spot of the place of the body this part follows, where a reader knows it (a table in a text).
    """

    where: Where
    text: str
    places: Places | None = None
    hidden: HiddenKind | None = None
    ocr: float | None = None
    after: Spot = NOWHERE

    def where_at(self, offset: int) -> Where:
        """The address of the place that holds `offset` of `text`."""
        if self.places is None or not len(self.places.starts):
            return self.where
        return self.where.at(self.where.part, self.places.spots[self.places.index_at(offset)])

    def place_at(self, offset: int) -> Span:
        """The stretch of `text` that is read in one breath around `offset`: its place, or the line where there are none."""
        if self.places is None or not len(self.places.starts):
            start = self.text.rfind(HARD, 0, offset) + 1
            end = self.text.find(HARD, offset)
            return Span(start, len(self.text) if end < 0 else end)
        return self.places.bounds(self.places.index_at(offset), len(self.text))

    @property
    def cells(self) -> Cells | None:
        """The grid this segment is laid out in, where it is one."""
        spots = self.places.spots if self.places else None
        return spots if isinstance(spots, Cells) else None


class Gap(Struct, frozen=True):
    """A part not read, and why (未检部分).

    `detail` is a sentence of `words.unread` with figures and technical words only, never document text. `page` (from 0) says
    which page or frame of the blob a second reader (OCR) may try, None where there is nothing to look at.
    """

    where: Where
    reason: GapReason
    detail: Reason | None = None
    page: int | None = None


class Inert(Struct, frozen=True):
    """A part on a reader's explicit list that cannot hold words for a reader (字体、主题…): counted, searched as raw strings."""

    where: Where
    data: bytes
    kind: str


Piece = Segment | Gap | Blob | Inert
"""All that a reader yields: the whole protocol between formats and the rest."""


class SoFar(Struct, frozen=True):
    """How far a reading has come: the parts that were read, and whether all are read and being judged."""

    parts: int
    judging: bool = False


class Hidden(Struct, frozen=True):
    """Hidden things found, sensitive or not: what else leaves the building (隐藏内容)."""

    where: Where
    kind: HiddenKind
    count: int = 1
