"""The desk behind every door that speaks no HTTP: what arrived is entered, judged and let through, or not.

In: spooled parts of one message, who gets them, where they came from. Out: `Outcome`. Law: fail closed. A part passes by its
own scan, or by an approval that covers exactly it for exactly these recipients; one part that does not, and nothing passes.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import Connection

from outscan.errors import OutscanError
from outscan.gate import approvals, moment, releases, scans
from outscan.gate.binding import Channel, Wish, recipients, refusals
from outscan.gate.decision import Answer
from outscan.gate.faults import Refused
from outscan.gate.house import House
from outscan.gate.spool import Upload
from outscan.gate.who import Who
from outscan.nouns import replace

LOG = logging.getLogger("outscan.gate")
T = TypeVar("T")
_GRAVITY = (Answer.PASS, Answer.INCOMPLETE, Answer.ERROR, Answer.PROCESS, Answer.REVIEW, Answer.ESCALATE, Answer.STOP)
"""Which answer is said where parts of one message have several: the one a person can do most about."""


class Busy(Exception):
    """So much waits that nothing more is taken on; `retry` is in seconds."""

    def __init__(self, retry: int) -> None:
        super().__init__(retry)
        self.retry = retry


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a message, in the spool, under the name a person would see."""

    upload: Upload
    name: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said of one message. `case` names the scan; `tokens` are releases to be settled once it left."""

    answer: Answer
    would: Answer = Answer.PASS
    case: str = ""
    rules: tuple[str, ...] = ()
    stopped: bool = False
    tokens: tuple[str, ...] = ()
    code: str = ""
    """Why it was not checked, where it was not: one of the words that clients of ICAP know."""

    @property
    def passed(self) -> bool:
        """Whether it may go on."""
        return self.answer is Answer.PASS


@dataclass(frozen=True, slots=True)
class _Bell:
    """Rung by a scanning thread when a scan is finished, heard in the event loop."""

    loop: asyncio.AbstractEventLoop
    rung: asyncio.Event = field(default_factory=asyncio.Event)

    def ring(self) -> None:
        self.loop.call_soon_threadsafe(self.rung.set)


def unchecked(code: str) -> Outcome:
    """The outcome of what could not be judged at all."""
    answer = Answer.ERROR if code in {"internal_error", "timeout"} else Answer.INCOMPLETE
    return Outcome(answer, answer, code=code)


@dataclass(slots=True)
class Desk:
    """One door's desk. `channels` are the ways it may use an approval for, the nearest first; none where nobody is named."""

    house: House
    door: str
    channels: tuple[Channel, ...] = ()
    seconds: float = 120.0
    pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(4, thread_name_prefix="desk"))

    def who(self, source: str) -> Who:
        """The door itself, as the record names it."""
        return Who(f"door:{self.door}", source=source)

    def begin(self) -> Upload:
        """A new file of the spool. Raises Busy before a byte is read where too much waits, OSError where there is no room."""
        house = self.house
        if house.engine.waiting >= house.settings.load.queue or not house.engine.alive:
            raise Busy(house.engine.retry_after())
        return house.spool.begin(house.settings.load.max_body)

    async def run(self, call: Callable[[], T]) -> T:
        """Do what waits for disk or database beside the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self.pool, call)

    async def covered(self, sha256: str, name: str, who_gets: Sequence[str]) -> bool:
        """Whether an approval covers this now; nothing is consumed yet. Raises OutscanError."""
        return bool(await self.run(lambda: self._write(lambda link: self._covering(link, sha256, name, who_gets))))

    async def judge(self, parts: Sequence[Part], who_gets: Sequence[str], source: str) -> Outcome:
        """Judge what is in the spool; it is gone from there afterwards. Never raises for what is in it, nor for a database."""
        who, bells = self.who(source), dict[str, _Bell]()
        loop = asyncio.get_running_loop()

        def listen(scan: str) -> None:  # before it is committed: no verdict can come earlier
            bells[scan] = _Bell(loop)
            self.house.engine.listen(scan, bells[scan].ring)

        try:
            return await self._judge(parts, who_gets, who, bells, listen)
        finally:
            for scan, bell in bells.items():
                self.house.engine.deaf(scan, bell.ring)

    async def _judge(
        self, parts: Sequence[Part], who_gets: Sequence[str], who: Who, bells: dict[str, _Bell], listen: Callable[[str], None]
    ) -> Outcome:
        try:
            entered = await self.run(lambda: self._enter(parts, who_gets, who, listen))
        except (OutscanError, OSError) as error:
            LOG.error("%s: %s", self.door, type(error).__name__)
            await self.run(lambda: _drop(parts))
            return unchecked("internal_error")
        except BaseException:
            _drop(parts)
            raise
        approved = [part for part, scan in zip(parts, entered, strict=True) if not scan]
        _drop(approved)
        try:
            async with asyncio.timeout(self.seconds):
                answers = [await self._wait(scan, bells[scan]) for scan in entered if scan]
            outcome = max(answers, key=lambda one: _GRAVITY.index(one.answer), default=Outcome(Answer.PASS))
            if outcome.passed and approved:
                items = [(part.upload.sha256, part.name) for part in approved]
                outcome = await self.reserve(outcome, items, who_gets, who.source)
        except TimeoutError:
            return unchecked("timeout")
        except (OutscanError, Refused) as error:
            LOG.error("%s: %s", self.door, type(error).__name__)
            return unchecked("internal_error")
        return outcome

    async def reserve(self, outcome: Outcome, items: Sequence[tuple[str, str]], who_gets: Sequence[str], source: str) -> Outcome:
        """Take what approvals cover of a message that passed otherwise; where one no longer does, nothing passes."""
        who = self.who(source)
        try:
            return await self.run(lambda: self._write(lambda link: self._reserve(link, outcome, items, who_gets, who)))
        except (OutscanError, Refused):
            return unchecked("internal_error")

    async def settle(self, outcome: Outcome, state: str, source: str, note: str = "") -> bool:
        """Enter in the register how the releases ended; False where it could not be: they wait for the office then."""
        if not outcome.tokens:
            return True
        who = self.who(source)

        def ended(link: Connection) -> None:
            for token in outcome.tokens:
                releases.settle(link, who, token, state, note)

        try:
            await self.run(lambda: self._write(ended))
        except (OutscanError, Refused) as error:
            LOG.error("%s: release not settled: %s", self.door, type(error).__name__)
            return False
        return True

    def _write(self, act: Callable[[Connection], T]) -> T:
        with self.house.store.write() as link:
            return act(link)

    def _covering(self, link: Connection, sha256: str, name: str, who_gets: Sequence[str]) -> Wish | None:
        """What an approval covers just now, as it has to be asked for; None where none does."""
        held = approvals.of_content(link, sha256.lower()) if self.channels else []
        for channel in self.channels if held else ():
            wish = releases.wish_of(self.house, sha256, name, list(who_gets), 1, channel)
            for approval, item in held:
                if not refusals(approvals.binding_of(approval, item), wish, moment.now()):
                    return wish
        return None

    def _enter(self, parts: Sequence[Part], who_gets: Sequence[str], who: Who, listen: Callable[[str], None]) -> list[str]:
        """Enter every part that no approval covers; the ids of their scans, empty for those that are covered."""
        house = self.house
        mode = house.mode(self.door, recipients(who_gets))
        way = self.channels[0].value if self.channels else ""
        order = scans.Order(self.door, tuple(who_gets), way, mode=mode)
        entered = []
        with house.store.write() as link:
            for part in parts:
                part.upload.close()
                if self._covering(link, part.upload.sha256, part.name, who_gets) is not None:
                    entered.append("")
                    continue
                arrived = scans.Arrived(part.upload.name, part.name, part.upload.sha256, part.upload.size)
                entered.append(scans.accept(link, who, house.queue, arrived, order))
                listen(entered[-1])
        for scan in entered:
            if scan:
                house.engine.entered()
        return entered

    def _reserve(
        self, link: Connection, outcome: Outcome, items: Sequence[tuple[str, str]], who_gets: Sequence[str], who: Who
    ) -> Outcome:
        tokens = []
        for sha256, name in items:
            wish = self._covering(link, sha256, name, who_gets)
            ruling = releases.check(link, self.house, who, wish, self.door) if wish is not None else releases.Ruling()
            if not ruling.passed:  # it ended, or its copies went, while the rest was read: what was taken is given back
                raise Refused("conflict")
            tokens.append(ruling.token)
        return replace(outcome, tokens=tuple(tokens))

    async def _wait(self, scan: str, bell: _Bell) -> Outcome:
        await bell.rung.wait()
        return await self.run(lambda: self._look(scan)) or unchecked("timeout")

    def _look(self, scan: str) -> Outcome | None:
        with self.house.store.read() as link:
            row = scans.find(link, scan)
        if row.state == scans.QUEUED:
            return None
        answer = Answer(row.answer)
        code = {Answer.INCOMPLETE: "decode_error", Answer.ERROR: "internal_error"}.get(answer, "")
        return Outcome(answer, Answer(row.would), scan, tuple(json.loads(row.rules)), bool(row.stopped), code=code)


def _drop(parts: Sequence[Part]) -> None:
    for part in parts:
        part.upload.drop()
