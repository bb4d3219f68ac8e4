"""What stands beside what: boxes of a letter or two that are stored in another order than they are seen in.

In: boxes with their place and text, in the order of the file. Out: lines of those that stand in one row or column, read from
left to right or from top to bottom, where the file has them in another order. Boxes that hold a sentence are read by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from outscan.fold import GLUE
from outscan.nouns import Struct

LONGEST = 4
"""A box of letters holds no more than this: 10年, 启用前."""
_LEAST = 3
_APART = 4.0
"""Neighbours in a row are no further apart than so many widths of a box."""
_MOST = 2000


class Box(Struct, frozen=True):
    """A box on a page, slide or sheet, in any unit: left, top, width, height, and its text."""

    left: float
    top: float
    width: float
    height: float
    text: str


def in_reading_order(boxes: Sequence[Box]) -> Iterator[str]:
    """The lines that small boxes make together, each once."""
    small = [(i, box) for i, box in enumerate(boxes) if 0 < len(box.text.strip()) <= LONGEST][:_MOST]
    if len(small) < _LEAST:
        return
    joined = set[str]()
    for across, along, size, step in (
        (lambda b: b.top + b.height / 2, lambda b: b.left, lambda b: b.height, lambda b: b.width),
        (lambda b: b.left + b.width / 2, lambda b: b.top, lambda b: b.width, lambda b: b.height),
    ):
        for run in _runs(small, across, along, size, step):
            text = "".join(box.text.strip() for _, box in run)
            order = [i for i, _ in run]
            if order != sorted(order) and text not in joined and _says(text):
                joined.add(text)
                yield text


_Figure = Callable[[Box], float]


def _runs(
    boxes: list[tuple[int, Box]], across: _Figure, along: _Figure, size: _Figure, step: _Figure
) -> Iterator[list[tuple[int, Box]]]:
    """Boxes whose middles lie on one line, in order along it, cut where the next is far away."""
    line: list[tuple[int, Box]] = []
    for one in [*sorted(boxes, key=lambda b: across(b[1])), None]:
        if one is not None and line and across(one[1]) - across(line[0][1]) <= max(size(line[0][1]), size(one[1])) / 2:
            line.append(one)
            continue
        if len(line) >= _LEAST:
            yield from _near(sorted(line, key=lambda b: (along(b[1]), b[0])), along, step)
        line = [one] if one is not None else []


def _near(line: list[tuple[int, Box]], along: _Figure, step: _Figure) -> Iterator[list[tuple[int, Box]]]:
    run = [line[0]]
    for one in line[1:]:
        wide = max(step(run[-1][1]), step(one[1]))
        if wide and along(one[1]) - along(run[-1][1]) > (1 + _APART) * wide:
            if len(run) >= _LEAST:
                yield run
            run = []
        run.append(one)
    if len(run) >= _LEAST:
        yield run


def _says(text: str) -> bool:
    """Whether the letters make words: two of them at least are no figures."""
    return sum("\u3400" <= char <= "\u9fff" or char in GLUE[-6:] for char in text) >= 2
