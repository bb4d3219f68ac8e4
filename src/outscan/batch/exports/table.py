"""csv with a byte-order mark, as Excel opens it; what could act as a formula is written as text."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from sqlalchemy import Connection

from outscan.batch.exports.flat import HEADS, flat, head
from outscan.batch.exports.whole import whole
from outscan.batch.ledger import Run
from outscan.batch.rows import register, streamed
from outscan.words import Words
from outscan.words.language import language

ACTING = ("=", "+", "-", "@", "\t", "\r")
"""First characters by which a spreadsheet takes a cell for a formula (OWASP, CSV Injection)."""


def write(link: Connection, run: Run, target: Path) -> None:
    """Write the rows of `run`."""
    words, recipient = Words(language()), str(run.options.get("recipient", ""))
    with whole(target) as file:
        text = io.TextIOWrapper(file, "utf-8-sig", errors="backslashreplace", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerow([head(name, words) for name in HEADS])
        for row in streamed(link, register(run)):
            writer.writerow([_tame(one) for one in flat(row, recipient, words)])
        text.detach()


def _tame(cell: int | str) -> int | str:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(ACTING) else cell
