"""One ICAP connection: request after request, each judged before a byte of it goes on.

In: a connection, a `Judge`. Out: answers. Law: fail closed. 204 or an echo only for a ruling that passes; a request that could
not be read, stored or judged within its time is answered with an error, and the client must not send. The body goes piece by
piece into the private spool. A second request that was sent early waits in the stream and is answered in its turn.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from outscan.gate.icap import answer
from outscan.gate.icap.body import Chunks
from outscan.gate.icap.head import BadMessage, Head
from outscan.gate.icap.request import Request, first_line, read_request

SERVICES = {"reqmod": "REQMOD", "respmod": "RESPMOD", "outscan": "REQMOD, RESPMOD", "avscan": "REQMOD, RESPMOD"}
"""Names of services and the methods they take; `avscan` is what document systems ask an antivirus for."""


class Body(Protocol):
    """The body of one request in the private spool."""

    async def write(self, piece: bytes) -> None:
        """Append. Raises TooLarge over the size of one object, Full where the spool has no room."""
        ...

    def pieces(self) -> AsyncIterator[bytes]:
        """Everything written, from the beginning."""
        ...

    async def wipe(self) -> None:
        """Remove it; may be called again."""
        ...


class TooLarge(Exception):
    """The body is larger than what is checked here."""


class Full(Exception):
    """The spool has no room, or too much is being judged."""


class Way(StrEnum):
    """What becomes of what was sent."""

    PASS = "pass"
    BLOCK = "block"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the gate says of one message. `fields` are ICAP fields that clients read; `page` is shown where it is blocked."""

    way: Way
    fields: Sequence[tuple[str, str]] = ()
    page: bytes = b""


@dataclass(frozen=True, slots=True)
class Asked:
    """One HTTP message that wants to go on."""

    method: str
    request: Head | None
    response: Head | None
    body: Body | None
    client: Mapping[str, str] = field(default_factory=dict)
    """What the ICAP client says of its own client: `x-client-ip`, `x-authenticated-user`; for the record only."""
    echoed: bool = False
    """Whether the body is still needed after the ruling, because the client takes no 204."""


class Judge(Protocol):
    """What of the gate a connection needs."""

    @property
    def tag(self) -> str:
        """Changes with rule pack, policy and mode, so that clients forget what they remember."""
        ...

    def body(self) -> Body:
        """A new object of the spool. Raises Full where too much is being judged."""
        ...

    async def rule(self, asked: Asked) -> Ruling:
        """Judge one message. Raises Full where too much is being judged."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds: seconds between two requests, for a head, for a body and for the judgement, and bytes that are drained."""

    idle_seconds: float = 60.0
    head_seconds: float = 15.0
    body_seconds: float = 600.0
    judge_seconds: float = 120.0
    most_bytes: int = 200 << 20
    most_connections: int = 100
    services: Mapping[str, str] = field(default_factory=lambda: dict(SERVICES))


class Connection:
    """Speaks with one client until either side ends."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, judge: Judge, limits: Limits) -> None:
        self._reader, self._writer, self._judge, self._limits = reader, writer, judge, limits
        self._within_preview = False

    async def run(self) -> None:
        """The whole connection. Never raises for what the client does."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            try:
                while await self._one():
                    pass
            except BadMessage as bad:
                await self._send(answer.failure(bad.status, self._judge.tag))
            except TimeoutError:
                await self._send(answer.failure(408, self._judge.tag))

    async def _one(self) -> bool:
        """Answer one request; False where the connection is over."""
        try:
            first = await asyncio.wait_for(first_line(self._reader), self._limits.idle_seconds)
        except TimeoutError:  # it just ends: an answer nobody asked for would be taken for that of the next request
            return False
        if not first:
            return False
        request = await asyncio.wait_for(read_request(self._reader, first), self._limits.head_seconds)
        methods = self._limits.services.get(request.service)
        if methods is None or (request.method != "OPTIONS" and request.method not in methods):
            raise BadMessage(404 if methods is None else 405, "no such service")
        if request.method == "OPTIONS":
            await self._send(answer.options(answer.Service(self._judge.tag, self._limits.most_connections), methods))
            return not request.closes
        return await self._judged(request)

    async def _judged(self, request: Request) -> bool:
        body: Body | None = None
        try:
            body = self._judge.body() if request.body else None
            whole = await asyncio.wait_for(self._take(request, body), self._limits.body_seconds)
            ruling = await self._rule(request, body) if whole else _failed("size_limit")
            await self._reply(request, ruling, body, close=request.closes or not whole)
        except Full:
            await self._send(answer.failure(503, self._judge.tag, [("Retry-After", "10")]))
            return False
        finally:
            if body is not None:
                await body.wipe()
        return whole and not request.closes

    async def _take(self, request: Request, body: Body | None) -> bool:
        """Read the body into the spool; False where it is too large and was only read to let the client hear the answer."""
        self._within_preview = False
        if body is None:
            return True

        async def go_on() -> None:
            await self._send(answer.CONTINUE)

        chunks = Chunks(self._reader, preview=request.preview is not None, go_on=go_on)
        size, fits = 0, True
        async for piece in chunks:
            size += len(piece)
            if fits:
                try:
                    await body.write(piece)
                except TooLarge:
                    fits = False
            elif size > 2 * self._limits.most_bytes:
                raise BadMessage(413, "the body does not end")
        self._within_preview = chunks.ended_in_preview
        return fits

    async def _rule(self, request: Request, body: Body | None) -> Ruling:
        senders = {name: request.head.get(name) for name in ("x-client-ip", "x-authenticated-user") if request.head.get(name)}
        echoed = not request.may_204 and not self._within_preview
        asked = Asked(request.method, request.http_request, request.http_response, body, senders, echoed)
        try:
            return await asyncio.wait_for(self._judge.rule(asked), self._limits.judge_seconds)
        except TimeoutError:
            return _failed("timeout")

    async def _reply(self, request: Request, ruling: Ruling, body: Body | None, *, close: bool) -> None:
        tag, fields = self._judge.tag, ruling.fields
        if ruling.way is Way.BLOCK:
            await self._send(answer.page(tag, ruling.page, fields, close=close))
        elif ruling.way is Way.FAIL:
            await self._send(answer.failure(500, tag, fields, close=close))
        elif request.may_204 or self._within_preview:
            await self._send(answer.nothing_changed(tag, fields, close=close))
        else:
            await self._send(answer.echo_head(request, tag, fields, close=close))
            if body is not None:
                async for piece in body.pieces():
                    await self._send(answer.chunk(piece))
                await self._send(answer.LAST)

    async def _send(self, data: bytes) -> None:
        self._writer.write(data)
        await asyncio.wait_for(self._writer.drain(), self._limits.body_seconds)


def _failed(code: str) -> Ruling:
    return Ruling(Way.FAIL, [("X-Error-Code", code)])
