"""A regular expression that is compiled when it is first asked.

In: its source. Out: the four questions the grammars ask. Most documents never meet the anchor of most ladders, and
compiling all of them costs more than reading a short document.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property


class Late:
    """One expression, by its source and flags."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source, self.flags = source, flags

    @cached_property
    def made(self) -> re.Pattern[str]:
        """The compiled expression."""
        return re.compile(self.source, self.flags)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every occurrence."""
        return self.made.finditer(text)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first occurrence in `text[start:end]`."""
        return self.made.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """An occurrence that begins at `start`."""
        return self.made.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """`text[start:end]` as one occurrence."""
        return self.made.fullmatch(text, start, end)
