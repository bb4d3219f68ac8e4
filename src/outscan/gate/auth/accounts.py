"""Accounts: made by one officer, given rights by another; the three officers are exclusive and never all gone.

In: a connection, who asks. Out: rows; `Refused` where the rules say no. Every change of rights is an event of the record.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, select, update

from outscan.gate import moment
from outscan.gate.audit.record import append
from outscan.gate.auth.passwords import hashed, one_time
from outscan.gate.faults import Refused
from outscan.gate.states import OFFICERS, Role, exclusive
from outscan.gate.tables import ACCOUNTS, CHANGES, SESSIONS, TOKENS
from outscan.gate.who import GATE, Who

FIRST = {"sysadmin": Role.SYSTEM_ADMIN, "secadmin": Role.SECURITY_ADMIN, "auditor": Role.AUDITOR}
"""The accounts of the first start."""
PENDING, ACTIVE, DISABLED = "pending", "active", "disabled"
PEERS = {Role.SYSTEM_ADMIN: Role.SECURITY_ADMIN, Role.SECURITY_ADMIN: Role.SYSTEM_ADMIN}
"""Who confirms what the other asked for."""


def roles_of(row: Row[Any]) -> frozenset[Role]:
    """The roles of an account's row."""
    return frozenset(Role(one) for one in json.loads(row.roles))


def find(link: Connection, account: str) -> Row[Any]:
    """The row of an account. Raises Refused where there is none."""
    row = link.execute(select(ACCOUNTS).where(ACCOUNTS.c.id == account)).first()
    if row is None:
        raise Refused("not_found", "account")
    return row


def by_login(link: Connection, login: str) -> Row[Any] | None:
    """The row of a login, None where there is none."""
    return link.execute(select(ACCOUNTS).where(ACCOUNTS.c.login == login)).first()


def listed(link: Connection) -> list[dict[str, object]]:
    """All accounts as they may be shown: never a hash."""
    rows = link.execute(select(ACCOUNTS).order_by(ACCOUNTS.c.login)).all()
    return [shown(row) for row in rows]


def shown(row: Row[Any]) -> dict[str, object]:
    """An account on the wire."""
    return {
        "id": row.id,
        "login": row.login,
        "name": row.name,
        "department": row.department,
        "roles": json.loads(row.roles),
        "kind": row.kind,
        "state": row.state,
        "created": row.created,
    }


def holders(link: Connection) -> dict[str, frozenset[Role]]:
    """Every active account and its roles."""
    return {row.id: roles_of(row) for row in link.execute(select(ACCOUNTS).where(ACCOUNTS.c.state == ACTIVE)).all()}


def first_officers(link: Connection) -> dict[str, str]:
    """Make the three officers where there is no account at all; login → one-time password, empty where there are accounts."""
    if link.execute(select(ACCOUNTS.c.id).limit(1)).first() is not None:
        return {}
    made = {}
    for login, role in FIRST.items():
        made[login] = one_time()
        _insert(link, login, {"kind": "local", "name": login}, [role], made[login], ACTIVE)
        append(link, GATE, "account.first", f"account:{login}", detail={"roles": [role.value]})
    return made


def _insert(link: Connection, login: str, person: Mapping[str, str], roles: Iterable[Role], password: str, state: str) -> str:
    account = uuid4().hex
    link.execute(
        insert(ACCOUNTS).values(
            id=account,
            login=login,
            name=person.get("name") or login,
            department=person.get("department", ""),
            roles=json.dumps([one.value for one in roles]),
            kind=person.get("kind", "local"),
            password=hashed(password) if password else "",
            state=state,
            must_change=int(bool(password)),
            language=person.get("language") or "zh-CN",
            created=moment.here(),
        )
    )
    return account


def only_person(link: Connection, name: str) -> str:
    """The account of the one person of an embedded gate, made where there is none."""
    known = by_login(link, name)
    if known is not None:
        return str(known.id)
    account = _insert(link, name, {"kind": "embedded"}, [Role.HANDLER], "", ACTIVE)
    append(link, GATE, "account.embedded", f"account:{name}", detail={"roles": [Role.HANDLER.value]})
    return account


def create(link: Connection, who: Who, login: str, person: Mapping[str, str], roles: Iterable[Role]) -> tuple[str, str, str]:
    """A new account without rights, and the change that would give it some: (account, change, one-time password).

    The system administrator creates; the security administrator activates.
    """
    wanted = list(dict.fromkeys(roles))
    if not exclusive(wanted) or not wanted:
        raise Refused("unusable", "roles")
    if by_login(link, login) is not None:
        raise Refused("conflict", "login")
    password = one_time() if person.get("kind", "local") == "local" and Role.SERVICE not in wanted else ""
    account = _insert(link, login, person, [], password, PENDING)
    append(link, who, "account.created", f"account:{account}", detail={"login": login})
    change = ask(link, who, "roles", {"account": account, "roles": [one.value for one in wanted]})
    return account, change, password


