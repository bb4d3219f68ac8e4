"""Stretches of a text that may be codes, and what they may decode to: base64, hex, pieces of them, signs written as codes.

In: a text. Out: where each stretch begins, what it is, how it is decoded; nothing is asked of what that says.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote_to_bytes

from outscan.extract.within.bases import solid
from outscan.extract.within.listed import listed, pieces
from outscan.extract.within.unseen import unseen
from outscan.lazy_regex import lazy
from outscan.lazy_regex.outline import coded, hexed

Spelling = Callable[[str], Iterator[bytes]]
"""What the bytes of a stretch may be."""
_BLOCK = lazy(
    r"(?:(?<![A-Za-z0-9+/=_-])|(?<=[A-Za-z0-9_ ]=))[A-Za-z0-9+/_-]{14,}"
    r"(?:[\n\v][ \t]{0,40}[A-Za-z0-9+/_-]{1,200}(?![^\n\v=]))*={0,2}"
    r"(?![A-Za-z0-9+/_-])"
)
SHORTEST = 14
_HEXES = frozenset("0123456789abcdefABCDEF")
_DIGITS = lazy(r"[0-9A-Fa-f][0-9A-Fa-f :,]{17}")
"""Without these there is none; written to begin with a class, so that the engine passes by the rest."""
_SHORTEST_HEX = 18
SHORTEST_FILE = 48
_HEX = lazy(
    r"[0-9A-Fa-fxX](?<![0-9A-Za-z].)(?:(?<=[xX])|(?<=0)[xX]|[0-9A-Fa-f][ :,]?)(?:[0-9A-Fa-f]{2}[ :,]?){8,}"
    r"(?:[\n\v](?:[0-9A-Fa-f]{2}[ :,]?){4,})*(?![0-9A-Za-z])"
)
_STRAYS = lazy(
    r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{4,200}(?P<stray> ?[*|,;:.!~#$%&^\"'>][*|,;:.!~#$%&^\"'>+ \n\v]{0,6})[A-Za-z0-9+/]{4,200}"
    r"(?:(?P=stray)[A-Za-z0-9+/]{1,200})+={0,2}"
)
"""Base64 cut into pieces by the same signs: quoted, joined, starred out."""
_STRAY = lazy(r"[A-Za-z0-9+/]{4} ?[*|,;:.!~#$%&^\"'>]")
_EVEN = lazy(
    r"(?<![A-Za-z0-9+/=])(?:(?:[A-Za-z0-9+/]{4}[ \n\v]){6,}|(?:[A-Za-z0-9+/]{8}[ \n\v]){4,}|(?:[A-Za-z0-9+/]{12}[ \n\v]){3,})"
    r"[A-Za-z0-9+/]{1,12}={0,2}(?![A-Za-z0-9+/])"
)
"""Base64 or hex in pieces of one length, parted by blanks or line ends."""
_ESCAPES = (
    ("%", lazy(r"%[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2}){11,}")),
    ("\\x", lazy(r"\\x[0-9A-Fa-f]{2}(?:\\x[0-9A-Fa-f]{2}){11,}")),
    ("\\u00", lazy(r"\\u00[0-9A-Fa-f]{2}(?:\\u00[0-9A-Fa-f]{2}){11,}")),
    ("=", lazy(r"=[0-9A-F]{2}(?:(?:=?[\n\v])?=[0-9A-F]{2}){11,}")),
    ("&#x", lazy(r"&#[xX]0{0,4}[2-7][0-9A-Fa-f];(?:&#[xX]0{0,4}[2-7][0-9A-Fa-f];){11,}")),
)
_IN_TENS, _IN_EIGHTS = lazy(r"&#0{0,4}\d{2,3};(?:&#0{0,4}\d{2,3};){11,}"), lazy(r"\\[01][0-7]{2}(?:\\[01][0-7]{2}){11,}")
_PAIR, _NUMBER, _EIGHT = re.compile(r"[0-9A-Fa-f]{2}(?![0-9A-Fa-f])"), re.compile(r"\d+"), re.compile(r"[0-7]{3}")
"""Signs of ASCII written as codes: by themselves they say nothing, and codes may be hidden so."""
_BEGUN = lazy(r"=(?<![A-Za-z0-9+/=].)={0,1}[A-Za-z0-9+/]{16,}(?![A-Za-z0-9+/=])")
"""Base64 turned round."""
_SIGN = lazy(r"%(?:2[BbFf]|3[Dd])")
_REST = lazy(r"(?:[A-Za-z0-9/_-]|%(?:2[BbFf]|3[Dd]))+")
_OF_ADDRESS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_-")
"""Base64 as it stands in addresses."""
_BEYOND = 128


def candidates(text: str, *, grid: bool) -> Iterator[tuple[int, str, Spelling]]:
    """Every stretch that may be codes: where it begins, what it is, how it is decoded."""
    for start, end, readings in listed(text, grid=grid):
        yield start, text[start:end], _as_they_are(readings)
    ways = [(_STRAYS, _pieced)] if _STRAY.search(text) is not None else []
    ways += [(_BLOCK, as_base64)] if coded(text, SHORTEST) else []
    ways += [(_HEX, _hex)] if hexed(text, _SHORTEST_HEX) and _DIGITS.search(text) is not None else []
    for pattern, spelling in ways:
        for found in pattern.finditer(text):
            yield found.start(), found.group(), spelling
    for low, high in pieces(text):
        for found in _EVEN.finditer(text, low, high):
            yield found.start(), found.group(), _joined
    if "=" in text:
        for found in _BEGUN.finditer(text):
            yield found.start(), found.group(), _turned
    for start, block, data in unseen(text):
        yield start, block, _as_they_are(iter([data]))
    yield from _escaped(text)
    if "%2" in text or "%3" in text:
        for start, block in _addressed(text):
            yield start, block, _unescaped


def _escaped(text: str) -> Iterator[tuple[int, str, Spelling]]:
    """Signs of ASCII that are written as codes."""
    for trigger, pattern in _ESCAPES:
        if trigger in text:
            for found in pattern.finditer(text):
                yield found.start(), found.group(), _pairs
    for trigger, pattern, each, base in (("&#", _IN_TENS, _NUMBER, 10), ("\\1", _IN_EIGHTS, _EIGHT, 8)):
        if trigger in text:
            for found in pattern.finditer(text):
                numbers = [int(one, base) for one in each.findall(found.group())]
                if max(numbers) < _BEYOND:
                    yield found.start(), found.group(), _as_they_are(iter([bytes(numbers)]))


def _as_they_are(readings: Iterator[bytes]) -> Spelling:
    return lambda _: readings


def _turned(block: str) -> Iterator[bytes]:
    return solid(block.lstrip("="))


def _unescaped(block: str) -> Iterator[bytes]:
    return as_base64(unquote_to_bytes(block).decode())


def _addressed(text: str) -> Iterator[tuple[int, str]]:
    """Base64 whose signs are written as addresses need it."""
    at = 0
    while sign := _SIGN.search(text, at):
        start = sign.start()
        while start > at and text[start - 1] in _OF_ADDRESS:
            start -= 1
        rest = _REST.match(text, sign.start())
        at = rest.end() if rest else sign.end()
        yield start, text[start:at]


def _joined(block: str) -> Iterator[bytes]:
    """A block in pieces of one length."""
    letters = "".join(block.split())
    yield unpacked(letters.encode("ascii"))
    yield from _hex(letters) if set(letters) <= _HEXES else ()


def _pairs(block: str) -> Iterator[bytes]:
    """Signs of ASCII that are written as codes."""
    data = bytes.fromhex("".join(_PAIR.findall(block)))
    if data.isascii():
        yield data


def unpacked(raw: bytes) -> bytes:
    """Base64 with whatever stands between its letters; b"" where it is none."""
    letters = re.sub(rb"[^A-Za-z0-9+/_-]", b"", raw).translate(bytes.maketrans(b"-_", b"+/"))
    usable = letters[: len(letters) - (len(letters) % 4 == 1)]
    try:
        return base64.b64decode(usable + b"=" * (-len(usable) % 4))
    except (binascii.Error, ValueError):
        return b""


def as_base64(block: str) -> Iterator[bytes]:
    """The block decoded, and without its first line, which may be the end of a cut one; then as one number or in other bits."""
    if len(block) < SHORTEST_FILE and (
        (block.isalpha() and (block.islower() or block.istitle())) or (block.isdigit() and block.strip("01"))
    ):
        return  # a word, a number
    yield unpacked(block.encode("ascii"))
    first, _, rest = block.replace("\v", "\n").partition("\n")
    if rest and len(first) < len(rest):
        yield unpacked(rest.encode("ascii"))
    yield from solid("".join(block.split()) if rest else block)


def _pieced(block: str) -> Iterator[bytes]:
    """A block cut into pieces, where it is long and mixed as codes are."""
    found = _STRAYS.match(block)
    letters = re.sub(r"[^A-Za-z0-9+/]", "", block.replace(found["stray"], "") if found else block)
    if len(letters) >= SHORTEST_FILE and not letters.islower() and not letters.isupper() and not letters.isdigit():
        yield unpacked(letters.encode("ascii"))


def _hex(block: str) -> Iterator[bytes]:
    digits = re.sub(r"[^0-9A-Fa-f]", "", block.lower().partition("x")[2] or block)
    if not digits.isdigit() or len(digits) > 2 * SHORTEST_FILE:
        yield bytes.fromhex(digits[: len(digits) // 2 * 2])
