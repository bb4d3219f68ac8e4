"""Tape archives: ustar, pax, GNU, and the old kind without a magic.

In: `Blob`. Out: a blob for each file, names of links and folders, gaps for devices and damage, what stands behind the end.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator

from outscan.legible import decode_name
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, HiddenKind, Part, Piece, Segment, joined, unread

_BLOCK = 512
_CHUNK = 1 << 20
_PLAIN_RECORDS = frozenset({"path", "linkpath", "size", "mtime", "atime", "ctime", "uid", "gid"})


def read_tape(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield the members of a tar archive."""
    end = 0
    with tarfile.open(fileobj=io.BytesIO(blob.data), mode="r:", encoding="utf-8", errors="surrogateescape") as archive:
        while True:
            try:
                member = archive.next()
            except (tarfile.TarError, ValueError, OverflowError) as error:
                yield Gap(blob.where, GapReason.CORRUPT, unread("tar", error=type(error).__name__))
                break
            if member is None:
                break
            budget.tick()
            end = member.offset_data + (-(-member.size // _BLOCK) * _BLOCK if member.isreg() and not member.issparse() else 0)
            yield from _member(blob, archive, member, budget)
    rest = blob.data[min(end, len(blob.data)) :]
    if rest.strip(b"\0") and end <= len(blob.data):
        yield Blob(blob.where.inside("trailing"), rest.lstrip(b"\0"), HiddenKind.DELETED_DATA)


def _member(blob: Blob, archive: tarfile.TarFile, member: tarfile.TarInfo, budget: Budget) -> Iterator[Piece]:
    name = _name(member.name)
    where = blob.where.inside(name)
    records = [
        (key, f"{key}: {value}")
        for key, value in member.pax_headers.items()
        if key not in _PLAIN_RECORDS and isinstance(value, str)
    ]
    owners = [
        (key, f"{key}: {_name(value)}")
        for key, value in (("uname", member.uname), ("gname", member.gname))
        if not value.isascii()
    ]
    if records or owners:
        yield Segment(where.at(Part.METADATA), *joined([*records, *owners]), hidden=HiddenKind.PROPERTY)
    if member.isreg():
        file = archive.extractfile(member)
        data = budget.inflate(iter(lambda: file.read(_CHUNK), b""), len(blob.data)) if file else b""
        yield Blob(where, data)
        if len(data) < member.size:
            yield Gap(where, GapReason.CORRUPT, unread("cut_at", count=len(data), size=member.size))
    elif member.issym() or member.islnk():
        yield Segment(blob.where.at(Part.NAME, name), f"{name} -> {_name(member.linkname)}")
    elif member.isdir():
        yield Segment(blob.where.at(Part.NAME, name), name)
    else:
        yield Segment(blob.where.at(Part.NAME, name), name)
        yield Gap(where, GapReason.UNSUPPORTED, unread("device"))


def _name(stated: str) -> str:
    """A name whose bytes may be GBK rather than UTF-8."""
    return decode_name(stated.encode("utf-8", "surrogateescape"))
