"""How hard a run may press: free disk, a window of hours, bytes a second; and who said stop.

In: figures a person gave. Out: pauses. Nothing here is lost by a pause: what is in hand is recorded first.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from outscan.errors import ConfigError
from outscan.words.batch import BATCH
from outscan.words.said import said

LOOK_SECONDS = 1.0
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?)i?B?", re.IGNORECASE)
_WINDOW = re.compile(r"(\d\d?):(\d\d)-(\d\d?):(\d\d)")


@dataclass(slots=True)
class Stop:
    """Asked once: finish what is in hand. Asked twice: at once.

    `file` is how another process asks (`batch cancel`): it cannot write a ledger that this one owns.
    """

    file: Path | None = None
    by_file: bool = False
    _asked: bool = False

    @property
    def asked(self) -> bool:
        """Whether anybody asked."""
        if not self._asked and self.file is not None and self.file.exists():
            self._asked = self.by_file = True
        return self._asked

    def ask(self, *_: object) -> None:
        """Stop soon; the second time, now. Fit to be a signal's handler."""
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True


@dataclass(slots=True)
class Pace:
    """The limits of one run. `min_free` is bytes on the ledger's disk; `window` minutes of the day (begin, end)."""

    folder: Path | None = None
    min_free: int = 0
    window: tuple[int, int] | None = None
    bytes_per_second: float = 0.0
    _spent: float = 0.0
    _since: float = field(default_factory=time.monotonic)

    def paused(self) -> str:
        """Why nothing more may be taken now, "" where it may: a key of the words of batch."""
        if self.min_free and self.folder is not None and shutil.disk_usage(self.folder).free < self.min_free:
            return "paused_disk"
        if self.window is not None and not _inside(self.window, datetime.now()):  # noqa: DTZ005 - the hours of this office
            return "paused_window"
        return ""

    def wait(self, stop: Stop, listener: Callable[[str, dict[str, Any]], None]) -> None:
        """Wait until it may go on, or somebody says stop."""
        while (why := self.paused()) and not stop.asked:
            free = shutil.disk_usage(self.folder).free if self.folder is not None else 0
            listener("paused", {"why": why, "free": free})
            time.sleep(LOOK_SECONDS)
        listener("going", {})

    def spend(self, size: int, stop: Stop) -> None:
        """Count `size` bytes, and wait where that is more than may be read in the time."""
        if not self.bytes_per_second:
            return
        self._spent += size
        while not stop.asked and (early := self._spent / self.bytes_per_second - (time.monotonic() - self._since)) > 0:
            time.sleep(min(early, LOOK_SECONDS))


def _inside(window: tuple[int, int], now: datetime) -> bool:
    minute = now.hour * 60 + now.minute
    begin, end = window
    return begin <= minute < end if begin < end else minute >= begin or minute < end


def parse_size(text: str) -> int:
    """Bytes of "2GB", "500 MB", "1024". Raises ConfigError."""
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise ConfigError(said(BATCH, "size_form"))
    return int(float(found[1]) * 1024 ** ("KMGT".index(found[2].upper()) + 1 if found[2] else 0))


def parse_window(text: str) -> tuple[int, int]:
    """Minutes of the day of "20:00-07:00". Raises ConfigError."""
    found = _WINDOW.fullmatch(text.strip())
    if found is None or int(found[1]) > 24 or int(found[3]) > 24 or int(found[2]) > 59 or int(found[4]) > 59:  # noqa: PLR2004 - a clock
        raise ConfigError(said(BATCH, "window_form"))
    return (int(found[1]) * 60 + int(found[2])) % 1440, (int(found[3]) * 60 + int(found[4])) % 1440
