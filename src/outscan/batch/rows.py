"""What screens and exports read from a ledger: rows of a run with their verdicts, counts, and one row as a `Report` again.

In: a connection. Out: rows as they come, so that a million of them never stand in memory at once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, case, func, select

from outscan.batch.deciding import clauses_from
from outscan.batch.ledger import Run, decodable, find_run, real_path, shown_path
from outscan.batch.package import in_force
from outscan.batch.run_status import matter
from outscan.batch.stored import Stored, named_findings, named_kept, unnamed, unpack_findings, unpack_stored
from outscan.batch.tables import deciding, item, judgement, making, reading, verdict
from outscan.decide import apply_declarations
from outscan.errors import OutscanError
from outscan.report.mask import visible
from outscan.types import Action, Clause, Declaration, Level, Makings, Ours, Report, Verdict, because
from outscan.words.batch import BATCH, why
from outscan.words.said import said

STREAM = 2000
"""Rows fetched at once."""
_GRAVE = case({level.value: level.rank for level in Level}, value=verdict.c.level, else_=0)
GRAVER = tuple(action.value for action in sorted(Action, reverse=True))


def register(run: Run) -> Select[Any]:
    """Every row of a run in the order of its manifest, with what a register shows: what is its own, then what others share."""
    return (
        select(
            item.c.id,
            item.c.path,
            item.c.size,
            item.c.sha256,
            item.c.source,
            item.c.state,
            item.c.reason,
            in_force().label("action"),
            verdict.c.raised,
            verdict.c.level,
            verdict.c.domain,
            verdict.c.findings,
            verdict.c.clauses,
            verdict.c.holds_until,
            reading.c.kind,
        )
        .select_from(item)
        .outerjoin(verdict, verdict.c.item == item.c.id)
        .outerjoin(reading, reading.c.id == item.c.reading)
        .where(item.c.run == run.id)
        .order_by(item.c.id)
    )


OWN = 5
"""So many columns of `register` are a row's own; the rest many rows have alike."""


def streamed(link: Connection, asked: Select[Any]) -> Iterator[Row[Any]]:
    """Rows one by one; the database keeps what is not asked for yet."""
    yield from link.execute(asked.execution_options(yield_per=STREAM))


def gravest(link: Connection, run: Run, most: int) -> Sequence[Row[Any]]:
    """The rows to look at first: the gravest actions, then the gravest levels, then the most findings."""
    out: list[Row[Any]] = []
    for action in GRAVER:
        if action == Action.RELEASE or len(out) >= most:
            break
        asked = register(run).where(in_force() == action).order_by(None)
        ranked = asked.order_by(_GRAVE.desc(), verdict.c.findings.desc(), item.c.id)
        out += link.execute(ranked.limit(most - len(out))).all()
    return out


COUNTED = ("by_domain", "by_level", "by_type")


def counted(link: Connection, run: Run) -> dict[str, dict[str, dict[str, int]]]:
    """How many rows there are of each domain, level and type ("" for none) and each action: the rows are read once."""
    each = (
        select(verdict.c.domain, verdict.c.level, reading.c.kind, in_force().label("action"))
        .select_from(item)
        .join(verdict, verdict.c.item == item.c.id)
        .join(reading, reading.c.id == item.c.reading)
        .where(item.c.run == run.id)
        .subquery()  # PostgreSQL takes two equal expressions with values of their own for two: group by columns
    )
    out: dict[str, dict[str, dict[str, int]]] = {name: {} for name in COUNTED}
    for *values, action, many in link.execute(select(*each.c, func.count()).group_by(*each.c)):
        for name, value in zip(COUNTED, values, strict=True):
            mine = out[name].setdefault(str(value or ""), {})
            mine[action] = mine.get(action, 0) + int(many)
    return out


def stored_of(row: Row[Any]) -> Stored:
    """What a row rests on: what was read of its content, and whether its name could be."""
    kept = unpack_stored(row.kept)
    return kept if decodable(real_path(row)) else unnamed(kept)


@dataclass(frozen=True, slots=True)
class Explained:
    """One row with everything it rests on."""

    run: Run
    row: Row[Any]
    report: Report
    made: dict[str, Any]
    decides: dict[str, Any]


_DIGITS = 18
"""Of the largest number a row can have."""
NAMED = 5
"""So many rows of one name are told when it is not clear which is meant."""


