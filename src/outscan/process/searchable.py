"""The ground of a member: all its parts as views, searched and cut together.

In: parts with their views, and what is wanted. Out: edits in the parts, an account in the task; what could not be found is said.
Words are looked for with as much of their surroundings as agrees anywhere; long ones are taken out wherever they stand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from outscan.process.markup import Edits, View
from outscan.process.search import AROUND, find, squeezed
from outscan.process.task import Task, Wanted
from outscan.process.traces import unfilled
from outscan.types import NOWHERE, Where


@dataclass(slots=True)
class Plot:
    """One part: its text, its views, its edits; `spot` names it in the account."""

    name: str
    text: str
    views: list[View]
    edits: Edits
    put: Callable[[Wanted], str] = lambda wanted: wanted.text


@dataclass(slots=True)
class Ground:
    """All parts of one member."""

    where: Where
    plots: list[Plot] = field(default_factory=list)

    def take_out(self, task: Task, wanted: list[Wanted]) -> list[Wanted]:
        """Cut everything `wanted` and every word wanted everywhere; return what was not found."""
        missed = [one for one in wanted if not self._one(task, one)]
        for one in task.everywhere():
            self._cut(task, one, 0, extra=True)
        return missed

    def _one(self, task: Task, wanted: Wanted) -> bool:
        if not squeezed(wanted.quote):
            return True
        return any(self._cut(task, wanted, around) for around in AROUND)

    def _cut(self, task: Task, wanted: Wanted, around: int, *, extra: bool = False) -> int:
        """Cut every stretch where the words stand with so much context; how many there were."""
        count = 0
        for plot in self.plots:
            for view in plot.views:
                if not view.pieces:
                    continue
                text = view.through if around else view.whole
                for start, end in find(text, wanted.before, wanted.quote, wanted.after, around):
                    before = len(plot.edits.cuts)
                    view.cut(plot.text, *unfilled(view.said, start, end), plot.put(wanted), plot.edits)
                    count += len(plot.edits.cuts) > before
        if count:
            where = Where(
                self.where.member, wanted.where.part, wanted.where.spot if wanted.where.member == self.where.member else NOWHERE
            )
            if not extra:
                task.did(wanted.technique, where, count)
        return count
