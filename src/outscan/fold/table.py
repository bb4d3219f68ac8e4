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
def _lines() -> list[str]:
    """What is folded: on each line a character, and behind it every character that becomes it."""
    return Path(__file__).with_name("characters.txt").read_text("utf-8").splitlines()


@cache
def table() -> list[int]:
    """The code point each character of the basic plane becomes, by code point; surrogates stand for themselves."""
    full = list(range(WIDE))
    for line in _lines():
        target = ord(line[0])
        for char in line[1:]:
            if (point := ord(char)) < WIDE:
                full[point] = target
    return full


@cache
def wide() -> dict[int, str]:
    """What characters beyond the basic plane become."""
    return {ord(char): line[0] for line in _lines() for char in line[1:] if ord(char) >= WIDE}
