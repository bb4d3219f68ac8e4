"""A case on the wire: in a list, or whole with its revisions, history, approvals and what this person may do.

In: a connection, who looks. Out: plain values; a case one may not see is not there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, select

from outscan.gate import approvals
from outscan.gate.cases.acts import may_do
from outscan.gate.cases.sight import find, may_decide, sees
from outscan.gate.faults import Refused
from outscan.gate.states import STEPS, State
from outscan.gate.tables import CASES, COUNTERSIGNS, HISTORY, REVISIONS
from outscan.gate.who import Who


def listed(link: Connection, who: Who, *, queue: bool, most: int) -> list[dict[str, Any]]:
    """The cases somebody may see, newest first; `queue` leaves those that wait for exactly this person."""
    rows: Iterable[Row[Any]] = link.execute(select(CASES).order_by(CASES.c.updated.desc()).limit(5000)).all()
    out = []
    for row in rows:
        waits = State(row.state) in STEPS and row.assignee in {"", who.account}
        if queue and not (waits and who.account in may_decide(link, row, STEPS[State(row.state)])):
            continue
        if queue or sees(link, who, row):
            out.append(brief(row))
        if len(out) >= most:
            break
    return out


def brief(row: Row[Any]) -> dict[str, Any]:
    """A case in a list."""
    return {
        "id": row.id,
        "number": row.number,
        "title": row.title,
        "state": row.state,
        "revision": row.revision,
        "version": row.version,
        "action": row.action,
        "level": row.level,
        "due": row.due or None,
        "created": row.created,
        "updated": row.updated,
    }


def shown(link: Connection, who: Who, case: str) -> dict[str, Any]:
    """A whole case: revisions with what changed, history, countersigns, approvals, and what this person may do now."""
    row = find(link, case)
    if not sees(link, who, row):
        raise Refused("not_found", "case")
    revisions = link.execute(select(REVISIONS).where(REVISIONS.c.case == case).order_by(REVISIONS.c.revision)).all()
    history = link.execute(select(HISTORY).where(HISTORY.c.case == case).order_by(HISTORY.c.id)).all()
    signs = link.execute(select(COUNTERSIGNS).where(COUNTERSIGNS.c.case == case).order_by(COUNTERSIGNS.c.at)).all()
    return {
        "schema": "outscan.gate.case/1",
        **brief(row),
        "owner": row.owner,
        "route": json.loads(row.route),
        "assignee": row.assignee or None,
        "revisions": [
            {
                "revision": one.revision,
                "by": one.by,
                "at": one.at,
                "content": json.loads(one.content),
                "changed": json.loads(one.changed),
            }
            for one in revisions
        ],
        "history": [
            {
                "at": one.at,
                "revision": one.revision,
                "actor": one.actor,
                "role": one.role,
                "standing_for": one.standing_for or None,
                "act": one.act,
                "before": one.before,
                "after": one.after,
                "reason": one.reason,
            }
            for one in history
        ],
        "countersigns": [
            {"adviser": one.adviser, "asked_by": one.asked_by, "state": one.state, "opinion": one.opinion, "at": one.at}
            for one in signs
        ],
        "approvals": approvals.of_case(link, case),
        "may": [one.value for one in may_do(link, who, row)],
    }
