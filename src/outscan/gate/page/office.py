"""The first page and the secrecy office: the register, the month's sheet, search, false alarms with their rates.

In: `Ask`s. Out: pages. Law: what the office reads is what it may see; a sheet for paper carries the record's head at its foot.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import Any

from outscan.gate import moment
from outscan.gate.faults import Refused
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import EVERYBODY, OFFICE, SECURITY, STAFF, TEXT, Operation, Parameter, choice, integer
from outscan.gate.http.reading import attachment
from outscan.gate.http.reply import Reply
from outscan.gate.page.forms import MENDABLE, fields_of, one, sentence
from outscan.gate.page.inside import answer_of, call, prove
from outscan.gate.page.look import go, page, teller
from outscan.gate.states import APPROVERS, Role

_STATES = ("reserved", "sent", "failed", "unconfirmed")
ANSWERS = ("pass", "process", "review", "escalate", "stop", "incomplete", "error")
_LOOKERS = OFFICE | {Role.LEADER}
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_ACTING = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet."""


async def home(ask: Ask) -> Reply:
    """GET /: what this person can do, and what waits."""
    who = ask.who
    scans = (await answer_of(ask, "scan_list", query={"limit": 5}))["scans"] if who.roles & STAFF else []
    approver = bool(who.roles & set(APPROVERS))
    waiting = len((await answer_of(ask, "case_list", query={"queue": "true", "limit": 200}))["cases"]) if approver else 0
    month = await _month(ask, moment.here()[:7]) if who.holds(Role.OFFICE, Role.LEADER) else None
    values: dict[str, Any] = {"scans": scans, "waiting": waiting, "approver": approver, "month": month}
    values["picture"] = picture_of(month["scans"]) if month else None
    values["unconfirmed"] = month["releases"].get("unconfirmed", 0) if month else 0
    return await page(ask, "home.html", staff=bool(who.roles & STAFF), **values)


async def _month(ask: Ask, which: str) -> dict[str, Any]:
    year, number = (int(part) for part in which.split("-"))
    found: dict[str, Any] = await answer_of(ask, "month", query={"year": year, "month": number})
    return found


def picture_of(counts: Mapping[str, int]) -> dict[str, Any]:
    """The bars of a month: every answer with its figure, and the scale."""
    rows = [(answer, counts.get(answer, 0)) for answer in ANSWERS]
    return {"rows": rows, "most": max([1, *(count for _, count in rows)]), "total": sum(count for _, count in rows)}


async def month(ask: Ask) -> Reply:
    """GET /months: 汇总表 of one month, to print, stamp and file."""
    wanted = ask.query("month") or moment.here()[:7]
    if not _MONTH.fullmatch(wanted):
        raise Refused("invalid", "month")
    found = await _month(ask, wanted)
    picture = picture_of(found["scans"])
    values: dict[str, Any] = {"month": found, "picture": picture, "answers": ANSWERS, "chosen": wanted, "now": moment.here()}
    return await page(ask, "month.html", **values)


async def register(ask: Ask) -> Reply:
    """GET /register: the register of releases, filtered, to be printed."""
    return await _register(ask)


async def _rows(ask: Ask) -> list[dict[str, Any]]:
    state, search, wanted = (ask.query(name) if ask.operation.method == "GET" else "" for name in ("state", "search", "month"))
    query = {"limit": 1000} | ({"state": state} if state else {})
    rows: list[dict[str, Any]] = (await answer_of(ask, "release_list", query=query))["releases"]
    if word := search.casefold():
        rows = [row for row in rows if word in "\n".join([row["case"] or "", row["name"], *row["recipients"]]).casefold()]
    if _MONTH.fullmatch(wanted):
        rows = [row for row in rows if row["created"].startswith(wanted)]
    return rows


async def _register(ask: Ask, wrong: str = "", typed: Mapping[str, str] | None = None, status: int = 200) -> Reply:
    got = ask.operation.method == "GET"
    values: dict[str, Any] = {
        "rows": await _rows(ask),
        "states": _STATES,
        "wrong": wrong,
        "typed": dict(typed or {}),
        **{name: ask.query(name) if got else "" for name in ("state", "search", "month")},
    }
    return await page(ask, "register.html", status=status, office=ask.who.holds(Role.OFFICE), **values)


async def register_file(ask: Ask) -> Reply:
    """GET /register.csv: the same rows for a spreadsheet; nothing in it acts as a formula."""
    tell, out = teller(ask.language), io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    heads = ("number", "file", "recipients", "copies", "channel", "sent_state", "when", "note", "digest")
    table.writerow([tell(head) for head in heads])
    for row in await _rows(ask):
        cells = [
            row["case"] or "",
            row["name"],
            "; ".join(row["recipients"]),
            str(row["copies"]),
            tell(f"channel_{row['channel']}"),
        ]
        cells += [tell(f"release_{row['state']}"), row["settled"] or row["created"], row["note"], row["sha256"]]
        table.writerow(["'" + cell if cell.startswith(_ACTING) else cell for cell in cells])
    data = out.getvalue().encode("utf-8-sig", "backslashreplace")
    return Reply(data, 200, {"Content-Disposition": attachment("register.csv")}, "text/csv; charset=utf-8")


