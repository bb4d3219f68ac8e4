"""Dask distributed places workers; the ledger stays the truth.

In: a PostgreSQL ledger, a scheduler's address. Out: rows. A task takes a batch of jobs from the ledger by lease and returns how
many it settled, nothing else. A bounded window of tasks is in flight and every future is let go as it ends, so that neither
the scheduler nor this process grows with the run. A task that dies is not run again by Dask: its leases run out.
The fenced scan needs children; a Dask worker is daemonic by default and may have none. So each one keeps a plain process
(`child`) that does the work, started outside of multiprocessing and ended with it.
Law: beyond this machine the connection is TLS with both sides' certificates, or refused.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import time
from typing import Any
from urllib.parse import urlsplit

from outscan.batch.engines import Crew
from outscan.batch.engines.local import AGAIN_SECONDS
from outscan.batch.engines.workers import shared
from outscan.batch.running import Begun
from outscan.errors import OutscanError
from outscan.store import Store, StoreGone, jobs
from outscan.words.batch import BATCH
from outscan.words.said import said

BATCH_JOBS = 100
WINDOW = 4
"""Tasks in flight for each thread of the cluster."""
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

TLS = {"tls_ca_file": "tls_ca", "tls_client_cert": "tls_cert", "tls_client_key": "tls_key"}
"""Names of Dask's settings, and of ours."""
_CHILD: dict[str, subprocess.Popen[str]] = {}


def work(store: Store, begun: Begun, crew: Crew) -> None:
    """Keep the cluster busy until nothing is left to do. Raises OutscanError."""
    shared(store, "dask")
    try:
        from distributed import as_completed
    except ImportError:
        raise OutscanError(said(BATCH, "extra", extra="dask")) from None
    url = store.engine.url.render_as_string(hide_password=False)
    client = connect(crew.options)
    flights: Any = None
    try:
        while not crew.stop.asked:
            left = _left(store, begun, crew)
            if left == 0:
                break
            window = max(1, min(WINDOW * sum(client.nthreads().values()), -(-max(left, 1) // BATCH_JOBS)))
            crew.pace.wait(crew.stop, crew.listener)
            share = crew.pace.bytes_per_second / max(1, sum(client.nthreads().values()))
            task = (url, begun.run.id, BATCH_JOBS, share, crew.pace.window)
            sent = [client.submit(batch, *task, pure=False, retries=0) for _ in range(window)]
            flights = as_completed(sent, loop=client.loop)  # type: ignore[no-untyped-call]  # distributed is untyped
            for future in flights:
                future.release()
                if not crew.stop.asked and flights.count() < window and _left(store, begun, crew) > flights.count() * BATCH_JOBS:
                    flights.add(client.submit(batch, *task, pure=False, retries=0))
            time.sleep(AGAIN_SECONDS)
    finally:
        client.close()


def _left(store: Store, begun: Begun, crew: Crew) -> int:
    """Jobs that are not done; one where the database cannot be asked just now."""
    try:
        with store.read() as link:
            return jobs.left(link, begun.run.queue)[0]
    except StoreGone:
        crew.listener("away", {})
        return 1


def connect(options: dict[str, Any]) -> Any:  # noqa: ANN401 - a distributed.Client
    """A client of the scheduler. Raises OutscanError: not reachable, or not TLS beyond this machine."""
    import dask
    from distributed import Client
    from distributed.security import Security

    address = str(options.get("scheduler") or "")
    security = None
    if address.startswith("tls://"):
        files = {name: options.get(ours) for name, ours in TLS.items()}
        if not all(files.values()):
            raise OutscanError(said(BATCH, "dask_plain", address=address))
        security = Security(require_encryption=True, **files)  # type: ignore[no-untyped-call]  # the same
    elif (urlsplit(address).hostname or "") not in LOOPBACK:
        raise OutscanError(said(BATCH, "dask_plain", address=address))
    dask.config.set({"distributed.scheduler.allowed-failures": 0})
    try:
        return Client(address, security=security, timeout=10, set_as_default=False)  # type: ignore[no-untyped-call]  # the same
    except (OSError, TimeoutError, ValueError) as error:
        raise OutscanError(said(BATCH, "dask_address", address=address, why=type(error).__name__)) from None


def batch(url: str, run: int, most: int, rate: float = 0.0, window: tuple[int, int] | None = None) -> int:
    """Run on a Dask worker: let its child take and settle up to `most` jobs; returns how many it settled.

    `rate` is the bytes a second this worker may read (0: any), `window` the minutes of the day in which it may.
    """
    child = _child(url)
    assert child.stdin is not None  # noqa: S101 - opened as pipes below
    assert child.stdout is not None  # noqa: S101 - the same
    try:
        child.stdin.write(json.dumps([run, most, rate, window]) + "\n")
        child.stdin.flush()
        line = child.stdout.readline()
    except OSError:
        line = ""
    if not line:
        _CHILD.pop(url, None)
        child.kill()
        return 0
    return int(line)


def _child(url: str) -> subprocess.Popen[str]:
    """The process that works for this Dask worker, started where there is none."""
    known = _CHILD.get(url)
    if known is None or known.poll() is not None:
        environment = {**os.environ, "OUTSCAN_LEDGER": url}  # an argument could be read by every user of the machine
        known = subprocess.Popen(
            [sys.executable, "-m", "outscan.batch.engines.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        _CHILD[url] = known
        atexit.register(known.kill)
    return known
