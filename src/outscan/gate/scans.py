"""Scans in the database: accepted with their job in one transaction, finished with their audit event in one.

In: uploads, results. Out: rows and what of them goes on the wire. Law: an accepted scan gets its verdict, also after a crash;
nothing of a document that may not be stored stays.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, func, insert, select, update

from outscan.gate import moment, paper
from outscan.gate.audit.record import append
from outscan.gate.decision import Answer, Decision, Mode, Network, decide, genuine_level
from outscan.gate.errand import Stopped
from outscan.gate.faults import Refused
from outscan.gate.settings import Load
from outscan.gate.tables import SCANS
from outscan.gate.who import Who
from outscan.nouns import replace
from outscan.store import jobs
from outscan.types import Action, Level, Proof, Report

QUEUED, DONE, FAILED = "queued", "done", "failed"
MOST_REASONS = 8000
"""Characters that are kept of the sentences that say why a processing did not come about."""


@dataclass(frozen=True, slots=True)
class Order:
    """What was said with an upload. `hold` asks to keep the bytes for a case when the verdict is no release."""

    door: str = "http"
    recipients: tuple[str, ...] = ()
    channel: str = ""
    declarations: tuple[tuple[str, bool], ...] = ()
    hold: bool = False
    mode: Mode = Mode.ENFORCE
    notify: bool = False
    about: tuple[tuple[str, str], ...] = ()
    """Answers that are for the case alone: purpose, country, copies."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """Bytes in the spool."""

    spool: str
    name: str
    sha256: str
    size: int


def ref(scan: str) -> int:
    """The number by which the job table knows a scan: sixty bits of its random id."""
    return int(scan[:15], 16)


def check_quota(link: Connection, who: Who, load: Load, size: int) -> None:
    """Raise Refused where the account has handed in too much today."""
    count, total = link.execute(
        select(func.count(), func.coalesce(func.sum(SCANS.c.size), 0)).where(
            SCANS.c.owner == who.account, SCANS.c.created > moment.ahead(-86400)
        )
    ).one()
    if count >= load.quota_files or total + size > load.quota_bytes:
        raise Refused("quota", retry=3600)


def accept(link: Connection, who: Who, queue: str, arrived: Arrived, order: Order) -> str:
    """Enter an upload and its job; its id."""
    scan = uuid4().hex
    link.execute(insert(SCANS).values(**_blank(scan, who, arrived, order), kind="scan", parent="", wishes=_wishes(order)))
    jobs.add(link, queue, [{"ref": ref(scan), "rank": 0, "payload": scan}])
    return scan


def accept_processing(link: Connection, who: Who, queue: str, parent: Row[Any], spool: str, wishes: Mapping[str, object]) -> str:
    """Enter the processing of a held upload as a scan of its own, and its job; its id."""
    scan = uuid4().hex
    order = Order(
        parent.door,
        tuple(json.loads(parent.recipients)),
        parent.channel,
        declarations=tuple((key, answer) for key, answer, _ in declared(parent)),
        hold=True,
    )
    blank = _blank(scan, who, Arrived(spool, parent.name, parent.sha256, parent.size), order)
    link.execute(insert(SCANS).values(**blank, kind="process", parent=parent.id, wishes=json.dumps({"hold": True, **wishes})))
    jobs.add(link, queue, [{"ref": ref(scan), "rank": 0, "payload": scan}])
    return scan


def _wishes(order: Order) -> str:
    about = {"about": dict(order.about)} if order.about else {}
    return json.dumps({"hold": order.hold, "notify": order.notify, **about}, ensure_ascii=False)


def _blank(scan: str, who: Who, arrived: Arrived, order: Order) -> dict[str, object]:
    return {
        "id": scan,
        "owner": who.account,
        "door": order.door,
        "name": arrived.name,
        "size": arrived.size,
        "sha256": arrived.sha256,
        "state": QUEUED,
        "answer": "",
        "would": "",
        "action": "",
        "complete": 0,
        "mode": order.mode.value,
        "stopped": "",
        "level": "",
        "rules": "[]",
        "recipients": json.dumps(list(order.recipients), ensure_ascii=False),
        "channel": order.channel,
        "declarations": json.dumps([list(one) for one in order.declarations], ensure_ascii=False),
        "report": "",
        "record": "",
        "proof": "",
        "pack": "",
        "spool": arrived.spool,
        "held": "",
        "failure": "",
        "created": moment.here(),
        "finished": "",
    }


def declared(row: Row[Any]) -> list[tuple[str, bool, str]]:
    """What was stated of a scan: key, answer, and by whom ("" where it came with the upload, from its sender)."""
    return [(key, bool(answer), by[0] if by else "") for key, answer, *by in json.loads(row.declarations)]


def declared_by(owner: str, names: Sequence[str]) -> str:
    """How a report names all who stated something; what came with an upload is its sender's."""
    return "；".join(dict.fromkeys(name or owner for name in names)) or owner


