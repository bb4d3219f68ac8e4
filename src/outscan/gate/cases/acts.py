"""Acting on a case: the table says which acts there are, the rest says who, with which reason, on which ground.

In: a write transaction, who acts, a `Deed`. Out: the state; Refused where a rule says no.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import Column, Connection, Row, insert, select, update

from outscan.gate import approvals, moment
from outscan.gate.audit.record import append
from outscan.gate.auth import accounts
from outscan.gate.binding import Ground
from outscan.gate.cases.emergency import granted
from outscan.gate.cases.moves import moved
from outscan.gate.cases.revisions import at_version, content_of
from outscan.gate.cases.sight import deputies, may_decide, touch, touched
from outscan.gate.exclusion import excluded
from outscan.gate.faults import Refused
from outscan.gate.states import APPROVERS, CLOCK, OFFICERS, OPEN_AGAIN, STEPS, TABLE, Act, Role, State, step
from outscan.gate.tables import ACCOUNTS, COUNTERSIGNS, DEPUTIES
from outscan.gate.who import Who
from outscan.types import Level

if TYPE_CHECKING:
    from outscan.gate.house import House

DECISIONS = frozenset(
    {Act.AGREE, Act.REFUSE, Act.RETURN, Act.TRANSFER, Act.COUNTERSIGN, Act.OPINE, Act.DISSENT, Act.CONFIRM, Act.SUSPEND, Act.END}
)
"""Acts that ask for the password again and a written reason."""
_NEVER = OFFICERS | {Role.SERVICE}
"""Who stands in for nobody."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does to a case: `to` names another person where the act needs one."""

    act: Act
    version: int
    reason: str = ""
    to: str = ""
    ground: Ground | None = None
    level: Level | None = None


def act(link: Connection, house: House, who: Who, case: str, deed: Deed) -> State:
    """Do one act; where the case stands then. Raises Refused."""
    row = at_version(link, case, deed.version)
    state, route = State(row.state), [State(one) for one in json.loads(row.route)]
    role, principal = _role(link, who, row, deed)
    if deed.act in DECISIONS and not deed.reason.strip():
        raise Refused("unusable", "reason")
    after = step(state, deed.act, role, route)
    if after is None:
        raise Refused("state", row.state)
    _check(link, house, row, deed, role, after)
    if deed.act is Act.SUBMIT:
        touch(link, case, who.account, "submitted")
    if deed.act is Act.COUNTERSIGN:
        _ask(link, who, row, deed)
    if deed.act in {Act.OPINE, Act.DISSENT}:
        _opine(link, who, row, deed)
    assignee = deed.to if deed.act is Act.TRANSFER else row.assignee if after is state else ""
    after = moved(
        link, who, row, deed.act, role, after, deed.reason, assignee=assignee, principal=principal, house=house, to=deed.to
    )
    _approvals(link, house, who, row, deed, after)
    return after


def _role(link: Connection, who: Who, case: Row[Any], deed: Deed) -> tuple[str, str]:
    """In which role, and standing in for whom, somebody may do this. Raises Refused."""
    state = State(case.state)
    rows = [role for (at, did, role) in TABLE if at is state and did is deed.act and role != CLOCK]
    if not rows:
        raise Refused("state", case.state)
    if Role.HANDLER in rows and case.owner == who.account:
        return Role.HANDLER, ""
    if deed.act in {Act.OPINE, Act.DISSENT}:
        return _adviser(link, who, case), ""
    out = excluded(touched(link, case.id), deputies(link), moment.now())
    for role in (Role(one) for one in rows if one != Role.HANDLER):
        if who.account in may_decide(link, case, role):
            if case.assignee and case.assignee != who.account and state in STEPS:
                raise Refused("forbidden", "assignee")
            return role, "" if role in who.roles else _principal(link, who, role)
    raise Refused("own_case" if who.account in out else "forbidden")


def _principal(link: Connection, who: Who, role: Role) -> str:
    now = moment.now()
    return next((d.principal for d in deputies(link) if d.deputy == who.account and d.role == role.value and d.stands(now)), "")


def _adviser(link: Connection, who: Who, case: Row[Any]) -> str:
    asked = select(COUNTERSIGNS.c.id).where(
        COUNTERSIGNS.c.case == case.id, COUNTERSIGNS.c.adviser == who.account, COUNTERSIGNS.c.state == "open"
    )
    held = [role for role in APPROVERS if role in who.roles]
    if link.execute(asked).first() is None or not held:
        raise Refused("forbidden")
    return held[0]


def _check(link: Connection, house: House, case: Row[Any], deed: Deed, role: str, after: State) -> None:
    """What a row of the table cannot say. Raises Refused."""
    if deed.act is Act.TRANSFER and deed.to not in may_decide(link, case, Role(role)):
        raise Refused("unusable", "to")
    if deed.act is Act.WITHDRAW and State(case.state) in STEPS and granted(link, case):
        raise Refused("state", "emergency")  # it may have left already: somebody looks at it first
    if deed.act is not Act.AGREE:
        return
    if link.execute(select(COUNTERSIGNS.c.id).where(COUNTERSIGNS.c.case == case.id, COUNTERSIGNS.c.state == "open")).first():
        raise Refused("state", "countersign")
    if after is not State.APPROVED:
        return
    if deed.ground is None or deed.level is None:
        raise Refused("unusable", "ground")
    content = content_of(link, case.id, case.revision)
    approvals.check_lawful(house, case, content, deed.ground, deed.level)


