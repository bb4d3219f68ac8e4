"""Sentences cut into short lines: behind signs of quotation, with a sign that they go on, under names and times, of one length.

In: a text. Out: (where it begins, the sentence put together). Ordinary lines are longer; lists of short ones differ in length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from outscan.fold import GLUE
from outscan.lazy_regex import lazy

_SHORT = lazy(r"[\n\v][^\n\v\t]{1,32}(?=[\n\v]|\Z)")
_LONGEST, _FEWEST, _HAN_FEWEST, _MOST = 32, 3, 4, 200
"""Characters of a line, lines of a sentence, Han in it, sentences of one text."""
_EVEN_LONGEST = 12
_QUOTED = re.compile(r"(?:[ \t]{0,4}(?:[>|+#]{1,8}|//|[^\s>\d]{1,6}>))+[ \t]?")
_GOES_ON = re.compile(r"[ \t]?[=\\-]$")
_TIMED = re.compile(r"\d{1,2}:\d{2}")
_HAN = lazy(f"[{GLUE}]")
_LETTERS = re.compile(r"[A-Za-z]{2}")


def cut(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences that stand in short lines."""
    count = 0
    for start, lines in _runs(text):
        said = _said(lines)
        if said and (len(_HAN.findall(said)) >= _HAN_FEWEST or len(_LETTERS.findall(said)) > _HAN_FEWEST):
            yield start, said
            count += 1
        if count >= _MOST:
            return


def _runs(text: str) -> Iterator[tuple[int, list[str]]]:
    """Short lines that follow one another."""
    lines: list[str] = []
    first = end = -1
    for line in _SHORT.finditer(f"\n{text}"):
        if line.start() != end:
            if len(lines) >= _FEWEST:
                yield first, lines
            lines, first = [], line.start()
        lines.append(line.group()[1:])
        end = line.end()
    if len(lines) >= _FEWEST:
        yield first, lines


def _said(lines: list[str]) -> str:
    """What lines say together, "" where each stands for itself."""
    heads = [_QUOTED.match(line) for line in lines]
    if sum(head is not None for head in heads) >= max(_FEWEST, len(lines) - 2):
        return "".join(line[head.end() :] for line, head in zip(lines, heads, strict=True) if head)
    if sum(_GOES_ON.search(line) is not None for line in lines) >= max(_FEWEST - 1, len(lines) - 2):
        return "".join(_GOES_ON.sub("", line) for line in lines)
    timed = [_TIMED.search(line) is not None for line in lines]
    if len(lines) > 2 * _FEWEST - 1 and all(one != other for one, other in pairwise(timed)):
        return "".join(line for line, time in zip(lines, timed, strict=True) if not time)
    at = 0
    for width, group in groupby(lines, key=len):
        alike = len(list(group))
        if alike >= _FEWEST and 1 < len(lines[at].strip()) <= _EVEN_LONGEST:
            last = at + alike + (at + alike < len(lines) and len(lines[at + alike]) < width)
            return "".join(line.strip() for line in lines[at:last]) if last - at > _FEWEST else ""
        at += alike
    return ""
