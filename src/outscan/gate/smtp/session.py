"""One SMTP session as a before-queue proxy: take a mail, have it judged, hand it on or refuse it.

In: a connection. Out: answers. Law: 250 is said only after the next server said it; what was not checked is 451; a mail that
may not leave is 550 with its case number. The message goes piece by piece into the private spool, never whole into memory.
Not offered on purpose: PIPELINING and CHUNKING (two ways to hide commands), AUTH (the mail server before us asks for it). After
STARTTLS nothing of before is believed, and words that came too early end the session (RFC 3207 §4.2, CVE-2011-0411).
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from outscan.gate.smtp.command import Address, Command, Refused, parse_address, parse_command, too_early
from outscan.gate.smtp.data import Data
from outscan.gate.smtp.mail import Deliver, Limits, Mail, Open

MOST_RECIPIENTS = 1000
MOST_ERRORS = 20
"""Wrong commands before the session ends."""
HANDSHAKE_SECONDS = 30.0


class Session:
    """Speaks with one client until it leaves or is sent away."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, spool: Open, deliver: Deliver, limits: Limits
    ) -> None:
        self._reader, self._writer, self._spool, self._deliver, self._limits = reader, writer, spool, deliver, limits
        self._mail: Mail | None = None
        self._greeted = self._extended = self._encrypted = False
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
            case "STARTTLS":
                await self._start_tls()
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
                *(["STARTTLS"] if self._limits.tls is not None and not self._encrypted else []),
            ]
        await self._say(250, *lines)

    async def _start_tls(self) -> None:
        """Encrypt from here on. Raises OSError where the client cannot: nothing more is said in the clear."""
        if self._limits.tls is None or self._encrypted:
            raise Refused(502, "5.5.1 not known here")
        if too_early(self._reader):
            raise Refused(501, "5.5.1 nothing may be sent before the answer", close=True)
        await self._reset()
        await self._say(220, "2.0.0 go on")
        await self._writer.start_tls(self._limits.tls, ssl_handshake_timeout=HANDSHAKE_SECONDS)
        self._encrypted, self._greeted, self._extended, self._client = True, False, False, ""

    async def _from(self, sender: Address) -> None:
        if not self._greeted:
            raise Refused(503, "5.5.1 EHLO first")
        if self._limits.need_tls and not self._encrypted:
            raise Refused(530, "5.7.0 STARTTLS first")
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
