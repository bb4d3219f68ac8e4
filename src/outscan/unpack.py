"""Bytes to pieces: the only recursion, the only broad except.

In: `Blob`. Out: `Segment`, `Gap`, `Hidden`, `Inert`. Knows no format by name.
Law 1: whatever enters comes out as segments, gaps, or counted inert parts; a reader that finds nothing in bytes leaves a gap.
Law 4: a document cannot raise.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from outscan.errors import Unreadable
from outscan.extract import EXTRACTORS, Reader
from outscan.extract.locked import unlocked
from outscan.extract.sniff import appended, contradiction, sniff
from outscan.extract.strings import marks_in, overlooked, starred
from outscan.extract.within import Count, Spread, within
from outscan.formats import FormatTrait, having
from outscan.hush import hush
from outscan.lazy_regex import lazy
from outscan.legible import garbled, names
from outscan.limits import Budget
from outscan.nouns import Struct, field, replace
from outscan.proofs import told_by
from outscan.proofs.shape import ENDING
from outscan.types import (
    HARD,
    Beside,
    Blob,
    Gap,
    GapReason,
    Hidden,
    HiddenKind,
    Inert,
    Part,
    Piece,
    Reason,
    Segment,
    Where,
    unread,
)

See = Callable[[Blob, str, Gap], Iterator[Segment | Gap]]
"""OCR's second chance: given the blob, its kind and the gap with a page, what was seen there, or the gap again."""

Check = Callable[[Blob, str, Sequence[Segment]], Iterator[Segment | Gap]]
"""OCR's second thoughts: given the blob, its kind and what its reader read of it, what is seen otherwise."""

Met = Callable[[Blob, str], None]
"""Hears of every document that is about to be read, with its kind."""

Unpacked = Segment | Gap | Hidden | Inert

_HALVES = lazy("[\ud800-\udfff]")
SECOND_CHANCE = frozenset({GapReason.IMAGE_ONLY, GapReason.GARBLED})
RECORDS, PICTURES, HOLDERS, JUDGED = map(
    having, (FormatTrait.RECORDS, FormatTrait.PICTURE, FormatTrait.HOLDER, FormatTrait.LEGIBLE)
)


