"""Open a compound file and read its streams, as much of each as the allocation table still reaches.

In: bytes. Out: `Compound`: paths, and each stream's bytes with whether they are all there; `ole_kind`.
Law: a chain that runs out, loops or leaves the file is said, never silently shortened ([MS-CFB] 2.3).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import olefile

from outscan.errors import Unreadable
from outscan.limits import Budget
from outscan.types import Gap, GapReason, Reason, Where, unread

Path = tuple[str, ...]

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (
    OSError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    RecursionError,
    struct.error,
    OverflowError,
    EOFError,
)
"""What olefile is known to raise on damaged files."""
_MAX_PAD = 64 << 20


def _padded(data: bytes) -> bytes:
    """`data` with free sectors added as far as its own header points, so that a cut-off file still opens."""
    if len(data) < 512:
        raise Unreadable(GapReason.CORRUPT, unread("compound_file_of_bytes", count=len(data)))
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        return data
    size = 1 << shift
    sectors = [s for s in struct.unpack_from("<109I", data, 76) if s < 0xFFFFFFFA]
    wanted = max(((s + 2) * size for s in sectors), default=0)
    wanted = max(wanted, (len(data) + size - 1) // size * size)
    missing = wanted - len(data)
    return data + b"\xff" * missing if 0 < missing <= _MAX_PAD else data


def _last_in_use(data: bytes, size: int) -> int:
    """The last sector that another one leads to, from the table's own sectors as the header lists them.

    What a table marks as an end beyond the file says nothing: some writers fill it up so.
    """
    last = -1
    for sector in struct.unpack_from("<109I", data, 76):
        if sector >= 0xFFFFFFFA:
            break
        table = data[(sector + 1) * size : (sector + 2) * size]
        entries = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
        last = max(last, max((entry for entry in entries if entry < 0xFFFFFFFA), default=-1))
    return last


class Compound:
    """A compound file, opened. Paths are tuples of names, `("ObjectPool", "_123", "Workbook")`."""

    def __init__(self, data: bytes, budget: Budget | None = None) -> None:
        """Open `data`. Raises Unreadable(corrupt) where header or directory cannot be read."""
        self.budget, self.size = budget, len(data)
        try:
            self._ole = olefile.OleFileIO(io.BytesIO(_padded(data)))
            self._ole.loadminifat()
        except _BROKEN as error:
            raise Unreadable(GapReason.CORRUPT, unread("compound_file", error=type(error).__name__)) from error
        self._data = data
        self._mini: bytes | None = None
        self.paths: list[Path] = []
        self.storages: list[Path] = []
        self._entries: dict[Path, olefile.OleDirectoryEntry] = {}
        self.damage = self._directory_damage()
        self._walk(self._ole.root, ())
        if self.damage and not self.paths:
            raise Unreadable(GapReason.CORRUPT, self.damage)

    def _directory_damage(self) -> Reason | None:
        """What is missing of the directory, None where it is all there."""
        size = self._ole.sectorsize
        last = _last_in_use(self._data, size)
        if (last + 1) * size >= len(self._data):
            return unread("compound_cut", count=len(self._data), last=last)
        at, seen = self._ole.first_dir_sector, set[int]()
        while 0 <= at < 0xFFFFFFFA and at not in seen:
            seen.add(at)
            if (at + 2) * size > len(self._data):  # each of its four entries may name a stream
                return unread("directory_cut_off")
            if at >= len(self._ole.fat):
                return unread("directory_leaves")
            at = self._ole.fat[at]
        return None if at == 0xFFFFFFFE else unread("directory_endless")

    def _walk(self, top: olefile.OleDirectoryEntry, prefix: Path) -> None:
        stack, met = [(top, prefix)], set[int]()
        while stack:
            entry, path = stack.pop()
            for kid in reversed(entry.kids):
                if id(kid) in met:  # a storage that holds itself has no end
                    self.damage = self.damage or unread("directory_loops")
                    continue
                met.add(id(kid))
                inner = (*path, str(kid.name))
                if kid.entry_type == olefile.STGTY_STREAM:
                    self.paths.append(inner)
                    self._entries[inner] = kid
                elif kid.entry_type == olefile.STGTY_STORAGE:
                    self.storages.append(inner)
                    self._entries[inner] = kid
                    stack.append((kid, inner))
        self.paths.sort()
        self.storages.sort()

    def find(self, *path: str) -> Path | None:
        """The path as the file spells it, whatever its case; None where there is no such stream."""
        wanted = tuple(p.lower() for p in path)
        return next((p for p in self.paths if tuple(n.lower() for n in p) == wanted), None)

    def under(self, storage: Path) -> list[Path]:
        """The streams below `storage`."""
        return [p for p in self.paths if p[: len(storage)] == storage]

    def class_id(self, storage: Path = ()) -> str:
        """The class identifier of a storage, '' where none."""
        entry = self._entries.get(storage) if storage else self._ole.root
        return str(entry.clsid or "") if entry is not None else ""

    def stream(self, path: Path) -> tuple[bytes, bool]:
        """The bytes of a stream, and whether they are all there."""
        entry = self._entries[path]
        size = int(entry.size)
        if size < self._ole.minisectorcutoff:
            found = self._chain(entry.isectStart, size, self._ole.minifat, self._ministream(), self._ole.minisectorsize, 0)
        else:
            found = self._chain(entry.isectStart, size, self._ole.fat, self._data, self._ole.sectorsize, 1)
        if self.budget is not None:
            self.budget.spend(len(found), self.size)
        return found, len(found) == size

    def read(self, path: Path, where: Where) -> tuple[bytes, list[Gap]]:
        """The bytes of a stream, and the gap to yield beside them where some are missing."""
        data, whole = self.stream(path)
        name = "/".join(path)
        if whole:
            return data, []
        missing = int(self._entries[path].size) - len(data)
        return data, [Gap(where, GapReason.CORRUPT, unread("stream_short", name=printable(name), missing=missing))]

    def gaps(self, where: Where) -> list[Gap]:
        """The gap of a damaged directory, to yield beside the streams that are still named."""
        return [Gap(where, GapReason.CORRUPT, self.damage)] if self.damage else []

    def _ministream(self) -> bytes:
        if self._mini is None:
            root = self._ole.root
            self._mini = self._chain(root.isectStart, int(root.size), self._ole.fat, self._data, self._ole.sectorsize, 1)
        return self._mini

    @staticmethod
    def _chain(start: int, size: int, table: list[int], data: bytes, sector: int, skip: int) -> bytes:
        parts: list[bytes] = []
        seen: set[int] = set()
        at, done = start, 0
        while done < size and 0 <= at < 0xFFFFFFFA and at not in seen:
            seen.add(at)
            piece = data[(at + skip) * sector : (at + skip + 1) * sector]
            if not piece:
                break
            parts.append(piece)
            done += len(piece)
            if at >= len(table):
                break
            at = table[at]
        return b"".join(parts)[:size]


def printable(name: str) -> str:
    """A stream's name with its control characters shown as dots."""
    return "".join(c if c.isprintable() else "." for c in name)


def ole_kind(data: bytes) -> str:
    """What a compound file is, by its streams: doc, xls, ppt, msg, vba, encrypted, or ole where no reader knows more."""
    try:
        compound = Compound(data)
    except Unreadable:
        return "ole"
    names = {p[0].lower() for p in (*compound.paths, *compound.storages)}
    return next(_kinds(names), "ole")


def _kinds(names: set[str]) -> Iterator[str]:
    # [MS-OFFCRYPTO] 1.3: an encrypted OOXML package lies in the stream EncryptedPackage
    # and a document under rights management in the stream DRMContent ([MS-OFFCRYPTO] 2.2.10)
    if names & {"encryptedpackage", "\tdrmcontent"}:
        yield "encrypted"
    for kind, streams in (
        ("msg", {"__properties_version1.0"}),
        ("doc", {"worddocument"}),
        ("ppt", {"powerpoint document"}),
        ("xls", {"workbook", "book"}),
    ):
        if names & streams:
            yield kind
    # [MS-OVBA] 2.2.1: the project root storage holds VBA and PROJECT
    if {"vba", "project"} <= names:
        yield "vba"
