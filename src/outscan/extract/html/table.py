"""A table of a page while it is read.

In: rows and cells as they open. Out: `Table`, and how many columns or rows a cell spans.
"""

from __future__ import annotations

from outscan.nouns import Struct, field

WIDEST_SPAN = 1000
Cell = tuple[int, int, str]


class Table(Struct):
    """An open table: its cells so far, and where the next one stands."""

    cells: list[tuple[int, int, list[str]]] = field(default_factory=list)
    row: int = -1
    column: int = 0
    taken: set[tuple[int, int]] = field(default_factory=set)
    nested: bool = False


def span(stated: str | None) -> int:
    """How many columns or rows a cell says it spans, within reason."""
    return min(max(int(stated), 1), WIDEST_SPAN) if stated and stated.isdigit() and len(stated) < 6 else 1
