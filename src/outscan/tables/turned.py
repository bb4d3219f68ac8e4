"""A table that runs from left to right: its heads stand in the first column, each further column is a record.

In: a block. Out: the same cells with rows and columns exchanged, or None where the first column holds no heads.
"""

from __future__ import annotations

from outscan.tables.blocks import Block
from outscan.tables.cells import Cell
from outscan.tables.figures import ANGLE, DATE, NUMBER

WIDE = 4
"""Cells of a row from which on a table may run from left to right: a head and three records."""
HEADS = 14
"""More rows than this are records, not heads."""
LONGEST = 24


def turned(block: Block) -> Block | None:
    """`block` turned round; a row above it that is as wide (点名 | A1 | A2 | A3) is one of its heads."""
    if not 1 <= len(block.rows) <= HEADS or block.count != len(block.rows):
        return None
    first = min(row[0].column for row in block.rows)
    lines = [row for row in block.rows if row[0].column == first and _head(row[0])]
    if len(lines) < len(block.rows) or max(map(len, lines)) < WIDE:
        return None
    wide = max(map(len, lines))
    above = [row for row in block.header if row[0].column == first and _head(row[0]) and len(row) >= wide - 1]
    lines = [*above[-3:], *lines]
    if len(lines) < 2:
        return None
    heads = [Cell(row[0].text, row[0].start, row[0].end, number) for number, row in enumerate(lines)]
    columns = sorted({cell.column for row in lines for cell in row[1:]})
    records = []
    for column in columns:
        record = [
            Cell(cell.text, cell.start, cell.end, number)
            for number, row in enumerate(lines)
            for cell in row[1:]
            if cell.column == column
        ]
        if record:
            records.append(record)
    return Block(block.title, [heads], records, len(records), block.above, block.stop)


def _head(cell: Cell) -> bool:
    text = cell.text
    return 0 < len(text) <= LONGEST and not (NUMBER.match(text) or ANGLE.match(text) or DATE.match(text))
