"""Which items the evidence of a document could meet at all: terms by number, detectors by rule.

In: pack and evidence. Out: for each item with every condition in sight, its hits (not yet placed).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from outscan.lexicon.pack import BREATH, Condition, Leaf, Pack, PackItem, Test
from outscan.reading import Evidence
from outscan.relate.judgement import FULL, MATTER, PLAIN
from outscan.relate.layout import Layout
from outscan.relate.prefilter import MARGINS, Reach, Run, Stood
from outscan.relate.ways import ways
from outscan.relate.windows import Hit
from outscan.types import Kind

Way = tuple[str, PackItem, bool]
"""How an item may be met: FULL, MATTER or PLAIN, the item with those groups, whether a figure must stand beside them."""
SUMMABLE = {"km2", "rows", "persons", "ids", "phones"}
"""Facts that add up over pieces."""
WORTHWHILE = 64
"""From so many hits on, leaving out what is far from the rarest group pays."""


class Index:
    """The evidence of one document, by term number and by rule."""

    def __init__(self, pack: Pack, evidence: Sequence[Evidence], layout: Layout, as_of: date) -> None:
        self.pack, self.layout, self.as_of = pack, layout, as_of
        self.by_term: dict[int, list[Stood]] = defaultdict(list)
        self.by_rule: dict[str, list[Stood]] = defaultdict(list)
        self._orders: dict[int, list[Run] | None] = {}
        self._seen: dict[tuple[str, tuple[Test, ...]], bool] = {}
        self._passed: dict[tuple[str, tuple[Test, ...], bool], list[Stood]] = {}
        for one in evidence:
            rule = one.match.rule
            stood = (one, *layout.stretch(one.match))
            if rule.startswith("term/"):
                self.by_term[int(rule[5:])].append(stood)
            else:
                self.by_rule[rule].append(stood)
        self._open = tuple(ways(pack, frozenset(self.by_term), frozenset(self.by_rule)))

    def candidates(self) -> Iterator[list[Way]]:
        """For each item every way to meet it whose groups all have some hit somewhere."""
        for some in self._open:
            item, matter = some.item, some.item.matter
            found: list[Way] = []
            if some.matter and self._all_in_sight(matter):
                if some.full and self._all_in_sight(item.conditions):
                    found.append((FULL, item, False))
                if len(matter) < len(item.conditions) and matter:
                    found.append((MATTER, item.meeting(matter), False))
            found += [
                (PLAIN, item.meeting(plain.conditions, BREATH), plain.figure)
                for plain in some.plain
                if self._all_in_sight(plain.conditions)
            ]
            if found:
                yield found

    def _all_in_sight(self, conditions: tuple[Condition, ...]) -> bool:
        return all(any(self._in_sight(leaf) for leaf in condition.leaves) for condition in conditions)

    def summable(self) -> Iterator[PackItem]:
        """Each item that pieces could meet together: one figure too small everywhere, everything else in sight."""
        for item in (some.item for some in self._open if some.full):
            if any(summable_test(condition) for condition in item.conditions) and all(
                any(self._in_sight(leaf if summable_test(condition) is None else without_sum(leaf)) for leaf in condition.leaves)
                for condition in item.conditions
            ):
                yield item

    def _in_sight(self, leaf: Leaf) -> bool:
        if leaf.rule:
            asked = leaf.rule, leaf.tests
            if asked not in self._seen:
                self._seen[asked] = any(self.passes(leaf, one) for one, _, _ in self.by_rule.get(leaf.rule, ()))
            return self._seen[asked]
        if leaf.need == 1:
            return not self.by_term.keys().isdisjoint(leaf.terms)
        return sum(term in self.by_term for term in leaf.terms) >= leaf.need

    def coming(self) -> dict[int, list[tuple[int, int]]]:
        """By segment, where a day is named that is not before the day judged."""
        out: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for one, low, high in self.by_rule.get("quantity/date", ()):
            facts = one.match.facts
            day = tuple(int(facts[name]) for name in ("year", "month", "day"))
            if day >= (self.as_of.year, self.as_of.month, self.as_of.day):
                out[one.match.segment].append((low, high))
        return out

    def _passing(self, leaf: Leaf) -> list[Stood]:
        """The evidence that meets a leaf with a rule; a sum of pieces is no further one where distinct ones are counted."""
        key = leaf.rule, leaf.tests, leaf.count is None
        if key not in self._passed:
            found = self.by_rule.get(leaf.rule, ())
            self._passed[key] = [
                one for one in found if self.passes(leaf, one[0]) and (key[2] or "pieces" not in one[0].match.facts)
            ]
        return self._passed[key]

    def passes(self, leaf: Leaf, evidence: Evidence) -> bool:
        """Whether the facts of `evidence` pass every comparison of `leaf`."""
        facts = evidence.match.facts
        return all(test.holds(facts.get(test.fact), self.as_of) for test in leaf.tests)

    def hits(self, item: PackItem, *, any_size: bool = False) -> list[Hit]:
        """Every hit of `item` that might meet the rarest of its groups; with `any_size`, figures count however small."""
        groups = [list(self._met_by(condition, any_size=any_size)) for condition in item.conditions]
        sizes = [sum(len(found) for _, _, found in group) for group in groups]
        rarest = sizes.index(min(sizes))
        if item.window in MARGINS and sum(sizes) > WORTHWHILE:
            reach = Reach(self.layout, (one for _, _, found in groups[rarest] for one in found), item.window)
            groups = [
                group
                if number == rarest
                else [(place, term, reach.near(found, self._order(term, found))) for place, term, found in group]
                for number, group in enumerate(groups)
            ]
        out: list[Hit] = []
        for number, group in enumerate(groups):
            for place, term, found in group:
                if term is None:
                    out += [_datum(one, number, place) for one in found]
                else:
                    out += [
                        Hit(one, number, place, term, low, high, strong=False, excuse=one.dismissed) for one, low, high in found
                    ]
        return out

    def _order(self, term: int | None, found: list[Stood]) -> list[Run] | None:
        """How the evidence of a term follows the text: looked at once, and every item that knows the term asks."""
        if term is None:
            return None
        if term not in self._orders:
            self._orders[term] = Reach.runs(found)
        return self._orders[term]

    def _met_by(self, condition: Condition, *, any_size: bool) -> Iterator[tuple[int, int | None, list[Stood]]]:
        """What meets each leaf: its number, the term (None for a datum), the evidence."""
        relaxed = any_size and summable_test(condition) is not None
        for place, written in enumerate(condition.leaves):
            leaf = without_sum(written) if relaxed else written
            if leaf.rule:
                yield place, None, self._passing(leaf)
            else:
                yield from ((place, term, self.by_term[term]) for term in leaf.terms if term in self.by_term)


def summable_test(condition: Condition) -> Test | None:
    """The one comparison of a one-leaf condition that pieces may add up to pass."""
    if len(condition.leaves) != 1:
        return None
    tests = [test for test in condition.leaves[0].tests if test.fact in SUMMABLE and test.additive]
    return tests[0] if len(tests) == 1 else None


def without_sum(leaf: Leaf) -> Leaf:
    """`leaf` without the comparison that pieces add up to pass."""
    tests = tuple(test for test in leaf.tests if not (test.fact in SUMMABLE and test.additive))
    return Leaf(leaf.terms, leaf.need, leaf.rule, tests, leaf.count)


def _datum(stood: Stood, condition: int, leaf: int) -> Hit:
    evidence, low, high = stood
    match = evidence.match
    amount = match.facts.get("count", 1)
    stands_for = float(amount) if isinstance(amount, int | float) else 1.0
    return Hit(
        evidence,
        condition,
        leaf,
        match.quote,
        low,
        high,
        strong=_says_something(evidence),
        amount=stands_for,
        excuse=evidence.dismissed,
    )


def _says_something(evidence: Evidence) -> bool:
    """Whether the evidence is data of its own; a bare year, date or named datum is not."""
    match = evidence.match
    return match.kind is not Kind.TERM and match.rule not in {
        "quantity/year",
        "quantity/date",
        "coordinates/datum",
        "coordinates/epsg",
    }
