"""Cases as their owners work on them: one's own, the draft, the correction.

In: `Ask`s. Out: pages. Law: what was answered once is not asked again; what was typed is not lost to a refusal.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Row, select

from outscan.gate import moment, scans
from outscan.gate.faults import Refused
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import ID, STAFF, Operation, Parameter
from outscan.gate.http.reply import Reply
from outscan.gate.http.scanning import mine
from outscan.gate.page.forms import MENDABLE, content, fields_of, number, one, sentence, typed_of
from outscan.gate.page.inside import answer_of, call
from outscan.gate.page.look import go, page
from outscan.gate.page.sending import CHANNELS
from outscan.gate.states import Act
from outscan.gate.tables import SCANS
from outscan.nouns import replace


async def listed(ask: Ask) -> Reply:
    """GET /cases: those one may see."""
    return await _list(ask, "cases", "false")


async def _list(ask: Ask, kind: str, waiting: str) -> Reply:
    found = (await answer_of(ask, "case_list", query={"queue": waiting, "limit": 200}))["cases"]
    return await page(ask, "cases.html", cases=found, kind=kind, now=moment.here())


async def draft(ask: Ask) -> Reply:
    """GET /cases/new: the questions of a case about one scan, answered as far as they were when it was sent."""
    rows = [await mine(replace(ask, path={"scan": one})) for one in dict.fromkeys(ask.queries("scan"))]
    if not rows:
        raise Refused("not_found", "scan")
    row = await _asked_about(ask, rows[0])
    about = json.loads(row.wishes).get("about", {})
    content = {
        "title": rows[0].name[:256],
        "scans": [one.id for one in rows],
        "recipients": json.loads(row.recipients),
        "channels": [row.channel] if row.channel else [],
        "country": about.get("country", ""),
        "purpose": about.get("purpose", ""),
        "project": about.get("project", ""),
        "copies": about.get("copies", "1"),
        **dict.fromkeys(("necessity", "agreement"), ""),
    }
    return await _ask_about(ask, content, {one.id: one.name for one in rows}, "")


async def _asked_about(ask: Ask, row: Row[Any]) -> Row[Any]:
    """The scan with which the questions were answered: a processed copy's original."""
    if row.kind != "process":
        return row
    return await ask.read(lambda link: scans.find(link, row.parent))


async def _ask_about(
    ask: Ask, content: dict[str, Any], names: dict[str, str], case: str, version: int = 0, wrong: Refused | None = None
) -> Reply:
    values: dict[str, Any] = {"content": content, "names": names, "case": case, "version": version, "channels": CHANNELS}
    status = wrong.status if wrong is not None else 200
    return await page(ask, "case_ask.html", status=status, wrong=sentence(wrong, ask.language), **values)


async def create(ask: Ask) -> Reply:
    """POST /cases: a draft, handed in at once where asked."""
    fields = await fields_of(ask)
    try:
        made = await answer_of(ask, "case_create", body=content(fields))
    except Refused as refused:
        if refused.kind not in MENDABLE:
            raise
        typed = typed_of(fields)
        return await _ask_about(ask, typed, await names_of(ask, typed["scans"]), "", wrong=refused)
    if one(fields, "do") == "submit":
        body = {"act": Act.SUBMIT, "version": made["version"]}
        await call(ask, "case_act", body, path={"case": made["id"]})
    return go(f"/cases/{made['id']}")


async def correction(ask: Ask) -> Reply:
    """GET /cases/{case}/correct: the last revision, to be corrected."""
    found = await answer_of(ask, "case_show")
    if Act.CORRECT not in found["may"]:
        raise Refused("state", found["state"])
    content = found["revisions"][-1]["content"]
    return await _ask_about(ask, content, await names_of(ask, content["scans"]), found["id"], found["version"])


async def correct(ask: Ask) -> Reply:
    """POST /cases/{case}/correct: another revision."""
    fields = await fields_of(ask)
    version = number(fields, "version", 0)
    try:
        await call(ask, "case_correct", content(fields), query={"version": version})
    except Refused as refused:
        if refused.kind not in MENDABLE:
            raise
        typed = typed_of(fields)
        names = await names_of(ask, typed["scans"])
        return await _ask_about(ask, typed, names, ask.path["case"], version, wrong=refused)
    return go(f"/cases/{ask.path['case']}")


async def names_of(ask: Ask, scans: list[str]) -> dict[str, str]:
    """The names of a case's files."""
    wanted = select(SCANS.c.id, SCANS.c.name).where(SCANS.c.id.in_(scans))

    def look(link: Connection) -> dict[str, str]:
        return {row.id: row.name for row in link.execute(wanted).all()}

    return await ask.read(look)


_CASE = "/cases/{case}"
_NEW = Parameter("scan", ID, many=True)
PAGES = (
    Operation("GET", "/cases", "page_cases", listed, STAFF, "case", media="text/html"),
    Operation("GET", "/cases/new", "page_case_new", draft, STAFF, "case", query=(_NEW,), media="text/html"),
    Operation("POST", "/cases", "page_case_create", create, STAFF, "case", statuses=(303,), media="text/html"),
    Operation("GET", _CASE + "/correct", "page_case_correction", correction, STAFF, "case", media="text/html"),
    Operation("POST", _CASE + "/correct", "page_case_correct", correct, STAFF, "case", statuses=(303,), media="text/html"),
)
