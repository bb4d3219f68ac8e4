"""Every way to meet an item, and which of them a document could have by the terms and rules that are in it.

In: the pack, the numbers of terms and the names of rules a document has. Out: `Open`s: items with the ways whose every group has
something. Looked at once a pack: most of a thousand ways fail at their rarest group, which is asked first.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from outscan.lexicon.pack import Condition, Pack, PackItem, Plain
from outscan.nouns import Struct

_Group = tuple[frozenset[int], frozenset[str], tuple[tuple[int, frozenset[int]], ...]]
"""What meets a group: one of these terms, one of these rules, or so many of those terms."""
_Way = tuple[_Group, ...]


class Open(Struct, frozen=True):
    """An item, whether its matter and all of it may be met, and what of its plain ways."""

    item: PackItem
    matter: bool
    full: bool
    plain: tuple[Plain, ...]


class _Item(Struct, frozen=True):
    item: PackItem
    matter: _Way
    state: _Way
    plain: tuple[tuple[Plain, _Way], ...]


_KNOWN: dict[int, tuple[Pack, tuple[_Item, ...]]] = {}


def ways(pack: Pack, terms: AbstractSet[int], rules: AbstractSet[str]) -> Iterator[Open]:
    """The items of `pack` that a document with these `terms` and `rules` might meet, in the order of the pack."""
    for one in _known(pack):
        matter = _met(one.matter, terms, rules)
        plain = tuple([way for way, groups in one.plain if _met(groups, terms, rules)])
        if matter or plain:
            yield Open(one.item, matter, matter and _met(one.state, terms, rules), plain)


def _known(pack: Pack) -> tuple[_Item, ...]:
    kept = _KNOWN.get(id(pack))
    if kept is None or kept[0] is not pack:
        _KNOWN.clear()
        kept = _KNOWN[id(pack)] = pack, tuple(map(_item, pack.items))
    return kept[1]


def _item(item: PackItem) -> _Item:
    state = tuple(one for one in item.conditions if one.state)
    return _Item(item, _way(item.matter), _way(state), tuple((plain, _way(plain.conditions)) for plain in item.plain))


def _way(conditions: tuple[Condition, ...]) -> _Way:
    return tuple(sorted(map(_group, conditions), key=lambda group: (bool(group[1]), len(group[0]))))


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
