"""The scanning floor of the gate: threads that lease jobs and hand them to warm, fenced workers.

In: jobs in the store. Out: finished scans, and whoever waits for one is woken. Law: a scan is finished in the transaction that
ends its job; after a crash its job is there again; while the database is away nothing is decided.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outscan.errors import OutscanError
from outscan.gate import approvals, cases, errand, holds, scans
from outscan.gate.decision import Answer, Decision
from outscan.gate.errand import Stopped
from outscan.gate.states import Act
from outscan.gate.who import GATE
from outscan.isolate import Fence
from outscan.nouns import replace
from outscan.process import Result
from outscan.store import jobs
from outscan.store.jobs import Lease
from outscan.types import Job, Report, SoFar

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from outscan.gate.house import House

LOG = logging.getLogger("outscan.gate")
IDLE_SECONDS = 2.0
"""How long a thread sleeps when there is nothing to do and nobody wakes it."""
AGAIN_SECONDS = 0.5
MOST_TRIES = 3
LEASE_SECONDS = 3600.0
"""Only this process leases from its own queue, and gives everything back when it starts."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a scan has come: waiting, reading or judging; parts read; seconds since it was taken up."""

    phase: str = "waiting"
    parts: int = 0
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class _Done:
    """What is to be recorded of a scan, and the spool file that goes once it is."""

    record: Callable[[Any], object]
    spool: str = ""
    stopped: bool = False


_Taken = tuple[Lease, "Row[Any] | None"]
"""A job in this process's hands, and its scan."""


