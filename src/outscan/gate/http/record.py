"""The record over HTTP: read, its head to print, all of it as lines, its chain walked.

In: `Ask`s. Out: `Reply`s. Law: the auditor's own reading is an event, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from outscan.gate.audit.chain import line, verify
from outscan.gate.audit.record import append, events, head
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import AUDIT, OFFICE, SECURITY, Operation, Parameter, integer
from outscan.gate.http.reply import Reply
from outscan.gate.states import OFFICERS, Role


async def audit_list(ask: Ask) -> Reply:
    """GET /v1/audit: the auditor reads all; the security administrator what users did, not what officers did."""

    def look(link: Connection) -> list[dict[str, object]]:
        found = [e for e in events(link, after=ask.number("after"), most=ask.number("limit")) if _hears(ask, e.role)]
        append(link, ask.who, "audit.read", "audit", detail={"after": ask.number("after"), "events": len(found)})
        return [{**e.fields(), "digest": e.digest} for e in found]

    return Reply({"events": await ask.write(look)})


def _hears(ask: Ask, role: str) -> bool:
    return ask.who.holds(Role.AUDITOR) or not set(role.split()) & {one.value for one in OFFICERS}


async def audit_head(ask: Ask) -> Reply:
    """GET /v1/audit/head: the anchor to print, file or compare."""
    anchor = await ask.read(head)
    return Reply({"anchor": anchor.text() if anchor else None, "seq": anchor.seq if anchor else 0})


async def audit_export(ask: Ask) -> Reply:
    """GET /v1/audit/export: the whole record as lines, for `outscan audit verify`."""
    await ask.write(lambda link: append(link, ask.who, "audit.exported", "audit"))

    def lines() -> Iterator[bytes]:
        after = 0
        while True:
            with ask.house.store.read() as link:
                page = list(events(link, after=after, most=500))
            if not page:
                return
            yield b"".join(line(one) for one in page)
            after = page[-1].seq

    headers = {"Content-Disposition": 'attachment; filename="audit.jsonl"'}
    return Reply(lines(), 200, headers, "application/jsonl")


async def audit_verify(ask: Ask) -> Reply:
    """POST /v1/audit/verification: walk the whole chain now."""
    found = await ask.read(lambda link: verify(events(link)))
    await ask.write(lambda link: append(link, ask.who, "audit.verified", "audit", "whole" if found.whole else "broken"))
    return Reply(
        {
            "whole": found.whole,
            "count": found.count,
            "head": found.head,
            "faults": [{"kind": one.kind, "seq": one.seq} for one in found.faults[:100]],
        }
    )


OPERATIONS = (
    Operation(
        "GET",
        "/v1/audit",
        "audit_list",
        audit_list,
        AUDIT | SECURITY,
        "audit",
        query=(Parameter("after", integer(0, 999_999_999_999, 0)), Parameter("limit", integer(1, 1000, 100))),
    ),
    Operation("GET", "/v1/audit/head", "audit_head", audit_head, AUDIT | OFFICE, "audit"),
    Operation("GET", "/v1/audit/export", "audit_export", audit_export, AUDIT, "audit", media="application/jsonl"),
    Operation("POST", "/v1/audit/verification", "audit_verify", audit_verify, AUDIT, "audit"),
)
