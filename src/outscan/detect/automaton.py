"""One Aho–Corasick automaton over many words, whichever library is here.

In: words. Out: every occurrence, overlapping ones included, as (word, start, end). The fast library answers in lists;
where it has no wheel `pyahocorasick.iter()` does the same (never `iter_long`, which loses matches).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

fast: Any
try:
    import ahocorasick_rs as fast
except ImportError:  # pragma: no cover - depends on the platform's wheels
    fast = None


class Automaton:
    """All words at once. An occurrence is (index of the word, start, end) in the text that was searched."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)
        self._fast: Any = None
        self._portable: Any = None
        if not self.words:
            return
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
        if self._fast is not None:
            yield from self._fast.find_matches_as_indexes(text, overlapping=True)
        elif self._portable is not None:  # pragma: no cover - the other library's turn
            yield from iterate(self._portable, self.words, text)


def portable(words: Sequence[str]) -> Any:  # noqa: ANN401 - the library has no types
    """The same automaton by pyahocorasick."""
    import ahocorasick  # noqa: PLC0415 - only where the fast library is missing

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
