"""Which cells of a grid hold one letter is asked of those alone that may: the same are found as by asking every cell."""

import re
from array import array
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from outscan.extract.within.ways import _ACROSS, _FIRST_ACROSS, _LETTER, _SMALL, _small
from outscan.types import CELL, HARD, NOWHERE, Cells, Places

CELLS = st.sampled_from(
    [
        "甲",
        "机",
        "密",
        "启用前",
        "长期",
        "永久",
        "启动",
        "长城",
        "1年",
        "★",
        "★20年",
        "12",
        "3.5",
        "A",
        "km²",
        "，",
        "机密",
        "机\v密",
        "○",
        "〇",
        "！",
        "１",
        "𠀀",
    ]
)
GRIDS = st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=12)


@settings(max_examples=400, deadline=None)
@given(GRIDS, st.sampled_from([{0}, {1}, {0, 1}]))
def test_small_cells_are_those_the_expression_meets(grid, wanted):
    starts, at = array("Q"), 0
    for row in grid:
        for cell in row:
            starts.append(at)
            at += len(cell) + 1
    text = HARD.join(CELL.join(row) for row in grid)
    columns = array("Q", [0, 1] * len(grid))
    places = Places(starts, Cells(NOWHERE, array("Q", [n // 2 for n in range(len(columns))]), columns))
    every = [
        (index, begin, found.group())
        for index, begin in enumerate(starts)
        if columns[index] in wanted and (found := _SMALL.match(text, begin))
    ]
    assert list(_small(text, columns, places, wanted)) == every


ROWS = st.lists(st.lists(CELLS, max_size=7).map("\t".join), max_size=6).map("\n".join)
ANYWHERE = re.compile(rf"(?<![^\n])(?:[^\t\n]*\t)??({_LETTER}(?:\t{_LETTER}){{3,}})(?![^\t\n])")


@settings(max_examples=400, deadline=None)
@given(ROWS)
def test_rows_of_letters_are_found_behind_the_ends_of_rows(text):
    found = chain(_FIRST_ACROSS.finditer(text), _ACROSS.finditer(text))
    assert [(row.start(1), row[1]) for row in found] == [(row.start(1), row[1]) for row in ANYWHERE.finditer(text)]