def row_number(link: Connection, named: str, run: int | None = None) -> int:
    """The row a person means by its number, or by a path or the end of one in run `run`.

    Raises OutscanError where that is none, or several.
    """
    if named.isdecimal():
        if len(named) > _DIGITS:
            raise OutscanError(said(BATCH, "no_row", row=named))
        return int(named)
    number = find_run(link, run).id
    mine = item.c.run == number
    whole = shown_path(os.path.abspath(named))[0]
    end = f"/{shown_path(named)[0].removeprefix('./').lstrip('/')}"
    for which in (item.c.path.in_([whole, named]), item.c.path.endswith(end, autoescape=True)):
        rows = link.execute(select(item.c.id).where(mine, which).order_by(item.c.id).limit(NAMED + 1)).scalars().all()
        if len(rows) > 1:
            numbers = said(BATCH, "listed_names").join(str(one) for one in rows[:NAMED]) + ("…" if len(rows) > NAMED else "")
            raise OutscanError(said(BATCH, "many_rows", path=named, rows=numbers))
        if rows:
            return int(rows[0])
    raise OutscanError(said(BATCH, "no_path", path=named, run=number))


def explained(link: Connection, number: int) -> Explained:
    """Row `number` as the masked report of its scan. Raises OutscanError where there is none, or nothing was read of it."""
    columns = select(
        item,
        verdict.c.action,
        verdict.c.raised,
        verdict.c.clauses,
        verdict.c.holds_until,
        verdict.c.beside,
        verdict.c.day,
        judgement.c.findings.label("found"),
        judgement.c.turns,
        reading.c.kept,
        reading.c.kind,
        reading.c.facts,
        making.c.told.label("made"),
        deciding.c.told.label("decides"),
    )
    asked = (
        columns.select_from(item)
        .join(verdict, verdict.c.item == item.c.id)
        .join(judgement, judgement.c.id == verdict.c.judgement)
        .join(reading, reading.c.id == item.c.reading)
        .join(making, making.c.id == reading.c.making)
        .join(deciding, deciding.c.id == verdict.c.deciding)
    )
    row = link.execute(asked.where(item.c.id == number)).first()
    if row is None:
        raise OutscanError(_unjudged(link, number))
    run = find_run(link, row.run)
    made, decides = json.loads(row.made), json.loads(row.decides)
    return Explained(run, row, report_of(row, run, made, decides), made, decides)


def _unjudged(link: Connection, number: int) -> str:
    """Why row `number` has no verdict: it is not there, or was not read."""
    row = link.execute(select(item.c.path, item.c.state, item.c.reason).where(item.c.id == number)).first()
    if row is None:
        return said(BATCH, "no_row", row=number)
    reasons = [said(BATCH, f"state_{row.state}"), *(why(one) for one in row.reason.split(",") if one)]
    return said(BATCH, "row_unjudged", row=number, path=visible(row.path), why=said(BATCH, "between").join(reasons))


def report_of(row: Row[Any], run: Run, made: dict[str, Any], decides: dict[str, Any]) -> Report:
    """The report of a row: what was read, as it was decided."""
    name = str(row.path).rpartition("/")[2]
    kept = named_kept(stored_of(row), name)
    declared = tuple(Declaration(key, answer, decides["declared_by"]) for key, answer in decides["declarations"])
    findings = apply_declarations(named_findings(unpack_findings(row.found), name), declared)
    clauses = clauses_from(row.clauses)
    with_ = (kept.engine or made["ocr"], kept.helpers or None)
    if row.raised:
        clauses = (*package_clauses(run, row), *clauses)
    return Report(
        path=row.path,
        name=name,
        sha256=row.sha256,
        size=row.size,
        type=row.kind,
        findings=findings,
        gaps=kept.gaps,
        hidden=kept.hidden,
        coverage=kept.coverage,
        risk=kept.risk,
        verdict=Verdict(Action(row.raised or row.action), clauses),
        made_with=Makings(made["outscan"], made["rules"], decides["policy"], made["model"], "", row.day, *with_),
        declarations=declared,
        recipient=decides["recipient"],
        partial=kept.partial,
    )


def package_clauses(run: Run, row: Row[Any]) -> tuple[Clause, ...]:
    """What the package as a whole asks of a row: for the crossed sums it adds to, and the matters it takes part in."""
    facts = json.loads(row.facts)
    out = []
    crossed, between = [one for one in run.package.get("crossed", []) if one["what"] in facts], said(BATCH, "between")
    if crossed:
        sums = [said(BATCH, f"package_{one['what']}", n=f"{one['sum']:g}") for one in crossed]
        lines = [said(BATCH, "package_crossed", line=f"{one['least']:g}") for one in crossed]
        why = because(
            "said.as_is", text=Ours(between.join(f"{total}{between}{line}" for total, line in zip(sums, lines, strict=True)))
        )
        out.append(Clause("package.sum", Action.REVIEW, why, "；".join(dict.fromkeys(one["cite"] for one in crossed))))
    for one in run.package.get("joint", []):
        if row.id in one["rows"]:
            why = because("said.as_is", text=Ours(matter(one)))
            out.append(Clause(one["rule"].replace("/", "."), Action(one["action"]), why, one["cite"]))
    return tuple(out)
