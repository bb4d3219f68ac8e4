"""Reading a request's body ourselves: a least rate, a pause that may not be exceeded, a total deadline, a cap.

In: ASGI `receive`. Out: chunks. Raises Refused(slow | too_large | bad_body); a client that hangs up is `Gone`.
Never the framework's form parser: it spools uploads to the system's temporary folder.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from outscan.gate.faults import Refused
from outscan.gate.settings import Load

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
WINDOW_SECONDS = 10.0
JSON_BYTES = 1 << 20


class Gone(Exception):
    """The client hung up."""


@dataclass(slots=True)
class Inbox:
    """`receive`, and whether the body has been read to its end."""

    take: Receive
    ended: bool

    async def receive(self) -> MutableMapping[str, Any]:
        """The next message."""
        message = await self.take()
        self.ended = self.ended or message["type"] != "http.request" or not message.get("more_body")
        return message

    async def discard(self) -> None:
        """Read what is left and keep nothing: a server whose queue is full could not even close."""
        while not self.ended:
            await self.receive()


def check_head(headers: Mapping[str, str], most: int) -> None:
    """Raise Refused for a body that is declared too long, or coded in a way we do not unpack."""
    length = headers.get("content-length", "")
    if length and (not length.isascii() or not length.isdigit()):
        raise Refused("bad_request", "Content-Length")
    if length and int(length) > most:
        raise Refused("too_large", str(most))
    if headers.get("content-encoding", "identity").strip().lower() not in {"", "identity"}:
        raise Refused("media_type", "Content-Encoding")


async def chunks(receive: Receive, load: Load, most: int) -> AsyncIterator[bytes]:
    """The body, chunk by chunk."""
    began = window = time.monotonic()
    total = in_window = 0
    while True:
        left = min(load.idle_seconds, began + load.body_seconds - time.monotonic())
        try:
            async with asyncio.timeout(max(left, 0.001)):
                message = await receive()
        except TimeoutError:
            raise Refused("slow") from None
        if message["type"] == "http.disconnect":
            raise Gone
        chunk = message.get("body", b"")
        total += len(chunk)
        in_window += len(chunk)
        if total > most:
            raise Refused("too_large", str(most))
        if chunk:
            yield chunk
        if not message.get("more_body"):
            return
        passed = time.monotonic() - window
        if passed >= WINDOW_SECONDS:
            if in_window < load.least_rate * passed:
                raise Refused("slow", f"{round(in_window / passed)} B/s")
            window, in_window = time.monotonic(), 0


async def whole(receive: Receive, headers: Mapping[str, str], load: Load, most: int = JSON_BYTES) -> bytes:
    """A short body as a whole."""
    check_head(headers, most)
    return b"".join([chunk async for chunk in chunks(receive, load, most)])
