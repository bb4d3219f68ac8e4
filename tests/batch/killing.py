"""Runs of the command in processes of their own, killed at random moments and gone on with: what the kill tests share."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import func, select

from batch.made import PLAIN, package
from outscan.batch.ledger import open_ledger, runs, sums
from outscan.batch.run_status import status_of
from outscan.batch.tables import item, verdict

ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}


def many(folder: Path, count: int) -> Path:
    """A package of small files of several kinds, some equal, some marked, some broken."""
    kinds = (
        lambda n: (f"{n}.txt", f"第{n}份。{PLAIN}"),
        lambda n: (f"同-{n}.txt", PLAIN),
        lambda n: (f"{n}.txt", f"机密★10年\n第{n}号说明\n正文若干。\n"),
        lambda n: (f"{n}.docx", b"PK\x03\x04" + bytes([n % 256]) * 40),
        lambda n: (f"绝密★30年 {n}.txt", PLAIN),
        lambda n: (f"{n}.csv", f"名称,值\n甲,{n}\n"),
    )
    files = dict(kinds[n % len(kinds)](n) for n in range(count))
    return package(folder, {f"{n % 10}/{name}": data for n, (name, data) in enumerate(files.items())})


def command(ledger, source, *more):
    return [
        *(sys.executable, "-m", "outscan", "batch", "run", str(source), "--ledger", str(ledger)),
        *("--ocr", "off", "-q", "--as-of", "2026-06-01", *more),
    ]


def start(*arguments, **settings):
    return subprocess.Popen(
        arguments, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, **settings
    )


def children(process: int) -> list[int]:
    """Every process below `process`, deepest last."""
    out, found = [], [process]
    while found:
        one = found.pop()
        try:
            below = [int(n) for t in Path(f"/proc/{one}/task").iterdir() for n in (t / "children").read_text().split()]
        except OSError:
            below = []
        out += below
        found += below
    return out


def kill_at_random(process, dice: random.Random, victim: str, longest: float) -> bool:
    """Kill the owner, or one of its workers, at a random moment; False where it was done before."""
    while victim == "worker" and len(children(process.pid)) < 3 and process.poll() is None:
        time.sleep(0.005)
    until = time.monotonic() + dice.uniform(0.05, longest)
    while time.monotonic() < until:
        if process.poll() is not None:
            return False
        time.sleep(0.005)
    if victim == "owner":
        process.kill()
        process.wait()
        return True
    workers = children(process.pid)
    if workers:
        try:
            os.kill(dice.choice(workers), signal.SIGKILL)
        except ProcessLookupError:
            return False
    return bool(workers)


def results(ledger, number=None):
    """Path → (state, action, sha256) of a run, and its standing; asserts that nothing is lost and nothing is doubled."""
    with open_ledger(ledger, writable=False) as store, store.read() as link:
        run = runs(link)[-1] if number is None else next(one for one in runs(link) if one.id == number)
        rows = link.execute(
            select(item.c.path, item.c.state, verdict.c.action, item.c.sha256)
            .outerjoin(verdict, verdict.c.item == item.c.id)
            .where(item.c.run == run.id)
        ).all()
        verdicts = link.execute(select(func.count()).select_from(verdict).where(verdict.c.run == run.id)).scalar_one()
        told, counted = status_of(link, run), sums(link, run.id)
    assert run.state == "done"
    assert len({row.path for row in rows}) == len(rows) == told["found"]
    assert told["listed"] == told["done"] + told["incomplete"] + told["skipped"]
    assert verdicts == told["done"] + told["incomplete"] == sum(row.action is not None for row in rows)
    assert sum(n for what, n in counted.items() if what.startswith("action:")) == verdicts
    return {row.path: (row.state, row.action, row.sha256) for row in rows}, told
