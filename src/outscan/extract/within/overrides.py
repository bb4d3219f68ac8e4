"""Lines as they are shown where characters turn the direction in which they are written (Unicode Annex 9, overrides alone).

In: a text. Out: each line that holds an override from right to left, in the order in which it is seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.types import HARD

_RIGHT = "\u202e"
_OPENS, _CLOSES = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068", "\u202c\u2069"
_DEEPEST = 125
"""Levels of direction there are (Annex 9, BD2); what is deeper changes nothing."""


def overridden(text: str) -> Iterator[tuple[int, str]]:
    """Yield (where the first override stands, the line) of every line that is shown otherwise than it is stored."""
    at = text.find(_RIGHT)
    while at >= 0:
        start, end = text.rfind(HARD, 0, at) + 1, text.find(HARD, at)
        end = end if end >= 0 else len(text)
        yield at, _shown(text[start:end])
        at = text.find(_RIGHT, end)


def _shown(line: str) -> str:
    """One line: what stands in an override from right to left is turned round, units from left to right inside it whole."""
    levels: list[tuple[str, list[str]]] = [("", [])]
    ignored = 0
    for char in line:
        if char in _OPENS:
            if len(levels) > _DEEPEST:
                ignored += 1
            else:
                levels.append((char, []))
        elif char in _CLOSES:
            if ignored:
                ignored -= 1
            elif len(levels) > 1:
                _close(levels)
        else:
            levels[-1][1].append(char)
    while len(levels) > 1:
        _close(levels)
    return "".join(levels[0][1])


def _close(levels: list[tuple[str, list[str]]]) -> None:
    """End the innermost direction: it is one unit of the one around it."""
    kind, units = levels.pop()
    levels[-1][1].append("".join(reversed(units) if kind == _RIGHT else units))
