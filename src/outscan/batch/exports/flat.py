"""One row of a register as plain values, shared by every export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row

from outscan.batch.deciding import clauses_from
from outscan.batch.ledger import Run
from outscan.batch.rows import OWN, register, streamed
from outscan.report.mask import visible
from outscan.types import Action, GapReason, Level
from outscan.words import Words
from outscan.words.batch import BATCH, domain, why
from outscan.words.said import said

HEADS = (
    *("row", "path", "state", "verdicts", "level", "domain", "findings", "why", "gaps", "kind", "size", "sha256"),
    *("holds", "recipient"),
)
"""Columns of every table; `head` gives their words."""

Cells = tuple[int | str, ...]
ALIKE = (slice(2, 10), slice(12, 14))
"""Stretches of HEADS that many rows have alike: what is made of them is made once."""


def head(name: str, words: Words) -> str:
    """The word over a column."""
    if name in {"findings", "gaps"}:
        return words.say(name)
    return {"sha256": "SHA-256", "holds": said(BATCH, "explain_holds")}.get(name) or said(BATCH, name)


@dataclass(slots=True)
class Register:
    """The rows of a run as people read them, in the order of HEADS. Words are looked up once: most rows say the same."""

    run: Run
    words: Words = field(default_factory=Words.here)
    _said: dict[tuple[str, str], str] = field(default_factory=dict)
    _known: dict[tuple[Any, ...], tuple[Cells, Cells]] = field(default_factory=dict)

    def rows(self, link: Connection) -> Iterator[Cells]:
        """Every row, one by one."""
        for row in streamed(link, register(self.run)):
            yield self.cells(row)

    def cells(self, row: Row[Any]) -> Cells:
        """One row."""
        columns: tuple[Any, ...] = row[:]
        wanted = columns[OWN:]
        known = self._known.get(wanted)
        if known is None:
            if len(self._known) > _MOST:
                self._known.clear()
            known = self._known[wanted] = self._alike(row)
        return (columns[0], visible(columns[1]), *known[0], columns[2], columns[3], *known[1])

    def _alike(self, row: Row[Any]) -> tuple[Cells, Cells]:
        """What a row has alike with many others: the two stretches of ALIKE."""
        judged = (
            self._word("state", row.state),
            self._word("action", row.action) if row.action else "",
            self._word("level", row.level) if row.level else "",
            domain(row.domain) if row.domain else "",
            row.findings or 0,
            _why(row.clauses, row.raised, self.words.lang) if row.clauses else "",
            self._word("gaps", row.reason) if row.reason else "",
            row.kind or "",
        )
        return judged, (row.holds_until or "", str(self.run.options.get("recipient", "")))

    def _word(self, what: str, value: str) -> str:
        known = self._said.get((what, value))
        if known is None:
            if len(self._said) > _MOST:
                self._said.clear()
            known = self._said[what, value] = self._looked_up(what, value)
        return known

    def _looked_up(self, what: str, value: str) -> str:
        if what == "state":
            return said(BATCH, f"state_{value}")
        if what == "action":
            return self.words.action(Action(value))
        if what == "level":
            level = Level(value)
            return "" if level is Level.NONE else self.words.suspected(level)
        known = {one.value for one in GapReason}
        return "；".join(self.words.gap(GapReason(one)) if one in known else why(one) for one in value.split(","))


_MOST = 10_000


@lru_cache(maxsize=4096)
def _why(clauses: str, raised: str, lang: str) -> str:
    words = Words(lang)
    reasons = [f"{words.reason(one.why)} {one.basis}".strip() for one in clauses_from(clauses) if one.action > Action.RELEASE]
    return "；".join(([said(BATCH, "package")] if raised else []) + reasons)
