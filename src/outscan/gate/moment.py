"""Moments as text: ISO 8601 in UTC with microseconds, so that text sorts as time does.

In: datetimes. Out: strings of one length, and back. "" stands where something has not happened yet.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

ALWAYS = "9999-12-31T23:59:59.999999+00:00"


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def text(moment: datetime) -> str:
    """`moment` as text of one length."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def here() -> str:
    """This moment, as text."""
    return text(now())


def ahead(seconds: float) -> str:
    """The moment `seconds` from now, as text; before now where they are negative."""
    return text(now() + timedelta(seconds=seconds))


def read(text: str) -> datetime:
    """The moment of a text. Raises ValueError for a text that is none, or has no zone."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment.astimezone(UTC)
