"""Lines to paragraphs: where prose was wrapped by hand, reading goes on; elsewhere a line is a paragraph.

In: text. Out: the text with SOFT and HARD separators, and its places by line number.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from outscan.types import HARD, SOFT, Places, Spot, spot

PIECE = 1 << 22
"""Characters of a text that are laid out, folded and looked through at a time: a longer one is several segments, so that what
stands beside its words while they are read does not grow with it."""
_SEARCHED = 100
"""Lines behind the place where a piece is full, among which one is looked for that begins a paragraph."""
_ENDS = "\r\f\x85\u2028\u2029"
"""What ends a line besides a line feed."""
_WRAP_LEAST, _WRAP_MOST = 56, 132
"""Prose wrapped by hand is so many columns wide: 28 Han to the widest terminal."""
_ENDED = "。！？：；.!?:;…”）)》】"
_BEGINS = re.compile(
    r"\s|[-*•·●○◆■□#>|=+]|[（(]?[一二三四五六七八九十\d]{1,4}[、.．）)]|第[一二三四五六七八九十百\d]+[章节条款]|附[件录表]"
)


@dataclass(frozen=True, slots=True)
class LineNumbers(Sequence[Spot]):
    """Spots of lines, packed: each is made only when asked for. Numbers count from 1."""

    numbers: array[int]

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, index: int) -> Spot: ...
    @overload
    def __getitem__(self, index: slice) -> LineNumbers: ...
    def __getitem__(self, index: int | slice) -> Spot | LineNumbers:
        if isinstance(index, slice):
            return LineNumbers(self.numbers[index])
        return spot("line", self.numbers[index])


def cut(text: str) -> list[str]:
    """The text in pieces of about PIECE characters that end where a paragraph does."""
    out, low = [], 0
    while len(text) - low > PIECE:
        high = _cut(text, low + PIECE)
        out.append(text[low:high])
        low = high
    out.append(text[low:] if low else text)
    return out


def pieces(cuts: list[str]) -> Iterator[tuple[str, Places]]:
    """Each piece laid out by paragraphs, and given up for what it became: a long text stands in memory once."""
    line = 1
    cuts.reverse()
    while cuts:
        piece = cuts.pop()
        yield paragraphs(piece, line)
        line += sum(map(piece.count, ("\n", *_ENDS))) - piece.count("\r\n")


def _cut(text: str, at: int) -> int:
    """The beginning of a line behind `at` that begins a paragraph, of any line where none does soon, else the end."""
    found = len(text)
    for turn in range(_SEARCHED):
        end = text.find("\n", at)
        if end < 0:
            break
        following = text.find("\n", end + 1)
        line = text[text.rfind("\n", 0, end) + 1 : end]
        found = end + 1 if turn == 0 else found
        if not line.strip() or not _goes_on(line, text[end + 1 : following if following >= 0 else len(text)]):
            return end + 1
        at = end + 1
    return found


def paragraphs(text: str, first: int = 1) -> tuple[str, Places]:
    """The text laid out by paragraphs, and where each begins; "" for blanks only. The first line has the number `first`."""
    starts, numbers = array("Q"), array("Q")
    parts: list[str] = []
    at, previous = 0, ""
    text = text.replace("\r\n", "\n")
    for end in _ENDS:
        text = text.replace(end, "\n")
    for number, line in enumerate(text.split("\n"), first):
        if not line or line.isspace():
            previous = ""
            continue
        said = line
        goes_on = bool(parts and previous) and _goes_on(previous, line[(quoted := _quoted(previous, line)) :])
        if parts:
            parts.append(SOFT if goes_on else HARD)
            at += 1
        if goes_on:
            said = line[quoted:]  # inside a sentence what is quoted is read without its signs
        else:
            starts.append(at)
            numbers.append(number)
        parts.append(said)
        at += len(said)
        previous = line
    return "".join(parts), Places(starts, LineNumbers(numbers))


_QUOTE = re.compile(r"(?:> ?){1,8}")


def _quoted(line: str, following: str) -> int:
    """How many characters of `following` are signs of a quotation that `line` stands in as well."""
    if following[0] != ">" or line[:1] != ">":
        return 0
    one, other = _QUOTE.match(line), _QUOTE.match(following)
    return other.end() if one and other and one.group() == other.group() else 0


def _goes_on(line: str, following: str) -> bool:
    """Whether `line` was wrapped by hand, so that its paragraph goes on in `following`."""
    if len(line) > _WRAP_MOST or len(line) < _WRAP_LEAST // 2 or line.rstrip()[-1] in _ENDED or _BEGINS.match(following):
        return False
    return _WRAP_LEAST <= columns(line) <= _WRAP_MOST


def columns(line: str) -> int:
    """How many columns of a terminal `line` takes: Han take two."""
    if line.isascii():
        return len(line)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
