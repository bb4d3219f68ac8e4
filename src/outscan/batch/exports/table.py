"""csv with a byte-order mark, as Excel opens it; what could act as a formula is written as text."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from sqlalchemy import Connection

from outscan.batch.exports.flat import HEADS, Register, head
from outscan.batch.exports.whole import whole
from outscan.batch.ledger import Run

ACTING = ("=", "+", "-", "@", "\t", "\r")
"""First characters by which a spreadsheet takes a cell for a formula (OWASP, CSV Injection)."""


def write(link: Connection, run: Run, target: Path) -> None:
    """Write the rows of `run`."""
    table = Register(run)
    with whole(target) as file:
        text = io.TextIOWrapper(file, "utf-8-sig", errors="backslashreplace", newline="")
        writer = csv.writer(text)
        writer.writerow([head(name, table.words) for name in HEADS])
        for cells in table.rows(link):
            writer.writerow([_tame(one) for one in cells])
        text.flush()
        text.detach()


def _tame(cell: int | str) -> int | str:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(ACTING) else cell
