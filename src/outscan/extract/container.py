"""The inside of a zip: every member the directory lists, and every byte it does not.

In: the bytes of a zip and the purse. Out: `Member`s (found, not yet inflated) and `Entry`s (inflated, or why not).
Law: each byte of the file is inside a member, the directory, or comes out as a deleted member, a comment or slack.
What is inflated is counted, never what is declared. The standard library finds the directory; members are inflated here,
because `zipfile` stops at a declared size, hides members of equal name and gives nothing of a damaged stream.
Deliberately knows no format that is built on zip.
"""

from __future__ import annotations

import bz2
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from outscan.errors import Exceeded
from outscan.limits import Purse
from outscan.types import GapReason

_LOCAL = b"PK\x03\x04"
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_END = b"PK\x05\x06"
_DESCRIPTOR = b"PK\x07\x08"
_ENCRYPTED, _SIZES_FOLLOW, _UTF8 = 0x1, 0x8, 0x800  # APPNOTE.TXT §4.4.4
_STORED, _DEFLATED, _BZIP2, _LZMA, _AES = 0, 8, 12, 14, 99
_LZMA_HEADER = 9
_ZIP64 = 0xFFFFFFFF
_CHUNK = 1 << 16
_NAME = 1024
"""Characters of a name kept: a name may be 65,535 bytes long, and a screen is not."""
_OVERLAPS = 5
"""Overlapping members read before the rest is left unread: one kernel quoted a thousand times is a bomb, not a document."""


class Found(StrEnum):
    """How a member was met."""

    LISTED = "listed"
    FOLDER = "folder"
    DELETED = "deleted"
    COMMENT = "comment"
    SLACK = "slack"
    DIRECTORY = "directory"


@dataclass(frozen=True, slots=True)
class Member:
    """One member as the directory or its own header states it; nothing inflated yet.

    `start` and `packed` are offset and length of its packed bytes in the file; `detail` says what is wrong with it.
    """

    name: str
    found: Found = Found.LISTED
    start: int = 0
    packed: int = 0
    method: int = _STORED
    flags: int = 0
    crc: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A member inflated: its bytes, and where something is wrong the reason; both where only a part came out."""

    name: str
    data: bytes
    found: Found = Found.LISTED
    reason: GapReason | None = None
    detail: str = ""


def entries(data: bytes, purse: Purse) -> Iterator[Entry]:
    """Every member of the zip `data`, inflated one at a time, in the order of the file's directory.

    Raises Exceeded only where the whole document's limit is met; a member's own limit is its entry's reason.
    """
    for member in members(data):
        purse.tick()
        yield inflate(member, data, purse)


def members(data: bytes) -> list[Member]:
    """Every member of the zip `data`: listed ones first, then what no directory lists (deleted, comments, slack)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos, directory = archive.infolist(), archive.start_dir
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError) as error:
        broken = Member("", Found.DIRECTORY, detail=f"zip directory {type(error).__name__}")
        return [broken, *_unlisted(data, 0, len(data), Found.LISTED)]
    found: list[Member] = []
    spans: list[tuple[int, int]] = []
    seen: dict[int, int] = {}
    overlaps = 0
    for info in infos:
        member = _listed(info, data)
        overlaps += info.header_offset in seen
        seen[info.header_offset] = 1
        if overlaps > _OVERLAPS:
            member = Member(member.name, Found.DIRECTORY, detail=f"overlapping members > {_OVERLAPS}")
        found.append(member)
        spans.append((info.header_offset, _descriptor_end(data, member)))
        if info.comment:
            found.append(_text("comment", Found.COMMENT, data, info.comment))
    found += _around(data, directory, spans)
    return found


