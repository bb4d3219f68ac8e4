"""A case as approvers see it: evidence and history first, then the buttons of what one may do now; the queue; the dispatch.

In: `Ask`s. Out: pages. Law: a button stands only where the table allows the act; nothing is chosen beforehand; a decision asks
for the password each time, and what was typed stays where it is refused. What must be approved is never decided in a batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from outscan.gate import moment
from outscan.gate.cases import DECISIONS
from outscan.gate.dossier import TERMS
from outscan.gate.faults import Refused
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import OFFICE, STAFF, Operation, Parameter, choice
from outscan.gate.http.reply import Reply
from outscan.gate.page.forms import MENDABLE, Fields, fields_of, number, one, sentence
from outscan.gate.page.inside import answer_of, call, prove
from outscan.gate.page.look import go, page, teller
from outscan.gate.page.revised import changes_of
from outscan.gate.states import APPROVERS, Act, Role
from outscan.gate.tables import SCANS
from outscan.types import Action

RULINGS = (Act.AGREE, Act.RETURN, Act.REFUSE)
_PLAIN = (Act.SUBMIT, Act.URGE, Act.WITHDRAW, Act.FULFIL)
_TO = frozenset({Act.TRANSFER, Act.COUNTERSIGN})
_TYPED = ("act", "reason", "to", "ground", "level")
GROUNDS = ("not_secret", "processed", "work_secret", "state_secret")
LEVELS = ("none", "internal", "work_secret", "secret", "highly_secret")
NOTED = ("sent", "emergency_asked", "emergency_granted")
BY_HAND = ("courier", "hand_over", "media", "paper")
MOST_AT_ONCE = 50


async def queue(ask: Ask) -> Reply:
    """GET /queue: those that wait for exactly this person, with their clocks, and for whom one stands in."""
    return await _queue(ask)


async def _queue(ask: Ask, wrong: str = "", typed: Mapping[str, str] | None = None, outcomes: Iterable[str] = ()) -> Reply:
    found = (await answer_of(ask, "case_list", query={"queue": "true", "limit": 200}))["cases"]
    standing = (await answer_of(ask, "deputy_list"))["standing_in"]
    for case in found:
        case["together"] = Action(case["action"]) < Action.ESCALATE
    values: dict[str, Any] = {"cases": found, "kind": "queue", "now": moment.here(), "standing": standing, "wrong": wrong}
    values |= {"typed": dict(typed or {}), "outcomes": list(outcomes), "grounds": GROUNDS[:3], "levels": LEVELS[:3]}
    return await page(ask, "queue.html", status=422 if wrong else 200, **values)


async def together(ask: Ask) -> Reply:
    """POST /queue: agree to several cases, each for itself; what must be approved by law is opened one by one."""
    fields = await fields_of(ask)
    typed = {name: one(fields, name) for name in _TYPED} | {"chosen": "\n".join(fields.get("case", []))}
    chosen = fields.get("case", [])[:MOST_AT_ONCE]
    missing = "queue_none_chosen" if not chosen else "reason_missing" if not typed["reason"] else ""
    if wrong := missing or await prove(ask, fields):
        return await _queue(ask, wrong, typed)
    waiting = {case["id"]: case for case in (await answer_of(ask, "case_list", query={"queue": "true", "limit": 200}))["cases"]}
    tell, outcomes = teller(ask.language), []
    for ticket in chosen:
        identity, _, version = ticket.partition(":")
        case = waiting.get(identity)
        if case is None or Action(case["action"]) >= Action.ESCALATE:
            continue
        body = _deed(fields, Act.AGREE) | {"version": int(version) if version.isdigit() else -1}
        try:
            await call(ask, "case_act", body, path={"case": identity})
            outcomes.append(tell("queue_done", number=case["number"]))
        except Refused as refused:
            outcomes.append(tell("queue_not_done", number=case["number"], why=sentence(refused, ask.language)))
    return await _queue(ask, outcomes=outcomes)


async def show(ask: Ask) -> Reply:
    """GET /cases/{case}: the whole of it, and what this person may do now."""
    return await _show(ask)


async def _show(
    ask: Ask,
    refusals: list[dict[str, str]] | None = None,
    wrong: str = "",
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> Reply:
    found = await answer_of(ask, "case_show")
    people = (await answer_of(ask, "colleagues"))["colleagues"]
    may = [Act(act) for act in found["may"]]
    content = found["revisions"][-1]["content"]
    values: dict[str, Any] = {
        "case": found,
        "content": content,
        "files": await _files(ask, content["scans"]),
        "people": people,
        "by_id": {person["id"]: person["name"] for person in people} | {ask.who.account: ask.who.name},
        "rulings": [act for act in RULINGS if act in may],
        "plain": [act for act in _PLAIN if act in may],
        "others": [act for act in may if act in DECISIONS and act not in RULINGS],
        "to": _TO,
        "correct": Act.CORRECT in may,
        "own": found["owner"] == ask.who.account,
        "hands": ask.who.holds(Role.OFFICE) and any(a["state"] == "active" for a in found["approvals"]),
        "by_hand": BY_HAND,
        "terms": TERMS if ask.who.holds(Role.OFFICE) else (),
        "hours": ask.house.settings.emergency_hours,
        "changes": changes_of(found["revisions"], ask.language),
        "refusals": refusals,
        "wrong": wrong,
        "typed": {name: (typed or {}).get(name, "") for name in (*_TYPED, "receipt", "recipient")},
        "grounds": GROUNDS,
        "levels": LEVELS,
        "noted": ask.query("noted") if ask.operation.method == "GET" else "",
        "now": moment.here(),
    }
    return await page(ask, "case.html", status=409 if refusals else status, **values)


async def _files(ask: Ask, wanted: list[str]) -> list[dict[str, Any]]:
    """The files of a case, as evidence: what the check said of each, whether it can be looked at."""
    asked = select(SCANS.c.id, SCANS.c.name, SCANS.c.answer, SCANS.c.kind, SCANS.c.held, SCANS.c.sha256, SCANS.c.report)

    def look(link: Connection) -> dict[str, dict[str, Any]]:
        rows = link.execute(asked.where(SCANS.c.id.in_(wanted))).all()
        return {
            row.id: {
                "id": row.id,
                "name": row.name,
                "answer": row.answer,
                "kind": row.kind,
                "held": bool(row.held),
                "sha256": row.sha256,
                "reported": bool(row.report),
            }
            for row in rows
        }

    found = await ask.read(look)
    return [found[scan] for scan in wanted if scan in found]


async def act(ask: Ask) -> Reply:
    """POST /cases/{case}/acts: one act; a decision after the password was given again."""
    fields = await fields_of(ask)
    did = one(fields, "act")
    typed = {name: one(fields, name) for name in _TYPED}
    if did in {decision.value for decision in DECISIONS}:
        wrong = "reason_missing" if not typed["reason"] else await prove(ask, fields)
        if wrong:
            return await _show(ask, wrong=teller(ask.language)(wrong), typed=typed, status=422)
    try:
        await call(ask, "case_act", _deed(fields, did))
    except Refused as refused:
        if refused.kind not in MENDABLE:
            raise
        return await _show(ask, wrong=sentence(refused, ask.language), typed=typed, status=refused.status)
    return go("/queue" if did in {ruling.value for ruling in RULINGS} else f"/cases/{ask.path['case']}")


def _deed(fields: Fields, did: str) -> dict[str, Any]:
    body: dict[str, Any] = {"act": did, "version": number(fields, "version", 0), "reason": one(fields, "reason")}
    body |= {name: one(fields, name) for name in ("to", "ground", "level") if one(fields, name)}
    return body


async def emergency(ask: Ask) -> Reply:
    """POST /cases/{case}/emergency: one of two officers lets a case go before its ladder; the password and a reason each time."""
    fields = await fields_of(ask)
    typed = {name: one(fields, name) for name in ("reason", "ground")} | {"act": "emergency"}
    missing = "reason_missing" if not typed["reason"] else "refused_emergency_ground" if not typed["ground"] else ""
    if wrong := missing or await prove(ask, fields):
        return await _show(ask, wrong=teller(ask.language)(wrong), typed=typed, status=422)
    body = {"version": number(fields, "version", 0), "ground": typed["ground"], "reason": typed["reason"]}
    try:
        reply = await call(ask, "case_emergency", body)
    except Refused as refused:
        if refused.kind not in MENDABLE:
            raise
        return await _show(ask, wrong=sentence(refused, ask.language), typed=typed, status=refused.status)
    state = reply.body["state"] if isinstance(reply.body, dict) else ""
    return go(f"/cases/{ask.path['case']}?noted=emergency_{state}")


async def dossier(ask: Ask) -> Reply:
    """GET /cases/{case}/dossier.zip: the case for the file, kept for the term that was chosen; that it was filed is an event."""
    return await call(ask, "case_export", query={"term": ask.query("term", TERMS[0])})


async def form(ask: Ask) -> Reply:
    """GET /cases/{case}/form.docx: the form to print and sign."""
    return await call(ask, "case_form")


async def release(ask: Ask) -> Reply:
    """POST /cases/{case}/release: hold a dispatch against the approval, and enter it in the register where it agrees."""
    fields = await fields_of(ask)
    found = await answer_of(ask, "case_show")
    wanted = one(fields, "sha256")
    item = next((i for a in found["approvals"] for i in a["items"] if i["sha256"] == wanted), None)
    if item is None:
        raise Refused("not_found", "file")
    wish = {
        "sha256": wanted,
        "name": item["name"],
        "recipients": fields.get("recipient", []),
        "copies": number(fields, "copies", 1),
        "channel": one(fields, "channel"),
    }
    ruling = await answer_of(ask, "release_check", body=wish)
    if ruling["decision"] != "pass":
        return await _show(ask, ruling["reasons"])
    if ruling["token"]:
        await call(ask, "release_settle", {"state": "sent"}, path={"token": ruling["token"]})
    return go(f"/cases/{ask.path['case']}?noted=sent")


async def hand_over(ask: Ask) -> Reply:
    """POST /cases/{case}/hand-over: the office enters a hand-over in person or by 机要, with its receipt."""
    fields = await fields_of(ask)
    typed = {name: one(fields, name) for name in ("receipt", "recipient")}
    wrong = "receipt_missing" if not typed["receipt"] else await prove(ask, fields)
    if wrong:
        return await _show(ask, wrong=teller(ask.language)(wrong), typed=typed, status=422)
    body = {**typed, "scan": one(fields, "scan"), "copies": number(fields, "copies", 1), "channel": one(fields, "channel")}
    try:
        await call(ask, "hand_over", body)
    except Refused as refused:
        if refused.kind not in MENDABLE:
            raise
        return await _show(ask, wrong=sentence(refused, ask.language), typed=typed, status=refused.status)
    return go(f"/cases/{ask.path['case']}?noted=sent")


_CASE = "/cases/{case}"
_DECIDERS = frozenset(APPROVERS)
_HIGH = frozenset({Role.OFFICE, Role.LEADER})
_TERM = Parameter("term", choice(*TERMS))
PAGES = (
    Operation("GET", "/queue", "page_queue", queue, _DECIDERS, "case", media="text/html"),
    Operation("POST", "/queue", "page_queue_together", together, _DECIDERS, "case", media="text/html"),
    Operation("GET", _CASE, "page_case", show, STAFF, "case", query=(Parameter("noted", choice(*NOTED)),), media="text/html"),
    Operation("POST", _CASE + "/acts", "page_case_act", act, STAFF, "case", statuses=(303,), media="text/html"),
    Operation("POST", _CASE + "/release", "page_case_release", release, STAFF, "release", statuses=(303,), media="text/html"),
    Operation("POST", _CASE + "/hand-over", "page_hand_over", hand_over, OFFICE, "office", statuses=(303,), media="text/html"),
    Operation("POST", _CASE + "/emergency", "page_emergency", emergency, _HIGH, "case", statuses=(303,), media="text/html"),
    Operation("GET", _CASE + "/dossier.zip", "page_dossier", dossier, OFFICE, "office", query=(_TERM,), media="application/zip"),
    Operation("GET", _CASE + "/form.docx", "page_case_form", form, STAFF, "case", media="*/*"),
)
