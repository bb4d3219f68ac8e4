"""Two runs side by side: what is new, gone, or judged otherwise.

In: two runs of one ledger. Out: `Change`s as they come, sorted by path, and how many are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, case, func, or_, select

from outscan.batch.ledger import Run
from outscan.batch.package import in_force
from outscan.batch.rows import streamed
from outscan.batch.tables import item, verdict
from outscan.types import Action
from outscan.words import Words
from outscan.words.batch import BATCH
from outscan.words.said import said

KINDS = ("new", "gone", "changed")


@dataclass(frozen=True, slots=True)
class Change:
    """One path that differs. Rows are those `explain` takes, 0 for none; an action is "" where the path is not in that run."""

    what: str
    """One of KINDS."""
    path: str
    before: str
    after: str
    row_before: int = 0
    row_after: int = 0


def changes(link: Connection, first: Run, second: Run) -> Iterator[Change]:
    """What differs between two runs, sorted by path.

    Two runs of one folder each, that are not the same folder, are two versions of a package: their files are held together
    by where they lie below it.
    """
    before, after = _sides(first, second)
    differs = or_(before.c.key.is_(None), after.c.key.is_(None), before.c.action != after.c.action)
    columns = (before.c.path, before.c.action, before.c.id, after.c.path.label("later"), after.c.action.label("now"))
    joined = select(*columns, after.c.id.label("row")).select_from(before.join(after, before.c.key == after.c.key, full=True))
    for row in streamed(link, joined.where(differs).order_by(func.coalesce(before.c.key, after.c.key))):
        what = "new" if row.path is None else "gone" if row.later is None else "changed"
        yield Change(what, row.later or row.path, row.action or "", row.now or "", row.id or 0, row.row or 0)


def unchanged(link: Connection, first: Run, second: Run) -> int:
    """How many paths are in both runs with one verdict."""
    before, after = _sides(first, second)
    both = select(func.count()).select_from(before.join(after, before.c.key == after.c.key))
    return int(link.execute(both.where(before.c.action == after.c.action)).scalar_one())


def shown(words: Words, action: str) -> str:
    """A verdict in a person's words, the state of what has none, a dash for what is not there."""
    if not action:
        return "–"
    return words.action(Action(action)) if action in set(Action) else said(BATCH, f"state_{action}")


def _sides(first: Run, second: Run) -> tuple[Any, Any]:
    below = first.sources != second.sources and len(first.sources) == len(second.sources) == 1
    return _actions(first, below=below), _actions(second, below=below)


def _actions(run: Run, *, below: bool) -> Any:  # noqa: ANN401 - a subquery
    inside = func.substr(item.c.path, func.length(item.c.source) + 1)
    key = case((item.c.path == item.c.source, item.c.path), else_=inside) if below else item.c.path
    action = func.coalesce(in_force(), item.c.state).label("action")
    asked = select(item.c.id, item.c.path, key.label("key"), action).select_from(item)
    return asked.outerjoin(verdict, verdict.c.item == item.c.id).where(item.c.run == run.id).subquery()
