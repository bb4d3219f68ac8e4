"""Boxes of a letter are read as they stand, rows and columns, and only where they are stored otherwise."""

from outscan.extract.reading_order import Box, in_reading_order

WORD = "机密★10年"


def row(order, size=10.0, step=12.0):
    return [Box(i * step, 50.0, size, size, WORD[i]) for i in order]


def test_a_row_and_a_column_in_another_order():
    assert list(in_reading_order(row((3, 1, 0, 5, 2, 4)))) == [WORD]
    assert list(in_reading_order([Box(b.top, b.left, b.width, b.height, b.text) for b in row((3, 1, 0, 5, 2, 4))])) == [WORD]


def test_what_is_stored_in_order_is_read_already_and_far_boxes_are_no_neighbours():
    assert list(in_reading_order(row(range(6)))) == []
    assert list(in_reading_order(row((3, 1, 0, 5, 2, 4), step=400.0))) == []
    assert list(in_reading_order([Box(i * 12.0, 0, 10, 10, str(i)) for i in (2, 1, 0)])) == []
