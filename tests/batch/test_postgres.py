"""Several workers share one PostgreSQL ledger: leases, kills, a restart of the database, two names alike."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from batch.killing import ENVIRONMENT, command, many, results, start
from batch.made import config, counts, package, run
from outscan.batch import package as packages
from outscan.batch.engines import ENGINES, Crew
from outscan.batch.engines.workers import join
from outscan.batch.exports import EXPORTS
from outscan.batch.ledger import find_run, open_ledger, sums
from outscan.batch.running import begin, end
from outscan.batch.sealing import seal
from outscan.errors import OutscanError, StoreError
from outscan.store import jobs

pytestmark = [pytest.mark.door, pytest.mark.skipif(sys.platform != "linux", reason="a cluster is started as on Linux")]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    source = many(folder / "p", 240)
    run(folder / "l.db", source, workers=2)
    return source, results(folder / "l.db")[0]


def worker(url, *more):
    return start(sys.executable, "-m", "outscan", "batch", "worker", "--ledger", url, "-j", "1", "-q", "--ocr", "off", *more)


def listed(url, source):
    """Begin a run and leave it to workers."""
    with open_ledger(url) as store:
        return begin(store, [str(source)], config()).run.id


def test_both_databases_find_the_same(undisturbed, database):
    source, whole = undisturbed
    run(database, source, workers=2)
    found, told = results(database)
    assert found == whole
    assert run(database, source)["contents_read"] == 0
    assert counts(database)[0] <= told["contents_read"]


def test_workers_killed_at_random_lose_and_double_nothing(undisturbed, database):
    """Nobody frees what the dead held: the others see that they have been silent."""
    source, whole = undisturbed
    listed(database, source)
    dice, killed, going = random.Random(5), 0, []
    with open_ledger(database) as store:
        while killed < 8:
            going = [one for one in going if one.poll() is None]
            while len(going) < 2:
                going.append(worker(database, "--read-mb-s", "0.0005"))
            time.sleep(dice.uniform(0.1, 0.6))
            with store.read() as link:
                left, held = jobs.left(link, "batch-1")
            assert left, "done before it was killed often enough"
            if held:
                victim = dice.choice(going)
                victim.kill()
                victim.communicate()
                killed += 1
    for one in going:
        one.communicate(timeout=200)
    last = worker(database)
    last.communicate(timeout=200)
    assert last.returncode == 0
    assert results(database)[0] == whole


def test_the_database_is_restarted_in_the_middle(undisturbed, cluster, database):
    source, whole = undisturbed
    listed(database, source)
    workers = [worker(database, "--read-mb-s", "0.0005") for _ in range(2)]
    with open_ledger(database) as store:
        while True:  # both are at work
            with store.read() as link:
                if len(jobs.living(link)) == 2 and jobs.left(link, "batch-1")[1]:
                    break
            time.sleep(0.1)
    for rude in (True, False):
        time.sleep(1)
        cluster.stop(rude=rude)
        time.sleep(1)
        cluster.start()
    for one in workers:
        _, told = one.communicate(timeout=120)
        assert one.returncode == 0, told.decode()
    assert results(database)[0] == whole


def seal_or_nothing(link, target):
    try:
        return seal(link, find_run(link), target).many
    except OutscanError:
        return 0


def test_a_run_is_ended_once_though_two_come_to_its_end(tmp_path, database, monkeypatch):
    monkeypatch.setattr(packages, "LINES", (packages.Line("km2", 1, "《某规定》"),))
    text = "1:2000地形图全要素数字化成果，连续覆盖范围15平方公里，随函提供外方。\n"
    source = package(tmp_path / "p", {f"{n}.txt": text + str(n) for n in range(4)})
    with open_ledger(database) as store:
        begun = begin(store, [str(source)], config())
        ENGINES["local"](store, begun, Crew())
        with ThreadPoolExecutor(4) as many_:
            list(many_.map(lambda _: end(store, begun.run.id), range(4)))
        with store.read() as link:
            told = sums(link, begun.run.id)
    assert sum(n for what, n in told.items() if what.startswith("action:")) == 4
    assert told["raised"] == 4
    with open_ledger(database, writable=False) as store, store.read() as link:
        for form, write in EXPORTS.items():
            write(link, find_run(link), tmp_path / f"o.{form}")
        assert seal_or_nothing(link, tmp_path / "s") == 0


def test_a_name_that_is_in_use_is_refused(undisturbed, database):
    source, _ = undisturbed
    listed(database, source)
    first = worker(database, "--name", "甲", "--read-mb-s", "0.001")
    with open_ledger(database) as store:
        for _ in range(200):
            with store.read() as link:
                if jobs.living(link):
                    break
            time.sleep(0.1)
        with pytest.raises(StoreError, match="甲"):
            join(store, config(), Crew(name="甲"))
    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=60)
    assert first.returncode == 130


def test_other_rules_may_not_join(tmp_path, database):
    source = package(tmp_path / "p", {"a.txt": "x"})
    listed(database, source)
    ours = tmp_path / "ours"
    ours.mkdir()
    (ours / "policy.toml").write_text('[[row]]\nid = "local.x"\ngap = {}\naction = "review"\nwhy = "复核"\nbasis = "规定"\n')
    with open_ledger(database) as store, pytest.raises(OutscanError, match="policy"):
        join(store, config(overlays=(ours,)), Crew())


def test_a_worker_needs_a_shared_ledger(tmp_path):
    with open_ledger(tmp_path / "l.db") as store, pytest.raises(OutscanError, match="postgresql"):
        join(store, config(), Crew())


def test_the_password_is_shown_nowhere(database):
    url = database.replace("outscan@", "outscan:geheim@").replace(database.rpartition(":")[2].partition("/")[0], "1")
    done = subprocess.run(command(url, "."), env=ENVIRONMENT, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"geheim" not in done.stdout + done.stderr
    assert done.stderr.count(b"\n") == 1
