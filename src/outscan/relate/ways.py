"""Every way to meet an item, and which of them a document could have by the terms and rules that are in it.

In: the pack, the numbers of terms and the names of rules a document has. Out: `Open`s: items with the ways whose every group has
something. Looked at once a pack: most of a thousand ways fail at their rarest group, which is asked first.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import groupby
from operator import itemgetter

from outscan.lexicon.pack import Condition, Pack, PackItem, Plain
from outscan.nouns import Struct, once_for

_Group = tuple[frozenset[int], frozenset[str], tuple[tuple[int, frozenset[int]], ...]]
"""What meets a group: one of these terms, one of these rules, or so many of those terms."""
_Way = tuple[_Group, ...]


class Open(Struct, frozen=True):
    """An item, whether its matter and all of it may be met, and what of its plain ways."""

    item: PackItem
    matter: bool
    full: bool
    plain: tuple[Plain, ...]


class _Table:
    """The ways of one pack, numbered in its order, and by term those whose rarest group it meets."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.ways: list[tuple[PackItem, Plain | None]] = []
        self._groups: dict[int, _Way] = {}
        self.by_term: dict[int, list[int]] = {}
        self.always: list[int] = []
        for item in pack.items:
            self._add(item, None, item.matter)
            for plain in item.plain:
                self._add(item, plain, plain.conditions)

    def _add(self, item: PackItem, plain: Plain | None, conditions: tuple[Condition, ...]) -> None:
        number = len(self.ways)
        self.ways.append((item, plain))
        rarest = min(conditions, key=_breadth, default=None)
        if rarest is None or _ruled(rarest):  # by a rule, or without any group
            self.always.append(number)
            return
        for leaf in rarest.leaves:
            for term in leaf.terms:
                self.by_term.setdefault(term, []).append(number)

    def met(self, terms: AbstractSet[int], rules: AbstractSet[str]) -> Iterator[tuple[PackItem, Plain | None]]:
        """Every way all groups of which have something, in order."""
        numbers = set(self.always)
        for term in self.by_term.keys() & terms:
            numbers.update(self.by_term[term])
        for number in sorted(numbers):
            item, plain = self.ways[number]
            if (way := self._groups.get(number)) is None:  # most ways of a pack are never looked at
                way = self._groups[number] = _way(plain.conditions if plain else item.matter)
            if _met(way, terms, rules):
                yield item, plain


_table = once_for(_Table)


def ways(pack: Pack, terms: AbstractSet[int], rules: AbstractSet[str]) -> Iterator[Open]:
    """The items of `pack` that a document with these `terms` and `rules` might meet, in the order of the pack."""
    for item, found in groupby(_table(pack).met(terms, rules), key=itemgetter(0)):
        plain = [way for _, way in found]
        matter = None in plain
        full = matter and _met(_way(tuple(one for one in item.conditions if one.state)), terms, rules)
        yield Open(item, matter, full, tuple(way for way in plain if way is not None))


def _way(conditions: tuple[Condition, ...]) -> _Way:
    return tuple(sorted(map(_group, conditions), key=lambda group: (bool(group[1]), len(group[0]))))


def _breadth(condition: Condition) -> tuple[bool, int]:
    """Whether a rule meets a group, and how many terms do."""
    return _ruled(condition), sum(len(leaf.terms) for leaf in condition.leaves)


def _ruled(condition: Condition) -> bool:
    return any(leaf.rule for leaf in condition.leaves)


def _group(condition: Condition) -> _Group:
    worded = [leaf for leaf in condition.leaves if not leaf.rule]
    return (
        frozenset(term for leaf in worded if leaf.need == 1 for term in leaf.terms),
        frozenset(leaf.rule for leaf in condition.leaves if leaf.rule),
        tuple((leaf.need, frozenset(leaf.terms)) for leaf in worded if leaf.need != 1),
    )


def _met(way: _Way, terms: AbstractSet[int], rules: AbstractSet[str]) -> bool:
    """Whether every group of a way has something: a plain loop, asked a thousand times a document."""
    for one_of, ruled, many in way:
        if not (one_of.isdisjoint(terms) and ruled.isdisjoint(rules)):
            continue
        for need, among in many:
            if len(among & terms) >= need:
                break
        else:
            return False
    return True
