"""Holding bytes for a case, handing them back, destroying them: every step an event, every destruction a row.

In: spool files, rows. Out: ids of held objects. Law: nothing whose mark may not be stored here is ever held.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from outscan.gate import moment
from outscan.gate.audit.record import append
from outscan.gate.faults import Refused
from outscan.gate.tables import HELD, SCANS
from outscan.gate.vault import Vault
from outscan.gate.who import Who


def seal(vault: Vault, source: Path) -> tuple[str, str]:
    """Seal the bytes of `source` outside any transaction: (id, wrapped key)."""
    held = uuid4().hex
    return held, vault.seal(source, held)


def keep(link: Connection, held: str, key: str, scan: str, sha256: str, size: int, seconds: float) -> None:
    """Enter a sealed object."""
    link.execute(
        insert(HELD).values(
            id=held,
            scan=scan,
            key=key,
            size=size,
            sha256=sha256,
            created=moment.here(),
            until=moment.ahead(seconds),
            destroyed="",
        )
    )


def extend(link: Connection, held: str, seconds: float) -> None:
    """Hold an object for so much longer from now."""
    link.execute(update(HELD).where(HELD.c.id == held, HELD.c.destroyed == "").values(until=moment.ahead(seconds)))


def chunks(link: Connection, vault: Vault, held: str) -> Iterator[bytes]:
    """The bytes of a held object. Raises Refused where they are gone, StoreError where they are not what was sealed."""
    row = link.execute(select(HELD).where(HELD.c.id == held)).first()
    if row is None or row.destroyed or not row.key:
        raise Refused("no_bytes")
    return vault.open(held, row.key)


def destroy(link: Connection, who: Who, vault: Vault, held: str, why: str) -> None:
    """Forget an object's key and remove its file: the destruction record is the event (清退、销毁)."""
    row = link.execute(select(HELD).where(HELD.c.id == held, HELD.c.destroyed == "").with_for_update()).first()
    if row is None:
        return
    link.execute(update(HELD).where(HELD.c.id == held).values(key="", destroyed=moment.here()))
    link.execute(update(SCANS).where(SCANS.c.held == held).values(held=""))
    append(link, who, "held.destroyed", f"held:{held}", why, {"sha256": row.sha256, "scan": row.scan, "size": row.size})
    vault.destroy(held)


def overdue(link: Connection) -> list[str]:
    """Objects whose time is over."""
    return [row.id for row in link.execute(select(HELD.c.id).where(HELD.c.destroyed == "", HELD.c.until <= moment.here())).all()]
