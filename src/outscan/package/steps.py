"""What arises in two steps or from three files: a list between two others, a point and what is counted from it, a paper.

In: facts of members. Out: (rule, members, their tables, reason), for `join` to make findings of. A list between two others is one
that shares one column with the first and another column with the second: events by cell and code, rows of one lot in the order
of another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, permutations

from outscan.package.near import near
from outscan.types import Count, Reason, because
from outscan.types.parcels import MemberFacts, TableFacts

Step = tuple[str, list[MemberFacts], list[TableFacts], Reason]
LEAST = 2
"""Codes two columns have in common before they are the same codes."""
HALF = 0.5
TABLES = 60
WANTED = {
    "package/military": ({"coordinates"}, {"military"}),
    "package/places": ({"coordinates"}, {"sensitive"}),
    "package/persons": ({"health"}, {"person"}),
}
"""What the outer two lists must be, each without being the other."""
ALIASED = (("alias", "detailed", "package/alias"), ("floors", "lettered", "package/mandate"))
"""What a list of short names is, what another file says of them, and what both together are."""
_Placed = tuple[MemberFacts, TableFacts]


def steps(members: Sequence[MemberFacts]) -> Iterator[Step]:
    """Yield what arises from three files, or from two that no key joins."""
    yield from _bridged(members)
    yield from _counted(members)
    yield from _controlled(members)
    yield from _parts(members)
    yield from _coded(members)
    yield from _bids(members)
    yield from _escorted(members)
    yield from _set(members)
    yield from _graded(members)
    yield from _aliased(members)


def _columns(table: TableFacts) -> list[frozenset[int]]:
    return [frozenset(found) - {0} for found in (table.keys, *table.links) if found]


def _meets(column: frozenset[int], table: TableFacts) -> int:
    """How many codes a column shares with any one column of a table, 0 where they are too few to be the same."""
    best = 0
    for other in _columns(table):
        shared = len(column & other)
        if shared >= max(LEAST, HALF * min(len(column), len(other))):
            best = max(best, shared)
    return best


def _bridged(members: Sequence[MemberFacts]) -> Iterator[Step]:
    placed = list(islice(((one, table) for one in members for table in one.tables), TABLES))
    for between in placed:
        columns = _columns(between[1])
        for first, second in permutations(range(len(columns)), 2):
            here = [other for other in placed if _apart(other, between) and _meets(columns[first], other[1])]
            there = [other for other in placed if _apart(other, between) and _meets(columns[second], other[1])]
            for one in here:
                for other in there:
                    yield from _outer(one, between, other, _meets(columns[first], one[1]))


def _apart(one: _Placed, other: _Placed) -> bool:
    return one[0].member != other[0].member


def _outer(one: _Placed, between: _Placed, other: _Placed, shared: int) -> Iterator[Step]:
    mine, theirs = set(one[1].roles), set(other[1].roles)
    if not _apart(one, other) or not near(one[0], other[0]):
        return
    for rule, (here, there) in WANTED.items():
        if here <= mine and there <= theirs and not there & mine and not here & theirs:
            tables = [one[1], between[1], other[1]]
            yield rule, [one[0], between[0], other[0]], tables, because("package.keys", n=Count(shared))


def _counted(members: Sequence[MemberFacts]) -> Iterator[Step]:
    """Offsets in one file, in another the point they are counted from; on a sheet, its corner and its scale."""
    for one in members:
        table = next((table for table in one.tables if "offsets" in table.roles and "coordinates" not in table.roles), None)
        for other in members if table is not None else ():
            fixed = "anchor" in other.signals or {"corner", "maps"} <= set(other.signals)
            if table is not None and other is not one and fixed and near(one, other):
                yield "package/origin", [one, other], [table], because("package.origin")


def _controlled(members: Sequence[MemberFacts]) -> Iterator[Step]:
    """Addresses, what opens them and what they move, told in different files."""
    wanted = {"hosts", "opens", "controls"}
    told = [one for one in members if wanted & set(one.signals)]
    for one in told:
        company = [other for other in told if near(one, other)]
        whole = wanted <= {signal for other in company for signal in other.signals}
        alone = any(wanted <= set(other.signals) for other in company)
        if company[0] is one and whole and not alone:
            yield "package/control", company, [], because("package.control", files=Count(len(company)))


def _parts(members: Sequence[MemberFacts]) -> Iterator[Step]:
    """Questions in one file, in another that they are those of a public examination still to come."""
    asked = [one for one in members if "asks" in one.signals]
    live = [one for one in members if {"session", "sitting"} & set(one.signals)]
    for one in asked:
        for other in live:
            if one is not other and near(one, other):
                keys = [found for found in members if "keys" in found.signals and found not in (one, other) and near(one, found)]
                if "session" not in other.signals and not keys:
                    continue  # a day by itself is told to everybody; with questions and their key it is a live paper
                yield "package/exam", [one, other, *keys[:1]], [], because("package.exam_live")


def _coded(members: Sequence[MemberFacts]) -> Iterator[Step]:
    """Results under letters, in another file what the letters stand for, in a third whose they are."""
    placed = list(islice(((one, table) for one in members for table in one.tables), TABLES))
    for key in placed:
        if "illness" not in key[1].roles:
            continue
        codes = frozenset(key[1].keys) - {0}
        for results in placed:
            if not codes & set(results[1].heads) or not _apart(key, results) or not near(key[0], results[0]):
                continue
            for whose in placed:
                named = {"person", "identity"} & set(whose[1].roles) and _apart(whose, results) and near(whose[0], results[0])
                shared = max((_meets(column, whose[1]) for column in _columns(results[1])), default=0) if named else 0
                if shared:
                    tables = [whose[1], results[1], key[1]]
                    yield "package/persons", [whose[0], results[0], key[0]], tables, because("package.keys", n=Count(shared))


def _bids(members: Sequence[MemberFacts]) -> Iterator[Step]:
    """How far down one goes before bids are opened in one file, in others what the price is made of."""
    for told in members:
        if "bid" not in told.signals:
            continue
        parts = [
            one for one in members if one is not told and near(one, told) and any("priced" in table.roles for table in one.tables)
        ]
        if parts:
            yield "package/tender", [told, *parts], [], because("package.tender", files=Count(len(parts) + 1))


def _escorted(members: Sequence[MemberFacts]) -> Iterator[Step]:
    """A person of office with his guards in several files: cars in one, rooms in another; or his name beside a convoy."""
    told = [one for one in members if {"escort", "convoy", "office"} & set(one.signals)]
    for one in told:
        company = [other for other in told if near(one, other)]
        guarded = [other for other in company if "escort" in other.signals]
        if len(guarded) < LEAST:
            way = [other for other in company if "convoy" in other.signals and "office" not in other.signals]
            names = [other for other in company if "office" in other.signals]
            guarded = [*way[:1], *names[:1]] if way and names else []
        if len(guarded) >= LEAST and company[0] is one:
            yield "package/visit", guarded, [], because("package.visit", files=Count(len(guarded)))


def _set(members: Sequence[MemberFacts]) -> Iterator[Step]:
    """Who sets a paper in one file, where and when they are locked away in another."""
    for one in members:
        names = next((table for table in one.tables if "person" in table.roles), None)
        for other in members if names is not None and "setting" in one.signals else ():
            if other is not one and "shut" in other.signals and near(one, other):
                yield "package/setters", [one, other], [], because("package.setters")


def _aliased(members: Sequence[MemberFacts]) -> Iterator[Step]:
    """What a short name stands for in one file, what is said of it in another."""
    for role, there, rule in ALIASED:
        for one in members:
            codes = {key for table in one.tables if role in table.roles for key in table.keys}
            for other in members if codes else ():
                spoken = [table for table in other.tables if there in table.roles]
                shared = max((len(codes & set(table.keys)) for table in spoken), default=0)
                if other is not one and shared >= (1 if role == "alias" else LEAST) and near(one, other):
                    yield rule, [one, other], [], because("package.keys", n=Count(shared))


def _graded(members: Sequence[MemberFacts]) -> Iterator[Step]:
    """Where samples were taken in one file, what they hold in another, and a third that keeps it back."""
    placed = list(islice(((one, table) for one in members for table in one.tables), TABLES))
    for one in placed:
        for other in placed if "coordinates" in one[1].roles and "graded" not in one[1].roles else ():
            if "graded" not in other[1].roles or not _apart(one, other) or not near(one[0], other[0]):
                continue
            shared = len(set(one[1].keys) & set(other[1].keys) - {0})
            if shared > LEAST and any("kept" in told.signals and near(told, one[0]) for told in members):
                yield "package/ore", [one[0], other[0]], [one[1], other[1]], because("package.keys", n=Count(shared))
