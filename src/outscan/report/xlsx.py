"""The register as a workbook: files, findings, gaps, hidden things, a summary with charts; the gravest first, in colours.

In: `Report`s. Out: xlsx bytes. Text of documents is written as text, never as a formula.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import xlsxwriter

from outscan.output import SIGNATURE
from outscan.report.mask import Masker
from outscan.report.next_steps import next_steps
from outscan.report.order import action_of, gravest_first, upheld
from outscan.types import Action, Finding, Report
from outscan.words import Words

COLUMN_WIDTHS = (42, 14, 26, 16, 40, 40, 60, 60)
LONGEST_CELL = 32_000
COLOURS = {
    Action.RELEASE: "#E9F5EC",
    Action.PROCESS: "#FFF6E0",
    Action.REVIEW: "#E6F2F8",
    Action.ESCALATE: "#F6E8F5",
    Action.WITHHOLD: "#FBE6E4",
}
BARS = {
    Action.RELEASE: "#2F7D46",
    Action.PROCESS: "#B07A00",
    Action.REVIEW: "#1F6F94",
    Action.ESCALATE: "#8A3A86",
    Action.WITHHOLD: "#B3261E",
}
Row = Sequence[object]


def render(reports: Sequence[Report], run: Mapping[str, object], *, show_hits: bool = False, lang: str = "zh-CN") -> bytes:
    """Five sheets; every cell of a document's words is a plain string, masked unless shown."""
    out, words, masker = io.BytesIO(), Words(lang), Masker(show=show_hits)
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, settings)
    book.set_properties({"title": words.say("report_title"), "author": SIGNATURE, "created": None})
    reports = gravest_first(reports)
    sheets = _Sheets(book, words)
    sheets.summary(reports, run)
    sheets.add("file", ("file", "verdict", "next", "sha256", "findings", "gaps", "hidden"), _files(reports, masker, words))
    heads = ("file", "verdict", "rule", "level", "title", "where", "quote", "basis", "why", "advice", "dismissed")
    sheets.add("findings", heads, _findings(reports, masker, words))
    sheets.add("gaps", ("file", "where", "why", "detail"), _gaps(reports, masker, words))
    sheets.add("hidden", ("file", "hidden", "where", "count"), _hidden(reports, masker, words))
    book.close()
    return out.getvalue()


def _files(reports: Sequence[Report], masker: Masker, words: Words) -> Iterator[Row]:
    for r in reports:
        steps = [part for step in next_steps(r, masker, words) for part in (step.sentence, step.command) if part]
        hidden = sum(h.count for h in r.hidden)
        standing = sum(f.upheld for f in r.findings)
        yield masker.name(r.path), r.verdict.action, "\n".join(steps), r.sha256, standing, len(r.gaps), hidden


def _findings(reports: Sequence[Report], masker: Masker, words: Words) -> Iterator[Row]:
    for r in reports:
        for f in (*upheld(r), *(f for f in r.findings if not f.upheld)):
            yield (masker.name(r.path), *_finding(f, masker, words))


def _finding(f: Finding, masker: Masker, words: Words) -> Row:
    return (
        action_of(f) if f.upheld else "",
        f.rule,
        words.suspected(f.level),
        words.title(f),
        masker.place(f.where, words),
        masker.match(f.matches[0]) if f.matches else "",
        words.say("and").join(f"{b.cite} {b.item}".strip() for b in f.basis),
        words.say("and").join(masker.because(b, words) for b in f.because),
        words.say("listed").join(words.technique(t) for t in f.advice.techniques) if f.advice else "",
        masker.because(f.dismissed or f.declared or f.baselined, words),
    )


def _gaps(reports: Sequence[Report], masker: Masker, words: Words) -> Iterator[Row]:
    for r in reports:
        for g in r.gaps:
            yield masker.name(r.path), masker.place(g.where, words), words.gap(g.reason), words.detail(g)


def _hidden(reports: Sequence[Report], masker: Masker, words: Words) -> Iterator[Row]:
    for r in reports:
        for h in r.hidden:
            yield masker.name(r.path), words.hidden(h.kind), masker.place(h.where, words), h.count


class _Sheets:
    """The workbook being written, and its formats."""

    def __init__(self, book: xlsxwriter.Workbook, words: Words) -> None:
        self.book, self.words = book, words
        self.head = book.add_format({"bold": True, "bg_color": "#E8ECF1", "border": 1})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.coloured = {a: book.add_format({"bg_color": c, "valign": "top", "bold": True}) for a, c in COLOURS.items()}

    def add(self, title: str, heads: Sequence[str], rows: Iterable[Row]) -> None:
        """One sheet with a filter over its heads."""
        page = self.book.add_worksheet(self.words.say(title))
        page.freeze_panes(1, 0)
        count = 0
        for column, key in enumerate(heads):
            page.write_string(0, column, self.words.say(key), self.head)
            page.set_column(column, column, COLUMN_WIDTHS[min(column, len(COLUMN_WIDTHS) - 1)])
        for count, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                self._write(page, count, column, cell)
        page.autofilter(0, 0, max(count, 1), len(heads) - 1)

    def _write(self, page: Any, row: int, column: int, cell: object) -> None:  # noqa: ANN401 - the library carries no types
        if isinstance(cell, Action):
            page.write_string(row, column, self.words.action(cell), self.coloured[cell])
        elif isinstance(cell, int):
            page.write_number(row, column, cell, self.wrap)
        else:
            page.write_string(row, column, str(cell)[:LONGEST_CELL], self.wrap)

    def summary(self, reports: Sequence[Report], run: Mapping[str, object]) -> None:
        """Counts by recommendation and by rule, each with a chart, and what the run says of itself."""
        say, name = self.words.say, self.words.say("summary")
        page = self.book.add_worksheet(name)
        page.set_column(0, 0, 30)
        page.set_column(1, 1, 24)
        actions = Counter(r.verdict.action for r in reports)
        rules = Counter(f"{f.rule} {self.words.title(f)}"[:60] for r in reports for f in r.findings if f.upheld).most_common(12)
        page.write_row(0, 0, (say("verdict"), say("file")), self.head)
        for row, action in enumerate(reversed(Action), 1):
            page.write_string(row, 0, self.words.action(action), self.coloured[action])
            page.write_number(row, 1, actions[action])
        start = len(Action) + 3
        page.write_row(start - 1, 0, (say("rule"), say("findings")), self.head)
        for row, (rule, count) in enumerate(rules, start):
            page.write_string(row, 0, rule)
            page.write_number(row, 1, count)
        for row, (fact, stated) in enumerate(run.items(), start + len(rules) + 2):
            page.write_string(row, 0, fact)
            page.write_string(row, 1, str(stated))
        points = [{"fill": {"color": BARS[action]}} for action in reversed(Action)]
        self._chart(page, (name, 1, len(Action)), say("verdict"), "D2", points)
        if rules:
            self._chart(page, (name, start, start + len(rules) - 1), say("rule"), "D20", [])

    def _chart(self, page: Any, rows: tuple[str, int, int], title: str, cell: str, points: list[Any]) -> None:  # noqa: ANN401 - as above
        name, first, last = rows
        chart = self.book.add_chart({"type": "bar"})
        series = {"categories": [name, first, 0, last, 0], "values": [name, first, 1, last, 1], "fill": {"color": "#3B6EA5"}}
        chart.add_series({**series, "points": points} if points else series)
        chart.set_title({"name": title})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        page.insert_chart(cell, chart)
