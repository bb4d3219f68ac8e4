"""Files that stand in a text between lines which say so, or in another alphabet: uuencode, Ascii85, base32, patches of git.

In: a text. Out: where each stands, and its bytes; what does not decode is left where it is.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterator

from outscan.lazy_regex import lazy

_UU = lazy(r"(?:(?<=[\n\v])|\A)begin [0-7]{3,4} [^\n\v]{1,200}[\n\v]((?:[ -`]{1,62}[\n\v]){1,400000}?)`?[\n\v]?end")
_ASCII85 = lazy(r"<~([!-uz\s]{5,4000000}?)~>")
_BASE32 = lazy(r"[A-Z2-7](?<![A-Z2-7=][A-Z2-7])[A-Z2-7]{7}[\n\v]?(?:[A-Z2-7]{8}[\n\v]?){3,}(?:[A-Z2-7]{2,7}=*)?(?![A-Za-z0-9])")
_GIT = lazy(r"GIT binary patch[\n\v](?:literal|delta) \d+[\n\v]((?:[A-Za-z][!-~]{5,65}[\n\v]){1,400000})")
_BYTES = r"[0-9A-Fa-f]{6,16}:? {1,4}([0-9A-Fa-f]{2,4}(?:  ?[0-9A-Fa-f]{2,4}){0,15})(?: {1,50}[^\n\v]{0,40})?(?:[\n\v]|\Z)"
"""A row of a dump as hexdump, xxd and debuggers write it: where, up to sixteen bytes, what of them is plain."""
_ROW = lazy(rf"(?:(?<=[\n\v])|\A){_BYTES}")
_WIDEST = 32
"""Digits of sixteen bytes."""
_RECORDS = lazy(
    r"(?:(?<=[\n\v])|\A)(?:(?::[0-9A-Fa-f]{2}[0-9A-Fa-f]{4}00|S1[0-9A-Fa-f]{6})[0-9A-Fa-f]{4,510}(?:[\n\v]|\Z)){1,100000}"
)
"""Intel and Motorola records: how many bytes, where, the bytes, their sum."""
_LONGEST = 1 << 26


def armoured(text: str) -> Iterator[tuple[int, int, bytes]]:
    """Yield (start, end, bytes) of every file that is written so."""
    if "begin " in text:
        for found in _UU.finditer(text):
            yield from _decoded(found.start(), found.end(), _uu(found[1]))
    if "<~" in text:
        for found in _ASCII85.finditer(text):
            yield from _decoded(found.start(), found.end(), _ascii85(found.group()))
    if "GIT binary patch" in text:
        for found in _GIT.finditer(text):
            yield from _decoded(found.start(1), found.end(1), _patch(found[1]))
    yield from _dumped(text)
    for found in _RECORDS.finditer(text) if text.startswith((":", "S1")) or "\n:" in text or "\nS1" in text else ():
        rows = found.group().replace("\v", "\n").split("\n")
        digits = "".join(row[9:-2] if row.startswith(":") else row[8:-2] for row in rows)
        yield from _decoded(found.start(), found.end(), bytes.fromhex(digits[: len(digits) // 2 * 2]))
    for found in _BASE32.finditer(text):
        solid = "".join(found.group().split()).rstrip("=")
        if any(char in "234567" for char in solid):  # words in capitals have no figures
            yield from _decoded(found.start(), found.end(), _base32(solid))


def _decoded(start: int, end: int, data: bytes) -> Iterator[tuple[int, int, bytes]]:
    if data:
        yield start, end, data


def _dumped(text: str) -> Iterator[tuple[int, int, bytes]]:
    """What rows of a dump hold together that follow one another."""
    start = end = -1
    digits = ""
    for row in _ROW.finditer(text):
        if row.start() != end:
            yield from _decoded(start, end, bytes.fromhex(digits))
            start, digits = row.start(), ""
        cells = "".join(row[1].split())[:_WIDEST]
        digits += cells[: len(cells) // 2 * 2]
        end = row.end()
    yield from _decoded(start, end, bytes.fromhex(digits))


def _uu(lines: str) -> bytes:
    out = b""
    for line in filter(None, lines.replace("\v", "\n").split("\n")):
        try:
            out += binascii.a2b_uu(line)
        except (binascii.Error, ValueError):
            return b""
    return out


def _ascii85(text: str) -> bytes:
    try:
        return base64.a85decode(text, adobe=True)
    except ValueError:
        return b""


def _base32(solid: str) -> bytes:
    try:
        return base64.b32decode(solid + "=" * (-len(solid) % 8))
    except (binascii.Error, ValueError):
        return b""


def _patch(lines: str) -> bytes:
    """A hunk of a binary patch: each line begins with how many bytes it holds, the whole is deflated (git, base85.c)."""
    packed = b""
    for line in lines.replace("\v", "\n").split():
        size = ord(line[0]) - (64 if line[0].isupper() else 70)
        try:
            packed += base64.b85decode(line[1:])[:size]
        except ValueError:
            return b""
    try:
        return zlib.decompressobj().decompress(packed, _LONGEST)
    except zlib.error:
        return b""
