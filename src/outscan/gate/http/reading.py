"""Reading over HTTP: reports, proofs, held bytes; and saying that a finding is wrong. Every reading is an event.

In: `Ask`s. Out: `Reply`s, as attachments. Law: masked reports only; bytes are handed out to a person alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from sqlalchemy import Connection, Row

from outscan.gate import errand, holds, moment, paper, scans
from outscan.gate.audit.record import append
from outscan.gate.cases import may_see
from outscan.gate.faults import Refused
from outscan.gate.http import shapes
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import SENDERS, STAFF, Operation
from outscan.gate.http.reply import Reply
from outscan.gate.http.scanning import mine
from outscan.gate.tables import FALSE_ALARMS
from outscan.isolate import Fence
from outscan.nouns import replace
from outscan.report import SINKS, run_facts
from outscan.report.json import file_object
from outscan.types import Report

FORMS = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


async def report(ask: Ask) -> Reply:
    """GET /v1/scans/{scan}/report.{form}: the masked report; looking at it is an event."""
    row = await mine(ask)
    form = ask.path["form"]
    if form not in FORMS:
        raise Refused("not_found", "form")
    if row.state == scans.QUEUED:
        raise Refused("state", row.state)
    if not row.report:
        raise Refused("no_bytes", "report")
    data = await ask.run(lambda: render(row, form, ask.language))
    await ask.write(lambda link: append(link, ask.who, "report.read", f"scan:{row.id}", detail={"form": form}))
    headers = {"Content-Disposition": attachment(f"{row.name}.report.{form}")}
    return Reply(data, 200, headers, FORMS[form])


def render(row: Row[Any], form: str, language: str) -> bytes:
    """A kept report in one of `FORMS`."""
    if form == "json":
        return bytes(row.report.encode())
    kept = paper.unpack(row.record)
    run = run_facts([kept], kept.made_with)
    if form == "docx":
        from outscan.report.form import TEMPLATES, fill

        return fill(TEMPLATES / "review.docx", [kept], {}, run)
    return SINKS[form]([kept], run, lang=language)


def attachment(name: str) -> str:
    """A download's name, for old and new clients; never shown in the page."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name)[-120:]
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


async def unmask(ask: Ask) -> Reply:
    """POST /v1/scans/{scan}/unmasked: the report with its hits, made anew from held bytes; an event with its reason."""
    body = await ask.body_as(shapes.Reason)
    ask.must_be_fresh()
    row = await mine(ask)
    if not row.held:
        raise Refused("no_bytes")
    house = ask.house

    def again() -> dict[str, object]:
        copy = house.unsealed(row.held)
        fence = Fence(house.scanner, 1, errand.run)
        try:
            found = fence.one(replace(house.errand(row, copy.path), options=None))
        finally:
            fence.close()
            copy.drop()
        if not isinstance(found, Report):
            raise Refused("unlawful", "stopped")
        return file_object(replace(found, path=row.name, name=row.name), show_hits=True)

    # The event first: what could not be recorded is not shown.
    detail = {"reason": body.reason}
    await ask.write(lambda link: append(link, ask.who, "report.unmasked", f"scan:{row.id}", detail=detail))
    return Reply(await ask.run(again))


async def proof(ask: Ask) -> Reply:
    """GET /v1/scans/{scan}/proof: the proof of a processed copy; looking at it is an event."""
    row = await mine(ask)
    if not row.proof:
        raise Refused("not_found", "proof")
    await ask.write(lambda link: append(link, ask.who, "proof.read", f"scan:{row.id}"))
    return Reply(row.proof.encode(), 200, {"Content-Disposition": attachment(f"{row.name}.proof.json")})


async def content(ask: Ask) -> Reply:
    """GET /v1/scans/{scan}/content: the held bytes, as an attachment; the download is an event."""
    row = await mine(ask)
    if not row.held:
        raise Refused("no_bytes")

    def open_(link: Connection) -> Iterator[bytes]:
        append(link, ask.who, "content.read", f"scan:{row.id}", detail={"sha256": row.sha256})
        return holds.chunks(link, ask.house.vault, row.held)

    headers = {"Content-Disposition": attachment(row.name)}
    return Reply(await ask.write(open_), 200, headers, "application/octet-stream")


async def destroy(ask: Ask) -> Reply:
    """DELETE /v1/scans/{scan}/content: destroy the held bytes of one's own upload that is in no open case."""
    row = await mine(ask)
    if row.owner != ask.who.account or not row.held:
        raise Refused("no_bytes")

    def gone(link: Connection) -> None:
        if may_see(link, ask.who, scan=row.id, standing=True):
            raise Refused("state", "case")
        holds.destroy(link, ask.who, ask.house.vault, row.held, "asked")

    await ask.write(gone)
    ask.house.viewer.forget(row.held)
    return Reply(None, 204)


async def false_alarm(ask: Ask) -> Reply:
    """POST /v1/scans/{scan}/false-alarms: say that a finding is wrong. It releases nothing by itself."""
    body = await ask.body_as(shapes.FalseAlarm)
    row = await mine(ask)
    if body.rule not in json.loads(row.rules):
        raise Refused("unusable", "rule")

    def keep(link: Connection) -> Reply:
        alarm = uuid4().hex
        link.execute(
            FALSE_ALARMS.insert().values(
                id=alarm,
                scan=row.id,
                rule=body.rule,
                finding=body.finding,
                reason=body.reason,
                pack=row.pack,
                by=ask.who.account,
                at=moment.here(),
                state="open",
                answer="",
                answered_by="",
                answered="",
            )
        )
        append(link, ask.who, "false_alarm.reported", f"scan:{row.id}", detail={"rule": body.rule, "finding": body.finding})
        return Reply({"id": alarm, "state": "open"}, 201)

    return await ask.once(keep)


_SCAN = "/v1/scans/{scan}"
OPERATIONS = (
    Operation("GET", _SCAN + "/report.{form}", "scan_report", report, SENDERS, "scan", media="*/*"),
    Operation("POST", _SCAN + "/unmasked", "scan_unmask", unmask, STAFF, "content", body=shapes.Reason),
    Operation("GET", _SCAN + "/proof", "scan_proof", proof, SENDERS, "scan"),
    Operation("GET", _SCAN + "/content", "scan_content", content, STAFF, "content", media="application/octet-stream"),
    Operation("DELETE", _SCAN + "/content", "scan_destroy", destroy, SENDERS, "content", statuses=(204,)),
    Operation(
        "POST",
        _SCAN + "/false-alarms",
        "false_alarm",
        false_alarm,
        STAFF,
        "scan",
        body=shapes.FalseAlarm,
        statuses=(201,),
        once=True,
    ),
)
