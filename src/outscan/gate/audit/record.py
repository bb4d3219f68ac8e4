"""The record in the database: append in the transaction of what is told, read back, read the head.

In: a connection inside a write transaction. Out: the event as kept. One appender at a time: SQLite's BEGIN IMMEDIATE, or an
advisory lock of PostgreSQL held to the end of the transaction.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, insert, select

from outscan.gate import moment
from outscan.gate.audit.chain import START, Anchor, Event, digest
from outscan.gate.tables import AUDIT
from outscan.gate.who import Who
from outscan.nouns import replace

_LOCK = 7235108
"""The advisory lock of the one appender."""
PAGE = 1000


def append(
    link: Connection,
    who: Who,
    act: str,
    thing: str,
    outcome: str = "done",
    detail: Mapping[str, object] | None = None,
    *,
    algorithm: str = "",
) -> Event:
    """Add one event and return it. Raises whatever the database raises: then nothing of the transaction happens."""
    if link.dialect.name != "sqlite":
        link.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    last = link.execute(select(AUDIT.c.seq, AUDIT.c.digest, AUDIT.c.algorithm).order_by(AUDIT.c.seq.desc()).limit(1)).first()
    if last is None and act != "audit.opened":
        raise LookupError("audit.opened")
    event = Event(
        seq=last.seq + 1 if last else 1,
        at=moment.here(),
        actor=who.account,
        role=who.role,
        source=who.source,
        act=act,
        thing=thing,
        outcome=outcome,
        detail=dict(detail or {}),
        algorithm=algorithm or (last.algorithm if last else "sha256"),
        previous=last.digest if last else START,
    )
    event = replace(event, digest=digest(event))
    link.execute(
        insert(AUDIT).values(**{**event.fields(), "detail": json.dumps(event.detail, sort_keys=True)}, digest=event.digest)
    )
    return event


def open_chain(link: Connection, who: Who, algorithm: str) -> Anchor:
    """Begin the chain where there is none; its head."""
    if (known := head(link)) is not None:
        return known
    append(link, who, "audit.opened", "audit", detail={"chain": secrets.token_hex(16)}, algorithm=algorithm)
    opened = head(link)
    if opened is None:
        raise LookupError("audit.opened")
    return opened


def chain_name(link: Connection) -> str:
    """What names this installation's chain, "" where it was never begun."""
    first = link.execute(select(AUDIT.c.detail).where(AUDIT.c.seq == 1)).scalar()
    return str(json.loads(first)["chain"]) if first else ""


def head(link: Connection) -> Anchor | None:
    """The last event, as an anchor; None where the chain was never begun."""
    last = link.execute(select(AUDIT.c.seq, AUDIT.c.digest).order_by(AUDIT.c.seq.desc()).limit(1)).first()
    return Anchor(chain_name(link), last.seq, last.digest, moment.here()) if last else None


def events(link: Connection, *, after: int = 0, most: int = 0) -> Iterator[Event]:
    """The events after a number, in order, read page by page; at most so many where a number is given."""
    given = 0
    while True:
        size = min(PAGE, most - given) if most else PAGE
        rows = link.execute(select(AUDIT).where(AUDIT.c.seq > after).order_by(AUDIT.c.seq).limit(size)).all()
        for row in rows:
            yield Event(**{**row._asdict(), "detail": json.loads(row.detail)})
        given += len(rows)
        if not rows or given == most:
            return
        after = rows[-1].seq
