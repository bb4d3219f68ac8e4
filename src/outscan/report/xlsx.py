"""The register as a workbook: files, findings, gaps, hidden things, a summary with charts.

In: `Report`s. Out: xlsx bytes. Text of documents is written as text, never as a formula.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import xlsxwriter

from outscan.report.mask import Masker
from outscan.types import Action, Report
from outscan.words import Words

COLUMN_WIDTHS = (42, 14, 26, 16, 40, 40, 60, 60)


def render(reports: Sequence[Report], run: Mapping[str, object], *, show_hits: bool = False, lang: str = "zh-CN") -> bytes:
    """Five sheets; every cell of a document's words is a plain string, masked unless shown."""
    out, words = io.BytesIO(), Words(lang)
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, settings)
    book.set_properties({"title": words.say("report_title"), "created": None})
    head, wrap = (
        book.add_format({"bold": True, "bg_color": "#E8ECF1", "border": 1}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )

    def sheet(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        page = book.add_worksheet(title)
        page.freeze_panes(1, 0)
        count = 0
        for column, name in enumerate(heads):
            page.write_string(0, column, name, head)
            page.set_column(column, column, COLUMN_WIDTHS[min(column, len(COLUMN_WIDTHS) - 1)])
        for count, row in enumerate(rows, 1):
            for column, told in enumerate(row):
                if isinstance(told, int):
                    page.write_number(count, column, told, wrap)
                else:
                    page.write_string(count, column, str(told)[:32000], wrap)
        page.autofilter(0, 0, max(count, 1), len(heads) - 1)

    masked = [(report, Masker(show=show_hits)) for report in reports]
    _summary(book, reports, run, words, head)
    say = words.say
    sheet(
        say("file"),
        (say("file"), say("verdict"), "SHA-256", say("findings"), say("gaps"), say("hidden")),
        (
            (
                m.name(r.path),
                words.action(r.verdict.action),
                r.sha256,
                sum(f.upheld for f in r.findings),
                len(r.gaps),
                sum(h.count for h in r.hidden),
            )
            for r, m in masked
        ),
    )
    sheet(
        say("findings"),
        (
            say("file"),
            say("verdict"),
            say("rule"),
            say("level"),
            say("title"),
            say("where"),
            say("quote"),
            say("basis"),
            say("why"),
            say("advice"),
            say("dismissed"),
        ),
        (
            (
                m.name(r.path),
                words.action(f.advice.action if f.advice else Action.REVIEW),
                f.rule,
                words.level(f.level),
                words.title(f),
                m.place(f.where, words.part(f.where.part)),
                m.match(f.matches[0]) if f.matches else "",
                "；".join(f"{b.cite} {b.item}".strip() for b in f.basis),
                "；".join(m.because(b, words) for b in f.because),
                "、".join(words.technique(t) for t in f.advice.techniques) if f.advice else "",
                m.because(f.dismissed or f.declared or f.baselined, words),
            )
            for r, m in masked
            for f in r.findings
        ),
    )
    sheet(
        say("gaps"),
        (say("file"), say("where"), say("why"), ""),
        (
            (m.name(r.path), m.place(g.where, words.part(g.where.part)), words.gap(g.reason), g.detail)
            for r, m in masked
            for g in r.gaps
        ),
    )
    sheet(
        say("hidden"),
        (say("file"), say("hidden"), say("where"), say("count")),
        (
            (m.name(r.path), words.hidden(h.kind), m.place(h.where, words.part(h.where.part)), h.count)
            for r, m in masked
            for h in r.hidden
        ),
    )
    book.close()
    return out.getvalue()


def _summary(book: xlsxwriter.Workbook, reports: Sequence[Report], run: Mapping[str, object], words: Words, head: object) -> None:
    page = book.add_worksheet(words.say("summary"))
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 24)
    actions = Counter(r.verdict.action for r in reports)
    rules = Counter(f"{f.rule} {words.title(f)}"[:60] for r in reports for f in r.findings if f.upheld).most_common(12)
    page.write_string(0, 0, words.say("verdict"), head)
    page.write_string(0, 1, words.say("file"), head)
    for row, action in enumerate(reversed(Action), 1):
        page.write_string(row, 0, words.action(action))
        page.write_number(row, 1, actions[action])
    start = len(Action) + 3
    page.write_string(start - 1, 0, words.say("rule"), head)
    page.write_string(start - 1, 1, words.say("findings"), head)
    for row, (told, count) in enumerate(rules, start):
        page.write_string(row, 0, told)
        page.write_number(row, 1, count)
    for row, (fact, stated) in enumerate(run.items(), start + len(rules) + 2):
        page.write_string(row, 0, fact)
        page.write_string(row, 1, str(stated))
    name = words.say("summary")
    for first, last, title, cell in (
        (1, len(Action), words.say("verdict"), "D2"),
        (start, start + max(len(rules), 1) - 1, words.say("rule"), "D20"),
    ):
        chart = book.add_chart({"type": "bar"})
        chart.add_series(
            {"categories": [name, first, 0, last, 0], "values": [name, first, 1, last, 1], "fill": {"color": "#3B6EA5"}}
        )
        chart.set_title({"name": title})
        chart.set_legend({"none": True})
        page.insert_chart(cell, chart)
