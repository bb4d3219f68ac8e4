"""Write a compound file: a storage lifted out of another one becomes a document of its own.

In: streams by path. Out: bytes of a version 3 compound file ([MS-CFB]) that any reader opens.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_END, _FREE, _FATSECT, _DIFSECT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC, 0xFFFFFFFF
_ROOT, _STORAGE, _STREAM = 5, 1, 2
_HEADER_FATS = 109

Path = tuple[str, ...]


class _Sectors:
    """Sectors and the table that chains them."""

    def __init__(self, size: int) -> None:
        self.size, self.data, self.table = size, bytearray(), list[int]()

    def add(self, data: bytes) -> int:
        """Append a chain; its first sector, or END for nothing."""
        if not data:
            return _END
        first = len(self.table)
        count = -(-len(data) // self.size)
        self.data += data + b"\0" * (count * self.size - len(data))
        self.table += [*range(first + 1, first + count), _END]
        return first


def _order(name: str) -> tuple[int, str]:
    # [MS-CFB] 2.6.4: shorter names come first, then by upper case
    return len(name.encode("utf-16-le")), name.upper()


def compound(streams: Mapping[Path, bytes], class_ids: Mapping[Path, bytes] | None = None) -> bytes:
    """The bytes of a compound file holding `streams`; storages appear as the paths need them."""
    entries: list[tuple[Path, int]] = [((), _ROOT)]
    known: set[Path] = {()}
    for path in streams:
        for depth in range(1, len(path)):
            if path[:depth] not in known:
                known.add(path[:depth])
                entries.append((path[:depth], _STORAGE))
        known.add(path)
        entries.append((path, _STREAM))
    index = {path: i for i, (path, _) in enumerate(entries)}
    children: dict[Path, list[Path]] = {}
    for path, _ in entries[1:]:
        children.setdefault(path[:-1], []).append(path)
    left, right, child = ([_NONE] * len(entries) for _ in range(3))

    def tree(paths: list[Path]) -> int:
        if not paths:
            return _NONE
        middle = len(paths) // 2
        at = index[paths[middle]]
        left[at], right[at] = tree(paths[:middle]), tree(paths[middle + 1 :])
        return at

    for parent, kids in children.items():
        child[index[parent]] = tree(sorted(kids, key=lambda p: _order(p[-1])))
    big, mini = _Sectors(_SECTOR), _Sectors(_MINI)
    starts = [(_END, 0)] * len(entries)
    for path, data in streams.items():
        starts[index[path]] = ((mini if len(data) < _CUTOFF else big).add(data), len(data))
    starts[0] = (big.add(bytes(mini.data)), len(mini.data))
    directory = b"".join(
        _entry(path, kind, (left[i], right[i], child[i]), starts[i], (class_ids or {}).get(path, b"\0" * 16))
        for i, (path, kind) in enumerate(entries)
    )
    return _file(big, mini, directory)


def _entry(path: Path, kind: int, links: tuple[int, int, int], start: tuple[int, int], class_id: bytes) -> bytes:
    name = (path[-1] if path else "Root Entry").encode("utf-16-le")[:62]
    first = 0 if kind == _STORAGE else start[0]
    return (
        name.ljust(64, b"\0")
        + struct.pack("<HBB3I", len(name) + 2, kind, 1, *links)
        + class_id
        + bytes(20)
        + struct.pack("<IQ", first, start[1])
    )


def _file(big: _Sectors, mini: _Sectors, directory: bytes) -> bytes:
    directory += (b"\0" * 64 + struct.pack("<HBB3I", 0, 0, 0, _NONE, _NONE, _NONE) + bytes(48)) * (-len(directory) // 128 % 4)
    directory_start = big.add(directory)
    minifat = struct.pack(f"<{len(mini.table)}I", *mini.table)
    minifat += b"\xff" * (-len(minifat) % _SECTOR)
    minifat_start = big.add(minifat)
    used = len(big.table)
    fats = difats = 0
    while fats * 128 < used + fats + difats:
        fats = -(-(used + fats + difats) // 128)
        difats = -(-max(fats - _HEADER_FATS, 0) // 127)
    fat_at = list(range(used, used + fats))
    table = big.table + [_FATSECT] * fats + [_DIFSECT] * difats
    table += [_FREE] * (fats * 128 - len(table))
    difat = b""
    for i in range(difats):
        listed = fat_at[_HEADER_FATS + 127 * i : _HEADER_FATS + 127 * (i + 1)]
        follow = used + fats + i + 1 if i + 1 < difats else _END
        difat += struct.pack("<128I", *listed, *[_FREE] * (127 - len(listed)), follow)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack(
        "<IIIIIIIIII",
        0,
        fats,
        directory_start,
        0,
        _CUTOFF,
        minifat_start,
        len(minifat) // _SECTOR,
        used + fats if difats else _END,
        difats,
        0,
    )[:-4]
    first = fat_at[:_HEADER_FATS]
    header += struct.pack("<109I", *first, *[_FREE] * (_HEADER_FATS - len(first)))
    return header + bytes(big.data) + struct.pack(f"<{len(table)}I", *table) + difat
