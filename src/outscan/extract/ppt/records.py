"""The record tree of a presentation and its edits: which records are live, and where ([MS-PPT] 2.1, 2.3).

In: the PowerPoint Document and Current User streams. Out: `Record`s; `Edits`: the live objects by persist number.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from outscan.nouns import Struct, field

DOCUMENT, SLIDE, NOTES, MASTER, HANDOUT = 0x03E8, 0x03EE, 0x03F0, 0x03F8, 0x0FC9
USER_EDIT, PERSIST, SLIDE_LIST, SLIDE_PERSIST, OLE_OBJECT = 0x0FF5, 0x1772, 0x0FF0, 0x03F3, 0x1011
TEXT_CHARS, TEXT_BYTES, CSTRING = 0x0FA0, 0x0FA8, 0x0FBA
_TAG_DATA = 0x138B
_MAX_DEPTH = 100


class Record(Struct, frozen=True):
    """A record: its kind, instance, and the span of its body in the stream."""

    kind: int
    instance: int
    start: int
    end: int
    container: bool
    whole: bool = True


def at(data: bytes, offset: int, limit: int | None = None) -> Record | None:
    """The record whose header is at `offset`; cut at `limit` where it claims more."""
    limit = len(data) if limit is None else limit
    if offset < 0 or offset + 8 > limit:
        return None
    head, kind, size = struct.unpack_from("<HHI", data, offset)
    end = offset + 8 + size
    return Record(kind, head >> 4, offset + 8, min(end, limit), head & 0xF == 0xF or kind == _TAG_DATA, end <= limit)


def children(data: bytes, parent: Record) -> Iterator[Record]:
    """The records directly inside `parent`."""
    offset = parent.start
    while (record := at(data, offset, parent.end)) is not None:
        yield record
        offset = record.end


def within(data: bytes, parent: Record) -> Iterator[tuple[Record, tuple[int, ...]]]:
    """Every record below `parent` in order, with the kinds of the containers it lies in."""
    stack: list[tuple[Iterator[Record], tuple[int, ...]]] = [(iter(children(data, parent)), (parent.kind,))]
    while stack:
        records, path = stack[-1]
        record = next(records, None)
        if record is None:
            stack.pop()
            continue
        yield record, path
        if record.container and len(stack) < _MAX_DEPTH:
            stack.append((iter(children(data, record)), (*path, record.kind)))


def words(data: bytes, record: Record) -> str:
    """The text of a text atom or string, as the format keeps it."""
    raw = data[record.start : record.end]
    if record.kind == TEXT_BYTES:
        return raw.decode("latin-1")
    return raw[: len(raw) // 2 * 2].decode("utf-16-le", "replace").rstrip("\0")


class Edits(Struct):
    """Which objects the last edit holds, and what it says of itself."""

    objects: dict[int, int] = field(default_factory=dict)
    document: int = 0
    encrypted: bool = False
    whole: bool = True


def edits(data: bytes, current: bytes) -> Edits:
    """Follow the chain of edits from the newest; a newer edit's object hides an older one's."""
    found = Edits()
    offset = 0
    if len(current) >= 20:
        token, offset = struct.unpack_from("<II", current, 12)
        found.encrypted = token == 0xF3D1C4DF
    seen: set[int] = set()
    first = True
    while offset and offset not in seen:
        seen.add(offset)
        record = at(data, offset)
        if record is None or record.kind != USER_EDIT or record.end - record.start < 20:
            found.whole = False
            break
        before, directory, document = struct.unpack_from("<III", data, record.start + 8)
        if first:
            found.document = document
            found.encrypted |= record.end - record.start >= 32
            first = False
        found.whole &= _directory(data, directory, found.objects)
        offset = before
    found.whole &= not first
    return found


def _directory(data: bytes, offset: int, objects: dict[int, int]) -> bool:
    record = at(data, offset)
    if record is None or record.kind != PERSIST:
        return False
    where = record.start
    while where + 4 <= record.end:
        entry = struct.unpack_from("<I", data, where)[0]
        number, count = entry & 0xFFFFF, entry >> 20
        where += 4
        for i in range(count):
            if where + 4 > record.end:
                return False
            objects.setdefault(number + i, struct.unpack_from("<I", data, where)[0])
            where += 4
    return record.whole
