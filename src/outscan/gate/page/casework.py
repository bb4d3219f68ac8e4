"""Cases as people work on them: one's own, those that wait for one, the draft, every act that is allowed, the dispatch.

In: `Ask`s. Out: pages. Law: a button stands only where the table allows the act; a decision asks for the password each time.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from outscan.gate import moment
from outscan.gate.cases import DECISIONS
from outscan.gate.faults import Refused
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import ID, STAFF, Operation, Parameter, choice
from outscan.gate.http.reply import Reply
from outscan.gate.http.scanning import mine
from outscan.gate.page.forms import Fields, content, fields_of, number, one
from outscan.gate.page.inside import call, told
from outscan.gate.page.look import go, page
from outscan.gate.page.sending import CHANNELS
from outscan.gate.states import APPROVERS, Act
from outscan.gate.tables import SCANS

_RULINGS = (Act.AGREE, Act.RETURN, Act.REFUSE)
_PLAIN = (Act.SUBMIT, Act.URGE, Act.WITHDRAW, Act.FULFIL)
_TO = frozenset({Act.TRANSFER, Act.COUNTERSIGN})


async def listed(ask: Ask) -> Reply:
    """GET /cases: those one may see."""
    return await _list(ask, "cases", "false")


async def queue(ask: Ask) -> Reply:
    """GET /queue: those that wait for exactly this person, with their clocks."""
    return await _list(ask, "queue", "true")


async def _list(ask: Ask, kind: str, waiting: str) -> Reply:
    found = (await told(ask, "case_list", query={"queue": waiting, "limit": 200}))["cases"]
    return await page(ask, "cases.html", cases=found, kind=kind, now=moment.here())


async def draft(ask: Ask) -> Reply:
    """GET /cases/new: the questions of a case about one scan, answered as far as they were when it was sent."""
    row = await mine(replace(ask, path={"scan": ask.query("scan")}))
    about = json.loads(row.wishes).get("about", {})
    content = {
        "title": row.name,
        "scans": [row.id],
        "recipients": json.loads(row.recipients),
        "channels": [row.channel] if row.channel else [],
        "country": about.get("country", ""),
        "purpose": about.get("purpose", ""),
        "copies": about.get("copies", "1"),
        **dict.fromkeys(("project", "necessity", "agreement"), ""),
    }
    return await _ask_about(ask, content, {row.id: row.name}, "")


async def _ask_about(ask: Ask, content: dict[str, Any], names: dict[str, str], case: str, version: int = 0) -> Reply:
    values: dict[str, Any] = {"content": content, "names": names, "case": case, "version": version, "channels": CHANNELS}
    return await page(ask, "case_ask.html", **values)


async def create(ask: Ask) -> Reply:
    """POST /cases: a draft, handed in at once where asked."""
    fields = await fields_of(ask)
    made = await told(ask, "case_create", body=content(fields))
    if one(fields, "do") == "submit":
        body = {"act": Act.SUBMIT, "version": made["version"]}
        await call(ask, "case_act", body, path={"case": made["id"]})
    return go(f"/cases/{made['id']}")


async def correction(ask: Ask) -> Reply:
    """GET /cases/{case}/correct: the last revision, to be corrected."""
    found = await told(ask, "case_show")
    if Act.CORRECT not in found["may"]:
        raise Refused("state", found["state"])
    content = found["revisions"][-1]["content"]
    return await _ask_about(ask, content, await _names(ask, content["scans"]), found["id"], found["version"])


async def correct(ask: Ask) -> Reply:
    """POST /cases/{case}/correct: another revision."""
    fields = await fields_of(ask)
    await call(ask, "case_correct", content(fields), query={"version": number(fields, "version", 0)})
    return go(f"/cases/{ask.path['case']}")


async def _names(ask: Ask, scans: list[str]) -> dict[str, str]:
    """The names of a case's files."""
    wanted = select(SCANS.c.id, SCANS.c.name).where(SCANS.c.id.in_(scans))

    def look(link: Connection) -> dict[str, str]:
        return {row.id: row.name for row in link.execute(wanted).all()}

    return await ask.read(look)


