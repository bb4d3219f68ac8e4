"""Rows of figures told by what they look like are those told by their cells."""

from hypothesis import given, settings
from hypothesis import strategies as st

from outscan.tables.cells import Figured, _figured

CELLS = st.sampled_from(
    [
        "12", "3.5", "-7", "1,234", "1 234", "12345678901",
        "1234567890123", "0.1234567890123", "5%", "+3", "−3", "１２", "٣", "2024-01-01",
        "甲", "机密", "km", "〇", "!", "1.2.3", "",
        "3 ", " 3", "\u3000", "'4'", "\u00a05", "1’234", "㐀", "2 x", "12甲",
        ".5", "5.", "%", "\r", "9\u2009999",
    ]
)  # fmt: skip
GRIDS = st.lists(st.lists(CELLS, min_size=1, max_size=6).map("\t".join), min_size=1, max_size=8)


@settings(max_examples=600, deadline=None)
@given(GRIDS, st.integers(0, 3), st.sampled_from(["", "1\t2\n" * 600, "12.5\t甲乙\n" * 9000]))
def test_rows_are_told_by_their_looks_as_by_their_cells(rows, skipped, more):
    rows = rows + more.split("\n")
    text, skipped = "\n".join(rows), min(skipped, len(rows) - 1)
    begin = sum(len(row) + 1 for row in rows[:skipped])
    asked, at = Figured(text, begin), begin
    for row in rows[skipped:]:
        end = at + len(row)
        assert asked.next(at, end) == (at < end and _figured(text, at, end))
        at = end + 1
