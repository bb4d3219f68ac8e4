"""The tables of folding: which character stands for which.

In: `characters.txt`, written by `scripts/make_fold_table.py` (Unicode compatibility forms, OpenCC's character lists).
Out: a table for `str.translate`, made once. A list by code point is twice as fast as a dict on Chinese text.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

EXPANSIONS = {
    "㎞": "km",
    "㎢": "km²",
    "㎡": "m²",
    "㎝": "cm",
    "㎜": "mm",
    "㎏": "kg",
    "㎎": "mg",
    "㏎": "km",
    "㎥": "m³",
    "㏊": "ha",
    "㊮": "资",
    "℃": "°C",
    "№": "No",
    "℡": "TEL",
    "…": "...",
}
"""One character for several: units and signs as they are typed elsewhere."""

LOOKALIKES = dict(zip("АВЕЅІЈКМНОРСТУХасеорхуіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESIJKMHOPCTYXaceopxyisjABEZHIKMNOPTYX", strict=True))
"""Cyrillic and Greek letters drawn like Latin ones."""

WIDE = 0x10000


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    text = Path(__file__).with_name("characters.txt").read_text("utf-8")
    return tuple((char, line[0]) for line in text.splitlines() for char in line[1:])


@cache
def table() -> list[str]:
    """What each character of the basic plane becomes, by code point; surrogates stand for themselves."""
    full = [chr(point) for point in range(WIDE)]
    for char, target in _pairs():
        if ord(char) < WIDE:
            full[ord(char)] = target
    return full


@cache
def wide() -> dict[int, str]:
    """What characters beyond the basic plane become."""
    return {ord(char): target for char, target in _pairs() if ord(char) >= WIDE}
