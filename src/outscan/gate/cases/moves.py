"""Moving a case: one step of its history, its event, its term; up the ladder by time or where nobody is left.

In: a write transaction, a case, an act that the table allowed. Out: where the case stands. Law: a time-out never approves.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, insert, select, update

from outscan.gate import moment
from outscan.gate.audit.record import append
from outscan.gate.cases.sight import find, may_decide
from outscan.gate.states import CLOCK, STEPS, Act, State, step
from outscan.gate.tables import CASES, HISTORY
from outscan.gate.webhooks import enqueue
from outscan.gate.who import CLOCK as TIME
from outscan.gate.who import Who

if TYPE_CHECKING:
    from outscan.gate.house import House


def moved(  # noqa: PLR0913 - one row of the history has this many columns
    link: Connection,
    who: Who,
    case: Row[Any],
    did: Act,
    role: str,
    after: State,
    reason: str,
    *,
    assignee: str = "",
    principal: str = "",
    house: House | None = None,
    to: str = "",
) -> State:
    """Write one step of the history, its event, and where the case stands; then up the ladder while nobody may decide there."""
    row = find(link, case.id)
    due = row.due if after == row.state else ""
    if after in STEPS and not due and house is not None:
        due = moment.text(house.calendar.after(moment.now().astimezone(), house.settings.step_days))
    link.execute(
        update(CASES)
        .where(CASES.c.id == case.id)
        .values(state=after.value, version=row.version + 1, assignee=assignee, due=due, updated=moment.here())
    )
    link.execute(
        insert(HISTORY).values(
            case=case.id,
            revision=row.revision,
            at=moment.here(),
            actor=who.account,
            role=role,
            standing_for=principal,
            act=did.value,
            before=row.state,
            after=after.value,
            reason=reason,
        )
    )
    data = {"number": row.number, "revision": row.revision, "before": row.state, "after": after.value, "role": role}
    append(
        link, who, f"case.{did.value}", f"case:{case.id}", "done", {**data, "for": principal, "to": to, "reason": bool(reason)}
    )
    if house is not None:
        enqueue(link, house.settings, f"case.{after.value}", case.id, row.number)
        return _upward(link, house, find(link, case.id))
    return after


def _upward(link: Connection, house: House, case: Row[Any]) -> State:
    """Where nobody may decide, the next step of the route; where it is the last, it stays and waits for somebody who may."""
    state = State(case.state)
    if state not in STEPS or may_decide(link, case, STEPS[state]):
        return state
    after = step(state, Act.OVERDUE, CLOCK, [State(one) for one in json.loads(case.route)])
    if after is None or after is state:
        return state
    return moved(link, TIME, case, Act.OVERDUE, CLOCK, after, "nobody", house=house)


def overdue(link: Connection, house: House) -> int:
    """Take every case up whose step has run out of time; how many those were. None of them is approved by it."""
    late = link.execute(select(CASES).where(CASES.c.due != "", CASES.c.due <= moment.here())).all()
    for case in late:
        after = step(State(case.state), Act.OVERDUE, CLOCK, [State(one) for one in json.loads(case.route)])
        if after is not None:
            link.execute(update(CASES).where(CASES.c.id == case.id).values(due=""))
            moved(link, TIME, find(link, case.id), Act.OVERDUE, CLOCK, after, "overdue", house=house)
    return len(late)


def by_clock(link: Connection, case: str, did: Act, reason: str) -> None:
    """What time or a new pack does to a case, where the table allows it."""
    row = find(link, case)
    after = step(State(row.state), did, CLOCK, ())
    if after is not None:
        moved(link, TIME, row, did, CLOCK, after, reason)
