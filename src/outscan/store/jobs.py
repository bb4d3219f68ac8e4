"""One job table for both databases: who does what until when, and what was done is gone from it.

In: a connection inside a transaction. Out: jobs, leased. Times are seconds since 1970 by the database's clock.
Law: a job is finished in the transaction that records its result, and only by the worker that still holds its lease, so
that it is done at least once and recorded exactly once. Nothing indexed ever changes; what is done is deleted, so the
table never grows beyond what is left to do.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)

from outscan.errors import StoreError
from outscan.store.family import Family
from outscan.words.said import said
from outscan.words.store import STORE

LEASE_SECONDS = 300.0
"""How long a worker keeps what it took without saying a word (graphile_worker, recovery guide: threshold 300 s)."""
BEAT_SECONDS = 15.0
SILENT_SECONDS = 60.0
"""A worker that has not beaten for so long is taken for dead: one of the same name may come, and what it held is free."""

LAST = 2_000_000_000
"""Above every rank."""

TABLES = MetaData()
job = Table(
    "job",
    TABLES,
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True),
    Column("queue", String(64), nullable=False),
    Column("rank", Integer, nullable=False),
    Column("ref", BigInteger, nullable=False),
    Column("payload", Text, nullable=False, server_default=""),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("worker", String(200), nullable=False, server_default=""),
    Column("due", Float, nullable=False, server_default="0"),
)
worker = Table(
    "worker",
    TABLES,
    Column("name", String(200), primary_key=True),
    Column("token", String(64), nullable=False),
    Column("host", String(200), nullable=False),
    Column("began", Float, nullable=False),
    Column("beat", Float, nullable=False),
    Column("told", Text, nullable=False, server_default=""),
)
JOBS = Family("jobs", TABLES, Path(__file__).parent / "migrations" / "versions", head="0001")


@dataclass(frozen=True, slots=True)
class Lease:
    """A job in one worker's hands. `tries` counts this time, too."""

    id: int
    ref: int
    payload: str
    tries: int
    rank: int = 0


def now(link: Connection) -> float:
    """The database's clock: the one clock all machines of a run share."""
    if link.dialect.name == "sqlite":
        return float(link.exec_driver_sql("SELECT (julianday('now') - 2440587.5) * 86400.0").scalar_one())
    return float(link.exec_driver_sql("SELECT extract(epoch FROM clock_timestamp())::float8").scalar_one())


def add(link: Connection, queue: str, refs: Iterable[Mapping[str, object]]) -> None:
    """Queue jobs: mappings of `ref` (what the job is about), `rank` (lower goes first) and perhaps `payload`, `due`."""
    rows = [{"queue": queue, "payload": "", "due": 0.0, **one} for one in refs]
    if rows:
        link.execute(insert(job), rows)


