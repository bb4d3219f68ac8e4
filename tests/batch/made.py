"""Packages and runs for tests of the batch: real folders, real ledgers, the real fence."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from outscan.batch.engines import ENGINES, Crew
from outscan.batch.ledger import open_ledger, runs, sums
from outscan.batch.run_status import status_of
from outscan.batch.running import begin, end
from outscan.batch.tables import item, judgement, reading, verdict
from outscan.config import Config

os.environ.setdefault("OUTSCAN_KEY", str(Path(tempfile.mkdtemp(prefix="outscan-key-")) / "key"))
"""Tests make no key in the home of whoever runs them."""
PLAIN = "今天天气很好，适合散步。\n"
MARKED = "机密★10年\n关于渠首节制闸的说明\n正文若干。\n"
DAY = date(2026, 6, 1)
HANDED = {
    "甲/a.txt": PLAIN,
    "甲/b.txt": MARKED,
    "乙/c.txt": PLAIN + "第二份\n",
    "乙/=cmd|'x'!A1.txt": PLAIN,
    "bad.docx": b"PK\x03\x04 no more",
    "绝密★30年 纪要.txt": PLAIN,
}
"""A package of what may go, what may not, what is broken, and names that a workbook or a disk takes amiss."""


def package(folder: Path, files: dict[str, str | bytes]) -> Path:
    """A folder of files."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def config(**changes) -> Config:
    return Config(**{"ocr": "off", "as_of": DAY, **changes})


def run(ledger, *sources, settings=None, workers=1, **options):
    """One whole run in this process; its standing."""
    with open_ledger(ledger) as store:
        begun = begin(store, [str(one) for one in sources], settings or config(), **options)
        ENGINES["local"](store, begun, Crew(workers))
        ended = end(store, begun.run.id)
        with store.read() as link:
            return status_of(link, ended)


def rows(ledger, number=None):
    """Path below the source → (state, reason, action, holds_until) of a run, the newest where none is named."""
    with open_ledger(ledger, writable=False) as store, store.read() as link:
        asked = runs(link)[-1].id if number is None else number
        columns = select(item.c.path, item.c.source, item.c.state, item.c.reason, verdict.c.action, verdict.c.holds_until)
        found = link.execute(columns.outerjoin(verdict, verdict.c.item == item.c.id).where(item.c.run == asked)).all()
    return {
        row.path.removeprefix(row.source).lstrip("/") or row.path: (row.state, row.reason, row.action, row.holds_until)
        for row in found
    }


def actions(ledger, number=None):
    return {path: one[2] for path, one in rows(ledger, number).items()}


def counts(ledger):
    """How many readings, judgements and verdicts a ledger holds."""
    with open_ledger(ledger, writable=False) as store, store.read() as link:
        return tuple(
            link.execute(select(func.count()).select_from(table)).scalar_one() for table in (reading, judgement, verdict)
        )


def tallied(ledger, number):
    with open_ledger(ledger, writable=False) as store, store.read() as link:
        return sums(link, number)


def upheld(ledger):
    """Upheld findings of the newest run."""
    with open_ledger(ledger, writable=False) as store, store.read() as link:
        asked = select(func.sum(verdict.c.findings)).where(verdict.c.run == runs(link)[-1].id)
        return link.execute(asked).scalar_one()
