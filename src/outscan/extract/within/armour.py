"""Files that stand in a text between lines which say so, or in another alphabet: uuencode, Ascii85, base32, patches of git.

In: a text. Out: where each stands, and its bytes; what does not decode is left where it is.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterator

from outscan.lazy_regex import lazy
from outscan.lazy_regex.outline import coded

_UU = lazy(r"(?:(?<=[\n\v])|\A)begin [0-7]{3,4} [^\n\v]{1,200}[\n\v]((?:[ -`]{1,62}[\n\v]){1,400000}?)`?[\n\v]?end")
_XX = lazy(r"(?:(?<=[\n\v])|\A)begin [0-7]{3,4} [^\n\v]{1,200}[\n\v]((?:[+\-0-9A-Za-z=]{1,85}[\n\v]){1,400000}?)\+?[\n\v]?end")
_OF_XX = str.maketrans(
    "+-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
)
_ASCII85 = lazy(r"<~([!-uz\s]{5,4000000}?)~>")
_BASE32 = lazy(r"[A-Z2-7](?<![A-Z2-7=][A-Z2-7])[A-Z2-7]{7}[\n\v]?(?:[A-Z2-7]{8}[\n\v]?){3,}(?:[A-Z2-7]{2,7}=*)?(?![A-Za-z0-9])")
_GIT = lazy(r"GIT binary patch[\n\v](?:literal|delta) \d+[\n\v]((?:[A-Za-z][!-~]{5,65}[\n\v]){1,400000})")
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
        for found in _XX.finditer(text):
            yield from _decoded(found.start(), found.end(), _xx(found[1]))
    if "<~" in text:
        for found in _ASCII85.finditer(text):
            yield from _decoded(found.start(), found.end(), _ascii85(found.group()))
    if "GIT binary patch" in text:
        for found in _GIT.finditer(text):
            yield from _decoded(found.start(1), found.end(1), _patch(found[1]))
    for found in _RECORDS.finditer(text) if text.startswith((":", "S1")) or "\n:" in text or "\nS1" in text else ():
        rows = found.group().replace("\v", "\n").split("\n")
        digits = "".join(row[9:-2] if row.startswith(":") else row[8:-2] for row in rows)
        yield from _decoded(found.start(), found.end(), bytes.fromhex(digits[: len(digits) // 2 * 2]))
    for found in _BASE32.finditer(text) if coded(text, 8) else ():
        solid = "".join(found.group().split()).rstrip("=")
        if any(char in "234567" for char in solid):  # words in capitals have no figures
            yield from _decoded(found.start(), found.end(), _base32(solid))


def _decoded(start: int, end: int, data: bytes) -> Iterator[tuple[int, int, bytes]]:
    if data:
        yield start, end, data


def _uu(lines: str) -> bytes:
    out = bytearray()
    for line in filter(None, lines.replace("\v", "\n").split("\n")):
        try:
            out += binascii.a2b_uu(line)
        except (binascii.Error, ValueError):
            return b""
    return bytes(out)


def _xx(lines: str) -> bytes:
    """Lines whose first letter says how many bytes follow, in the letters of base64 in another order."""
    out = bytearray()
    for line in filter(None, lines.replace("\v", "\n").split("\n")):
        letters = line[1:].translate(_OF_XX)
        try:
            out += base64.b64decode(letters + "=" * (-len(letters) % 4))[: base64.b64decode(f"AAA{line[0].translate(_OF_XX)}")[2]]
        except (binascii.Error, ValueError):
            return b""
    return bytes(out)


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
