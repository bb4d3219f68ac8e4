"""A mail that was taken: judged for exactly its recipients, handed on where it passes, entered in the register as it ended.

In: a `Mail` in the spool. Out: the answer to the sender. Law: 250 is what the next server said; 451 where nothing was checked;
550 5.7.1 with the number of the scan where it may not leave. Every recipient of the envelope counts, whatever the header shows.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from email.errors import MessageError

from outscan.errors import OutscanError
from outscan.gate.decision import DOORS
from outscan.gate.desk import Busy, Desk, Outcome, Part, unchecked
from outscan.gate.releases import FAILED, SENT
from outscan.gate.settings import Smtp
from outscan.gate.smtp.command import Refused
from outscan.gate.smtp.mail import Mail, Spooled
from outscan.gate.smtp.parts import Attachment, attachments, without
from outscan.gate.smtp.relay import Hop, Relay
from outscan.gate.smtp.stamp import stamped
from outscan.gate.spool import Full, Upload
from outscan.words.gate import GATE

LOG = logging.getLogger("outscan.gate")
NAME = "message.eml"
PIECE = 64 << 10
_ENGLISH = 1
UNREADABLE = (OutscanError, OSError, Full, MessageError, ValueError, LookupError, RecursionError)
"""What taking a mail apart may raise; the email package goes as deep as the parts of a mail do."""


@dataclass(slots=True)
class SpoolMail:
    """A message in the gate's own spool; the file is made with its first piece."""

    desk: Desk
    upload: Upload | None = None

    async def write(self, piece: bytes) -> None:
        """Append; as `Spooled` says."""
        try:
            if self.upload is None:
                self.upload = await self.desk.run(self.desk.begin)
            upload = self.upload
            await self.desk.run(lambda: upload.write(piece))
        except Full:
            raise Refused(552, "5.3.4 message too large to be checked") from None
        except (Busy, OSError):
            raise Refused(452, "4.3.1 no room to check it now; try again later") from None

    async def pieces(self) -> AsyncIterator[bytes]:
        """Everything written; as `Spooled` says."""
        if self.upload is None:
            return
        path = self.upload.path
        file = await self.desk.run(lambda: path.open("rb"))
        try:
            while piece := await self.desk.run(lambda: file.read(PIECE)):
                yield piece
        finally:
            file.close()

    async def wipe(self) -> None:
        """Remove it; as `Spooled` says."""
        if self.upload is not None:
            await self.desk.run(self.upload.drop)


@dataclass(slots=True)
class Deliverer:
    """Judges and hands on. One mail at a time is taken apart in memory, however many sessions there are."""

    desk: Desk
    settings: Smtp
    hop: Hop
    _apart: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    def spool(self) -> Spooled:
        """A new object of the spool."""
        return SpoolMail(self.desk)

    async def deliver(self, mail: Mail, source: str) -> tuple[int, str]:
        """The answer to one mail. Raises Refused for what the next server refuses."""
        if not isinstance(mail.message, SpoolMail):
            raise TypeError(mail.message)
        upload = mail.message.upload
        if upload is None:  # a mail without a byte: nothing to read, nothing to send
            raise Refused(554, "5.6.0 empty message")
        came = " ".join(filter(None, (source, mail.client)))[:200]
        outcome = await self._judged(upload, mail, came)
        if not outcome.passed:
            return self._refusal(outcome)
        return await self._handed_on(mail, mail.message, outcome, came)

    async def _judged(self, upload: Upload, mail: Mail, source: str) -> Outcome:
        desk, covered = self.desk, list[Attachment]()
        try:
            upload.close()
            async with self._apart:
                for one in await desk.run(lambda: attachments(upload.path)):
                    if await desk.covered(one.sha256, one.name, mail.recipients):
                        covered.append(one)
                rest = await desk.run(lambda: self._rest(upload, covered))
        except UNREADABLE as error:
            LOG.error("smtp: %s", type(error).__name__)
            return unchecked("internal_error" if isinstance(error, (OutscanError, OSError)) else "decode_error")
        outcome = await desk.judge([Part(rest, NAME)], mail.recipients, source)
        if outcome.passed and covered:
            return await desk.reserve(outcome, [(one.sha256, one.name) for one in covered], mail.recipients, source)
        return outcome

    def _rest(self, upload: Upload, covered: list[Attachment]) -> Upload:
        """A copy of the mail for the engine, without what is covered: the message itself is still to be sent."""
        rest = self.desk.house.spool.begin(upload.limit)
        try:
            if covered:
                without(upload.path, lambda one: one in covered, rest)
            else:
                with upload.path.open("rb") as file:
                    while piece := file.read(PIECE):
                        rest.write(piece)
                rest.close()
        except BaseException:
            rest.drop()
            raise
        return rest

    def _refusal(self, outcome: Outcome) -> tuple[int, str]:
        code = 451 if outcome.code else DOORS[outcome.answer].smtp
        said = GATE[f"answer_{outcome.answer.value}"][_ENGLISH].format(contact="").strip()
        return code, f"{'5.7.1' if code == 550 else '4.7.1'} outscan: {said}; case {outcome.case or '-'}"  # noqa: PLR2004

    async def _handed_on(self, mail: Mail, message: SpoolMail, outcome: Outcome, source: str) -> tuple[int, str]:
        value = f"pass; case={outcome.case or '-'}; pack={self.desk.house.pack}"
        relay = Relay(self.hop, self.settings.name)
        try:
            async with relay:
                answer = await relay.send(mail.sender, mail.recipients, stamped(message.pieces(), value), utf8=mail.utf8)
        except Refused:
            if not relay.handed:  # else nobody knows whether it was taken: the register keeps it as unconfirmed
                await self.desk.settle(outcome, FAILED, source)
            raise
        await self.desk.settle(outcome, SENT if answer.good else FAILED, source)
        return answer.code, answer.text.split("\n")[-1]
