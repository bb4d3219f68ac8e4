"""The first page, the secrecy office, the auditor and the system administrator.

In: `Ask`s. Out: pages. Law: none of the three officers sees a document; each office has its own pages.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import Any

from outscan.gate import moment
from outscan.gate.faults import Refused
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import (
    AUDIT,
    EVERYBODY,
    OFFICE,
    STAFF,
    SYSTEM,
    TEXT,
    Operation,
    Parameter,
    choice,
    integer,
)
from outscan.gate.http.reply import Reply
from outscan.gate.page.forms import fields_of, one
from outscan.gate.page.inside import call, told
from outscan.gate.page.look import go, page
from outscan.gate.states import APPROVERS, Role
from outscan.words.gate import GATE

_STATES = ("reserved", "sent", "failed", "unconfirmed")
_ANSWERS = ("pass", "process", "review", "escalate", "stop", "incomplete", "error")
_PAGE = 100


async def home(ask: Ask) -> Reply:
    """GET /: what this person can do, and what waits."""
    who = ask.who
    scans = (await told(ask, "scan_list", query={"limit": 5}))["scans"] if who.roles & STAFF else []
    approver = bool(who.roles & set(APPROVERS))
    waiting = len((await told(ask, "case_list", query={"queue": "true", "limit": 200}))["cases"]) if approver else 0
    month: list[tuple[str, int]] = []
    if who.holds(Role.OFFICE, Role.LEADER):
        year, number = (int(part) for part in moment.here()[:7].split("-"))
        counts = (await told(ask, "month", query={"year": year, "month": number}))["scans"]
        month = [(answer, counts.get(answer, 0)) for answer in _ANSWERS]
    values: dict[str, Any] = {
        "scans": scans,
        "waiting": waiting,
        "approver": approver,
        "month": month,
        "most": max([1, *(n for _, n in month)]),
    }
    return await page(ask, "home.html", staff=bool(who.roles & STAFF), security=who.holds(Role.SECURITY_ADMIN), **values)


async def register(ask: Ask) -> Reply:
    """GET /register: the register of releases, filtered, to be printed."""
    query = {"limit": 1000} | ({"state": ask.query("state")} if ask.query("state") else {})
    rows = (await told(ask, "release_list", query=query))["releases"]
    search = ask.query("search").casefold()
    if search:
        rows = [row for row in rows if search in "\n".join([row["case"] or "", row["name"], *row["recipients"]]).casefold()]
    values = {"rows": rows, "states": _STATES, "chosen": ask.query("state"), "search": ask.query("search")}
    return await page(ask, "register.html", office=ask.who.holds(Role.OFFICE), **values)


async def settle(ask: Ask) -> Reply:
    """POST /register/{token}: what became of a release nobody confirmed."""
    fields = await fields_of(ask)
    await call(ask, "prove", {"password": fields.get("password", [""])[-1]})
    ask.who = replace(ask.who, proved=moment.here())
    await call(ask, "release_settle_late", {"state": one(fields, "state"), "reason": one(fields, "reason")})
    return go("/register")


async def alarms(ask: Ask) -> Reply:
    """GET /false-alarms: reports of wrong findings, and how many each rule has."""
    found = await told(ask, "false_alarm_list")
    return await page(ask, "alarms.html", reports=found["reports"], rules=sorted(found["rules"].items()))


async def answer(ask: Ask) -> Reply:
    """POST /false-alarms/{alarm}: the office's answer."""
    fields = await fields_of(ask)
    await call(ask, "false_alarm_answer", {"outcome": one(fields, "outcome"), "answer": one(fields, "answer")})
    return go("/false-alarms")


async def audit(ask: Ask) -> Reply:
    """GET /audit: the anchor and the record, the newest page first."""
    return await _audit(ask, None)


async def _audit(ask: Ask, found: dict[str, Any] | None) -> Reply:
    head = await told(ask, "audit_head")
    newest = max(0, head["seq"] - _PAGE)
    after = min(int(ask.query("after", str(newest))), head["seq"]) if ask.operation.method == "GET" else newest
    events = (await told(ask, "audit_list", query={"after": after, "limit": _PAGE}))["events"]
    faults = (
        [GATE[f"audit_fault_{f['kind']}"][ask.language == "en"].format(seq=f["seq"]) for f in found["faults"]] if found else []
    )
    values = {"anchor": head["anchor"], "events": events, "found": found, "faults": faults}
    earlier, later = max(0, after - _PAGE), after + _PAGE if after + _PAGE < head["seq"] else None
    return await page(ask, "audit.html", earlier=earlier if after else None, later=later, **values)


async def verify(ask: Ask) -> Reply:
    """POST /audit: walk the whole chain now."""
    return await _audit(ask, await told(ask, "audit_verify"))


async def export(ask: Ask) -> Reply:
    """GET /audit/export: the record as lines."""
    return await call(ask, "audit_export")


async def system(ask: Ask) -> Reply:
    """GET /system: health, versions, accounts; no document and no case."""
    state = await told(ask, "state")
    try:
        await call(ask, "ready")
        unwell = ""
    except Refused as refused:
        unwell = GATE[f"problem_{refused.kind}"][ask.language == "en"]
    accounts = (await told(ask, "account_list"))["accounts"]
    free = (await ask.run(lambda: shutil.disk_usage(ask.house.spool.folder))).free
    return await page(ask, "system.html", system=state, unwell=unwell, accounts=accounts, free=free)


PAGES = (
    Operation("GET", "/", "page_home", home, EVERYBODY, "scan", media="text/html"),
    Operation(
        "GET",
        "/register",
        "page_register",
        register,
        OFFICE | {Role.LEADER},
        "office",
        query=(Parameter("state", choice("", *_STATES)), Parameter("search", TEXT)),
        media="text/html",
    ),
    Operation("POST", "/register/{token}", "page_settle", settle, OFFICE, "office", statuses=(303,), media="text/html"),
    Operation("GET", "/false-alarms", "page_alarms", alarms, OFFICE, "office", media="text/html"),
    Operation("POST", "/false-alarms/{alarm}", "page_alarm_answer", answer, OFFICE, "office", statuses=(303,), media="text/html"),
    Operation(
        "GET",
        "/audit",
        "page_audit",
        audit,
        AUDIT,
        "audit",
        query=(Parameter("after", integer(0, 999_999_999_999, 0)),),
        media="text/html",
    ),
    Operation("POST", "/audit", "page_audit_verify", verify, AUDIT, "audit", media="text/html"),
    Operation("GET", "/audit/export", "page_audit_export", export, AUDIT, "audit", media="*/*"),
    Operation("GET", "/system", "page_system", system, SYSTEM, "system", media="text/html"),
)
