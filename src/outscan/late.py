"""A regular expression that is compiled when it is first asked.

In: its source, and where it helps the characters or words without which it cannot be met. Out: what `re.compile` gives, to
whoever asks. Most documents never meet the anchor of most expressions, and compiling all of them costs more than reading a
short document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, cast

LONG = 20_000
"""Characters from which on looking for what an expression needs costs more than compiling it."""

_QUESTIONS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")
_NOTHING: dict[str, Callable[[], Any]] = {
    "search": lambda: None,
    "match": lambda: None,
    "fullmatch": lambda: None,
    "finditer": lambda: iter(()),
    "findall": list,
}


class _Late:
    """Stands for one expression; once it is compiled its questions are answered by it directly."""

    def __init__(self, source: str | Callable[[], str], flags: int, needs: tuple[str, ...]) -> None:
        self._source, self._flags, self._needs = source, flags, needs

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - stands for every attribute of a compiled expression
        if name not in _QUESTIONS:
            return getattr(self._made(), name)
        if not self._needs or name not in _NOTHING:
            return getattr(self._made(), name)

        def asked(text: str, *bounds: int) -> Any:  # noqa: ANN401 - as above
            if len(text) < LONG and not any(need in text for need in self._needs):
                return _NOTHING[name]()
            return getattr(self._made(), name)(text, *bounds)

        return asked

    def _made(self) -> re.Pattern[str]:
        made = re.compile(self._source if isinstance(self._source, str) else self._source(), self._flags)
        for name in _QUESTIONS:
            setattr(self, name, getattr(made, name))
        return made


def late(source: str | Callable[[], str], flags: int = 0, needs: Iterable[str] = ()) -> re.Pattern[str]:
    """`re.compile(source, flags)`, put off until it is asked about a text that holds one of `needs` (any text without them).

    A long source may itself be made only then.
    """
    return cast("re.Pattern[str]", _Late(source, flags, tuple(needs)))
