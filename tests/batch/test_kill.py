"""Killed at random moments, gone on with in a fresh process: nothing lost, nothing doubled, the same verdicts."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time

import pytest

from batch.killing import ENVIRONMENT, children, command, kill_at_random, many, results, start
from batch.made import run

MOST_KILLS = 15
"""After so many the run is left alone, so that a slow machine comes to an end, too."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for workers in /proc")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    source = many(folder / "p", 240)
    run(folder / "l.db", source, workers=2)
    return source, results(folder / "l.db")[0]


@pytest.mark.parametrize("victim", ["owner", "worker"])
def test_killed_and_gone_on_with(undisturbed, tmp_path, victim):
    source, whole = undisturbed
    dice, killed = random.Random(victim), 0
    for turn in range(40):
        process = start(*command(tmp_path / "l.db", source, "-j", "2", "--read-mb-s", "0.003"))
        while killed < MOST_KILLS and kill_at_random(process, dice, victim, 1.0 + 0.2 * turn):
            killed += 1
            if victim == "owner":
                break
        _, said = process.communicate()
        assert process.returncode in {1, -signal.SIGKILL}, said.decode()  # whoever is killed, it is never our own failure
        if process.returncode == 1:
            break
    assert process.returncode == 1
    assert killed > 3
    found, told = results(tmp_path / "l.db")
    if told["run"] > 1:  # killed between the end of the run and the end of its process: the next was a second run
        assert told["run"] == 2
        assert results(tmp_path / "l.db", 1)[0] == found
    if victim == "owner":
        assert found == whole
    else:  # read once more, last and alone; what is killed then, too, is incomplete and never released
        differ = {path: found[path] for path in whole if found[path][:2] != whole[path][:2]}
        assert not {path: was for path, was in differ.items() if was[0] != "incomplete" or was[1] == "release"}


def test_one_worker_and_two_find_the_same(undisturbed, tmp_path):
    source, whole = undisturbed
    run(tmp_path / "l.db", source, workers=1)
    assert results(tmp_path / "l.db")[0] == whole


def test_a_second_run_on_a_ledger_in_use_is_refused_and_no_process_is_left(undisturbed, tmp_path):
    source, whole = undisturbed
    first = start(*command(tmp_path / "l.db", source, "-j", "1", "--read-mb-s", "0.00004"))
    while not (tmp_path / "l.db-wal").exists() or not children(first.pid):
        time.sleep(0.02)
    second = subprocess.run(command(tmp_path / "l.db", source), env=ENVIRONMENT, capture_output=True, check=False)
    assert second.returncode == 2
    assert second.stderr.decode().count("\n") == 1
    assert str(first.pid) in second.stderr.decode()
    status = [sys.executable, "-m", "outscan", "batch", "status", "--ledger", str(tmp_path / "l.db")]
    looked = subprocess.run(status, env=ENVIRONMENT, capture_output=True, check=False)
    assert looked.returncode in {1, 3}, looked.stderr.decode()
    below = children(first.pid)
    first.send_signal(signal.SIGTERM)
    _, told = first.communicate(timeout=60)
    assert first.returncode == 130, told.decode()
    until = time.monotonic() + 30
    while any(alive(one) for one in below) and time.monotonic() < until:
        time.sleep(0.05)  # the fork server ends when it hears that its owner has
    assert not [one for one in below if alive(one)]
    process = start(*command(tmp_path / "l.db", source, "-j", "2"))
    process.communicate()
    assert results(tmp_path / "l.db")[0] == whole


def test_cancel_reaches_the_owner(undisturbed, tmp_path):
    source, _ = undisturbed
    first = start(*command(tmp_path / "l.db", source, "-j", "1", "--read-mb-s", "0.0004"))
    while not (tmp_path / "l.db-wal").exists() or not children(first.pid):
        time.sleep(0.02)
    cancel = [sys.executable, "-m", "outscan", "batch", "cancel", "--ledger", str(tmp_path / "l.db")]
    asked = subprocess.run(cancel, env=ENVIRONMENT, capture_output=True, check=False)
    assert asked.returncode == 0, asked.stderr.decode()
    out, _ = first.communicate(timeout=60)
    assert "取消" in out.decode()
    assert not list(tmp_path.glob("*.cancel"))


def alive(process):
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
