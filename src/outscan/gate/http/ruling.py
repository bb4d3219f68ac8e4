"""Rules over HTTP: the browser of rules, the unit's own rules with their trial, search, and the runs of a ledger.

In: `Ask`s. Out: `Reply`s. Law: a change is tried, asked for by one and confirmed by another; a ledger is only read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar
from uuid import uuid4

from sqlalchemy import Connection

from outscan.batch.exports import EXPORTS
from outscan.batch.ledger import find_run, open_ledger
from outscan.errors import OutscanError, StoreError
from outscan.gate import lookup, own_rules, registered
from outscan.gate.audit.record import append
from outscan.gate.faults import Refused
from outscan.gate.http import shapes
from outscan.gate.http.ask import Ask, figure
from outscan.gate.http.operation import OFFICE, SECURITY, TEXT, Operation, Parameter, choice
from outscan.gate.http.reading import FORMS, attachment
from outscan.gate.http.reply import Reply
from outscan.gate.keeping import recheck, reload
from outscan.gate.states import Role

T = TypeVar("T")
_LOOKERS = OFFICE | {Role.LEADER}
_TWO = OFFICE | SECURITY
"""Who asks for a change of the unit's own rules, and who confirms it: never the same person."""
_DAYS = 90
_NAME = re.compile("[a-z0-9_-]{1,64}")


async def rules(ask: Ask) -> Reply:
    """GET /v1/rules: every rule in force, with its basis and how sure we are of it."""
    filters = {name: ask.query(name) for name in ("domain", "certainty", "search")}
    return Reply(await ask.run(lambda: lookup.rules(ask.house.scanner.pack, **filters)))


async def rule(ask: Ask) -> Reply:
    """GET /v1/rule: one rule with its groups, its advice and its examples."""
    found = await ask.run(lambda: lookup.rule(ask.house.scanner, ask.query("id")))
    if found is None:
        raise Refused("not_found", "rule")
    return Reply(found)


async def rates(ask: Ask) -> Reply:
    """GET /v1/rule-hits: how many checks of the last ninety days each rule spoke in."""
    return Reply({"days": _DAYS, "hits": await ask.read(lambda link: lookup.hits(link, _DAYS))})


async def search(ask: Ask) -> Reply:
    """GET /v1/search: cases and releases by number, title, name, recipient or digest."""
    return Reply(await ask.read(lambda link: lookup.search(link, ask.who, ask.query("text"))))


async def runs(ask: Ask) -> Reply:
    """GET /v1/runs: the runs of the ledger this gate is shown; none where it is shown none."""
    if not ask.house.settings.ledger:
        return Reply({"runs": [], "ledger": False})
    return Reply({**await _ledger(ask, lookup.runs), "ledger": True})


async def run(ask: Ask) -> Reply:
    """GET /v1/runs/{run}: one run: its figures, and the files to look at first; looking is an event."""
    found = await _ledger(ask, lambda link: lookup.run(link, _number(ask)))
    await ask.write(lambda link: append(link, ask.who, "ledger.read", f"run:{_number(ask)}"))
    return Reply(found)


async def run_register(ask: Ask) -> Reply:
    """GET /v1/runs/{run}/register.xlsx: its 台账 and 汇总表 as a workbook; an event."""

    def made(link: Connection) -> bytes:
        target = ask.house.spool.folder / f"{uuid4().hex}.xlsx"
        try:
            EXPORTS["xlsx"](link, find_run(link, _number(ask)), target)
            return target.read_bytes()
        finally:
            target.unlink(missing_ok=True)

    data = await _ledger(ask, made)
    await ask.write(lambda link: append(link, ask.who, "ledger.exported", f"run:{_number(ask)}"))
    return Reply(data, 200, {"Content-Disposition": attachment(f"register-{_number(ask)}.xlsx")}, FORMS["xlsx"])


def _number(ask: Ask) -> int:
    found = figure(ask.path["run"], 9)
    if found is None:
        raise Refused("not_found", "run")
    return found


async def _ledger(ask: Ask, work: Callable[[Connection], T]) -> T:
    """Do `work` in a thread, on the ledger that is shown. Raises Refused where there is none, or no such run."""
    where = ask.house.settings.ledger
    if not where:
        raise Refused("not_found", "ledger")

    def looked() -> T:
        store = open_ledger(where, writable=False, create=False)
        try:
            with store.read() as link:
                return work(link)
        finally:
            store.close()

    try:
        return await ask.run(looked)
    except StoreError:
        raise
    except OutscanError:
        raise Refused("not_found", "run") from None


