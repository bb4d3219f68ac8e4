"""Whether a short hit lies across two words (中国|防疫 holds 国防): a second look by segmentation.

In: folded text and a hit. Out: the words it lies across, or None. The segmenter (0.1 s to load, then microseconds) is asked
only where both edges of a hit of two or three Han characters could belong to words outside it; without it nothing is
dismissed. `pairs.txt`, written by `scripts/make_pairs.py`, tells which edges could.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from pathlib import Path

SHORT = 3
AROUND = 12
"""Characters on each side that the segmenter is shown, not over the end of a sentence."""


@cache
def _listed() -> list[str]:
    """For each character, in order: itself, then all that follow it in a word of two."""
    return Path(__file__).with_name("pairs.txt").read_text("utf-8").splitlines()


def _joined(first: str, second: str) -> bool:
    """Whether a word may go on from the one of two characters to the other."""
    at = bisect_left(_listed(), first)
    return at < len(_listed()) and _listed()[at].startswith(first) and second in _listed()[at][1:]


def _han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def crossing(text: str, start: int, end: int) -> str | None:
    """The words that the hit `text[start:end]` is a piece of by accident, or None where it is a word or several."""
    if end - start > SHORT or start == 0 or end >= len(text):
        return None
    before, after = text[start - 1], text[end]
    if not (_han(before) and _han(after) and _han(text[start]) and _han(text[end - 1])):
        return None
    if not _joined(before, text[start]) or not _joined(text[end - 1], after):
        return None
    return _split(text, start, end)


def _split(text: str, start: int, end: int) -> str | None:
    """By the segmenter: whether the hit begins or ends inside a word while another begins inside the hit."""
    try:
        import rjieba
    except ImportError:  # pragma: no cover - a platform without the wheel
        return None
    first, last = start, end
    while first > max(0, start - AROUND) and _han(text[first - 1]):
        first -= 1
    while last < min(len(text), end + AROUND) and _han(text[last]):
        last += 1
    at, inside, edges = first, [], {first}
    for word in rjieba.cut(text[first:last]):
        if at < end and at + len(word) > start:
            inside.append(word)
        at += len(word)
        edges.add(at)
    held = len(inside) == 1 and start not in edges and end not in edges
    across = len(inside) > 1 and (start not in edges or end not in edges)
    return "".join(inside) if held or across else None
