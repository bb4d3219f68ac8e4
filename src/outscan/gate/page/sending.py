"""Send: files and a few questions go in, a verdict with its evidence and one next step comes out.

In: `Ask`s. Out: pages. Law: the token stands before the files; what was accepted is answered for, whatever the browser does.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Row

from outscan.gate import scans
from outscan.gate.binding import Channel
from outscan.gate.faults import Refused
from outscan.gate.http import upload
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import STAFF, TEXT, Operation, Parameter, choice
from outscan.gate.http.reply import Reply
from outscan.gate.http.scanning import enter, mine, order_of
from outscan.gate.page.forms import check_fields, fields_of, lines, number, one
from outscan.gate.page.inside import answer_of, call
from outscan.gate.page.look import go, page, teller
from outscan.gate.page.processing import proof_line
from outscan.gate.page.stating import ANSWERS, facts_of
from outscan.gate.page.verdict import OPEN_GROUPS, verdict_of
from outscan.report.mask import visible
from outscan.types import Action
from outscan.words import Words
from outscan.words.gate import GATE

MOST_FILES = 50
_ABOUT = ("country", "purpose", "project", "copies")
CHANNELS = tuple(one for one in Channel if one not in {Channel.HTTP, Channel.ICAP, Channel.SMTP, Channel.CLAMD})
"""The ways a person names; the others are named by the programs that go them."""


async def send(ask: Ask) -> Reply:
    """GET /send: the drop zone and the questions."""
    return await _send(ask, 200, "")


async def _send(ask: Ask, status: int, missing: str) -> Reply:
    most = ask.house.settings.load.max_body
    return await page(ask, "send.html", status=status, missing=missing, most=most, files=MOST_FILES, channels=CHANNELS)


async def sent(ask: Ask) -> Reply:
    """POST /send: every file becomes a scan; on to its verdict, or to the list."""
    if not ask.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise Refused("media_type", "multipart/form-data")
    house, most = ask.house, ask.house.settings.load.max_body
    try:
        body, admit = ask.chunks(most), lambda fields: check_fields(ask, fields)
        came = await upload.several(body, ask.headers, house.spool, most, MOST_FILES, admit)
        try:
            made = await enter(ask, came.files, _order(ask, came.fields))
        except BaseException:
            came.drop()
            raise
    except Refused as refused:
        if refused.kind == "bad_body" and refused.detail in {"file", "filename"}:
            return await _send(ask, 422, "send_no_file")
        raise
    return go(f"/scans/{made[0]}" if len(made) == 1 else "/scans")


def _order(ask: Ask, fields: dict[str, list[str]]) -> scans.Order:
    """What was said with the files, as the API takes it, and what is kept for a case."""
    plain = {
        "recipient": [visible(one)[:256] for one in lines(fields, "recipients")][:100],
        "hold": ["true" if "hold" in fields else "false"],
    }
    if channel := one(fields, "channel"):
        plain["channel"] = [channel]
    number(fields, "copies", 1)
    about = tuple((name, visible(one(fields, name))[:4000]) for name in _ABOUT if one(fields, name))
    return order_of(ask, plain, about)


async def listed(ask: Ask) -> Reply:
    """GET /scans: one's own checks, renewed while one of them is waiting."""
    found = (await answer_of(ask, "scan_list", query={"limit": 100}))["scans"]
    return await page(ask, "scans.html", scans=found, waits=any(one["state"] == scans.QUEUED for one in found))


async def show(ask: Ask) -> Reply:
    """GET /scans/{scan}: waiting, or the verdict."""
    state = await answer_of(ask, "scan_show", query={"wait": 1})
    if state["state"] == scans.QUEUED:
        return await page(ask, "waiting.html", scan=state, seconds=ask.house.engine.retry_after())
    row = await mine(ask)
    only, search = ask.query("only"), ask.query("search")
    verdict = await ask.run(lambda: verdict_of(row.record, ask.language, only, search))
    decision = state["decision"]
    key = "answer_stopped" if row.stopped else f"answer_{row.answer}"
    message = GATE[key][ask.language == "en"].format(contact=ask.house.settings.contact)
    if row.answer == "pass" and scans.declared(row):
        message = teller(ask.language)("passes_on_statement")
    values = {
        "scan": state,
        "decision": decision,
        "message": message,
        "verdict": verdict,
        "step": _step(ask, row),
        "own": row.owner == ask.who.account,
        "rules": json.loads(row.rules),
        "noted": ask.query("noted"),
        "facts": await facts_of(ask),
        "answers": ANSWERS,
        "only": only,
        "search": search,
        "open_groups": OPEN_GROUPS,
        "proof": proof_line(row, Words(ask.language)),
        "beside": row.kind == "process" and row.held and await _is_held(ask, row.parent),
    }
    return await page(ask, "scan.html", **values)


async def _is_held(ask: Ask, scan: str) -> bool:
    return await ask.read(lambda link: bool(scans.find(link, scan).held))


def _step(ask: Ask, row: Row[Any]) -> str:
    """The one thing to do next."""
    if row.stopped or row.answer == "stop":
        return "stop"
    if row.kind == "process" and row.state == scans.FAILED:
        return "unprocessed"
    if row.answer in {"error", "incomplete"}:
        return "again"
    if row.answer == "pass" and not (row.held and scans.declared(row)):
        return "report"  # on somebody's word it passes only where that is approved
    if row.owner != ask.who.account:
        return ""
    return "process" if row.answer == "process" and row.held and row.kind == "scan" else "case"


async def report(ask: Ask) -> Reply:
    """GET /scans/{scan}/report.{form}: the masked report to keep."""
    return await call(ask, "scan_report")


async def content(ask: Ask) -> Reply:
    """GET /scans/{scan}/content: bytes that are held; the download is an event."""
    return await call(ask, "scan_content")


async def destroy(ask: Ask) -> Reply:
    """POST /scans/{scan}/destroy: the held bytes of one's own upload that stands in no case are destroyed, which is an event."""
    await call(ask, "scan_destroy")
    return go(f"/scans/{ask.path['scan']}?noted=destroyed")


async def false_alarm(ask: Ask) -> Reply:
    """POST /scans/{scan}/false-alarms: a finding is wrong."""
    fields = await fields_of(ask)
    await call(ask, "false_alarm", {"rule": one(fields, "rule"), "reason": one(fields, "reason")})
    return go(f"/scans/{ask.path['scan']}?noted=alarm")


_SCAN = "/scans/{scan}"
_SHOW = (
    Parameter("noted", choice("alarm", "declared", "unchanged", "destroyed")),
    Parameter("only", choice("", *Action)),
    Parameter("search", TEXT),
)
PAGES = (
    Operation("GET", "/send", "page_send", send, STAFF, "scan", media="text/html"),
    Operation("POST", "/send", "page_sent", sent, STAFF, "scan", upload=True, statuses=(303,), media="text/html"),
    Operation("GET", "/scans", "page_scans", listed, STAFF, "scan", media="text/html"),
    Operation("GET", _SCAN, "page_scan", show, STAFF, "scan", query=_SHOW, media="text/html"),
    Operation("GET", _SCAN + "/report.{form}", "page_report", report, STAFF, "scan", media="*/*"),
    Operation("GET", _SCAN + "/content", "page_content", content, STAFF, "content", media="*/*"),
    Operation("POST", _SCAN + "/destroy", "page_destroy", destroy, STAFF, "scan", statuses=(303,), media="text/html"),
    Operation(
        "POST", _SCAN + "/false-alarms", "page_false_alarm", false_alarm, STAFF, "scan", statuses=(303,), media="text/html"
    ),
)
