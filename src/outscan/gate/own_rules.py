"""The unit's own rules: overlays, cleared pictures and known documents, tried first, asked for by one and confirmed by another.

In: what somebody asks for. Out: a `Config` with all that is in force, and what a trial would change. Law: nobody confirms what he
asked for; what does not compile or fails its own examples is never asked for; every step is an event of the record.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from msgspec import structs
from sqlalchemy import Connection, delete, insert, select, update

from outscan.config import Config
from outscan.errors import OutscanError
from outscan.gate import moment
from outscan.gate.audit.record import append
from outscan.gate.faults import Refused
from outscan.gate.spool import private_folder
from outscan.gate.tables import CHANGES, SCANS, SETTINGS
from outscan.gate.who import Who
from outscan.isolate import Fence, scan_job
from outscan.lexicon.load import load
from outscan.lexicon.pack import Pack
from outscan.nouns import replace
from outscan.rulecheck import check
from outscan.scanner import Scanner
from outscan.types import Action, Job, Report

if TYPE_CHECKING:
    from outscan.gate.house import House

KINDS = ("overlay", "cleared", "fingerprint")
_KEY = "own_rules"
MOST_COMPLAINTS = 50


def kept(link: Connection) -> dict[str, Any]:
    """What two people put in force: overlays by name, cleared pictures by digest with their labels."""
    text = link.execute(select(SETTINGS.c.value).where(SETTINGS.c.key == _KEY)).scalar()
    found: dict[str, Any] = json.loads(text) if text else {}
    return {"overlays": {}, "cleared": {}, **found}


def _keep(link: Connection, own: dict[str, Any]) -> None:
    link.execute(delete(SETTINGS).where(SETTINGS.c.key == _KEY))
    link.execute(insert(SETTINGS).values(key=_KEY, value=json.dumps(own, ensure_ascii=False, sort_keys=True)))


def joined(config: Config, own: dict[str, Any], data: Path) -> Config:
    """`config` with the unit's own rules; overlays are written where every worker reads them. Raises OutscanError."""
    folder = _written(own["overlays"], data)
    register = data / "own" / "fingerprints.store"
    return replace(
        config,
        overlays=(*config.overlays, *([folder] if folder else [])),
        cleared_pictures=config.cleared_pictures | frozenset(own["cleared"]),
        fingerprints=register if register.exists() else config.fingerprints,
    )


def _written(overlays: dict[str, str], data: Path) -> Path | None:
    """A folder of its own for every set of overlays: what is being read is never changed."""
    if not overlays:
        return None
    digest = hashlib.sha256(json.dumps(overlays, sort_keys=True).encode()).hexdigest()[:24]
    folder = data / "own" / digest
    private_folder(data / "own")
    private_folder(folder)
    for name, text in overlays.items():
        path = folder / f"{name}.yaml"
        if not path.exists():
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
    return folder


def complaints(house: House, name: str, text: str) -> list[str]:
    """Why an overlay cannot be put in force: it does not compile, or fails its own examples."""
    folder = _written({name: text}, Path(house.settings.data))
    if folder is None:
        return []
    try:
        pack = load(house.base.lexicons, (*house.base.overlays, folder), whole=True)
        return list(check(_only(pack, load(house.base.lexicons, house.base.overlays))))[:MOST_COMPLAINTS]
    except OutscanError as error:
        return str(error).splitlines()[:MOST_COMPLAINTS]


def _only(pack: Pack, known: Pack) -> Pack:
    """`pack` with the items alone that `known` has not."""
    before = {item.id for item in known.items}
    return structs.replace(pack, items=tuple(item for item in pack.items if item.id not in before))


