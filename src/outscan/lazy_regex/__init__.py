"""A regular expression that is compiled when it is first asked, and asked only where it can be met.

In: its source, and where it helps the characters or words without which it cannot be met. Out: what `re.compile` gives, to
whoever asks. Most documents never meet the anchor of most expressions, and compiling all of them costs more than reading a
short document; a long text is searched for the anchors first, which costs a hundredth of the expression, and the
expression is asked around them only (`reach`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, AnyStr, Generic, cast

from outscan.lazy_regex.shelf import compiled

LONG = 20_000
"""Characters from which on looking for what an expression needs costs more than compiling it."""
NEAR = 500
"""Characters from which on an expression is asked around its anchors only."""
MANY = 8
"""Anchors from which on a long text is searched for all of them at once."""
DENSE = 2
"""Where the stretches around anchors are more than half of a long text, all of it is searched at once."""

_QUESTIONS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")
_NOTHING: dict[str, Callable[[], Any]] = {
    "search": lambda: None,
    "match": lambda: None,
    "fullmatch": lambda: None,
    "finditer": lambda: iter(()),
    "findall": list,
}


class Lazy:
    """Stands for one expression; once it is compiled its questions are answered by it directly, or near its anchors."""

    def __init__(
        self, source: str | Callable[[], str], flags: int, needs: tuple[str, ...], reach: tuple[int, int] | None
    ) -> None:
        self._source, self._flags, self._needs, self._reach = source, flags, needs, reach

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - stands for every attribute of a compiled expression
        if name not in _QUESTIONS:
            return getattr(self._made(), name)
        if not self._needs or name not in _NOTHING:
            return getattr(self._made(), name)

        def asked(text: str, *bounds: int) -> Any:  # noqa: ANN401 - as above
            if len(text) < LONG and not any(need in text for need in self._needs):
                return _NOTHING[name]()
            self._made()
            return getattr(self, name)(text, *bounds)

        return asked

    def written(self) -> tuple[str, int]:
        """Its source and flags."""
        return self._source if isinstance(self._source, str) else self._source(), self._flags

    def _made(self) -> re.Pattern[str]:
        made = compiled(*self.written())
        for name in _QUESTIONS:
            setattr(self, name, getattr(made, name))
        if self._reach is not None:
            near = Near(made, self._needs, *self._reach)
            self.finditer, self.search = near.finditer, near.search
        return made


class Near(Generic[AnyStr]):
    """An expression every match of which holds one of its anchors: a long text, or bytes, are searched around these alone."""

    def __init__(self, made: re.Pattern[AnyStr], anchors: tuple[AnyStr, ...], before: int, after: int) -> None:
        self.made: re.Pattern[AnyStr] = made
        self.anchors: tuple[AnyStr, ...] = anchors
        self.before, self.after = before, after
        self._any: re.Pattern[str] | None = None

    def finditer(self, text: AnyStr, *bounds: int) -> Iterator[re.Match[AnyStr]]:
        """As `re.Pattern.finditer`."""
        if bounds or len(text) < NEAR or (stretches := self.stretches(text)) is None:
            return self.made.finditer(text, *bounds)
        return (hit for low, high in stretches for hit in self.made.finditer(text, low, high))

    def search(self, text: AnyStr, *bounds: int) -> re.Match[AnyStr] | None:
        """As `re.Pattern.search`."""
        if bounds or len(text) < NEAR:
            return self.made.search(text, *bounds)
        return next(self.finditer(text), None)

    def stretches(self, text: AnyStr) -> list[tuple[int, int]] | None:
        """The stretches around anchors, ascending and apart; None where they are too much of the text to be worth it."""
        most, found = len(text) // (DENSE * (self.before + self.after)), list[int]()
        for at in self._places(text):
            found.append(at)
            if len(found) > most:
                return None
        out: list[tuple[int, int]] = []
        for at in sorted(found):
            low, high = max(0, at - self.before), at + self.after
            if out and low <= out[-1][1]:
                out[-1] = (out[-1][0], high)
            else:
                out.append((low, high))
        return out

    def _places(self, text: AnyStr) -> Iterator[int]:
        """Where the anchors stand, in any order."""
        if isinstance(text, str) and len(self.anchors) >= MANY and len(text) >= LONG:
            self._any = self._any or re.compile(_beginnings([str(one) for one in self.anchors]))
            yield from (hit.start() for hit in self._any.finditer(text))
            return
        for anchor in self.anchors:
            at = text.find(anchor)
            while at >= 0:
                yield at
                at = text.find(anchor, at + 1)


def _beginnings(words: Iterable[str]) -> str:
    """What is met at the first character of every one of `words`: the engine passes by all other characters."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?=(?:{'|'.join(rest)}))" for first, rest in rests.items())


def lazy(
    source: str | Callable[[], str], flags: int = 0, needs: Iterable[str] = (), reach: tuple[int, int] | None = None
) -> re.Pattern[str]:
    """`re.compile(source, flags)`, put off until it is asked about a text that holds one of `needs` (any text without them).

    `reach` says of an expression whose every match holds one of `needs` how many characters before its first the match may
    begin, and how many behind that end it and all it looks at. A long source may itself be made only when it is asked.
    """
    return cast("re.Pattern[str]", Lazy(source, flags, tuple(needs), reach))
