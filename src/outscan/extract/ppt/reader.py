"""Read a presentation of the binary format: slides in their order, and everything else the stream keeps.

In: `Blob`. Out: pieces. Records that no live object reaches are older edits; their words are read as such.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from outscan.errors import Unreadable
from outscan.extract.collected import Collected
from outscan.extract.ole import Compound, Path, leftovers, properties
from outscan.extract.ole.officeart import blips
from outscan.extract.ole.strings import salvage
from outscan.extract.ppt import records as rec
from outscan.extract.ppt.records import Edits, Record, edits
from outscan.extract.ppt.slides import Words, clean, slide
from outscan.limits import Budget
from outscan.nouns import Struct, field
from outscan.types import (
    Blob,
    Gap,
    GapReason,
    HiddenKind,
    Part,
    Piece,
    PlacedText,
    Segment,
    Spot,
    Where,
    grid,
    joined,
    spot,
    unread,
)
from outscan.words.members import called

_KNOWN = frozenset(
    {"powerpoint document", "current user", "pictures", "\x05summaryinformation", "\x05documentsummaryinformation"}
)


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield everything a presentation holds. Raises Unreadable(encrypted) after the properties."""
    compound = Compound(blob.data, budget)
    yield from properties(compound, blob)
    path, user = compound.find("PowerPoint Document"), compound.find("Current User")
    if path is None:
        yield from salvage(blob.data, blob.where)
        raise Unreadable(GapReason.CORRUPT, unread("no_powerpoint"))
    data, gaps = compound.read(path, blob.where)
    yield from gaps
    current = compound.stream(user)[0] if user else b""
    held = edits(data, current)
    if held.encrypted:
        raise Unreadable(GapReason.ENCRYPTED, unread("encrypted_edit"))
    yield from _author(current, blob.where)
    yield from Deck(data, held, blob.where, budget).tell()
    yield from _objects(data, held, blob, budget)
    pictures = compound.find("Pictures")
    if pictures:
        raw, gaps = compound.read(pictures, blob.where.inside("Pictures"))
        yield from gaps
        for number, (ending, picture) in enumerate(blips(raw, budget), 1):
            yield Blob(blob.where.inside(called("picture", n=number, ending=ending)), picture, None, ending)
    known: list[Path] = [p for p in compound.paths if len(p) == 1 and p[0].lower() in _KNOWN]
    for number, item in enumerate((p for p in compound.paths if p[0].lower() == "msodatastore"), 1):
        known.append(item)
        yield Blob(blob.where.inside(f"customXml{number}.xml"), compound.stream(item)[0], HiddenKind.CUSTOM_XML, "xml")
    yield from leftovers(compound, blob, known)


def _segment(where: Where, pairs: list[PlacedText], hidden: HiddenKind | None = None) -> Iterator[Segment]:
    if pairs:
        text, places = joined(pairs)
        yield Segment(where, text, places, hidden=hidden)


def _author(current: bytes, where: Where) -> Iterator[Segment]:
    if len(current) < 28:
        return
    size = struct.unpack_from("<H", current, 20)[0]
    name = current[28 : 28 + size].decode("gb18030", "replace")
    wide = current[28 + size + 4 : 28 + size + 4 + 2 * size]
    name = wide.decode("utf-16-le", "replace") if len(wide) == 2 * size else name
    if name.strip("\0 "):
        yield from _segment(where.at(Part.METADATA), [(spot("last_editor"), name.strip("\0 "))], HiddenKind.PERSON_PROPERTY)


