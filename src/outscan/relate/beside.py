"""What stands beside a table and says where it comes from: other sheets, the line below it, short texts of the same package.

In: the layout, the segment of a grid. Out: those texts, joined. Only what everybody sees is heard: no comment, no hidden sheet.
"""

from __future__ import annotations

from outscan.genre.provenance import names
from outscan.lazy_regex import lazy
from outscan.relate.layout import Layout
from outscan.types import HARD, Part

__all__ = ["notes"]

LONG = 2500
"""Characters of a licence, a read-me or a first sheet, at most: a longer text is no note."""
FIGURES = 12
"""Cells with figures that a sheet of notes has at most."""
BELOW = 240
"""Characters below a table that its line of source stands in,"""
ABOVE = 400
"""and above it."""
_FIGURES = lazy(r"(?<![^\t\n])[-+]?\d[\d.,]*(?![^\t\n])")
_SOURCE = lazy(r"\s*(?:[(（]?(?:资料|数据)?来源|[注说]明?|数据取自|(?i:sources?|data|notes?|licen[cs]e)\b)[^\n]{0,16}?[:：]")


def notes(layout: Layout, segment: int) -> str:
    """What speaks beside the grid `segment` of where its data come from; '' where notes name other files than this one."""
    own = layout.sheets[segment]
    said: list[str] = []
    if own.below is not None:
        text, at = layout.text(own.below[0]), own.below[1]
        said.append(text[max(0, at - ABOVE) : at])
        line = text[at : at + BELOW].lstrip(HARD).partition(HARD)[0]
        if _SOURCE.match(line):
            said.append(line)
    for number, sheet in layout.sheets.items():
        where = layout.segment(number).where
        packed = len(own.member) > 1 and sheet.member[:-1] == own.member[:-1] and sheet.member != own.member
        other = sheet.member == own.member and layout.is_grid(number)
        if number == segment or not (packed or other) or where.part not in (Part.BODY, Part.TABLE):
            continue
        text = layout.text(number)
        if layout.segment(number).hidden is None and len(text) <= LONG and len(_FIGURES.findall(text)) < FIGURES:
            said.append(text)
    told = HARD.join(said)
    named = names(told)
    return "" if named and own.member and own.member[-1].casefold() not in named else told
