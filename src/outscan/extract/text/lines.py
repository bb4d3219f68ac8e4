"""Lines to paragraphs: where prose was wrapped by hand, reading goes on; elsewhere a line is a paragraph.

In: text. Out: the text with SOFT and HARD separators, and its places by line number.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from outscan.types import HARD, SOFT, Places, Spot, spot

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


def paragraphs(text: str) -> tuple[str, Places]:
    """The text laid out by paragraphs, and where each begins; "" for a text of blanks only."""
    starts, numbers = array("Q"), array("Q")
    parts: list[str] = []
    at, previous = 0, ""
    text = text.replace("\r\n", "\n")
    for end in _ENDS:
        text = text.replace(end, "\n")
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.isspace():
            previous = ""
            continue
        if parts:
            goes_on = bool(previous) and _goes_on(previous, line)
            parts.append(SOFT if goes_on else HARD)
            at += 1
        else:
            goes_on = False
        if not goes_on:
            starts.append(at)
            numbers.append(number)
        parts.append(line)
        at += len(line)
        previous = line
    return "".join(parts), Places(starts, LineNumbers(numbers))


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
