"""Longer words that hold a hit by accident: 旅游行业 holds 游行, 手机密码 holds 机密.

In: words.yaml as compiled into the pack. Out: for a hit the innocent word around it, or None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from outscan.fold import fold


class Innocents:
    """The innocent words by the word inside them; those around one word are folded when it is first met."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self.words = words
        self._written = {fold(inside).text.lower(): inside for inside in words}
        self._around: dict[str, dict[tuple[str, str], list[tuple[int, str, int]]]] = {}

    def _placed(self, key: str) -> dict[tuple[str, str], list[tuple[int, str, int]]]:
        """The innocent words around `key` with their number and where `key` stands in them, by the character beside it.

        That is the one before `key`, or behind it where a word begins with it: hundreds of words are known around some.
        """
        if key not in self._written:
            return {}
        if key not in self._around:
            placed: dict[tuple[str, str], list[tuple[int, str, int]]] = {}
            number = 0
            for word in self.words[self._written[key]]:
                folded = fold(word).text.lower()
                at = folded.find(key)
                while at >= 0:
                    beside = (folded[at - 1], "") if at else ("", folded[len(key) : len(key) + 1])
                    placed.setdefault(beside, []).append((number, folded, at))
                    number += 1
                    at = folded.find(key, at + 1)
            self._around[key] = placed
        return self._around[key]

    def know(self, quote: str) -> bool:
        """Whether there may be an innocent word around `quote`; a quote written with blanks may be any word."""
        return quote.lower() in self._written or not quote.isalnum()

    def around(self, text: str, start: int, end: int) -> str | None:
        """The innocent word that strictly holds `text[start:end]`, or None."""
        placed = self._placed(text[start:end].lower())
        if not placed:
            return None
        near: list[tuple[int, str, int]] = [
            *placed.get((text[start - 1 : start].lower(), ""), ()),
            *placed.get(("", text[end : end + 1].lower()), ()),
        ]
        for _, word, at in sorted(near):  # the first of the list that fits
            if start >= at and text[start - at : start - at + len(word)].lower() == word:
                return word
        return None


_last: list[Innocents] = []


def innocents(words: Mapping[str, Sequence[str]]) -> Innocents:
    """`Innocents` of a pack's words, built once for the pack in use."""
    for known in _last:
        if known.words is words:
            return known
    _last[:] = [Innocents(words)]
    return _last[0]