async def show(ask: Ask) -> Reply:
    """GET /cases/{case}: the whole of it, and what this person may do now."""
    return await _show(ask)


async def _show(ask: Ask, refusals: list[dict[str, str]] | None = None) -> Reply:
    found = await told(ask, "case_show")
    people = (await told(ask, "colleagues"))["colleagues"]
    may = [Act(one) for one in found["may"]]
    values: dict[str, Any] = {
        "case": found,
        "content": found["revisions"][-1]["content"],
        "names": await _names(ask, found["revisions"][-1]["content"]["scans"]),
        "people": people,
        "by_id": {one["id"]: one["name"] for one in people} | {ask.who.account: ask.who.name},
        "rulings": [one for one in _RULINGS if one in may],
        "plain": [one for one in _PLAIN if one in may],
        "others": [one for one in may if one in DECISIONS and one not in _RULINGS],
        "to": _TO,
        "correct": Act.CORRECT in may,
        "own": found["owner"] == ask.who.account,
        "refusals": refusals,
        "noted": ask.query("noted") if ask.operation.method == "GET" else "",
        "now": moment.here(),
    }
    return await page(ask, "case.html", status=409 if refusals else 200, **values)


async def act(ask: Ask) -> Reply:
    """POST /cases/{case}/acts: one act; a decision after the password was given again."""
    fields = await fields_of(ask)
    did = one(fields, "act")
    if did in {one.value for one in DECISIONS}:
        await call(ask, "prove", {"password": fields.get("password", [""])[-1]})
        ask.who = replace(ask.who, proved=moment.here())
    await call(ask, "case_act", _deed(fields, did))
    return go(f"/cases/{ask.path['case']}" if did not in {one.value for one in _RULINGS} else "/queue")


def _deed(fields: Fields, did: str) -> dict[str, Any]:
    body: dict[str, Any] = {"act": did, "version": number(fields, "version", 0), "reason": one(fields, "reason")}
    body |= {name: one(fields, name) for name in ("to", "ground", "level") if one(fields, name)}
    return body


async def form(ask: Ask) -> Reply:
    """GET /cases/{case}/form.docx: the form to print and sign."""
    return await call(ask, "case_form")


async def release(ask: Ask) -> Reply:
    """POST /cases/{case}/release: hold a dispatch against the approval, and enter it in the register where it agrees."""
    fields = await fields_of(ask)
    found = await told(ask, "case_show")
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
    ruling = await told(ask, "release_check", body=wish)
    if ruling["decision"] != "pass":
        return await _show(ask, ruling["reasons"])
    if ruling["token"]:
        await call(ask, "release_settle", {"state": "sent"}, path={"token": ruling["token"]})
    return go(f"/cases/{ask.path['case']}?noted=sent")


_CASE = "/cases/{case}"
_NEW = Parameter("scan", ID)
PAGES = (
    Operation("GET", "/cases", "page_cases", listed, STAFF, "case", media="text/html"),
    Operation("GET", "/queue", "page_queue", queue, frozenset(APPROVERS), "case", media="text/html"),
    Operation("GET", "/cases/new", "page_case_new", draft, STAFF, "case", query=(_NEW,), media="text/html"),
    Operation("POST", "/cases", "page_case_create", create, STAFF, "case", statuses=(303,), media="text/html"),
    Operation("GET", _CASE, "page_case", show, STAFF, "case", query=(Parameter("noted", choice("sent")),), media="text/html"),
    Operation("GET", _CASE + "/correct", "page_case_correction", correction, STAFF, "case", media="text/html"),
    Operation("POST", _CASE + "/correct", "page_case_correct", correct, STAFF, "case", statuses=(303,), media="text/html"),
    Operation("POST", _CASE + "/acts", "page_case_act", act, STAFF, "case", statuses=(303,), media="text/html"),
    Operation("POST", _CASE + "/release", "page_case_release", release, STAFF, "release", statuses=(303,), media="text/html"),
    Operation("GET", _CASE + "/form.docx", "page_case_form", form, STAFF, "case", media="*/*"),
)
