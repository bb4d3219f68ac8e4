"""Tables that are not set a record a line: heads down the first column, cards, lists in brackets, blanks alone."""

from __future__ import annotations

import pytest

from outscan.tables import rows, upright
from outscan.types import Part, Segment, Where, grid, spot

ROWS = [["site", "lat", "lon"], ["A one", "36.11", "103.2"], ["B two", "36.12", "103.3"], ["C three", "36.13", "103.4"]]


def sheet(lines: list[list[str]]) -> Segment:
    cells = [(r, c, text) for r, line in enumerate(lines) for c, text in enumerate(line) if text]
    return Segment(Where(("a.xlsx",), Part.TABLE), *grid(spot("table"), cells, "A1"))


def text(words: str) -> Segment:
    return Segment(Where(("a.txt",)), words)


def told(segment: Segment) -> list[list[list[str]]]:
    tables = []
    for lines in upright(segment, rows(segment)):
        assert all(segment.text[cell.start : cell.end] == cell.text for row in lines for cell in row)
        tables.append([[cell.text for cell in row] for row in lines])
    return tables


LYING = sheet([list(column) for column in zip(*ROWS, strict=True)])
CARDS = text("说明文字\n\n" + "\n\n".join("\n".join(f"{h}: {v}" for h, v in zip(ROWS[0], row, strict=True)) for row in ROWS[1:]))
ONE_LINE = text("\n".join("；".join(f"{h}={v}" for h, v in zip(ROWS[0], row, strict=True)) for row in ROWS[1:]))
LISTS = text("[" + ",\n".join(str(row) for row in ROWS) + "]")
DOUBLE = text("[" + ",\n".join(str(row).replace("'", '"') for row in ROWS) + "]")
BLANKS = text("\n".join("   ".join(cell.ljust(9) for cell in row) for row in ROWS))


@pytest.mark.parametrize(
    "segment", [LYING, CARDS, ONE_LINE, LISTS, DOUBLE, BLANKS], ids=["lying", "cards", "line", "py", "json", "blank"]
)
def test_records_are_set_upright(segment):
    assert ROWS in told(segment)


@pytest.mark.parametrize(
    "segment",
    [
        sheet(ROWS),
        text("甲：你好\n乙：你好\n甲：几点开会"),
        text("Note: a sentence stands here.\nSource: [1], [2], [3], [4]"),
        text("只有一段话，没有表。"),
    ],
    ids=["upright", "talk", "notes", "prose"],
)
def test_what_is_upright_or_no_table_gives_nothing(segment):
    assert told(segment) == []


def test_a_card_without_one_label_keeps_its_place():
    cards = "\n\n".join(f"name: P{i}\n" + ("" if i == 2 else f"no: {i}\n") + f"lat: 3{i}.5" for i in range(1, 6))
    (lines,) = told(text(cards))
    assert lines[0] == ["name", "no", "lat"]
    assert lines[2] == ["P2", "32.5"]
