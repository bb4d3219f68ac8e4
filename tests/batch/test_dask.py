"""A real Dask cluster places workers, the ledger stays the truth; no plain connection beyond loopback."""

from __future__ import annotations

import random
import subprocess
import sys
import time

import pytest

from batch.dasked import Dask
from batch.killing import ENVIRONMENT, command, many, results, start
from batch.made import run
from batch.postgres import free_port
from outscan.batch.engines.dask import connect
from outscan.batch.ledger import open_ledger, runs
from outscan.errors import OutscanError
from outscan.store import jobs

pytestmark = [
    pytest.mark.door,
    pytest.mark.skipif(sys.platform != "linux", reason="the ledger's cluster is started as on Linux"),
]
pytest.importorskip("distributed")


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


def test_dask_finds_what_one_process_finds_though_workers_are_killed(undisturbed, database, dask):
    """What the dead held is free when they have been silent for a minute: then the run ends."""
    source, whole = undisturbed
    more = ("--engine", "dask", "--scheduler", dask.address, "--read-mb-s", "0.0008")
    process = start(*command(database, source, *more))
    dice, killed = random.Random(3), 0
    with open_ledger(database) as store:
        while process.poll() is None and killed < 3:
            time.sleep(dice.uniform(0.2, 1.5))
            with store.read() as link:
                holding = jobs.left(link, "batch-1")[1] if runs(link) else 0
            if holding and process.poll() is None:  # one of them has files in hand
                dask.kill(dice.randrange(2))
                killed += 1
    _, told = process.communicate(timeout=280)
    assert process.returncode == 1, told.decode()
    assert killed == 3
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
