"""Bytes to pieces: the only recursion, the only broad except.

In: `Blob`. Out: `Segment`, `Gap`, `Hidden`, `Inert`. Knows no format by name.
Law 1: whatever enters comes out as segments, gaps, or counted inert parts. Law 4: a document cannot raise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from outscan.errors import Unreadable
from outscan.extract import EXTRACTORS, Reader
from outscan.extract.sniff import sniff
from outscan.legible import THRESHOLD, rubbish
from outscan.limits import Purse
from outscan.types import Blob, Gap, GapReason, Hidden, Inert, Part, Piece, Segment

See = Callable[[Blob, str, Gap], Iterator[Segment | Gap]]
"""OCR's second chance: given the blob, its kind and the gap with a page, what was seen there, or the gap again."""

Unpacked = Segment | Gap | Hidden | Inert

SECOND_CHANCE = frozenset({GapReason.IMAGE_ONLY, GapReason.GARBLED})
PICTURES = frozenset({"png", "jpg", "tiff", "bmp", "gif", "webp", "emf", "wmf", "svg"})


@dataclass(slots=True)
class Unpacker:
    """One top-level document being taken apart; remembers pictures already met, so that a letterhead counts once."""

    purse: Purse
    see: See | None = None
    cleared: frozenset[str] = frozenset()
    readers: tuple[Reader, ...] = EXTRACTORS
    seen: set[bytes] = field(default_factory=set)
    kind: str = ""

    def unpack(self, blob: Blob) -> Iterator[Unpacked]:
        """Yield everything inside `blob`, depth first, names before contents."""
        if blob.name:
            yield Segment(blob.where.at(Part.NAME), blob.name)
        if blob.hidden:
            yield Hidden(blob.where, blob.hidden)
        if len(blob.where.member) > self.purse.limits.max_depth:
            yield Gap(blob.where, GapReason.TOO_DEEP, f"max_depth {len(blob.where.member)} > {self.purse.limits.max_depth}")
            return
        kind = sniff(blob)
        self.kind = self.kind or kind
        if kind in PICTURES and self._met(blob):
            return
        yield from self._read(blob, kind)

    def _met(self, blob: Blob) -> bool:
        digest = hashlib.sha256(blob.data)
        if digest.digest() in self.seen or digest.hexdigest() in self.cleared:
            return True
        self.seen.add(digest.digest())
        return False

    def _read(self, blob: Blob, kind: str) -> Iterator[Unpacked]:
        reader = next((r for r in self.readers if kind in r.kinds), None)
        if reader is None:
            yield _unread(blob, kind)
            return
        try:
            for piece in reader.read(blob, self.purse):
                yield from self._piece(blob, kind, piece)
        except Unreadable as why:
            yield from self._gap(blob, kind, Gap(blob.where, why.reason, why.detail, why.page))
        except Exception as error:  # noqa: BLE001 - law 4: a document cannot raise; whatever a reader trips over is a gap
            yield Gap(blob.where, GapReason.CORRUPT, type(error).__name__)

    def _piece(self, blob: Blob, kind: str, piece: Piece) -> Iterator[Unpacked]:
        match piece:
            case Blob():
                self.purse.member()
                yield from self.unpack(piece)
            case Gap():
                yield from self._gap(blob, kind, piece)
            case Segment():
                self.purse.text(len(piece.text))
                yield piece
                if kind != "pdf" and rubbish(piece.text) > THRESHOLD:
                    yield Gap(piece.where, GapReason.GARBLED, "")
            case Inert():
                yield piece

    def _gap(self, blob: Blob, kind: str, gap: Gap) -> Iterator[Segment | Gap]:
        if self.see is not None and gap.page is not None and gap.reason in SECOND_CHANCE:
            yield from self.see(blob, kind, gap)
        else:
            yield gap


def _unread(blob: Blob, kind: str) -> Gap:
    """The gap of a blob no reader claims: empty, encrypted or of a kind we do not know."""
    match kind:
        case "empty":
            return Gap(blob.where, GapReason.UNREADABLE, "empty")
        case "encrypted":
            return Gap(blob.where, GapReason.ENCRYPTED)
        case _:
            return Gap(blob.where, GapReason.UNSUPPORTED, kind)
