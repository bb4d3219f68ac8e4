"""Progress on stderr while a folder is scanned; no thread of its own, so that workers may be forked beside it.

In: reports as they come. Out: the same reports.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from outscan.types import Report
from outscan.words import Words


def counted(reports: Iterator[Report], total: int, lang: str) -> Iterator[Report]:
    """Pass `reports` on, one step of the bar each."""
    columns = (TextColumn(Words(lang).say("progress")), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True) as bar:
        task = bar.add_task("", total=total)
        for report in reports:
            bar.advance(task)
            bar.stop()  # wiped, so that what is printed on the same screen meanwhile starts on a clean line
            yield report
            bar.start()
            bar.refresh()
