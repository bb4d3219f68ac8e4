"""The offices over HTTP: the secrecy office, the two administrators, the auditor.

In: `Ask`s. Out: `Reply`s. Law: none of the three officers sees a document.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from outscan.gate import cases, overview, rollout
from outscan.gate.auth import accounts, sessions
from outscan.gate.http import shapes
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import BOTH, OFFICE, SECURITY, STAFF, SYSTEM, Operation, Parameter, integer
from outscan.gate.http.reply import Reply
from outscan.gate.keeping import recheck, reload
from outscan.gate.states import APPROVERS, OFFICERS, Role
from outscan.gate.tables import ACCOUNTS

_OWNERS = frozenset(APPROVERS)


async def accounts_list(ask: Ask) -> Reply:
    """GET /v1/accounts."""
    return Reply({"accounts": await ask.read(accounts.listed)})


async def colleagues(ask: Ask) -> Reply:
    """GET /v1/colleagues: who may be asked, by name: approvers and deputies, never the three officers."""

    def look(link: Connection) -> list[dict[str, object]]:
        rows = link.execute(select(ACCOUNTS).where(ACCOUNTS.c.state == accounts.ACTIVE).order_by(ACCOUNTS.c.name)).all()
        return [
            {"id": row.id, "name": row.name, "department": row.department, "roles": sorted(accounts.roles_of(row))}
            for row in rows
            if not accounts.roles_of(row) & (OFFICERS | {Role.SERVICE})
        ]

    return Reply({"colleagues": await ask.read(look)})


async def accounts_create(ask: Ask) -> Reply:
    """POST /v1/accounts: an account without rights, and the change that would give it some."""
    body = await ask.body_as(shapes.NewAccount)
    ask.must_be_fresh()
    plain = {"name": body.name, "department": body.department, "kind": body.kind, "language": body.language}
    account, change, password = await ask.write(lambda link: accounts.create(link, ask.who, body.login, plain, body.roles))
    return Reply({"account": account, "change": change, "password": password or None}, 201)


async def accounts_disable(ask: Ask) -> Reply:
    """DELETE /v1/accounts/{account}: out of use at once. Taking rights needs one; giving them needs two."""
    ask.must_be_fresh()
    await ask.write(lambda link: accounts.disable(link, ask.who, ask.path["account"]))
    return Reply(None, 204)


async def changes_list(ask: Ask) -> Reply:
    """GET /v1/changes."""
    return Reply({"changes": await ask.read(accounts.changes)})


async def changes_ask(ask: Ask) -> Reply:
    """POST /v1/changes: ask for a change that another officer must confirm."""
    body = await ask.body_as(shapes.Change)
    ask.must_be_fresh()
    payload: dict[str, Any] = {"reason": body.reason}
    if body.kind in {"roles", "token"}:
        await ask.read(lambda link: accounts.find(link, body.account))
        payload |= {"account": body.account}
    if body.kind == "roles":
        payload |= {"roles": [one.value for one in body.roles]}
    if body.kind == "token":
        payload |= {"scopes": list(body.scopes), "label": body.label, "days": body.days}
    if body.kind == "modes":
        payload |= {"modes": [shapes.plain(one) for one in body.modes]}
    return Reply({"id": await ask.write(lambda link: accounts.ask(link, ask.who, body.kind, payload))}, 201)


async def changes_settle(ask: Ask) -> Reply:
    """POST /v1/changes/{change}: the second officer's word. A confirmed token is shown once, here."""
    body = await ask.body_as(shapes.Settle)
    ask.must_be_fresh()

    def settle(link: Connection) -> tuple[str, dict[str, Any], str]:
        kind, payload = accounts.settle(link, ask.who, ask.path["change"], agree=body.agree)
        secret = ""
        if body.agree and kind == "token":
            secret = sessions.issue(link, ask.who, payload["account"], payload)[1]
        if body.agree and kind == "modes":
            rollout.keep_modes(link, rollout.read_modes(payload["modes"]))
        return kind, payload, secret

    kind, payload, secret = await ask.write(settle)
    if body.agree and kind == "modes":
        ask.house.adopt_modes(rollout.read_modes(payload["modes"]))
    if body.agree and kind == "pack":
        await ask.run(lambda: reload(ask.house, ask.who))
        await ask.write(lambda link: recheck(link, ask.house, ask.who))
    return Reply({"kind": kind, "state": "confirmed" if body.agree else "rejected", "token": secret or None})


async def tokens_list(ask: Ask) -> Reply:
    """GET /v1/tokens."""
    return Reply({"tokens": await ask.read(sessions.tokens)})


async def tokens_revoke(ask: Ask) -> Reply:
    """DELETE /v1/tokens/{token}."""
    await ask.write(lambda link: sessions.revoke(link, ask.who, ask.path["token"]))
    return Reply(None, 204)


async def deputies_list(ask: Ask) -> Reply:
    """GET /v1/deputies: who stands in for the asker, and for whom the asker stands in."""
    return Reply(await ask.read(lambda link: cases.standing(link, ask.who)))


