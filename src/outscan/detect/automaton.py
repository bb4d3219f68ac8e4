"""One Aho–Corasick automaton over many words, whichever library is here.

In: words. Out: every occurrence, overlapping ones included, as (word, start, end). The fast library answers in lists;
where it has no wheel `pyahocorasick.iter()` does the same (never `iter_long`, which loses matches). While few characters
have been searched the words are looked up by their beginnings: an automaton of all terms costs more to build than that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import add
from typing import Any

from outscan.types import HARD

fast: Any
try:
    import ahocorasick_rs as fast
except ImportError:  # pragma: no cover - depends on the platform's wheels
    fast = None


PIECE = 250_000
"""Characters searched at a time: the library keeps eight bytes for each byte of what it searches, and answers in a list."""
SHORT = 12_000
"""Characters that are searched by beginnings before the automaton is built."""


class Automaton:
    """All words at once. An occurrence is (index of the word, start, end) in the text that was searched."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)
        self._fast: Any = None
        self._portable: Any = None
        self._searched = 0
        self._beginnings: dict[str, list[int]] | None = None

    def _build(self) -> None:
        """The automaton, once it pays."""
        if fast is not None:
            self._fast = fast.AhoCorasick(
                list(self.words),
                matchkind=fast.MatchKind.Standard,
                store_patterns=False,
                implementation=fast.Implementation.ContiguousNFA,
            )
        else:  # pragma: no cover - the other library's turn
            self._portable = portable(self.words)

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Every occurrence of every word in `text`, by its end."""
        if self._fast is None and self._portable is None:
            self._searched += len(text)
            if self._searched <= SHORT or not self.words:
                return iter(self._by_beginnings(text))
            self._build()
        if self._fast is not None:
            return iter(self._fast.find_matches_as_indexes(text, overlapping=True))
        return iterate(self._portable, self.words, text)  # pragma: no cover - the other library's turn

    def found(self, text: str) -> Iterator[tuple[int, int, int]]:
        """As `find`, of a text of any length, piece by piece: for words that cross no end of a paragraph."""
        for low, high in pieces(text):
            for index, start, end in self.find(text[low:high] if low or high < len(text) else text):
                yield index, start + low, end + low

    def _by_beginnings(self, text: str) -> list[tuple[int, int, int]]:
        """What the automaton would find, in its order: only words whose first two characters stand in `text` are looked for."""
        beginnings = self._beginnings
        if beginnings is None:
            beginnings = {}
            for index, word in enumerate(self.words):
                beginnings.setdefault(word[:2], []).append(index)
            self._beginnings = beginnings
        out = []
        for beginning in beginnings.keys() & {*map(add, text, text[1:]), *text}:
            for index in beginnings[beginning]:
                word = self.words[index]
                at = text.find(word)
                while at >= 0:
                    out.append((at + len(word), at, index))
                    at = text.find(word, at + 1)
        return [(index, start, end) for end, start, index in sorted(out)]


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """`text` as stretches of about PIECE characters that end where a paragraph does."""
    low = 0
    while len(text) - low > PIECE:
        high = text.find(HARD, low + PIECE) + 1 or len(text)
        yield low, high
        low = high
    yield low, len(text)


def portable(words: Sequence[str]) -> Any:  # noqa: ANN401 - the library has no types
    """The same automaton by pyahocorasick."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for index, word in enumerate(words):
        # Two spellings may fold to one word: keep every index.
        automaton.add_word(word, [*automaton.get(word, []), index])
    automaton.make_automaton()
    return automaton


def iterate(automaton: Any, words: Sequence[str], text: str) -> Iterator[tuple[int, int, int]]:  # noqa: ANN401 - the library has no types
    """Occurrences from a pyahocorasick automaton in the same shape."""
    for last, indexes in automaton.iter(text):
        for index in indexes:
            yield index, last + 1 - len(words[index]), last + 1
