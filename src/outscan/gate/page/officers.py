"""The three officers: the auditor's record, the administrator's machine, accounts and tokens, the security administrator's word.

In: `Ask`s. Out: pages. Law: none of them sees a document; each has pages of his own; what two must do no page does for one.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from typing import Any

from outscan.gate import moment
from outscan.gate.faults import Refused
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import AUDIT, BOTH, SYSTEM, Operation, Parameter, choice, integer
from outscan.gate.http.reply import Reply
from outscan.gate.page.forms import MENDABLE, fields_of, number, one, sentence
from outscan.gate.page.inside import answer_of, call, prove
from outscan.gate.page.look import go, page, teller
from outscan.gate.states import Role
from outscan.words.gate import GATE

_PAGE = 100
_SCOPES = ("scan", "content", "case", "release", "office", "system", "security", "audit", "metrics")
_ROLES = tuple(role.value for role in Role)
_TYPED = ("login", "name", "department", "kind", "language", "label", "days", "reason", "account")


async def audit(ask: Ask) -> Reply:
    """GET /audit: the anchor and the record, the newest page first."""
    return await _audit(ask, None)


async def _audit(ask: Ask, found: dict[str, Any] | None) -> Reply:
    head = await answer_of(ask, "audit_head")
    newest = max(0, head["seq"] - _PAGE)
    after = min(int(ask.query("after", str(newest))), head["seq"]) if ask.operation.method == "GET" else newest
    events = (await answer_of(ask, "audit_list", query={"after": after, "limit": _PAGE}))["events"]
    faults = (
        [GATE[f"audit_fault_{f['kind']}"][ask.language == "en"].format(seq=f["seq"]) for f in found["faults"]] if found else []
    )
    if act := ask.query("act") if ask.operation.method == "GET" else "":
        events = [event for event in events if event["act"].startswith(act)]
    values = {"anchor": head["anchor"], "events": events, "found": found, "faults": faults, "act": act}
    earlier, later = max(0, after - _PAGE), after + _PAGE if after + _PAGE < head["seq"] else None
    return await page(ask, "audit.html", earlier=earlier if after else None, later=later, after=after, **values)


async def verify(ask: Ask) -> Reply:
    """POST /audit: walk the whole chain now."""
    return await _audit(ask, await answer_of(ask, "audit_verify"))


async def export(ask: Ask) -> Reply:
    """GET /audit/export: the record as lines."""
    return await call(ask, "audit_export")


async def system(ask: Ask) -> Reply:
    """GET /system: health, versions, levels, space, backups; no document and no case."""
    return await _system(ask)


async def backup(ask: Ask) -> Reply:
    """POST /system: copy the database now."""
    fields = await fields_of(ask)
    if wrong := await prove(ask, fields):
        return await _system(ask, wrong)
    await call(ask, "backup_make", {})
    return go("/system")


async def _system(ask: Ask, wrong: str = "") -> Reply:
    state = await answer_of(ask, "state")
    try:
        await call(ask, "ready")
        unwell = ""
    except Refused as refused:
        unwell = GATE[f"problem_{refused.kind}"][ask.language == "en"]
    free = (await ask.run(lambda: shutil.disk_usage(ask.house.spool.folder))).free
    house = ask.house
    values: dict[str, Any] = {
        "system": state,
        "unwell": unwell,
        "free": free,
        "sqlite": house.store.sqlite,
        "backups": await answer_of(ask, "backup_list"),
        "workers": house.engine.workers,
        "doors": [name for name in ("icap", "smtp", "clamd") if getattr(house.settings, name).listen],
        "anchors": len(house.settings.audit.anchor_files) + bool(house.settings.audit.anchor_syslog),
        "keep": house.settings.keep,
        "ocr": house.scanner.config.ocr,
        "wrong": wrong,
    }
    return await page(ask, "system.html", status=422 if wrong else 200, **values)


async def accounts(ask: Ask) -> Reply:
    """GET /accounts: accounts and tokens, and the forms of the administrator who asks for them."""
    return await _accounts(ask)


async def _accounts(
    ask: Ask, wrong: str = "", typed: Mapping[str, str] | None = None, made: Mapping[str, Any] | None = None, status: int = 200
) -> Reply:
    found = (await answer_of(ask, "account_list"))["accounts"]
    tokens = (await answer_of(ask, "token_list"))["tokens"]
    names = {one["id"]: one["name"] or one["login"] for one in found}
    values: dict[str, Any] = {
        "accounts": found,
        "tokens": tokens,
        "names": names,
        "roles": _ROLES,
        "scopes": _SCOPES,
        "services": [one for one in found if Role.SERVICE.value in one["roles"]],
        "system_admin": ask.who.holds(Role.SYSTEM_ADMIN),
        "wrong": wrong,
        "made": made,
        "typed": {name: (typed or {}).get(name, "") for name in _TYPED},
        "now": moment.here(),
    }
    return await page(ask, "accounts.html", status=status, **values)


async def accounts_do(ask: Ask) -> Reply:
    """POST /accounts: create, ask for roles or a token, take out of use, revoke."""
    fields = await fields_of(ask)
    typed, do = {name: one(fields, name) for name in _TYPED}, one(fields, "do")
    if wrong := await prove(ask, fields):
        return await _accounts(ask, teller(ask.language)(wrong), typed, status=422)
    try:
        if do == "create":
            return await _accounts(ask, made=await answer_of(ask, "account_create", body=_new(typed, fields.get("role", []))))
        if do == "disable":
            await call(ask, "account_disable", path={"account": typed["account"]})
        elif do == "revoke":
            await call(ask, "token_revoke", path={"token": one(fields, "token")})
        else:
            await call(ask, "change_ask", _wanted(do, typed, fields))
            return go("/changes")
    except Refused as refused:
        if refused.kind not in MENDABLE | {"last_officer", "not_found"}:
            raise
        return await _accounts(ask, sentence(refused, ask.language), typed, status=refused.status)
    return go("/accounts")


def _new(typed: Mapping[str, str], roles: list[str]) -> dict[str, Any]:
    return {
        "login": typed["login"],
        "name": typed["name"],
        "department": typed["department"],
        "kind": typed["kind"] or "local",
        "language": typed["language"] or "zh-CN",
        "roles": roles,
    }


def _wanted(do: str, typed: Mapping[str, str], fields: dict[str, list[str]]) -> dict[str, Any]:
    body: dict[str, Any] = {"kind": do, "reason": typed["reason"]}
    if do in {"roles", "token"}:
        body["account"] = typed["account"]
    if do == "roles":
        body["roles"] = fields.get("role", [])
    if do == "token":
        body |= {"scopes": fields.get("scope", []), "label": typed["label"], "days": number(fields, "days", 365)}
    if do == "modes":
        rows = zip(fields.get("door", []), fields.get("recipients", []), fields.get("mode", []), strict=False)
        body["modes"] = [{"door": door, "recipients": who, "mode": mode} for door, who, mode in rows if mode]
    return body


async def changes(ask: Ask) -> Reply:
    """GET /changes: what waits for a second officer, and what was settled."""
    return await _changes(ask)


async def _changes(ask: Ask, wrong: str = "", token: str = "", status: int = 200) -> Reply:
    found = [
        one for one in (await answer_of(ask, "change_list"))["changes"] if one["kind"] in {"roles", "token", "modes", "pack"}
    ]
    names = {one["id"]: one["name"] or one["login"] for one in (await answer_of(ask, "account_list"))["accounts"]}
    modes = (await answer_of(ask, "state"))["modes"]
    values: dict[str, Any] = {
        "waiting": [one for one in found if one["state"] == "asked"],
        "settled": [one for one in found if one["state"] != "asked"][:50],
        "names": names,
        "modes": [*modes, *([{"door": "", "recipients": "", "mode": ""}] * 2)],
        "wrong": wrong,
        "token_shown": token,
    }
    return await page(ask, "changes.html", status=status, **values)


async def changes_ask(ask: Ask) -> Reply:
    """POST /changes: ask for another table of modes, or for the rules to be read again."""
    fields = await fields_of(ask)
    typed = {name: one(fields, name) for name in _TYPED}
    if wrong := await prove(ask, fields):
        return await _changes(ask, teller(ask.language)(wrong), status=422)
    try:
        await call(ask, "change_ask", _wanted(one(fields, "do"), typed, fields))
    except Refused as refused:
        if refused.kind not in MENDABLE:
            raise
        return await _changes(ask, sentence(refused, ask.language), status=refused.status)
    return go("/changes")


async def changes_settle(ask: Ask) -> Reply:
    """POST /changes/{change}: the second officer's word; a token is shown once, here."""
    fields = await fields_of(ask)
    if wrong := await prove(ask, fields):
        return await _changes(ask, teller(ask.language)(wrong), status=422)
    try:
        settled = await answer_of(ask, "change_settle", body={"agree": one(fields, "agree") == "yes"})
    except Refused as refused:
        if refused.kind not in MENDABLE | {"last_officer"}:
            raise
        return await _changes(ask, sentence(refused, ask.language), status=refused.status)
    return await _changes(ask, token=settled["token"]) if settled["token"] else go("/changes")