async def deputies_name(ask: Ask) -> Reply:
    """POST /v1/deputies: 委托."""
    body = await ask.body_as(shapes.Deputy)
    ask.must_be_fresh()
    made = await ask.write(lambda link: cases.delegate(link, ask.who, body.deputy, Role(body.role), body.until))
    return Reply({"id": made}, 201)


async def deputies_end(ask: Ask) -> Reply:
    """DELETE /v1/deputies/{deputy}."""
    await ask.write(lambda link: cases.undelegate(link, ask.who, ask.path["deputy"]))
    return Reply(None, 204)


async def month(ask: Ask) -> Reply:
    """GET /v1/months: 汇总表 of a month, with the record's head for its foot."""
    return Reply(await ask.read(lambda link: overview.month(link, ask.number("year"), ask.number("month"))))


async def would(ask: Ask) -> Reply:
    """GET /v1/would-have-stopped: what a door that only watches let pass."""
    return Reply(await ask.read(lambda link: rollout.would_have_stopped(link, ask.number("days"))))


async def alarms(ask: Ask) -> Reply:
    """GET /v1/false-alarms."""
    return Reply(await ask.read(overview.false_alarms))


async def alarms_answer(ask: Ask) -> Reply:
    """POST /v1/false-alarms/{alarm}: the officer's answer."""
    body = await ask.body_as(shapes.Answered)
    await ask.write(lambda link: overview.answer(link, ask.who, ask.path["alarm"], body.outcome, body.answer))
    return Reply({"state": body.outcome})


async def clocks_list(ask: Ask) -> Reply:
    """GET /v1/clocks."""
    return Reply({"clocks": await ask.read(overview.clocks)})


async def clocks_start(ask: Ask) -> Reply:
    """POST /v1/clocks: 疑似泄密 or 待定密."""
    body = await ask.body_as(shapes.Clock)

    def start(link: Connection) -> Reply:
        return Reply(overview.start_clock(link, ask.who, ask.house.calendar, shapes.plain(body)), 201)

    return await ask.once(start)


async def clocks_stop(ask: Ask) -> Reply:
    """DELETE /v1/clocks/{clock}."""
    await ask.write(lambda link: overview.stop_clock(link, ask.who, ask.path["clock"]))
    return Reply(None, 204)


OPERATIONS = (
    Operation("GET", "/v1/accounts", "account_list", accounts_list, BOTH, "system"),
    Operation("GET", "/v1/colleagues", "colleagues", colleagues, STAFF, "case"),
    Operation(
        "POST",
        "/v1/accounts",
        "account_create",
        accounts_create,
        SYSTEM,
        "system",
        body=shapes.NewAccount,
        statuses=(201,),
        secret=True,
    ),
    Operation("DELETE", "/v1/accounts/{account}", "account_disable", accounts_disable, BOTH, "system", statuses=(204,)),
    Operation("GET", "/v1/changes", "change_list", changes_list, BOTH, "security"),
    Operation("POST", "/v1/changes", "change_ask", changes_ask, BOTH, "security", body=shapes.Change, statuses=(201,)),
    Operation("POST", "/v1/changes/{change}", "change_settle", changes_settle, BOTH, "security", body=shapes.Settle, secret=True),
    Operation("GET", "/v1/tokens", "token_list", tokens_list, BOTH, "security"),
    Operation("DELETE", "/v1/tokens/{token}", "token_revoke", tokens_revoke, BOTH, "security", statuses=(204,)),
    Operation("GET", "/v1/deputies", "deputy_list", deputies_list, _OWNERS, "case"),
    Operation("POST", "/v1/deputies", "deputy_name", deputies_name, _OWNERS, "case", body=shapes.Deputy, statuses=(201,)),
    Operation("DELETE", "/v1/deputies/{deputy}", "deputy_end", deputies_end, _OWNERS, "case", statuses=(204,)),
    Operation(
        "GET",
        "/v1/months",
        "month",
        month,
        OFFICE | {Role.LEADER},
        "office",
        query=(Parameter("year", integer(2000, 9998, 2026)), Parameter("month", integer(1, 12, 1))),
    ),
    Operation(
        "GET",
        "/v1/would-have-stopped",
        "would_have_stopped",
        would,
        OFFICE | SECURITY,
        "office",
        query=(Parameter("days", integer(1, 366, 14)),),
    ),
    Operation("GET", "/v1/false-alarms", "false_alarm_list", alarms, OFFICE | SECURITY, "office"),
    Operation("POST", "/v1/false-alarms/{alarm}", "false_alarm_answer", alarms_answer, OFFICE, "office", body=shapes.Answered),
    Operation("GET", "/v1/clocks", "clock_list", clocks_list, OFFICE, "office"),
    Operation("POST", "/v1/clocks", "clock_start", clocks_start, STAFF, "case", body=shapes.Clock, statuses=(201,), once=True),
    Operation("DELETE", "/v1/clocks/{clock}", "clock_stop", clocks_stop, OFFICE, "office", statuses=(204,)),
)
