"""The gate's judgement as ICAP says it: the tag of what is in force, the spool, the ruling with its fields and its page.

In: one HTTP message. Out: `Ruling`. Law: a pass is a complete release or an approval for exactly this file to exactly this host,
which the register keeps as released, for nobody here sees whether it arrived.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import msgspec

from outscan.errors import OutscanError
from outscan.gate.desk import Busy, Desk, Outcome, unchecked
from outscan.gate.icap.content import PIECE, Unchecked, name_of, parts_of
from outscan.gate.icap.head import Head
from outscan.gate.icap.page import page
from outscan.gate.icap.service import Asked, Body, Full, Ruling, TooLarge, Way
from outscan.gate.releases import RELEASED
from outscan.gate.spool import Full as TooMuch
from outscan.gate.spool import Upload

TAG_CHARACTERS = 32


@dataclass(slots=True)
class SpoolBody:
    """A body in the gate's own spool."""

    desk: Desk
    upload: Upload
    handed: bool = False
    """Whether the engine has it now, which wipes it after its verdict."""

    async def write(self, piece: bytes) -> None:
        """Append; as `Body` says."""
        try:
            await self.desk.run(lambda: self.upload.write(piece))
        except TooMuch:
            raise TooLarge from None
        except OSError:
            raise Full from None

    async def pieces(self) -> AsyncIterator[bytes]:
        """Everything written; as `Body` says."""
        file = await self.desk.run(lambda: self.upload.path.open("rb"))
        try:
            while piece := await self.desk.run(lambda: file.read(PIECE)):
                yield piece
        finally:
            file.close()

    async def wipe(self) -> None:
        """Remove it, unless the engine has it; as `Body` says."""
        if not self.handed:
            await self.desk.run(self.upload.drop)


@dataclass(slots=True)
class GateJudge:
    """Judges for every connection of the ICAP door. `source` is the client of the connection it was made for."""

    desk: Desk
    source: str = ""
    _tag: tuple[object, object, str] = field(default=(None, None, ""))

    @property
    def tag(self) -> str:
        """The same as long as rules, policy, model, modes and network level are."""
        house = self.desk.house
        if self._tag[0] is not house.scanner or self._tag[1] is not house.settings:
            makings = [house.pack.encode(), msgspec.json.encode(house.settings.modes), house.settings.network_level.encode()]
            makings.append(msgspec.json.encode(house.settings.inside))
            self._tag = (house.scanner, house.settings, hashlib.sha256(b"\0".join(makings)).hexdigest()[:TAG_CHARACTERS])
        return self._tag[2]

    def body(self) -> Body:
        """A new object of the spool; as `Judge` says."""
        try:
            return SpoolBody(self.desk, self.desk.begin())
        except (Busy, OSError):
            raise Full from None

    async def rule(self, asked: Asked) -> Ruling:
        """Judge one message; as `Judge` says."""
        if asked.body is None:
            return Ruling(Way.PASS)
        if not isinstance(asked.body, SpoolBody):
            raise TypeError(asked.body)
        if not asked.body.upload.size:  # a body in name only: there is nothing in it that could leave
            return Ruling(Way.PASS)
        outcome = await self._outcome(asked, asked.body)
        return self._said(outcome)

    async def _outcome(self, asked: Asked, body: SpoolBody) -> Outcome:
        desk, head = self.desk, asked.request if asked.method == "REQMOD" else asked.response
        name = name_of(asked.request, asked.response if asked.method == "RESPMOD" else None)
        try:
            spool = desk.house.spool
            parts = await desk.run(lambda: parts_of(head, name, body.upload, spool, kept=asked.echoed))
        except Unchecked as bad:
            return unchecked(bad.code)
        except (OutscanError, OSError):
            return unchecked("internal_error")
        body.handed = any(part.upload is body.upload for part in parts)
        who_gets = [host] if asked.method == "REQMOD" and (host := host_of(asked.request)) else []
        source = " ".join(filter(None, (self.source, asked.client.get("x-client-ip", "")[:64])))
        outcome = await desk.judge(parts, who_gets, source)
        if outcome.tokens and not await desk.settle(outcome, RELEASED, source):
            return unchecked("internal_error")
        return outcome

    def _said(self, outcome: Outcome) -> Ruling:
        text = f"{outcome.answer.value}; case={outcome.case or '-'}"
        if outcome.passed:
            would = f"; would={outcome.would.value}" if outcome.would is not outcome.answer else ""
            return Ruling(Way.PASS, [("X-Outscan", text + would)])
        if outcome.code:
            return Ruling(Way.FAIL, [("X-Outscan", text), ("X-Error-Code", outcome.code)])
        threat = f"Outscan.{outcome.rules[0] if outcome.rules else outcome.answer.value}"
        fields = [
            ("X-Outscan", text),
            ("X-Infection-Found", f"Type=2; Resolution=2; Threat={threat};"),
            ("X-Violations-Found", str(max(1, len(outcome.rules)))),
        ]
        return Ruling(Way.BLOCK, fields, page(outcome, self.desk.house.settings))


def host_of(request: Head | None) -> str:
    """The host a message goes to, without its port; empty where it names none."""
    if request is None:
        return ""
    words = request.line.split(" ")
    address = " ".join(words[1:-1])
    try:
        named = urlsplit(address).hostname if "://" in address else urlsplit(f"//{request.get('host')}").hostname
    except ValueError:
        return ""
    return (named or "").rstrip(".")