def lease(
    link: Connection, queue: str, holder: str, most: int, seconds: float = LEASE_SECONDS, *, below: int = LAST
) -> list[Lease]:
    """Take up to `most` jobs of a rank under `below` that nobody holds, first ranks first. Two never take the same one.

    Nor does one take again what it holds already: a slow document, or a clock that jumps, may outlast its lease.
    """
    at = now(link)
    free = (
        select(job.c.id)
        .where(job.c.queue == queue, job.c.due <= at, job.c.rank < below, job.c.worker != holder)
        .order_by(job.c.rank, job.c.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    taken = link.execute(
        update(job)
        .where(job.c.id.in_(free.scalar_subquery() if link.dialect.name == "sqlite" else free))
        .values(worker=holder, due=at + seconds, tries=job.c.tries + 1)
        .returning(job.c.rank, job.c.id, job.c.ref, job.c.payload, job.c.tries)
    ).all()
    return [Lease(row.id, row.ref, row.payload, row.tries, row.rank) for row in sorted(taken, key=lambda row: (row.rank, row.id))]


def renew(link: Connection, queue: str, holder: str, seconds: float = LEASE_SECONDS) -> int:
    """Keep what `holder` holds for so much longer; returns how many jobs that are."""
    at = now(link)
    done = link.execute(update(job).where(job.c.queue == queue, job.c.worker == holder, job.c.due > at).values(due=at + seconds))
    return int(done.rowcount)


def done(link: Connection, holder: str, ids: Sequence[int]) -> set[int]:
    """Finish jobs; returns those that were still `holder`'s. Record a result only for these, in the same transaction."""
    gone = link.execute(delete(job).where(job.c.id.in_(ids), job.c.worker == holder).returning(job.c.id))
    return {int(row.id) for row in gone}


def give_back(link: Connection, queue: str, holder: str | None = None, ids: Sequence[int] | None = None) -> int:
    """Free leased jobs: all of `queue`, or those of one holder, or some of those. They were not tried."""
    which = update(job).where(job.c.queue == queue, job.c.worker != "")
    if holder is not None:
        which = which.where(job.c.worker == holder)
    if ids is not None:
        which = which.where(job.c.id.in_(ids))
    given = which.values(worker="", due=0.0)
    return int(link.execute(given if ids is None else given.values(tries=job.c.tries - 1)).rowcount)


def put_off(link: Connection, holder: str, ids: Sequence[int], rank: int) -> int:
    """Give jobs back to be tried last: of rank `rank`, counted anew; returns how many were still `holder`'s."""
    mine = update(job).where(job.c.id.in_(ids), job.c.worker == holder)
    return int(link.execute(mine.values(rank=rank, tries=0, worker="", due=0.0)).rowcount)


def set_apart(link: Connection, queue: str, rank: int, tries: int = 2) -> int:
    """Give a last rank to free jobs whose holders died `tries` times, and count anew; returns how many that are.

    Whoever takes jobs by the dozen and dies leaves a dozen suspects; taken one by one, the guilty one is found.
    """
    lost = job.c.queue == queue, job.c.tries >= tries, job.c.due <= now(link), job.c.rank < rank
    return int(link.execute(update(job).where(*lost).values(rank=rank, tries=0)).rowcount)


def rescue(link: Connection, queue: str) -> int:
    """Free what workers hold that have not beaten for a while; returns how many jobs that are.

    For databases that workers share: there every holder is on the list. While the database itself was away nobody could beat,
    so for as long after its start nobody is taken for dead.
    """
    at = now(link)
    started = float(link.exec_driver_sql("SELECT extract(epoch FROM pg_postmaster_start_time())::float8").scalar_one())
    if at - started < SILENT_SECONDS:
        return 0
    alive = select(worker.c.name).where(worker.c.beat > at - SILENT_SECONDS)
    lost = job.c.queue == queue, job.c.worker != "", job.c.due > at, job.c.worker.not_in(alive)
    return int(link.execute(update(job).where(*lost).values(due=at)).rowcount)


def drop(link: Connection, queue: str) -> int:
    """Forget every job of `queue`; returns how many were left."""
    return int(link.execute(delete(job).where(job.c.queue == queue)).rowcount)


def left(link: Connection, queue: str) -> tuple[int, int]:
    """How many jobs of `queue` are not done, and how many of them are in somebody's hands."""
    at = now(link)
    row = link.execute(
        select(func.count(), func.count().filter(job.c.due > at)).select_from(job).where(job.c.queue == queue)
    ).one()
    return int(row[0]), int(row[1])


def enlist(link: Connection, name: str, token: str = "") -> str:
    """Enter a worker's name; returns its token. Raises StoreError where a living worker has that name.

    Who comes with a token of his own is known by it when he comes again: the database may have gone away before he could leave.
    """
    at, token, host = now(link), token or secrets.token_hex(8), socket.gethostname()
    asked = select(worker.c.host, worker.c.beat, worker.c.token).where(worker.c.name == name)
    known = link.execute(asked.with_for_update()).first()
    if known is not None and known.token != token and at - known.beat < SILENT_SECONDS:
        raise StoreError(said(STORE, "worker_twice", name=name, host=known.host))
    link.execute(delete(worker).where(worker.c.name == name))
    link.execute(
        insert(worker).values(name=name, token=token, host=host, began=at, beat=at, told=json.dumps({"pid": os.getpid()}))
    )
    return token


def beat(link: Connection, name: str, token: str, state: Mapping[str, object] | None = None) -> bool:
    """Say that the worker lives, and what it does; False where another took its name."""
    values: dict[str, object] = {"beat": now(link)}
    if state is not None:
        values["told"] = json.dumps(state, ensure_ascii=False)
    mine = update(worker).where(worker.c.name == name, worker.c.token == token)
    return link.execute(mine.values(**values)).rowcount == 1


def leave(link: Connection, name: str, token: str) -> None:
    """Take the worker's name off the list."""
    link.execute(delete(worker).where(worker.c.name == name, worker.c.token == token))


def living(link: Connection) -> list[dict[str, object]]:
    """Workers that have beaten lately: name, host, seconds since the last beat, what they do."""
    at = now(link)
    rows = link.execute(select(worker).where(worker.c.beat > literal_column(repr(at - SILENT_SECONDS)))).all()
    return [
        {"name": row.name, "host": row.host, "silent": round(at - row.beat, 1), **json.loads(row.told or "{}")} for row in rows
    ]
