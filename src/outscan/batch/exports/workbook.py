"""台账 and 汇总表 as a workbook: A4 landscape, frozen heads, filters, split at Excel's limits, the same bytes twice.

In: the rows of a run. Out: an xlsx; heads and summary by xlsxwriter, the rows by `sheet`. Every cell is text or a number.
Source of the limits: support.microsoft.com, "Excel specifications and limits" (1,048,576 rows, 32,767 characters a cell).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy import Connection, func, select

from outscan.batch.exports.flat import HEADS, Cells, Register, head
from outscan.batch.exports.sheet import Fill, fill
from outscan.batch.exports.summary import SUMMARY, summary
from outscan.batch.exports.whole import whole
from outscan.batch.ledger import Run
from outscan.batch.tables import item
from outscan.words import Words
from outscan.words.batch import BATCH
from outscan.words.said import said

MOST_ROWS = 1_000_000
BLANK = ("by", "approved", "sent", "receipt")
"""Columns a person fills in."""
A4, SIZE = 9, 9
"""The number of that paper; points of the letters."""
WIDTHS = (6, 34, 6, 9, 11, 9, 5, 38, 16, 5, 11, 9, 10, 10, 7, 7, 9, 7)
"""Of the columns of 台账 in characters: together what A4 across still shows at a size that can be read."""
BYTES = HEADS.index("size")
TALL = {column: WIDTHS[column] * 11 // SIZE - 2 for column in (1, 7, 8)}
"""Columns whose texts go on over lines of so many letters (a width counts letters of 11 points): path, why, what was not read."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Written as the time of making: the same ledger gives the same bytes."""


def write(link: Connection, run: Run, target: Path) -> None:
    """Write 汇总表 and 台账 (as many sheets as it takes)."""
    table = Register(run)
    with whole(target) as file, making(target.parent, said(BATCH, "overview_title")) as made:
        short = made.book.add_format({"font_size": SIZE, "valign": "top"})
        summary(page(made.book, said(BATCH, "summary"), SUMMARY), made.bold, made.small, link, run, table.words)
        pages = _registers(made, short, link, run, table.words)
        made.book.close()
        rows = table.rows(link)
        sheets = {name: (columns, count, _some(rows, count)) for name, columns, count in pages}
        fill(made.path, sheets, file, said(BATCH, "cut"), TALL)


@dataclass(frozen=True, slots=True)
class Making:
    """A workbook that is being made, where it will lie until it is whole, and the formats of its heads and its texts."""

    book: Any
    path: Path
    bold: Any
    small: Any


@contextmanager
def making(folder: Path, title: str, *, streamed: bool = False) -> Iterator[Making]:
    """A workbook in a folder of its own below `folder`; `streamed` writes rows as they come and keeps none of them."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".outscan-") as own:
        path = Path(own) / "book.xlsx"
        kept = {"tmpdir": own, "constant_memory": streamed, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(str(path), kept)
        book.set_properties({"title": title, "created": LONG_AGO})
        small = book.add_format({"font_size": SIZE, "text_wrap": True, "valign": "top"})
        bold = book.add_format({"font_size": SIZE, "bold": True, "bg_color": "#E8ECF1", "border": 1, "text_wrap": True})
        yield Making(book, path, bold, small)


def _some(rows: Iterator[Cells], count: int) -> Fill:
    """The next `count` rows, when they are asked for: the sheets are written one after another."""
    return lambda: islice(rows, count)


def page(book: Any, title: str, widths: Sequence[int], cells: Any = None) -> Any:  # noqa: ANN401 - xlsxwriter is untyped
    """A sheet that prints on A4 across; `cells` is the format of its columns, which `sheet` gives to the rows."""
    sheet = book.add_worksheet(title[:31])
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width, cells)
    return sheet


def _registers(made: Making, short: Any, link: Connection, run: Run, words: Words) -> list[tuple[str, int, int]]:  # noqa: ANN401 - as above
    """The heads of 台账, on as many sheets as its rows need; (part of the package, columns, rows) of each."""
    whole_ = made.book.add_format({"font_size": SIZE, "valign": "top", "num_format": "0"})  # else ten gigabytes are 1.07E+10
    heads = [head(name, words) for name in HEADS] + [said(BATCH, name) for name in BLANK]
    left = int(link.execute(select(func.count()).select_from(item).where(item.c.run == run.id)).scalar_one())
    out: list[tuple[str, int, int]] = []
    while left or not out:
        count = min(left, MOST_ROWS)
        sheet = page(made.book, said(BATCH, "register") + (str(len(out) + 1) if out else ""), WIDTHS, short)
        sheet.set_column(BYTES, BYTES, WIDTHS[BYTES], whole_)
        for column in TALL:
            sheet.set_column(column, column, WIDTHS[column], made.small)
        sheet.freeze_panes(1, 2)
        sheet.repeat_rows(0)
        for column, name in enumerate(heads):
            sheet.write_string(0, column, name, made.bold)
        sheet.autofilter(0, 0, max(count, 1), len(heads) - 1)
        out.append((f"xl/worksheets/sheet{sheet.index + 1}.xml", len(heads), count))
        left -= count
    return out
