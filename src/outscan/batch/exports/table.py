"""csv with a byte-order mark, as Excel opens it; what could act as a formula is written as text."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection

from outscan.batch.exports.flat import ALIKE, HEADS, Cells, Register, head
from outscan.batch.exports.whole import whole
from outscan.batch.ledger import Run

ACTING = ("=", "+", "-", "@", "\t", "\r")
"""First characters by which a spreadsheet takes a cell for a formula (OWASP, CSV Injection)."""


def write(link: Connection, run: Run, target: Path) -> None:
    """Write the rows of `run`."""
    table = Register(run)
    with whole(target) as file:
        file.write(codecs.BOM_UTF8)
        text = io.TextIOWrapper(file, "utf-8", errors="backslashreplace", newline="")
        writer = csv.writer(text)
        writer.writerow([head(name, table.words) for name in HEADS])
        for number, path, *rest in _stretched(table.rows(link)):
            writer.writerow((number, _tame(path), *rest))
        text.flush()
        text.detach()


def _stretched(rows: Iterable[Cells]) -> Iterator[Cells]:
    """Rows tamed but for their paths: what stands between is alike in many rows, a size and a digest cannot act."""
    judged, last = ALIKE
    for cells in rows:
        yield (*cells[: judged.start], *_tamed(cells[judged]), *cells[judged.stop : last.start], *_tamed(cells[last]))


@lru_cache(maxsize=4096)
def _tamed(cells: Cells) -> Cells:
    return tuple(_tame(one) for one in cells)


def _tame(cell: int | str) -> int | str:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(ACTING) else cell
