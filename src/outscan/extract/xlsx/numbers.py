"""Numbers of a sheet: as a cell shows them, and as the file counts with them.

In: text of the XML. Out: text or a count.
"""

from __future__ import annotations

LONG = 17
"""Characters from which a stored number may carry the noise of binary fractions."""
_LARGE, _HUGE = 1e11, 1e20


def number_shown(value: str) -> str:
    """A stored number as a cell shows it: fifteen digits (81.65000000000001 is 81.65), a long number no power of ten."""
    if len(value) < LONG and "E" not in value.upper():
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    return f"{number:.0f}" if _LARGE <= abs(number) < _HUGE else f"{number:.15g}"


def figure(text: str | None) -> int:
    """A count of rows or columns, 1 where none is stated."""
    return int(text) if text and text.isdecimal() else 1
