"""The parent's side: hands jobs to workers, hears what they tell, watches clock and memory, kills and replaces.

In: `Job`s. Out: (job, result) in the order of the jobs; the result of a worker that died is a report that says so.
Law: whatever a worker does, the run goes on, and what it told before it died stands.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext, suppress
from multiprocessing.connection import wait
from typing import Any

from outscan.isolate.fenced import STILL, WATCH_SECONDS, Fenced, end, next_message, retold
from outscan.isolate.guards import OCR_BYTES, busy, own_main, resident, spent, start_method
from outscan.isolate.opening import open_blob
from outscan.isolate.worker import Work, cpu_seconds, live, scan_job, size
from outscan.limits import Limits
from outscan.nouns import Struct, field
from outscan.scanner import Scanner
from outscan.types import Blob, Finding, Gap, GapReason, Job, Outcome, Reason, Report, SoFar, Where, unread

GRACE_SECONDS = 8.0
"""How much longer than the document's own time the parent waits before it kills: what was read is still judged."""
RECYCLE_JOBS = 200
"""A worker is replaced after so many documents, so that nothing can build up,"""
RECYCLE_BYTES = 256 << 20
"""or when it keeps so much more memory than it began with, so that one document never pays for another."""
STARTS = 5
"""So often a worker is started before that is given up: the process that starts them (fork server) may be killed as well."""
AHEAD = 64
"""So many results may wait for an earlier one before no more jobs are handed out."""


_UNTOLD = object()
"""No result yet: what a worker makes of a job may well be nothing."""


