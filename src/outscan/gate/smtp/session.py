"""One SMTP session as a before-queue proxy: take a mail, have it judged, hand it on or refuse it.

In: a connection. Out: answers. Law: 250 is said only after the next server said it; what was not checked is 451; a mail that
may not leave is 550 with its case number. The message goes piece by piece into the private spool, never whole into memory.
Not offered on purpose: PIPELINING and CHUNKING (two ways to hide commands), AUTH (the mail server before us asks for it).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from outscan.gate.smtp.command import Address, Command, Refused, parse_address, parse_command
from outscan.gate.smtp.data import Data

MOST_RECIPIENTS = 1000
MOST_ERRORS = 20
"""Wrong commands before the session ends."""


class Spooled(Protocol):
    """One object of the private spool while it is written and read."""

    async def write(self, piece: bytes) -> None:
        """Append. Raises Refused(552) over the size of one object, Refused(452) where the spool is full."""
        ...

    def pieces(self) -> AsyncIterator[bytes]:
        """Everything written, from the beginning."""
        ...

    async def wipe(self) -> None:
        """Remove it; may be called again."""
        ...


@dataclass(slots=True)
class Mail:
    """One mail: who sends it to whom, and its bytes in the spool."""

    sender: str
    recipients: list[str] = field(default_factory=list)
    utf8: bool = False
    message: Spooled | None = None
    client: str = ""
    """Name or address of the server that brought it, as XFORWARD or the connection says; for the record only."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a session: bytes of a message, seconds for a command, seconds for a whole message."""

    most_bytes: int = 50 << 20
    command_seconds: float = 300.0
    message_seconds: float = 900.0
    name: str = "outscan"


Deliver = Callable[[Mail], Awaitable[tuple[int, str]]]
"""Judges a mail and hands it on; the answer to the sender. Raises Refused, too."""
Open = Callable[[], Spooled]


