"""汇总表: a run on one page, as it is laid before a person who signs.

In: an empty sheet, a run. Out: what was checked for whom, counts, sums with the law, counts by kind. Text and numbers only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from outscan.batch.exports.sheet import wide
from outscan.batch.ledger import Run
from outscan.batch.rows import counted
from outscan.batch.run_status import crossings, status_of
from outscan.report.mask import visible
from outscan.types import Action, Level
from outscan.words import Words
from outscan.words.batch import BATCH, domain, why
from outscan.words.said import said

SUMMARY = (36, 11, 11, 11, 11, 11, 11)
"""Widths of the columns: what it is, how many, then a column for each recommendation."""


@dataclass(slots=True)
class _Lines:
    """A sheet that is written line after line."""

    page: Any
    bold: Any
    small: Any
    words: Words
    at: int = 0

    def sentence(self, text: str, *, bold: bool = False) -> None:
        format_ = self.bold if bold else self.small
        self.page.merge_range(self.at, 0, self.at, len(SUMMARY) - 1, "", format_)
        self.page.write_string(self.at, 0, text, format_)
        self.page.set_row(self.at, 13 * (1 + wide(text) // sum(SUMMARY)))  # a merged cell does not grow by itself
        self.at += 1

    def heads(self, name: str) -> None:
        self.at += 1
        for column, word in enumerate((name, said(BATCH, "total"), *(self.words.action(action) for action in Action))):
            self.page.write_string(self.at, column, word, self.bold)
        self.at += 1

    def counts(self, name: str, total: int, actions: Mapping[str, int] | None = None) -> None:
        self.page.write_string(self.at, 0, name, self.small)
        self.page.write_number(self.at, 1, total, self.small)
        for column, action in enumerate(Action if actions is not None else (), 2):
            self.page.write_number(self.at, column, (actions or {}).get(action.value, 0), self.small)
        self.at += 1


def summary(page: Any, bold: Any, small: Any, link: Connection, run: Run, words: Words) -> None:  # noqa: ANN401 - xlsxwriter is untyped
    """Write the summary of `run`."""
    status, out = status_of(link, run), _Lines(page, bold, small, words)
    out.sentence(said(BATCH, "overview_title"), bold=True)
    out.sentence(said(BATCH, "listed_names").join(visible(one) for one in run.sources))
    recipient = run.options.get("recipient") or said(BATCH, "none_recipient")
    out.sentence(f"{recipient} · {run.day} · {said(BATCH, f'run_{run.state}')}")
    out.heads(said(BATCH, "files"))
    out.counts(said(BATCH, "total"), status["found"], status["actions"])
    for state in ("done", "incomplete", "skipped", "unlistable"):
        out.counts(said(BATCH, f"state_{state}"), status[state])
    sums = [said(BATCH, f"package_{what}", n=f"{total:g}") for what, total in status["package"].get("own", {}).items() if total]
    if lines := [*sums, *crossings(run.package)]:
        out.at += 1
        out.sentence(said(BATCH, "package"), bold=True)
        for line in lines:
            out.sentence(line)
    _kinds(out, counted(link, run), status["reasons"])


def _kinds(out: _Lines, counts: Mapping[str, Mapping[str, Mapping[str, int]]], reasons: Mapping[str, int]) -> None:
    """Counts by domain, level and type, and what was not read."""
    known = {level.value: out.words.suspected(level) for level in Level}
    ranks = {level.value: level.rank for level in Level}
    look: dict[str, Callable[[str], str]] = {"by_level": lambda value: known.get(value, value), "by_domain": domain}
    for title, values in counts.items():
        out.heads(said(BATCH, title))
        for value, mine in sorted(values.items(), key=lambda one: (-ranks.get(one[0], 0) if title == "by_level" else 0, one[0])):
            out.counts(look.get(title, str)(value) or said(BATCH, "no_domain"), sum(mine.values()), mine)
    if reasons:
        out.heads(said(BATCH, "gaps_by_reason"))
        for reason, many in reasons.items():
            out.counts(why(reason), many)
