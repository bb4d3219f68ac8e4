"""Image resources of Photoshop: in a JPEG's segment 13, in a TIFF's tag 34377.

In: the bytes of a block of resources. Out: (number, name, bytes) of each. (Adobe Photoshop File Formats, Image Resource Blocks)
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

HEAD, SIGNATURE = b"Photoshop 3.0\x00", b"8BIM"
IPTC, THUMBNAILS = 0x0404, frozenset({0x0409, 0x040C})
PICTURE_AT = 28
"""Bytes of a thumbnail's header before its JPEG."""


def resources(body: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield (number, name, data) of every resource; where the block is broken it ends there."""
    at = len(HEAD) if body.startswith(HEAD) else 0
    while body[at : at + 4] == SIGNATURE and at + 12 <= len(body):
        number, length = struct.unpack_from(">HB", body, at + 4)
        name = body[at + 7 : at + 7 + length]
        at += 7 + length + (length + 1) % 2
        if at + 4 > len(body):
            return
        size = struct.unpack_from(">I", body, at)[0]
        yield number, name, body[at + 4 : at + 4 + size]
        at += 4 + size + size % 2
