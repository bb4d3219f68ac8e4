"""The file information block and the piece table: which bytes are which characters ([MS-DOC] 2.5, 2.8.35, 2.9.38).

In: the WordDocument and table streams. Out: `Fib`, and `Story`: every character with its byte position.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator

from outscan.errors import Unreadable
from outscan.extract.ole import Compound, codec
from outscan.nouns import Struct, field
from outscan.types import GapReason, unread

# [MS-LCID] to the code page of 8-bit text, for Word 6 and 95
_PAGES = {
    0x804: 936, 0x1004: 936, 0x404: 950, 0xC04: 950, 0x1404: 950, 0x411: 932, 0x412: 949, 0x419: 1251, 0x422: 1251,
    0x402: 1251, 0x405: 1250, 0x415: 1250, 0x40E: 1250, 0x408: 1253, 0x41F: 1254, 0x40D: 1255, 0x401: 1256, 0x41E: 874,
    0x42A: 1258,
}  # fmt: skip
PARTS = ("text", "footnotes", "headers", "macro", "comments", "endnotes", "boxes", "header_boxes")

_COMPRESSED = {i: bytes([i]).decode("cp1252", "ignore") or chr(i) for i in range(256)}


class Fib(Struct):
    """What the header says: version, flags, lengths of the stories, and where the tables are."""

    word: bytes
    table: bytes = b""
    version: int = 0
    flags: int = 0
    page: int = 1252
    lengths: dict[str, int] = field(default_factory=dict)
    old: bool = False

    @property
    def encrypted(self) -> bool:
        """Whether the text is encrypted or obfuscated."""
        return bool(self.flags & 0x0100)

    @property
    def complex(self) -> bool:
        """Whether the last save was a fast one, leaving older text behind."""
        return bool(self.flags & 0x0004)

    def span(self, index: int) -> bytes:
        """The bytes of table `index` of the list of offsets ([MS-DOC] 2.5.6); empty where there is none."""
        at = (0x58 if self.old else 154) + 8 * index
        if at + 8 > len(self.word):
            return b""
        start, length = struct.unpack_from("<II", self.word, at)
        return self.table[start : start + length]

    def after(self, index: int) -> bytes:
        """The bytes that follow table `index`, where the format keeps a second part without a length."""
        start, length = struct.unpack_from("<II", self.word, 154 + 8 * index)
        return self.table[start + length :]


def fib(compound: Compound) -> Fib:
    """The header of the document. Raises Unreadable(corrupt) where it is none."""
    path = compound.find("WordDocument")
    word = compound.stream(path)[0] if path else b""
    if len(word) < 0x180:
        raise Unreadable(GapReason.CORRUPT, unread("worddocument_of_bytes", count=len(word)))
    ident, version = struct.unpack_from("<HH", word, 0)
    lid, flags = struct.unpack_from("<H2xH", word, 6)
    if ident not in (0xA5EC, 0xA5DC, 0x8098, 0x8099, 0xA697, 0xA698, 0xA699):
        raise Unreadable(GapReason.CORRUPT, unread("wident", ident=f"{ident:#06x}"))
    found = Fib(word, version=version, flags=flags, page=_PAGES.get(lid, 1252), old=version < 0xC0)
    if found.old:
        found.table = word
        found.lengths = dict(zip(PARTS, struct.unpack_from("<8I", word, 0x34), strict=True))
        return found
    found.lengths = dict(zip(PARTS, struct.unpack_from("<8I", word, 76), strict=True))
    table = compound.find("1Table" if flags & 0x0200 else "0Table") or compound.find("0Table" if flags & 0x0200 else "1Table")
    found.table = compound.stream(table)[0] if table else b""
    return found


class Piece(Struct, frozen=True):
    """A run of characters that lie together in the file."""

    start: int
    end: int
    offset: int
    width: int
    prm: int


class Story(Struct):
    """All characters by position; `FILLER` stands where a two-byte character has its second byte."""

    text: str
    pieces: list[Piece]
    prcs: list[bytes]
    missing: int

    def offset(self, position: int) -> int:
        """The byte offset of a character, -1 outside every piece."""
        i = bisect_right([p.start for p in self.pieces], position) - 1
        if i < 0 or position >= self.pieces[i].end:
            return -1
        return self.pieces[i].offset + (position - self.pieces[i].start) * self.pieces[i].width

    def positions(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The character spans that lie in the bytes [first, last)."""
        for p in self.pieces:
            low, high = max(first, p.offset), min(last, p.offset + (p.end - p.start) * p.width)
            if low < high:
                yield p.start + (low - p.offset) // p.width, p.start + -(-(high - p.offset) // p.width)


FILLER = "\uffff"