@dataclass(slots=True)
class Engine:
    """Scanning threads over one store."""

    house: House
    workers: int
    waiting: int = 0
    """Scans accepted and not finished."""
    seconds: float = 0.5
    """How long a scan took lately, for Retry-After."""
    _threads: list[threading.Thread] = field(default_factory=list)
    _wake: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    _stopping: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _far: dict[str, tuple[float, SoFar]] = field(default_factory=dict)
    """When each scan that is being read was taken up, and how far it has come."""
    _listeners: dict[str, list[Callable[[], None]]] = field(default_factory=dict)

    def start(self) -> None:
        """Give back what an earlier process left leased, and begin."""
        with self.house.store.write() as link:
            jobs.give_back(link, self.house.queue)
            self.waiting = jobs.left(link, self.house.queue)[0]
        for number in range(self.workers):
            thread = threading.Thread(
                target=self._live, args=(f"{self.house.queue}:{number}",), name=f"scan-{number}", daemon=True
            )
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """End every thread and worker; what is unfinished is done at the next start."""
        self._stopping.set()
        for _ in self._threads:
            self._wake.release()
        for thread in self._threads:
            thread.join(10)

    @property
    def alive(self) -> bool:
        """Whether every scanning thread that was started still lives."""
        return all(thread.is_alive() for thread in self._threads)

    def entered(self) -> None:
        """A job was committed: wake a thread."""
        with self._lock:
            self.waiting += 1
        self._wake.release()

    def listen(self, scan: str, call: Callable[[], None]) -> None:
        """Call once when `scan` is finished."""
        with self._lock:
            self._listeners.setdefault(scan, []).append(call)

    def deaf(self, scan: str, call: Callable[[], None]) -> None:
        """No longer call."""
        with self._lock, suppress(KeyError, ValueError):
            self._listeners[scan].remove(call)
            if not self._listeners[scan]:
                del self._listeners[scan]

    def progress(self, scan: str) -> Progress:
        """How far a scan that is not finished has come."""
        began, far = self._far.get(scan, (0.0, None))
        if far is None:
            return Progress()
        return Progress("judging" if far.judging else "reading", far.parts, int(time.monotonic() - began))

    def retry_after(self) -> int:
        """Seconds after which the queue is likely to have room."""
        return max(1, min(60, round(self.waiting * self.seconds / max(self.workers, 1))))

    def _live(self, holder: str) -> None:
        fence = Fence(self.house.scanner, 1, errand.run)
        with suppress(OutscanError):  # warm: the first upload must not pay for a worker's start
            fence.one(Job("", "", data=b""))
        taken: _Taken | None = None
        try:
            while not self._stopping.is_set():
                fence = self._current(fence)
                try:
                    taken = taken or self._take(holder)
                except OutscanError:
                    self._stopping.wait(AGAIN_SECONDS)
                    continue
                if taken is None:
                    self._wake.acquire(timeout=IDLE_SECONDS)
                else:
                    taken = self._do(fence, holder, taken)
        finally:
            fence.close()

    def _current(self, fence: Fence) -> Fence:
        """The fence of the scanner in force: a new pack, or a new day, is for new scans."""
        scanner = self.house.scanner
        if scanner.config.as_of != date.today() and not self.house.as_of_fixed:  # noqa: DTZ011 - the office's own day
            scanner = self.house.scanner = replace(scanner, config=replace(scanner.config, as_of=date.today()))  # noqa: DTZ011
        if fence.scanner is scanner:
            return fence
        fence.close()
        return Fence(scanner, 1, errand.run)

    def _take(self, holder: str) -> _Taken | None:
        with self.house.store.read() as link:
            if jobs.left(link, self.house.queue)[0] == 0:
                return None
        with self.house.store.write() as link:
            return self._lease(link, holder)

    def _lease(self, link: Any, holder: str) -> _Taken | None:  # noqa: ANN401 - a connection
        """The next job and its scan, in the transaction of `link`: that of the last one's verdict, where there was one."""
        leased = jobs.lease(link, self.house.queue, holder, 1, LEASE_SECONDS)
        return (leased[0], scans.known(link, leased[0].payload)) if leased else None

    def _do(self, fence: Fence, holder: str, taken: _Taken) -> _Taken | None:
        """Scan what was taken and record it; what is to be done next, where something waits."""
        lease, row = taken
        started, after = time.monotonic(), None
        done: _Done | None = None
        self._far[lease.payload] = started, SoFar(0)
        fence.far = lambda _, far: self._far.__setitem__(lease.payload, (started, far))
        if row is not None:
            with suppress(OutscanError):
                done = self._judge(fence, row, lease.tries)
        while not self._stopping.is_set():
            try:
                after = self._record(holder, lease, done)
                break
            except OutscanError:  # the database is away: the verdict waits for it, and nothing passes meanwhile
                self._stopping.wait(AGAIN_SECONDS)
        else:
            return None
        if after is not None:
            self._wake.acquire(blocking=False)  # who handed it in woke somebody for it
        if done is not None and done.spool:
            self.house.spool.drop(done.spool)
        if done is not None and done.stopped:
            self.house.empty_log()
        self.seconds = 0.8 * self.seconds + 0.2 * (time.monotonic() - started)
        self._answered(lease.payload)
        return after

    def _record(self, holder: str, lease: Lease, done: _Done | None) -> _Taken | None:
        if done is None:
            with self.house.store.write() as link:
                jobs.give_back(link, self.house.queue, holder, [lease.id])
            raise OutscanError(lease.payload)
        with self.house.store.write() as link:
            if jobs.done(link, holder, [lease.id]):
                done.record(link)
            return None if self._stopping.is_set() else self._lease(link, holder)

    def _answered(self, scan: str) -> None:
        with self._lock:
            self.waiting = max(0, self.waiting - 1)
            self._far.pop(scan, None)
            listeners = self._listeners.pop(scan, [])
        for call in listeners:
            call()

    def _judge(self, fence: Fence, row: Row[Any], tries: int) -> _Done:
        """Scan outside any transaction; what is to be recorded, as a function of the transaction that records it."""
        house = self.house
        path = house.spool.path(row.spool) if row.spool else Path()
        if tries > MOST_TRIES:
            return self._failure(row, "tries")
        if not row.spool or not path.is_file():
            return self._failure(row, "spool")
        try:
            outcome = fence.one(house.errand(row, path))
            if isinstance(outcome, Result):
                return self._processed(fence, row, outcome)
            return self._verdict(row, outcome, path)
        except OutscanError as error:
            LOG.error("scan %s: %s", row.id, type(error).__name__)
            return self._failure(row, type(error).__name__)
        except OSError as error:  # the disk, not the document: nothing was checked, and the answer says so
            LOG.error("scan %s: %s", row.id, error.strerror or type(error).__name__)
            return self._failure(row, "disk")

    def _verdict(self, row: Row[Any], outcome: Report | Stopped, path: Path, result: Result | None = None) -> _Done:
        house = self.house
        if isinstance(outcome, Stopped):
            house.spool.drop(path.name)  # at once, before anything is recorded
            return _Done(lambda link: self._after(link, row, scans.finish_stopped(link, GATE, row, outcome)), stopped=True)
        report = replace(outcome, path=row.name, name=row.name)
        held, key = "", ""
        if house.wants_hold(row, report):
            held, key = holds.seal(house.vault, path)
        proof = result.proof if result else None

        def record(link: Connection) -> None:
            sealed = result.proof_json.decode() if result else ""
            decision = scans.finish(
                link, GATE, row, report, house.settings.network_level, proof=proof, proof_json=sealed, held=held
            )
            if held:
                holds.keep(link, held, key, row.id, report.sha256, report.size, house.settings.keep.unclaimed_hours * 3600)
            self._after(link, row, decision)

        return _Done(record, path.name)

    def _after(self, link: Connection, row: Row[Any], decision: Decision) -> None:
        for case in approvals.rechecked(link, row.sha256, row.name, self.house.pack, decision.action):
            cases.by_clock(link, case, Act.SUSPEND, "pack")
        self.house.counted(row, decision.answer)
        self.house.notify(link, "scan.decided", row.id, row)

    def _failure(self, row: Row[Any], why: str, reasons: tuple[str, ...] = ()) -> _Done:
        def record(link: Connection) -> None:
            scans.fail(link, GATE, row, why, reasons)
            self.house.counted(row, Answer.ERROR)

        return _Done(record, row.spool)

    def _processed(self, fence: Fence, row: Row[Any], result: Result) -> _Done:
        """The copy, scanned again by the gate's own way; refusals and what remains fail the processing, not the house."""
        house = self.house
        house.spool.drop(row.spool)
        if result.data is None or result.proof is None:
            return self._failure(row, "refused" if result.refusals else "remains", result.refusals or result.remains)
        upload = house.spool.copied([result.data], house.settings.load.max_body)
        outcome = fence.one(replace(house.errand(row, upload.path), options=None))
        if isinstance(outcome, Result):
            return self._failure(row, "processing")
        return self._verdict(row, outcome, upload.path, result)
