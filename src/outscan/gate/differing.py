"""What differs between two texts, line by line and cell by cell: which stretches are in one and not in the other.

In: the texts of two documents, leaf by leaf. Out: stretches by leaf. Time is bounded: beyond so many lines nothing is compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from outscan.types import CELL, HARD

MOST_LINES = 4_000
Stretches = dict[int, list[tuple[int, int]]]


def differences(one: Sequence[str], other: Sequence[str]) -> tuple[Stretches, Stretches]:
    """For each of two documents the stretches that are not so in the other, by the number of the leaf."""
    lines = [list(_lines(leaves)) for leaves in (one, other)]
    before, after = ([text for _, _, text in side[:MOST_LINES]] for side in lines)
    changed: tuple[Stretches, Stretches] = ({}, {})
    for what, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if what == "equal":
            continue
        for step in range(max(b - a, d - c)):
            left = before[a + step] if step < b - a else ""
            right = after[c + step] if step < d - c else ""
            for side, (at, span) in enumerate(zip((a + step, c + step), _inner(left, right), strict=True)):
                if span[1] > span[0]:
                    leaf, offset, _ = lines[side][at]
                    changed[side].setdefault(leaf, []).append((offset + span[0], offset + span[1]))
    return changed


def _lines(leaves: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(leaf, offset in it, text) of every line or cell."""
    for number, leaf in enumerate(leaves):
        at = 0
        for line in leaf.replace(CELL, HARD).split(HARD):
            if line:
                yield number, at, line
            at += len(line) + 1


def _inner(before: str, after: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """What is left of two lines between what they begin and end with alike."""
    most = min(len(before), len(after))
    head = next((i for i in range(most) if before[i] != after[i]), most)
    tail = next((i for i in range(most - head) if before[-1 - i] != after[-1 - i]), most - head)
    return (head, len(before) - tail), (head, len(after) - tail)
