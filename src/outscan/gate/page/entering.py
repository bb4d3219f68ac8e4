"""Entering and leaving: a token of the embedded gate, an account and its password, the language, one's own password, our files.

In: `Ask`s. Out: pages and cookies. Law: a sign-on form answers to the cookie that came with it; the way back is our own.
"""

from __future__ import annotations

import hmac
import re
import secrets
from http.cookies import CookieError, SimpleCookie

from sqlalchemy import Connection

from outscan.gate.auth import throttle
from outscan.gate.faults import Refused
from outscan.gate.http import guard
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import EVERYBODY, Operation, Parameter, choice
from outscan.gate.http.reply import Reply
from outscan.gate.page.forms import fields_of, one
from outscan.gate.page.inside import call
from outscan.gate.page.look import HERE, LANGUAGE, go, page
from outscan.gate.who import Who

_FORM = "outscan-form"
_OURS = re.compile(r"/[A-Za-z0-9/_.%?=&-]*")
_FILES = {"style.css": "text/css; charset=utf-8", "page.js": "text/javascript; charset=utf-8"}


async def enter(ask: Ask) -> Reply:
    """GET /enter: the form, for a token or for an account."""
    return await _enter(ask, 200)


async def _enter(ask: Ask, status: int, failed: str = "", seconds: int = 0) -> Reply:
    token = secrets.token_hex(16)
    parts = [f"{_FORM}={token}", "Path=/enter", "HttpOnly", "SameSite=Strict", *(["Secure"] if ask.secure else [])]
    auth = ask.house.settings.auth
    values = {"form_token": token, "failed": failed, "seconds": seconds, "cas": auth.cas.server, "oidc": auth.oidc.issuer}
    return await page(ask, "enter.html", status=status, headers={"Set-Cookie": "; ".join(parts)}, **values)


async def entered(ask: Ask) -> Reply:
    """POST /enter: a session, and on to the first page."""
    fields = await fields_of(ask)
    try:
        morsel = SimpleCookie(ask.headers.get("cookie", "")).get(_FORM)
    except CookieError:
        morsel = None
    if morsel is None or not hmac.compare_digest(morsel.value.encode(), one(fields, "csrf").encode()):
        raise Refused("cross_site")
    try:
        if one(fields, "token"):
            reply = await _exchange(ask, one(fields, "token"))
        else:
            body = {"login": one(fields, "login"), "password": fields.get("password", [""])[-1]}
            reply = await call(ask, "session_begin", body)
    except Refused as refused:
        if refused.kind == "throttled":
            return await _enter(ask, 429, "enter_wait", refused.retry)
        if refused.kind in {"unauthenticated", "invalid", "unusable", "forbidden"}:
            return await _enter(ask, 401, "enter_failed")
        raise
    return go("/", {"Set-Cookie": reply.headers["Set-Cookie"]})


async def _exchange(ask: Ask, secret: str) -> Reply:
    """The embedded gate's token for a session; failures are counted as at a sign-on."""
    source = ("source", ask.source)
    wait = await ask.read(lambda link: throttle.waiting(link, *source))
    if wait:
        raise Refused("throttled", retry=wait)

    def known(link: Connection) -> Who:
        return guard.authenticate(link, ask.house.settings, "token", secret, ask.source, ask.headers, "")

    try:
        who = await ask.read(known)
    except Refused:
        await ask.write(lambda link: throttle.failed(link, *source, free=throttle.FREE_SOURCE))
        raise
    return await call(ask, "session_exchange", who=who)


async def leave(ask: Ask) -> Reply:
    """POST /leave: the session ends."""
    reply = await call(ask, "session_end")
    return go("/enter", {"Set-Cookie": reply.headers["Set-Cookie"]})


async def password(ask: Ask) -> Reply:
    """GET /password: one's own password."""
    return await page(ask, "password.html", done=ask.query("done") == "true")


async def password_set(ask: Ask) -> Reply:
    """POST /password: change it."""
    fields = await fields_of(ask)
    await call(ask, "password", {name: fields.get(name, [""])[-1] for name in ("current", "new")})
    return go("/password?done=true")


async def language(ask: Ask) -> Reply:
    """GET /language: the language of the pages, kept in a cookie, and back to where one was."""
    back = ask.query("back", "/")
    safe = back if _OURS.fullmatch(back) and not back.startswith("//") else "/"
    parts = [f"{LANGUAGE}={ask.query('to', 'zh-CN')}", "Path=/", "HttpOnly", "SameSite=Strict", "Max-Age=31536000"]
    return go(safe, {"Set-Cookie": "; ".join([*parts, *(["Secure"] if ask.secure else [])])})


async def static(ask: Ask) -> Reply:
    """GET /page/{name}: the stylesheet and the script, by a version of their own."""
    media = _FILES.get(ask.path["name"])
    if media is None:
        raise Refused("not_found", "file")
    data = await ask.run((HERE / ask.path["name"]).read_bytes)
    return Reply(data, 200, {"Cache-Control": "public, max-age=31536000, immutable"}, media)


_VERSION = Parameter("v", {"type": "string", "pattern": "^[0-9a-f]{12}$"})
_BACK = Parameter("back", {"type": "string", "maxLength": 512})
PAGES = (
    Operation("GET", "/enter", "page_enter", enter, public=True, media="text/html"),
    Operation("POST", "/enter", "page_entered", entered, public=True, statuses=(303,), media="text/html"),
    Operation("POST", "/leave", "page_leave", leave, EVERYBODY, "scan", statuses=(303,), media="text/html"),
    Operation(
        "GET",
        "/password",
        "page_password",
        password,
        EVERYBODY,
        "scan",
        query=(Parameter("done", choice("true")),),
        media="text/html",
    ),
    Operation("POST", "/password", "page_password_set", password_set, EVERYBODY, "scan", statuses=(303,), media="text/html"),
    Operation(
        "GET",
        "/language",
        "page_language",
        language,
        public=True,
        query=(Parameter("to", choice("zh-CN", "en")), _BACK),
        statuses=(303,),
        media="text/html",
    ),
    Operation("GET", "/page/{name}", "page_file", static, public=True, query=(_VERSION,), media="*/*"),
)