class Deck(Struct):
    """One presentation while it is told."""

    data: bytes
    held: Edits
    where: Where
    budget: Budget
    read_texts: set[str] = field(default_factory=set)
    live: set[int] = field(default_factory=set)
    words: Collected = field(default_factory=Collected)

    def tell(self) -> Iterator[Segment | Gap]:
        """Yield slides, notes, masters, the rest of the document, then older edits."""
        document = self._object(self.held.document)
        whole = self.held.whole and document is not None and document.kind == rec.DOCUMENT
        if not whole:
            yield Gap(self.where, GapReason.CORRUPT, unread("edits_broken"))
        numbers: dict[int, int] = {}
        broken = 0
        if document is not None:
            for number, (persist, identity, outline) in enumerate(self._listed(document, 0), 1):
                self.budget.page()
                self.budget.tick()
                numbers[identity] = number
                record = self._object(persist)
                found = slide(self.data, record) if record is not None else Words(whole=False)
                broken += not found.whole
                found.boxes = [*outline, *found.boxes]
                yield from self._slide(found, number)
            for number, (persist, _, _) in enumerate(self._listed(document, 1), 1):
                self._other(persist, spot("master", number), HiddenKind.MASTER_TEXT)
            for persist, _, _ in self._listed(document, 2):
                record = self._object(persist)
                if record is not None:
                    self._notes(record, numbers)
            self._document(document)
        for persist in self.held.objects:
            record = self._object(persist, mark=False)
            if record is not None and record.start not in self.live and record.kind in (rec.HANDOUT, rec.MASTER, rec.NOTES):
                self._other(persist, spot("handout_or_notes_master"), HiddenKind.MASTER_TEXT)
        if broken:
            yield Gap(self.where, GapReason.CORRUPT, unread("slides_cut_or_missing", broken=broken))
        self._older(whole=whole and not broken)
        yield from self.words.pieces(self.where)

    def _object(self, persist: int, *, mark: bool = True) -> Record | None:
        offset = self.held.objects.get(persist)
        record = rec.at(self.data, offset) if offset is not None else None
        if record is not None and mark:
            self.live.add(record.start)
        return record

    def _say(self, part: Part, hidden: HiddenKind | None, at: Spot, text: str) -> None:
        if text.strip():
            self.read_texts.add(text)
            self.words.say(part, hidden, at, text)

    def _listed(self, document: Record, instance: int) -> Iterator[tuple[int, int, list[str]]]:
        """(persist number, identity, outline texts) of every slide, master or note the document lists."""
        for top in rec.children(self.data, document):
            if top.kind != rec.SLIDE_LIST or top.instance != instance:
                continue
            entry: tuple[int, int, list[str]] | None = None
            for record in rec.children(self.data, top):
                if record.kind == rec.SLIDE_PERSIST and record.end - record.start >= 16:
                    if entry:
                        yield entry
                    persist, identity = struct.unpack_from("<I8xI", self.data, record.start)
                    entry = (persist, identity, [])
                elif entry and record.kind in (rec.TEXT_CHARS, rec.TEXT_BYTES):
                    text = clean(rec.words(self.data, record))
                    if text:
                        entry[2].append(text)
            if entry:
                yield entry

    def _slide(self, found: Words, number: int) -> Iterator[Segment]:
        at = spot("slide", number)
        hidden = HiddenKind.HIDDEN_SLIDE if found.hidden else None
        for text in found.boxes:
            self._say(Part.HIDDEN if hidden else Part.BODY, hidden, at, text)
        if hidden and not found.boxes:
            yield Segment(self.where.at(Part.HIDDEN, at), "", joined([(at, "")])[1], hidden=hidden)
        for i, table in enumerate(found.tables, 1):
            self.read_texts.update(text for _, _, text in table)
            text, places = grid(at.then("table", i), table)
            yield Segment(self.where.at(Part.HIDDEN if hidden else Part.TABLE, at), text, places, hidden=hidden)
        self._extras(found, at)

    def _extras(self, found: Words, at: Spot) -> None:
        for text in found.comments:
            self._say(Part.COMMENT, HiddenKind.COMMENT, at.then("comment"), text)
        for text in dict.fromkeys(found.people):
            self._say(Part.METADATA, HiddenKind.PERSON_PROPERTY, at.then("comment_author"), text)
        for name, text in found.headers:
            self._say(Part.HEADER if name == "header" else Part.FOOTER, None, at.then(name), text)
        for text in found.links:
            self._say(Part.HIDDEN, HiddenKind.EXTERNAL_LINK, at.then("link"), text)
        for text in found.alts:
            self._say(Part.HIDDEN, HiddenKind.ALT_TEXT, at.then("shape"), text)
        for text in found.tags:
            self._say(Part.HIDDEN, HiddenKind.CUSTOM_PROPERTY, at.then("tag"), text)

    def _notes(self, record: Record, numbers: dict[int, int]) -> None:
        identity = 0
        for atom in rec.children(self.data, record):
            if atom.kind == 0x03F1 and atom.end - atom.start >= 4:
                identity = struct.unpack_from("<I", self.data, atom.start)[0]
        at = spot("slide", numbers[identity]).then("notes") if identity in numbers else spot("notes")
        found = slide(self.data, record)
        for text in [*found.boxes, *(t for table in found.tables for _, _, t in table)]:
            self._say(Part.NOTE, HiddenKind.SPEAKER_NOTE, at, text)
        self._extras(found, at)

    def _other(self, persist: int, at: Spot, hidden: HiddenKind) -> None:
        record = self._object(persist)
        if record is None:
            return
        found = slide(self.data, record)
        for text in [*found.boxes, *(t for table in found.tables for _, _, t in table)]:
            if text not in self.read_texts:
                self._say(Part.HIDDEN, hidden, at, text)
        self._extras(found, at)

    def _document(self, document: Record) -> None:
        """What the document keeps beside its slides: links, headers, custom shows, tags; outline texts were read."""
        for top in rec.children(self.data, document):
            if top.kind != rec.SLIDE_LIST and top.container:
                found = slide(self.data, top)
                for text in found.boxes:
                    if text not in self.read_texts:
                        self._say(Part.HIDDEN, HiddenKind.MASTER_TEXT, spot("deck"), text)
                found.headers = [(n, t) for n, t in found.headers if t not in self.read_texts]
                self._extras(found, spot("deck"))

    def _older(self, *, whole: bool) -> None:
        """Texts of records at the top of the stream that no live object reaches."""
        for top in rec.children(self.data, Record(0, 0, 0, len(self.data), container=True)):
            if top.start in self.live or not top.container:
                continue
            found = slide(self.data, top)
            texts = [*found.boxes, *(t for table in found.tables for _, _, t in table), *found.comments]
            for text in dict.fromkeys(texts):
                if text not in self.read_texts:
                    hidden = HiddenKind.OLDER_REVISION if whole else None
                    self._say(Part.REVISION if whole else Part.BODY, hidden, spot("record", None, f"{top.start:#x}"), text)