class Session:
    """Speaks with one client until it leaves or is sent away."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, spool: Open, deliver: Deliver, limits: Limits
    ) -> None:
        self._reader, self._writer, self._spool, self._deliver, self._limits = reader, writer, spool, deliver, limits
        self._mail: Mail | None = None
        self._greeted = self._extended = False
        self._errors = 0
        self._client = ""

    async def run(self) -> None:
        """The whole session. Never raises for what the client does."""
        try:
            await self._say(220, f"{self._limits.name} ESMTP outscan")
            while await self._one():
                pass
        except Refused as refused:
            await self._leave(refused.code, refused.text)
        except TimeoutError:
            await self._leave(421, "4.4.2 timed out")
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            await self._reset()

    async def _one(self) -> bool:
        """Take one command; False where the session is over."""
        line = await asyncio.wait_for(self._line(), self._limits.command_seconds)
        if not line:
            return False
        try:
            return await self._obey(parse_command(line))
        except Refused as refused:
            self._errors += 1
            if refused.close or self._errors >= MOST_ERRORS:
                raise Refused(refused.code if refused.close else 421, refused.text, close=True) from None
            await self._say(refused.code, refused.text)
            return True

    async def _obey(self, command: Command) -> bool:
        match command.verb:
            case "EHLO" | "HELO":
                await self._hello(command)
            case "MAIL":
                await self._from(parse_address(command.rest, "FROM"))
            case "RCPT":
                await self._to(parse_address(command.rest, "TO"))
            case "DATA":
                await self._data()
            case "RSET":
                await self._reset()
                await self._say(250, "2.0.0 OK")
            case "NOOP":
                await self._say(250, "2.0.0 OK")
            case "XFORWARD":
                self._client = command.rest[:200]
                await self._say(250, "2.0.0 OK")
            case "VRFY":
                await self._say(252, "2.5.0 not told")
            case "QUIT":
                await self._say(221, "2.0.0 goodbye")
                return False
            case _:
                raise Refused(502, "5.5.1 not known here")
        return True

    async def _hello(self, command: Command) -> None:
        if not command.rest:
            raise Refused(501, "5.5.4 say who you are")
        await self._reset()
        self._greeted, self._extended = True, command.verb == "EHLO"
        lines = [self._limits.name]
        if self._extended:
            lines += [
                f"SIZE {self._limits.most_bytes}",
                "8BITMIME",
                "SMTPUTF8",
                "ENHANCEDSTATUSCODES",
                "XFORWARD NAME ADDR PROTO HELO SOURCE PORT",
            ]
        await self._say(250, *lines)

    async def _from(self, sender: Address) -> None:
        if not self._greeted:
            raise Refused(503, "5.5.1 EHLO first")
        if self._mail is not None:
            raise Refused(503, "5.5.1 one mail at a time")
        size = sender.parameters.get("SIZE", "0")
        if not size.isdigit() or len(size) > 12:  # noqa: PLR2004 - a terabyte is no mail
            raise Refused(501, "5.5.4 SIZE is no number")
        if int(size) > self._limits.most_bytes:
            raise Refused(552, "5.3.4 message too large to be checked")
        self._mail = Mail(sender.mailbox, utf8="SMTPUTF8" in sender.parameters, client=self._client)
        await self._say(250, "2.1.0 OK")

    async def _to(self, recipient: Address) -> None:
        if self._mail is None:
            raise Refused(503, "5.5.1 MAIL first")
        if len(self._mail.recipients) >= MOST_RECIPIENTS:
            raise Refused(452, "4.5.3 too many recipients")
        self._mail.recipients.append(recipient.mailbox)
        await self._say(250, "2.1.5 OK")

    async def _data(self) -> None:
        mail = self._mail
        if mail is None or not mail.recipients:
            raise Refused(503, "5.5.1 recipients first")
        await self._say(354, "end with CR LF . CR LF")
        try:
            refused = await asyncio.wait_for(self._take(mail), self._limits.message_seconds)
            if refused is not None:
                raise refused
            code, text = await self._deliver(mail)
            await self._say(code, text)
        finally:
            await self._reset()

    async def _take(self, mail: Mail) -> Refused | None:
        """Read a message to its end whatever happens, so that its words are never taken for commands; why it is refused."""
        mail.message, refused, data = self._spool(), None, Data(self._reader)
        size = 0
        async for piece in data:
            size += len(piece)
            if refused is None and size > self._limits.most_bytes:
                refused = Refused(552, "5.3.4 message too large to be checked")
            if refused is None:
                try:
                    await mail.message.write(piece)
                except Refused as full:
                    refused = full
            if refused is not None and size > 2 * self._limits.most_bytes:
                raise Refused(421, "4.3.0 message does not end", close=True)
        return Refused(550, "5.6.11 bare line ends are not taken", close=True) if data.bare else refused

    async def _reset(self) -> None:
        mail, self._mail = self._mail, None
        if mail is not None and mail.message is not None:
            await mail.message.wipe()

    async def _line(self) -> bytes:
        try:
            return await self._reader.readuntil(b"\n")
        except asyncio.IncompleteReadError as end:
            if end.partial:
                raise Refused(500, "5.5.2 a line ends with CR LF", close=True) from None
            return b""
        except asyncio.LimitOverrunError:
            raise Refused(500, "5.5.2 line too long", close=True) from None

    async def _say(self, code: int, *lines: str) -> None:
        said = [f"{code}{'-' if i + 1 < len(lines) else ' '}{_ascii(line)}\r\n" for i, line in enumerate(lines)]
        self._writer.write("".join(said).encode("ascii"))
        await self._writer.drain()

    async def _leave(self, code: int, text: str) -> None:
        with suppress(ConnectionError, TimeoutError):  # it left already
            await self._say(code, text)


def _ascii(text: str) -> str:
    return "".join(c if " " <= c <= "~" else "?" for c in text)
