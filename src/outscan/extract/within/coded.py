"""Codes in a text and what they mean: base64, hex, lists of numbers, one number, 85 letters; codes within codes.

In: a text. Out: where codes stand that decode to a file of a known kind, to words, or to codes that do, and their bytes. Keys,
certificates, hashes and identifiers spell neither and stay where they are.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left, insort
from collections.abc import Iterator
from itertools import chain
from urllib.parse import unquote_to_bytes

from outscan.extract.diagrams import sketched
from outscan.extract.sniff import sniff
from outscan.extract.sniff.magic import by_magic
from outscan.extract.within.armour import armoured
from outscan.extract.within.base85 import spelled
from outscan.extract.within.bases import forty_five
from outscan.extract.within.candidates import SHORTEST, SHORTEST_FILE, as_base64, candidates
from outscan.formats import FormatTrait, having
from outscan.lazy_regex import lazy
from outscan.legible import clarity, decode
from outscan.legible.sentence import sentence
from outscan.limits import Budget
from outscan.nouns import Struct
from outscan.types import Blob, Where

_FILES = having(FormatTrait.CODED)
_CLEAR, _WORDS, _WIDE_WORDS = 0.75, 2, 6
"""How clear decoded text must be, and how many characters beyond ASCII it must hold: in two-byte codes more come by chance."""
_CLEARER, _FEW = 0.85, 10
"""And where there is little of it in GB 18030, in which many bytes are Han."""
_LONGEST, _SAMPLE = 1 << 24, 2000
_UPPER = bytes([0x00, 0x20, 0x25, 0x26, 0x30, *range(0x4E, 0xA0), 0xFF, 0xFE])
"""Upper halves of what is written in Chinese: ASCII, signs, Han, full width."""
_NO_DEFLATE = frozenset([b"\x00", b"\xff"])
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
FILE, TEXT = "packed", "packed.txt"
DEEPEST = 4
"""Codes in codes looked into before they are taken for words; whoever unpacks them layer by layer meets the limit of depth."""


class Found(Struct, frozen=True):
    """A file found: where its codes stand, its bytes, what to call it."""

    start: int
    end: int
    data: bytes
    word: str
    declared: str = ""


def coded(text: str, taken: list[tuple[int, int]], budget: Budget, *, grid: bool = False, deep: int = 0) -> Iterator[Found]:
    """What stands in `text` as codes outside the stretches `taken`, which grow by what is found."""
    for start, end, data in armoured(text):
        word, said = meant(data, budget, deep)
        if word:
            insort(taken, (start, end))
            yield Found(start, end, said, word)
    for start, end, data in chain(spelled(text), forty_five(text)):
        budget.tick()
        word, said = ("", b"") if _overlaps(taken, start, end) else meant(data, budget, deep)
        if word:
            insort(taken, (start, end))
            yield Found(start, end, said, word)
    for start, block, spelling in candidates(text, grid=grid):
        end = start + len(block)
        if _overlaps(taken, start, end):
            continue
        wrapped = _wrapped(block) if spelling is as_base64 else block
        for whole in dict.fromkeys((wrapped, block)):
            if ones := _first(spelling(whole), start, start + len(whole), budget, deep):
                insort(taken, (start, start + len(whole)))
                yield from ones
                break


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the spans, ascending and apart, reaches into a stretch."""
    index = bisect_left(spans, (end, 0))
    return index > 0 and spans[index - 1][1] > start


def _first(decoded: Iterator[bytes], start: int, end: int, budget: Budget, deep: int) -> list[Found]:
    """The first reading of a block that is a file or a text (a damaged drawing is two), [] where none is."""
    for data in decoded:
        if data[:1] == b"{" and (drawings := sketched(data.decode("utf-8", "replace"), budget)):
            return [Found(start, end, drawing, "packed.excalidraw") for drawing in drawings]
        if plain := _inflated(data, budget, deep):
            return [Found(start, end, plain, TEXT)]
        word, said = meant(data, budget, deep)
        if word:
            return [Found(start, end, said, word)]
    return []


def _wrapped(block: str) -> str:
    """A block up to its first line that is shorter than the one it begins with: what follows is the text around it."""
    end = first = 0
    for line in re.split(r"(?<=[\n\v])", block):
        end += len(line)
        width = len(line.strip("\n\v \t"))
        first = first or width
        if width < first:
            break
    return block[:end].rstrip("\n\v")