def _objects(data: bytes, held: Edits, blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Embedded objects: compound files, mostly packed with zlib ([MS-PPT] 2.10.34)."""
    number = 0
    for offset in sorted(set(held.objects.values())):
        record = rec.at(data, offset)
        if record is None or record.kind != rec.OLE_OBJECT:
            continue
        number += 1
        where = blob.where.inside(called("object", n=number))
        raw = data[record.start : record.end]
        if record.instance:
            unpacker = zlib.decompressobj()
            try:
                raw = budget.inflate(_chunks(unpacker, raw[4:]), len(raw))
            except zlib.error:
                yield Gap(where, GapReason.CORRUPT, unread("zlib"))
                continue
            stated = int.from_bytes(data[record.start : record.start + 4], "little")
            if not unpacker.eof and len(raw) != stated:  # PowerPoint often leaves out the mark at the end
                yield Gap(where, GapReason.CORRUPT, unread("zlib_stream_cut"))
        yield Blob(where, raw, HiddenKind.EMBEDDED_FILE, "ole")


def _chunks(unpacker: zlib._Decompress, rest: bytes) -> Iterator[bytes]:
    while rest and not unpacker.eof:
        yield unpacker.decompress(rest, 1 << 20)
        rest = unpacker.unconsumed_tail
