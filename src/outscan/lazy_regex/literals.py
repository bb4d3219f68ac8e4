"""Whether one of a few strings of bytes stands in others: one pass for all of them, which costs a tenth of one search for one.

In: strings of bytes. Out: yes or no. Asked in front of whatever would search for each of them: most bytes hold none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

fast: Any
try:
    import ahocorasick_rs as fast
except ImportError:  # pragma: no cover - depends on the platform's wheels
    fast = None


class Literals:
    """A few strings of bytes, none of them empty."""

    def __init__(self, words: Sequence[bytes]) -> None:
        self.words = tuple(dict.fromkeys(words))
        self._made: Any = None

    def count(self, data: bytes) -> int:
        """How often one of them stands in `data`, those that begin inside another one left out."""
        if fast is None:  # pragma: no cover - depends on the platform's wheels
            return sum(data.count(word) for word in self.words)
        return len(self._automaton().find_matches_as_indexes(data))

    def stand_in(self, data: bytes | memoryview) -> bool:
        """Whether one of them stands in `data`."""
        if fast is None:  # pragma: no cover - depends on the platform's wheels
            return any(word in bytes(data) for word in self.words)
        return bool(self._automaton().find_matches_as_indexes(data))

    def _automaton(self) -> Any:  # noqa: ANN401 - the library has no types
        if self._made is None:  # leftmost matches alone are looked for with vector instructions
            self._made = fast.BytesAhoCorasick(self.words, matchkind=fast.MatchKind.LeftmostFirst)
        return self._made
