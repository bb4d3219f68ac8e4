"""The records of a binary part, one after another, and its strings ([MS-XLSB] 2.1.4, 2.5.168).

In: the bytes of a part. Out: (number, body) of each record; strings.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (number, body) of every record ([MS-XLSB] 2.1.4); a cut one comes with number -1 and ends the walk."""
    at = 0
    while at < len(data):
        number, at = data[at], at + 1
        if number & 0x80 and at < len(data):
            number, at = number & 0x7F | (data[at] & 0x7F) << 7, at + 1
        size = 0
        for i in range(4):
            if at >= len(data):
                yield -1, b""
                return
            byte, at = data[at], at + 1
            size |= (byte & 0x7F) << 7 * i
            if not byte & 0x80:
                break
        body = data[at : at + size]
        if len(body) < size:
            yield -1, body
            return
        yield number, body
        at += size


def wide(body: bytes, at: int) -> tuple[str, int]:
    """A string with its length before it, '' for a null one, and where it ends ([MS-XLSB] 2.5.168)."""
    size = struct.unpack_from("<I", body, at)[0]
    if size == 0xFFFFFFFF:
        return "", at + 4
    return body[at + 4 : at + 4 + 2 * size].decode("utf-16-le", "replace"), at + 4 + 2 * size
