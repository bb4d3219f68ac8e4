"""A watched folder: what may go is copied into one folder, a note on everything else is put into another.

In: three folders, a scanner. Out: copies with sidecars; nothing is ever deleted, moved, or written into the watched folder.
Law: what lands in the pass folder is made from the bytes that were scanned and is checked by hash; anything but a complete
release is held. A file is taken when its size and time have not changed for some seconds (one renamed in with an old time at
once), and put nowhere when it changed while it was read. What has the same device, inode, size and time is one file, however
often it is announced. Folders that are full or away are waited for.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from outscan.batch.content import stamp
from outscan.batch.makings import deciding_makings, digest, reading_makings
from outscan.batch.manifest import Entry, list_sources
from outscan.batch.pace import Stop
from outscan.batch.placing import SIDECAR, Memory, place
from outscan.errors import OutscanError, StoreError
from outscan.isolate import Fence
from outscan.nouns import replace
from outscan.scanner import Scanner
from outscan.store import network_kind
from outscan.store.lock import own
from outscan.types import Action, Gap, Job, Report
from outscan.words.batch import BATCH
from outscan.words.said import said

TEMPORARY = (".part", ".tmp", ".crdownload", ".partial", ".download", ".swp", ".filepart")
"""Endings of files that are still being written; with them names that begin with `~$`, `.~` or `.`."""
LOOK_SECONDS = 1.0
AGAIN_SECONDS = 30.0
"""Before what could not be put anywhere is tried again."""
NAME = ".outscan-watch"
__all__ = ["SIDECAR", "Watch", "temporary"]


@dataclass(slots=True)
class Watch:
    """One watched folder.

    `heard` is called with (what, path, why) for every file that was settled (`what` is its action), that cannot be read as one
    (`unlistable`), and for what is in the way (`waits`). Where no person named the day (`dated`), it is the day of each scan.
    """

    scanner: Scanner
    folder: Path
    passed: Path
    held: Path
    settle: float = 10.0
    workers: int = 1
    dated: bool = True
    stop: Stop = field(default_factory=Stop)
    heard: Callable[[str, str, str], None] = lambda what, path, why: None  # noqa: ARG005 - hears nothing
    counts: Counter[str] = field(default_factory=Counter)
    _seen: dict[str, str] = field(default_factory=dict)
    _still: dict[str, tuple[str, float]] = field(default_factory=dict)
    _later: dict[str, float] = field(default_factory=dict)
    _complained: set[str] = field(default_factory=set)
    _memory: Memory = field(init=False)

    def __post_init__(self) -> None:
        folders = [one.resolve() for one in (self.folder, self.passed, self.held)]
        if not self.folder.is_dir():
            raise OutscanError(said(BATCH, "no_source", path=self.folder))
        if any(a is not b and a.is_relative_to(b) for a in folders for b in folders):
            raise OutscanError(said(BATCH, "watch_same"))
        for one in (self.passed, self.held):
            try:
                one.mkdir(parents=True, exist_ok=True, mode=0o700)
            except OSError as error:
                why = error.strerror or type(error).__name__
                raise OutscanError(said(BATCH, "not_written", path=one, why=why)) from None
        self._memory = Memory.of(self.held / f"{NAME}.jsonl", _made(self.scanner))

    def keep(self, *, once: bool = False) -> None:
        """Watch until somebody says stop, or until what is there is settled.

        Raises OutscanError where another watch has these folders; with `once` also where a folder is full or not there.
        """
        with self._alone():
            while not self.stop.asked:
                self._today()
                ready = self._found(once=once)
                fence = Fence(self.scanner, self.workers, _read_and_scan, ordered=False, method="forkserver")
                for job, result in fence.run(job for job in ready if not self.stop.asked):
                    self._settled(job, *((result, None) if isinstance(result, Report) else result), once=once)
                if once and not ready and not self._still:
                    return
                if not ready:
                    self._wait()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            lock = own(self.held / NAME)
        except StoreError as error:
            raise OutscanError(said(BATCH, "watch_in_use", path=self.held, why=error)) from None
        try:
            yield
        finally:
            lock.release()

    def _today(self) -> None:
        """A watch lives longer than a day, and a review or a term may end overnight."""
        today = date.today()  # noqa: DTZ011 - the day of this office
        if not self.dated and today != self.scanner.config.as_of:
            self.scanner = Scanner.build(replace(self.scanner.config, as_of=today))
            self._memory.made = _made(self.scanner)

    def _found(self, *, once: bool) -> list[Job]:
        try:
            ready = list(self._ready())
        except OutscanError as error:  # a share that is away for a while
            if once:
                raise
            self._complain(str(error))
            return []
        return ready

    def _complain(self, sentence: str) -> None:
        if sentence not in self._complained:
            self._complained.add(sentence)
            self.heard("waits", "", sentence)

    def _wait(self) -> None:
        """Wait for a change; on a network file system there are no events worth having, so look again after a while."""
        if network_kind(self.folder) or not self.folder.is_dir():
            time.sleep(LOOK_SECONDS)
            return
        from watchfiles import watch

        waiting = LOOK_SECONDS if self._still or self._later else 60 * LOOK_SECONDS
        try:
            for _ in watch(self.folder, rust_timeout=int(min(waiting, 5) * 1000), yield_on_timeout=True, raise_interrupt=False):
                return
        except OSError:  # no more watches to be had of this system
            time.sleep(LOOK_SECONDS)

    def _ready(self) -> Iterator[Job]:
        """Jobs for files that are whole: still for long enough, and not seen before as they are."""
        now, entries = time.monotonic(), list(list_sources([str(self.folder)]))
        there = {entry.path for entry in entries}
        known = {mark: path for path, mark in self._seen.items() if path in there}
        for entry in entries:
            if temporary(os.path.basename(entry.path)):
                self._once(entry, "temporary")
                continue
            if entry.state != "todo":
                self._once(entry, "unlistable")
                continue
            mark = entry.stamp.rpartition(":")[0]  # a link more or a rename changes ctime and nothing else
            if self._seen.get(entry.path) == mark or self._later.get(entry.path, now) > now:
                continue
            if self._memory.settled(self._inside(entry.path), _tail(mark)):
                self._seen[entry.path] = known[mark] = mark
                self.counts["before"] += 1
                continue
            if known.get(mark, entry.path) != entry.path and entry.path not in self._still:
                self._seen[entry.path] = mark  # another name of the same file: announced twice, scanned once
                self.counts["double"] += 1
                continue
            before, since = self._still.get(entry.path, ("", now))
            since = since if before == mark else now
            self._still[entry.path] = (mark, since)
            if now - since >= self.settle or time.time() - int(mark.rpartition(":")[2]) / 1e9 >= self.settle > 0:
                del self._still[entry.path]
                self._seen[entry.path], known[mark] = mark, entry.path
                self._later.pop(entry.path, None)
                yield Job(entry.path, os.path.basename(entry.path))
        for gone in self._still.keys() - there:
            del self._still[gone]

    def _inside(self, path: str) -> str:
        return os.path.relpath(path, self.folder)

    def _once(self, entry: Entry, why: str) -> None:
        mark = f"{entry.stamp}{why}{entry.reason}"
        if self._seen.get(entry.path) != mark:
            self._seen[entry.path] = mark
            self.counts[why] += 1
            if why == "unlistable":
                self.heard(why, self._inside(entry.path), entry.reason)

    def _settled(self, job: Job, report: Report, data: bytes | None, *, once: bool) -> None:
        """Put what became of a file where it belongs, or leave it for later where it changed or there is no room."""
        inside, mark = self._inside(job.path), self._seen[job.path]
        now = stamp(job.path).rpartition(":")[0]
        if now != mark:  # what was read may be half of it, and is nobody's document
            self._seen.pop(job.path)
            self.counts["changed"] += 1
            return
        clear = report.verdict.action is Action.RELEASE and report.complete and data is not None
        action = report.verdict.action.value
        try:
            if not self._memory.same(inside, _tail(mark), report):
                place(self.passed if clear else self.held, inside, report, data if clear else None)
            self._memory.keep(inside, _tail(mark), report)
        except OutscanError as error:
            if once:
                raise
            self._seen.pop(job.path)
            self._later[job.path] = time.monotonic() + AGAIN_SECONDS
            self._complain(str(error))
            return
        self._complained.clear()
        self.counts[action] += 1
        self.heard(action, inside, "")


def _made(scanner: Scanner) -> str:
    """By which rules and on which day files are judged."""
    day = scanner.config.as_of.isoformat()
    return digest({"reads": reading_makings(scanner), "decides": deciding_makings(scanner), "day": day})


def _tail(mark: str) -> str:
    """A mark without its device: a share that is mounted again has another number."""
    return mark.partition(":")[2]


def temporary(name: str) -> bool:
    """Whether a name says that its file is not finished, or is a program's own."""
    return name.startswith(("~$", ".~", ".")) or name.endswith("~") or name.lower().endswith(TEMPORARY)


def _read_and_scan(scanner: Scanner, job: Job, seen: object) -> tuple[Report, bytes | None]:
    """The work of a fenced worker: the report, and the very bytes it is about."""
    from outscan.isolate import open_blob  # noqa: PLC0415 - in the worker
    from outscan.proofs import read_beside  # noqa: PLC0415 - in the worker
    from outscan.types import Blob  # noqa: PLC0415 - in the worker

    del seen
    blob = open_blob(job, scanner.config.limits)
    if isinstance(blob, Gap):
        return scanner.unread(Blob(blob.where, b""), job.path, [blob], partial=False), None
    report = scanner.scan(blob, job.path, proof=read_beside(job.path))
    clear = report.verdict.action is Action.RELEASE and report.complete
    return report, blob.data if clear else None
