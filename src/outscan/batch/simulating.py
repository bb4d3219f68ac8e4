"""What other rules would change in a run that is recorded, before they are put in force. Nothing is written.

In: a run of a ledger, a configuration with the rules to try. Out: `Turn`s. What only decides (policy, baseline) is tried on every
row from what the ledger keeps, without reading a byte; what reads (lexicons, model, fingerprints) on a sample that is read again.
What the package as a whole asks for is not tried: rows are compared as they were decided one by one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from outscan.batch.deciding import Decider, carried, decided
from outscan.batch.ledger import Run, decodable, few, real_path
from outscan.batch.makings import deciding_makings, reading_makings
from outscan.batch.remote import fetch
from outscan.batch.rows import stored_of, streamed
from outscan.batch.stored import unpack_findings
from outscan.batch.tables import deciding, item, judgement, making, reading, verdict
from outscan.isolate import Fence
from outscan.scanner import Scanner
from outscan.types import Action, GapReason, Job, Report

HEARD = 4096
"""So many decisions are remembered: the same judgement is decided once, however many rows share it."""
BESIDE_RULES = frozenset({"passwords", "key", "recipient", "declarations", "declared_by", "limits", "ocr", "ocr_mode", "outscan"})
"""Makings that no new rules change: the run's own are taken, or they are this machine's."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One row under other rules: its action before and after, the same where nothing changes; None where it cannot be told."""

    row: int
    path: str
    before: Action
    after: Action | None

    @property
    def turned(self) -> bool:
        """Whether the recommendation would be another one."""
        return self.after is not None and self.after is not self.before


def differing(link: Connection, run: Run, scanner: Scanner) -> tuple[list[str], list[str]]:
    """Which makings of rules differ from those of `run`: of readings, of decisions."""
    out = []
    for table, number, ours in (
        (making, run.making, reading_makings(scanner)),
        (deciding, run.deciding, deciding_makings(scanner)),
    ):
        theirs = json.loads(link.execute(select(table.c.told).where(table.c.id == number)).scalar_one())
        out.append(_differ(theirs, json.loads(json.dumps(ours))))
    return out[0], out[1]


def _differ(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> list[str]:
    return sorted(key for key in {*theirs, *ours} - BESIDE_RULES if theirs.get(key) != ours.get(key))


def decided_again(link: Connection, run: Run, scanner: Scanner) -> Iterator[Turn]:
    """Every row with a verdict, decided by the policy and the baseline of `scanner` from what the ledger keeps."""
    decider, known = Decider.of(scanner), dict[tuple[int, int, str, bool], Action]()
    columns = (item.c.id, item.c.path, item.c.raw, verdict.c.action, verdict.c.beside, verdict.c.judgement, item.c.reading)
    asked = (
        select(*columns, judgement.c.findings, judgement.c.turns, reading.c.kept)
        .select_from(item)
        .join(verdict, verdict.c.item == item.c.id)
        .join(judgement, judgement.c.id == verdict.c.judgement)
        .join(reading, reading.c.id == item.c.reading)
        .where(item.c.run == run.id)
        .order_by(item.c.id)
    )
    for row in streamed(link, asked):
        same = row.reading, row.judgement, row.beside, decodable(real_path(row))
        if same not in known:
            if len(known) >= HEARD:
                known.clear()
            turned = decided(decider, stored_of(row), unpack_findings(row.findings), row.turns).verdict
            known[same] = carried(scanner.policy, turned, row.beside).action
        yield Turn(row.id, row.path, Action(row.action), known[same])


def read_again(link: Connection, run: Run, scanner: Scanner, most: int, workers: int = 1) -> Iterator[Turn]:
    """A sample of `most` contents, the first by their hash, read by the rules of `scanner` behind the fence.

    What is not there any more, is not what was read then, or is locked now and was not then, cannot be told.
    """
    columns = (item.c.id, item.c.path, item.c.raw, item.c.sha256, verdict.c.action, verdict.c.beside, reading.c.gaps)
    numbers = select(func.min(item.c.id)).join(verdict, verdict.c.item == item.c.id)
    mine = numbers.where(item.c.run == run.id, item.c.sha256 != "").group_by(item.c.sha256).order_by(item.c.sha256).limit(most)
    asked = select(*columns).select_from(item).join(verdict, verdict.c.item == item.c.id)
    rows: dict[str, Any] = {}
    for some in few(link.execute(mine).scalars().all()):
        found: Any = link.execute(
            asked.join(reading, reading.c.id == item.c.reading).where(item.c.id.in_(some)).order_by(item.c.id)
        )
        rows |= {real_path(row): row for row in found.all()}
    fence = Fence(scanner, workers, ordered=False, method="forkserver")
    for job, report in fence.run(_job(path, scanner) for path in rows):
        yield _turn(rows[job.path], report, scanner)


def contents(link: Connection, run: Run) -> int:
    """How many contents a run has that could be read again."""
    asked = select(func.count(func.distinct(item.c.sha256))).where(item.c.run == run.id, item.c.sha256 != "")
    return int(link.execute(asked).scalar_one())


def _job(path: str, scanner: Scanner) -> Job:
    if "://" not in path:
        return Job(path, os.path.basename(path))
    data, gap = fetch(path, scanner.config.limits.max_file_bytes)
    return Job(path, path.rpartition("/")[2], data, gap)


def _turn(row: Any, report: Report, scanner: Scanner) -> Turn:  # noqa: ANN401 - a row of the ledger
    locked = any(gap.reason is GapReason.ENCRYPTED for gap in report.gaps) and GapReason.ENCRYPTED.value not in row.gaps
    if report.sha256 != row.sha256 or locked:
        return Turn(row.id, row.path, Action(row.action), None)
    verdict = carried(scanner.policy, report.verdict, row.beside) if "://" in row.path else report.verdict
    return Turn(row.id, row.path, Action(row.action), verdict.action)
