"""The ASGI application: routes to operations, guards before bodies, problems after faults, the same headers on every reply.

In: a `House`, the list of operations. Out: an ASGI callable. Law: whatever goes wrong is a problem document; nothing but a kind
and a place of our own code is ever logged of it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl
from uuid import uuid4

from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from outscan.errors import StoreError
from outscan.gate.faults import Refused
from outscan.gate.house import House
from outscan.gate.http import guard
from outscan.gate.http.ask import NOBODY, Ask
from outscan.gate.http.body import Gone, Inbox
from outscan.gate.http.door import Door
from outscan.gate.http.manner import API, Face, Manner
from outscan.gate.http.operation import Operation
from outscan.gate.http.reply import Reply
from outscan.nouns import replace
from outscan.words import speak

LOG = logging.getLogger("outscan.gate")
SEND_SECONDS = 60.0
"""How long a client may take to read one chunk of a reply."""
LINGER_SECONDS = 1.0


def build(house: House, operations: Sequence[Operation], face: Face | None = None) -> tuple[ASGIApp, Door]:
    """The application, and what its requests share. `face` are the pages for people."""
    door = Door(house)
    routes = _routes(door, operations, API)
    lost = Route("/{rest:path}", _Endpoint(door, {}, face.manner if face else API))
    if face is not None:
        routes += [Route("/v1/{rest:path}", _Endpoint(door, {}, API)), *_routes(door, face.operations, face.manner)]
    app = Starlette(routes=[*routes, lost])
    app.router.redirect_slashes = False
    return app, door


def _routes(door: Door, operations: Sequence[Operation], manner: Manner) -> list[Route]:
    paths: dict[str, dict[str, Operation]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method] = operation
    return [Route(path, _Endpoint(door, methods, manner)) for path, methods in paths.items()]


@dataclass(slots=True, eq=False)
class _Endpoint:
    """One path with its methods."""

    door: Door
    methods: Mapping[str, Operation]
    manner: Manner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        began, request = time.monotonic(), uuid4().hex
        headers = _headers(scope)
        language = "en" if headers.get("accept-language", "").lower().startswith("en") else "zh-CN"
        speak(language)
        method = str(scope["method"])
        operation = self.methods.get("GET" if method == "HEAD" and "GET" in self.methods else method)
        settings = self.door.house.settings
        peer = scope["client"][0] if scope.get("client") else ""
        secure = guard.is_secure(str(scope.get("scheme", "http")), peer, headers, settings.http.proxies)
        who, ask = NOBODY, None
        inbox = Inbox(receive, ended=headers.get("content-length", "0") == "0" and "transfer-encoding" not in headers)
        try:
            guard.check_host(headers, settings)
            operation = _known(operation, self.methods)
            source = guard.source_of(peer, headers, settings.http.proxies)
            ask = Ask(
                self.door,
                operation,
                headers,
                _query(scope),
                {key: str(value) for key, value in scope.get("path_params", {}).items()},
                inbox.receive,
                source,
                request,
                language=language,
                secure=secure,
            )
            await self._admit(ask, scope, peer)
            who = ask.who
            ask.language = self.manner.language(ask)
            ask.check_query()
            reply = await operation.handler(ask)
        except Gone:
            LOG.info(_line(request, operation, 499, began, who.account))
            return
        except Exception as error:  # noqa: BLE001 - the last wall of the door: a problem document, never a trace
            reply = await self._refusal(error, ask, language, request)
        finally:
            if ask is not None:
                ask.arrived()
        late = (
            time.monotonic() - began >= settings.load.idle_seconds
        )  # the server has stopped listening to a client that only waited
        reply = replace(reply, headers={**({"Connection": "close"} if late else {}), **self.manner.headers, **reply.headers})
        await _send(send, reply, request, method, inbox, secure=secure)
        name = operation.name if operation else "unknown"
        self.door.house.meters.asked(name, reply.status, time.monotonic() - began)
        LOG.info(_line(request, operation, reply.status, began, who.account))

    async def _admit(self, ask: Ask, scope: Scope, peer: str) -> None:
        """Find out who asks, and refuse whoever may not. Raises Refused."""
        operation, settings = ask.operation, self.door.house.settings
        if operation.public:
            guard.check_site(operation.method, ask.headers, settings)
            return
        kind, secret = guard.secret_in(scope["headers"], ask.headers, secure=ask.secure)
        if not kind and not settings.auth.header.name:
            raise Refused("unauthenticated")
        if operation.upload:
            ask.room = self.door.enter(ask.source)
        ask.who = await ask.read(lambda link: guard.authenticate(link, settings, kind, secret, ask.source, ask.headers, peer))
        if kind != "token":
            guard.check_site(operation.method, ask.headers, settings)
        guard.authorise(operation, ask.who)
        if kind != "token" and operation.method not in guard.SAFE:
            await self.manner.check_token(ask)

    async def _refusal(self, error: Exception, ask: Ask | None, language: str, request: str) -> Reply:
        """What an exception becomes."""
        refused = _refused(error, request)
        reply = await self.manner.refuse(refused, ask, language, request)
        if refused.kind == "method":
            return replace(reply, headers={**reply.headers, "Allow": ", ".join(sorted(self.methods))})
        return reply


def _headers(scope: Scope) -> dict[str, str]:
    """The request's headers by lower-case name; the last of a name counts."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


