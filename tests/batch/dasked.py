"""A Dask cluster as processes of its own, on loopback: what tests and measurements share."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from batch.killing import ENVIRONMENT
from batch.postgres import free_port


class Dask:
    """A scheduler and workers; workers are daemonic, as they are by default."""

    def __init__(self, folder: Path, workers: int = 2) -> None:
        self.address = f"tcp://127.0.0.1:{free_port()}"
        self.folder = folder
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", self.address.rpartition(":")[2], "--no-dashboard"
        )
        self.workers = [self.add() for _ in range(workers)]

    def _start(self, what, *more):
        settings = {**ENVIRONMENT, "DASK_TEMPORARY_DIRECTORY": str(self.folder)}
        command = [sys.executable, "-m", "distributed.cli.dask_" + what, *more]
        return subprocess.Popen(
            command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )

    def add(self):
        return self._start("worker", self.address, "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1")

    def kill(self, at: int) -> None:
        """kill -9 of one worker and everything it started; another takes its place."""
        victim = self.workers.pop(at)
        os.killpg(victim.pid, signal.SIGKILL)
        victim.wait()
        self.workers.append(self.add())

    def close(self) -> None:
        for one in (*self.workers, self.scheduler):
            try:
                os.killpg(one.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            one.wait()
