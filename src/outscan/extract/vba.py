"""Macros: the VBA project of an Office document, [MS-OVBA], as source text with its string constants.

In: `Blob` of a compound file (vbaProject.bin, or the Macros storage of a binary document). Out: one hidden segment a
module, the project's own properties and forms' words. Deliberately runs nothing and does not read compiled code.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from outscan.extract.ole import Compound, codec
from outscan.extract.ole.compound import Path, printable
from outscan.extract.ole.strings import runs
from outscan.limits import Budget
from outscan.nouns import Struct
from outscan.types import Blob, Gap, GapReason, HiddenKind, Inert, Part, Piece, Segment, joined, named, unread

_ATTRIBUTE = re.compile(rb"\x01.[\xb0-\xbf]\x00Attribut", re.DOTALL)
_CACHES = ("_vba_project", "__srp_", "dir", "projectwm", "projectlk", "\x01compobj")
"""Compiled code, name tables and references: nothing the source does not say."""


class _BrokenError(ValueError):
    """A compressed container does not follow [MS-OVBA] 2.4.1."""


def decompress(data: bytes) -> tuple[bytes, bool]:
    """The bytes of a compressed container ([MS-OVBA] 2.4.1.3), and whether it was whole."""
    if not data or data[0] != 1:
        raise _BrokenError
    out, at = bytearray(), 1
    while at + 2 <= len(data):
        header = struct.unpack_from("<H", data, at)[0]
        end = min(at + (header & 0x0FFF) + 3, len(data))
        if header >> 12 & 7 != 3:
            return bytes(out), False
        at += 2
        if header & 0x8000:
            at = _chunk(data, at, end, out)
        else:
            out += data[at:end]
        at = end
    return bytes(out), True


def _chunk(data: bytes, at: int, end: int, out: bytearray) -> int:
    start = len(out)
    while at < end:
        flags = data[at]
        at += 1
        for bit in range(8):
            if at >= end:
                break
            if not flags >> bit & 1:
                out.append(data[at])
                at += 1
                continue
            if at + 2 > end:
                return end
            token = struct.unpack_from("<H", data, at)[0]
            at += 2
            bits = max((len(out) - start - 1).bit_length(), 4)
            length = (token & (0xFFFF >> bits)) + 3
            back = (token >> (16 - bits)) + 1
            if back > len(out):
                return end
            for _ in range(length):
                out.append(out[-back])
    return at


class _Module(Struct, frozen=True):
    stream: str
    offset: int


def _modules(directory: bytes) -> tuple[int, list[_Module]]:
    """The code page and the modules that the dir stream names ([MS-OVBA] 2.3.4.2)."""
    page, found, at = 1252, list[_Module](), 0
    name = ""
    while at + 6 <= len(directory):
        kind, size = struct.unpack_from("<HI", directory, at)
        body = directory[at + 6 : at + 6 + size]
        at += 6 + size
        if kind == 0x09:  # PROJECTVERSION counts four bytes and holds six
            at += 2
        elif kind == 0x03 and len(body) >= 2:
            page = struct.unpack_from("<H", body)[0]
        elif kind == 0x1A:
            name = body.decode(codec(page), "replace")
        elif kind == 0x32 and body:
            name = body.decode("utf-16-le", "replace")
        elif kind == 0x31 and len(body) >= 4:
            found.append(_Module(name, struct.unpack_from("<I", body)[0]))
    return page, found


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield the source of every module, then what else the project keeps."""
    compound = Compound(blob.data, budget)
    yield from compound.gaps(blob.where)
    page, modules = 1252, list[_Module]()
    directory = next((p for p in compound.paths if p[-1].lower() == "dir"), None)
    if directory:
        try:
            page, modules = _modules(decompress(compound.stream(directory)[0])[0])
        except _BrokenError:
            yield Gap(blob.where.at(Part.HIDDEN, "dir"), GapReason.CORRUPT, unread("signature"))
    offsets = {m.stream.lower(): m.offset for m in modules}
    for path in compound.paths:
        budget.tick()
        data, gaps = compound.read(path, blob.where.at(Part.HIDDEN, printable("/".join(path))))
        yield from gaps
        yield from _stream(path, data, offsets, page, blob, budget)


def _stream(path: Path, data: bytes, offsets: dict[str, int], page: int, blob: Blob, budget: Budget) -> Iterator[Piece]:
    low, at = path[-1].lower(), named(printable("/".join(path)))
    where = blob.where.at(Part.HIDDEN, at)
    match = _ATTRIBUTE.search(data)
    offset = offsets.get(low, match.start() if match else -1)
    if offset >= 0 and offset < len(data):
        try:
            source, whole = decompress(data[offset:])
        except _BrokenError:
            yield Gap(where, GapReason.CORRUPT, unread("module_signature"))
            return
        budget.spend(len(source), len(data))
        if not whole:
            yield Gap(where, GapReason.CORRUPT, unread("module_cut"))
        text = source.decode(codec(page), "replace").replace("\r\n", "\n").replace("\r", "\n")
        lines = [
            (at.then("line", n), line)
            for n, line in enumerate(text.split("\n"), 1)
            if line.strip() and not line.startswith("Attribute VB_")
        ]
        if lines:
            text, places = joined(lines)
            yield Segment(where, text, places, hidden=HiddenKind.MACRO)
        else:
            yield Inert(where, data, "vba")
    elif low == "project":
        text = data.decode(codec(page), "replace").replace("\r\n", "\n")
        streams = [
            (at, line)
            for line in text.split("\n")
            if line.startswith(("Name=", "Description=", "HelpFile=", "Document=", "Module=", "Class="))
        ]
        if streams:
            content, places = joined(streams)
            yield Segment(where, content, places, hidden=HiddenKind.MACRO)
    elif low.startswith(_CACHES):
        yield Inert(where, data, "vba")
    else:
        # forms: captions and values of controls ([MS-OFORMS]), as runs of text
        found = [(at, text) for text in runs(data)]
        if found:
            content, places = joined(found)
            yield Segment(where, content, places, hidden=HiddenKind.MACRO)
        else:
            yield Inert(where, data, "vba")
