"""Find the stretches in which every group of an item is met: one linear sweep over the hits of one unit.

In: hits with stretches on one count of characters, the item's conditions, the width of the window. Out: `Cluster`s.
Law: time grows as n·log n with the hits; overlapping windows are one cluster.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from outscan.lexicon.pack import Condition
from outscan.reading import Evidence
from outscan.types import Reason

ANCHORS = 64
"""How many places are tried for the tightest meeting inside one cluster."""


@dataclass(slots=True, eq=False)
class Hit:
    """Evidence that meets leaf `leaf` of condition `condition`, and where.

    `[low, high)` is its stretch in the folded text of its segment, `[start, end]` where it counts on the unit's count.
    `key` tells distinct ones apart; `amount` is how many things the evidence stands for (coordinates of a run).
    """

    evidence: Evidence
    condition: int
    leaf: int
    key: str | int
    low: int
    high: int
    strong: bool
    start: int = 0
    end: int = 0
    amount: float = 1
    excuse: Reason | None = None
    firm: bool = False

    def standing(self, start: int, end: int) -> Hit:
        """The same hit at `[start, end]` of a unit's count; written out because a million of them are made."""
        return Hit(
            self.evidence,
            self.condition,
            self.leaf,
            self.key,
            self.low,
            self.high,
            self.strong,
            start,
            end,
            self.amount,
            self.excuse,
            self.firm,
        )


@dataclass(frozen=True, slots=True)
class Cluster:
    """One meeting: `chosen` are the nearest hits for each condition, `all_hits` everything active meanwhile."""

    chosen: tuple[tuple[Hit, ...], ...]
    all_hits: tuple[Hit, ...]
    start: int
    end: int


@dataclass(slots=True)
class _Leaf:
    need: int
    count: object
    keys: Counter[str | int] = field(default_factory=Counter)
    amounts: float = 0
    most: Counter[float] = field(default_factory=Counter)


class _Tally:
    """Which conditions are met by the hits active now."""

    def __init__(self, conditions: Sequence[Condition], as_of: date) -> None:
        self.conditions, self.as_of = conditions, as_of
        self.leaves = [[_Leaf(leaf.need, leaf.count) for leaf in condition.leaves] for condition in conditions]
        self.met = [False] * len(conditions)
        self.unmet = len(conditions)

    def change(self, hit: Hit, by: int) -> None:
        """Count `hit` in (+1) or out (-1)."""
        tally = self.leaves[hit.condition][hit.leaf]
        tally.keys[hit.key] += by
        if not tally.keys[hit.key]:
            del tally.keys[hit.key]
        if hit.amount != 1:
            tally.most[hit.amount] += by
            if not tally.most[hit.amount]:
                del tally.most[hit.amount]
        self._judge(hit.condition)

    def _judge(self, number: int) -> None:
        now = any(self._leaf_met(number, i, tally) for i, tally in enumerate(self.leaves[number]))
        if now is not self.met[number]:
            self.met[number] = now
            self.unmet += -1 if now else 1

    def _leaf_met(self, number: int, index: int, tally: _Leaf) -> bool:
        if not tally.keys:
            return False
        leaf = self.conditions[number].leaves[index]
        if leaf.count is None:
            return len(tally.keys) >= leaf.need
        amount = max([float(len(tally.keys)), *tally.most])
        return leaf.count.holds(amount, self.as_of)


def clusters(hits: Sequence[Hit], conditions: Sequence[Condition], width: int, as_of: date) -> list[Cluster]:
    """The meetings of `hits` in windows of `width` characters, in order."""
    present = {hit.condition for hit in hits}
    if len(present) < len(conditions):
        return []
    events = sorted(
        [(hit.start - width, 0, i) for i, hit in enumerate(hits)] + [(hit.end, 1, i) for i, hit in enumerate(hits)],
    )
    tally = _Tally(conditions, as_of)
    active: dict[int, None] = {}
    region: dict[int, None] | None = None
    out: list[Cluster] = []
    for _, leaving, index in events:
        if leaving:
            tally.change(hits[index], -1)
            del active[index]
            if region is not None and tally.unmet:
                out.append(_cluster([hits[i] for i in region], conditions, width, as_of))
                region = None
        else:
            tally.change(hits[index], 1)
            active[index] = None
            if region is not None:
                region[index] = None
            elif not tally.unmet:
                region = dict(active)
    return out


def _cluster(hits: list[Hit], conditions: Sequence[Condition], width: int, as_of: date) -> Cluster:
    """The tightest meeting among the hits of one region."""
    groups: list[list[Hit]] = [[] for _ in conditions]
    for hit in sorted(hits, key=lambda one: (one.start, one.end)):
        groups[hit.condition].append(hit)
    rarest = min(groups, key=len)
    best: tuple[tuple[bool, int, int], tuple[tuple[Hit, ...], ...]] | None = None
    starts = [[hit.start for hit in group] for group in groups]
    for anchor in rarest[:ANCHORS]:
        chosen = tuple((anchor,) if group is rarest else (_nearest(group, starts[i], anchor),) for i, group in enumerate(groups))
        span = max(0, max(one[0].start for one in chosen) - min(one[0].end for one in chosen))
        rank = (span > width, -sum(one[0].strong for one in chosen), span)
        if best is None or rank < best[0]:
            best = rank, chosen
    picked = best[1] if best else ()
    full = tuple(
        _complete(group, one[0], conditions[i], as_of) for i, (group, one) in enumerate(zip(groups, picked, strict=True))
    )
    return Cluster(full, tuple(hits), min(h.start for h in hits), max(h.end for h in hits))


def _nearest(group: list[Hit], starts: list[int], anchor: Hit) -> Hit:
    at = bisect_left(starts, anchor.start)
    near = group[max(0, at - 4) : at + 4]
    return min(near, key=lambda hit: (distance(hit, anchor), not hit.strong))


def distance(one: Hit, other: Hit) -> int:
    """Characters between two stretches, 0 where they overlap."""
    return max(0, one.start - other.end, other.start - one.end)


def _complete(group: list[Hit], first: Hit, condition: Condition, as_of: date) -> tuple[Hit, ...]:
    """`first` and, where its leaf asks for several, the nearest further distinct ones."""
    leaf = condition.leaves[first.leaf]
    same = sorted((hit for hit in group if hit.leaf == first.leaf), key=lambda hit: distance(hit, first))
    if leaf.count is None and leaf.need == 1:
        return (first,)
    out: dict[str | int, Hit] = {first.key: first}
    for hit in same:
        enough = len(out) >= leaf.need if leaf.count is None else leaf.count.holds(float(len(out)), as_of)
        if enough or len(out) >= ANCHORS:
            break
        out.setdefault(hit.key, hit)
    if leaf.count is None and len(out) < leaf.need:  # another leaf of the same condition was the one that was met
        for other in group:
            if other.leaf != first.leaf and condition.leaves[other.leaf].need == 1 and condition.leaves[other.leaf].count is None:
                return (other,)
    return tuple(out.values())
