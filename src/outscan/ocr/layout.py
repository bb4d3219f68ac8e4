"""Lines on a page to one text, as they are read: running lines, and tables whose cells the engine told one by one.

In: lines in reading order. Out: text; SOFT between lines, HARD over a gap of more than three lines' height, and inside a
table CELL between columns and HARD between rows. Rows with several lines side by side, one under the other, are a table;
its columns are where their lines stand, and an empty place keeps its column.
"""

from __future__ import annotations

from outscan.ocr.line import Line
from outscan.types import CELL, HARD, SOFT

FEWEST = 3
"""Rows that make a table; two where they have so many cells."""
APART = 3
"""Heights of a line: a wider gap is no longer the same table or paragraph."""


def reading(lines: list[Line]) -> str:
    """The lines joined as they are read."""
    parts: list[str] = []
    before: Line | None = None
    for run in _runs(_rows(lines)):
        columns = _columns(run) if _table(run) else []
        for number, row in enumerate(run):
            if before is not None:
                far = row[0].top - before.bottom > APART * max(before.height, row[0].height)
                parts.append(HARD if far or (columns and number) else SOFT)
            parts.append(_cells(row, columns) if columns else SOFT.join(line.text for line in row))
            before = row[-1]
    return "".join(parts)


def _rows(lines: list[Line]) -> list[list[Line]]:
    """Lines that stand beside one another, as the engine ordered them."""
    rows: list[list[Line]] = []
    for line in lines:
        last = rows[-1][-1] if rows else None
        if (
            last is not None
            and line.left >= last.right - last.height / 2
            and _overlap(last, line) > 0.5 * min(last.height, line.height)
        ):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _overlap(one: Line, other: Line) -> float:
    return min(one.bottom, other.bottom) - max(one.top, other.top)


def _runs(rows: list[list[Line]]) -> list[list[list[Line]]]:
    """Rows of several cells that follow one another closely are one run, every other row is one by itself."""
    runs: list[list[list[Line]]] = []
    for row in rows:
        if runs and len(row) > 1 and len(runs[-1][-1]) > 1:
            above = runs[-1][-1]
            near = row[0].top - max(line.bottom for line in above) <= APART * row[0].height
            if near and _aligned(runs[-1], row):
                runs[-1].append(row)
                continue
        runs.append([row])
    return runs


def _aligned(run: list[list[Line]], row: list[Line]) -> bool:
    """Whether at least two cells of `row` stand under cells of the run."""
    known = [line for other in run for line in other]
    return sum(any(_under(line, one) for one in known) for line in row) > 1


def _under(one: Line, other: Line) -> bool:
    return min(one.right, other.right) - max(one.left, other.left) > 0.3 * min(one.right - one.left, other.right - other.left)


def _table(run: list[list[Line]]) -> bool:
    return len(run) >= FEWEST or (len(run) > 1 and min(map(len, run)) >= FEWEST)


def _columns(run: list[list[Line]]) -> list[tuple[float, float]]:
    """Where the columns of a run stand, from left to right: cells that stand under one another share one."""
    columns: list[tuple[float, float]] = []
    for line in sorted((line for row in run for line in row), key=lambda one: (one.left + one.right) / 2):
        if columns:
            left, right = columns[-1]
            if min(right, line.right) - max(left, line.left) > 0.3 * min(right - left, line.right - line.left):
                columns[-1] = (min(left, line.left), max(right, line.right))
                continue
        columns.append((line.left, line.right))
    return columns


def _cells(row: list[Line], columns: list[tuple[float, float]]) -> str:
    texts = [""] * len(columns)
    for line in row:
        middle = (line.left + line.right) / 2
        at = min(range(len(columns)), key=lambda i: abs((columns[i][0] + columns[i][1]) / 2 - middle))
        texts[at] = f"{texts[at]} {line.text}".strip()
    return CELL.join(texts)
