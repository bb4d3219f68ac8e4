"""Character and paragraph properties: what is hidden, deleted, white or tiny, and where table rows end.

In: `Fib`, `Story`. Out: spans of characters by what they are ([MS-DOC] 2.6, 2.8.5, 2.9.32).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from outscan.extract.doc.fib import Fib, Story
from outscan.extract.doc.numbering import labels
from outscan.extract.sight import WHITE, alike, tiny
from outscan.limits import Budget
from outscan.nouns import Struct, field
from outscan.types import HiddenKind

_WIDTHS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}

# Word 6 operation codes and operand sizes that occur in character runs (Word 6 binary format, table of sprms)
_OLD_SIZES = {
    65: 1, 66: 1, 67: 1, 69: 2, 70: 4, 71: 1, 72: 2, 73: 3, 75: 1, 80: 2, 82: 1, 83: 0, 93: 2, 94: 1, 95: 3, 96: 2, 97: 2,
    98: 1, 99: 2, 100: 1, 101: 2,
}  # fmt: skip
_OLD_NAMES = {65: 0x0800, 66: 0x0801, 92: 0x083C, 98: 0x2A42, 99: 0x4A43}


def sprms(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The (operation, operand) pairs of a Word 97 property list."""
    at = 0
    while at + 2 <= len(data):
        code = struct.unpack_from("<H", data, at)[0]
        at += 2
        kind = code >> 13
        if kind != 6:
            size = _WIDTHS[kind]
        elif code == 0xD608:  # sprmTDefTable: two bytes of length
            size = struct.unpack_from("<H", data, at)[0] + 1 if at + 2 <= len(data) else len(data)
        elif at < len(data):
            size = data[at] + 1
            if code == 0xC615 and size == 256:  # sprmPChgTabs may be longer than its length byte can say
                return
        else:
            return
        yield code, data[at : at + size]
        at += size


def _old_sprms(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        code = data[at]
        at += 1
        size = data[at] + 1 if code in (68, 74, 103, 105) and at < len(data) else _OLD_SIZES.get(code, 1)
        if code in _OLD_NAMES:
            yield _OLD_NAMES[code], data[at : at + size].ljust(2, b"\0")
        at += size


class Look(Struct):
    """Spans of characters, by what hides them; symbols; pictures."""

    spans: dict[HiddenKind, list[tuple[int, int]]] = field(default_factory=dict)
    symbols: dict[int, tuple[int, int]] = field(default_factory=dict)
    pictures: list[int] = field(default_factory=list)
    rows: list[tuple[int, int]] = field(default_factory=list)
    tables: list[tuple[int, int]] = field(default_factory=list)
    listed: list[tuple[int, int, int]] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)

    def layout(self, length: int) -> bytearray:
        """One byte a character: 1 inside a table, 3 where a table row ends, 0 elsewhere."""
        marks = bytearray(length)
        for number, spans in ((1, self.tables), (3, self.rows)):
            for first, last in spans:
                marks[first:last] = bytes([number]) * max(min(last, length) - first, 0)
        return marks

    def kinds(self, length: int) -> bytearray:
        """One byte a character: 0 for plain, else 1 + the index of its kind in `ORDER`; the gravest wins."""
        marks = bytearray(length)
        for number, kind in reversed(list(enumerate(ORDER, 1))):
            for first, last in self.spans.get(kind, ()):
                marks[first:last] = bytes([number]) * max(min(last, length) - first, 0)
        return marks


ORDER = (HiddenKind.TRACKED_DELETION, HiddenKind.HIDDEN_TEXT, HiddenKind.TINY_TEXT, HiddenKind.WHITE_TEXT)
"""What takes characters out of the flow of reading, gravest first."""


def _states(pairs: Iterator[tuple[int, bytes]]) -> tuple[set[HiddenKind], tuple[int, int] | None, int]:
    """What one run's properties say: hidden kinds, symbol (font, character), picture offset or -1."""
    kinds: set[HiddenKind] = set()
    symbol, picture = None, -1
    shaded = False
    switches = {0x0800: HiddenKind.TRACKED_DELETION, 0x0801: HiddenKind.TRACKED_INSERTION, 0x083C: HiddenKind.HIDDEN_TEXT}
    for code, value in pairs:
        if code in switches and value:
            (kinds.add if value[0] in (1, 0x81) else kinds.discard)(switches[code])
        elif (code == 0x2A42 and value[:1] == b"\x08") or (
            code == 0x6870 and value[3:] == b"\0" and alike((value[0], value[1], value[2]), WHITE)
        ):
            kinds.add(HiddenKind.WHITE_TEXT)
        elif code in (0x2A42, 0x6870):
            kinds.discard(HiddenKind.WHITE_TEXT)
        elif code == 0x4A43 and len(value) >= 2 and tiny(struct.unpack_from("<H", value)[0] / 2):
            kinds.add(HiddenKind.TINY_TEXT)
        elif code in (0x4866, 0xCA71, 0x2A0C):  # shading and highlighting: white on colour can be seen
            shaded = any(value[-2:])
        elif code == 0x6A09 and len(value) == 4:
            symbol = struct.unpack("<HH", value)
        elif code == 0x6A03 and len(value) == 4:
            picture = struct.unpack("<I", value)[0]
    if shaded:
        kinds.discard(HiddenKind.WHITE_TEXT)
    return kinds, symbol, picture