def story(head: Fib) -> Story:
    """Follow the piece table. A piece that leaves the file is cut, and `missing` counts its characters."""
    total = sum(head.lengths.values())
    pieces, prcs = _pieces(head, total)
    parts: list[str] = []
    missing, at = 0, 0
    for p in pieces:
        if p.start > at:
            parts.append(FILLER * (p.start - at))
        text = _decoded(head, p)
        want = p.end - p.start
        missing += want - len(text)
        parts.append(text + FILLER * (want - len(text)))
        at = p.end
    return Story("".join(parts), pieces, prcs, missing)


def _pieces(head: Fib, total: int) -> tuple[list[Piece], list[bytes]]:
    clx, prcs = head.span(33), list[bytes]()
    at, limit = 0, len(head.word)
    while at + 3 <= len(clx) and clx[at] == 1:
        size = struct.unpack_from("<H", clx, at + 1)[0]
        prcs.append(clx[at + 3 : at + 3 + size])
        at += 3 + size
    if at + 5 <= len(clx) and clx[at] == 2:
        size = min(struct.unpack_from("<I", clx, at + 1)[0], len(clx) - at - 5)
        count = (size - 4) // 12
        at += 5
        if count > 0:
            return list(_listed(head, clx[at : at + size], count, limit)), prcs
    start = struct.unpack_from("<I", head.word, 0x18)[0]
    width = 1 if head.old or head.flags & 0x1000 == 0 else 2
    return [Piece(0, min(total, max(limit - start, 0)), start, width, 0)], prcs


def _listed(head: Fib, table: bytes, count: int, limit: int) -> Iterator[Piece]:
    last = 0
    for i in range(count):
        first, end = struct.unpack_from("<II", table, 4 * i)
        _, fc, prm = struct.unpack_from("<HIH", table, 4 * (count + 1) + 8 * i)
        width = 1 if head.old or fc & 0x40000000 else 2
        offset = fc if head.old else (fc & 0x3FFFFFFF) // (2 if width == 1 else 1)
        # a piece can hold no more characters than the file has bytes; overlapping pieces are taken once
        if first < last or end <= first or end - first > limit:
            continue
        last = end
        yield Piece(first, end, offset, width, prm)


def _decoded(head: Fib, piece: Piece) -> str:
    raw = head.word[piece.offset : piece.offset + (piece.end - piece.start) * piece.width]
    if piece.width == 2:
        units = struct.unpack(f"<{len(raw) // 2}H", raw[: len(raw) // 2 * 2])
        return "".join(map(chr, units))
    if not head.old or head.page not in (932, 936, 949, 950):
        table = (
            _COMPRESSED
            if not head.old or head.page == 1252
            else {i: bytes([i]).decode(codec(head.page), "replace") for i in range(256)}
        )
        return "".join(table[b] for b in raw)
    return _double(raw, codec(head.page))


def _double(raw: bytes, name: str) -> str:
    """Two-byte text, one position a byte: the second byte of a character becomes FILLER."""
    out: list[str] = []
    i = 0
    while i < len(raw):
        if raw[i] < 0x80 or i + 1 >= len(raw):
            out.append(chr(raw[i]))
            i += 1
            continue
        pair = raw[i : i + 2].decode(name, "replace")
        if len(pair) == 1 and pair != "\ufffd":
            out += [pair, FILLER]
            i += 2
        else:
            out.append(raw[i : i + 1].decode("cp1252", "replace"))
            i += 1
    return "".join(out)


def plain(text: str) -> str:
    """Text with fillers dropped and surrogate halves joined."""
    text = text.replace(FILLER, "")
    if any("\ud800" <= c <= "\udfff" for c in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def positions(table: bytes, size: int) -> list[int]:
    """The character positions of a PLC whose elements have `size` bytes ([MS-DOC] 2.2.2)."""
    count = (len(table) - 4) // (4 + size)
    return list(struct.unpack_from(f"<{count + 1}I", table, 0)) if count >= 0 and len(table) >= 4 else []


def strings(table: bytes, page: int = 1252) -> list[str]:
    """The strings of an STTB ([MS-DOC] 2.2.4), wide or narrow."""
    if len(table) < 4:
        return []
    wide = table[:2] == b"\xff\xff"
    at = 2 if wide else 0
    count, extra = struct.unpack_from("<HH", table, at)
    at += 4
    found: list[str] = []
    for _ in range(count):
        if at + (2 if wide else 1) > len(table):
            break
        size = struct.unpack_from("<H", table, at)[0] * 2 if wide else table[at]
        at += 2 if wide else 1
        raw = table[at : at + size]
        found.append(raw.decode("utf-16-le" if wide else codec(page), "replace"))
        at += size + extra
    return found
