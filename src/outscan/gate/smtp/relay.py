"""The next hop: one mail handed on after it passed, in one strict dialect.

In: an envelope and pieces of a message. Out: the next server's answer. CR LF only, dots put back, no pipelining, every
recipient or none: a mail that was judged for a set of recipients never reaches part of it by accident. Where TLS is begun, the
certificate has to be good: what was to be encrypted never goes on in the clear.
"""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

from outscan.gate.smtp.command import Refused, too_early

SECONDS = 300.0
"""How long the next server may take for one answer (RFC 5321 §4.5.3.2 asks for up to ten minutes after the message)."""
MOST_ANSWER = 100
HANDSHAKE_SECONDS = 30.0
_STUFF = re.compile(rb"(?:\A|(?<=\r\n))\.")
_STUFF_INSIDE = re.compile(rb"(?<=\r\n)\.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the next server said: a code and its lines, in ASCII."""

    code: int
    text: str

    @property
    def good(self) -> bool:
        """Whether the server took it."""
        return 200 <= self.code < 400  # noqa: PLR2004 - 2xx done, 3xx go on


@dataclass(frozen=True, slots=True)
class Hop:
    """The next server. `tls` None: in the clear; else STARTTLS where it is offered, and everywhere where it is `required`."""

    host: str
    port: int
    tls: ssl.SSLContext | None = field(default=None, compare=False)
    required: bool = False


class Relay:
    """One session with the next server. Use as `async with`."""

    def __init__(self, hop: Hop, name: str) -> None:
        self._hop, self._name = hop, name
        self._extensions: frozenset[str] = frozenset()
        self.handed = False
        """Whether the whole message went out: from then on it may have been taken, whatever is heard."""

    async def __aenter__(self) -> Self:
        """Connect and say hello. Raises Refused(451) where the next server cannot be had."""
        try:
            self._reader, self._writer = await asyncio.wait_for(asyncio.open_connection(self._hop.host, self._hop.port), SECONDS)
        except (OSError, TimeoutError):
            raise Refused(451, "4.4.1 the next mail server cannot be reached") from None
        try:
            await self._hello(await self._answer())
            await self._encrypt()
        except BaseException:
            self._writer.close()
            raise
        return self

    async def __aexit__(self, *failed: object) -> None:
        """Leave politely where nothing failed; else the connection just ends, so that no half mail is ever finished."""
        if failed[0] is None:
            with suppress(Refused):  # the mail was answered for already; how the goodbye went changes nothing
                await self.ask("QUIT")
        self._writer.close()

    async def _hello(self, greeted: Answer | None = None) -> None:
        """Say hello, after the greeting of a connection that is new, and hear what the server can."""
        hello = greeted or Answer(220, "")
        if hello.good:
            hello = await self.ask(f"EHLO {self._name}")
        if not hello.good:
            raise Refused(451, "4.3.2 the next mail server does not answer")
        self._extensions = frozenset(line.split(" ")[0].upper() for line in hello.text.split("\n"))

    async def _encrypt(self) -> None:
        """Begin TLS where it is wanted. Raises Refused where it is required and not offered, or its certificate is not good."""
        if self._hop.tls is None:
            return
        if "STARTTLS" not in self._extensions:
            if self._hop.required:
                raise Refused(451, "4.7.0 the next mail server offers no TLS")
            return
        begun = await self.ask("STARTTLS")
        if not begun.good or too_early(self._reader):
            raise Refused(451, "4.7.0 the next mail server does not begin TLS")
        try:
            await self._writer.start_tls(self._hop.tls, server_hostname=self._hop.host, ssl_handshake_timeout=HANDSHAKE_SECONDS)
        except (OSError, TimeoutError):
            raise Refused(451, "4.7.5 the certificate of the next mail server is not accepted") from None
        await self._hello()

    async def ask(self, line: str) -> Answer:
        """One command and its answer."""
        self._writer.write(line.encode("utf-8") + b"\r\n")
        return await self._answer()

    async def send(self, sender: str, recipients: Sequence[str], message: AsyncIterator[bytes], *, utf8: bool) -> Answer:
        """Hand on one mail. Raises Refused where the next server refuses the sender or any recipient: then nobody gets it."""
        wants = " SMTPUTF8" if utf8 and "SMTPUTF8" in self._extensions else ""
        if utf8 and not wants:
            raise Refused(550, "5.6.7 the next mail server takes no UTF-8 addresses")
        body = " BODY=8BITMIME" if "8BITMIME" in self._extensions else ""
        for line in (f"MAIL FROM:<{sender}>{body}{wants}", *(f"RCPT TO:<{one}>" for one in recipients), "DATA"):
            said = await self.ask(line)
            if not said.good:
                raise Refused(said.code, said.text.split("\n")[0])
        at_start, last = True, b"\r\n"
        async for piece in message:
            self._writer.write((_STUFF if at_start else _STUFF_INSIDE).sub(b"..", piece))
            last = (last + piece[-2:])[-2:]
            at_start = last == b"\r\n"
            await self._drain()
        self.handed = True
        self._writer.write(b".\r\n" if at_start else b"\r\n.\r\n")
        return await self._answer()

    async def _drain(self) -> None:
        try:
            await asyncio.wait_for(self._writer.drain(), SECONDS)
        except (OSError, TimeoutError):
            raise Refused(451, "4.4.2 the next mail server went away") from None

    async def _answer(self) -> Answer:
        lines = []
        try:
            await asyncio.wait_for(self._writer.drain(), SECONDS)
            for _ in range(MOST_ANSWER):
                line = (await asyncio.wait_for(self._reader.readuntil(b"\n"), SECONDS)).decode("ascii", "replace").rstrip("\r\n")
                if not line[:3].isdigit():
                    break
                lines.append(line[4:])
                if line[3:4] != "-":
                    return Answer(int(line[:3]), "\n".join(lines))
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        raise Refused(451, "4.4.2 the next mail server went away")