def trial(house: House, name: str, text: str, last: int) -> dict[str, Any]:
    """What an overlay would change for the last held documents: those whose recommendation or rules become others."""
    found = complaints(house, name, text)
    if found:
        return {"complaints": found, "tried": 0, "changes": []}
    with house.store.read() as link:
        own = kept(link)
        asked = select(SCANS).where(SCANS.c.held != "", SCANS.c.state == "done").order_by(SCANS.c.finished.desc())
        rows = link.execute(asked.limit(last)).all()
    tried = {**own, "overlays": {**own["overlays"], name: text}}
    scanner = Scanner.build(joined(house.base, tried, Path(house.settings.data)))
    fence, changes, count = Fence(scanner, 1, scan_job), [], 0
    try:
        for row in rows:
            try:
                copy = house.unsealed(row.held)
            except Refused:
                continue  # destroyed meanwhile
            try:
                report = fence.one(Job(str(copy.path), row.name))
            finally:
                copy.drop()
            count += 1
            changes += _changed(row.id, row.name, Action(row.action), json.loads(row.rules), report)
    finally:
        fence.close()
    return {"complaints": [], "tried": count, "changes": changes}


def _changed(scan: str, name: str, action: Action, rules: Iterable[str], report: Report) -> list[dict[str, Any]]:
    now = {finding.rule for finding in report.findings if finding.upheld}
    new, gone = sorted(now - set(rules)), sorted(set(rules) - now)
    if report.verdict.action == action and not new:
        return []
    change = {"scan": scan, "name": name, "before": action.value, "after": report.verdict.action.value}
    return [{**change, "rules_new": new, "rules_gone": gone}]


def ask(link: Connection, who: Who, payload: dict[str, Any]) -> str:
    """Ask for one change of the unit's own rules; its id. Raises Refused."""
    if payload["kind"] == "fingerprint" and not payload["remove"]:
        row = link.execute(select(SCANS.c.held).where(SCANS.c.id == payload["scan"])).first()
        if row is None or not row.held:
            raise Refused("no_bytes")
    change = uuid4().hex
    link.execute(
        insert(CHANGES).values(
            id=change,
            kind=payload["kind"],
            payload=json.dumps(payload, ensure_ascii=False, sort_keys=True),
            state="asked",
            asked_by=who.account,
            asked=moment.here(),
            settled_by="",
            settled="",
        )
    )
    append(link, who, "change.asked", f"change:{change}", detail=_brief(payload))
    return change


def _brief(payload: dict[str, Any]) -> dict[str, Any]:
    """What the record says of a change: the text of a rule by its digest."""
    digest = hashlib.sha256(payload["text"].encode()).hexdigest() if payload["text"] else ""
    return {
        **{key: payload[key] for key in ("kind", "name", "remove", "cleared", "scan", "sha256", "reason")},
        "text_sha256": digest,
    }


def changes(link: Connection) -> list[dict[str, Any]]:
    """What was asked for, newest first."""
    rows = link.execute(select(CHANGES).where(CHANGES.c.kind.in_(KINDS)).order_by(CHANGES.c.asked.desc()).limit(200)).all()
    return [
        {
            "id": row.id,
            "state": row.state,
            "asked_by": row.asked_by,
            "asked": row.asked,
            "settled_by": row.settled_by or None,
            "settled": row.settled or None,
            **json.loads(row.payload),
        }
        for row in rows
    ]


def settle(link: Connection, house: House, who: Who, change: str, *, agree: bool) -> dict[str, Any]:
    """The second person's word. What is agreed to is kept; whoever calls this puts it in force. Raises Refused."""
    row = link.execute(select(CHANGES).where(CHANGES.c.id == change, CHANGES.c.kind.in_(KINDS)).with_for_update()).first()
    if row is None:
        raise Refused("not_found", "change")
    if row.state != "asked":
        raise Refused("state", row.state)
    if agree and row.asked_by == who.account:
        raise Refused("own_case", "change")
    payload: dict[str, Any] = json.loads(row.payload)
    state = "confirmed" if agree else "rejected"
    link.execute(update(CHANGES).where(CHANGES.c.id == change).values(state=state, settled_by=who.account, settled=moment.here()))
    append(link, who, f"change.{state}", f"change:{change}", detail=_brief(payload))
    if agree and payload["kind"] != "fingerprint":
        own = kept(link)
        group, key, value = (
            ("overlays", payload["name"], payload["text"])
            if payload["kind"] == "overlay"
            else ("cleared", payload["sha256"], payload["name"])
        )
        if payload["remove"]:
            own[group].pop(key, None)
        else:
            own[group][key] = value
        joined(house.base, own, Path(house.settings.data))
        _keep(link, own)
    return payload
