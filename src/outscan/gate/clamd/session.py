"""One client of the clamd door: commands until it leaves, each stream judged before it is answered.

In: a connection, a `Desk`. Out: answers. Law: `OK` is said for a complete release alone; what was not checked is an ERROR, which
every client takes as not clean. No recipient is known here, so no approval ever passes anything.
"""

from __future__ import annotations

import asyncio

from outscan.gate.clamd.protocol import BadStream, Command, read_command, read_stream
from outscan.gate.decision import Answer
from outscan.gate.desk import Busy, Desk, Outcome, Part
from outscan.gate.http.upload import UNNAMED
from outscan.gate.spool import Full, Upload
from outscan.version import __version__

IDLE_SECONDS = 60.0
STREAM_SECONDS = 600.0
SIZE = "INSTREAM size limit exceeded. ERROR"
FULL = b"stream: too much is being checked; come again ERROR\0"


class Session:
    """Speaks with one client until it leaves."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, desk: Desk, source: str) -> None:
        self._reader, self._writer, self._desk, self._source = reader, writer, desk, source
        self._many = False
        self._number = 0

    async def run(self) -> None:
        """The whole session. Raises OSError where the client is gone."""
        try:
            while (command := await asyncio.wait_for(read_command(self._reader), IDLE_SECONDS)) is not None:
                if not await self._obey(command):
                    return
        except BadStream:
            await self._say("UNKNOWN COMMAND", b"\0")
        except TimeoutError:
            await self._say("COMMAND READ TIMED OUT", b"\0")

    async def _obey(self, command: Command) -> bool:
        """Do one command; False where the session is over: without IDSESSION after the first."""
        self._number += 1
        match command.name:
            case "IDSESSION":
                self._many, self._number = True, 0
                return True
            case "END":
                return False
            case "PING":
                await self._say("PONG", command.end)
            case "VERSION":
                await self._say(f"Outscan {__version__}/{self._desk.house.pack}", command.end)
            case "VERSIONCOMMANDS":
                known = "PING VERSION VERSIONCOMMANDS INSTREAM IDSESSION END"
                await self._say(f"Outscan {__version__}/{self._desk.house.pack}| COMMANDS: {known}", command.end)
            case "INSTREAM":
                if answer := await self._stream(command.end):
                    await self._say(answer, command.end)
            case _:
                await self._say("UNKNOWN COMMAND", command.end)
        return self._many

    async def _stream(self, end: bytes) -> str:
        """Take one stream to its end, whatever becomes of it, and judge it; empty where the answer was said on the way."""
        upload, refused = self._begin()
        try:
            async with asyncio.timeout(STREAM_SECONDS):
                size = 0
                async for piece in read_stream(self._reader):
                    size += len(piece)
                    if upload is not None and not refused:
                        refused = await self._written(upload, piece, end)
                    if refused and size > 2 * self._desk.house.settings.load.max_body:
                        raise BadStream
            if upload is None or refused:
                return "" if refused == SIZE else refused
            kept, upload = upload, None
            outcome = await self._desk.judge([Part(kept, UNNAMED)], [], self._source)
        finally:
            if upload is not None:
                upload.drop()
        return said(outcome)

    def _begin(self) -> tuple[Upload | None, str]:
        try:
            return self._desk.begin(), ""
        except Busy as busy:
            return None, f"stream: too much is being checked; come again after {busy.retry} seconds ERROR"
        except OSError:
            return None, "stream: no storage ERROR"

    async def _written(self, upload: Upload, piece: bytes, end: bytes) -> str:
        """Append a piece; why no more is taken, empty where it is."""
        try:
            await self._desk.run(lambda: upload.write(piece))
        except Full:
            await self._say(SIZE, end)  # at once, and the rest is read: some clients listen only after they sent everything
            return SIZE
        except OSError:
            return "stream: no storage ERROR"
        return ""

    async def _say(self, answer: str, end: bytes) -> None:
        number = f"{self._number}: " if self._many else ""
        self._writer.write(f"{number}{answer}".encode("ascii", "replace") + end)
        await self._writer.drain()


def said(outcome: Outcome) -> str:
    """The line that says what became of a stream."""
    if outcome.passed:
        return "stream: OK"
    if outcome.answer in {Answer.INCOMPLETE, Answer.ERROR}:
        return f"stream: not checked ({outcome.code or outcome.answer.value}) case {outcome.case or '-'} ERROR"
    return f"stream: Outscan.{outcome.rules[0] if outcome.rules else outcome.answer.value} FOUND"
