"""台账 and 汇总表 as a workbook: A4 landscape, frozen heads, filters, split at Excel's limits, the same bytes twice.

In: the rows of a run. Out: an xlsx; heads and summary by xlsxwriter, the rows by `sheet`. Every cell is text or a number.
Source of the limits: support.microsoft.com, "Excel specifications and limits" (1,048,576 rows, 32,767 characters a cell).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy import Connection, func, select

from outscan.batch.exports.flat import HEADS, Cells, Register, head
from outscan.batch.exports.sheet import Fill, fill
from outscan.batch.exports.whole import whole
from outscan.batch.ledger import Run
from outscan.batch.rows import counted
from outscan.batch.standing import crossings, standing
from outscan.batch.tables import item
from outscan.types import Action, Level
from outscan.words import Words
from outscan.words.batch import BATCH, domain
from outscan.words.said import said

MOST_ROWS = 1_000_000
BLANK = ("by", "approved", "sent", "receipt")
"""Columns a person fills in."""
WIDTHS = (8, 48, 10, 12, 12, 14, 8, 50, 30, 8, 12, 24, 12, 18, 10, 10, 14, 12)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Written as the time of making: the same ledger gives the same bytes."""
A4 = 9


def write(link: Connection, run: Run, target: Path) -> None:
    """Write 汇总表 and 台账 (as many sheets as it takes)."""
    table = Register(run)
    with whole(target) as file, tempfile.TemporaryDirectory(dir=target.parent, prefix=".outscan-") as folder:
        path = Path(folder) / "book.xlsx"
        book = xlsxwriter.Workbook(str(path), {"tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False})
        book.set_properties({"title": said(BATCH, "overview_title"), "created": LONG_AGO})
        bold = book.add_format({"bold": True, "bg_color": "#E8ECF1", "border": 1, "text_wrap": True, "valign": "top"})
        _summary(book, bold, link, run, table.words)
        pages = _registers(book, bold, link, run, table.words)
        book.close()
        rows = table.rows(link)
        fill(path, {name: (columns, count, _some(rows, count)) for name, columns, count in pages}, file, said(BATCH, "cut"))


def _some(rows: Iterator[Cells], count: int) -> Fill:
    """The next `count` rows, when they are asked for: the sheets are written one after another."""
    return lambda: islice(rows, count)


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


def _registers(book: Any, bold: Any, link: Connection, run: Run, words: Words) -> list[tuple[str, int, int]]:  # noqa: ANN401 - as above
    """The heads of 台账, on as many sheets as its rows need; (part of the package, columns, rows) of each."""
    heads = [head(name, words) for name in HEADS] + [said(BATCH, name) for name in BLANK]
    left = int(link.execute(select(func.count()).select_from(item).where(item.c.run == run.id)).scalar_one())
    out: list[tuple[str, int, int]] = []
    while left or not out:
        count = min(left, MOST_ROWS)
        page = _page(book, said(BATCH, "register") + (str(len(out) + 1) if out else ""), heads, bold)
        page.autofilter(0, 0, max(count, 1), len(heads) - 1)
        out.append((f"xl/worksheets/sheet{page.index + 1}.xml", len(heads), count))
        left -= count
    return out


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
    for sentence in crossings(run.package):
        page.write_string(at, 0, sentence)
        at += 1
    for title, values in counted(link, run).items():
        at += 1
        page.write_string(at, 0, said(BATCH, title), bold)
        at = _block(page, at + 1, values, words, by=title)


def _block(page: Any, at: int, values: dict[str, dict[str, int]], words: Words, *, by: str) -> int:  # noqa: ANN401 - as above
    for value, mine in sorted(values.items()):
        shown = words.suspected(Level(value)) if by == "by_level" and value else domain(value) if by == "by_domain" else value
        page.write_string(at, 0, shown or said(BATCH, "no_domain"))
        page.write_number(at, 1, sum(mine.values()))
        for place, action in enumerate(Action, 2):
            page.write_number(at, place, mine.get(action.value, 0))
        at += 1
    return at
