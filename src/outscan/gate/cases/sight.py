"""Who may see a case and who may decide it.

In: a connection, accounts, rows. Out: sets of accounts, yes or no. Law: nobody who touched a case, nor a deputy of theirs,
decides it; a department's approver decides for that department alone.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, insert, select

from outscan.gate import moment
from outscan.gate.auth import accounts
from outscan.gate.exclusion import Deputy, deciders
from outscan.gate.faults import Refused
from outscan.gate.states import OVER, STEPS, Role, State
from outscan.gate.tables import CASE_SCANS, CASES, COUNTERSIGNS, DEPUTIES, HISTORY, TOUCHED
from outscan.gate.who import Who


def find(link: Connection, case: str, *, lock: bool = False) -> Row[Any]:
    """The row of a case. Raises Refused where there is none."""
    wanted = select(CASES).where(CASES.c.id == case)
    row = link.execute(wanted.with_for_update() if lock else wanted).first()
    if row is None:
        raise Refused("not_found", "case")
    return row


def deputies(link: Connection) -> list[Deputy]:
    """All standing-in, in force or not."""
    return [Deputy(row.principal, row.deputy, row.role, moment.read(row.until)) for row in link.execute(select(DEPUTIES)).all()]


def touched(link: Connection, case: str) -> frozenset[str]:
    """Everybody who uploaded, processed, declared, drafted or submitted."""
    return frozenset(row.account for row in link.execute(select(TOUCHED.c.account).where(TOUCHED.c.case == case)).all())


def touch(link: Connection, case: str, account: str, how: str) -> None:
    """Note once that an account touched a case."""
    known = select(TOUCHED.c.at).where(TOUCHED.c.case == case, TOUCHED.c.account == account, TOUCHED.c.how == how)
    if link.execute(known).first() is None:
        link.execute(insert(TOUCHED).values(case=case, account=account, how=how, at=moment.here()))


def may_decide(link: Connection, case: Row[Any], role: Role) -> frozenset[str]:
    """The accounts that may decide the case at a step of `role`; a department's approver decides for that department."""
    able = deciders(role.value, accounts.holders(link), touched(link, case.id), deputies(link), moment.now())
    if role is not Role.DEPARTMENT:
        return able
    own = accounts.find(link, case.owner).department
    principals = {d.deputy: d.principal for d in deputies(link) if d.stands(moment.now()) and d.role == role.value}
    held = accounts.holders(link)

    def department(account: str) -> str:
        return str(accounts.find(link, account if role in held.get(account, ()) else principals.get(account, account)).department)

    return frozenset(one for one in able if department(one) == own)


def may_see(link: Connection, who: Who, *, scan: str = "", case: str = "", standing: bool = False) -> bool:
    """Whether a scan or case may be looked at by `who`. `standing` asks only whether the scan is in a case that is not over."""
    if scan:
        rows = link.execute(select(CASES).where(CASES.c.id.in_(select(CASE_SCANS.c.case).where(CASE_SCANS.c.scan == scan)))).all()
    else:
        rows = [find(link, case)]
    if standing:
        return any(row.state not in OVER for row in rows)
    return any(sees(link, who, row) for row in rows)


def sees(link: Connection, who: Who, case: Row[Any]) -> bool:
    """Whether `who` may look at this case: its owner, the offices, who decides or decided it, who was asked."""
    if case.owner == who.account:
        return True
    if who.holds(Role.OFFICE, Role.LEADER) and case.state != State.DRAFT:
        return True
    state = State(case.state)
    if state in STEPS and who.account in may_decide(link, case, STEPS[state]):
        return True
    acted = select(HISTORY.c.id).where(HISTORY.c.case == case.id, HISTORY.c.actor == who.account).limit(1)
    asked = select(COUNTERSIGNS.c.id).where(COUNTERSIGNS.c.case == case.id, COUNTERSIGNS.c.adviser == who.account).limit(1)
    return case.assignee == who.account or link.execute(acted).first() is not None or link.execute(asked).first() is not None
