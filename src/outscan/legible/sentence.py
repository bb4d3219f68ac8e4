"""Is this English? Words one after another, as nobody's keys and identifiers have them.

In: text of ASCII. Out: whether it reads as a sentence.
"""

from __future__ import annotations

from outscan.lazy_regex import lazy

_WORDS = lazy(r"(?:[A-Za-z][A-Za-z'-]*[,;:.]? ){2}[A-Za-z]{2}")
_LETTERS = lazy(r"[A-Za-z ]+")
_MOST, _SAMPLE = 0.75, 2000
"""The share of letters and blanks that sentences have, and characters looked at."""


def sentence(text: str) -> bool:
    """Whether `text` holds three words one after another and is mostly letters."""
    some = text[:_SAMPLE].strip()
    return _WORDS.search(some) is not None and sum(map(len, _LETTERS.findall(some))) >= len(some) * _MOST
