"""7z archives, unpacked into memory through py7zr, each byte counted as it comes out.

In: `Blob`. Out: a blob for each member; gaps for what is encrypted, damaged or packed in an unknown way.
"""

from __future__ import annotations

import io
import lzma
from collections.abc import Iterator
from typing import cast

import py7zr
from py7zr.io import Py7zIO, WriterFactory

from outscan.errors import Exceeded, Unreadable
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, Part, Piece, Segment, unread


class _Member(Py7zIO):
    """One member being written: a buffer that asks the budget first."""

    def __init__(self, name: str, budget: Budget, source: int) -> None:
        self.name, self.closed = name, False
        self._budget, self._source, self._buffer = budget, source, io.BytesIO()

    def write(self, s: bytes | bytearray) -> int:
        """Take a chunk. Raises Exceeded at a member's, the ratio's or the total limit."""
        for _ in self._budget.meter([bytes(s)], 0):
            done = self._buffer.tell() + len(s)
            limits = self._budget.limits
            if done > limits.max_member_bytes:
                raise Exceeded(GapReason.TOO_LARGE, unread("max_member_bytes", most=limits.max_member_bytes))
            if done > limits.ratio_floor_bytes and done > self._source * limits.max_ratio:
                raise Exceeded(GapReason.TOO_LARGE, unread("ratio_met", most=limits.max_ratio))
        return self._buffer.write(s)

    def read(self, size: int | None = None) -> bytes:
        """Read back, as py7zr does to check a sum."""
        return self._buffer.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move, as py7zr does before reading back."""
        return self._buffer.seek(offset, whence)

    def flush(self) -> None:
        """Nothing to flush."""

    def size(self) -> int:
        """How much was written."""
        return self._buffer.getbuffer().nbytes

    def close(self) -> None:
        """The member is complete."""
        self.closed = True

    @property
    def data(self) -> bytes:
        """What was written."""
        return self._buffer.getvalue()


class _Factory(WriterFactory):
    """Makes and remembers the members in order; equal names are all kept."""

    def __init__(self, budget: Budget, source: int) -> None:
        self.members: list[_Member] = []
        self._budget, self._source = budget, source

    def create(self, filename: str) -> Py7zIO:
        """A new member."""
        self._budget.tick()
        self.members.append(_Member(filename, self._budget, self._source))
        return self.members[-1]


def read_seven(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield the members of a 7z archive, of a locked one with the first password that opens all of it."""
    for password in budget.passwords:
        try:
            pieces = list(_members(blob, budget, password))
        except (Exceeded, MemoryError):
            raise
        except Exception:  # noqa: BLE001, S112 - what a wrong password makes of a directory breaks the library anywhere
            continue
        yield from pieces
        return
    yield from _members(blob, budget, None)


def _members(blob: Blob, budget: Budget, password: str | None) -> Iterator[Piece]:
    try:
        archive = py7zr.SevenZipFile(io.BytesIO(blob.data), password=password)
    except py7zr.PasswordRequired as error:
        raise Unreadable(GapReason.ENCRYPTED, unread("7z")) from error
    except (py7zr.Bad7zFile, py7zr.UnsupportedCompressionMethodError, lzma.LZMAError) as error:
        raise _unreadable(error) from error
    with archive:
        names = [(info.filename, info.is_directory) for info in archive.list()]
        if archive.needs_password() and password is None:
            yield from (Segment(blob.where.at(Part.NAME, name), name) for name, _ in names)
            yield Gap(blob.where, GapReason.ENCRYPTED, unread("7z_members", count=len(names)))
            return
        factory, wrong = _Factory(budget, len(blob.data)), cast("Unreadable | None", None)
        try:
            archive.extractall(factory=factory)
        except Exceeded as limit:
            wrong = limit
        except (py7zr.exceptions.ArchiveError, OSError, EOFError, ValueError, lzma.LZMAError) as error:
            wrong = _unreadable(error)
        met = set()
        for member in factory.members:
            met.add(member.name)
            yield Blob(blob.where.inside(member.name), member.data)
        yield from (Segment(blob.where.at(Part.NAME, name), name) for name, _ in names if name not in met)
        if wrong is not None:
            raise wrong


def _unreadable(error: Exception) -> Unreadable:
    """Which gap a failure of the library is."""
    if isinstance(error, py7zr.PasswordRequired):
        return Unreadable(GapReason.ENCRYPTED, unread("7z"))
    if isinstance(error, py7zr.UnsupportedCompressionMethodError):
        return Unreadable(GapReason.UNSUPPORTED, unread("7z_method"))
    return Unreadable(GapReason.CORRUPT, unread("7z_error", error=type(error).__name__))
