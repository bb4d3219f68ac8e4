"""What people and programs get out of a ledger: workbook, overview page, jsonl, csv.

In: a connection, a run, a target. Out: files, streamed row by row. The list is explicit; a module is imported when asked for.
The sinks of one scan (outscan.report) stay what they are: the page of one file is made by them.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from sqlalchemy import Connection

from outscan.batch.ledger import Run

Export = Callable[[Connection, Run, Path], None]


def _lazy(module: str) -> Export:
    def write(link: Connection, run: Run, target: Path) -> None:
        cast("Export", import_module(f"outscan.batch.exports.{module}").write)(link, run, target)

    return write


EXPORTS: dict[str, Export] = {
    "xlsx": _lazy("workbook"),
    "html": _lazy("overview"),
    "jsonl": _lazy("lines"),
    "csv": _lazy("table"),
}
"""A format → what writes it. `html` writes a folder, the others a file."""
