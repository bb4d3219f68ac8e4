"""Longer words that hold a hit by accident: 旅游行业 holds 游行, 手机密码 holds 机密.

In: words.yaml as compiled into the pack. Out: for a hit the innocent word around it, or None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from outscan.fold import fold


class Innocents:
    """The innocent words by the word inside them."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._around: dict[str, tuple[tuple[str, int], ...]] = {}
        self.longest = 0
        for inside, longer in words.items():
            key = fold(inside).text.lower()
            placed = []
            for word in longer:
                folded = fold(word).text.lower()
                at = folded.find(key)
                while at >= 0:
                    placed.append((folded, at))
                    at = folded.find(key, at + 1)
                self.longest = max(self.longest, len(folded))
            self._around[key] = tuple(placed)

    def know(self, quote: str) -> bool:
        """Whether there may be an innocent word around `quote`; a quote written with blanks may be any word."""
        return quote.lower() in self._around or not quote.isalnum()

    def around(self, text: str, start: int, end: int) -> str | None:
        """The innocent word that strictly holds `text[start:end]`, or None."""
        for word, at in self._around.get(text[start:end].lower(), ()):
            if start >= at and text[start - at : start - at + len(word)].lower() == word:
                return word
        return None


@lru_cache(maxsize=4)
def _cached(items: tuple[tuple[str, tuple[str, ...]], ...]) -> Innocents:
    return Innocents(dict(items))


def innocents(words: Mapping[str, Sequence[str]]) -> Innocents:
    """`Innocents` of a pack's words, built once."""
    return _cached(tuple((key, tuple(value)) for key, value in words.items()))
