"""The loop every engine runs: take jobs, answer those that are known, read the others behind the fence, record in groups.

In: a ledger, a run, a scanner. Out: nothing but rows in the ledger; what is happening is told to a listener.
Law: the ledger is the truth. A job is taken by lease, and its result and its end are one transaction; whatever dies in
between is taken again.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from outscan.batch.content import ContentJob, Ear, hint, read_content, unread_content, voice, wordless
from outscan.batch.deciding import Decider
from outscan.batch.ledger import POISON, Run, find_run, judgements_of, kindred, readings_of, real_path
from outscan.batch.pace import Pace, Stop
from outscan.batch.remote import fetch
from outscan.batch.settling import Recorder, Settled, Task
from outscan.batch.tables import item
from outscan.isolate import Fence
from outscan.nouns import replace
from outscan.scanner import Scanner
from outscan.store import Store, jobs
from outscan.types import GapReason, Job, Report, unread

GROUP = 400
"""So many results are one commit,"""
GROUP_SECONDS = 0.5
"""or as many as came in this time."""
TAKE = 50
"""Jobs taken at once where others work on the same ledger,"""
TAKE_ALONE = 400
"""and where nobody else can: every taking is a commit."""
ALONE_SECONDS = 1e9
"""So long a lease runs where one process owns the ledger: nobody else can take over, and whoever comes next frees it first."""
GIVE_UP = 3
"""A file whose taker died so often while it held nothing else is recorded as one that could not be read."""

Listener = Callable[[str, dict[str, Any]], None]
"""Hears what happens: ("settled", {path, seconds, size}), ("paused", {why}), ("going", {})."""


def deaf(what: str, event: dict[str, Any]) -> None:
    """Hear nothing."""
    del what, event


@dataclass(slots=True)
class Loop:
    """One worker's loop over one run. Used by one thread."""

    store: Store
    run: Run
    scanner: Scanner
    holder: str
    workers: int = 1
    pace: Pace = field(default_factory=Pace)
    stop: Stop = field(default_factory=Stop)
    listener: Listener = deaf
    most: int = 0
    """Jobs to take before the loop ends, 0 for all there are."""
    taken: int = 0
    settled: int = 0
    over: bool = False
    """The run was ended or given up by somebody else."""
    _again: list[Task] = field(default_factory=list)
    _retried: set[int] = field(default_factory=set)
    _flying: dict[int, list[Task]] = field(default_factory=dict)
    _keys: dict[tuple[str, str], int] = field(default_factory=dict)
    _group: list[Settled] = field(default_factory=list)
    _flushed: float = field(default_factory=time.monotonic)
    _ticket: int = 0
    _kin: list[int] | None = None
    _ear: Ear = field(init=False)
    _recorder: Recorder = field(init=False)

    def __post_init__(self) -> None:
        self._ear = Ear(self.scanner)
        self._recorder = Recorder(self.store, self.run, Decider.of(self.scanner), self.holder)

    def work(self) -> None:
        """Work until there is nothing left to take, `most` is reached, or somebody says stop. Raises StoreError."""
        for below, workers in ((POISON, self.workers), (jobs.LAST, 1)):
            fence = Fence(self.scanner, workers, read_content, ordered=False, method="forkserver")
            going = True
            while going and not self.stop.asked and not self.over:
                for job, result in fence.run(self._jobs(below)):
                    self._heard(job, result)
                self._record()
                going = bool(self._again)
        self._hand_back()

    def _jobs(self, below: int) -> Iterator[Job]:
        while not self.stop.asked:
            again, self._again = self._again, []
            if again:
                yield from self._resolved(again, fresh=False)
                continue
            if self.pace.paused():
                self._record()
                self.pace.wait(self.stop, self.listener)
                continue
            tasks = self._take(below)
            if not tasks:
                return
            yield from self._resolved(tasks, fresh=True)

    def _take(self, below: int) -> list[Task]:
        most = (TAKE_ALONE if self.store.sqlite else TAKE) if below == POISON else 1  # what killed its takers goes alone
        most = min(most, self.most - self.taken) if self.most else most
        if most <= 0:
            return []
        with self.store.write() as link:
            if find_run(link, self.run.id).state != "running":
                self.over = True
                return []
            held = ALONE_SECONDS if self.store.sqlite else jobs.LEASE_SECONDS
            leases = {one.ref: one for one in jobs.lease(link, self.run.queue, self.holder, most, held, below=below)}
            rows = link.execute(select(item).where(item.c.id.in_(leases))).all()
        self.taken += len(leases)
        order = {ref: at for at, ref in enumerate(leases)}
        tasks = [_task(row, leases[row.id]) for row in rows]
        return sorted(tasks, key=lambda task: order[task.row.id])

    def _resolved(self, tasks: list[Task], *, fresh: bool) -> Iterator[Job]:
        """Settle what the ledger knows; yield a job for each content it does not."""
        self._record()  # what is read and not yet written would be read again
        hashes = {task.row.id: self._hash(task, fresh=fresh) for task in tasks}
        keys = {task.row.id: (hashes[task.row.id], hint(task.name)) for task in tasks if hashes[task.row.id]}
        with self.store.read() as link:
            self._kin = kindred(link, self.run.making) if self._kin is None else self._kin
            known = readings_of(link, self.run.making, keys.values(), self._kin)
            pairs = [(known[keys[t.row.id]].id, v) for t in tasks if keys.get(t.row.id) in known for v in (voice(t.name), "")]
            judged = judgements_of(link, pairs, self.run.day)
        groups: dict[tuple[str, str], list[Task]] = {}
        for task in tasks:
            mine = keys.get(task.row.id)
            row = known.get(mine) if mine else None
            judgement = row and (judged.get((row.id, voice(task.name))) or self._common(row, task.name, judged))
            if row is not None and judgement is not None:
                self._settle(Settled(task, known=(row, judgement)))
            elif task.lease.rank >= POISON and task.lease.tries > GIVE_UP:
                gap = self.scanner.skipped(task.path, task.name)
                self._settle(Settled(task, unread_content(self.scanner, _crashed(gap), (task.name,), task.row.stamp)))
            elif mine is None and self.stop.asked:
                self._again.append(task)  # not begun: handed back
            elif mine is None:
                yield self._job([task], None)
            elif mine in self._keys:
                self._flying[self._keys[mine]].append(task)
            else:
                groups.setdefault(mine, []).append(task)
        for mine, group in groups.items():
            if self.stop.asked:
                self._again += group
            else:
                yield self._job(group, mine)

    def _common(self, row: Any, name: str, judged: dict[tuple[int, str], Any]) -> Any:  # noqa: ANN401 - rows of the ledger
        """The judgement that all names share which say nothing to this content."""
        common = judged.get((row.id, ""))
        return common if common is not None and (row.deaf or wordless(name)) and self._ear.silent(name) else None

    def _hash(self, task: Task, *, fresh: bool) -> str:
        """The sha256 of an item where it is known or worth knowing before it is read, "" else."""
        if fresh and task.row.sha256:
            return str(task.row.sha256)
        return hashed(task.path) if task.row.twin and "://" not in task.path else ""

    def _job(self, group: list[Task], mine: tuple[str, str] | None) -> Job:
        self._ticket += 1
        self._flying[self._ticket] = group
        if mine is not None:
            self._keys[mine] = self._ticket
        first = group[0]
        self.pace.spend(first.row.size, self.stop)
        data, gap = None, ""
        if "://" in first.path:
            data, gap = fetch(first.path, self.scanner.config.limits.max_file_bytes)
        names = tuple(dict.fromkeys(task.name for task in group))
        return ContentJob(first.path, first.name, data, gap, names=names, ticket=self._ticket)

    def _heard(self, job: Job, result: Any) -> None:  # noqa: ANN401 - a Content, or the Report of a death
        assert isinstance(job, ContentJob)  # noqa: S101 - the only jobs this loop hands out
        group = self._flying.pop(job.ticket)
        for mine in [mine for mine, ticket in self._keys.items() if ticket == job.ticket]:
            del self._keys[mine]
        if isinstance(result, Report) and _died(result) and any(task.lease.rank < POISON for task in group):
            self._put_off(group)  # what killed its reader is read once more, last and alone
            return
        content = result
        if isinstance(result, Report):
            content = unread_content(self.scanner, result, job.names, group[0].row.stamp)
        names = {one.name for one in content.judged}
        for task in group:
            opened = task is group[0]
            if opened and "changed while read" in content.details and task.row.id not in self._retried:
                self._retried.add(task.row.id)
                self._again.append(task)
            elif opened or (content.sha256 and task.name in names and self._same(task, group[0], content.sha256)):
                self._settle(Settled(task, content, opened))
            else:
                self._again.append(task)
        if "://" not in job.path:
            self.listener("read", {"path": job.path, "seconds": content.seconds, "size": content.size})

    def _put_off(self, group: list[Task]) -> None:
        with self.store.write() as link:
            jobs.put_off(link, self.holder, [task.lease.id for task in group], POISON)
        self.taken -= len(group)

    @staticmethod
    def _same(task: Task, first: Task, sha256: str) -> bool:
        """Whether a file that was grouped by its hash still stands for what was read under another path."""
        return task.row.sha256 == sha256 or (not task.row.sha256 and hashed(task.path) == sha256) or task.path == first.path

    def _settle(self, one: Settled) -> None:
        self._group.append(one)
        if len(self._group) >= GROUP or time.monotonic() - self._flushed > GROUP_SECONDS:
            self._record()

    def _record(self) -> None:
        group, self._group = self._group, []
        self._flushed = time.monotonic()
        if group:
            done = self._recorder.record(group)
            self.settled += len(done)
            if done:
                self.listener("recorded", dict(self._recorder.counts))

    def _hand_back(self) -> None:
        """Free what was taken and not begun: it was not tried."""
        left = [task.lease.id for group in self._flying.values() for task in group] + [task.lease.id for task in self._again]
        self._flying.clear()
        self._again.clear()
        with self.store.write() as link:
            jobs.give_back(link, self.run.queue, self.holder, left)


def _task(row: Any, lease: jobs.Lease) -> Task:  # noqa: ANN401 - a row of the ledger
    path = real_path(row)
    return Task(row, lease, path, path.rpartition("/")[2] if "://" in path else os.path.basename(path))


def hashed(path: str) -> str:
    """The sha256 of a file, "" where it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def _died(report: Report) -> bool:
    """Whether the report is of a process that was killed or crashed, and not of one that took too long."""
    return any(gap.reason is GapReason.CRASHED for gap in report.gaps)


def _crashed(report: Report) -> Report:
    gaps = tuple(replace(gap, reason=GapReason.CRASHED, detail=unread("workers_died")) for gap in report.gaps)
    return replace(report, gaps=gaps)