_AFTER = (
    Parameter("after", integer(0, 999_999_999_999, 0)),
    Parameter("act", choice("", "scan", "case", "release", "session", "account", "change", "content", "report", "audit")),
)
PAGES = (
    Operation("GET", "/audit", "page_audit", audit, AUDIT, "audit", query=_AFTER, media="text/html"),
    Operation("POST", "/audit", "page_audit_verify", verify, AUDIT, "audit", media="text/html"),
    Operation("GET", "/audit/export", "page_audit_export", export, AUDIT, "audit", media="*/*"),
    Operation("GET", "/system", "page_system", system, SYSTEM, "system", media="text/html"),
    Operation("POST", "/system", "page_backup", backup, SYSTEM, "system", statuses=(303,), media="text/html"),
    Operation("GET", "/accounts", "page_accounts", accounts, BOTH, "system", media="text/html"),
    Operation("POST", "/accounts", "page_accounts_do", accounts_do, BOTH, "system", statuses=(200, 303), media="text/html"),
    Operation("GET", "/changes", "page_changes", changes, BOTH, "security", media="text/html"),
    Operation("POST", "/changes", "page_changes_ask", changes_ask, BOTH, "security", statuses=(303,), media="text/html"),
    Operation(
        "POST",
        "/changes/{change}",
        "page_changes_settle",
        changes_settle,
        BOTH,
        "security",
        statuses=(200, 303),
        media="text/html",
    ),
)
