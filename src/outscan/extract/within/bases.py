"""Words written as one number or in bits: base58, base62, base36, alphabets of base32, base45; base64 turned round or shifted.

In: a token of letters and figures. Out: what bytes it may be. A token is only decoded whole where its first bytes spell words: of
addresses, keys, hashes and identifiers hardly one in two hundred gets so far, and none spells them to its end.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections.abc import Iterator
from functools import cache

from outscan.lazy_regex import lazy

SHORTEST, LONGEST = 16, 4096
"""Letters of a token; a longer one that is no file is a gap as base64 that nobody explains."""
_FIGURES, _SMALL, _LARGE = "0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NUMBERS = {
    58: (f"123456789{_LARGE}{_SMALL}".translate({ord(one): None for one in "0OIl"}),
         f"123456789{_SMALL}{_LARGE}".translate({ord(one): None for one in "0OIl"})),
    62: (_FIGURES + _LARGE + _SMALL, _FIGURES + _SMALL + _LARGE, _LARGE + _SMALL + _FIGURES),
    36: (_FIGURES + _SMALL,),
}  # fmt: skip
"""Alphabets of one number: of currencies and pictures, of shorteners, of programs."""
_RFC = f"{_LARGE}234567"
_BITS = (_SMALL + "234567", _FIGURES + _LARGE[:22], "0123456789ABCDEFGHJKMNPQRSTVWXYZ", "ybndrfg8ejkmcpqxot1uwisza345h769")
"""Alphabets of base32: in small letters, hex (RFC 4648), Crockford's, z-base-32."""
_TO_RFC = tuple({ord(old): new for old, new in zip([*alphabet, *other], _RFC * 2, strict=False)}
                for alphabet in _BITS for other in [alphabet.swapcase()])  # fmt: skip
_SHIFTED = str.maketrans(_LARGE + _SMALL, _LARGE[13:] + _LARGE[:13] + _SMALL[13:] + _SMALL[:13])
_PLAIN = rb"[\x20-\x7e\n\r\t]"
_BEGINS = re.compile(
    rb"(?:" + _PLAIN + rb"|[\xe3-\xe9][\x80-\xbf]{2}|\xef[\xbb-\xbd][\x80-\xbf]|\xe2[\x80-\x9f][\x80-\xbf])*"
    rb"(?:[\xe2-\xef][\x80-\xbf]?)?|(?:" + _PLAIN + rb"|[\xa1\xa3\xb0-\xf7][\xa1-\xfe])*[\xa1\xa3\xb0-\xf7]?"
)
"""How words begin in UTF-8 or GB 18030."""
_TRIED, _HEAD = 10, 4
"""Letters looked at first, and the bytes they tell."""
_CHUNK = 10
_B45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_FORTY_FIVE = lazy(r"[0-9A-Z$%*+./:-][0-9A-Z $%*+./:-]{19,}")
_SIGNS_45 = "$%*+"
_FEWEST_45 = 2


def solid(token: str) -> Iterator[bytes]:
    """What bytes a token of letters and figures may be."""
    if not SHORTEST <= len(token) <= LONGEST or not token.isascii():
        return
    letters = token.rstrip("=")
    if len(letters) % 8 == 0 and not letters.strip("01"):
        yield int(letters, 2).to_bytes(len(letters) // 8, "big")
        return
    for turned in (letters[::-1], letters.translate(_SHIFTED), letters.swapcase()):
        if promising(_sixty_four(turned[:8])):
            yield _sixty_four(turned)
    if letters.isalnum() and not letters.isalpha():
        yield from _numbers(letters)


def _numbers(letters: str) -> Iterator[bytes]:
    """What one number may spell, or fives of bits."""
    one_case = letters.islower() or letters.isupper()
    for base, alphabets in _NUMBERS.items():
        if one_case == (base == 36):
            for alphabet in alphabets:
                yield _number(letters.lower() if base == 36 else letters, base, alphabet)
    if one_case:
        for table in _TO_RFC:
            if promising(_thirty_two(letters[:16].translate(table))):
                yield _thirty_two(letters.translate(table))


def forty_five(text: str) -> Iterator[tuple[int, int, bytes]]:
    """Yield (start, end, bytes) of every stretch in the 45 letters of codes one can photograph (RFC 9285)."""
    if sum(sign in text for sign in _SIGNS_45) < _FEWEST_45:
        return
    figures = _values(_B45)
    for run in _FORTY_FIVE.finditer(text):
        letters = run.group().rstrip(" ")
        start = len(letters) - len(letters.removeprefix("HC1:"))
        if promising(_by_three(letters[start : start + 12], figures)):
            yield run.start() + start, run.start() + len(letters), _by_three(letters[start:], figures)


def _by_three(letters: str, figures: dict[str, int]) -> bytes:
    out = bytearray()
    for at in range(0, len(letters), 3):
        three = letters[at : at + 3]
        value = sum(figures[letter] * 45**power for power, letter in enumerate(three))
        size = len(three) - 1
        if size < 1 or value >= 1 << 8 * size:
            return b""
        out += value.to_bytes(size, "big")
    return bytes(out)


def promising(data: bytes) -> bool:
    """Whether the first bytes of something spell words."""
    return len(data) >= _HEAD and _BEGINS.fullmatch(data) is not None


@cache
def _values(alphabet: str) -> dict[str, int]:
    return {letter: value for value, letter in enumerate(alphabet)}


def _number(letters: str, base: int, alphabet: str) -> bytes:
    """The bytes of one number, b"" where its first letters spell nothing."""
    values = _values(alphabet)
    head = 0
    for letter in letters[:_TRIED]:
        if letter not in values:
            return b""
        head = head * base + values[letter]
    if not head:
        return b""
    # Its size in bytes and the first of them follow from the first letters and the number of letters.
    size = math.log2(head) + (len(letters) - _TRIED) * math.log2(base)
    length = int(size // 8) + 1
    first = int(2 ** (size - 8 * (length - _HEAD)))
    if first >= 1 << 8 * _HEAD or not promising(first.to_bytes(_HEAD, "big")):
        return b""
    try:
        number = 0
        for at in range(0, len(letters), _CHUNK):
            some = letters[at : at + _CHUNK]
            part = 0
            for letter in some:
                part = part * base + values[letter]
            number = number * base ** len(some) + part
    except KeyError:
        return b""
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def _sixty_four(letters: str) -> bytes:
    letters = letters.replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(letters[: len(letters) - (len(letters) % 4 == 1)] + "=" * (-len(letters) % 4))
    except (binascii.Error, ValueError):
        return b""


def _thirty_two(letters: str) -> bytes:
    try:
        return base64.b32decode(letters + "=" * (-len(letters) % 8))
    except (binascii.Error, ValueError):
        return b""