class Unpacker(Struct):
    """One top-level document being taken apart; remembers pictures already met, so that a letterhead counts once."""

    budget: Budget
    see: See | None = None
    check: Check | None = None
    met: Met | None = None
    cleared: frozenset[str] = frozenset()
    readers: tuple[Reader, ...] = EXTRACTORS
    seen: set[bytes] = field(default_factory=set)
    set_aside: set[str] = field(default_factory=set)
    """Digests of cleared pictures that were met: the report says how many."""
    kind: str = ""
    count: Count = field(default_factory=Count)
    spread: Spread = field(default_factory=Spread)
    papers: dict[tuple[str, ...], bytes] = field(default_factory=dict)
    digests: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Proofs among the members by the member they lie beside, and the digests of members."""
    stopped: bool = False
    """A limit of the whole document was met and said; what is left of it is not read."""

    def proofs(self) -> list[Beside]:
        """What the proofs among the members say of the members they lie beside."""
        known = self.digests
        return [told_by(data, Where(member), known[member]) for member, data in self.papers.items() if member in known]

    def _beside(self, blob: Blob) -> None:
        """Keep what is needed to hold a member against the proof that lies beside it."""
        if blob.name.endswith(ENDING):
            self.papers[(*blob.where.member[:-1], blob.name.removesuffix(ENDING))] = blob.data
        else:
            self.digests[blob.where.member] = hashlib.sha256(blob.data).hexdigest()

    def unpack(self, blob: Blob) -> Iterator[Unpacked]:
        """Yield everything inside `blob`, depth first, names before contents."""
        hush()
        self.budget.source = self.budget.source or len(blob.data)
        if len(blob.where.member) > 1:
            self._beside(blob)
        yield from self._unpack(blob)
        if len(blob.where.member) == 1 and not self.stopped:
            yield from self.spread.told()

    def _unpack(self, blob: Blob) -> Iterator[Unpacked]:
        if blob.name:
            named = Segment(blob.where.at(Part.NAME), HARD.join(names(blob.name)))
            self.spread.hear(named)
            yield named
        if blob.hidden:
            yield Hidden(blob.where, blob.hidden)
        if len(blob.where.member) > self.budget.limits.max_depth:
            yield Gap(
                blob.where,
                GapReason.TOO_DEEP,
                unread("max_depth", found=len(blob.where.member), most=self.budget.limits.max_depth),
            )
            return
        kind, wrong = _kind(blob)
        self.kind = self.kind or kind
        if wrong is not None:
            yield wrong
            return
        if kind in PICTURES and self._met(blob):
            return
        if self.met is not None:
            self.met(blob, kind)
        yield from self._read(blob, kind) if kind not in RECORDS else self._compared(blob, kind)
        if (promised := contradiction(blob, kind)) and not self.stopped:
            yield Gap(blob.where, GapReason.CORRUPT, promised)
        if kind in HOLDERS:
            self.seen.add(_digest(blob.data))
        for name, data in appended(blob.data, kind):
            if _digest(data) not in self.seen:  # a reader may have met the same bytes as a member
                yield from self.unpack(Blob(blob.where.inside(name), data, HiddenKind.EMBEDDED_FILE))

    def _compared(self, blob: Blob, kind: str) -> Iterator[Unpacked]:
        """What the reader finds, and marks that a simple search finds beyond it."""
        texts = Counter[str]()
        for piece in self._read(blob, kind):
            if isinstance(piece, Segment):
                texts.update(starred(piece.text))
            yield piece
        if not self.stopped:
            yield from overlooked(blob.where, blob.data, texts)

    def _met(self, blob: Blob) -> bool:
        digest = hashlib.sha256(blob.data)
        if digest.hexdigest() in self.cleared:
            self.set_aside.add(digest.hexdigest())
            return True
        if digest.digest() in self.seen:
            return True
        self.seen.add(digest.digest())
        return False

    def _read(self, blob: Blob, kind: str) -> Iterator[Unpacked]:
        reader = next((r for r in self.readers if kind in r.kinds), None)
        if reader is None:
            clear = unlocked(blob, kind, self.budget.passwords) if kind == "encrypted" else None
            yield from self._cleared(clear) if clear else _unread(blob, kind)
            return
        empty = True
        said: list[Segment] = []
        try:
            for piece in reader.read(blob, self.budget):
                empty = False
                if self.check is not None and isinstance(piece, Segment):
                    said.append(piece)
                yield from self._piece(blob, kind, piece)
                if self.stopped:
                    return
                self.budget.tick()
            if self.check is not None:
                yield from self.check(blob, kind, said)
        except Unreadable as why:
            yield from self._refused(blob, kind, why)
        except MemoryError:
            yield Gap(blob.where, GapReason.TOO_LARGE, unread("max_memory_bytes", most=self.budget.limits.max_memory_bytes))
        except Exception as error:  # noqa: BLE001 - law 4: a document cannot raise; whatever a reader trips over is a gap
            yield Gap(blob.where, GapReason.CORRUPT, unread("error", error=type(error).__name__))
        else:
            if empty:  # law 1: bytes went in, so something must come out
                yield Gap(blob.where, GapReason.UNREADABLE, unread("nothing_in", kind=kind, count=len(blob.data)))

    def _refused(self, blob: Blob, kind: str, why: Unreadable) -> Iterator[Unpacked]:
        """What is left where a reader gave up: what is inside if a password opens it, else the gap."""
        if self.stopped:
            return
        self.stopped = bool(self.budget.over)
        clear = None if self.stopped or why.reason is not GapReason.ENCRYPTED else self._clear(blob, kind)
        if clear is not None:
            yield from self._cleared(clear)
        else:
            yield from self._gap(blob, kind, Gap(blob.where, why.reason, why.detail, why.page))

    def _clear(self, blob: Blob, kind: str) -> Blob | None:
        """`blob` without its lock, None where no password given opens it, or opening it would lose something."""
        try:
            return unlocked(blob, kind, self.budget.passwords)
        except Unreadable:
            return None

    def _cleared(self, blob: Blob) -> Iterator[Unpacked]:
        """What is read of a document whose lock was opened; the kind of the whole is that of what was inside."""
        self.budget.spend(len(blob.data))
        kind, wrong = _kind(blob)
        if wrong is not None or kind == "encrypted":
            yield wrong or Gap(blob.where, GapReason.ENCRYPTED)
            return
        if len(blob.where.member) == 1:
            self.kind = kind
        if self.met is not None:
            self.met(blob, kind)
        yield from self._read(blob, kind) if kind not in RECORDS else self._compared(blob, kind)

    def _piece(self, blob: Blob, kind: str, piece: Piece) -> Iterator[Unpacked]:
        match piece:
            case Blob():
                self.budget.member()
                yield from self.unpack(piece)
            case Gap():
                if self.budget.over and piece.reason is GapReason.TOO_LARGE:
                    self.stopped = True
                yield from self._gap(blob, kind, piece)
            case Segment():
                self.budget.text(len(piece.text))
                self.spread.hear(piece)
                yield from self._within(_sound(piece))
                if kind not in JUDGED and piece.hidden is not HiddenKind.RAW_STRING and garbled(piece.text):
                    yield Gap(piece.where, GapReason.GARBLED, None)
            case Inert():
                yield piece
                yield from marks_in(piece.where, piece.data)

    def _within(self, segment: Segment) -> Iterator[Unpacked]:
        """A segment, and what it holds besides its words."""
        for found in within(segment, self.budget, self.count):
            if isinstance(found, Blob):
                self.budget.member()
                yield from self.unpack(found)
            else:
                yield found

    def _gap(self, blob: Blob, kind: str, gap: Gap) -> Iterator[Segment | Gap]:
        if self.see is not None and gap.page is not None and gap.reason in SECOND_CHANCE:
            yield from self._seen(self.see, blob, kind, gap)
        else:
            yield gap

    def _seen(self, see: See, blob: Blob, kind: str, gap: Gap) -> Iterator[Segment | Gap]:
        """What is seen on a page; where looking fails, that page is lost and not the document."""
        try:
            yield from see(blob, kind, gap)
        except Unreadable as why:
            if self.budget.over:
                raise
            yield gap
            yield Gap(gap.where, why.reason, why.detail)
        except MemoryError:
            yield gap
        except Exception as error:  # noqa: BLE001 - engines and decoders fail in ways of their own
            yield Gap(gap.where, gap.reason, _also(gap.detail, type(error).__name__))


def _also(detail: Reason | None, error: str) -> Reason:
    return unread("also", detail=detail, error=error) if detail else unread("error", error=error)


def _digest(data: bytes) -> bytes:
    """Of bytes without the zeros that fill up their last sector."""
    return hashlib.sha256(data.rstrip(b"\0")).digest()


def _sound(segment: Segment) -> Segment:
    """`segment` with every half of a surrogate pair as U+FFFD: no place moves, and whatever reads it next can encode it."""
    return replace(segment, text=_HALVES.sub("\ufffd", segment.text)) if _HALVES.search(segment.text) else segment


def _kind(blob: Blob) -> tuple[str, Gap | None]:
    """What `blob` is, and a gap where even that could not be told."""
    try:
        return sniff(blob), None
    except Exception as error:  # noqa: BLE001 - law 4: bytes that upset the one who looks at them first are a gap too
        return "unknown", Gap(blob.where, GapReason.CORRUPT, unread("kind", error=type(error).__name__))


def _unread(blob: Blob, kind: str) -> Iterator[Unpacked]:
    """What is left of a blob no reader claims: empty, encrypted or of a kind we do not know."""
    if kind == "empty" and not blob.data and len(blob.where.member) > 1:
        yield Inert(blob.where, blob.data, "empty")  # a member of no bytes holds nothing that could be overlooked
    elif kind == "empty":
        yield Gap(blob.where, GapReason.UNREADABLE, unread("empty"))
    elif kind == "encrypted":
        yield Gap(blob.where, GapReason.ENCRYPTED)
    else:
        yield Gap(blob.where, GapReason.UNSUPPORTED, unread("format", kind=kind))
        yield from marks_in(blob.where, blob.data)