def _inflated(data: bytes, budget: Budget, deep: int) -> bytes:
    """The text a deflate stream holds (a table typed into a query), b"" where there is none."""
    if len(data) < SHORTEST or data[:1] in _NO_DEFLATE:
        return b""
    for window in (-zlib.MAX_WBITS, zlib.MAX_WBITS):
        stream = zlib.decompressobj(window)
        try:
            text = stream.decompress(data, _LONGEST)
        except zlib.error:
            continue
        if stream.eof and not stream.unused_data and len(text) > SHORTEST // 2:
            if text[:3].upper() == b"%3C":
                return unquote_to_bytes(text)
            return text if text[:1] == b"<" or meant(text, budget, deep)[0] == TEXT else b""
    return b""


_SPELLED = lazy(
    r"(?:\\u[3-9a-fA-F][0-9a-fA-F]{3}){2}|(?:%[Ee][4-9]%[89ABab][0-9A-Fa-f]%[89ABab][0-9A-Fa-f]){2}"
    r"|(?:&#(?:x[3-9a-fA-F][0-9a-fA-F]{3}|[1-6]\d{4});){2}|(?:=E[4-9]=[89AB][0-9A-F]=[89AB][0-9A-F](?:=\r?\n)?){2}"
    r"|(?:\\xe[4-9]\\x[89ab][0-9a-f]\\x[89ab][0-9a-f]){2}|(?:\\3[45][0-7]\\2[0-7]{2}\\2[0-7]{2}){2}"
)
"""Words beyond ASCII in letters of ASCII."""


_NOTHING = ("", b"")


def meant(data: bytes, budget: Budget, deep: int = 0) -> tuple[str, bytes]:
    """What decoded bytes are called, and they (words in UTF-8); nothing where they say nothing."""
    if _signed(data) and sniff(Blob(Where(("",)), data)) in _FILES:
        return FILE, data
    if data.startswith((b"%PDF-", b"{\\rtf", b"-----BEGIN PGP MESSAGE")):
        return FILE, data
    if data.isascii():
        return (TEXT, data) if _says(data.decode("ascii"), budget, deep) else _NOTHING
    for encoding, least in (("utf-8", _WORDS), ("gb18030", _WORDS + 1), ("utf-16-le", _WIDE_WORDS), ("utf-16-be", _WIDE_WORDS)):
        if encoding.startswith("utf-16") and (len(data) % 2 or not _wide(data, 1 if encoding.endswith("le") else 0)):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        some = text[:_SAMPLE]
        beyond = len(some) - len(some.encode("ascii", "ignore"))
        if beyond < least or beyond * 8 < len(some) or _CONTROL.search(text):
            continue
        if clarity(text) >= (_CLEARER if encoding == "gb18030" and beyond < _FEW else _CLEAR):
            return TEXT, text.encode()
    return _NOTHING


def _wide(data: bytes, upper: int) -> bool:
    """Whether the upper halves of UTF-16 are such as words have."""
    halves = data[upper : 2 * _SAMPLE : 2]
    return len(halves.translate(None, _UPPER)) * 8 <= len(halves)


def _signed(data: bytes) -> bool:
    """Whether bytes may be a file of a kind that is known by its bytes."""
    if len(data) < SHORTEST_FILE * 3 // 4 or data.isascii():
        return False
    return bool(by_magic(data)) or b"PK" in data or b"%PDF-" in data[:2000]


def _says(text: str, budget: Budget, deep: int) -> bool:
    """Whether ASCII spells words: as codes of characters, as English, or as codes once more."""
    if len(text) < SHORTEST // 2 or _CONTROL.search(text):
        return False
    if _SPELLED.search(text[:_LONGEST]) or sentence(text[:_LONGEST]) or _shifted(text):
        return True
    if len(text) < SHORTEST:
        return False
    return deep >= DEEPEST or next(coded(text, [], budget, deep=deep + 1), None) is not None


def _shifted(text: str) -> bool:
    """Whether ASCII holds words beyond it in an encoding of seven bits (UTF-7, HZ, ISO 2022)."""
    if "+" not in text and "~{" not in text:
        return False
    read = decode(text.encode())
    return not read.text.isascii() and read.sound and clarity(read.text) >= _CLEAR
