"""Who may pass the door: authentication, roles, scopes, other sites, hosts. Before any body is read.

In: headers, the operation. Out: `Who`, or Refused. Law: what is not allowed by name is refused.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping, Sequence
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import urlsplit

from sqlalchemy import Connection

from outscan.gate.auth import sessions
from outscan.gate.auth.signon import of_header
from outscan.gate.faults import Refused
from outscan.gate.http.operation import Operation
from outscan.gate.settings import Settings
from outscan.gate.who import Who

_BEARER = re.compile(r"[Bb]earer ([A-Za-z0-9_\-]{20,200})")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
UNCHANGED = frozenset({"password", "session_show", "session_end", "page_password", "page_password_set", "page_leave"})
"""What somebody may do who still has to change a one-time password."""


def cookie_name(*, secure: bool) -> str:
    """`__Host-` wherever there is TLS; a loopback page without it cannot carry the prefix."""
    return "__Host-outscan" if secure else "outscan-session"


def source_of(peer: str, headers: Mapping[str, str], proxies: Sequence[str]) -> str:
    """The address a request came from: the last one that is no proxy of ours; a claim of anybody else is not heard."""
    if peer not in proxies:
        return peer
    for hop in reversed([one.strip() for one in headers.get("x-forwarded-for", "").split(",")]):
        try:
            address = str(ip_address(hop))
        except ValueError:
            break
        if address not in proxies:
            return address
    return peer


def is_secure(scheme: str, peer: str, headers: Mapping[str, str], proxies: Sequence[str]) -> bool:
    """Whether the person's connection is encrypted."""
    return scheme == "https" or (peer in proxies and headers.get("x-forwarded-proto", "") == "https")


def check_host(headers: Mapping[str, str], settings: Settings) -> None:
    """Raise Refused for a foreign Host on a loopback door: a name that was rebound to this machine is not us."""
    named = {urlsplit(settings.http.base_url).hostname} - {None}
    if settings.http.proxies or settings.http.host not in {"127.0.0.1", "localhost", "::1"}:
        return
    host_header = headers.get("host", "")
    host = host_header if host_header.endswith("]") else host_header.rpartition(":")[0] or host_header
    if host not in LOCAL_HOSTS | named:
        raise Refused("bad_request", "Host")


def secret_in(raw: Sequence[tuple[bytes, bytes]], headers: Mapping[str, str], *, secure: bool) -> tuple[str, str]:
    """(kind, secret) of what a request brought: a bearer token or a session; ("", "") for nothing. Raises Refused."""
    values = [value for name, value in raw if name == b"authorization"]
    if values:
        found = _BEARER.fullmatch(values[0].decode("latin-1"))
        if len(values) != 1 or not found:
            raise Refused("unauthenticated")
        return "token", found[1]
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(cookie_name(secure=secure))
    except CookieError:
        return "", ""
    return ("session", morsel.value) if morsel else ("", "")


def authenticate(
    link: Connection, settings: Settings, kind: str, secret: str, source: str, headers: Mapping[str, str], peer: str
) -> Who:
    """Who it is. Raises Refused(unauthenticated) in the same words for unknown, expired and revoked."""
    who = None
    if kind == "token":
        who = sessions.of_token(link, secret, source)
    elif kind == "session":
        who = sessions.of_session(link, secret, source, settings.auth)
    elif settings.auth.header.name and peer in settings.http.proxies:
        who = of_header(link, headers.get(settings.auth.header.name.lower(), ""), source)
    if who is None:
        raise Refused("unauthenticated")
    return who


def authorise(operation: Operation, who: Who) -> None:
    """Raise Refused unless the roles, and a token's scopes, allow the operation."""
    if who.must_change and operation.name not in UNCHANGED:
        raise Refused("change_password")
    if not who.roles & operation.roles or not who.may(operation.scope):
        raise Refused("forbidden")


def check_site(method: str, headers: Mapping[str, str], settings: Settings) -> None:
    """Raise Refused for a request that another site's page sends with this person's cookie."""
    if method in SAFE:
        return
    if headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        raise Refused("cross_site")
    origin = headers.get("origin")
    if origin is not None:
        own = {headers.get("host", ""), urlsplit(settings.http.base_url).netloc} - {""}
        if urlsplit(origin).netloc not in own:
            raise Refused("cross_site")


def check_token(who: Who, token: str) -> None:
    """Raise Refused unless the session's own CSRF token came with the request."""
    if who.session and not hmac.compare_digest(who.csrf.encode(), token.encode("utf-8", "replace")):
        raise Refused("cross_site")
