"""The inside of a zip: every member the directory lists, and every byte it does not.

In: the bytes of a zip and the budget. Out: `Member`s (found, not yet inflated) and `Entry`s (inflated, or why not).
Law: each byte of the file is inside a member, the directory, or comes out as a deleted member, a comment or slack.
What is inflated is counted, never what is declared. The standard library finds the directory; members are inflated here,
because `zipfile` stops at a declared size, hides members of equal name and gives nothing of a damaged stream.
Deliberately knows no format that is built on zip.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator

from outscan.extract.container.inflate import inflate
from outscan.extract.container.member import ENCRYPTED, Entry, Found, Member
from outscan.legible import clarity, decode
from outscan.limits import Budget
from outscan.types import unread

__all__ = ["OVERLAPPING", "Entry", "Found", "Member", "entries", "inflate", "members"]

_LOCAL = b"PK\x03\x04"
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_END = b"PK\x05\x06"
_DESCRIPTOR = b"PK\x07\x08"
_SIZES_FOLLOW, _UTF8 = 0x8, 0x800  # APPNOTE.TXT §4.4.4
_ZIP64 = 0xFFFFFFFF
_NAME = 1024
"""Characters of a name kept: a name may be 65,535 bytes long, and a screen is not."""
_OVERLAPS = 5
"""Overlapping members read before the rest is left unread: one kernel quoted a thousand times is a bomb, not a document."""
OVERLAPPING = unread("overlaps_over", most=_OVERLAPS)
"""What is said of a member left unread for that reason."""


def entries(data: bytes, budget: Budget) -> Iterator[Entry]:
    """Every member of the zip `data`, inflated one at a time, in the order of the file's directory.

    Raises Exceeded only where the whole document's limit is met; a member's own limit is its entry's reason.
    """
    for member in members(data):
        budget.tick()
        yield inflate(member, data, budget)


_UNICODE, _UNICODE_HEAD = (0x7075, 0x6375), 5
"""Extra fields with a name or comment in UTF-8, behind a version and a checksum."""
_SEALED = 0x9901
"""Extra field of members encrypted by AES (winzip.com/en/support/aes-encryption)."""
_WORDS, _CLEAR = 6, 0.55
"""Bytes from which an extra field may be words, and how clear they must be."""


def members(data: bytes) -> list[Member]:
    """Every member of the zip `data`: listed ones first, then what no directory lists (deleted, comments, slack)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos, directory = archive.infolist(), archive.start_dir
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError) as error:
        broken = Member("", Found.DIRECTORY, detail=unread("zip_directory", error=type(error).__name__))
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
            member = Member(member.name, Found.DIRECTORY, detail=OVERLAPPING)
        found.append(member)
        spans.append((info.header_offset, _descriptor_end(data, member)))
        if info.comment:
            found.append(_text("comment", Found.COMMENT, data, info.comment))
        found += [_text("comment", Found.COMMENT, data, said) for said in _other_names(info) if said != member.name.encode()]
    found += _around(data, directory, spans)
    return found


_NTFS = 0x000A
_SHAPES = {0x5455: (5, 9, 13), 0x7875: (11, 15), 0x7855: (4, 8), 0x5855: (8, 12)}
"""Lengths of the fields of times and owners (APPNOTE 4.5.5; Info-ZIP's extra fields)."""


def worded(extra: bytes) -> Iterator[str]:
    """What an extra field of a header says, where it holds words: times, owners and sizes are figures."""
    text = decode(extra)
    if len(extra) >= _WORDS and text.sound and not text.text.isascii() and clarity(text.text) >= _CLEAR:
        yield text.text


def _other_names(info: zipfile.ZipInfo) -> Iterator[bytes]:
    """What extra fields call a member: its Unicode path and comment (APPNOTE 4.6.8, 4.6.9), their checksum right or wrong."""
    for kind, data in _extras(info.extra):
        if kind in _UNICODE:
            yield from (data[_UNICODE_HEAD:],) if len(data) > _UNICODE_HEAD else ()
        elif not _figures(kind, data):
            yield from (data for _ in worded(data))


def _figures(kind: int, data: bytes) -> bool:
    """Whether an extra field is times or owners in the shape they have: eight bytes of a time may look like words."""
    if kind == _NTFS:
        return len(data) == 32 and data[4:8] == b"\x01\x00\x18\x00"
    return len(data) in _SHAPES.get(kind, ())


def _extras(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """The extra fields of a directory entry: their kind and what they hold."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        yield kind, extra[at + 4 : at + 4 + size]
        at += 4 + size


def _listed(info: zipfile.ZipInfo, data: bytes) -> Member:
    """The member a directory entry points at; its own header gives where its bytes begin."""
    raw = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437", "surrogateescape")
    name = _name(raw, info.flag_bits)
    header = data[info.header_offset : info.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(_LOCAL):
        return Member(name, Found.DIRECTORY, detail=unread("no_local_header"))
    fields = _LOCAL_HEADER.unpack(header)
    start = info.header_offset + _LOCAL_HEADER.size + fields[9] + fields[10]
    named = info.header_offset + _LOCAL_HEADER.size
    own = data[named : named + fields[9]]
    detail = unread("header_name") if own != raw else None
    if info.is_dir() and not info.compress_size:
        return Member(name, Found.FOLDER, start, 0, detail=detail)
    return Member(
        name,
        Found.LISTED,
        start,
        info.compress_size,
        info.compress_type,
        info.flag_bits | (fields[2] & ENCRYPTED),
        info.CRC,
        detail,
        next((data for kind, data in _extras(info.extra) if kind == _SEALED), b""),
        fields[4],
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
