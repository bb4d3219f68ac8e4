"""One scan in a process that may die: time, memory, crash → a gap; what was found before stays.

In: `Job`s and a way to build a `Scanner`. Out: `Outcome`s, in the order of the jobs.
Law: whatever the worker does — hang, eat memory, segfault, exit — the run goes on and the document's report says so.

A worker is a process that scans one document at a time and tells marks and gaps as it meets them. The parent watches
the clock (and, where the system has no such limit, the memory) and kills. A worker that died is replaced.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from outscan.config import Config
from outscan.limits import Limits
from outscan.scanner import Scanner, Seen
from outscan.types import Blob, Finding, Gap, GapReason, Job, Outcome, Report, Where

GRACE_SECONDS = 5.0
"""How much longer than the document's own clock the parent waits before it kills."""
RECYCLE_JOBS = 200
"""A worker is replaced after so many documents, so that nothing can build up."""
BASE_BYTES = 2560 << 20
"""Address space a worker has before it opens a document: shared libraries map far more than they touch."""

Work = Callable[[Scanner, Job, Seen], Any]
"""What a worker does with a job: `scan_job`, or another door's way of reading a document behind the same fence."""


def start_method() -> str:
    """`fork` where it is safe and cheap (Linux), `spawn` elsewhere; OUTSCAN_START_METHOD overrules (spawn, forkserver)."""
    return os.environ.get("OUTSCAN_START_METHOD") or ("fork" if sys.platform == "linux" else "spawn")


def guards() -> dict[str, str]:
    """Which guard of each kind is in force here, for `doctor`."""
    kernel = sys.platform == "linux"
    return {
        "time": "parent kills",
        "cpu": "RLIMIT_CPU" if os.name == "posix" else "parent kills",
        "memory": "RLIMIT_AS + parent" if kernel else "parent watches",
        "output": "RLIMIT_FSIZE" if os.name == "posix" else "none",
        "start": start_method(),
    }


def open_blob(job: Job, limits: Limits) -> Blob | Gap:
    """The bytes of a job, or the gap of a path that cannot be read whole."""
    where = Where((job.name,))
    if job.gap:
        return Gap(where, GapReason.UNREADABLE, job.gap)
    if job.data is not None:
        return Blob(where, job.data)
    path = Path(job.path)
    try:
        before = path.stat()
        if not path.is_file():
            return Gap(where, GapReason.UNREADABLE, "not a regular file")
        if before.st_size > limits.max_file_bytes:
            return Gap(where, GapReason.TOO_LARGE, f"max_file_bytes {before.st_size} > {limits.max_file_bytes}")
        with path.open("rb") as file:
            data = file.read(limits.max_file_bytes + 1)
        after = path.stat()
    except OSError as error:
        return Gap(where, GapReason.UNREADABLE, type(error).__name__)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        return Gap(where, GapReason.UNREADABLE, "changed while read")
    return Blob(where, data)


def scan_job(scanner: Scanner, job: Job, seen: Seen) -> Report:
    """The usual work: open, scan, report."""
    blob = open_blob(job, scanner.config.limits)
    if isinstance(blob, Gap):
        return scanner.unread(Blob(blob.where, b""), job.path, [blob], partial=False)
    return scanner.scan(blob, job.path, seen=seen)


