"""A leaf of a document as rows, cells and runs, each run plain, marked as a place of a finding, or changed.

In: `Leaf`s of the viewer. Out: plain values for a template. Law: a run is text; nothing of it is ever mark-up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from outscan.gate.leaves import LEAF_CHARS, Leaf, Viewed
from outscan.report.mask import Masker
from outscan.types import CELL, HARD
from outscan.words import Words

MOST_LEAVES = 40
_NAMES = Masker(show=False)


@dataclass(frozen=True, slots=True)
class Run:
    """Text that is shown in one way; `hit` counts from 1, 0 for none; `begins` are the places that begin here."""

    text: str
    hit: int = 0
    begins: tuple[int, ...] = ()
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One leaf ready for a template: a heading, then rows of cells of runs."""

    number: int
    place: str
    hidden: str
    table: bool
    rows: list[list[list[Run]]]


@dataclass(frozen=True, slots=True)
class LeafGroup:
    """As many leaves as are shown at once: their numbers."""

    leaves: tuple[int, ...]


def leaf_groups(leaves: Sequence[Leaf], wanted: Sequence[int]) -> list[LeafGroup]:
    """The leaves `wanted`, parted into what a person looks at at once."""
    out: list[LeafGroup] = []
    now: list[int] = []
    size = 0
    for number in wanted:
        length = len(leaves[number].text)
        if now and (size + length > LEAF_CHARS or len(now) >= MOST_LEAVES):
            out.append(LeafGroup(tuple(now)))
            now, size = [], 0
        now.append(number)
        size += length
    if now:
        out.append(LeafGroup(tuple(now)))
    return out


def shown(view: Viewed, number: int, met: set[int], words: Words) -> Shown:
    """Leaf `number` for a template; `met` are the places that were begun before, on the same page."""
    leaf = view.leaves[number]
    return Shown(
        number,
        _NAMES.place(leaf.where, words),
        words.hidden(leaf.hidden) if leaf.hidden else "",
        leaf.table or CELL in leaf.text,
        _rows(leaf, met),
    )


def _rows(leaf: Leaf, met: set[int]) -> list[list[list[Run]]]:
    rows: list[list[list[Run]]] = [[[]]]
    for run in _runs(leaf, met):
        for index, line in enumerate(run.text.split(HARD)):
            if index:
                rows.append([[]])
            for column, cell in enumerate(line.split(CELL)):
                if column:
                    rows[-1].append([])
                if cell:
                    rows[-1][-1].append(Run(cell, run.hit, () if index or column else run.begins, run.changed))
    return [row for row in rows if any(row)]


def _runs(leaf: Leaf, met: set[int]) -> list[Run]:
    """The text cut where a mark or a change begins or ends."""
    edges = {0, len(leaf.text)}
    for start, end, _ in leaf.marks:
        edges |= {start, end}
    for start, end in leaf.changes:
        edges |= {start, end}
    cuts = sorted(edges)
    out = []
    marks, changes = iter([*leaf.marks, (len(leaf.text) + 1, 0, -1)]), iter([*leaf.changes, (len(leaf.text) + 1, 0)])
    mark, change = next(marks), next(changes)
    for start, end in pairwise(cuts):
        while mark[1] <= start and mark[2] >= 0:
            mark = next(marks)
        while change[1] <= start and change[1]:
            change = next(changes)
        hit = mark[2] + 1 if mark[0] <= start < mark[1] else 0
        begun = [hit, *(number + 1 for at, number in leaf.covered if start <= at < end)] if hit else []
        begins = tuple(one for one in dict.fromkeys(begun) if one not in met)
        met.update(begins)
        out.append(Run(leaf.text[start:end], hit, begins, change[0] <= start < change[1]))
    return out