async def settle(ask: Ask) -> Reply:
    """POST /register/{token}: what became of a release nobody confirmed."""
    fields = await fields_of(ask)
    typed = {"reason": one(fields, "reason"), "token": ask.path["token"]}
    if wrong := "reason_missing" if not typed["reason"] else await prove(ask, fields):
        return await _register(ask, teller(ask.language)(wrong), typed, 422)
    try:
        await call(ask, "release_settle_late", {"state": one(fields, "state"), "reason": typed["reason"]})
    except Refused as refused:
        if refused.kind not in MENDABLE:
            raise
        return await _register(ask, sentence(refused, ask.language), typed, refused.status)
    return go("/register")


async def alarms(ask: Ask) -> Reply:
    """GET /false-alarms: reports of wrong findings, how many each rule has, and out of how many checks."""
    found = await answer_of(ask, "false_alarm_list")
    spoke = await answer_of(ask, "rule_hits")
    rules = []
    for rule in sorted({*found["rules"], *spoke["hits"]}):
        counts, hits = found["rules"].get(rule, {}), spoke["hits"].get(rule, 0)
        confirmed = counts.get("confirmed", 0)
        rate = f"{100 * confirmed / hits:.1f} %" if hits else ""
        rules.append(
            {"rule": rule, "hits": hits, "rate": rate, **{key: counts.get(key, 0) for key in ("open", "confirmed", "rejected")}}
        )
    rules.sort(key=lambda row: (-row["open"], -row["confirmed"], -row["hits"], row["rule"]))
    return await page(ask, "alarms.html", reports=found["reports"], rules=rules[:200], days=spoke["days"])


async def would_have(ask: Ask) -> Reply:
    """GET /rollout: what passed because a mode only watches or warns, and would not have."""
    days = ask.number("days")
    found = await answer_of(ask, "would_have_stopped", query={"days": days})
    return await page(ask, "rollout.html", found=found, days=days, rules=list(found["rules"].items())[:200])


async def answer(ask: Ask) -> Reply:
    """POST /false-alarms/{alarm}: the office's answer."""
    fields = await fields_of(ask)
    await call(ask, "false_alarm_answer", {"outcome": one(fields, "outcome"), "answer": one(fields, "answer")})
    return go("/false-alarms")


async def search(ask: Ask) -> Reply:
    """GET /search: cases and releases by any word."""
    text = ask.query("text")
    found = await answer_of(ask, "search", query={"text": text})
    return await page(ask, "search.html", text=text, cases=found["cases"], releases=found["releases"])


async def clocks(ask: Ask) -> Reply:
    """GET /clocks: suspected leaks and undetermined matters with their terms."""
    found = (await answer_of(ask, "clock_list"))["clocks"]
    return await page(ask, "clocks.html", clocks=found, now=moment.here())


async def clock_start(ask: Ask) -> Reply:
    """POST /clocks: a term begins."""
    fields = await fields_of(ask)
    await call(ask, "clock_start", {"kind": one(fields, "kind"), "note": one(fields, "note")})
    return go("/clocks")


async def clock_stop(ask: Ask) -> Reply:
    """POST /clocks/{clock}/stop: it was reported, or determined."""
    await call(ask, "clock_stop")
    return go("/clocks")


_FILTER = (Parameter("state", choice("", *_STATES)), Parameter("search", TEXT), Parameter("month", TEXT))
_DAYS = Parameter("days", integer(1, 366, 14))
PAGES = (
    Operation("GET", "/", "page_home", home, EVERYBODY, "scan", media="text/html"),
    Operation("GET", "/register", "page_register", register, _LOOKERS, "office", query=_FILTER, media="text/html"),
    Operation("GET", "/register.csv", "page_register_file", register_file, _LOOKERS, "office", query=_FILTER, media="*/*"),
    Operation("POST", "/register/{token}", "page_settle", settle, OFFICE, "office", statuses=(303,), media="text/html"),
    Operation("GET", "/months", "page_month", month, _LOOKERS, "office", query=(Parameter("month", TEXT),), media="text/html"),
    Operation("GET", "/search", "page_search", search, _LOOKERS, "office", query=(Parameter("text", TEXT),), media="text/html"),
    Operation("GET", "/rollout", "page_would_have", would_have, OFFICE | SECURITY, "office", query=(_DAYS,), media="text/html"),
    Operation("GET", "/false-alarms", "page_alarms", alarms, OFFICE | SECURITY, "office", media="text/html"),
    Operation("POST", "/false-alarms/{alarm}", "page_alarm_answer", answer, OFFICE, "office", statuses=(303,), media="text/html"),
    Operation("GET", "/clocks", "page_clocks", clocks, OFFICE, "office", media="text/html"),
    Operation("POST", "/clocks", "page_clock_start", clock_start, OFFICE, "case", statuses=(303,), media="text/html"),
    Operation(
        "POST", "/clocks/{clock}/stop", "page_clock_stop", clock_stop, OFFICE, "office", statuses=(303,), media="text/html"
    ),
)
