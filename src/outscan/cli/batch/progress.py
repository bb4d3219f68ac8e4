"""What a person sees while a package is scanned, and the status file a program reads.

In: what the loop tells. Out: a live screen on a terminal, a plain line now and then elsewhere; a JSON file replaced atomically,
and the same as Prometheus text.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
import time
from pathlib import Path
from typing import Any, Self

from outscan.batch.run_status import prometheus
from outscan.cli.batch.options import readable
from outscan.report.mask import visible
from outscan.types import Action
from outscan.words import Words
from outscan.words.batch import BATCH
from outscan.words.language import language, speak
from outscan.words.said import said

EVERY_SECONDS = 1.0
LINE_SECONDS = 15.0


class Progress:
    """Counts in memory, beginning where the ledger stands, so that telling costs no query. Used as a context."""

    def __init__(self, begun: dict[str, Any], folder: Path | None, status_file: str | None, *, quiet: bool) -> None:
        self.totals, self.folder, self.file = dict(begun), folder, Path(status_file) if status_file else None
        self.quiet, self.live = quiet, not quiet and sys.stderr.isatty()
        self.began, self.first, self.lined = time.monotonic(), self._finished(), time.monotonic()
        self.slowest: tuple[float, str] = (0.0, "")
        self.paused = ""
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._tell, daemon=True)
        self.bar: Any = None
        self.lang = language()

    def __enter__(self) -> Self:
        if self.live:
            self.bar = _bar(self.totals["listed"])
            self.bar.start()
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.thread.join()
        if self.bar is not None:
            self.bar.stop()

    def hear(self, what: str, event: dict[str, Any]) -> None:
        """The loop's listener."""
        if what == "read" and event["seconds"] > self.slowest[0]:
            self.slowest = (event["seconds"], event["path"])
        elif what == "recorded":
            for what_, many in event.items():
                kind, _, word = what_.partition(":")
                if kind == "state":
                    self.totals[word] += many
                elif kind == "action":
                    self.totals["actions"][word] = self.totals["actions"].get(word, 0) + many
            self.totals["bytes"] += event.get("bytes", 0)
        elif what == "paused":
            self.paused = said(BATCH, event["why"], free=readable(event["free"]))
        elif what == "going":
            self.paused = ""

    def stand(self, totals: dict[str, Any]) -> None:
        """Take the ledger's figures: at the end, or where others do the work."""
        self.totals.update(totals)

    def _finished(self) -> int:
        return int(self.totals["done"] + self.totals["incomplete"] + self.totals["skipped"])

    def _rate(self) -> float:
        return (self._finished() - self.first) / max(time.monotonic() - self.began, 0.001)

    def line(self) -> str:
        """Where the run stands, in one line."""
        return self.paused or f"{self._going()} · {self._verdicts()}"

    def lines(self) -> str:
        """The same for a screen: the verdicts so far and the slowest file stand below."""
        seconds, path = self.slowest
        slow = said(BATCH, "slowest", path=visible(os.path.basename(path)), seconds=f"{seconds:.1f}") if path else ""
        first = self.paused or f"{self._going()} · {readable(self.totals['bytes'])}"
        return f"{first}\n{'  '.join(filter(None, [self._verdicts(), slow]))}"

    def _verdicts(self) -> str:
        words, actions = Words(language()), self.totals["actions"]
        return " ".join(f"{words.action(action)} {actions[action.value]}" for action in Action if actions.get(action.value))

    def _going(self) -> str:
        rate = self._rate()
        left = max(self.totals["listed"] - self._finished(), 0)
        away = time.strftime("%H:%M:%S", time.gmtime(min(left / rate, 359_999))) if rate else "–"
        return said(BATCH, "progress", done=self._finished(), listed=self.totals["listed"], rate=f"{rate:.1f}", left=away)

    def _tell(self) -> None:
        speak(self.lang)
        while not self.ended.wait(EVERY_SECONDS):
            self._once()
        self._once(last=True)

    def _once(self, *, last: bool = False) -> None:
        if self.file is not None:
            write_status(self.file, self.status())
        if self.bar is not None:
            self.bar.update(self.bar.task_ids[0], completed=self._finished(), total=self.totals["listed"], told=self.lines())
        elif not self.quiet and (last or time.monotonic() - self.lined >= LINE_SECONDS):
            self.lined = time.monotonic()
            sys.stderr.write(self.line() + "\n")
            sys.stderr.flush()

    def status(self) -> dict[str, Any]:
        """Everything a status file says."""
        free = shutil.disk_usage(self.folder).free if self.folder else 0
        pace = {"rate": round(self._rate(), 2), "free_bytes": free, "paused": self.paused}
        return {**self.totals, **pace, "slowest": {"seconds": round(self.slowest[0], 2)}}


def write_status(path: Path, status: dict[str, Any]) -> None:
    """Replace the status file, and NAME.prom beside it, whole. A full disk does not stop a run for its status."""
    for target, text in ((path, json.dumps(status, ensure_ascii=False) + "\n"), (path.with_suffix(".prom"), prometheus(status))):
        beside = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            beside.write_text(text, "utf-8")
            beside.replace(target)
        except OSError:
            beside.unlink(missing_ok=True)


def _bar(total: int) -> Any:  # noqa: ANN401 - rich is loaded for terminals only
    from rich import progress
    from rich.console import Console
    from rich.table import Column

    room = Column(overflow="fold", ratio=1)
    column = progress.TextColumn("{task.fields[told]}", markup=False, table_column=room)  # names of files may look like markup
    columns = (progress.BarColumn(20), progress.TextColumn("{task.percentage:>3.0f}%"), column)
    bar = progress.Progress(*columns, console=Console(stderr=True), expand=True)
    bar.add_task("", total=total or None, told="")
    return bar
