"""Days as spreadsheets keep them: which number formats show one, and which date a number is.

In: a format's number and code, a value as text. Out: a date as ISO 8601. Knows no file.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

_BUILT_IN = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])  # ECMA-376-1 §18.8.30
QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|([$€£¥￥])|\[[^\]]*\]|_.|\*.')
"""What stands in a number format beside its figures: words, one escaped character, a currency, conditions, gaps."""
_LAST_DAY = 2_958_466


def bare(code: str) -> str:
    """The first section of a format without its words, in small letters."""
    return QUOTED.sub("", code.split(";", maxsplit=1)[0]).lower()


def dated(number: int, code: str) -> bool:
    """Whether a format shows a date or a time."""
    return (number in _BUILT_IN and not code) or bool(re.search(r"[ymdhs年月日]", bare(code).replace("general", "")))


def date(value: str, *, since_1904: bool) -> str:
    """A serial day as ISO 8601; the value itself where it is none."""
    try:
        days = float(value)
    except ValueError:
        return value
    if not 0 <= days < _LAST_DAY:
        return value
    if days < 1:
        return str(timedelta(seconds=round(days * 86400)))
    if not since_1904 and days < 60:
        days += 1
    moment = (datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)) + timedelta(seconds=round(days * 86400))  # noqa: DTZ001 - a cell has no zone
    return moment.date().isoformat() if moment.time() == time.min else moment.isoformat(" ", "minutes")
