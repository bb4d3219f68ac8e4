"""Approvals: granted by the last step, bound to everything, checked and consumed in one transaction.

In: a write transaction. Out: rows. Law: a change of content, name, recipients, copies, channel, time, rules or declarations ends
or suspends it; 100 parallel wishes for one copy give one pass.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, select, update

from outscan.gate import moment
from outscan.gate.audit.record import append
from outscan.gate.binding import Binding, Channel, Ground, Item, declarations_digest, file_name, lawful, recipients
from outscan.gate.faults import Refused
from outscan.gate.tables import APPROVALS, APPROVED, SCANS
from outscan.gate.who import Who
from outscan.types import Action, Level

if TYPE_CHECKING:
    from outscan.gate.house import House

ACTIVE, SUSPENDED, ENDED, USED = "active", "suspended", "ended", "used"


def check_lawful(house: House, case: Row[Any], content: Mapping[str, Any], ground: Ground, level: Level) -> None:
    """Raise Refused where no approval may be given, whoever agrees: withheld matters, 绝密, a state secret over a network."""
    if Action(case.action) is Action.WITHHOLD:
        raise Refused("unlawful", "withhold")
    if ground is Ground.STATE_SECRET and level < Level.SECRET:
        raise Refused("unusable", "level")
    if not lawful(ground, level, [Channel(one) for one in content["channels"]]):
        raise Refused("unlawful", "channels")
    if moment.read(content["until"]) <= moment.now():
        raise Refused("unusable", "until")
    if not house.settings.network_level.may_store(level):
        raise Refused("unlawful", "network_level")


def grant(
    link: Connection,
    house: House,
    who: Who,
    case: Row[Any],
    content: Mapping[str, Any],
    ground: Ground,
    level: Level,
    *,
    path: str = "",
) -> str:
    """A new approval; every earlier one of the case ends. `path` names another way than the ladder."""
    end(link, who, case.id, "replaced")
    approval = uuid4().hex
    link.execute(
        insert(APPROVALS).values(
            id=approval,
            case=case.id,
            revision=case.revision,
            state=ACTIVE,
            why="",
            recipients=json.dumps(sorted(recipients(content["recipients"])), ensure_ascii=False),
            channels=json.dumps(sorted(content["channels"])),
            copies=content["copies"],
            until=content["until"],
            declarations=declarations_digest(content.get("declarations", {})),
            ground=ground.value,
            level=level.value,
            by=who.account,
            at=moment.here(),
            path=path,
        )
    )
    packs = [_approved(link, approval, position, item["scan"]) for position, item in enumerate(content["items"])]
    detail = {
        "case": case.id,
        "items": [{"sha256": i["sha256"]} for i in content["items"]],
        "copies": content["copies"],
        "channels": sorted(content["channels"]),
        "until": content["until"],
        "ground": ground.value,
        "level": level.value,
        "path": path or "ladder",
        "pack_in_force": all(one == house.pack for one in packs),
    }
    append(link, who, "approval.granted", f"approval:{approval}", detail=detail)
    return approval


def _approved(link: Connection, approval: str, position: int, scan_id: str) -> str:
    """Enter one file of an approval; the rules it was judged by."""
    scan = link.execute(select(SCANS).where(SCANS.c.id == scan_id)).one()
    link.execute(
        insert(APPROVED).values(
            approval=approval,
            position=position,
            sha256=scan.sha256,
            name=file_name(scan.name),
            scan=scan.id,
            pack=scan.pack,
            action=scan.action,
            used=0,
        )
    )
    return str(scan.pack)


def binding_of(row: Row[Any], item: Row[Any]) -> Binding:
    """The binding of one approved file."""
    return Binding(
        items=(Item(item.sha256, item.name),),
        recipients=frozenset(json.loads(row.recipients)),
        copies=row.copies,
        used=item.used,
        channels=frozenset(Channel(one) for one in json.loads(row.channels)),
        until=moment.read(row.until),
        pack=item.pack,
        declarations=row.declarations,
        ground=Ground(row.ground),
        level=Level(row.level),
        active=row.state == ACTIVE,
    )


def of_content(link: Connection, sha256: str) -> list[tuple[Row[Any], Row[Any]]]:
    """Every approval that names these bytes, with its file, locked for this transaction; standing ones first."""
    found = link.execute(select(APPROVED).where(APPROVED.c.sha256 == sha256)).all()
    out = []
    for item in sorted(found, key=lambda one: (one.approval, one.position)):
        row = link.execute(select(APPROVALS).where(APPROVALS.c.id == item.approval).with_for_update()).one()
        fresh = link.execute(
            select(APPROVED).where(APPROVED.c.approval == item.approval, APPROVED.c.position == item.position)
        ).one()
        out.append((row, fresh))
    return sorted(out, key=lambda pair: pair[0].state != ACTIVE)


def consume(link: Connection, approval: Row[Any], item: Row[Any], copies: int) -> bool:
    """Take `copies` of one approved file; whether they were there."""
    done = link.execute(
        update(APPROVED)
        .where(
            APPROVED.c.approval == approval.id, APPROVED.c.position == item.position, APPROVED.c.used + copies <= approval.copies
        )
        .values(used=APPROVED.c.used + copies)
    )
    return done.rowcount == 1


def give_back(link: Connection, approval: str, position: int, copies: int) -> None:
    """Copies that were reserved and not sent."""
    link.execute(
        update(APPROVED)
        .where(APPROVED.c.approval == approval, APPROVED.c.position == position)
        .values(used=APPROVED.c.used - copies)
    )


def used_up(link: Connection, approval: str) -> bool:
    """Whether no copy of any file is left; the approval then ends."""
    row = link.execute(select(APPROVALS).where(APPROVALS.c.id == approval)).one()
    left = link.execute(select(APPROVED.c.position).where(APPROVED.c.approval == approval, APPROVED.c.used < row.copies)).first()
    if left is None and row.state == ACTIVE:
        link.execute(update(APPROVALS).where(APPROVALS.c.id == approval).values(state=USED))
        return True
    return False


def end(link: Connection, who: Who, case: str, why: str) -> None:
    """End every approval of a case that stands or is suspended."""
    rows = link.execute(select(APPROVALS.c.id).where(APPROVALS.c.case == case, APPROVALS.c.state.in_([ACTIVE, SUSPENDED]))).all()
    for row in rows:
        link.execute(update(APPROVALS).where(APPROVALS.c.id == row.id).values(state=ENDED, why=why))
        append(link, who, "approval.ended", f"approval:{row.id}", why, {"case": case})


def suspend(link: Connection, case: str, why: str) -> None:
    """Suspend the standing approval of a case until an officer confirms it."""
    link.execute(update(APPROVALS).where(APPROVALS.c.case == case, APPROVALS.c.state == ACTIVE).values(state=SUSPENDED, why=why))


def confirm(link: Connection, house: House, case: str) -> None:
    """An officer looked at what the new rules say and lets the approval stand: it now holds for them."""
    rows = link.execute(select(APPROVALS.c.id).where(APPROVALS.c.case == case, APPROVALS.c.state == SUSPENDED)).all()
    for row in rows:
        link.execute(update(APPROVALS).where(APPROVALS.c.id == row.id).values(state=ACTIVE, why=""))
        link.execute(update(APPROVED).where(APPROVED.c.approval == row.id).values(pack=house.pack))


def rechecked(link: Connection, sha256: str, name: str, pack: str, action: Action) -> list[str]:
    """The same file was judged by other rules: approvals follow where it is no graver, and are suspended where it is.

    Returns the cases whose approval was suspended.
    """
    suspended = []
    for item in link.execute(select(APPROVED).where(APPROVED.c.sha256 == sha256, APPROVED.c.pack != pack)).all():
        row = link.execute(select(APPROVALS).where(APPROVALS.c.id == item.approval).with_for_update()).one()
        if row.state != ACTIVE or item.name != file_name(name):
            continue
        if action > Action(item.action):
            link.execute(update(APPROVALS).where(APPROVALS.c.id == row.id).values(state=SUSPENDED, why="pack"))
            suspended.append(row.case)
        else:
            link.execute(
                update(APPROVED).where(APPROVED.c.approval == row.id, APPROVED.c.position == item.position).values(pack=pack)
            )
    return suspended


def of_case(link: Connection, case: str) -> list[dict[str, Any]]:
    """The approvals of a case, newest first."""
    rows = link.execute(select(APPROVALS).where(APPROVALS.c.case == case).order_by(APPROVALS.c.at.desc())).all()
    out = []
    for row in rows:
        items = link.execute(select(APPROVED).where(APPROVED.c.approval == row.id).order_by(APPROVED.c.position)).all()
        out.append(
            {
                "id": row.id,
                "revision": row.revision,
                "state": row.state,
                "why": row.why or None,
                "recipients": json.loads(row.recipients),
                "channels": json.loads(row.channels),
                "copies": row.copies,
                "until": row.until,
                "ground": row.ground,
                "level": row.level,
                "by": row.by,
                "path": row.path or "ladder",
                "at": row.at,
                "items": [{"sha256": i.sha256, "name": i.name, "used": i.used, "pack": i.pack} for i in items],
            }
        )
    return out