def _query(scope: Scope) -> list[tuple[str, str]]:
    try:
        return parse_qsl(scope["query_string"].decode("ascii"), keep_blank_values=True, max_num_fields=200, errors="strict")
    except ValueError:  # not ASCII, not UTF-8 when decoded, or too many
        return [("", "")]


def _known(operation: Operation | None, methods: Mapping[str, Operation]) -> Operation:
    """The operation. Raises Refused where the path, or the method on it, is none of ours."""
    if operation is None:
        raise Refused("method", ", ".join(sorted(methods))) if methods else Refused("not_found")
    return operation


def _refused(error: Exception, request: str) -> Refused:
    """The kind of an exception; what is ours to mend is logged by its place alone."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, StoreError):
        LOG.error("request %s: %s", request, type(error).__name__)
        return Refused("database", retry=5)
    if isinstance(error, OSError):
        LOG.error("request %s: %s", request, error.strerror or type(error).__name__)
        return Refused("disk", retry=30)
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}" if trace else "?"
    LOG.error("request %s: %s %s", request, type(error).__name__, place)
    return Refused("internal")


async def _send(send: Send, reply: Reply, request: str, method: str, inbox: Inbox, *, secure: bool) -> None:
    data = reply.data()
    headers = {
        "X-Request-Id": request,
        **({"Strict-Transport-Security": "max-age=31536000; includeSubDomains"} if secure else {}),
        **reply.headers,
    }
    if reply.body is not None:
        headers.setdefault("Content-Type", reply.media)
    if isinstance(data, bytes):
        headers["Content-Length"] = str(len(data))
    raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": reply.status, "headers": raw})
    if method == "HEAD":
        await _chunk(send, b"", more=False)
    elif not isinstance(data, bytes):
        await _stream(send, data)
    elif inbox.ended:
        await _chunk(send, data, more=False)
    else:
        await _linger(send, data, inbox)


async def _linger(send: Send, data: bytes, inbox: Inbox) -> None:
    """Answer somebody who is still sending: the reply first, then a moment to read it, then the end."""
    await _chunk(send, data, more=True)
    with suppress(TimeoutError):
        async with asyncio.timeout(LINGER_SECONDS):
            await inbox.discard()
    if inbox.ended:
        await _chunk(send, b"", more=False)
        return
    rest = asyncio.create_task(inbox.discard())
    try:
        await _chunk(send, b"", more=False)
    finally:
        rest.cancel()


async def _stream(send: Send, data: Iterator[bytes]) -> None:
    loop = asyncio.get_running_loop()
    while (chunk := await loop.run_in_executor(None, next, data, None)) is not None:
        await _chunk(send, chunk, more=True)
    await _chunk(send, b"", more=False)


async def _chunk(send: Send, chunk: bytes, *, more: bool) -> None:
    message: MutableMapping[str, Any] = {"type": "http.response.body", "body": chunk, "more_body": more}
    async with asyncio.timeout(SEND_SECONDS):
        await send(message)


def _line(request: str, operation: Operation | None, status: int, began: float, account: str) -> str:
    fields = {
        "request": request,
        "operation": operation.name if operation else "unknown",
        "status": status,
        "ms": round((time.monotonic() - began) * 1000),
        "account": account,
    }
    return json.dumps(fields, separators=(",", ":"))
