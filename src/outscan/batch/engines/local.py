"""This process takes jobs and reads them behind the fence, beside whoever else works on the same ledger.

In: a ledger, a run. Out: rows. On SQLite this process is alone; on PostgreSQL it is one worker among others: it beats, renews
its leases, and when the database goes away it waits and goes on.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from outscan.batch.engines import Crew
from outscan.batch.ledger import POISON
from outscan.batch.loop import Loop
from outscan.batch.pace import Stop
from outscan.batch.running import Begun
from outscan.errors import StoreError
from outscan.store import Store, StoreGone, jobs

AGAIN_SECONDS = 1.0
"""Between two looks for jobs that another worker may have lost, or for a database that went away."""
PATIENCE_SECONDS = 600.0
"""So long a database may be away before a run gives up; nothing recorded is lost then either."""


def work(store: Store, begun: Begun, crew: Crew) -> None:
    """Work until nothing is left to do, or somebody says stop. Raises StoreError."""
    name = crew.name or f"{socket.gethostname()}-{os.getpid()}"
    with enlisted(store, begun.run.queue, name, crew):
        keep_on(store, begun, crew, name)


def keep_on(store: Store, begun: Begun, crew: Crew, name: str, most: int = 0) -> int:
    """Loop until every job is done, waiting for those that others hold and for a database that went away."""
    away, settled = 0.0, 0
    while not crew.stop.asked:
        loop = Loop(store, begun.run, begun.scanner, name, crew.workers, crew.pace, crew.stop, crew.listener, most)
        try:
            with store.write() as link:
                if not store.sqlite:
                    jobs.rescue(link, begun.run.queue)
                jobs.set_apart(link, begun.run.queue, POISON)
            loop.work()
            settled += loop.settled
            with store.read() as link:
                left, _ = jobs.left(link, begun.run.queue)
            away = 0.0
        except StoreGone:
            away = away or time.monotonic()
            if store.sqlite or time.monotonic() - away > PATIENCE_SECONDS:
                raise
            crew.listener("away", {})
            _wait(crew.stop)
            _give_back(store, begun.run.queue, name)
            continue
        if not left or most or loop.over:
            break
        _wait(crew.stop)
    return settled


def _wait(stop: Stop) -> None:
    for _ in range(10):
        if not stop.asked:
            time.sleep(AGAIN_SECONDS / 10)


def _give_back(store: Store, queue: str, name: str) -> None:
    """What was in hand when the database went away is taken anew: its results were not recorded."""
    with suppress(StoreGone), store.write() as link:
        jobs.give_back(link, queue, name)


@contextmanager
def enlisted(store: Store, queue: str, name: str, crew: Crew) -> Iterator[None]:
    """Be on the list of workers, and say every while that this one lives. Raises StoreError where another has the name."""
    if store.sqlite:
        yield
        return
    with store.write() as link:
        token = jobs.enlist(link, name, crew.token)
        jobs.give_back(link, queue, name)  # what one of the same name held that died
    beats = _Beats(store, queue, name, token, crew.stop)
    beats.start()
    try:
        yield
    finally:
        beats.ended.set()
        with suppress(StoreError), store.write() as link:
            jobs.leave(link, name, token)


class _Beats(threading.Thread):
    """Says every while that a worker lives and keeps what it took; when another took its name it stops the worker."""

    def __init__(self, store: Store, queue: str, name: str, token: str, stop: Stop) -> None:
        super().__init__(daemon=True)
        self.store, self.queue, self.worker, self.token, self.stop = store, queue, name, token, stop
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(jobs.BEAT_SECONDS):
            with suppress(StoreError), self.store.write() as link:
                if not jobs.beat(link, self.worker, self.token):
                    self.stop.ask()
                    return
                jobs.renew(link, self.queue, self.worker)
