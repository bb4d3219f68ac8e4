"""The package as a whole: what is harmless file by file may not be so together.

In: the readings of a run, and of earlier runs for the same recipient since 1 January. Out: sums with the lines they cross; the
items that add to a crossed line are raised to review.
Basis: 《保守国家秘密法》第三十六条 and 条例 art. 43 (汇聚、关联); 《促进和规范数据跨境流动规定》 art. 7, 8.
Law: a sum only raises. Persons are counted by distinct keyed hashes: the same person in two files is one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, case, distinct, func, select, update

from outscan.batch.ledger import Run, count, few
from outscan.batch.tables import item, number, reading, run, verdict
from outscan.store import Store
from outscan.types import Action


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
    raised = _raise(store, link, now, {str(one["what"]) for one in crossed}) if crossed else 0
    told = {"recipient": recipient, "since": since, "runs": [*others, now.id]}
    return {**told, "own": own, "year": year, "crossed": crossed, "raised": raised}


def _read(numbers: Sequence[int]) -> Any:  # noqa: ANN401 - a subquery
    """The distinct readings of some runs: equal files add once."""
    return select(item.c.reading.label("id")).where(item.c.run.in_(numbers), item.c.reading.is_not(None)).distinct().subquery()


def _sums(link: Connection, numbers: Sequence[int]) -> dict[str, float]:
    read = _read(numbers)
    told = dict.fromkeys(WHATS, 0.0)
    persons = link.execute(select(func.count(distinct(number.c.hash))).join(read, read.c.id == number.c.reading)).scalar_one()
    for (facts,) in link.execute(select(reading.c.facts).join(read, read.c.id == reading.c.id).where(reading.c.facts != "{}")):
        figures: Mapping[str, float] = json.loads(facts)
        told["persons"] += figures.get("more", 0)
        told["km2"] += figures.get("km2", 0.0)
        told["rows"] += figures.get("rows", 0)
    told["persons"] += persons
    return {what: round(figure, 3) for what, figure in told.items()}


def _raise(store: Store, link: Connection, now: Run, whats: set[str]) -> int:
    """Raise what adds to the crossed sums to review; returns how many items that are."""
    asked = select(item.c.id, reading.c.facts).join(reading, reading.c.id == item.c.reading)
    rows = link.execute(asked.where(item.c.run == now.id, reading.c.facts != "{}")).all()
    adding = [row.id for row in rows if whats & set(json.loads(row.facts))]
    milder = [action.value for action in Action if action < Action.REVIEW]
    raised = 0
    for some in few(adding):
        which = verdict.c.item.in_(some), verdict.c.action.in_(milder), verdict.c.raised == ""
        raised += link.execute(update(verdict).where(*which).values(raised=Action.REVIEW.value)).rowcount
    count(store, link, now.id, "", {"raised": raised})
    return raised


def in_force() -> Any:  # noqa: ANN401 - an SQL expression
    """The action of a verdict with what the package asks for joined in."""
    return case((verdict.c.raised != "", verdict.c.raised), else_=verdict.c.action)
