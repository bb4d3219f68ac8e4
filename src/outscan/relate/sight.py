"""What terms of a document can matter at all, and where: asked of all terms before any of them becomes a match.

In: the pack, the numbers of the terms that may be there, what else was seen. Out: `Sight`: the terms of every way to meet an
item that has all its groups in the document, and of the places of a reading those that stand near enough to the others. Running
text meets a term every few characters, and one in a hundred has the rest of an item beside it. Law: `relate` finds the same over
what is left as over everything (`tests/relate/test_sight.py`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from operator import itemgetter, or_

from outscan.fold import Folded
from outscan.lexicon.pack import BREATH, Condition, Pack
from outscan.reading import Reading
from outscan.relate.layout import PARAGRAPH
from outscan.relate.units import LATIN_BREATH, WIDTHS
from outscan.relate.ways import ways
from outscan.types import HARD, Match

Place = tuple[int, int, int]
"""The number of a term, and where it may stand in the folded text of a reading."""
_BESIDE = {"paragraph": WIDTHS["paragraph"], BREATH: max(WIDTHS[BREATH], LATIN_BREATH)}
"""The windows whose groups stand in one reading, in a grid in one row, and inside how many characters."""
_BLOCK = max(_BESIDE.values()) + 64
"""What stands in one window stands in one block of so many characters, or in two that are neighbours; a term may have an ending,
and what folded to several characters begins a little earlier."""
_FEW = 24
"""Places of a reading up to which all of them are kept: looking for their neighbours costs more."""
_Stood = tuple[int, int, int] | tuple[str, int, int]
"""A term or a rule, and where it stands."""
_Placed = tuple[_Stood, int, int]
"""The same, with the first and the last block it stands in."""
_MANY = 2000
"""Places of a grid from which on rows are looked at for the rarest group of a way first."""
_TERM = itemgetter(0)
_FAR = -1
"""Of a row that is longer than a paragraph, all that stands further on."""


class Sight:
    """One document, as far as terms can tell."""

    def __init__(self, pack: Pack, terms: AbstractSet[int], seen: Sequence[Match] = ()) -> None:
        near: list[tuple[Condition, ...]] = []
        wide: set[int] = set()
        for window, conditions in _ways(pack, terms, {match.rule for match in seen}):
            if window in _BESIDE:
                near.append(conditions)
            else:
                wide.update(_terms(conditions))
        self.wide = frozenset(wide)
        """What may meet the rest of its item anywhere."""
        self.terms = self.wide.union(*map(_terms, near)).intersection(terms)
        self._near, self._seen = near, seen
        self._others: dict[int, list[Match]] | None = None
        self._groups: dict[int | str, tuple[int, ...]] = {}
        self._missing: tuple[int, ...] = ()
        self._keys: list[list[set[int | str]]] = []
        """Of each way what can meet its groups."""

    def near(self, reading: Reading, places: Sequence[Place]) -> Sequence[Place]:
        """Those of `places` that the other groups of some way stand near enough to."""
        folded = reading.folded
        if len(places) <= _FEW or folded.widths:  # codes undone: what stands where is not known so simply
            return places
        if self._others is None:
            self._number()
        groups, wide = self._groups, self.wide
        blocks = _by_rows if reading.segment.cells is not None else _by_characters
        some = [place for place in places if place[0] in groups]
        others = [(match.rule, *_stretch(folded, match)) for match in (self._others or {}).get(reading.index, ())]
        beside = blocks(folded.text, others)
        if reading.segment.cells is not None and len(some) > _MANY:
            some = self._promising(folded.text, some, beside)
        stood = blocks(folded.text, some)
        found: dict[int, list[int]] = {}
        for (term, _, _), block, last in stood:
            _add(found, groups[term], block)
            if last != block:
                _add(found, groups[term], last)
        for (rule, _, _), block, last in beside:
            for one in range(block, last + 1):
                _add(found, groups[rule], one)
        met = self._met(found, alone=reading.segment.cells is not None)
        if not any(met.values()):
            return [place for place in places if place[0] in wide]
        kept = {
            place
            for place, block, last in stood
            if (ways := met[block] | met[last]) and any(ways & group for group in groups[place[0]])
        }
        return [place for place in places if place in kept or place[0] in wide]

    def _promising(self, text: str, places: list[Place], beside: list[_Placed]) -> list[Place]:
        """Those of `places` in rows that hold the rarest group of some way: in no other row is any way met."""
        often = Counter[int | str](map(_TERM, places))
        often.update(one[0] for one, _, _ in beside)
        there, rare = set(often), set[int | str]()
        for groups in self._keys:
            rare |= min((keys & there for keys in groups), key=lambda keys: sum(map(often.__getitem__, keys)))
        known = _by_rows(text, [place for place in places if place[0] in rare])
        rows = sorted({row for one, row, _ in chain(known, beside) if one[0] in rare})
        if rows[:1] == [_FAR]:
            return places
        ends = [_row_end(text, row) for row in rows]
        return [place for place in places if (at := bisect_right(rows, place[1])) and place[1] < ends[at - 1]]

    def _number(self) -> None:
        """Each way that is met near by is a bit; what can meet the first, second … group of which ways, by term and by rule."""
        most = max(map(len, self._near), default=0)
        groups: dict[int | str, list[int]] = {}
        missing, there = [0] * most, self.terms
        for number, conditions in enumerate(self._near):
            bit = 1 << number
            self._keys.append([])
            for at, condition in enumerate(conditions):
                keys: set[int | str] = set()
                for leaf in condition.leaves:
                    keys.update((leaf.rule,) if leaf.rule else there.intersection(leaf.terms))
                self._keys[-1].append(keys)
                for key in keys:
                    groups.setdefault(key, [0] * most)[at] |= bit
            for at in range(len(conditions), most):
                missing[at] |= bit
        self._groups = {key: tuple(bits) for key, bits in groups.items()}
        self._missing = tuple(missing)
        self._others = {}
        for match in self._seen:
            if match.rule in groups:
                self._others.setdefault(match.segment, []).append(match)

    def _met(self, found: dict[int, list[int]], *, alone: bool) -> dict[int, int]:
        """By block, the ways all groups of which stand in it or in its neighbours (a row has none)."""
        out: dict[int, int] = {}
        for block, own in found.items():
            before, behind = (None, None) if alone else (found.get(block - 1), found.get(block + 1))
            ways = -1
            for at, missing in enumerate(self._missing):
                bits = own[at] | missing
                if before is not None:
                    bits |= before[at]
                if behind is not None:
                    bits |= behind[at]
                ways &= bits
            out[block] = ways
        return out


def in_sight(pack: Pack, terms: AbstractSet[int], seen: Sequence[Match] = ()) -> Sight:
    """What terms of a document with these `terms`, in which all of `seen` was seen, can matter to an item, and where."""
    return Sight(pack, terms, seen)


def _ways(pack: Pack, terms: AbstractSet[int], rules: AbstractSet[str]) -> Iterator[tuple[str, tuple[Condition, ...]]]:
    """Every way to meet an item all groups of which may be in the document: its window and its groups."""
    for one in ways(pack, terms, rules):
        if one.matter:
            yield one.item.window, one.item.matter
        if one.full:
            yield one.item.window, one.item.conditions
        yield from ((BREATH, plain.conditions) for plain in one.plain)


def _terms(conditions: tuple[Condition, ...]) -> set[int]:
    return {term for condition in conditions for leaf in condition.leaves for term in leaf.terms}


def _add(found: dict[int, list[int]], group: tuple[int, ...], block: int) -> None:
    known = found.get(block)
    if known is None:
        found[block] = list(group)
    else:
        found[block] = list(map(or_, known, group))


def _stretch(folded: Folded, match: Match) -> tuple[int, int]:
    return folded.position(match.start), folded.position(match.end)


def _by_characters(text: str, places: Iterable[_Stood]) -> list[_Placed]:
    """The first and the last block of running text in which each of `places` stands."""
    del text
    return [(place, place[1] // _BLOCK, place[2] // _BLOCK) for place in places]


def _row_end(text: str, begin: int, start: int = 0) -> int:
    """Up to where what begins in the row at `begin` stands in it; before `start` it does not end."""
    stop = text.find(HARD, max(begin, start), begin + PARAGRAPH)
    return stop if stop >= 0 else begin + PARAGRAPH


def _by_rows(text: str, places: Iterable[_Stood]) -> list[_Placed]:
    """The row of a grid in which each of `places` begins, told by where it begins itself, as `units` tells it."""
    out = []
    row, begin, end = 0, 0, -1
    for place in places:
        start = place[1]
        if not begin <= start < end:
            low = max(0, start - PARAGRAPH)
            begin = text.rfind(HARD, low, start) + 1
            row = begin or (_FAR if low else 0)
            end = -1 if row == _FAR else _row_end(text, begin, start)
        out.append((place, row, row))
    return out
