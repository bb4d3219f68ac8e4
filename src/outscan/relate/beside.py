"""What stands beside a table and says where it comes from: other sheets, the line below it, short texts of the same package.

In: the layout, the segment of a grid. Out: those texts, joined; whether they or the table itself say that it is another country's
and open. Only what everybody sees is heard: no comment, no hidden sheet. A list with nothing filled in asks and gives nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from outscan.genre.provenance import foreign_and_open, imperial, lies_abroad, names, open_beside
from outscan.lazy_regex import lazy
from outscan.relate.layout import Layout
from outscan.types import HARD, Part

__all__ = ["foreign", "notes", "unfilled"]

LONG = 2500
"""Characters of a licence, a read-me or a first sheet, at most: a longer text is no note."""
FIGURES = 12
"""Cells with figures that a sheet of notes has at most."""
BELOW = 240
"""Characters below a table that its line of source stands in,"""
ABOVE = 400
"""and above it."""
_NATURE = (
    "discharge_series water_level daily_matrix dated_series rating_curve storage_curve cross_section weather_series"
    " current_series"
)
NATURE = {f"table/{kind}" for kind in _NATURE.split()}
"""Tables that other countries give everybody: of rivers and weather, never of people, genes or trade."""
POINTS = {"table/gravity_points"}
"""Tables of points, whose own coordinates say where they lie."""
NOTED = 2
"""So many rows at each end of a sheet may speak of it,"""
SENTENCE = 8
"""in so many characters at least."""
SEEN = 4000
"""Characters of a table in which its stations and rivers are named."""
LISTED = 4
"""So many rows make a list."""
_TO_FILL = lazy(r"是否(?:提供|具备|齐全)|提供情况|提交情况|完成情况|(?i:\bprovided\b|\breceived\b|\bsubmitted\b|\(y/n\))")
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
    said += _sentences(layout.text(segment))
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


def _sentences(grid: str) -> list[str]:
    """The first and last rows of a grid that are one sentence in one cell: what its sheet says of the rest."""
    rows = [line.strip("\t ") for line in grid.split(HARD) if line.strip()]
    ends = [*rows[:NOTED], *rows[-NOTED:]]
    return [
        row for row in dict.fromkeys(ends) if "\t" not in row and SENTENCE <= len(row) <= BELOW and not _FIGURES.fullmatch(row)
    ]


def foreign(layout: Layout, grids: Mapping[int, str]) -> bool:
    """Whether tables (`grids`: the rule that met each segment) are another country's and open to everybody."""
    if not grids or not all(map(layout.is_grid, grids)):
        return False
    return all(_elsewhere(layout, segment, rule) for segment, rule in grids.items())


def _elsewhere(layout: Layout, segment: int, rule: str) -> bool:
    """Whether one table is: notes say so, its units do, or every point of it lies elsewhere and notes say that it is open."""
    if rule in POINTS:
        return lies_abroad(layout.text(segment)) and open_beside(notes(layout, segment))
    name = " ".join(layout.sheets[segment].member[-1:])
    shown = f"{name} {layout.table_text(segment)} {layout.text(segment)[:SEEN]}"
    return rule in NATURE and (foreign_and_open(notes(layout, segment), shown) or imperial(shown))


def unfilled(layout: Layout, segment: int) -> bool:
    """Whether a grid lists what is asked for, under a head to be filled in, and nothing is: a number and a name in each row."""
    if not layout.is_grid(segment):
        return False
    rows = [[cell for cell in line.split("\t") if cell.strip()] for line in layout.text(segment).split(HARD) if line.strip()]
    head = next((number for number, row in enumerate(rows) if _TO_FILL.search(" ".join(row))), None)
    if head is None or len(rows[head]) < 3:  # noqa: PLR2004 - a number, a name, what is to be filled in
        return False
    below = rows[head + 1 :]
    return len(below) >= LISTED and all(len(row) <= 2 for row in below)  # noqa: PLR2004 - a number and a name
