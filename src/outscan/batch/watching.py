"""A watched folder: what may go is copied into one folder, a note on everything else is put into another.

In: three folders, a scanner. Out: copies with sidecars; nothing is ever deleted, moved, or written into the watched folder.
Law: what lands in the pass folder is made from the bytes that were scanned and is checked by hash; anything but a complete
release is held. A file is taken when its size and time have not changed for some seconds (one renamed in with an old time at
once); what has the same device, inode, size and time is one file, however often it is announced.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from outscan.batch.manifest import Entry, list_sources
from outscan.batch.pace import Stop
from outscan.errors import OutscanError
from outscan.isolate import Fence
from outscan.report.json import line
from outscan.scanner import Scanner
from outscan.store import network_kind
from outscan.types import Action, Job, Report
from outscan.words.batch import BATCH
from outscan.words.said import said

TEMPORARY = (".part", ".tmp", ".crdownload", ".partial", ".download", ".swp", ".filepart")
"""Endings of files that are still being written; with them names that begin with `~$`, `.~` or `.`."""
LOOK_SECONDS = 1.0
SIDECAR = ".outscan.json"


@dataclass(slots=True)
class Watch:
    """One watched folder. `heard` is called with (action, path) for every file that was settled."""

    scanner: Scanner
    folder: Path
    passed: Path
    held: Path
    settle: float = 10.0
    workers: int = 1
    stop: Stop = field(default_factory=Stop)
    heard: Callable[[str, str], None] = lambda action, path: None  # noqa: ARG005 - hears nothing
    told: Counter[str] = field(default_factory=Counter)
    _seen: dict[str, str] = field(default_factory=dict)
    _still: dict[str, tuple[str, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        folders = [one.resolve() for one in (self.folder, self.passed, self.held)]
        if not self.folder.is_dir():
            raise OutscanError(said(BATCH, "no_source", path=self.folder))
        if any(a is not b and a.is_relative_to(b) for a in folders for b in folders):
            raise OutscanError(said(BATCH, "watch_same"))
        for one in (self.passed, self.held):
            one.mkdir(parents=True, exist_ok=True, mode=0o700)

    def keep(self, *, once: bool = False) -> None:
        """Watch until somebody says stop, or until what is there is settled."""
        fence = Fence(self.scanner, self.workers, _read_and_scan, ordered=False, method="forkserver")
        while not self.stop.asked:
            ready = list(self._ready())
            for job, result in fence.run(ready):
                self._place(job, *((result, None) if isinstance(result, Report) else result))
            if once and not ready and not self._still:
                return
            if not ready:
                self._wait()

    def _wait(self) -> None:
        """Wait for a change; on a network file system there are no events worth having, so look again after a while."""
        if network_kind(self.folder):
            time.sleep(LOOK_SECONDS)
            return
        from watchfiles import watch

        waiting = LOOK_SECONDS if self._still else 60 * LOOK_SECONDS
        for _ in watch(self.folder, rust_timeout=int(min(waiting, 5) * 1000), yield_on_timeout=True, raise_interrupt=False):
            return

    def _ready(self) -> Iterator[Job]:
        """Jobs for files that are whole: still for long enough, and not seen before as they are."""
        now, there = time.monotonic(), set[str]()
        for entry in list_sources([str(self.folder)]):
            there.add(entry.path)
            if temporary(os.path.basename(entry.path)):
                self._once(entry, "temporary")
                continue
            if entry.state != "todo":
                self._once(entry, entry.reason)
                continue
            mark = entry.stamp.rpartition(":")[0]  # a link more or a rename changes ctime and nothing else
            if self._seen.get(entry.path) == mark:
                continue
            if mark in self._seen.values() and entry.path not in self._still:
                self._seen[entry.path] = mark  # another name of the same file: announced twice, scanned once
                self.told["double"] += 1
                continue
            before, since = self._still.get(entry.path, ("", now))
            since = since if before == mark else now
            self._still[entry.path] = (mark, since)
            if now - since >= self.settle or time.time() - int(mark.rpartition(":")[2]) / 1e9 >= self.settle > 0:
                del self._still[entry.path]
                self._seen[entry.path] = mark
                yield Job(entry.path, os.path.basename(entry.path))
        for gone in self._still.keys() - there:
            del self._still[gone]

    def _once(self, entry: Entry, why: str) -> None:
        mark = entry.stamp + why
        if self._seen.get(entry.path) != mark:
            self._seen[entry.path] = mark
            self.told[why] += 1

    def _place(self, job: Job, report: Report, data: bytes | None) -> None:
        """A copy of the scanned bytes beside its sidecar, or a sidecar alone."""
        inside = os.path.relpath(job.path, self.folder)
        clear = report.verdict.action is Action.RELEASE and report.complete and data is not None
        target = (self.passed if clear else self.held) / inside
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = free(target)
        if clear and data is not None:
            _copy(target, data, report.sha256)
        _written(target.with_name(target.name + SIDECAR), (line(report) + "\n").encode("utf-8", "backslashreplace"))
        action = report.verdict.action.value
        self.told[action] += 1
        self.heard(action, inside)


def temporary(name: str) -> bool:
    """Whether a name says that its file is not finished, or is a program's own."""
    return name.startswith(("~$", ".~", ".")) or name.endswith("~") or name.lower().endswith(TEMPORARY)


def free(target: Path) -> Path:
    """`target`, or the first name like it that is not taken: nothing is ever written over."""
    number, tried = 1, target
    while tried.exists() or tried.with_name(tried.name + SIDECAR).exists():
        number += 1
        tried = target.with_name(f"{target.stem} ({number}){target.suffix}")
    return tried


def _copy(target: Path, data: bytes, sha256: str) -> None:
    """Write the bytes and read them back. Raises OutscanError where the copy is not what was scanned."""
    _written(target, data)
    with target.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            target.unlink(missing_ok=True)
            raise OutscanError(said(BATCH, "seal_changed", path=target))


def _written(target: Path, data: bytes) -> None:
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.link(beside, target) if hasattr(os, "link") else beside.rename(target)
    except OSError as error:
        raise OutscanError(said(BATCH, "not_written", path=target, why=error.strerror or type(error).__name__)) from None
    finally:
        beside.unlink(missing_ok=True)


def _read_and_scan(scanner: Scanner, job: Job, seen: object) -> tuple[Report, bytes | None]:
    """The work of a fenced worker: the report, and the very bytes it is about."""
    from outscan.isolate import open_blob  # noqa: PLC0415 - in the worker
    from outscan.types import Blob, Gap  # noqa: PLC0415 - in the worker

    del seen
    blob = open_blob(job, scanner.config.limits)
    if isinstance(blob, Gap):
        return scanner.unread(Blob(blob.where, b""), job.path, [blob], partial=False), None
    report = scanner.scan(blob, job.path)
    clear = report.verdict.action is Action.RELEASE and report.complete
    return report, blob.data if clear else None
