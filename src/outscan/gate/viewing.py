"""Showing held documents: read or drawn behind the fence, kept in memory for minutes, masked until somebody was let see more.

In: rows of scans. Out: `Viewed`, pictures of pages. Law: nothing of a document that is shown is written in the clear but into
the spool while a worker reads it; whoever may see the words may do so in one session, for one scan, for some minutes.
"""

from __future__ import annotations

import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outscan.errors import OutscanError
from outscan.gate import leaves, scans
from outscan.gate.engine import Progress
from outscan.gate.faults import Refused
from outscan.gate.leaves import Draw, Look, Viewed
from outscan.isolate import Fence
from outscan.nouns import replace
from outscan.scanner import Scanner
from outscan.types import Job, SoFar

if TYPE_CHECKING:
    from sqlalchemy import Row

    from outscan.gate.house import House

KEPT_SECONDS = 600.0
KEPT = 6
"""So many documents as they are shown are kept, for so long."""
UNMASKED_SECONDS = 900.0
"""How long a session sees the words of a document it was let see."""
_WORKERS = 2
PATIENCE = 6.0
"""So many times as long as a scan a worker may take that shows a document: it gives way to all scans (`leaves.NICE`), so that its
time by the clock says how busy the machine is. What it may spend of the processor is what a scan may."""


@dataclass(slots=True)
class Viewer:
    """Two warm workers that show documents, what they showed lately, and who was let see words."""

    house: House
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(_WORKERS, thread_name_prefix="view"))
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _kept: OrderedDict[tuple[str, str, bool], tuple[float, Future[Viewed | None]]] = field(default_factory=OrderedDict)
    _grants: dict[tuple[str, str], float] = field(default_factory=dict)
    _far: dict[tuple[str, str, bool], tuple[float, SoFar]] = field(default_factory=dict)
    _built: tuple[Scanner, Scanner] | None = None
    """The house's scanner, and the same with patience."""
    _fences: list[Fence] = field(default_factory=list)
    _free: list[Fence] = field(default_factory=list)

    def look(self, row: Row[Any], other: Row[Any] | None, *, show: bool) -> Future[Viewed | None]:
        """A document as it is shown, in the making or made; with `other`, both and what differs."""
        key, now = _key(row, other, show=show), time.monotonic()
        with self._lock:
            for old in [one for one, (until, _) in self._kept.items() if until < now]:
                del self._kept[old]
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key][1]
            made = self._pool.submit(self._look, row, other, show=show)
            self._kept[key] = (now + KEPT_SECONDS, made)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made

    def progress(self, row: Row[Any], other: Row[Any] | None, *, show: bool) -> Progress:
        """How far the reading of a document for a look has come."""
        began, far = self._far.get(_key(row, other, show=show), (0.0, None))
        if far is None:
            return Progress()
        return Progress("judging" if far.judging else "reading", far.parts, int(time.monotonic() - began))

    def forget(self, held: str) -> None:
        """Keep nothing of a document that was destroyed."""
        with self._lock:
            for old in [one for one in self._kept if held in one[:2]]:
                del self._kept[old]

    def draw(self, row: Row[Any], page: int, stamp: str, *, member: tuple[str, ...] = (), show: bool) -> bytes | None:
        """A page of a document, or of `member` inside it, as PNG with `stamp` across it; None where it cannot be drawn."""
        return self._pool.submit(self._draw, row, page, stamp, member=member, show=show).result()

    def grant(self, session: str, scan: str) -> None:
        """Let a session see the words of a scan's document for some minutes; whoever calls this has recorded why."""
        with self._lock:
            now = time.monotonic()
            for old in [one for one, until in self._grants.items() if until < now]:
                del self._grants[old]
            self._grants[session, scan] = now + UNMASKED_SECONDS

    def withdraw(self, session: str, scan: str) -> None:
        """Mask again."""
        with self._lock:
            self._grants.pop((session, scan), None)

    def shows(self, session: str, scan: str) -> bool:
        """Whether a session may see the words now."""
        with self._lock:
            return bool(session) and self._grants.get((session, scan), 0.0) > time.monotonic()

    def close(self) -> None:
        """End the workers and forget."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        with self._lock:
            self._kept.clear()
            self._grants.clear()
        for fence in self._fences:
            fence.close()

    def _look(self, row: Row[Any], other: Row[Any] | None, *, show: bool) -> Viewed | None:
        key, began = _key(row, other, show=show), time.monotonic()
        self._far[key] = began, SoFar(0)

        def far(_: Job, come: SoFar) -> None:
            self._far[key] = began, come

        try:
            with self._brought(row) as path:
                if other is None:
                    return self._viewed(_look_at(row, path, "", show=show), far)
                with self._brought(other) as beside:
                    return self._viewed(_look_at(row, path, str(beside), show=show), far)
        finally:
            self._far.pop(key, None)

    def _viewed(self, job: Look, far: Callable[[Job, SoFar], None]) -> Viewed | None:
        found = self._one(job, far)
        return found if isinstance(found, Viewed) else None

    def _draw(self, row: Row[Any], page: int, stamp: str, *, member: tuple[str, ...], show: bool) -> bytes | None:
        with self._brought(row) as path:
            found = self._one(Draw(str(path), row.name, page=page, member=member, show=show, stamp=stamp))
        return found if isinstance(found, bytes) else None

    def _scanner(self) -> Scanner:
        """The scanner in force, with the patience of who waits for a look."""
        now = self.house.scanner
        if self._built is None or self._built[0] is not now:
            limits = replace(now.config.limits, max_seconds=now.config.limits.max_seconds * PATIENCE)
            self._built = now, replace(now, config=replace(now.config, limits=limits))
        return self._built[1]

    def _one(self, job: Look | Draw, far: Callable[[Job, SoFar], None] | None = None) -> object:
        with self._lock:
            fence, scanner = self._free.pop() if self._free else None, self._scanner()
        if fence is None or fence.scanner is not scanner:
            if fence is not None:
                fence.close()
                self._fences.remove(fence)
            fence = Fence(scanner, 1, leaves.run)
            self._fences.append(fence)
        fence.far = far
        try:
            with suppress(OutscanError):
                return fence.one(job)
            return None
        finally:
            with self._lock:
                self._free.append(fence)

    @contextmanager
    def _brought(self, row: Row[Any]) -> Iterator[Path]:
        """The held bytes of a scan, in the spool for as long as they are read."""
        copy = self.house.unsealed(row.held)
        try:
            yield copy.path
        finally:
            copy.drop()


def _key(row: Row[Any], other: Row[Any] | None, *, show: bool) -> tuple[str, str, bool]:
    return row.held, other.held if other is not None else "", show


def _look_at(row: Row[Any], path: Path, other: str, *, show: bool) -> Look:
    declared = tuple((key, answer) for key, answer, _ in scans.declared(row))
    return Look(
        str(path), row.name, recipient="；".join(json.loads(row.recipients)), declarations=declared, show=show, other=other
    )


def held(row: Row[Any]) -> Row[Any]:
    """`row` where its bytes are held. Raises Refused."""
    if not row.held:
        raise Refused("no_bytes")
    return row
