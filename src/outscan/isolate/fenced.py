"""A worker as its parent sees it: what it is, hearing what it tells, ending it, and asking another one for what it left untold.

In: a process and its pipe. Out: what comes through the pipe.
"""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from outscan.isolate.guards import busy, spent
from outscan.nouns import Struct, field
from outscan.types import Finding, Gap, Job, Report

WATCH_SECONDS = 0.1
"""How often memory is looked at."""
STILL = 0.1
"""A worker past its time on the clock that neither ran nor waited for a processor for more of it than this stands still."""
AGAIN_SECONDS = 3.0
"""CPU time in which a second worker starts and comes as far as one that died before it told of any finding."""
STANDING = 10
"""So many times that on the clock are enough, however busy the machine."""


class Fenced(Struct):
    """A worker as the parent sees it."""

    process: Any
    pipe: Connection
    jobs: int = 0
    job: Job | None = None
    index: int = -1
    source: int = 0
    handed: float = 0.0
    """When it was given its job: by the clock,"""
    used: float = 0.0
    """by its own CPU time,"""
    wanted: float = 0.0
    """and with the time it stood in the queue for a processor."""
    began: int = 0
    """Memory when it started, in bytes."""
    seen: list[tuple[Finding, ...] | Gap] = field(default_factory=list)


def retold(worker: Fenced, job: Job) -> tuple[Finding, ...]:
    """The findings `worker`, which tells all as it is found, tells of `job` until it dies too, is done or has had its time."""
    found: tuple[Finding, ...] = ()
    process = worker.process.pid
    began, used, wanted = time.monotonic(), spent(process), busy(process)
    with suppress(BrokenPipeError, ConnectionResetError):
        worker.pipe.send(job)
    while True:
        with suppress(OSError):
            worker.pipe.poll(WATCH_SECONDS)
        alive = worker.process.is_alive()
        while (message := next_message(worker)) is not None:
            what, thing = message
            if what != "seen":
                return thing.findings if isinstance(thing, Report) else found
            found = thing if isinstance(thing, tuple) else found
        clock = time.monotonic() - began
        still = clock > AGAIN_SECONDS and busy(process) - wanted < STILL * clock
        if not alive or still or spent(process) - used > AGAIN_SECONDS or clock > STANDING * AGAIN_SECONDS:
            return found


def next_message(worker: Fenced) -> tuple[str, Any] | None:
    """The next thing a worker told, None where there is none yet, or never will be."""
    try:
        if worker.pipe.poll():
            what, thing = worker.pipe.recv()
            return what, thing
    except Exception:  # noqa: BLE001 - a dying worker may leave half a message of any kind behind
        worker.process.join(1)
        end(worker)
    return None


def end(worker: Fenced) -> None:
    """End a worker and whatever it started."""
    if hasattr(os, "killpg") and worker.process.pid and worker.process.exitcode is None:
        with suppress(OSError):  # its group may not exist yet, or no longer
            os.killpg(worker.process.pid, signal.SIGKILL)
    worker.process.kill()
