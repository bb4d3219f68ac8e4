"""台账 and 汇总表 as a workbook: A4 landscape, frozen heads, filters, split at Excel's limits, the same bytes twice.

In: the rows of a run. Out: an xlsx, written row by row in constant memory. Every cell is text or a number, never a formula.
Source of the limits: support.microsoft.com, "Excel specifications and limits" (1,048,576 rows, 32,767 characters a cell).
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy import Connection

from outscan.batch.exports.flat import HEADS, flat, head
from outscan.batch.exports.whole import whole
from outscan.batch.ledger import Run
from outscan.batch.rows import counted, register, streamed
from outscan.batch.standing import standing
from outscan.batch.tables import reading, verdict
from outscan.types import Action, Level
from outscan.words import Words
from outscan.words.batch import BATCH
from outscan.words.language import language
from outscan.words.said import said

MOST_ROWS = 1_000_000
MOST_CHARS = 32_000
BLANK = ("by", "approved", "sent", "receipt")
"""Columns a person fills in."""
WIDTHS = (8, 48, 10, 12, 12, 14, 8, 50, 30, 8, 12, 24, 12, 18, 10, 10, 14, 12)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Written as the time of making: the same ledger gives the same bytes."""
A4 = 9


def write(link: Connection, run: Run, target: Path) -> None:
    """Write 台账 (as many sheets as it takes) and 汇总表."""
    words = Words(language())
    with whole(target) as file, tempfile.TemporaryDirectory(dir=target.parent, prefix=".outscan-") as folder:
        path = Path(folder) / "book.xlsx"
        settings = {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(str(path), settings)
        book.set_properties({"title": said(BATCH, "overview_title"), "created": LONG_AGO})
        bold = book.add_format({"bold": True, "bg_color": "#E8ECF1", "border": 1, "text_wrap": True, "valign": "top"})
        _summary(book, bold, link, run, words)
        _register(book, bold, link, run, words)
        book.close()
        with path.open("rb") as made:
            shutil.copyfileobj(made, file, 1 << 20)


def _page(book: Any, title: str, heads: Sequence[str], bold: Any) -> Any:  # noqa: ANN401 - xlsxwriter is untyped
    page = book.add_worksheet(title[:31])
    page.freeze_panes(1, 2)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&C&P / &N")
    for column, name in enumerate(heads):
        page.set_column(column, column, WIDTHS[min(column, len(WIDTHS) - 1)])
        page.write_string(0, column, name, bold)
    return page


def _register(book: Any, bold: Any, link: Connection, run: Run, words: Words) -> None:  # noqa: ANN401 - as above
    heads = [head(name, words) for name in HEADS] + [said(BATCH, name) for name in BLANK]
    title, recipient, cut = said(BATCH, "register"), str(run.options.get("recipient", "")), said(BATCH, "cut")
    page, at, sheets = _page(book, title, heads, bold), 0, 1
    for row in streamed(link, register(run)):
        if at == MOST_ROWS:
            page.autofilter(0, 0, at, len(heads) - 1)
            sheets += 1
            page, at = _page(book, f"{title}{sheets}", heads, bold), 0
        at += 1
        for column, told in enumerate(flat(row, recipient, words)):
            if isinstance(told, int):
                page.write_number(at, column, told)
            elif told:
                page.write_string(at, column, told if len(told) < MOST_CHARS else told[:MOST_CHARS] + cut)
    page.autofilter(0, 0, max(at, 1), len(heads) - 1)


def _summary(book: Any, bold: Any, link: Connection, run: Run, words: Words) -> None:  # noqa: ANN401 - as above
    """Counts of the whole run, then by domain, level and type against the recommendation."""
    told = standing(link, run)
    heads = [said(BATCH, "package"), said(BATCH, "total"), *(words.action(action) for action in Action)]
    page = _page(book, said(BATCH, "summary"), heads, bold)
    page.write_string(1, 0, f"{said(BATCH, 'files')} · {run.day}")
    page.write_number(1, 1, told["listed"])
    for column, action in enumerate(Action, 2):
        page.write_number(1, column, told["actions"].get(action.value, 0))
    at = 2
    for name in ("found", "done", "incomplete", "skipped", "unlistable"):
        word = name if name == "found" else said(BATCH, f"state_{name}")
        page.write_string(at, 0, word if name != "found" else said(BATCH, "total"))
        page.write_number(at, 1, told[name])
        at += 1
    for what, total in told["package"].get("own", {}).items():
        page.write_string(at, 0, said(BATCH, f"package_{what}", n=f"{total:g}"))
        at += 1
    tables = (("by_domain", verdict.c.domain), ("by_level", verdict.c.level), ("by_type", reading.c.kind))
    for title, by in tables:
        at += 1
        page.write_string(at, 0, said(BATCH, title), bold)
        at = _block(page, at + 1, counted(link, run, by), words, level=title == "by_level")


def _block(page: Any, at: int, rows: list[tuple[Any, str, int]], words: Words, *, level: bool) -> int:  # noqa: ANN401 - as above
    values = sorted({str(value or "") for value, _, _ in rows})
    for value in values:
        shown = words.level(Level(value)) if level and value else value or "–"
        page.write_string(at, 0, shown)
        mine = {action: many for one, action, many in rows if str(one or "") == value}
        page.write_number(at, 1, sum(mine.values()))
        for place, action in enumerate(Action, 2):
            page.write_number(at, place, mine.get(action.value, 0))
        at += 1
    return at