def _ask(link: Connection, who: Who, case: Row[Any], deed: Deed) -> None:
    able = frozenset[str]().union(*(may_decide(link, case, role) for role in APPROVERS))
    if deed.to not in able or deed.to == who.account:
        raise Refused("unusable", "to")
    link.execute(
        insert(COUNTERSIGNS).values(
            id=uuid4().hex,
            case=case.id,
            revision=case.revision,
            adviser=deed.to,
            asked_by=who.account,
            state="open",
            opinion="",
            at=moment.here(),
        )
    )


def _opine(link: Connection, who: Who, case: Row[Any], deed: Deed) -> None:
    link.execute(
        update(COUNTERSIGNS)
        .where(COUNTERSIGNS.c.case == case.id, COUNTERSIGNS.c.adviser == who.account, COUNTERSIGNS.c.state == "open")
        .values(state="agreed" if deed.act is Act.OPINE else "dissented", opinion=deed.reason, at=moment.here())
    )


def _approvals(link: Connection, house: House, who: Who, case: Row[Any], deed: Deed, after: State) -> None:
    """What an act means for the approval: it comes to be, is suspended, stands again or ends."""
    if deed.act is Act.AGREE and after is State.APPROVED and deed.ground is not None and deed.level is not None:
        approvals.grant(link, house, who, case, content_of(link, case.id, case.revision), deed.ground, deed.level)
    elif deed.act is Act.SUSPEND:
        approvals.suspend(link, case.id, "officer")
    elif deed.act is Act.CONFIRM:
        approvals.confirm(link, house, case.id)
    elif after not in {State.APPROVED, State.SUSPENDED, *STEPS}:
        approvals.end(link, who, case.id, deed.act.value)
    if after in OPEN_AGAIN:
        link.execute(
            update(COUNTERSIGNS).where(COUNTERSIGNS.c.case == case.id, COUNTERSIGNS.c.state == "open").values(state="ended")
        )


def may_do(link: Connection, who: Who, case: Row[Any]) -> list[Act]:
    """The acts this person may do to this case now: what a page shows buttons for."""
    out = []
    for did in Act:
        if (State(case.state), did) not in {(at, one) for (at, one, _) in TABLE}:
            continue
        try:
            _role(link, who, case, Deed(did, case.version))
        except Refused:
            continue
        out.append(did)
    return out


def delegate(link: Connection, who: Who, deputy: str, role: Role, until: str) -> str:
    """委托: `deputy` stands in for `who` in one of their roles until a moment."""
    row = accounts.find(link, deputy)
    if role not in who.roles or deputy == who.account or row.state != accounts.ACTIVE or accounts.roles_of(row) & _NEVER:
        raise Refused("unusable", "deputy")
    if moment.text(moment.read(until)) <= moment.here() or moment.read(until) > moment.read(moment.ahead(92 * 86400)):
        raise Refused("unusable", "until")
    made = uuid4().hex
    link.execute(
        insert(DEPUTIES).values(
            id=made,
            principal=who.account,
            deputy=deputy,
            role=role.value,
            created=moment.here(),
            until=moment.text(moment.read(until)),
        )
    )
    append(link, who, "deputy.named", f"deputy:{made}", detail={"deputy": deputy, "role": role.value, "until": until})
    return made


def undelegate(link: Connection, who: Who, deputy: str) -> None:
    """End a standing-in of one's own."""
    done = link.execute(
        update(DEPUTIES).where(DEPUTIES.c.id == deputy, DEPUTIES.c.principal == who.account).values(until=moment.here())
    )
    if not done.rowcount:
        raise Refused("not_found", "deputy")
    append(link, who, "deputy.ended", f"deputy:{deputy}")


def standing(link: Connection, who: Who) -> dict[str, list[dict[str, object]]]:
    """Standing-in that is in force: whom `who` named, and for whom `who` stands in."""
    names = select(ACCOUNTS.c.id, ACCOUNTS.c.name, ACCOUNTS.c.department)
    people = {row.id: row for row in link.execute(names).all()}

    def deputies_by(column: Column[Any], other: str) -> list[dict[str, object]]:
        rows = link.execute(select(DEPUTIES).where(column == who.account, DEPUTIES.c.until > moment.here())).all()
        out: list[dict[str, object]] = []
        for row in rows:
            person = people.get(getattr(row, other))
            name, department = (person.name, person.department) if person is not None else ("", "")
            out.append({"id": row.id, "name": name, "department": department, "role": row.role, "until": row.until})
        return out

    return {"named": deputies_by(DEPUTIES.c.principal, "deputy"), "standing_in": deputies_by(DEPUTIES.c.deputy, "principal")}