async def own_list(ask: Ask) -> Reply:
    """GET /v1/own-rules: overlays, cleared pictures and known documents in force, and what was asked for."""
    kept, changes = await ask.read(lambda link: (own_rules.kept(link), own_rules.changes(link)))
    configured = sorted(ask.house.base.cleared_pictures)
    return Reply(
        {
            "overlays": [{"name": name, "text": text} for name, text in sorted(kept["overlays"].items())],
            "cleared": [{"sha256": digest, "label": label} for digest, label in sorted(kept["cleared"].items())],
            "configured": configured,
            "known": await ask.run(lambda: registered.listed(ask.house)),
            "changes": changes,
        }
    )


async def own_trial(ask: Ask) -> Reply:
    """POST /v1/own-rules/trial: what an overlay would change for the last held documents; nothing is put in force."""
    body = await ask.body_as(shapes.Trial)
    found = await ask.run(lambda: own_rules.trial(ask.house, body.name, body.text, body.last))
    detail = {"name": body.name, "tried": found["tried"], "changes": len(found["changes"])}
    await ask.write(lambda link: append(link, ask.who, "rules.tried", f"overlay:{body.name}", detail=detail))
    return Reply(found)


async def own_ask(ask: Ask) -> Reply:
    """POST /v1/own-rules: ask for a change that another person must confirm."""
    body = await ask.body_as(shapes.OwnRule)
    ask.must_be_fresh()
    plain = shapes.plain(body)
    if body.kind == "overlay" and not _NAME.fullmatch(body.name):
        raise Refused("unusable", "own_name")
    if body.kind == "cleared" and not body.sha256:
        raise Refused("unusable", "digest")
    if body.kind == "overlay" and not body.remove:
        found: list[str] = await ask.run(lambda: own_rules.complaints(ask.house, body.name, body.text))
        if found:
            raise Refused("unusable", "overlay")
    return Reply({"id": await ask.write(lambda link: own_rules.ask(link, ask.who, plain))}, 201)


async def own_settle(ask: Ask) -> Reply:
    """POST /v1/own-rules/{change}: the second person's word; what is agreed to is in force for new checks at once."""
    body = await ask.body_as(shapes.Settle)
    ask.must_be_fresh()
    change = await ask.write(lambda link: own_rules.settle(link, ask.house, ask.who, ask.path["change"], agree=body.agree))
    if body.agree:
        if change["kind"] == "fingerprint":
            await ask.run(lambda: registered.register(ask.house, change))
        await ask.run(lambda: reload(ask.house, ask.who))
        await ask.write(lambda link: recheck(link, ask.house, ask.who))
    return Reply({"kind": change["kind"], "state": "confirmed" if body.agree else "rejected"})


_WORD = Parameter("search", TEXT)
OPERATIONS = (
    Operation(
        "GET",
        "/v1/rules",
        "rule_list",
        rules,
        _LOOKERS | SECURITY,
        "office",
        query=(Parameter("domain", TEXT), Parameter("certainty", choice("", "A", "B", "C")), _WORD),
    ),
    Operation("GET", "/v1/rule", "rule_show", rule, _LOOKERS | SECURITY, "office", query=(Parameter("id", TEXT),)),
    Operation("GET", "/v1/rule-hits", "rule_hits", rates, _LOOKERS | SECURITY, "office"),
    Operation("GET", "/v1/search", "search", search, _LOOKERS, "office", query=(Parameter("text", TEXT),)),
    Operation("GET", "/v1/runs", "run_list", runs, _LOOKERS, "office"),
    Operation("GET", "/v1/runs/{run}", "run_show", run, _LOOKERS, "office"),
    Operation("GET", "/v1/runs/{run}/register.xlsx", "run_register", run_register, _LOOKERS, "office", media=FORMS["xlsx"]),
    Operation("GET", "/v1/own-rules", "own_rules", own_list, _TWO, "office"),
    Operation("POST", "/v1/own-rules/trial", "own_rules_trial", own_trial, OFFICE, "office", body=shapes.Trial),
    Operation("POST", "/v1/own-rules", "own_rules_ask", own_ask, OFFICE, "office", body=shapes.OwnRule, statuses=(201,)),
    Operation("POST", "/v1/own-rules/{change}", "own_rules_settle", own_settle, _TWO, "office", body=shapes.Settle),
)
