"""The ledger: runs, items, readings and verdicts in one database, written in groups.

In: a `Store` and rows. Out: rows. The only room that writes the ledger's tables.
Law: a result and "done" are one transaction; sums stand beside what they count in the same transaction; what is there is
not written again, so that a result that comes twice is recorded once.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Table, and_, func, or_, select, update

from outscan.batch.tables import BATCH, item, judgement, making, pack, reading, run, tally
from outscan.errors import OutscanError
from outscan.legible import named
from outscan.store import Store, jobs, open_store
from outscan.words import batch as words
from outscan.words.said import said

if TYPE_CHECKING:
    from outscan.batch.manifest import Entry

POISON = 1_000_000_000
"""Rank of files that once killed a worker: last, and alone."""
LOCKED = "encrypted"
"""The gap of what no password opened."""
FEW = 500
"""Values of one IN list: below every database's limit of parameters."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run as the ledger knows it."""

    id: int
    state: str
    began: float
    ended: float | None
    sources: tuple[str, ...]
    options: Mapping[str, Any]
    making: int
    deciding: int
    day: str
    package: Mapping[str, Any]

    @property
    def queue(self) -> str:
        """The name of its jobs."""
        return f"batch-{self.id}"


def open_ledger(where: str | Path, *, writable: bool = True, create: bool = True) -> Store:
    """The ledger at a path or URL. Raises StoreError in one sentence."""
    return open_store(where, BATCH, writable=writable, create=create)


def known(store: Store, link: Connection, table: Table, digest: str, content: str) -> int:
    """The number of a row of makings, entered where it is new."""
    link.execute(store.insert(table).values(digest=digest, told=content).on_conflict_do_nothing())
    return int(link.execute(select(table.c.id).where(table.c.digest == digest)).scalar_one())


def keep_pack(store: Store, link: Connection, digest: str, data: bytes) -> None:
    """Keep what rules or policy were, by their digest."""
    link.execute(store.insert(pack).values(digest=digest, data=data).on_conflict_do_nothing())


def _run(row: Row[Any]) -> Run:
    return Run(
        row.id,
        row.state,
        row.began,
        row.ended,
        tuple(json.loads(row.sources)),
        json.loads(row.options),
        row.making,
        row.deciding,
        row.day,
        json.loads(row.package or "{}"),
    )


def runs(link: Connection) -> list[Run]:
    """Every run, the oldest first."""
    return [_run(row) for row in link.execute(select(run).order_by(run.c.id))]


def find_run(link: Connection, number: int | None = None) -> Run:
    """Run `number`, or the newest. Raises OutscanError where there is none."""
    asked = select(run).order_by(run.c.id.desc()).limit(1)
    row = link.execute(asked if number is None else asked.where(run.c.id == number)).first()
    if row is None:
        raise OutscanError(said(words.BATCH, "no_run", run=number or ""))
    return _run(row)


def new_run(link: Connection, values: Mapping[str, Any]) -> int:
    """Enter a run that is still being listed."""
    at = jobs.now(link)
    return int(link.execute(run.insert().values(state="listing", began=at, **values).returning(run.c.id)).scalar_one())


def set_state(link: Connection, number: int, state: str, *, package: Mapping[str, Any] | None = None) -> None:
    """Change a run's state; a finished one gets its end."""
    values: dict[str, Any] = {"state": state}
    if state in {"done", "cancelled"}:
        values["ended"] = jobs.now(link)
    if package is not None:
        values["package"] = json.dumps(package, ensure_ascii=False)
    link.execute(update(run).where(run.c.id == number).values(**values))


def shown_path(path: str) -> tuple[str, bytes | None]:
    """A path as text, and its bytes where they are no UTF-8."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path).decode("utf-8", "backslashreplace"), os.fsencode(path)
    return path, None


def decodable(path: str) -> bool:
    """Whether the name of a file is text in UTF-8, or in GB18030 as Chinese systems write it."""
    return named(os.path.basename(path))


def real_path(row: Row[Any]) -> str:
    """The path of an item as the system knows it."""
    return os.fsdecode(row.raw) if row.raw is not None else str(row.path)


def add_entries(link: Connection, number: int, entries: Sequence[Entry]) -> None:
    """Enter a stretch of the manifest, and count it."""
    rows = []
    for one in entries:
        path, raw = shown_path(one.path)
        rows.append(
            {
                "run": number,
                "path": path,
                "raw": raw,
                "source": shown_path(one.source)[0],
                "state": one.state,
                "reason": one.reason[:200],
                "size": one.size,
                "stamp": one.stamp,
            }
        )
    if rows:
        link.execute(item.insert(), rows)


def count(store: Store, link: Connection, number: int, worker: str, counts: Mapping[str, int | float]) -> None:
    """Add to the sums of a run."""
    for what, more in sorted(counts.items()):
        if more:
            row = store.insert(tally).values(run=number, worker=worker, what=what, count=int(more))
            sum_ = {"count": tally.c["count"] + row.excluded["count"]}
            link.execute(row.on_conflict_do_update(index_elements=[tally.c.run, tally.c.worker, tally.c.what], set_=sum_))


def sums(link: Connection, number: int) -> Counter[str]:
    """The sums of a run over all workers."""
    rows = link.execute(select(tally.c.what, func.sum(tally.c["count"])).where(tally.c.run == number).group_by(tally.c.what))
    return Counter({what: int(total) for what, total in rows})


def few(values: Iterable[Any]) -> Iterator[list[Any]]:
    """`values` in stretches that fit one statement."""
    stretch: list[Any] = []
    for one in values:
        stretch.append(one)
        if len(stretch) == FEW:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def readings_of(
    link: Connection, making_id: int, keys: Iterable[tuple[str, str]], kin: Sequence[int] = ()
) -> dict[tuple[str, str], Row[Any]]:
    """Known readings by (sha256, hint). Those of `kin`, made with other passwords, count where nothing in them stayed locked."""
    out: dict[tuple[str, str], Row[Any]] = {}
    for some in few(dict.fromkeys(keys)):
        asked = select(reading).where(reading.c.making.in_([making_id, *kin]), reading.c.sha256.in_({key[0] for key in some}))
        for row in link.execute(asked):
            opened = LOCKED not in row.gaps
            if opened or (row.making == making_id and (row.sha256, row.hint) not in out):
                out[row.sha256, row.hint] = row
    return out


def kindred(link: Connection, making_id: int) -> list[int]:
    """Makings that differ from this one in their passwords only."""
    rows = link.execute(select(making.c.id, making.c.told)).all()
    others = {row.id: {name: one for name, one in json.loads(row.told).items() if name != "passwords"} for row in rows}
    return [number for number, one in others.items() if number != making_id and one == others.get(making_id)]


def judgements_of(link: Connection, pairs: Iterable[tuple[int, str]], day: str) -> dict[tuple[int, str], Row[Any]]:
    """Known judgements by (reading, voice) that are good on `day`."""
    out: dict[tuple[int, str], Row[Any]] = {}
    good = and_(judgement.c.since <= day, or_(judgement.c.turns == "", judgement.c.turns > day))
    for some in few(dict.fromkeys(pairs)):
        asked = select(judgement).where(judgement.c.reading.in_({one[0] for one in some}), good)
        out |= {(row.reading, row.voice): row for row in link.execute(asked)}
    return out
