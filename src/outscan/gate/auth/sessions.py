"""Sessions on the server and tokens of services: random, kept as digests, ended by the server.

In: a connection and what a request brought. Out: `Who`, or None. A session slides to its idle end and stops at its whole length.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select, update

from outscan.gate import moment
from outscan.gate.audit.record import append
from outscan.gate.auth.accounts import ACTIVE, find, roles_of
from outscan.gate.faults import Refused
from outscan.gate.settings import Auth
from outscan.gate.states import Role
from outscan.gate.tables import ACCOUNTS, SESSIONS, TOKENS
from outscan.gate.who import Who

SEEN_SECONDS = 60
"""How often a session in use is noted; more would be a write for every request."""
SCOPES = ("scan", "content", "case", "decide", "release", "office", "system", "security", "audit", "metrics")
"""What a token may be given, each a family of routes (docs/gate.md)."""


def digest(secret: str) -> str:
    """What is kept of a session's or a token's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def begin(link: Connection, account: str, source: str, auth: Auth, *, proved: bool) -> tuple[str, Who]:
    """A new session: its secret, given out once, and who it stands for."""
    secret, at = secrets.token_urlsafe(32), moment.here()
    link.execute(
        insert(SESSIONS).values(
            digest=digest(secret),
            account=account,
            csrf=secrets.token_hex(16),
            created=at,
            seen=at,
            expires=moment.ahead(auth.session_seconds),
            proved=at if proved else "",
            source=source,
        )
    )
    who = of_session(link, secret, source, auth)
    if who is None:
        raise Refused("unauthenticated")
    append(link, who, "session.begun", f"account:{account}")
    return secret, who


def of_session(link: Connection, secret: str, source: str, auth: Auth) -> Who | None:
    """Who a session's secret stands for, None where it is unknown, over or idle for too long."""
    row = link.execute(
        select(SESSIONS, ACCOUNTS.c.login, ACCOUNTS.c.name, ACCOUNTS.c.roles, ACCOUNTS.c.language, ACCOUNTS.c.must_change)
        .join(ACCOUNTS, ACCOUNTS.c.id == SESSIONS.c.account)
        .where(SESSIONS.c.digest == digest(secret), ACCOUNTS.c.state == ACTIVE)
    ).first()
    if row is None or row.expires <= moment.here() or row.seen <= moment.ahead(-auth.idle_seconds):
        return None
    return Who(
        row.account,
        row.login,
        row.name,
        frozenset(Role(one) for one in json.loads(row.roles)),
        source,
        session=row.digest,
        proved=row.proved,
        csrf=row.csrf,
        must_change=bool(row.must_change),
        language=row.language,
    )


def is_due(link: Connection, who: Who) -> bool:
    """Whether the session's last use should be noted again."""
    seen = link.execute(select(SESSIONS.c.seen).where(SESSIONS.c.digest == who.session)).scalar()
    return bool(seen and seen <= moment.ahead(-SEEN_SECONDS))


def touch(link: Connection, who: Who) -> None:
    """Note that a session is in use."""
    link.execute(update(SESSIONS).where(SESSIONS.c.digest == who.session).values(seen=moment.here()))


def prove(link: Connection, who: Who) -> None:
    """Note that whoever holds the session has just given the password again."""
    link.execute(update(SESSIONS).where(SESSIONS.c.digest == who.session).values(proved=moment.here()))


def is_fresh(who: Who, auth: Auth) -> bool:
    """Whether the password was given lately enough for a decision."""
    return bool(who.proved) and moment.now() - moment.read(who.proved) <= timedelta(seconds=auth.fresh_seconds)


def end(link: Connection, who: Who) -> None:
    """End a session."""
    link.execute(delete(SESSIONS).where(SESSIONS.c.digest == who.session))
    append(link, who, "session.ended", f"account:{who.account}")


def issue(link: Connection, who: Who, account: str, given: dict[str, object]) -> tuple[str, str]:
    """A token for a service account: (id, secret given out once)."""
    row = find(link, account)
    scopes = [str(one) for one in given.get("scopes", ())] if isinstance(given.get("scopes"), list) else []  # type: ignore[attr-defined]
    if Role.SERVICE not in roles_of(row) or not scopes or not set(scopes) <= set(SCOPES):
        raise Refused("unusable", "scopes")
    days = int(str(given.get("days", 365)))
    secret, token = f"ost_{secrets.token_urlsafe(32)}", uuid4().hex
    link.execute(
        insert(TOKENS).values(
            id=token,
            digest=digest(secret),
            account=account,
            label=str(given.get("label", "")),
            scopes=json.dumps(scopes),
            created=moment.here(),
            expires=moment.ahead(days * 86400),
            revoked="",
        )
    )
    append(link, who, "token.issued", f"token:{token}", detail={"account": account, "scopes": scopes, "days": days})
    return token, secret


def embedded_token(link: Connection, account: str, secret: str) -> None:
    """The one token of an embedded gate: this start's, every earlier one ends."""
    link.execute(delete(TOKENS).where(TOKENS.c.account == account))
    link.execute(
        insert(TOKENS).values(
            id=uuid4().hex,
            digest=digest(secret),
            account=account,
            label="embedded",
            scopes=json.dumps(["scan", "content", "case", "release"]),
            created=moment.here(),
            expires=moment.ahead(30 * 86400),
            revoked="",
        )
    )


def revoke(link: Connection, who: Who, token: str) -> None:
    """End a token at once."""
    done = link.execute(update(TOKENS).where(TOKENS.c.id == token, TOKENS.c.revoked == "").values(revoked=moment.here()))
    if not done.rowcount:
        raise Refused("not_found", "token")
    append(link, who, "token.revoked", f"token:{token}")


def tokens(link: Connection) -> list[dict[str, object]]:
    """All tokens as they may be shown."""
    rows = link.execute(select(TOKENS).order_by(TOKENS.c.created.desc())).all()
    return [
        {
            "id": row.id,
            "account": row.account,
            "label": row.label,
            "scopes": json.loads(row.scopes),
            "created": row.created,
            "expires": row.expires,
            "revoked": row.revoked or None,
        }
        for row in rows
    ]


def of_token(link: Connection, secret: str, source: str) -> Who | None:
    """Who a token stands for, None where it is unknown, over or revoked."""
    row = link.execute(
        select(TOKENS, ACCOUNTS.c.login, ACCOUNTS.c.name, ACCOUNTS.c.roles, ACCOUNTS.c.language)
        .join(ACCOUNTS, ACCOUNTS.c.id == TOKENS.c.account)
        .where(TOKENS.c.digest == digest(secret), ACCOUNTS.c.state == ACTIVE)
    ).first()
    if row is None or row.revoked or row.expires <= moment.here():
        return None
    return Who(
        row.account,
        row.login,
        row.name,
        frozenset(Role(one) for one in json.loads(row.roles)),
        source,
        scopes=frozenset(json.loads(row.scopes)),
        language=row.language,
    )
