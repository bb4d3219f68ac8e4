"""What a case asks to send, revision by revision, and what changed between two of them.

In: a write transaction, the content of a case. Out: rows. A correction ends the approval of what stood before.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import Connection, Row, func, insert, select, update

from outscan.gate import approvals, holds, moment, scans
from outscan.gate.cases.moves import moved
from outscan.gate.cases.sight import find, touch
from outscan.gate.faults import Refused
from outscan.gate.states import Act, Role, State, route_for, step
from outscan.gate.tables import CASE_SCANS, CASES, REVISIONS, SCANS
from outscan.gate.who import Who
from outscan.types import Action, Level

if TYPE_CHECKING:
    from outscan.gate.house import House

_LOCK = 7235109
"""The advisory lock under which a case gets its number."""


def content_of(link: Connection, case: str, revision: int) -> dict[str, Any]:
    """What a revision asks to send."""
    text = link.execute(
        select(REVISIONS.c.content).where(REVISIONS.c.case == case, REVISIONS.c.revision == revision)
    ).scalar_one()
    content: dict[str, Any] = json.loads(text)
    return content


def create(link: Connection, house: House, who: Who, content: Mapping[str, Any]) -> str:
    """A new case in draft; its id."""
    rows = _scans(link, who, content)
    if link.dialect.name != "sqlite":
        link.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    year = moment.now().year
    count = link.execute(select(func.count()).select_from(CASES).where(CASES.c.number.like(f"{year}-%"))).scalar_one()
    case, at = uuid4().hex, moment.here()
    link.execute(
        insert(CASES).values(
            id=case,
            number=f"{year}-{count + 1:06d}",
            owner=who.account,
            state=State.DRAFT.value,
            revision=0,
            version=0,
            route="[]",
            title=content["title"],
            action=Action.RELEASE.value,
            level=Level.NONE.value,
            assignee="",
            due="",
            created=at,
            updated=at,
        )
    )
    _revision(link, house, who, find(link, case), content, rows)
    touch(link, case, who.account, "drafted")
    moved(link, who, find(link, case), Act.CORRECT, Role.HANDLER, State.DRAFT, "")
    return case


def correct(link: Connection, house: House, who: Who, case: str, version: int, content: Mapping[str, Any]) -> None:
    """A new revision by the case's owner. An approval of an earlier one ends."""
    row = at_version(link, case, version)
    if row.owner != who.account:
        raise Refused("not_found", "case")
    after = step(State(row.state), Act.CORRECT, Role.HANDLER, ())
    if after is None:
        raise Refused("state", row.state)
    approvals.end(link, who, case, "corrected")
    _revision(link, house, who, row, content, _scans(link, who, content))
    touch(link, case, who.account, "corrected")
    moved(link, who, find(link, case), Act.CORRECT, Role.HANDLER, after, "")


def at_version(link: Connection, case: str, version: int) -> Row[Any]:
    """The case, locked, where it still is as it was looked at. Raises Refused(conflict)."""
    row = find(link, case, lock=True)
    if row.version != version:
        raise Refused("conflict", f"version {row.version}")
    return row


def _scans(link: Connection, who: Who, content: Mapping[str, Any]) -> list[Row[Any]]:
    """The rows of the scans a case names. Raises Refused unless each is the asker's own, finished and may be asked for at all."""
    wanted = list(dict.fromkeys(content["scans"]))
    rows = {row.id: row for row in link.execute(select(SCANS).where(SCANS.c.id.in_(wanted))).all()}
    for scan in wanted:
        row = rows.get(scan)
        if row is None or row.owner != who.account:
            raise Refused("unusable", "scans")
        if row.state != scans.DONE:
            raise Refused("state", row.state)
        if row.stopped:
            raise Refused("unlawful", "stopped")
    names = [rows[scan].name for scan in wanted]
    if len(set(names)) != len(names):
        raise Refused("unusable", "scans")
    return [rows[scan] for scan in wanted]


def _revision(link: Connection, house: House, who: Who, row: Row[Any], content: Mapping[str, Any], rows: list[Row[Any]]) -> None:
    revision = row.revision + 1
    items = [
        {"scan": r.id, "sha256": r.sha256, "name": r.name, "action": r.action, "rules": json.loads(r.rules), "kind": r.kind}
        for r in rows
    ]
    until = content.get("until") or moment.ahead(house.settings.approval_days * 86400)
    complete = {**content, "items": items, "until": moment.text(moment.read(until)), "scans": [r.id for r in rows]}
    before = content_of(link, row.id, row.revision) if row.revision else {}
    link.execute(
        insert(REVISIONS).values(
            case=row.id,
            revision=revision,
            by=who.account,
            at=moment.here(),
            content=json.dumps(complete, ensure_ascii=False, sort_keys=True),
            changed=json.dumps(changed(before, complete), ensure_ascii=False),
        )
    )
    for position, one in enumerate(rows):
        link.execute(insert(CASE_SCANS).values(case=row.id, revision=revision, scan=one.id, position=position))
        touch(link, row.id, one.owner, "processed" if one.kind == "process" else "uploaded")
        if one.held:
            holds.extend(link, one.held, house.settings.keep.held_days * 86400)
    if content.get("declarations") or any(json.loads(one.declarations) for one in rows):
        touch(link, row.id, who.account, "declared")
    action = max((Action(one.action) for one in rows), default=Action.RELEASE)
    level = max((Level(one.level) for one in rows), default=Level.NONE)
    named = any("/" in rule and not rule.startswith(("mark/", "fingerprint/")) for one in rows for rule in json.loads(one.rules))
    route = route_for(business=named and action >= Action.ESCALATE, leader=action >= Action.ESCALATE)
    link.execute(
        update(CASES)
        .where(CASES.c.id == row.id)
        .values(
            revision=revision,
            title=content["title"],
            action=action.value,
            level=level.value,
            route=json.dumps([state.value for state in route]),
        )
    )


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """What is different between two revisions: fields by name, files by digest and name, rules that went and came."""
    if not before:
        return {}
    fields = sorted(k for k in {*before, *after} - {"items", "scans"} if before.get(k) != after.get(k))
    old = {(i["sha256"], i["name"]) for i in before["items"]}
    new = {(i["sha256"], i["name"]) for i in after["items"]}
    gone = {rule for i in before["items"] for rule in i["rules"]}
    come = {rule for i in after["items"] for rule in i["rules"]}
    return {
        "fields": fields,
        "removed": [{"sha256": s, "name": n} for s, n in sorted(old - new)],
        "added": [{"sha256": s, "name": n} for s, n in sorted(new - old)],
        "rules_gone": sorted(gone - come),
        "rules_new": sorted(come - gone),
    }
