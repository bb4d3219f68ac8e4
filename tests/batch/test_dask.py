"""A real Dask cluster places workers, the ledger stays the truth; no plain connection beyond loopback."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from batch.killing import ENVIRONMENT, command, many, results, start
from batch.made import run
from batch.postgres import free_port
from outscan.batch.engines.dask import connect
from outscan.errors import OutscanError

pytestmark = [
    pytest.mark.door,
    pytest.mark.skipif(sys.platform != "linux", reason="the ledger's cluster is started as on Linux"),
]
pytest.importorskip("distributed")


class Dask:
    """A scheduler and workers as processes of their own, on loopback; workers are daemonic, as they are by default."""

    def __init__(self, folder, workers=2):
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

    def close(self):
        for one in (*self.workers, self.scheduler):
            try:
                os.killpg(one.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            one.wait()


@pytest.fixture
def dask(tmp_path):
    made = Dask(tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    source = many(folder / "p", 240)
    run(folder / "l.db", source, workers=2)
    return source, results(folder / "l.db")[0]


@pytest.mark.xfail(strict=False, reason="did not end in 250 s once on two busy cores; the cause is not found yet")
def test_dask_finds_what_one_process_finds_though_workers_are_killed(undisturbed, database, dask):
    source, whole = undisturbed
    process = start(*command(database, source, "--engine", "dask", "--scheduler", dask.address))
    dice, killed = random.Random(3), 0
    while process.poll() is None and killed < 3:
        time.sleep(dice.uniform(2.0, 4.0))
        if process.poll() is None:
            victim = dask.workers.pop(0)
            os.killpg(victim.pid, signal.SIGKILL)
            victim.wait()
            killed += 1
            dask.workers.append(dask.add())
    _, told = process.communicate(timeout=250)
    assert process.returncode == 1, told.decode()
    assert results(database)[0] == whole


@pytest.mark.parametrize("address", ["tcp://10.0.0.1:8786", "tcp://scheduler:8786", "tls://10.0.0.1:8786", "", "10.0.0.1:8786"])
def test_beyond_this_machine_only_tls_with_certificates(address):
    with pytest.raises(OutscanError, match="tls"):
        connect({"scheduler": address})


def test_a_scheduler_that_is_not_there_is_one_sentence():
    with pytest.raises(OutscanError, match="--scheduler"):
        connect({"scheduler": f"tcp://127.0.0.1:{free_port()}"})


def test_dask_needs_a_shared_ledger(tmp_path, undisturbed):
    done = subprocess.run(
        command(tmp_path / "l.db", undisturbed[0], "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"),
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert "postgresql" in done.stderr.decode()
