"""Working days and deadlines (条例 第二十五条: ten working days for undetermined matters; 第六十一条: 24 hours for a leak).

In: a calendar file (one day a line: `2026-10-01 holiday`, `2026-10-10 workday`). Out: moments.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from outscan.errors import ConfigError
from outscan.words.gate import GATE
from outscan.words.said import said

UNDETERMINED_DAYS = 10
LEAK_HOURS = 24
_WEEKEND = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked: Monday to Friday, but for what a unit's calendar file says."""

    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        """Whether `day` is a working day."""
        if day in self.workdays:
            return True
        return day not in self.holidays and day.weekday() < _WEEKEND

    def after(self, start: datetime, days: int) -> datetime:
        """The end of the `days`-th working day after the day of `start`, in the zone of `start`."""
        day = start.date()
        while days > 0:
            day += timedelta(days=1)
            days -= self.works(day)
        return datetime.combine(day, time(23, 59, 59), tzinfo=start.tzinfo)


def load_calendar(path: Path | None) -> Calendar:
    """The calendar of a file. Raises ConfigError naming the line that is wrong."""
    if path is None:
        return Calendar()
    days: dict[str, set[date]] = {"holiday": set(), "workday": set()}
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(said(GATE, "gate_settings_unread", path=path, why=type(error).__name__)) from None
    for number, raw in enumerate(lines, 1):
        fields = raw.partition("#")[0].split()
        if not fields:
            continue
        try:
            day, kind = fields
            days[kind].add(date.fromisoformat(day))
        except (ValueError, KeyError):
            raise ConfigError(said(GATE, "gate_calendar_line", path=path, line=number)) from None
    return Calendar(frozenset(days["holiday"]), frozenset(days["workday"]))


def leak_deadline(start: datetime) -> datetime:
    """When a suspected leak must have been reported at the latest."""
    return start + timedelta(hours=LEAK_HOURS)
