"""Throttling of failed sign-ons, kept in the database so that a restart forgives nobody.

In: a key (a login; an address). Out: how long to wait. The fifth failure costs a second, each further one doubles it.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta

from sqlalchemy import Connection, delete, insert, select, update

from outscan.gate import moment
from outscan.gate.tables import THROTTLE

FREE = 4
FREE_SOURCE = 120
"""An address may stand for a whole office."""
MOST_SECONDS = 900
FORGIVE_SECONDS = 3600
"""After an hour without a failure the count begins anew."""


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def waiting(link: Connection, *parts: str) -> int:
    """Seconds until another try is heard, 0 where it is heard now."""
    until = link.execute(select(THROTTLE.c.until).where(THROTTLE.c.key == _key(*parts))).scalar()
    if not until or until <= moment.here():
        return 0
    return max(1, round((moment.read(until) - moment.now()).total_seconds()))


def failed(link: Connection, *parts: str, free: int = FREE) -> None:
    """Count a failure."""
    key, at = _key(*parts), moment.now()
    row = link.execute(select(THROTTLE).where(THROTTLE.c.key == key).with_for_update()).first()
    stale = row is not None and at - moment.read(row.last) > timedelta(seconds=FORGIVE_SECONDS)
    failures = 1 if row is None or stale else row.failures + 1
    wait = min(MOST_SECONDS, 2 ** (failures - free - 1)) if failures > free else 0
    values = {"failures": failures, "last": moment.text(at), "until": moment.text(at + timedelta(seconds=wait))}
    if row is None:
        link.execute(insert(THROTTLE).values(key=key, **values))
    else:
        link.execute(update(THROTTLE).where(THROTTLE.c.key == key).values(**values))


def forgive(link: Connection, *parts: str) -> None:
    """Forget the failures of a key: somebody proved who they are."""
    link.execute(delete(THROTTLE).where(THROTTLE.c.key == _key(*parts)))