def look(head: Fib, story: Story, budget: Budget) -> Look:
    """Walk all character and paragraph properties, then the changes a fast save keeps in the piece table."""
    found = Look()
    for first, last, data in _runs(head, 12, budget):
        kinds, symbol, picture = _states(_old_sprms(data) if head.old else sprms(data))
        if picture >= 0:
            found.pictures.append(picture)
        if not kinds and symbol is None:
            continue
        for span in story.positions(first, last):
            for kind in kinds:
                found.spans.setdefault(kind, []).append(span)
            if symbol is not None:
                found.symbols.update(dict.fromkeys(range(*span), symbol))
    for piece in story.pieces:
        for kind in _states(_piece_sprms(story, piece.prm))[0]:
            found.spans.setdefault(kind, []).append((piece.start, piece.end))
    _paragraphs(head, story, budget, found)
    found.labels = labels(head, found.listed)
    return found


def _paragraphs(head: Fib, story: Story, budget: Budget, found: Look) -> None:
    """Note where tables and their rows are, and which paragraphs are numbered."""
    for first, last, data in _runs(head, 13, budget):
        facts = _paragraph(data, old=head.old)
        which, level = (0, 0) if head.old else _listed(data[2:])
        if which:
            found.listed += [(end - 1, which, level) for _, end in story.positions(first, last)]
        if facts & 2:
            found.rows += story.positions(first, last)
        elif facts:
            found.tables += story.positions(first, last)


def _listed(data: bytes) -> tuple[int, int]:
    """Which list (sprmPIlfo) and which level (sprmPIlvl) a paragraph is numbered by; list 0 is none."""
    which = level = 0
    for code, value in sprms(data):
        if code == 0x460B and len(value) == 2:
            which = struct.unpack("<H", value)[0]
        elif code == 0x260A and value:
            level = value[0]
    return (which, level) if which < 0xF801 else (0, 0)


def _paragraph(data: bytes, *, old: bool) -> int:
    """1 for a paragraph inside a table, 3 for the mark that ends a row, 0 elsewhere."""
    if old:  # Word 6: sprmPFInTable 24, sprmPFTtp 25, the style's number before them
        return 3 if b"\x19\x01" in data[1:] else 1 if b"\x18\x01" in data[1:] else 0
    facts = 0
    for code, value in sprms(data[2:]):
        if value[:1] == b"\x01" and code in (0x2416, 0x2417, 0x244B, 0x244C):
            facts |= 3 if code in (0x2417, 0x244C) else 1
    return facts


def _piece_sprms(story: Story, prm: int) -> Iterator[tuple[int, bytes]]:
    """The property changes of one piece ([MS-DOC] 2.9.198 Prm0, 2.9.199 Prm1)."""
    if prm & 1:
        if prm >> 1 < len(story.prcs):
            yield from sprms(story.prcs[prm >> 1])
    elif prm:
        code = {0x41: 0x0800, 0x42: 0x0801, 0x5C: 0x083C}.get(prm >> 1 & 0x7F)
        if code:
            yield code, bytes([prm >> 8])


def _runs(head: Fib, index: int, budget: Budget) -> Iterator[tuple[int, int, bytes]]:
    """(first byte, last byte, property list) of every run on the formatted disk pages of table 12 (characters) or 13."""
    table = head.span(index)
    size = 2 if head.old else 4
    count = (len(table) - 4) // (4 + size)
    for i in range(max(count, 0)):
        budget.tick()
        page = struct.unpack_from("<H" if head.old else "<I", table, 4 * (count + 1) + size * i)[0] & 0x3FFFFF
        block = head.word[page * 512 : page * 512 + 512]
        if len(block) < 512:
            continue
        runs = block[511]
        step = 1 if index == 12 else 7 if head.old else 13
        if 4 * (runs + 1) + step * runs > 511:
            continue
        for j in range(runs):
            first, last = struct.unpack_from("<II", block, 4 * j)
            offset = block[4 * (runs + 1) + step * j] * 2
            if not offset:
                continue
            yield first, last, _list(block, offset, index)


def _list(block: bytes, offset: int, index: int) -> bytes:
    size = block[offset]
    if index == 12:
        return block[offset + 1 : offset + 1 + size]
    if size:
        return block[offset + 1 : offset + 2 * size]
    size = block[offset + 1]
    return block[offset + 2 : offset + 2 + 2 * size]