def _limit(limits: Limits) -> None:
    """Fence this process: memory, size of files written, no core dump. CPU time is set anew for every job."""
    if os.name != "posix":
        return
    import resource  # noqa: PLC0415 - POSIX only

    for what, ceiling in (
        (resource.RLIMIT_AS, BASE_BYTES + limits.max_memory_bytes),
        (resource.RLIMIT_FSIZE, limits.max_temp_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (ceiling, ceiling))


def _limit_cpu(limits: Limits) -> None:
    """Allow this process `max_cpu_seconds` more CPU time than it has used."""
    if os.name != "posix":
        return
    import resource  # noqa: PLC0415 - POSIX only

    used = resource.getrusage(resource.RUSAGE_SELF)
    ceiling = int(used.ru_utime + used.ru_stime + limits.max_cpu_seconds + limits.max_ocr_seconds) + 1
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (ceiling, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _worker(pipe: Connection, config: Config, scanner: Scanner | None, work: Work) -> None:
    """The worker's life: build (or inherit) a scanner, then one job at a time until the parent hangs up."""
    import signal  # noqa: PLC0415 - only a worker needs it

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(config.limits)
    scanner = scanner or Scanner.build(config)
    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError):
            return
        if job is None:
            return
        _limit_cpu(config.limits)
        try:
            result = ("done", work(scanner, job, lambda thing: pipe.send(("seen", thing))))
        except MemoryError:
            result = ("gap", Gap(Where((job.name,)), GapReason.CRASHED, f"max_memory_bytes > {config.limits.max_memory_bytes}"))
        pipe.send(result)


@dataclass(slots=True)
class _Fenced:
    """A worker as the parent sees it."""

    process: Any
    pipe: Connection
    jobs: int = 0
    job: Job | None = None
    index: int = -1
    deadline: float = 0.0
    seen: list[tuple[Finding, ...] | Gap] = field(default_factory=list)


@dataclass(slots=True)
class Fence:
    """Runs work in killable processes, `workers` at a time."""

    scanner: Scanner
    workers: int = 1
    work: Work = scan_job
    _idle: list[_Fenced] = field(default_factory=list)
    _busy: list[_Fenced] = field(default_factory=list)

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Any]]:
        """Yield (job, result) in the order of `jobs`. A result is what `work` returned, or the Report of its death."""
        waiting, ready, next_index = deque(enumerate(jobs)), dict[int, tuple[Job, Any]](), 0
        try:
            while waiting or self._busy or ready:
                while waiting and len(self._busy) < self.workers:
                    self._hand(*waiting.popleft())
                while next_index in ready:
                    yield ready.pop(next_index)
                    next_index += 1
                for index, job, result in self._hear():
                    ready[index] = (job, result)
        finally:
            self.close()

    def close(self) -> None:
        """End every worker; nothing is left running."""
        for worker in (*self._idle, *self._busy):
            worker.process.kill()
        for worker in (*self._idle, *self._busy):
            worker.process.join()
            worker.pipe.close()
        self._idle.clear()
        self._busy.clear()

    def _start(self) -> _Fenced:
        context: Any = multiprocessing.get_context(start_method())
        ours, theirs = context.Pipe()
        inherited = self.scanner if start_method() == "fork" else None
        process = context.Process(target=_worker, args=(theirs, self.scanner.config, inherited, self.work), daemon=True)
        process.start()
        theirs.close()
        return _Fenced(process, ours)

    def _hand(self, index: int, job: Job) -> None:
        worker = self._idle.pop() if self._idle else self._start()
        limits = self.scanner.config.limits
        spare = limits.max_ocr_seconds if self.scanner.config.ocr != "off" else 0.0
        worker.job, worker.index, worker.seen = job, index, []
        worker.deadline = time.monotonic() + limits.max_seconds + spare + GRACE_SECONDS
        self._busy.append(worker)
        with suppress(BrokenPipeError):
            worker.pipe.send(job)

    def _hear(self) -> Iterator[tuple[int, Job, Any]]:
        ears: dict[Any, _Fenced] = {w.pipe: w for w in self._busy} | {w.process.sentinel: w for w in self._busy}
        soonest = min((w.deadline for w in self._busy), default=time.monotonic())
        heard = {id(ears[ear]): ears[ear] for ear in wait(list(ears), timeout=max(0.0, min(soonest - time.monotonic(), 1.0)))}
        for worker in list(self._busy):
            result = self._listen(worker) if id(worker) in heard else None
            if result is None and time.monotonic() > worker.deadline:
                result = self._died(worker, GapReason.TIMEOUT, f"max_seconds > {self.scanner.config.limits.max_seconds:g}")
            if result is None and self._too_big(worker):
                result = self._died(
                    worker, GapReason.CRASHED, f"max_memory_bytes > {self.scanner.config.limits.max_memory_bytes}"
                )
            if result is not None and worker.job is not None:
                yield worker.index, worker.job, result
                self._settle(worker)

    def _listen(self, worker: _Fenced) -> Any:  # noqa: ANN401 - whatever `work` returns
        try:
            while worker.pipe.poll():
                what, thing = worker.pipe.recv()
                if what == "done":
                    return thing
                if what == "gap":
                    return self._report(worker, thing)
                worker.seen.append(thing)
        except (EOFError, OSError, pickle.UnpicklingError):
            worker.process.join(1)
        if not worker.process.is_alive() and not worker.pipe.closed:
            return self._died(worker, GapReason.CRASHED, f"exit {worker.process.exitcode}")
        return None

    def _died(self, worker: _Fenced, reason: GapReason, detail: str) -> Report:
        worker.process.kill()
        worker.process.join()
        return self._report(worker, Gap(Where((worker.job.name if worker.job else "",)), reason, detail))

    def _report(self, worker: _Fenced, gap: Gap) -> Report:
        job = worker.job or Job("", "")
        opened = open_blob(job, self.scanner.config.limits)
        blob = Blob(Where((job.name,)), b"") if isinstance(opened, Gap) else opened
        gaps = [thing for thing in worker.seen if isinstance(thing, Gap)]
        told = [thing for thing in worker.seen if not isinstance(thing, Gap)]
        return self.scanner.unread(blob, job.path, [*gaps, gap], told[-1] if told else ())

    def _too_big(self, worker: _Fenced) -> bool:
        """Whether a worker has outgrown its memory where no kernel limit holds it; looked at once a second at most."""
        if sys.platform == "linux":
            return False
        import psutil  # noqa: PLC0415 - only where the kernel has no such limit

        with suppress(psutil.Error):
            return bool(psutil.Process(worker.process.pid).memory_info().rss > self.scanner.config.limits.max_memory_bytes)
        return False

    def _settle(self, worker: _Fenced) -> None:
        self._busy.remove(worker)
        worker.jobs += 1
        worker.job = None
        if worker.process.is_alive() and worker.jobs < RECYCLE_JOBS:
            self._idle.append(worker)
            return
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()


def outcomes(scanner: Scanner, jobs: Iterable[Job], workers: int = 1) -> Iterator[Outcome]:
    """Scan every job behind the fence, in order."""
    for job, report in Fence(scanner, workers).run(jobs):
        yield Outcome(job.path, report)