def disable(link: Connection, who: Who, account: str) -> None:
    """Take an account out of use at once: its sessions and tokens end. Never the last of an officer's kind."""
    row = find(link, account)
    _not_last(link, row, frozenset())
    link.execute(update(ACCOUNTS).where(ACCOUNTS.c.id == account).values(state=DISABLED, roles="[]"))
    _end(link, account)
    append(link, who, "account.disabled", f"account:{account}", detail={"login": row.login})


def _end(link: Connection, account: str) -> None:
    link.execute(SESSIONS.delete().where(SESSIONS.c.account == account))
    link.execute(update(TOKENS).where(TOKENS.c.account == account, TOKENS.c.revoked == "").values(revoked=moment.here()))


def _not_last(link: Connection, row: Row[Any], after: frozenset[Role]) -> None:
    for role in (roles_of(row) & OFFICERS) - after:
        if not any(role in held for account, held in holders(link).items() if account != row.id):
            raise Refused("last_officer", role.value)


def set_roles(link: Connection, who: Who, account: str, roles: Iterable[Role]) -> None:
    """Give an account its roles: the second person's half of a change."""
    row, wanted = find(link, account), frozenset(roles)
    if not exclusive(wanted):
        raise Refused("unusable", "roles")
    _not_last(link, row, wanted)
    before = sorted(roles_of(row))
    link.execute(
        update(ACCOUNTS)
        .where(ACCOUNTS.c.id == account)
        .values(roles=json.dumps(sorted(wanted)), state=ACTIVE if wanted else DISABLED)
    )
    _end(link, account)
    append(link, who, "account.roles", f"account:{account}", detail={"before": before, "after": sorted(wanted)})


def set_password(link: Connection, who: Who, account: str, kept: str) -> None:
    """Keep a new hash; every other session of the account ends."""
    link.execute(update(ACCOUNTS).where(ACCOUNTS.c.id == account).values(password=kept, must_change=0))
    link.execute(SESSIONS.delete().where(SESSIONS.c.account == account, SESSIONS.c.digest != who.session))
    append(link, who, "account.password", f"account:{account}")


def ask(link: Connection, who: Who, kind: str, payload: Mapping[str, object]) -> str:
    """Ask for a change of rights, rules or modes, which another officer must confirm."""
    change = uuid4().hex
    text = json.dumps(payload, ensure_ascii=False, sort_keys=True)
    link.execute(
        insert(CHANGES).values(
            id=change,
            kind=kind,
            payload=text,
            state="asked",
            asked_by=who.account,
            asked=moment.here(),
            settled_by="",
            settled="",
        )
    )
    append(link, who, "change.asked", f"change:{change}", detail={"kind": kind, **payload})
    return change


def changes(link: Connection) -> list[dict[str, object]]:
    """All changes, newest first."""
    rows = link.execute(select(CHANGES).order_by(CHANGES.c.asked.desc()).limit(500)).all()
    return [{**row._asdict(), "payload": json.loads(row.payload)} for row in rows]


def settle(link: Connection, who: Who, change: str, *, agree: bool) -> tuple[str, dict[str, Any]]:
    """Confirm or reject a change: (kind, payload). Raises Refused unless a second officer, the asker's peer, does it."""
    row = link.execute(select(CHANGES).where(CHANGES.c.id == change).with_for_update()).first()
    if row is None:
        raise Refused("not_found", "change")
    if row.state != "asked":
        raise Refused("state", row.state)
    asker = find(link, row.asked_by)
    peers = {PEERS[role] for role in roles_of(asker) if role in PEERS}
    if agree and (row.asked_by == who.account or not who.roles & peers):
        raise Refused("own_case", "change")
    state = "confirmed" if agree else "rejected"
    link.execute(update(CHANGES).where(CHANGES.c.id == change).values(state=state, settled_by=who.account, settled=moment.here()))
    payload: dict[str, Any] = json.loads(row.payload)
    append(link, who, f"change.{state}", f"change:{change}", detail={"kind": row.kind, **payload})
    if agree and row.kind == "roles":
        set_roles(link, who, payload["account"], [Role(one) for one in payload["roles"]])
    return row.kind, payload
