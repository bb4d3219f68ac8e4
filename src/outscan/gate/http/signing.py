"""Signing on and off, proving a password again, changing it.

In: `Ask`s. Out: `Reply`s with a cookie. Law: one answer for every failure; failures are counted in the database; a session is new
at every sign-on.
"""

from __future__ import annotations

from sqlalchemy import Connection

from outscan.gate.audit.record import append
from outscan.gate.auth import accounts, passwords, sessions, throttle
from outscan.gate.faults import Refused
from outscan.gate.http import shapes
from outscan.gate.http.ask import Ask
from outscan.gate.http.guard import cookie_name
from outscan.gate.http.operation import EVERYBODY, Operation
from outscan.gate.http.reply import Reply
from outscan.gate.who import Who


def cookie(secret: str, *, secure: bool, ended: bool = False) -> str:
    """The Set-Cookie of a session."""
    parts = [f"{cookie_name(secure=secure)}={secret}", "Path=/", "HttpOnly", "SameSite=Strict"]
    return "; ".join([*parts, *(["Secure"] if secure else []), *(["Max-Age=0"] if ended else [])])


async def sign_on(ask: Ask, login: str, password: str) -> tuple[str, Who]:
    """A new session of a local account: (secret, who). Raises Refused in one word for every reason."""
    if not ask.house.settings.auth.local:
        raise Refused("not_found")
    key = ("login", login.casefold())
    source = ("source", ask.source)

    def look(link: Connection) -> tuple[int, str, str]:
        wait = max(throttle.waiting(link, *key), throttle.waiting(link, *source))
        row = accounts.by_login(link, login)
        usable = row is not None and row.state == accounts.ACTIVE and row.kind == "local"
        return wait, row.password if row is not None and usable else "", row.id if row is not None else ""

    wait, kept, account = await ask.read(look)
    if wait:
        raise Refused("throttled", retry=wait)
    if not await ask.run(lambda: passwords.fits(password, kept)):

        def count(link: Connection) -> None:
            throttle.failed(link, *key)
            throttle.failed(link, *source, free=throttle.FREE_SOURCE)
            append(link, Who("", source=ask.source), "session.refused", f"login:{login[:64]}", "refused")

        await ask.write(count)
        raise Refused("unauthenticated")

    def begin(link: Connection) -> tuple[str, Who]:
        throttle.forgive(link, *key)
        return sessions.begin(link, account, ask.source, ask.house.settings.auth, proved=True)

    return await ask.write(begin)


async def prove(ask: Ask, password: str) -> None:
    """Note that the password was given again. Raises Refused; failures are throttled as at sign-on."""
    key = ("proof", ask.who.account)

    def look(link: Connection) -> tuple[int, str]:
        return throttle.waiting(link, *key), str(accounts.find(link, ask.who.account).password)

    wait, kept = await ask.read(look)
    if wait:
        raise Refused("throttled", retry=wait)
    if not await ask.run(lambda: passwords.fits(password, kept)):
        await ask.write(lambda link: throttle.failed(link, *key))
        raise Refused("prove_again")

    def proved(link: Connection) -> None:
        throttle.forgive(link, *key)
        sessions.prove(link, ask.who)
        append(link, ask.who, "session.proved", f"account:{ask.who.account}")

    await ask.write(proved)


async def _begin(ask: Ask) -> Reply:
    body = await ask.body_as(shapes.SignOn)
    secret, who = await sign_on(ask, body.login, body.password)
    return Reply(shown(who), 200, {"Set-Cookie": cookie(secret, secure=ask.secure)})


async def _show(ask: Ask) -> Reply:
    due = await ask.read(lambda link: bool(ask.who.session) and sessions.is_due(link, ask.who))
    if due:
        await ask.write(lambda link: sessions.touch(link, ask.who))
    return Reply(shown(ask.who))


async def _end(ask: Ask) -> Reply:
    if not ask.who.session:
        raise Refused("bad_request", "session")
    await ask.write(lambda link: sessions.end(link, ask.who))
    return Reply(None, 204, {"Set-Cookie": cookie("", secure=ask.secure, ended=True)})


async def _prove(ask: Ask) -> Reply:
    if not ask.who.session:
        raise Refused("bad_request", "session")
    body = await ask.body_as(shapes.Proved)
    await prove(ask, body.password)
    return Reply(None, 204)


async def _password(ask: Ask) -> Reply:
    if not ask.who.session:
        raise Refused("bad_request", "session")
    body = await ask.body_as(shapes.NewPassword)
    await prove(ask, body.current)
    passwords.check_new(body.new, ask.who.login)
    kept = await ask.run(lambda: passwords.hashed(body.new))
    await ask.write(lambda link: accounts.set_password(link, ask.who, ask.who.account, kept))
    return Reply(None, 204)


def shown(who: Who) -> dict[str, object]:
    """Who one is, on the wire."""
    return {
        "account": who.account,
        "login": who.login,
        "name": who.name,
        "roles": sorted(who.roles),
        "language": who.language,
        "must_change": who.must_change,
        "csrf": who.csrf or None,
    }


OPERATIONS = (
    Operation("POST", "/v1/session", "session_begin", _begin, public=True, body=shapes.SignOn, secret=True),
    Operation("GET", "/v1/session", "session_show", _show, EVERYBODY, "scan"),
    Operation("DELETE", "/v1/session", "session_end", _end, EVERYBODY, "scan", statuses=(204,)),
    Operation("POST", "/v1/session/proof", "prove", _prove, EVERYBODY, "scan", body=shapes.Proved, statuses=(204,)),
    Operation("PUT", "/v1/session/password", "password", _password, EVERYBODY, "scan", body=shapes.NewPassword, statuses=(204,)),
)
