"""What files bring to a package, kept with their readings and joined over a run and the year of its recipient.

In: the `MemberFacts` of a content; later the readings of runs. Out: bytes for the ledger; what only arises together.
Law: what is kept is keyed: every digest of a cell, a name or a person goes through the installation's key, so that equal ones are
equal and nobody without the key can try values. Copies of one content are one file. Joining only raises.
Basis: 《保守国家秘密法》第三十六条, 实施条例 art. 43 (汇聚、关联).
"""

from __future__ import annotations

import hmac
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import msgspec
from sqlalchemy import Connection, func, select

from outscan.batch.ledger import Run, few
from outscan.batch.tables import item, parcel
from outscan.keys import derived, installation_key
from outscan.nouns import replace
from outscan.package import join
from outscan.package.columns import digest
from outscan.types import Finding
from outscan.types.parcels import MemberFacts, TableFacts

PURPOSE = "outscan parcels 1"
MOST = 64 << 20
"""Packed bytes of facts that are joined at once; what is beyond is counted and said."""


@dataclass(frozen=True, slots=True)
class Joint:
    """What arises together: a finding, and the rows of the run that take part in it; `earlier` names files of other runs."""

    finding: Finding
    rows: tuple[int, ...]
    paths: tuple[str, ...]
    earlier: tuple[str, ...]


def _keyed(value: int, key: bytes) -> int:
    """A digest as 63 bits that say nothing to whoever lacks the key; 0 stands for none and stays."""
    return int.from_bytes(hmac.digest(key, value.to_bytes(8, "big"), "sha256")[:8], "big") >> 1 or 1 if value else 0


def keyed(facts: Iterable[MemberFacts], key: bytes) -> tuple[MemberFacts, ...]:
    """`facts` with every digest keyed: what was equal stays equal, whatever run it comes from."""
    one = partial(_keyed, key=key)
    return tuple(
        replace(
            member, stem=one(member.stem), people=_all(one, member.people), tables=tuple(_table(t, one) for t in member.tables)
        )
        for member in facts
    )


def _all(one: Callable[[int], int], values: Sequence[int]) -> tuple[int, ...]:
    return tuple(map(one, values))


def _table(table: TableFacts, one: Callable[[int], int]) -> TableFacts:
    return replace(
        table,
        keys=_all(one, table.keys),
        pairs=_all(one, table.pairs),
        heads=_all(one, table.heads),
        links=tuple(_all(one, link) for link in table.links),
    )


def pack_facts(facts: Sequence[MemberFacts]) -> bytes:
    """Keyed facts as bytes, b"" for none."""
    if not facts:
        return b""
    return zlib.compress(msgspec.msgpack.encode(keyed(facts, derived(installation_key(), PURPOSE))), 1)


def unpack_facts(data: bytes) -> list[MemberFacts]:
    """What `pack_facts` packed."""
    return msgspec.msgpack.decode(zlib.decompress(data), type=list[MemberFacts]) if data else []


def joint(link: Connection, now: Run, others: Sequence[int]) -> tuple[list[Joint], int]:
    """What arises between the files of `now`, and with those of the runs `others`; and how many files were left out of it."""
    facts: list[MemberFacts] = []
    owners: dict[str, tuple[int, bool]] = {}
    key, spent, left = derived(installation_key(), PURPOSE), 0, 0
    for number, path, run, data in _kept(link, now, others):
        spent += len(data)
        if spent > MOST:
            left += 1
            continue
        place = path if run == now.id else f"{run}:{path}"
        owners[place] = number, run == now.id
        stem = _keyed(digest(path.replace("\\", "/").rpartition("/")[2].rsplit(".", 1)[0]), key)
        for member in unpack_facts(data):
            called = stem if len(member.member) == 1 else member.stem  # a content has another name elsewhere
            facts.append(replace(member, member=(place, *member.member[1:]), stem=called))
    return list(_ours(join(facts), owners)), left


def _kept(link: Connection, now: Run, others: Sequence[int]) -> Iterator[tuple[int, str, int, bytes]]:
    """(row, path, run, facts) of each content, under its first name in the run at hand, else in an earlier one."""
    met: set[int] = set()
    for runs in ([now.id], list(others)):
        first = select(func.min(item.c.id)).where(item.c.run.in_(runs), item.c.reading.is_not(None)).group_by(item.c.reading)
        asked = select(item.c.id, item.c.path, item.c.run, item.c.reading, parcel.c.facts)
        rows = asked.join(parcel, parcel.c.reading == item.c.reading).where(item.c.id.in_(first)).order_by(item.c.id)
        for row in link.execute(rows.execution_options(yield_per=500)) if runs else ():
            if row.reading not in met:
                met.add(row.reading)
                yield row.id, row.path, row.run, row.facts


def _ours(found: Iterable[Finding], owners: dict[str, tuple[int, bool]]) -> Iterator[Joint]:
    """Findings between two files at least, one of them of this run; what stands inside one file its own report says."""
    for one in found:
        places = list(dict.fromkeys(match.where.member[0] for match in one.matches))
        mine = [place for place in places if owners[place][1]]
        if len(places) > 1 and mine:
            earlier = tuple(place for place in places if not owners[place][1])
            yield Joint(one, tuple(owners[place][0] for place in mine), tuple(mine), earlier)


def same_content(link: Connection, now: Run, rows: Iterable[int]) -> list[int]:
    """Every row of the run that holds the content of one of `rows`: a copy is raised with its original."""
    out: list[int] = []
    for some in few(rows):
        read = select(item.c.reading).where(item.c.id.in_(some), item.c.reading.is_not(None))
        out += link.execute(select(item.c.id).where(item.c.run == now.id, item.c.reading.in_(read))).scalars().all()
    return sorted(set(out))
