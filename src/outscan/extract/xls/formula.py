"""The words inside a formula: string constants of the token stream ([MS-XLS] 2.5.198).

In: `rgce` bytes. Out: its string constants, which a formula may hold without ever showing them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from outscan.extract.ole import codec

# operand bytes after the token number, BIFF 8 and BIFF 5 (token classes folded to 0x20-0x3F)
_SIZES_8 = {
    0x01: 4, 0x02: 4, 0x1C: 1, 0x1D: 1, 0x1E: 2, 0x1F: 8, 0x20: 7, 0x21: 2, 0x22: 3, 0x23: 4, 0x24: 4, 0x25: 8, 0x26: 6,
    0x27: 6, 0x28: 6, 0x29: 2, 0x2A: 4, 0x2B: 8, 0x2C: 4, 0x2D: 8, 0x2E: 2, 0x2F: 2, 0x39: 6, 0x3A: 6, 0x3B: 10, 0x3C: 6,
    0x3D: 10,
}  # fmt: skip
_SIZES_5 = _SIZES_8 | {
    0x23: 14, 0x24: 3, 0x25: 6, 0x2A: 3, 0x2B: 6, 0x2C: 3, 0x2D: 6, 0x39: 24, 0x3A: 17, 0x3B: 20, 0x3C: 17, 0x3D: 20,
}  # fmt: skip


def literals(tokens: bytes, biff: int, page: int) -> Iterator[str]:
    """Yield the string constants; a token that is not known ends the walk."""
    sizes = _SIZES_8 if biff >= 8 else _SIZES_5
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token == 0x17:
            if at + 1 > len(tokens):
                return
            count = tokens[at]
            if biff >= 8 and at + 1 < len(tokens):
                size = count * 2 if tokens[at + 1] & 1 else count
                raw = tokens[at + 2 : at + 2 + size]
                yield raw.decode("utf-16-le" if tokens[at + 1] & 1 else "latin-1", "replace")
                at += 2 + size
            else:
                yield tokens[at + 1 : at + 1 + count].decode(codec(page), "replace")
                at += 1 + count
            continue
        if token == 0x19:  # attributes; a choose table is longer
            if at + 3 > len(tokens):
                return
            at += 3 + (2 * (struct.unpack_from("<H", tokens, at + 1)[0] + 1) if tokens[at] & 4 else 0)
            continue
        if 0x03 <= token <= 0x16:
            continue
        base = token if token < 0x20 else (token & 0x1F) | 0x20
        if base not in sizes:
            return
        at += sizes[base]
