"""Bytes of a TIFF that no directory, tag or strip of it claims: every program passes them by.

In: the file. Out: the stretches between what is claimed. (TIFF 6.0 §2; BigTIFF is left to the decoder)
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
"""Bytes of a value by its type."""
WHERE_TO_LENGTH = {273: 279, 324: 325, 288: 289, 513: 514}
"""Tags that say where strips, tiles, free bytes and a thumbnail lie, and those that say how long they are."""
DIRECTORIES = frozenset({330, 34665, 34853, 40965})
MOST = 1000
"""Directories of one file."""
SHORTEST = 16


def unclaimed(data: bytes) -> Iterator[bytes]:
    """Yield every stretch of `data` that nothing in it points at, from SHORTEST bytes on."""
    order = {b"II": "<", b"MM": ">"}[data[:2]]
    claimed = [(0, 8)]
    try:
        waiting = [struct.unpack_from(order + "I", data, 4)[0]]
        met: set[int] = set()
        while waiting and len(met) < MOST:
            at = waiting.pop()
            if at and at not in met:
                met.add(at)
                waiting += _directory(data, order, at, claimed)
    except struct.error:
        return  # a broken file: the decoder says so
    end = 0
    for start, stop in [*sorted(claimed), (len(data), len(data))]:
        if start - end >= SHORTEST:
            yield data[end:start]
        end = max(end, stop)


def _directory(data: bytes, order: str, at: int, claimed: list[tuple[int, int]]) -> list[int]:
    """Claim what one directory points at; the directories it leads to. Raises struct.error where it is broken."""
    count = struct.unpack_from(order + "H", data, at)[0]
    claimed.append((at, at + 2 + 12 * count + 4))
    values: dict[int, tuple[int, ...]] = {}
    for number in range(count):
        tag, kind, many = struct.unpack_from(order + "HHI", data, at + 2 + 12 * number)
        size = SIZES.get(kind, 1) * many
        place = at + 10 + 12 * number
        if size > 4:
            place = struct.unpack_from(order + "I", data, place)[0]
            claimed.append((place, place + size))
        if kind in (3, 4, 13) and (tag in WHERE_TO_LENGTH or tag in WHERE_TO_LENGTH.values() or tag in DIRECTORIES):
            values[tag] = struct.unpack_from(f"{order}{many}{'H' if kind == 3 else 'I'}", data, place)
    for where, length in WHERE_TO_LENGTH.items():
        claimed += [(start, start + size) for start, size in zip(values.get(where, ()), values.get(length, ()), strict=False)]
    following = struct.unpack_from(order + "I", data, at + 2 + 12 * count)[0]
    return [following, *(place for tag in DIRECTORIES for place in values.get(tag, ()))]
