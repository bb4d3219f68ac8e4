"""The package as a whole: what is harmless file by file may not be so together.

In: the readings of a run, and of earlier runs for the same recipient since 1 January. Out: sums with the lines they cross, what
arises between files (`parcels`); the items that take part are raised to review at least.
Basis: 《保守国家秘密法》第三十六条 and 条例 art. 43 (汇聚、关联); 《促进和规范数据跨境流动规定》 art. 7, 8.
Law: a sum only raises. Persons are counted by distinct keyed hashes: the same person in two files is one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, case, distinct, func, select, update

from outscan.batch.deciding import decided
from outscan.batch.ledger import Run, count, few
from outscan.batch.packs import decider_of
from outscan.batch.parcels import Joint, joint, same_content
from outscan.batch.reasons import plain
from outscan.batch.stored import Stored
from outscan.batch.tables import deciding, item, number, reading, run, verdict
from outscan.store import Store
from outscan.types import Action, Coverage, Risk


@dataclass(frozen=True, slots=True)
class Line:
    """A figure from which on a person must look, and the law that draws it."""

    what: str
    least: float
    cite: str


LINES = (
    Line("persons", 100_000, "《促进和规范数据跨境流动规定》（国家互联网信息办公室令第16号）第八条"),
    Line("persons", 1_000_000, "《促进和规范数据跨境流动规定》（国家互联网信息办公室令第16号）第七条"),
    Line("rows", 100_000, "《促进和规范数据跨境流动规定》（国家互联网信息办公室令第16号）第八条"),
    Line("km2", 25, "《保守国家秘密法》第三十六条；《保守国家秘密法实施条例》第四十三条；自然资发〔2020〕95号"),
)
WHATS = ("persons", "km2", "rows")


def package_of(store: Store, link: Connection, now: Run) -> dict[str, Any]:
    """The sums of a run and of its recipient's year; raises the items of a crossed line in the transaction of `link`."""
    recipient = str(now.options.get("recipient", ""))
    since = f"{now.day[:4]}-01-01"
    earlier = select(run.c.id, run.c.options).where(run.c.state == "done", run.c.day.between(since, now.day), run.c.id != now.id)
    others = [row.id for row in link.execute(earlier) if str(json.loads(row.options).get("recipient", "")) == recipient]
    own, year = _sums(link, [now.id]), _sums(link, [*others, now.id])
    crossed = [
        {"what": line.what, "sum": year[line.what], "least": line.least, "cite": line.cite}
        for line in LINES
        if year[line.what] >= line.least and own[line.what]
    ]
    wanted: dict[int, Action] = dict.fromkeys(_adding(link, now, {str(one["what"]) for one in crossed}), Action.REVIEW)
    found, left = joint(link, now, others)
    matters = [_matter(link, now, one) for one in found]
    for one in matters:
        for row in one["rows"]:
            wanted[row] = max(wanted.get(row, Action.REVIEW), Action(one["action"]))
    raised = _raise(store, link, now, wanted)
    package = {"recipient": recipient, "since": since, "runs": [*others, now.id]}
    return {**package, "own": own, "year": year, "crossed": crossed, "joint": matters, "unjoined": left, "raised": raised}


def _matter(link: Connection, now: Run, one: Joint) -> dict[str, Any]:
    """What arises together, as the ledger keeps it: decided like any finding, by the policy of the run, review at least."""
    makings = link.execute(select(deciding.c.told).where(deciding.c.id == now.deciding)).scalar_one()
    decider = decider_of(link, json.loads(makings), date.fromisoformat(now.day))
    nothing = Stored((), (), Coverage(), Risk())
    action = decided(decider, nothing, [one.finding], "").verdict.action if decider else Action.REVIEW
    return {
        "rule": one.finding.rule,
        "level": one.finding.level.value,
        "action": max(action, Action.REVIEW).value,
        "why": [plain(because) for because in one.finding.because],
        "cite": "；".join(f"{basis.cite}{basis.item}" for basis in one.finding.basis),
        "rows": same_content(link, now, one.rows),
        "paths": list(one.paths),
        "earlier": list(one.earlier),
    }


def _read(numbers: Sequence[int]) -> Any:  # noqa: ANN401 - a subquery
    """The distinct readings of some runs: equal files add once."""
    return select(item.c.reading.label("id")).where(item.c.run.in_(numbers), item.c.reading.is_not(None)).distinct().subquery()


def _sums(link: Connection, numbers: Sequence[int]) -> dict[str, float]:
    read = _read(numbers)
    totals = dict.fromkeys(WHATS, 0.0)
    persons = link.execute(select(func.count(distinct(number.c.hash))).join(read, read.c.id == number.c.reading)).scalar_one()
    for (facts,) in link.execute(select(reading.c.facts).join(read, read.c.id == reading.c.id).where(reading.c.facts != "{}")):
        figures: Mapping[str, float] = json.loads(facts)
        totals["persons"] += figures.get("more", 0)
        totals["km2"] += figures.get("km2", 0.0)
        totals["rows"] += figures.get("rows", 0)
    totals["persons"] += persons
    return {what: round(figure, 3) for what, figure in totals.items()}


def _adding(link: Connection, now: Run, whats: set[str]) -> list[int]:
    """The rows that add to the sums `whats`."""
    if not whats:
        return []
    asked = select(item.c.id, reading.c.facts).join(reading, reading.c.id == item.c.reading)
    rows = link.execute(asked.where(item.c.run == now.id, reading.c.facts != "{}"))
    return [row.id for row in rows if whats & set(json.loads(row.facts))]


def _raise(store: Store, link: Connection, now: Run, wanted: Mapping[int, Action]) -> int:
    """Raise rows that are judged milder than the package asks; returns how many those are. The sums go with them."""
    counts = Counter[str]()
    for action in Action:
        milder = [one.value for one in Action if one < action]
        for some in few(row for row, asked in wanted.items() if asked is action):
            which = verdict.c.item.in_(some), in_force().in_(milder)
            # Grouped by its columns: PostgreSQL takes two equal expressions with values of their own for two.
            rows = select(in_force().label("before"), (verdict.c.raised == "").label("fresh")).where(*which).subquery()
            asked = select(rows.c.before, rows.c.fresh, func.count()).group_by(rows.c.before, rows.c.fresh)
            for before, fresh, many in link.execute(asked):
                counts.update({f"action:{before}": -many, f"action:{action.value}": many, "raised": many if fresh else 0})
            link.execute(update(verdict).where(*which).values(raised=action.value))
    count(store, link, now.id, "", counts)
    return counts["raised"]


def in_force() -> Any:  # noqa: ANN401 - an SQL expression
    """The action of a verdict with what the package asks for joined in."""
    return case((verdict.c.raised != "", verdict.c.raised), else_=verdict.c.action)
