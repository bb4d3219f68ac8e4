"""Characters put together by where they stand, not by the order they were drawn in.

In: runs of characters with their place (y grows downwards). Out: text in reading order: lines from left to right, or columns
downwards from right to left where single characters stand closer below one another than beside one another.
Lengths are the drawing's own. Knows no format.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from outscan.types import CELL, HARD, SOFT

FAR, APART = 4.0, 0.8
"""In character sizes: from here on two runs of a line are two columns; from here on there is a blank between them."""
ASIDE = 0.45
"""In character sizes: characters of one line or column are out of line by less."""
PITCH = 3.0
"""In character sizes: from one character to the next of its line or column, at most."""
COLUMN = 2
"""Characters; fewer are no column."""


class Run(NamedTuple):
    """Characters in a row: where they begin and end, their base line, their size."""

    left: float
    right: float
    base: float
    size: float
    text: str

    @property
    def single(self) -> bool:
        """Whether it is one character."""
        return len(self.text.strip()) == 1

    @property
    def middle(self) -> float:
        """Half-way between left and right."""
        return (self.left + self.right) / 2


def laid(runs: Sequence[Run]) -> str:
    """Runs put together to lines or columns, those to paragraphs: SOFT goes on, HARD does not."""
    columns, rest = _columns(runs)
    parts = [SOFT.join(columns)] if columns else []
    if rest:
        parts.append(_rows(rest))
    return HARD.join(parts)


def width(text: str, size: float) -> float:
    """How wide `text` is set at `size`: Han are square, Latin letters half as wide."""
    return sum(size if ord(c) > 0x2E7F else size / 2 for c in text)


def scattered(runs: Sequence[Run]) -> bool:
    """Whether several single characters stand as runs of their own, so that their order has to be found."""
    return sum(run.single and not run.text.isascii() for run in runs) >= COLUMN


def _rows(runs: Sequence[Run]) -> str:
    lines: list[list[Run]] = []
    for piece in sorted(runs, key=lambda p: (p.base, p.left)):
        if lines and abs(lines[-1][0].base - piece.base) <= 0.5 * min(piece.size, lines[-1][0].size):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    margin = max((p.right for p in runs), default=0.0)
    out, before = [], None
    for line in lines:
        line.sort(key=lambda p: p.left)
        if before is not None:
            out.append(SOFT if _goes_on(before, line, margin) else HARD)
        out.append(_line(line))
        before = line
    return "".join(out)


def _line(line: list[Run]) -> str:
    out = [line[0].text]
    steps = [b.left - a.left for a, b in pairwise(line) if a.single and b.single]
    spaced = len(steps) == len(line) - 1 and len(steps) > 1 and max(steps) <= PITCH * line[0].size
    for before, piece in pairwise(line):
        gap = (piece.left - before.right) / (piece.size or 1.0)
        out += ["" if spaced else CELL if gap > FAR else " " if gap > APART else "", piece.text]
    return "".join(out)


def _goes_on(before: list[Run], line: list[Run], margin: float) -> bool:
    """Whether reading goes on from one line to the next: the first is full, or both are one character of a column."""
    size = before[-1].size or 1.0
    if line[0].base - before[0].base > 2.5 * max(size, line[0].size):
        return False
    if len(before) == len(line) == 1 and before[0].single and line[0].single:
        return abs(before[0].left - line[0].left) < size
    return margin - before[-1].right < 2 * size and abs(before[0].size - line[0].size) < 0.2 * size


def _columns(runs: Sequence[Run]) -> tuple[list[str], list[Run]]:
    """The columns of single characters, from right to left, and the runs that stand in none."""
    singles = [run for run in runs if run.single and run.size > 0]
    stacks = [stack for stack in _stacks(singles) if len(stack) >= COLUMN]
    if not stacks:
        return [], list(runs)
    beside = _beside(singles)
    kept: list[list[Run]] = []
    for stack in stacks:
        steps = sorted(b.base - a.base for a, b in pairwise(stack))
        step = steps[len(steps) // 2]
        close = sum(beside.get(run, step + 1) <= step for run in stack)
        if close * 2 < len(stack):
            kept.append(stack)
    taken = {run for stack in kept for run in stack}
    if not any(len(stack) > COLUMN for stack in kept) and len(kept) < 3:
        return [], list(runs)
    kept.sort(key=lambda stack: -stack[0].middle)
    return ["".join(run.text.strip() for run in stack) for stack in kept], [run for run in runs if run not in taken]


def _stacks(singles: Sequence[Run]) -> Iterator[list[Run]]:
    """Characters below one another, each no farther from the next than a column allows."""
    lanes: list[list[Run]] = []
    for run in sorted(singles, key=lambda one: one.middle):
        lane = lanes[-1] if lanes else None
        if lane is not None and abs(lane[0].middle - run.middle) <= ASIDE * run.size:
            lane.append(run)
        else:
            lanes.append([run])
    for lane in lanes:
        lane.sort(key=lambda one: one.base)
        stack = [lane[0]]
        for run in lane[1:]:
            if 0.5 * run.size < run.base - stack[-1].base <= PITCH * run.size:
                stack.append(run)
            else:
                yield stack
                stack = [run]
        yield stack


def _beside(singles: Sequence[Run]) -> dict[Run, float]:
    """How far the nearest character on the same line is, for each that has one."""
    found: dict[Run, float] = {}
    lines: list[list[Run]] = []
    for run in sorted(singles, key=lambda one: one.base):
        if lines and abs(lines[-1][0].base - run.base) <= ASIDE * run.size:
            lines[-1].append(run)
        else:
            lines.append([run])
    for line in lines:
        line.sort(key=lambda one: one.left)
        for a, b in pairwise(line):
            step = b.left - a.left
            found[a] = min(found.get(a, step), step)
            found[b] = min(found.get(b, step), step)
    return found
