"""The batch under load and under fire: the figures of docs/scale.md, measured on a package this script makes itself.

In: names of measurements (all without any); OUTSCAN_COUNT, _FILES, _ROUNDS and _STEPS make them smaller. Out: lines of JSON on
stdout. PostgreSQL is started as a throw-away cluster on loopback, Dask as processes of their own; nothing of them is left.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from batch.dasked import Dask  # noqa: E402 - the tests' own cluster
from batch.killing import children, command, kill_at_random, many, results, start  # noqa: E402 - the kill tests' own tools
from batch.made import config  # noqa: E402 - the same
from batch.postgres import Cluster  # noqa: E402 - the same
from outscan.batch.engines import ENGINES, Crew  # noqa: E402 - after the path is set
from outscan.batch.ledger import find_run, open_ledger  # noqa: E402 - the same
from outscan.batch.running import begin, end  # noqa: E402 - the same
from outscan.batch.sealing import seal  # noqa: E402 - the same
from outscan.batch.verifying import verify  # noqa: E402 - the same
from outscan.store import jobs  # noqa: E402 - the same

COUNT = int(os.environ.get("OUTSCAN_COUNT", "2000"))
"""Files of the measurements in which something is killed."""
WORKER = (sys.executable, "-m", "outscan", "batch", "worker", "-q", "--ocr", "off")


def digest(found: dict[str, tuple[str, ...]]) -> str:
    """Of a result set, whatever the order of its rows."""
    rows = sorted(json.dumps([path, *one], ensure_ascii=False) for path, one in found.items())
    return hashlib.sha256("\n".join(rows).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def say(name: str, **figures: object) -> None:
    print(json.dumps({"measurement": name, **figures}, ensure_ascii=False), flush=True)


def whole(ledger: Path | str, source: Path, *more: str) -> tuple[float, float, dict]:
    """Wall seconds, most MB of the owner, and the results of one run to its end."""
    began = time.monotonic()
    process = start(*command(ledger, source, *more))
    process.stdout.close()
    process.stderr.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1, 3}:
        raise SystemExit(f"exit {process.returncode}")
    return time.monotonic() - began, used.ru_maxrss / 1024, results(ledger)[0]


def kills(ledger: str, name: str, victim: str, source: Path, expected: str, *more: str) -> None:
    dice, killed, deaths = random.Random(name), 0, 0  # noqa: S311 - when to kill
    longest = 3.0
    while killed < 20:
        process = start(*command(ledger, source, "-j", "2", *more))
        if victim == "owner":
            if kill_at_random(process, dice, "owner", longest):
                killed += 1
                longest = min(longest * 1.05, 6.0)
                process.communicate()
                continue
        else:
            while killed < 20 and kill_at_random(process, dice, "worker", 1.5):
                killed += 1
        process.communicate()
        deaths += 1
        if killed < 20:  # it was done before twenty kills: once more from the beginning
            if "://" in ledger:
                break
            for one in Path(ledger).parent.glob(f"{Path(ledger).name}*"):
                one.unlink()
    process = start(*command(ledger, source, "-j", "2", *more))
    process.communicate()
    found, told = results(ledger)
    differ = 0 if digest(found) == expected else sum(one[0] == "incomplete" and not one[2] for one in found.values())
    say(f"kill -9 of {victim}, {name}", kills=killed, listed=told["listed"], recorded=told["done"] + told["incomplete"])
    say(f"kill -9 of {victim}, {name}: result", equal=digest(found) == expected, incomplete_by_kill=differ)


def kill(folder: Path) -> None:
    source = many(folder / "p", COUNT)
    _, _, found = whole(folder / "whole.db", source, "-j", "2")
    expected = digest(found)
    kills(str(folder / "owner.db"), "sqlite", "owner", source, expected)
    kills(str(folder / "worker.db"), "sqlite", "worker", source, expected)


def postgres(folder: Path) -> None:
    source = many(folder / "p", COUNT)
    _, _, found = whole(folder / "whole.db", source, "-j", "2")
    cluster = Cluster()
    try:
        seconds, _, other = whole(cluster.url("plain"), source, "-j", "2")
        say("postgresql, one process", seconds=round(seconds, 1), equal=digest(other) == digest(found))

        def restart() -> None:
            cluster.stop(rude=True)
            time.sleep(2)
            cluster.start()

        workers(cluster.url("killed"), source, digest(found), restart)
    finally:
        cluster.close()


def workers(url: str, source: Path, expected: str, restart: Callable[[], None] | None = None) -> None:
    """Two workers, killed twenty times, each time replaced, the database restarted once; the dead are known by their silence."""
    dice, killed, going = random.Random(7), 0, []  # noqa: S311 - when to kill
    with open_ledger(url) as store:
        number = begin(store, [str(source)], config()).run.id
        while True:
            going = [one for one in going if one.poll() is None]
            while len(going) < 2:
                going.append(start(*WORKER, "-j", "1", "--ledger", url))
            time.sleep(dice.uniform(0.5, 4.0))
            with store.read() as link:
                left, _ = jobs.left(link, f"batch-{number}")
            if not left:
                break
            if killed < 20:
                victim = dice.choice(going)
                if victim.poll() is None:
                    victim.kill()
                    killed += 1
            elif restart is not None:
                restart()
                restart = None
    for one in going:
        one.communicate()
    last = start(*WORKER, "--ledger", url)
    last.communicate()
    found, told = results(url)
    recorded = told["done"] + told["incomplete"]
    say("kill -9 of workers, postgresql", kills=killed, listed=told["listed"], recorded=recorded, equal=digest(found) == expected)


class Watched(threading.Thread):
    """Reads what the processes below one did: seconds on a processor, seconds waiting for one (proc(5), schedstat)."""

    def __init__(self, owner: int) -> None:
        super().__init__(daemon=True)
        self.owner, self.used, self.ended = owner, {}, threading.Event()

    def run(self) -> None:
        while not self.ended.wait(0.1):
            for one in (self.owner, *children(self.owner)):
                try:
                    on, waited, _ = Path(f"/proc/{one}/schedstat").read_text().split()
                    threads = [path.read_text().split() for path in Path(f"/proc/{one}/task").glob("*/schedstat")]
                except OSError:
                    continue
                if threads:
                    on, waited = (sum(int(thread[at]) for thread in threads) for at in (0, 1))
                first = self.used.get(one, (time.monotonic(),))[0]
                self.used[one] = (first, time.monotonic(), int(on) / 1e9, int(waited) / 1e9)

    def told(self) -> tuple[float, float, float]:
        """Processor seconds of the owner and of all others; the share of its life a worker neither had one nor awaited it."""
        own = self.used.get(self.owner, (0.0, 0.0, 0.0, 0.0))[2]
        others = [one for pid, one in self.used.items() if pid != self.owner]
        workers = [one for one in others if one[2] > 1.0]  # not the fork server and its like
        idle = sum(max(till - since - on - waited, 0.0) for since, till, on, waited in workers)
        return own, sum(one[2] for one in others), idle / (sum(till - since for since, till, _, _ in workers) or 1.0)


def speed(folder: Path) -> None:
    """One process against two, in turns: wall time, and what does not hang on who else uses the machine: processor time.

    Two processors that are otherwise idle need at least half of all processor time, and as much longer as workers stood idle.
    """
    source = folder / "p"
    for n in range(int(os.environ.get("OUTSCAN_FILES", "200"))):
        text = "\n".join(f"第{n}件第{m}段。渠首节制闸过闸流量与水位资料，供设计参考。" for m in range(400))
        (source / str(n % 10)).mkdir(parents=True, exist_ok=True)
        (source / str(n % 10) / f"{n}.txt").write_text(text, "utf-8")
    for turn in range(int(os.environ.get("OUTSCAN_ROUNDS", "2"))):
        told = {}
        for workers_ in (1, 2):
            ledger, began, load = folder / f"{workers_}-{turn}.db", time.monotonic(), os.getloadavg()[0]
            process = start(*command(ledger, source, "-j", str(workers_)))
            watch = Watched(process.pid)
            watch.start()
            process.communicate()
            wall = time.monotonic() - began
            watch.ended.set()
            watch.join()
            own, others, idle = watch.told()
            figures = {"wall_s": wall, "owner_cpu_s": own, "workers_cpu_s": others, "workers_idle": idle, "load": load}
            told[workers_] = {name: round(figure, 2) for name, figure in figures.items()}
            told[workers_]["result"] = digest(results(ledger)[0])
        one, two = told[1], told[2]
        alone = one["workers_cpu_s"] / (1 - one["workers_idle"])
        both = (two["workers_cpu_s"] + two["owner_cpu_s"]) / 2 / (1 - two["workers_idle"])
        ratios = {"wall": round(one["wall_s"] / two["wall_s"], 2), "by_processor_time": round(alone / both, 2)}
        say("speed", turn=turn, one=one, two=two, ratio=ratios, equal=one["result"] == two["result"])


def rows(folder: Path) -> None:
    source = folder / "p"
    for n in range(20_000):
        (source / str(n % 100)).mkdir(parents=True, exist_ok=True)
        (source / str(n % 100) / f"{n}.txt").write_text(f"第{n % 50}份。今天天气很好，适合散步。\n", "utf-8")
    first, _, _ = whole(folder / "l.db", source, "-j", "2")
    again = []
    for _ in range(3):
        began, load = time.monotonic(), os.getloadavg()[0]
        with open_ledger(folder / "l.db") as store:
            begun = begin(store, [str(source)], config(as_of=date(2026, 6, 1)))
            listed = time.monotonic() - began
            ENGINES["local"](store, begun, Crew(2))
            end(store, begun.run.id)
        again.append((time.monotonic() - began, listed, round(load, 1)))
    best, listed, _ = min(again)
    figures = {"first_s": round(first, 1), "again_s": round(best, 1), "of_it_listing_s": round(listed, 1)}
    say("20,000 small files, known", **figures, rows_per_second=round(20_000 / best), loads=[one[2] for one in again])


def sealed(folder: Path) -> None:
    """Ten thousand files sealed and verified, then four differences made and found."""
    source = folder / "p"
    for n in range(10_000):
        (source / str(n % 100)).mkdir(parents=True, exist_ok=True)
        (source / str(n % 100) / f"{n}.txt").write_text(f"第{n}份。今天天气很好，适合散步。\n", "utf-8")
    whole(folder / "l.db", source, "-j", "2")
    with open_ledger(folder / "l.db", writable=False) as store, store.read() as link:
        began = time.monotonic()
        made = seal(link, find_run(link), folder / "s")
        sealing = time.monotonic() - began
    began = time.monotonic()
    clean = verify(folder / "s")
    verifying = time.monotonic() - began
    data = folder / "s" / "data" / "p"
    with (data / "1" / "1.txt").open("r+b") as file:
        first = file.read(1)[0]
        file.seek(0)
        file.write(bytes([first ^ 1]))
    (data / "extra.txt").write_text("x")
    (data / "2" / "2.txt").unlink()
    (data / "3" / "3.txt").rename(data / "3" / "other.txt")
    wrong = sorted(one.what for one in verify(folder / "s").wrong)
    say(
        "10,000 sealed",
        sealed=made.many,
        held=made.left,
        seal_s=round(sealing, 1),
        verify_s=round(verifying, 1),
        clean=clean.wrong,
        then=wrong,
    )


def dask(folder: Path) -> None:
    """Dask workers killed twenty times, each time replaced; the run is one command in a process of its own."""
    source = many(folder / "p", COUNT)
    _, _, found = whole(folder / "whole.db", source, "-j", "2")
    cluster, site, killed, dice = Cluster(), Dask(folder), 0, random.Random(11)  # noqa: S311 - when to kill
    url = cluster.url("dasked")
    try:
        process = start(*command(url, source, "--engine", "dask", "--scheduler", site.address))
        with open_ledger(url) as store:
            while process.poll() is None:
                time.sleep(dice.uniform(0.5, 4.0))
                with store.read() as link:
                    left, held = jobs.left(link, "batch-1")
                if killed < 20 and held and left and process.poll() is None:
                    site.kill(dice.randrange(2))
                    killed += 1
        process.communicate()
        other, told = results(url)
        recorded = told["done"] + told["incomplete"]
        figures = {"kills": killed, "listed": told["listed"], "recorded": recorded, "code": process.returncode}
        say("kill -9 of Dask workers", **figures, equal=digest(other) == digest(found))
    finally:
        site.close()
        cluster.close()


def memory(folder: Path) -> None:
    figures = {}
    for count in (1_000, 10_000, 100_000)[: int(os.environ.get("OUTSCAN_STEPS", "3"))]:
        source = folder / str(count)
        for n in range(count):
            if n % 1000 == 0:
                (source / str(n // 1000)).mkdir(parents=True, exist_ok=True)
            (source / str(n // 1000) / f"{n}.txt").write_text(f"第{n % 500}份。今天天气很好，适合散步。\n", "utf-8")
        seconds, most, _ = whole(folder / f"{count}.db", source, "-j", "2")
        figures[count] = {"mb": round(most, 1), "seconds": round(seconds, 1)}
        shutil.rmtree(source)
    say("memory of the owner", **{str(count): told for count, told in figures.items()})


FORMS = ("jsonl", "csv", "html", "xlsx")
MILLION = """
CREATE TEMP TABLE more AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 16667) SELECT i FROM n;
CREATE TEMP TABLE first AS SELECT * FROM item;
CREATE TEMP TABLE known AS SELECT f.reading AS read, min(v.item) AS like FROM first f JOIN verdict v ON v.item = f.id GROUP BY 1;
INSERT INTO item (run, path, source, state, reason, size, stamp, twin, sha256, reading)
SELECT run, replace(path, '/p/', '/p/' || (i % 500) || '/' || i || '/'), source, state, reason, size, '', 0, sha256, reading
FROM more, first;
INSERT INTO verdict SELECT n.id, n.run, v.judgement, v.deciding, v.day, v.action, v.raised, v.level, v.domain, v.findings,
v.clauses, v.holds_until, v.beside FROM item n JOIN known k ON k.read = n.reading JOIN verdict v ON v.item = k.like
WHERE n.id NOT IN (SELECT id FROM first)
"""


def million(folder: Path) -> None:
    """A ledger of a million rows, made of a real run of a few; status and exports of it."""
    source = many(folder / "p", 60)
    whole(folder / "l.db", source)
    with sqlite3.connect(folder / "l.db") as link:
        for statement in MILLION.split(";"):
            link.execute(statement)
        count = link.execute("SELECT count(*) FROM item").fetchone()[0]
        link.execute("UPDATE tally SET count = count * ? / 60", (count,))
    link.close()
    ledger = str(folder / "l.db")
    tool = (sys.executable, "-m", "outscan", "batch")
    for name, asked in (
        ("status", ["status", "--ledger", ledger]),
        *((form, ["export", "--ledger", ledger, "-f", form, "-o", str(folder / f"out.{form}")]) for form in FORMS),
    ):
        began = time.monotonic()
        process = start(*tool, *asked)
        process.stdout.close()
        process.stderr.close()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        most = round(used.ru_maxrss / 1024)
        cpu = round(used.ru_utime + used.ru_stime, 2)
        load = round(os.getloadavg()[0], 1)
        say(
            f"{count} rows: {name}",
            load=load,
            seconds=round(time.monotonic() - began, 2),
            cpu_s=cpu,
            mb=most,
            code=process.returncode,
        )


def machines(folder: Path) -> None:
    """Two machines as two network namespaces that see nothing but PostgreSQL on the host (Linux, root)."""
    source = many(folder / "p", COUNT)
    _, _, found = whole(folder / "whole.db", source, "-j", "2")
    names = ("outscan-a", "outscan-b")
    cluster = None
    try:
        for at, name in enumerate(names):
            here, there, net = f"osh{at}", f"osn{at}", f"10.77.0.{at * 4}"
            for line in (
                f"ip netns add {name}",
                f"ip link add {here} type veth peer name {there}",
                f"ip link set {there} netns {name}",
                f"ip addr add {net[:-1]}{at * 4 + 1}/30 dev {here}",
                f"ip link set {here} up",
                f"ip -n {name} addr add {net[:-1]}{at * 4 + 2}/30 dev {there}",
                f"ip -n {name} link set {there} up",
            ):
                subprocess.run(line.split(), check=True)
        cluster = Cluster("10.77.0.1", "10.77.0.5")
        url = cluster.url("machines")
        with open_ledger(url) as store:
            begin(store, [str(source)], config())
        hosts = ("10.77.0.1", "10.77.0.5")
        both = [
            start("ip", "netns", "exec", name, *WORKER, "-j", "1", "--name", name, "--ledger", url.replace("127.0.0.1", host))
            for name, host in zip(names, hosts, strict=True)
        ]
        codes = [one.communicate() and one.returncode for one in both]
        other, told = results(url)
        say("two machines, PostgreSQL only", codes=codes, listed=told["listed"], equal=digest(other) == digest(found))
    finally:
        if cluster is not None:
            cluster.close()
        for at, name in enumerate(names):
            subprocess.run(["ip", "link", "del", f"osh{at}"], check=False)
            subprocess.run(["ip", "netns", "del", name], check=False)


MEASUREMENTS = {one.__name__: one for one in (kill, postgres, dask, speed, rows, memory, million, sealed, machines)}


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # whoever bounds it by `timeout` finds nothing left behind
    for name in sys.argv[1:] or MEASUREMENTS:
        with tempfile.TemporaryDirectory(prefix="outscan-batch-") as folder:
            MEASUREMENTS[name](Path(folder))


if __name__ == "__main__":
    main()