def find(link: Connection, scan: str, *, lock: bool = False) -> Row[Any]:
    """The row of a scan. Raises Refused where there is none."""
    row = known(link, scan, lock=lock)
    if row is None:
        raise Refused("not_found", "scan")
    return row


def known(link: Connection, scan: str, *, lock: bool = False) -> Row[Any] | None:
    """The row of a scan, None where there is none."""
    wanted = select(SCANS).where(SCANS.c.id == scan)
    return link.execute(wanted.with_for_update() if lock else wanted).first()


def finish(
    link: Connection,
    who: Who,
    row: Row[Any],
    report: Report,
    network: Network,
    *,
    proof: Proof | None = None,
    proof_json: str = "",
    held: str = "",
) -> Decision:
    """Record a verdict and its event. A processed copy's action is joined with its proof's."""
    decision = decide(report, mode=Mode(row.mode), network=network)
    if proof is not None and proof.action > decision.action:
        joined = replace(report, verdict=replace(report.verdict, action=proof.action))
        decision = decide(joined, mode=Mode(row.mode), network=network)
    shown, record = paper.pack(report)
    level = max((f.level for f in report.findings if f.upheld), default=Level.NONE)
    link.execute(
        update(SCANS)
        .where(SCANS.c.id == row.id)
        .values(
            state=DONE,
            answer=decision.answer.value,
            would=decision.would.value,
            action=decision.action.value,
            complete=int(decision.complete),
            level=max(level, genuine_level(report.findings)).value,
            rules=json.dumps(decision.rules),
            report=shown,
            record=record,
            proof=proof_json,
            pack=makings(report),
            sha256=report.sha256,
            size=report.size,
            name=row.name,
            spool="",
            held=held,
            finished=moment.here(),
        )
    )
    append(link, who, "scan.decided", f"scan:{row.id}", decision.answer.value, _detail(row, decision, report.sha256, held=held))
    return decision


def finish_stopped(link: Connection, who: Who, row: Row[Any], stopped: Stopped) -> Decision:
    """Record that an upload was stopped because it may not be stored: digest and rules, nothing else of it."""
    decision = Decision(
        Answer.STOP,
        Answer.STOP,
        Action.WITHHOLD if stopped.level is Level.TOP_SECRET else Action.ESCALATE,
        complete=False,
        stopped_level=stopped.level,
        rules=stopped.rules,
    )
    link.execute(
        update(SCANS)
        .where(SCANS.c.id == row.id)
        .values(
            state=DONE,
            answer=Answer.STOP.value,
            would=Answer.STOP.value,
            action=decision.action.value,
            stopped=stopped.level.value,
            level=stopped.level.value,
            rules=json.dumps(stopped.rules),
            name="",
            recipients="[]",
            declarations="[]",
            wishes="{}",
            spool="",
            finished=moment.here(),
        )
    )
    append(link, who, "scan.stopped", f"scan:{row.id}", Answer.STOP.value, _detail(row, decision, row.sha256, held=""))
    return decision


def fail(link: Connection, who: Who, row: Row[Any], why: str, reasons: Sequence[str] = ()) -> None:
    """Record that a scan could not be made: the answer is `error`, which passes nothing. `reasons` are sentences for a person."""
    link.execute(
        update(SCANS)
        .where(SCANS.c.id == row.id)
        .values(
            state=FAILED,
            answer=Answer.ERROR.value,
            would=Answer.ERROR.value,
            action=Action.REVIEW.value,
            failure="\n".join([why, *reasons])[:MOST_REASONS],
            spool="",
            finished=moment.here(),
        )
    )
    append(link, who, "scan.failed", f"scan:{row.id}", Answer.ERROR.value, {"sha256": row.sha256, "why": why, "owner": row.owner})


def _detail(row: Row[Any], decision: Decision, sha256: str, *, held: str) -> dict[str, object]:
    return {
        "sha256": sha256,
        "size": row.size,
        "owner": row.owner,
        "door": row.door,
        "action": decision.action.value,
        "would": decision.would.value,
        "mode": decision.mode.value,
        "complete": decision.complete,
        "rules": list(decision.rules),
        "stopped": decision.stopped_level.value,
        "held": bool(held),
    }


def makings(report: Report) -> str:
    """One word for the rules a verdict was made with: what an approval binds."""
    made = report.made_with
    return f"{made.rules}+{made.policy}+{made.model}"