def inflate(member: Member, data: bytes, purse: Purse) -> Entry:
    """Return the bytes of `member` of the zip `data`, with a reason where it is encrypted, damaged, too large or oddly packed."""
    if member.found is Found.DIRECTORY:
        return Entry(member.name, b"", member.found, GapReason.CORRUPT, member.detail)
    if member.flags & _ENCRYPTED or member.method == _AES:
        return Entry(member.name, b"", member.found, GapReason.ENCRYPTED, "zip")
    packed = memoryview(data)[member.start : member.start + member.packed]
    chunks: list[bytes] = []
    state = _State(member.detail)
    try:
        for chunk in purse.meter(_inflated(member, data, packed, state), member.packed):
            chunks.append(chunk)  # noqa: PERF402 - what was inflated before a limit is kept
    except Exceeded as limit:
        if purse.bytes_spent > purse.limits.max_total_bytes:
            raise
        return Entry(member.name, b"".join(chunks), member.found, limit.reason, limit.detail)
    out = b"".join(chunks)
    if state.unsupported:
        return Entry(member.name, b"", member.found, GapReason.UNSUPPORTED, f"zip method {member.method}")
    if not state.wrong and member.crc is not None and zlib.crc32(out) != member.crc:
        state.wrong = "crc"
    return Entry(member.name, out, member.found, GapReason.CORRUPT if state.wrong else None, state.wrong)


@dataclass(slots=True)
class _State:
    """What an inflation learned on its way."""

    wrong: str = ""
    unsupported: bool = False


def _inflated(member: Member, data: bytes, packed: memoryview, state: _State) -> Iterator[bytes]:
    """Chunks of the member; `state.wrong` says what was wrong once they are through."""
    method = member.method
    if method == _STORED:
        if len(packed) < member.packed:
            state.wrong = "truncated"
        for at in range(0, len(packed), 1 << 20):
            yield bytes(packed[at : at + (1 << 20)])
    elif method == _DEFLATED:
        yield from _deflated(member, data, state)
    elif method == _BZIP2:
        yield from _stream(bz2.BZ2Decompressor(), packed, state)
    elif method == _LZMA:
        yield from _stream(_lzma(packed), packed[_LZMA_HEADER:], state)
    else:
        state.unsupported = True


def _deflated(member: Member, data: bytes, state: _State) -> Iterator[bytes]:
    """Inflate until the stream itself ends, whatever size is declared.

    A declared size that is too small must not hide the rest: the recipient's unpacker may read on.
    """
    if not member.packed and not member.crc:
        return
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    view, at, end = memoryview(data), member.start, member.start + member.packed
    try:
        while not stream.eof and at < len(data):
            block = view[at : at + _CHUNK]
            at += len(block)
            yield stream.decompress(block, 1 << 20)
            while stream.unconsumed_tail and not stream.eof:
                yield stream.decompress(stream.unconsumed_tail, 1 << 20)
    except zlib.error:
        state.wrong = state.wrong or "deflate"
        return
    used = at - len(stream.unused_data)
    if not stream.eof:
        state.wrong = "truncated"
    elif used != end and member.crc is not None and not state.wrong:
        state.wrong = f"packed size {member.packed} is {used - member.start}"


def _lzma(packed: memoryview) -> lzma.LZMADecompressor:
    """A decompressor for zip's own LZMA header: version, length of properties, five bytes of them (APPNOTE.TXT §5.8.8)."""
    if len(packed) < _LZMA_HEADER:
        return lzma.LZMADecompressor(lzma.FORMAT_ALONE)
    first, size = packed[4], int.from_bytes(packed[5:9], "little")
    filters = {"id": lzma.FILTER_LZMA1, "lc": first % 9, "lp": first // 9 % 5, "pb": first // 45, "dict_size": min(size, 1 << 26)}
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[filters])


def _stream(stream: bz2.BZ2Decompressor | lzma.LZMADecompressor, packed: memoryview, state: _State) -> Iterator[bytes]:
    try:
        for at in range(0, len(packed), _CHUNK):
            if stream.eof:
                break
            yield stream.decompress(bytes(packed[at : at + _CHUNK]), 1 << 20)
            while not stream.eof and not stream.needs_input:
                yield stream.decompress(b"", 1 << 20)
    except (OSError, lzma.LZMAError, EOFError, ValueError):
        state.wrong = "damaged stream"
        return
    if not stream.eof and not isinstance(stream, lzma.LZMADecompressor):
        state.wrong = "truncated"


