"""Join the facts of many files into what only arises together.

In: facts of members, of one document or of a whole run. Out: `Finding`s whose matches are the members concerned.
Tables join by keys: three rows at least, and half of the smaller table. Members of one document that say everything by
themselves have their own findings; a finding of the package always names two members at least.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from outscan.package.made import made
from outscan.package.near import near
from outscan.package.steps import steps
from outscan.types import Count, Finding, Ours, because
from outscan.types.parcels import MemberFacts, TableFacts

SHARED = 3
"""Keys two tables have in common before they are one."""
HALF = 0.5
MOST = 30
"""Findings of one kind; more tell a person nothing."""
AREA = 25.0
SCALE = 5000
PERSONS = 10_000
"""Sensitive personal data of so many persons need a certificate or contract; 促进和规范数据跨境流动规定 art. 8."""
Placed = tuple[MemberFacts, TableFacts]


def join(facts: Sequence[MemberFacts]) -> tuple[Finding, ...]:
    """The findings of a package, by rule and files; the same for the same facts in any order."""
    members = sorted(facts, key=lambda one: one.member)
    if len(members) < 2:  # one file is no package
        return ()
    found: dict[tuple[str, tuple[tuple[str, ...], ...]], Finding] = {}
    for make in (_areas, _people, _exam, _parameters, _tables, _named, _letters, _steps):
        for one in make(members):
            found.setdefault((one.rule, tuple(match.where.member for match in one.matches)), one)
    kept: dict[str, int] = defaultdict(int)
    out = []
    for one in found.values():
        kept[one.rule] += 1
        if kept[one.rule] <= MOST:
            out.append(one)
    return tuple(out)


def _areas(members: Sequence[MemberFacts]) -> Iterator[Finding]:
    """Maps whose areas are each small enough and together are not."""
    maps = [one for one in members if "maps" in one.signals]
    parts = [one for one in maps if 0 < one.km2 <= AREA and (not one.scale or one.scale < SCALE)]
    scaled = [one for one in maps if 0 < one.scale < SCALE]
    total = sum(one.km2 for one in parts)
    if len(parts) > 1 and scaled and total > AREA:
        yield made("package/areas", parts, because("package.areas", total=Ours(f"{total:.10g} km²"), files=Count(len(parts))))


def _people(members: Sequence[MemberFacts]) -> Iterator[Finding]:
    """Persons counted once over all files."""
    holders = [one for one in members if one.people]
    total = len({person for one in holders for person in one.people})
    if len(holders) > 1 and total >= PERSONS and max(len(one.people) for one in holders) < PERSONS:
        yield made("package/people", holders, because("package.people", total=Count(total), files=Count(len(holders))))


def _exam(members: Sequence[MemberFacts]) -> Iterator[Finding]:
    """Questions in one file, answers in another, and somewhere that the examination is still to come."""
    asked = [one for one in members if "questions" in one.signals and "answers" not in one.signals]
    answers = [one for one in members if "answers" in one.signals and "questions" not in one.signals]
    beside = [(a, b) for a in asked for b in answers if near(a, b)]
    coming = [one for one in members if "coming" in one.signals]
    for a, b in beside:
        if any(near(a, one) for one in coming):
            yield made("package/exam", [a, b], because("package.exam"))


def _parameters(members: Sequence[MemberFacts]) -> Iterator[Finding]:
    """Shifts in one file, turns and scale in another: together a transformation between coordinate systems."""
    for one in members:
        for other in members:
            apart = {"shift", "turn"} & set(one.signals) == {"shift"} and {"shift", "turn"} & set(other.signals) == {"turn"}
            if apart and near(one, other):
                yield made("package/parameters", [one, other], because("package.parameters"))


def _tables(members: Sequence[MemberFacts]) -> Iterator[Finding]:
    """Tables of different members that share their keys."""
    placed = [(one, table) for one in members for table in one.tables]
    for (a, b), shared in sorted(_meetings(placed).items()):
        for first, second in ((placed[a], placed[b]), (placed[b], placed[a])):
            for rule, fits in _PAIRS.items():
                if fits(first, second, shared):
                    yield made(rule, [first[0], second[0]], because("package.keys", n=Count(shared)), (first[1], second[1]))


def _named(members: Sequence[MemberFacts]) -> Iterator[Finding]:
    """Series whose files are called by the codes of a list of stations."""
    placed = [(one, table) for one in members for table in one.tables]
    series = [one for one in placed if _is_series(one)]
    for stations in (one for one in placed if _is_stations(one)):
        keys = set(stations[1].keys)
        wet = "hydro" in stations[1].roles
        parts = {
            one[0].member: one[0]
            for one in series
            if one[0].stem in keys and one[0].member != stations[0].member and (wet or "water" in one[1].roles)
        }
        if parts:
            concerned = [stations[0], *parts.values()]
            yield made("package/water", concerned, because("package.keys", n=Count(len(parts))))


def _meetings(placed: Sequence[Placed]) -> dict[tuple[int, int], int]:
    """How many keys or codes two tables of different members have in common."""
    owners: dict[int, set[int]] = defaultdict(set)
    for number, (_, table) in enumerate(placed):
        for key in (*table.keys, *table.heads):
            if key:
                owners[key].add(number)
    together: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in owners.values():
        if len(numbers) <= MOST:
            for a, b in combinations(sorted(numbers), 2):
                if placed[a][0].member != placed[b][0].member:
                    together[a, b] += 1
    return together


def _shared(one: Placed, other: Placed, shared: int) -> bool:
    return shared >= SHARED and _half(one, other, shared)


def _half(one: Placed, other: Placed, shared: int) -> bool:
    least = min(len(set(one[1].keys)) or 1, len(set(other[1].keys)) or 1)
    return shared >= HALF * min(least, len(set(one[1].heads)) or least, len(set(other[1].heads)) or least)


def _is_series(one: Placed) -> bool:
    roles = one[1].roles
    return "dated" in roles and "coordinates" not in roles and one[1].rows >= 2 * SHARED


def _is_stations(one: Placed) -> bool:
    roles = one[1].roles
    return bool({"coordinates", "place"} & set(roles)) and "station" in roles and "dated" not in roles


def _water(one: Placed, other: Placed, shared: int) -> bool:
    wet = "water" in one[1].roles or bool({"water", "hydro"} & set(other[1].roles))
    few = shared >= 2 and len(set(one[1].keys)) <= 2 * SHARED  # a long series names few stations
    return _is_series(one) and _is_stations(other) and wet and (few or _shared(one, other, shared))


def _places(one: Placed, other: Placed, shared: int) -> bool:
    here, there = set(one[1].roles), set(other[1].roles)
    return (
        "coordinates" in here
        and "sensitive" not in here
        and "coordinates" not in there
        and "sensitive" in there
        and _shared(one, other, shared)
    )


def _military(one: Placed, other: Placed, shared: int) -> bool:
    here, there = set(one[1].roles), set(other[1].roles)
    known = "military" in there and "coordinates" not in there
    return "coordinates" in here and "military" not in here and known and shared >= 2 and _half(one, other, shared)


def _firms(one: Placed, other: Placed, shared: int) -> bool:
    here, there = set(one[1].roles), set(other[1].roles)
    return "reports" in here and "firm" not in here and "firm" in there and "reports" not in there and _shared(one, other, shared)


def _persons(one: Placed, other: Placed, shared: int) -> bool:
    here, there = set(one[1].roles), set(other[1].roles)
    bare = not {"person", "identity"} & here
    named = "papers" in here and "person" not in here and "person" in there and "papers" not in there
    return (named or ("health" in here and bare and bool({"person", "identity"} & there))) and _shared(one, other, shared)


def _gravity(one: Placed, other: Placed, shared: int) -> bool:
    here, there = set(one[1].roles), set(other[1].roles)
    return "gravity" in here and "coordinates" not in here and "coordinates" in there and _shared(one, other, shared)


def _same(one: Placed, other: Placed, shared: int) -> bool:
    """Whether the same points stand in both tables, with other coordinates."""
    if one[0].member > other[0].member or not _shared(one, other, shared):
        return False
    mine = {key: pair for key, pair in zip(one[1].keys, one[1].pairs, strict=False) if pair}
    theirs = {key: pair for key, pair in zip(other[1].keys, other[1].pairs, strict=False) if pair}
    common = mine.keys() & theirs.keys()
    differ = sum(mine[key] != theirs[key] for key in common)
    return len(common) >= SHARED and differ >= HALF * len(common)


def _national(one: Placed) -> bool:
    """Whether a table holds plane coordinates of the country, and none of a works' own."""
    return {"north", "east"} <= set(one[1].roles)


