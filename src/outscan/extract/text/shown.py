"""Strings of a source that a program shows as they are: a quotation mark around them quotes nobody.

In: the text of a file that is no document. Out: (line from 1, words): what a style sheet puts on the page, names in a projection,
texts of a program's resources, labels of a graph. Strings of programs stay what they are: a test may well quote a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.lazy_regex import lazy

_STYLE = lazy(
    r"(?:content|quotes|symbols|prefix|suffix|text-overflow|--[\w-]{1,40})\s{0,4}:\s{0,4}((?:(?:\"[^\"\n]{0,400}\"|'[^'\n]{0,400}')\s{0,4}){1,20})"
)
_BLOCK = lazy(r"\{[^{}]{0,4000}?\}|@[a-z-]{4,20} ")
_NAMED = lazy(
    r"(?:[A-Z]{3,8}C(?:R?S)|T?DATUM|SPHEROID|ELLIPSOID|PRIMEM|UNIT|CONVERSION|PROJECTION|REMARK|SCOPE|AREA)\[\s?\"([^\"\n]{2,400})\""
)
_RESOURCE = lazy(
    r"(?:(?<=[\n;{}/])|\A)\s{0,8}(?:\"[^\"\n]{1,400}\"|\w{1,80})\s{0,4}=\s{0,4}\"((?:[^\"\\\n]|\\.){1,2000})\"\s{0,4};"
)
_LABEL = lazy(r"\b(?:label|xlabel|headlabel|taillabel|tooltip)\s{0,4}=\s{0,4}\"((?:[^\"\\\n]|\\.){1,2000})\"")
_PIECE = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'")
_HAN = re.compile("[\u3400-\u9fff]")
_MOST = 2000


def shown(text: str) -> Iterator[tuple[int, str]]:
    """Yield the strings beyond ASCII that are shown, each with its line."""
    if text.isascii() and "\\" not in text:
        return
    line, last = 1, 0
    found = sorted(one for one in _found(text) if _HAN.search(one[1]) or "\\" in one[1])
    for start, said in found[:_MOST]:
        line += text.count("\n", last, start)
        last = start
        yield line, said


def _found(text: str) -> Iterator[tuple[int, str]]:
    if "{" in text and ":" in text and _BLOCK.search(text):
        for one in _STYLE.finditer(text):
            yield one.start(), "".join(a or b for a, b in _PIECE.findall(one[1]))
    if '["' in text or '[ "' in text:
        for one in _NAMED.finditer(text):
            yield one.start(), one[1]
    if '";' in text or '" ;' in text:
        for one in _RESOURCE.finditer(text):
            yield one.start(), one[1]
    if "graph" in text and ("label" in text or "tooltip" in text):
        for one in _LABEL.finditer(text):
            yield one.start(), one[1]
