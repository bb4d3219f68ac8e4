"""Signing on elsewhere: CAS and OpenID Connect as redirects; and a page's session for the one person of an embedded gate.

In: `Ask`s. Out: redirects with a cookie. Law: what was begun here is finished here (state, nonce, PKCE in a sealed cookie of ten
minutes); an unknown login gets no account.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from http.cookies import CookieError, SimpleCookie

from sqlalchemy import Connection

from outscan.errors import StoreError
from outscan.gate import moment
from outscan.gate.auth import accounts, sessions, signon
from outscan.gate.faults import Refused
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import Operation, Parameter
from outscan.gate.http.reply import Reply
from outscan.gate.http.signing import cookie, shown
from outscan.gate.states import Role
from outscan.gate.who import Who

_BEGUN = "outscan-signon"
_SECONDS = 600
_TEXT: dict[str, object] = {"type": "string", "maxLength": 2048}


def _base(ask: Ask) -> str:
    base = ask.house.settings.http.base_url.rstrip("/")
    if not base:
        raise Refused("not_found")
    return base


async def _begin(ask: Ask, login: str, kind: str) -> Reply:
    def begin(link: Connection) -> tuple[str, Who]:
        row = signon.account_of(link, login, kind)
        return sessions.begin(link, row.id, ask.source, ask.house.settings.auth, proved=True)

    secret, _ = await ask.write(begin)
    return Reply(None, 303, {"Location": "/", "Set-Cookie": cookie(secret, secure=ask.secure)})


async def cas(ask: Ask) -> Reply:
    """GET /v1/signon/cas: to the CAS server, and back with a ticket."""
    settings = ask.house.settings.auth.cas
    if not settings.server:
        raise Refused("not_found")
    service = f"{_base(ask)}/v1/signon/cas"
    ticket = ask.query("ticket")
    if not ticket:
        return Reply(None, 303, {"Location": signon.cas_address(settings, service)})
    login = await ask.run(lambda: signon.cas_login(settings, service, ticket))
    return await _begin(ask, login, "cas")


async def oidc(ask: Ask) -> Reply:
    """GET /v1/signon/oidc: to the provider, with state, nonce and a PKCE challenge."""
    settings = ask.house.settings.auth.oidc
    if not settings.issuer:
        raise Refused("not_found")
    redirect = f"{_base(ask)}/v1/signon/oidc/return"
    metadata = await ask.run(lambda: signon.oidc_metadata(settings))
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    text = json.dumps([state, nonce, verifier, moment.ahead(_SECONDS)])
    kept = ask.house.vault.cloak(text, "signon")
    # Lax: the way back is a navigation from the provider's site.
    parts = [f"{_BEGUN}={kept}", "Path=/v1/signon", "HttpOnly", "SameSite=Lax", f"Max-Age={_SECONDS}"]
    address = signon.oidc_address(settings, metadata, redirect, state, nonce, challenge)
    return Reply(None, 303, {"Location": address, "Set-Cookie": "; ".join([*parts, *(["Secure"] if ask.secure else [])])})


async def oidc_return(ask: Ask) -> Reply:
    """GET /v1/signon/oidc/return: the provider's answer."""
    settings = ask.house.settings.auth.oidc
    if not settings.issuer:
        raise Refused("not_found")
    state, nonce, verifier = _begun(ask)
    if not secrets.compare_digest(state.encode(), ask.query("state").encode()) or not ask.query("code"):
        raise Refused("unauthenticated")
    redirect = f"{_base(ask)}/v1/signon/oidc/return"
    code = ask.query("code")

    def login() -> str:
        metadata = signon.oidc_metadata(settings)
        return signon.oidc_login(settings, metadata, redirect, code, verifier, nonce)

    return await _begin(ask, await ask.run(login), "oidc")


def _begun(ask: Ask) -> tuple[str, str, str]:
    """What was begun here, not longer than ten minutes ago. Raises Refused."""
    try:
        morsel = SimpleCookie(ask.headers.get("cookie", "")).get(_BEGUN)
        state, nonce, verifier, until = json.loads(ask.house.vault.uncloak(morsel.value if morsel else "", "signon"))
    except (CookieError, StoreError, ValueError):
        raise Refused("unauthenticated") from None
    if until <= moment.here():
        raise Refused("unauthenticated")
    return state, nonce, verifier


async def exchange(ask: Ask) -> Reply:
    """POST /v1/session/exchange: the embedded gate's one token for a session of its page."""

    def begin(link: Connection) -> tuple[str, Who]:
        if accounts.find(link, ask.who.account).kind != "embedded" or ask.who.session:
            raise Refused("unusable", "session")
        return sessions.begin(link, ask.who.account, ask.source, ask.house.settings.auth, proved=False)

    secret, who = await ask.write(begin)
    return Reply(shown(who), 200, {"Set-Cookie": cookie(secret, secure=ask.secure)})


OPERATIONS = (
    Operation(
        "GET", "/v1/signon/cas", "signon_cas", cas, public=True, query=(Parameter("ticket", _TEXT),), statuses=(303,), media="*/*"
    ),
    Operation("GET", "/v1/signon/oidc", "signon_oidc", oidc, public=True, statuses=(303,), media="*/*"),
    Operation(
        "GET",
        "/v1/signon/oidc/return",
        "signon_oidc_return",
        oidc_return,
        public=True,
        statuses=(303,),
        media="*/*",
        query=tuple(Parameter(name, _TEXT) for name in ("code", "state", "iss", "session_state", "error", "error_description")),
    ),
    Operation("POST", "/v1/session/exchange", "session_exchange", exchange, frozenset({Role.HANDLER}), "scan", secret=True),
)