class Fence(Struct):
    """Runs work in killable processes, `workers` at a time. Used by one thread."""

    scanner: Scanner
    workers: int = 1
    work: Work = scan_job
    ordered: bool = True
    """Whether results come in the order of the jobs; else as they are ready, so that a slow document holds nobody up."""
    method: str = ""
    """How workers start, "" for what suits this system: a parent that holds a database never forks (`forkserver`)."""
    far: Callable[[Job, SoFar], None] | None = None
    """Hears how far a job has come."""
    _idle: list[Fenced] = field(default_factory=list)
    _busy: list[Fenced] = field(default_factory=list)

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Any]]:
        """Yield (job, result) in the order of `jobs`. A result is what `work` returned, or the Report of its death.

        Raises OutscanError where a worker cannot be built. However it ends, no worker is left.
        """
        coming, ready, next_index = enumerate(jobs), dict[int, tuple[Job, Any]](), 0
        waiting = next(coming, None)
        try:
            while waiting or self._busy or ready:
                while waiting and len(self._busy) < self.workers and len(ready) < AHEAD:
                    self._hand(*waiting)
                    waiting = next(coming, None)
                while not self.ordered and ready:
                    yield ready.pop(next(iter(ready)))
                while next_index in ready:
                    yield ready.pop(next_index)
                    next_index += 1
                if self._busy:  # else there is nobody to wait for, and the wait would last its whole time
                    ready |= {index: (job, result) for index, job, result in self._hear()}
        finally:
            self.close()

    def one(self, job: Job) -> Any:  # noqa: ANN401 - whatever `work` returns
        """The result of one job; its worker stays warm for the next one until `close`. Raises OutscanError as `run` does."""
        try:
            self._hand(0, job)
            while True:
                if answers := list(self._hear()):
                    return answers[0][2]
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End every worker; nothing is left running."""
        for worker in (*self._idle, *self._busy):
            end(worker)
        for worker in (*self._idle, *self._busy):
            worker.process.join()
            worker.pipe.close()
        self._idle.clear()
        self._busy.clear()

    @property
    def _ocr(self) -> bool:
        return self.scanner.config.ocr != "off"

    def _start(self) -> Fenced:
        for turn in range(1, STARTS):
            with suppress(EOFError, OSError):
                return self._started()
            time.sleep(turn * WATCH_SECONDS)  # until the system knows that the fork server is gone; then a new one starts
        return self._started()

    def _started(self, *, at_once: bool = False) -> Fenced:
        method = start_method() if self.method not in multiprocessing.get_all_start_methods() else self.method
        context: Any = multiprocessing.get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload(["outscan.isolate"])
        ours, theirs = context.Pipe()
        inherited, parent = (self.scanner, os.getpid()) if method == "fork" else (None, 0)
        handed = (theirs, self.scanner.config, inherited, self.work, parent, at_once)
        process = context.Process(target=live, args=handed, daemon=True)
        try:
            with nullcontext() if method == "fork" else own_main():
                process.start()
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        return Fenced(process, ours, began=resident(process.pid))

    def _hand(self, index: int, job: Job) -> None:
        worker = self._next()
        worker.job, worker.index, worker.seen = job, index, []
        worker.source = size(job, self.scanner.config.limits)
        worker.handed, worker.used, worker.wanted = time.monotonic(), spent(worker.process.pid), busy(worker.process.pid)
        self._busy.append(worker)
        with suppress(BrokenPipeError, ConnectionResetError):
            worker.pipe.send(job)

    def _next(self) -> Fenced:
        while self._idle:
            worker = self._idle.pop()
            if worker.process.is_alive():
                return worker
            worker.pipe.close()
        return self._start()

    def _hear(self) -> Iterator[tuple[int, Job, Any]]:
        ears: dict[Any, Fenced] = {w.pipe: w for w in self._busy} | {w.process.sentinel: w for w in self._busy}
        heard = {id(ears[ear]) for ear in wait(list(ears), timeout=WATCH_SECONDS)}
        for worker in list(self._busy):
            result = self._listen(worker) if id(worker) in heard else _UNTOLD
            if result is _UNTOLD:
                result = self._overdue(worker)
            if result is not _UNTOLD and worker.job is not None:
                yield worker.index, worker.job, result
                self._settle(worker)

    def _overdue(self, worker: Fenced) -> Any:  # noqa: ANN401 - a report, or nothing told
        """The report of a worker that has had its time or its memory, `_UNTOLD` while it is within both."""
        limits = self.scanner.config.limits
        if self._late(worker, limits):
            return self._died(
                worker, GapReason.TIMEOUT, unread("max_seconds", most=f"{round(limits.seconds(worker.source), 1):g}")
            )
        # What a forked worker shares with a large parent is not what the document costs.
        if resident(worker.process.pid) - worker.began > limits.max_memory_bytes + (OCR_BYTES if self._ocr else 0):
            return self._died(worker, GapReason.CRASHED, unread("max_memory_bytes", most=limits.max_memory_bytes))
        return _UNTOLD

    def _late(self, worker: Fenced, limits: Limits) -> bool:
        """Whether a worker has had its CPU time and more (the OCR engine runs on two threads), or stands still."""
        allowed = limits.seconds(worker.source) + (limits.max_ocr_seconds if self._ocr else 0.0) + GRACE_SECONDS
        clock = time.monotonic() - worker.handed
        if clock <= allowed:
            return False
        if spent(worker.process.pid) - worker.used > allowed + (limits.max_ocr_seconds if self._ocr else 0.0):
            return True
        return clock > 2 * allowed and busy(worker.process.pid) - worker.wanted < STILL * clock

    def _listen(self, worker: Fenced) -> Any:  # noqa: ANN401 - whatever `work` returns
        while (message := next_message(worker)) is not None:
            what, thing = message
            if what == "done":
                return thing
            if what == "gap":
                return self._report(worker, thing)
            if what == "ours":
                raise thing
            if not isinstance(thing, SoFar):
                worker.seen.append(thing)
            elif self.far is not None and worker.job is not None:
                self.far(worker.job, thing)
        return _UNTOLD if worker.process.is_alive() else self._died(worker, *self._why(worker))

    def _why(self, worker: Fenced) -> tuple[GapReason, Reason]:
        code = worker.process.exitcode
        if code is not None and code < 0:
            if -code == getattr(signal, "SIGXCPU", 0):
                allowed = cpu_seconds(self.scanner.config.limits, worker.source, ocr=self._ocr)
                return GapReason.TIMEOUT, unread("max_cpu_seconds", most=f"{round(allowed, 1):g}")
            with suppress(ValueError):
                return GapReason.CRASHED, unread("signal", name=signal.Signals(-code).name)
        return GapReason.CRASHED, unread("exit", code=code)

    def _died(self, worker: Fenced, reason: GapReason, detail: Reason) -> Report:
        end(worker)
        worker.process.join()
        return self._report(worker, Gap(Where((worker.job.name if worker.job else "",)), reason, detail))

    def _report(self, worker: Fenced, gap: Gap) -> Report:
        job = worker.job or Job("", "")
        opened = open_blob(job, self.scanner.config.limits)
        blob = Blob(Where((job.name,)), b"") if isinstance(opened, Gap) else opened
        gaps = [thing for thing in worker.seen if isinstance(thing, Gap)]
        pieces = [thing for thing in worker.seen if not isinstance(thing, Gap)]
        return self.scanner.unread(blob, job.path, [*gaps, gap], pieces[-1] if pieces else self._retold(job))

    def _retold(self, job: Job) -> tuple[Finding, ...]:
        """What a second worker tells of a job whose first one died before it had told of any finding (decision 0055)."""
        try:
            second = self._started(at_once=True)
        except (EOFError, OSError):  # the fork server is gone: the next job starts another
            return ()
        try:
            return retold(second, job)
        finally:
            end(second)
            second.process.join()
            second.pipe.close()

    def _settle(self, worker: Fenced) -> None:
        self._busy.remove(worker)
        worker.jobs += 1
        worker.job, worker.seen = None, []
        if worker.process.is_alive():
            kept = resident(worker.process.pid) - worker.began
            if worker.jobs < RECYCLE_JOBS and kept < RECYCLE_BYTES + (OCR_BYTES if self._ocr else 0):
                self._idle.append(worker)
                return
        end(worker)
        worker.process.join()
        worker.pipe.close()


def outcomes(scanner: Scanner, jobs: Iterable[Job], workers: int = 1) -> Iterator[Outcome]:
    """Scan every job behind the fence, in order."""
    for job, report in Fence(scanner, workers).run(jobs):
        yield Outcome(job.path, report)
