"""Find the stretches in which every group of an item is met: one linear sweep over the hits of one unit.

In: hits with stretches on one count of characters, the item's conditions, the width of the window. Out: `Cluster`s.
Law: time grows as n·log n with the hits; overlapping windows are one cluster.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from typing import TypeVar

from outscan.lexicon.pack import Condition
from outscan.nouns import Struct, field
from outscan.reading import Evidence
from outscan.types import Reason

ANCHORS = 2000
"""How many places are tried for the best meeting inside one cluster."""
MOST_DISTINCT = 64
_Key = TypeVar("_Key")


class Hit(Struct, eq=False):
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
        )


class Cluster(Struct, frozen=True):
    """One meeting: `chosen` are the hits taken for each condition, `all_hits` everything active meanwhile."""

    chosen: tuple[tuple[Hit, ...], ...]
    all_hits: tuple[Hit, ...]
    start: int
    end: int


class _Leaf(Struct):
    need: int
    count: object
    keys: dict[str | int, int] = field(default_factory=dict)
    most: dict[float, int] = field(default_factory=dict)


def _count(counts: dict[_Key, int], key: _Key, by: int) -> bool:
    """Count `key` in or out; whether it came or went altogether."""
    many = counts.get(key, 0) + by
    if many:
        counts[key] = many
        return many == by
    del counts[key]
    return True


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
        turned = _count(tally.keys, hit.key, by)
        if hit.amount != 1:
            turned = _count(tally.most, hit.amount, by) or turned
        if turned:  # one more of what is there already changes nothing
            self._judge(hit.condition)

    def _judge(self, number: int) -> None:
        now = False
        for index, tally in enumerate(self.leaves[number]):
            if tally.keys and self._leaf_met(number, index, tally):
                now = True
                break
        if now is not self.met[number]:
            self.met[number] = now
            self.unmet += -1 if now else 1

    def _leaf_met(self, number: int, index: int, tally: _Leaf) -> bool:
        leaf = self.conditions[number].leaves[index]
        if leaf.count is None:
            return len(tally.keys) >= leaf.need
        amount = max([float(len(tally.keys)), *tally.most])
        return leaf.count.holds(amount, self.as_of)


def clusters(hits: Sequence[Hit], conditions: Sequence[Condition], width: int, as_of: date) -> list[Cluster]:
    """The meetings of `hits` in windows of `width` characters, in order, each at its tightest."""
    return [_tightest(region, conditions, width, as_of) for region in regions(hits, conditions, width, as_of)]


def regions(hits: Sequence[Hit], conditions: Sequence[Condition], width: int, as_of: date) -> list[list[Hit]]:
    """The hits of every stretch in which all groups are met inside `width` characters, in order."""
    present = {hit.condition for hit in hits}
    if len(present) < len(conditions):
        return []
    events = sorted([(hit.start - width, 0, i) for i, hit in enumerate(hits)] + [(hit.end, 1, i) for i, hit in enumerate(hits)])
    tally = _Tally(conditions, as_of)
    active: dict[int, None] = {}
    region: dict[int, None] | None = None
    out: list[list[Hit]] = []
    for _, leaving, index in events:
        if leaving:
            tally.change(hits[index], -1)
            del active[index]
            if region is not None and tally.unmet:
                out.append([hits[i] for i in region])
                region = None
        else:
            tally.change(hits[index], 1)
            active[index] = None
            if region is not None:
                region[index] = None
            elif not tally.unmet:
                region = dict(active)
    return out


def _tightest(hits: list[Hit], conditions: Sequence[Condition], width: int, as_of: date) -> Cluster:
    """The tightest meeting among the hits of one region."""
    tightest = min(meetings(hits, conditions), key=lambda one: (span(one) > width, -sum(hit.strong for hit in one), span(one)))
    return Cluster(
        completed(hits, tightest, conditions, as_of), tuple(hits), min(h.start for h in hits), max(h.end for h in hits)
    )


def meetings(hits: Sequence[Hit], conditions: Sequence[Condition]) -> Iterator[tuple[Hit, ...]]:
    """For each hit of the first group, the nearest of every other group before it and behind it, in every combination.

    Which hits are tried depends on what stands before a place and next to it only, so that text added far behind takes none away.
    """
    groups: list[list[Hit]] = [[] for _ in conditions]
    for hit in sorted(hits, key=lambda one: (one.start, one.end)):
        groups[hit.condition].append(hit)
    starts = [[hit.start for hit in group] for group in groups]
    for anchor in groups[0][:ANCHORS]:
        around = [_beside(group, starts[number], anchor) for number, group in enumerate(groups) if number]
        yield from ((anchor, *others) for others in product(*around))


def _beside(group: list[Hit], starts: list[int], anchor: Hit) -> list[Hit]:
    """The nearest of a group before and behind `anchor`; of two at one place the one with data.

    A word that is in both groups is no second word: the next one is taken, where there is one.
    """
    at = bisect_left(starts, anchor.start)
    near = (group[max(0, at - 3) : at], group[at : at + 3])
    return [
        min(side, key=lambda hit: (hit.evidence is anchor.evidence, distance(hit, anchor), not hit.strong))
        for side in near
        if side
    ]


def span(hits: Sequence[Hit]) -> int:
    """Characters between the first and the last of `hits`, on the unit's count."""
    return max(0, max(hit.start for hit in hits) - min(hit.end for hit in hits))


def completed(
    hits: Sequence[Hit], chosen: Sequence[Hit], conditions: Sequence[Condition], as_of: date
) -> tuple[tuple[Hit, ...], ...]:
    """`chosen`, one a group, each with the further ones its group asks for."""
    groups: list[list[Hit]] = [[] for _ in conditions]
    for hit in hits:
        groups[hit.condition].append(hit)
    return tuple(_complete(groups[i], one, conditions[i], as_of) for i, one in enumerate(chosen))


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
        if enough or len(out) >= MOST_DISTINCT:
            break
        out.setdefault(hit.key, hit)
    if leaf.count is None and len(out) < leaf.need:  # another leaf of the same condition was the one that was met
        for other in group:
            if other.leaf != first.leaf and condition.leaves[other.leaf].need == 1 and condition.leaves[other.leaf].count is None:
                return (other,)
    return tuple(out.values())
