"""The one reader of tables: rows of cells wherever they stand, figures in all their writings, tables known by their shape.

In: a segment. Out: rows of `Cell`s (`cells`, and `aligned` where blanks alone draw them), `Block`s with title, header and rows
(`blocks`), the same turned round (`turned`) or gathered from labels with their values (`records`), tables of any kind that are
not set a line a record (`upright`), and what a figure or an angle says (`figures`). All offsets are those of the segment's own
text. Knows shapes, not matters: what a table is of, `detect` tells; what is done to it, `process` does.
"""

from outscan.tables.aligned import aligned
from outscan.tables.blocks import Block, blocked, blocks
from outscan.tables.cells import Cell, Lines, Rows, rows, titular
from outscan.tables.records import records
from outscan.tables.turned import turned
from outscan.tables.upright import upright

__all__ = ["Block", "Cell", "Lines", "Rows", "aligned", "blocked", "blocks", "records", "rows", "titular", "turned", "upright"]
