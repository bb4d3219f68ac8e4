"""The records of a workbook stream, one after another, and its strings ([MS-XLS] 2.1.4, 2.5.294).

In: the bytes of a stream. Out: (offset, number, body) of each record; strings.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator


def records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield (offset, number, body) of every record; a body cut off by the end of the stream comes with number -1."""
    at = 0
    while at + 4 <= len(data):
        number, size = struct.unpack_from("<HH", data, at)
        if number == 0 and size == 0:
            return
        body = data[at + 4 : at + 4 + size]
        yield at, number if len(body) == size else -1, body
        at += 4 + size


def wide(body: bytes, at: int, count: int) -> tuple[str, int]:
    """A string of `count` characters with its flag byte at `at` ([MS-XLS] 2.5.294), and where it ends."""
    if at >= len(body):
        return "", at
    flags = body[at]
    size = count * 2 if flags & 1 else count
    at += 1
    if flags & 8:
        at += 2
    if flags & 4:
        at += 4
    raw = body[at : at + size]
    return raw.decode("utf-16-le" if flags & 1 else "latin-1", "replace"), at + size


def pivot_strings(data: bytes) -> Iterator[str]:
    """The strings of a pivot cache stream ([MS-XLS] 2.4.316 SXString)."""
    for _, number, body in records(data):
        if number == 0xCD and len(body) > 2:
            yield wide(body, 2, struct.unpack_from("<H", body)[0])[0]
        elif number == 0xC7 and len(body) > 16:  # SXFDB: the field's name
            yield wide(body, 16, struct.unpack_from("<H", body, 14)[0])[0]