def _grids(one: Placed, other: Placed, shared: int) -> bool:
    return _same(one, other, shared) and _national(one) != _national(other)


def _points(one: Placed, other: Placed, shared: int) -> bool:
    return _same(one, other, shared) and _national(one) == _national(other)


def _halves(one: Placed, other: Placed, shared: int) -> bool:
    here, there = set(one[1].roles), set(other[1].roles)
    return "north" in here and "east" not in here and "east" in there and "north" not in there and _shared(one, other, shared)


_PAIRS: dict[str, Callable[[Placed, Placed, int], bool]] = {
    "package/water": _water,
    "package/military": _military,
    "package/places": _places,
    "package/firms": _firms,
    "package/persons": _persons,
    "package/gravity": _gravity,
    "package/points": _points,
    "package/grids": _grids,
    "package/halves": _halves,
}
"""What two tables make together, whichever of them comes first."""
_MATTERS = ({"dated", "water"}, {"gravity", "coordinates"}, {"health"}, {"sensitive", "coordinates"}, {"station", "coordinates"})


def _steps(members: Sequence[MemberFacts]) -> Iterator[Finding]:
    for rule, concerned, tables, reason in steps(members):
        yield made(rule, concerned, reason, tables)


def _letters(members: Sequence[MemberFacts]) -> Iterator[Finding]:
    """A letter that hands over abroad what is kept back, beside data that say nothing of themselves."""
    for letter in members:
        if not {"abroad", "kept"} <= set(letter.signals) or any(table.rows > 2 * SHARED for table in letter.tables):
            continue
        for data in members:
            matter = any(need <= set(table.roles) for table in data.tables for need in _MATTERS)
            if data is not letter and data.quiet and matter and near(letter, data):
                yield made("package/letter", [letter, data], because("package.letter"))
