"""What differs between two runs as a workbook: a sheet of changes, A4 landscape, frozen head, filter, the same bytes twice.

In: a connection, two runs. Out: an xlsx, written row by row. Every cell is text or a number.
"""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

from sqlalchemy import Connection

from outscan.batch.comparing import Change, changes, shown, unchanged
from outscan.batch.exports.sheet import MOST_CHARS
from outscan.batch.exports.whole import whole
from outscan.batch.exports.workbook import MOST_ROWS, Making, making, page
from outscan.batch.ledger import Run
from outscan.report.mask import visible
from outscan.words import Words
from outscan.words.batch import BATCH
from outscan.words.said import said

WIDTHS = (12, 76, 14, 14, 10, 10)


def write(link: Connection, first: Run, second: Run, target: Path) -> Counter[str]:
    """Write the changes from `first` to `second` (as many sheets as they take); returns how many there are of each kind."""
    words, counts = Words.here(), Counter[str]()
    with whole(target) as file, making(target.parent, said(BATCH, "changes"), streamed=True) as made:
        sheet = _Sheets(made, (first.id, second.id))
        for one in changes(link, first, second):
            counts[one.what] += 1
            sheet.row(one, words)
        sheet.end(said(BATCH, "diff_same", n=unchanged(link, first, second)))
        made.book.close()
        with made.path.open("rb") as whole_book:
            shutil.copyfileobj(whole_book, file)
    return counts


class _Sheets:
    """Sheets that are written row by row, a new one where one is full."""

    def __init__(self, made: Making, numbers: tuple[int, int]) -> None:
        self.made, self.numbers = made, numbers
        self.count, self.at = 0, 0
        self._new()

    def _new(self) -> None:
        self.count += 1
        name = said(BATCH, "changes") + (str(self.count) if self.count > 1 else "")
        self.sheet = page(self.made.book, name, WIDTHS, self.made.small)
        self.sheet.freeze_panes(1, 2)
        self.sheet.repeat_rows(0)
        first, second = (said(BATCH, "run_number", run=one) for one in self.numbers)
        row = said(BATCH, "row")
        heads = (said(BATCH, "change"), said(BATCH, "path"), first, second, f"{row} · {first}", f"{row} · {second}")
        for column, text in enumerate(heads):
            self.sheet.write_string(0, column, text, self.made.bold)
        self.at = 0

    def row(self, one: Change, words: Words) -> None:
        if self.at == MOST_ROWS:
            self._filter()
            self._new()
        self.at += 1
        texts = (
            said(BATCH, f"diff_{one.what}"),
            visible(one.path)[:MOST_CHARS],
            shown(words, one.before),
            shown(words, one.after),
        )
        for column, text in enumerate(texts):
            self.sheet.write_string(self.at, column, text, self.made.small)
        for column, number in enumerate((one.row_before, one.row_after), len(texts)):
            if number:
                self.sheet.write_number(self.at, column, number, self.made.small)

    def _filter(self) -> None:
        self.sheet.autofilter(0, 0, max(self.at, 1), len(WIDTHS) - 1)

    def end(self, sentence: str) -> None:
        """Close the last sheet; what is the same stands below the rows, outside the filter."""
        self._filter()
        self.sheet.write_string(self.at + 2, 0, sentence, self.made.small)
