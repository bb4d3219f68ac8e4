"""The roll-out of doors: which mode holds for whom, changed by two officers, and the report of what would have been stopped.

In: confirmed changes, scans. Out: rows of modes, figures.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, insert, select

from outscan.gate import moment
from outscan.gate.faults import Refused
from outscan.gate.settings import ModeRow
from outscan.gate.tables import SCANS, SETTINGS

_KEY = "modes"


def read_modes(rows: object) -> list[ModeRow]:
    """The rows of modes somebody asked for. Raises Refused."""
    try:
        return msgspec.convert(rows, list[ModeRow])
    except msgspec.ValidationError as error:
        raise Refused("invalid", str(error)) from None


def keep_modes(link: Connection, rows: list[ModeRow]) -> None:
    """Keep a confirmed table of modes, which then stands instead of the file's."""
    link.execute(delete(SETTINGS).where(SETTINGS.c.key == _KEY))
    link.execute(insert(SETTINGS).values(key=_KEY, value=msgspec.json.encode(rows).decode()))


def changed_modes(link: Connection) -> list[ModeRow] | None:
    """The table of modes two officers put in force, None where the file's stands."""
    text = link.execute(select(SETTINGS.c.value).where(SETTINGS.c.key == _KEY)).scalar()
    return msgspec.json.decode(text, type=list[ModeRow]) if text else None


def would_have_stopped(link: Connection, days: int) -> dict[str, Any]:
    """What passed in a mode that only watches or warns, and would not have under `enforce`: counts by door, answer and rule."""
    since = moment.ahead(-days * 86400)
    passed = (SCANS.c.answer == "pass", SCANS.c.would != "pass", SCANS.c.finished > since)
    rows = link.execute(
        select(SCANS.c.door, SCANS.c.mode, SCANS.c.would, func.count())
        .where(*passed)
        .group_by(SCANS.c.door, SCANS.c.mode, SCANS.c.would)
    ).all()
    rules: dict[str, int] = {}
    for (listed,) in link.execute(select(SCANS.c.rules).where(*passed)).all():
        for rule in json.loads(listed):
            rules[rule] = rules.get(rule, 0) + 1
    total = link.execute(select(func.count()).select_from(SCANS).where(SCANS.c.finished > since)).scalar_one()
    return {
        "since": since,
        "scans": total,
        "doors": [{"door": d, "mode": m, "would": w, "count": n} for d, m, w, n in rows],
        "rules": dict(sorted(rules.items(), key=lambda pair: (-pair[1], pair[0]))),
    }
