"""The emergency path of two officers: what cannot wait leaves within hours, and the ladder looks at it afterwards.

In: a write transaction, one of 保密办 or 分管领导, a case on the ladder. Out: whether it was asked for or granted.
Law: two persons, one of them of the secrecy office, neither of whom touched the case; never for a mark, for what must be withheld
or for a state secret; its two officers do not decide the case afterwards, and it cannot be taken back unseen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, select

from outscan.gate import approvals, moment
from outscan.gate.auth import accounts
from outscan.gate.binding import Ground
from outscan.gate.cases.moves import moved
from outscan.gate.cases.revisions import at_version, content_of
from outscan.gate.cases.sight import deputies, find, touch, touched
from outscan.gate.exclusion import excluded
from outscan.gate.faults import Refused
from outscan.gate.states import STEPS, Act, Role, State
from outscan.gate.tables import APPROVALS, HISTORY, SCANS
from outscan.gate.who import Who
from outscan.types import Level

if TYPE_CHECKING:
    from outscan.gate.house import House

ASKED_SECONDS = 3600
"""How long the second officer has to agree."""
HOW = "emergency"
GROUNDS = frozenset({Ground.NOT_SECRET, Ground.PROCESSED, Ground.WORK_SECRET})


def emergency(link: Connection, house: House, who: Who, case: str, version: int, ground: Ground, reason: str) -> str:
    """The first officer asks, a second one grants: `asked`, or until when it stands. Raises Refused."""
    hours = house.settings.emergency_hours
    row = at_version(link, case, version)
    if not hours:
        raise Refused("unlawful", HOW)
    if State(row.state) not in STEPS or granted(link, row):
        raise Refused("state", row.state)
    if who.account in excluded(touched(link, case), deputies(link), moment.now()):
        raise Refused("own_case")
    content = {**content_of(link, case, row.revision)}
    _check(link, house, row, content, ground)
    first = _asked(link, row)
    role = Role.OFFICE if who.holds(Role.OFFICE) else Role.LEADER
    if first is None:
        moved(link, who, row, Act.EMERGENCY, role, State(row.state), reason, assignee=row.assignee)
        return "asked"
    if first.actor == who.account or not _office(link, (first.actor, who.account)):
        raise Refused("own_case", HOW)
    content["until"] = min(content["until"], moment.ahead(hours * 3600))
    approvals.grant(link, house, who, row, content, ground, Level.NONE, path=HOW)
    for account in (first.actor, who.account):
        touch(link, case, account, HOW)
    moved(link, who, find(link, case), Act.EMERGENCY, role, State(row.state), reason, house=house)
    return str(content["until"])


def open_to(link: Connection, house: House, who: Who, case: Row[Any]) -> str:
    """What an officer may do on this path now: `ask`, `grant`, or "" for nothing."""
    if not house.settings.emergency_hours or not who.holds(Role.OFFICE, Role.LEADER):
        return ""
    if State(case.state) not in STEPS or granted(link, case):
        return ""
    if who.account in excluded(touched(link, case.id), deputies(link), moment.now()):
        return ""
    try:
        _check(link, house, case, content_of(link, case.id, case.revision), Ground.NOT_SECRET)
    except Refused:
        return ""
    first = _asked(link, case)
    if first is None:
        return "ask"
    return "" if first.actor == who.account or not _office(link, (first.actor, who.account)) else "grant"


def granted(link: Connection, case: Row[Any]) -> bool:
    """Whether this revision of a case left, or could have left, before the ladder looked at it."""
    wanted = select(APPROVALS.c.id).where(
        APPROVALS.c.case == case.id, APPROVALS.c.revision == case.revision, APPROVALS.c.path == HOW
    )
    return link.execute(wanted.limit(1)).first() is not None


def _check(link: Connection, house: House, case: Row[Any], content: Mapping[str, Any], ground: Ground) -> None:
    rows = link.execute(select(SCANS).where(SCANS.c.id.in_([one["scan"] for one in content["items"]]))).all()
    if ground not in GROUNDS or any(Level(row.level) >= Level.SECRET or row.stopped for row in rows):
        raise Refused("unlawful", HOW)
    approvals.check_lawful(house, case, content, ground, Level.NONE)


def _asked(link: Connection, case: Row[Any]) -> Row[Any] | None:
    """The officer who asked within the hour, for this revision."""
    wanted = select(HISTORY).where(
        HISTORY.c.case == case.id,
        HISTORY.c.revision == case.revision,
        HISTORY.c.act == Act.EMERGENCY.value,
        HISTORY.c.at > moment.ahead(-ASKED_SECONDS),
    )
    return link.execute(wanted.order_by(HISTORY.c.id.desc()).limit(1)).first()


def _office(link: Connection, two: tuple[str, str]) -> bool:
    """Whether one of the two is of the secrecy office and both are still in use."""
    roles = [accounts.holders(link).get(one, frozenset()) for one in two]
    return all(roles) and any(Role.OFFICE in one for one in roles)
