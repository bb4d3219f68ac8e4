"""Which items the evidence of a document could meet at all: terms by number, detectors by rule.

In: pack and evidence. Out: for each item with every condition in sight, its hits (not yet placed).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from outscan.lexicon.pack import Leaf, Pack, PackItem
from outscan.reading import Evidence
from outscan.relate.sweep import Hit
from outscan.types import Kind

SEGMENT_WIDE = ("identifier/",)
"""Detectors whose `count` fact already counts the whole segment; elsewhere `count` is what one match stands for."""


class Index:
    """The evidence of one document, by term number and by rule."""

    def __init__(self, pack: Pack, evidence: Sequence[Evidence], as_of: date) -> None:
        self.pack, self.as_of = pack, as_of
        self.by_term: dict[int, list[Evidence]] = defaultdict(list)
        self.by_rule: dict[str, list[Evidence]] = defaultdict(list)
        for one in evidence:
            rule = one.match.rule
            if rule.startswith("term/"):
                self.by_term[int(rule[5:])].append(one)
            else:
                self.by_rule[rule].append(one)

    def candidates(self) -> Iterator[tuple[PackItem, list[Hit]]]:
        """Each item all of whose conditions have some hit somewhere, with its hits."""
        for item in self.pack.items:
            if all(any(self._in_sight(leaf) for leaf in condition.leaves) for condition in item.conditions):
                yield item, self.hits(item)

    def _in_sight(self, leaf: Leaf) -> bool:
        if leaf.rule:
            return any(self.passes(leaf, one) for one in self.by_rule.get(leaf.rule, ()))
        return sum(term in self.by_term for term in leaf.terms) >= leaf.need

    def passes(self, leaf: Leaf, evidence: Evidence) -> bool:
        """Whether the facts of `evidence` pass every comparison of `leaf`."""
        facts = evidence.match.facts
        return all(test.holds(facts.get(test.fact), self.as_of) for test in leaf.tests)

    def hits(self, item: PackItem) -> list[Hit]:
        """Every hit of `item`: evidence by condition and leaf; stretches are set when they are placed."""
        out: list[Hit] = []
        for number, condition in enumerate(item.conditions):
            for place, leaf in enumerate(condition.leaves):
                if leaf.rule:
                    out += [_datum(one, number, place) for one in self.by_rule.get(leaf.rule, ()) if self.passes(leaf, one)]
                else:
                    out += [Hit(one, number, place, term, 0, 0, strong=False) for term in leaf.terms for one in self.by_term.get(term, ())]
        return out


def _datum(evidence: Evidence, condition: int, leaf: int) -> Hit:
    match = evidence.match
    amount = match.facts.get("count", 1)
    stands_for = float(amount) if isinstance(amount, int | float) else 1.0
    return Hit(evidence, condition, leaf, match.quote, 0, 0, strong=_says_something(evidence), amount=stands_for)


def _says_something(evidence: Evidence) -> bool:
    """Whether the evidence is data of its own; a bare year, date or named datum is not."""
    match = evidence.match
    return match.kind is not Kind.TERM and match.rule not in {"quantity/year", "quantity/date", "coordinates/datum", "coordinates/epsg"}
