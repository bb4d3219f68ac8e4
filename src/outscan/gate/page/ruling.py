"""The browser of rules and the unit's own rules: tried on what is held, asked for by one, confirmed by another; runs.

In: `Ask`s. Out: pages. Law: nothing is put in force from one person's page.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from outscan.gate import moment
from outscan.gate.faults import Refused
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import OFFICE, SECURITY, TEXT, Operation, Parameter, choice
from outscan.gate.http.reply import Reply
from outscan.gate.page.forms import MENDABLE, fields_of, number, one, sentence
from outscan.gate.page.inside import answer_of, call, prove
from outscan.gate.page.look import go, page, teller
from outscan.gate.states import Role
from outscan.types import Action

_LOOKERS = OFFICE | {Role.LEADER}
_TYPED = ("name", "text", "last", "reason", "sha256", "scan")
_LAST = 20


async def rules(ask: Ask) -> Reply:
    """GET /rules: every rule in force, by domain, certainty or word."""
    chosen = {name: ask.query(name) for name in ("domain", "certainty", "search")}
    found = await answer_of(ask, "rule_list", query=chosen)
    return await page(ask, "rules.html", chosen=chosen, **found)


async def rule(ask: Ask) -> Reply:
    """GET /rule: one rule: basis, certainty, what meets it, its examples, how often it spoke and was wrong."""
    found = await answer_of(ask, "rule_show", query={"id": ask.query("id")})
    spoke = await answer_of(ask, "rule_hits")
    return await page(ask, "rule.html", rule=found, hits=spoke["hits"].get(found["id"], 0), days=spoke["days"])


async def own(ask: Ask) -> Reply:
    """GET /own-rules: overlays, cleared pictures, known documents, and what waits to be confirmed."""
    return await _own(ask)


async def _own(
    ask: Ask, wrong: str = "", typed: Mapping[str, str] | None = None, tried: Mapping[str, Any] | None = None, status: int = 200
) -> Reply:
    found = await answer_of(ask, "own_rules")
    values: dict[str, Any] = {
        **found,
        "waiting": [change for change in found["changes"] if change["state"] == "asked"],
        "settled": [change for change in found["changes"] if change["state"] != "asked"][:20],
        "wrong": wrong,
        "typed": {name: (typed or {}).get(name, "") for name in _TYPED} | {"last": (typed or {}).get("last") or str(_LAST)},
        "tried": tried,
        "office": ask.who.holds(Role.OFFICE),
    }
    return await page(ask, "own.html", status=status, **values)


async def own_do(ask: Ask) -> Reply:
    """POST /own-rules: try an overlay, or ask for a change."""
    fields = await fields_of(ask)
    typed = {name: one(fields, name) for name in _TYPED}
    typed["text"] = fields.get("text", [""])[-1]
    do = one(fields, "do")
    try:
        if do == "try":
            body = {"name": typed["name"], "text": typed["text"], "last": number(fields, "last", _LAST)}
            return await _own(ask, typed=typed, tried=await answer_of(ask, "own_rules_trial", body=body))
        if wrong := "reason_missing" if not typed["reason"] else await prove(ask, fields):
            return await _own(ask, teller(ask.language)(wrong), typed, status=422)
        body = {"kind": do, "name": typed["name"], "reason": typed["reason"], "remove": "remove" in fields}
        body |= {"text": typed["text"]} if do == "overlay" else {}
        body |= {"sha256": typed["sha256"].lower()} if do == "cleared" else {}
        body |= {"scan": typed["scan"].rpartition("/")[2], "cleared": "cleared" in fields} if do == "fingerprint" else {}
        await call(ask, "own_rules_ask", body)
    except Refused as refused:
        if refused.kind not in MENDABLE | {"no_bytes"}:
            raise
        return await _own(ask, sentence(refused, ask.language), typed, status=refused.status)
    return go("/own-rules")


async def own_settle(ask: Ask) -> Reply:
    """POST /own-rules/{change}: the second person's word."""
    fields = await fields_of(ask)
    if wrong := await prove(ask, fields):
        return await _own(ask, teller(ask.language)(wrong), status=422)
    try:
        await call(ask, "own_rules_settle", {"agree": one(fields, "agree") == "yes"})
    except Refused as refused:
        if refused.kind not in MENDABLE:
            raise
        return await _own(ask, sentence(refused, ask.language), status=refused.status)
    return go("/own-rules")


async def runs(ask: Ask) -> Reply:
    """GET /runs: the ledger's runs with their figures."""
    found = await answer_of(ask, "run_list")
    return await page(ask, "runs.html", actions=sorted(Action, reverse=True), **found)


async def run(ask: Ask) -> Reply:
    """GET /runs/{run}: one run and the files to look at first."""
    found = await answer_of(ask, "run_show")
    most = max([1, *found["actions"].values()])
    began = moment.text(datetime.fromtimestamp(found["began"], UTC))
    return await page(ask, "run.html", run=found, most=most, began=began, actions=sorted(Action, reverse=True))


async def run_register(ask: Ask) -> Reply:
    """GET /runs/{run}/register.xlsx: its register as a workbook."""
    return await call(ask, "run_register")


_FILTER = (Parameter("domain", TEXT), Parameter("certainty", choice("", "A", "B", "C")), Parameter("search", TEXT))
_TWO = OFFICE | SECURITY
PAGES = (
    Operation("GET", "/rules", "page_rules", rules, _LOOKERS | SECURITY, "office", query=_FILTER, media="text/html"),
    Operation(
        "GET", "/rule", "page_rule", rule, _LOOKERS | SECURITY, "office", query=(Parameter("id", TEXT),), media="text/html"
    ),
    Operation("GET", "/own-rules", "page_own", own, _TWO, "office", media="text/html"),
    Operation("POST", "/own-rules", "page_own_do", own_do, OFFICE, "office", statuses=(200, 303), media="text/html"),
    Operation("POST", "/own-rules/{change}", "page_own_settle", own_settle, _TWO, "office", statuses=(303,), media="text/html"),
    Operation("GET", "/runs", "page_runs", runs, _LOOKERS, "office", media="text/html"),
    Operation("GET", "/runs/{run}", "page_run", run, _LOOKERS, "office", media="text/html"),
    Operation("GET", "/runs/{run}/register.xlsx", "page_run_register", run_register, _LOOKERS, "office", media="*/*"),
)