def _listed(info: zipfile.ZipInfo, data: bytes) -> Member:
    """The member a directory entry points at; its own header gives where its bytes begin."""
    raw = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437", "surrogateescape")
    name = _name(raw, info.flag_bits)
    header = data[info.header_offset : info.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(_LOCAL):
        return Member(name, Found.DIRECTORY, detail="no local header")
    fields = _LOCAL_HEADER.unpack(header)
    start = info.header_offset + _LOCAL_HEADER.size + fields[9] + fields[10]
    named = info.header_offset + _LOCAL_HEADER.size
    own = data[named : named + fields[9]]
    detail = "local header has another name" if own != raw else ""
    if info.is_dir() and not info.compress_size:
        return Member(name, Found.FOLDER, start, 0, detail=detail)
    return Member(
        name,
        Found.LISTED,
        start,
        info.compress_size,
        info.compress_type,
        info.flag_bits | (fields[2] & _ENCRYPTED),
        info.CRC,
        detail,
    )


_LONGEST_NAME = 255
"""Bytes; no file system takes a longer one."""


def _name(raw: bytes, flags: int) -> str:
    """A member's name: UTF-8 where flagged or where it is; else GB18030, as Chinese packers write it; else code page 437."""
    for encoding in ("utf-8", "gb18030", "cp437"):
        try:
            if encoding == "cp437" and len(raw) > _LONGEST_NAME:
                break  # no name: a length that was changed reaches into the contents
            return raw.decode(encoding)[:_NAME]
        except UnicodeDecodeError:
            if flags & _UTF8:
                break
    return raw.decode("utf-8", "replace")[:_NAME]


def _descriptor_end(data: bytes, member: Member) -> int:
    """Where a member's bytes end, with the sizes that may follow them (APPNOTE.TXT §4.3.9)."""
    end = member.start + member.packed
    if not member.flags & _SIZES_FOLLOW:
        return end
    signed = 4 if data[end : end + 4] == _DESCRIPTOR else 0
    for length in (12, 20):
        if data[end + signed + length : end + signed + length + 2] == b"PK":
            return end + signed + length
    return end + signed + 12


def _around(data: bytes, directory: int, spans: list[tuple[int, int]]) -> Iterator[Member]:
    """What lies outside the listed members and the directory: before, between, after."""
    end_record = data.rfind(_END, max(0, len(data) - 0x10015))
    length = int.from_bytes(data[end_record + 20 : end_record + 22], "little")
    end = min(end_record + 22 + length, len(data))
    if length:
        yield _text("comment", Found.COMMENT, data, data[end_record + 22 : end], end_record + 22)
    at = 0
    for first, last in [*sorted(spans), (directory, end), (len(data), len(data))]:
        if first > at:
            yield from _unlisted(data, at, first, Found.DELETED)
        at = max(at, last)


def _text(name: str, found: Found, data: bytes, text: bytes, at: int = -1) -> Member:
    start = at if at >= 0 else data.find(text)
    return Member(name, found, start, len(text))


def _unlisted(data: bytes, begin: int, end: int, found: Found) -> Iterator[Member]:
    """Members met by their own headers between two offsets, and slack: bytes that belong to none."""
    at = begin
    while at < end:
        header = data.find(_LOCAL, at, end)
        stop = header if header >= 0 else end
        if data[at:stop].strip(b"\0\t\n\r "):
            yield Member(f"slack@{at}", Found.SLACK, at, stop - at)
        if header < 0 or header + _LOCAL_HEADER.size > end:
            return
        member, at = _by_header(data, header, end, found)
        yield member


def _by_header(data: bytes, header: int, end: int, found: Found) -> tuple[Member, int]:
    """The member whose own header is at `header`, and the offset one past its bytes."""
    fields = _LOCAL_HEADER.unpack_from(data, header)
    flags, method, crc, packed = fields[2], fields[3], fields[6], fields[7]
    start = header + _LOCAL_HEADER.size + fields[9] + fields[10]
    named = header + _LOCAL_HEADER.size
    name = _name(data[named : named + fields[9]], flags)
    known: int | None = crc
    if flags & _SIZES_FOLLOW or packed == _ZIP64 or start + packed > end:
        marks = [at for mark in (_DESCRIPTOR, _LOCAL, b"PK\x01\x02") if (at := data.find(mark, start, end)) >= 0]
        packed, known = max(min(marks, default=end) - start, 0), None
    member = Member(name, found, start, packed, method, flags, known)
    return member, max(_descriptor_end(data, member) if flags & _SIZES_FOLLOW else start + packed, header + 4)
