"""Does the text of a page say what the page shows? The visible-text check against a tampered ToUnicode map.

In: what a reader took from a page, and the lines that are seen on it. Out: the share of what is seen that was read too, and
the lines that were not. Deliberately forgives the slips of OCR: characters are compared in pairs, blanks and signs left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from outscan.lazy_regex import lazy
from outscan.ocr.line import Line

GROSS = 0.5
"""Of the pairs of characters that are seen; where fewer were read, the text is not that of the page."""
SLIPS = 0.7
"""Of the pairs of one line; where fewer were read, the line says something else: a slip spoils two pairs."""
FEW = 12
"""Characters; a page that shows fewer proves nothing about its text."""
SURE = 0.8
"""Confidence of the engine below which a line proves nothing."""
_SIGNS = lazy(r"[\W_]+")


def agreement(said: str, lines: Sequence[Line]) -> float:
    """The share (0-1) of what is surely seen that was `said`; 1.0 where too little is seen to tell."""
    seen = [_plain(line.text) for line in lines if line.confidence >= SURE]
    if sum(map(len, seen)) < FEW:
        return 1.0
    known = _pairs(_plain(said))
    pairs = [pair for text in seen for pair in _list(text)]
    return sum(pair in known for pair in pairs) / len(pairs) if pairs else 1.0


def unsaid(said: str, lines: Sequence[Line]) -> list[Line]:
    """The lines that are surely seen and were not `said`."""
    plain = _plain(said)
    known = _pairs(plain)
    found = []
    for line in lines:
        text = _plain(line.text)
        pairs = _list(text)
        if line.confidence < SURE or not text or text in plain:
            continue
        if not pairs or sum(pair in known for pair in pairs) < SLIPS * len(pairs):
            found.append(line)
    return found


def _plain(text: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _list(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def _pairs(text: str) -> frozenset[str]:
    return frozenset(_list(text))
