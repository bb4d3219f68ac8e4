"""Bytes written in 85 letters without a sign around them: Ascii85, RFC 1924 (Python's `b85encode`, git) and Z85.

In: a text. Out: where a stretch of such letters stands, and the bytes it decodes to. A stretch is only decoded where its first
letters spell words: of other long tokens (addresses, sources, hashes) hardly one in a hundred gets so far.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator

from outscan.extract.within.bases import promising
from outscan.lazy_regex import lazy
from outscan.nouns import Struct

SHORTEST = 20
"""Letters: sixteen bytes, five Han."""
LONGEST = 4_000_000
_GROUPS = 8
"""Groups of five letters looked at before the whole is decoded."""
_TOKEN = lazy(rf"(?<![!-~])[!-~]{{{SHORTEST},}}(?:[\n\v][!-~]+(?![^\n\v]))*")
_STRANGE = lazy(r"[^A-Za-z0-9\n\v]")
_FEWEST = 3
"""Signs beyond letters and figures: names, hashes and base64 have fewer."""
_1924 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
_Z85 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
_TO_1924 = str.maketrans(_Z85, _1924)


class _Alphabet(Struct, frozen=True):
    """85 letters: those of a stretch, the figure of each, and what decodes it."""

    stretch: re.Pattern[str]
    figures: dict[str, int]
    decode: Callable[[str], bytes]


def _alphabet(letters: str, decode: Callable[[str], bytes], besides: str = "") -> _Alphabet:
    stretch = re.compile(f"[{re.escape(letters + besides)}\n\v]{{{SHORTEST},}}")
    return _Alphabet(stretch, {letter: figure for figure, letter in enumerate(letters)}, decode)


_ALPHABETS = (
    _alphabet(_1924, base64.b85decode),
    _alphabet(_Z85, lambda text: base64.b85decode(text.translate(_TO_1924))),
    _alphabet("".join(map(chr, range(33, 118))), base64.a85decode, "z"),
)


def spelled(text: str) -> Iterator[tuple[int, int, bytes]]:
    """Yield (start, end, bytes) of every stretch that may be words in 85 letters, or in 91 (basE91)."""
    for token in _TOKEN.finditer(text):
        whole = token.group()
        if len(_STRANGE.findall(whole[:200])) >= _FEWEST:
            yield from _in(whole[:LONGEST], token.start())
            yield from _in_91(whole[:LONGEST], token.start())


_NINETY_ONE = """ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&()*+,./:;<=>?@[]^_`{|}~\""""
_FIGURES_91 = {letter: figure for figure, letter in enumerate(_NINETY_ONE)}
_PAIRS = 8


def _in_91(token: str, at: int) -> Iterator[tuple[int, int, bytes]]:
    for start in (0, *(quote.end() for quote in _quotes(token))):
        if promising(_by_two(token[start : start + 2 * _PAIRS])):
            found = token[start:].rstrip("'")
            for end in dict.fromkeys((len(found), found.rfind('"'), found.rfind("'"))):
                if end >= SHORTEST:
                    yield at + start, at + start + end, _by_two(found[:end])


def _by_two(letters: str) -> bytes:
    """Thirteen or fourteen bits a pair of letters."""
    out, bits, held = bytearray(), 0, 0
    figures = [_FIGURES_91.get(letter, -1) for letter in letters if letter not in "\n\v"]
    if -1 in figures:
        return b""
    for at in range(0, len(figures) - 1, 2):
        value = figures[at] + figures[at + 1] * 91
        held |= value << bits
        bits += 13 if value & 8191 > 88 else 14
        while bits > 7:
            out.append(held & 255)
            held >>= 8
            bits -= 8
    if len(figures) % 2:
        out.append((held | figures[-1] << bits) & 255)
    return bytes(out)


def _in(token: str, at: int) -> Iterator[tuple[int, int, bytes]]:
    """What stands in one token: it may be called, and in quotes."""
    for alphabet in _ALPHABETS:
        for run in alphabet.stretch.finditer(token):
            for start in (run.start(), *(run.start() + quote.end() for quote in _quotes(run.group()))):
                found = token[start : run.end()].strip("\n\v")
                if not _promising(found, alphabet.figures):
                    continue
                for end in (len(found), found.rfind('"'), found.rfind("'")):
                    if end >= SHORTEST and (data := _decoded(found[:end], alphabet.decode)):
                        yield at + start, at + start + end, data


def _quotes(run: str) -> list[re.Match[str]]:
    """Where a quotation begins in letters that hold quotation marks themselves."""
    return [quote for _, quote in zip(range(2), re.finditer(r"[\"']", run[:80]), strict=False)]


def _promising(run: str, figures: dict[str, int]) -> bool:
    """Whether the first letters spell words beyond ASCII, perhaps behind some that are plain."""
    run = run[: _GROUPS * 6].replace("\n", "").replace("\v", "")
    for at in range(0, min(len(run) - 4, _GROUPS * 5), 5):
        value = 0
        for letter in run[at : at + 5]:
            if letter not in figures:
                return False
            value = value * 85 + figures[letter]
        if value >= 1 << 32:
            return False
        four = value.to_bytes(4, "big")
        if _HAN.match(four):
            return True
        if not _PLAIN.match(four):
            return False
    return len(run) >= SHORTEST


_HAN = re.compile(
    rb"[\x20-\x7e]{0,3}(?:[\xe3-\xe9](?:[\x80-\xbf]|\Z)(?:[\x80-\xbf]|\Z)|[\xb0-\xf7](?:[\xa1-\xfe]|\Z)(?:[\xa1-\xfe]|[\x20-\x7e]|\Z))"
)
"""Four bytes that begin a word of Han, in UTF-8 or GB 18030."""
_PLAIN = re.compile(rb"[\x20-\x7e\n]{4}")


def _decoded(run: str, decode: Callable[[str], bytes]) -> bytes:
    letters = run.replace("\n", "").replace("\v", "")
    try:
        return decode(letters[:-1] if len(letters) % 5 == 1 else letters).rstrip(b"\0")
    except ValueError:
        return b""
