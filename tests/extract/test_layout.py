from __future__ import annotations

import random

from outscan.extract.layout import Run, laid
from outscan.types import SOFT


def runs(text, x, y, step_x=12.0, step_y=0.0):
    return [Run(x + step_x * i, x + step_x * i + 10, y + step_y * i, 10.0, char) for i, char in enumerate(text)]


def test_characters_drawn_in_any_order_read_as_they_stand():
    found = runs("会议纪要稿", 10, 50)
    random.Random(7).shuffle(found)
    assert laid(found) == "会议纪要稿"


def test_columns_are_read_downwards_from_right_to_left():
    found = runs("青山水库", 200, 20, 0, 12) + runs("大坝观测", 170, 20, 0, 12) + runs("资料汇编", 140, 20, 0, 12)
    random.Random(7).shuffle(found)
    assert laid(found) == f"青山水库{SOFT}大坝观测{SOFT}资料汇编"


def test_lines_of_single_characters_are_no_columns():
    found = runs("青山水库", 20, 20) + runs("大坝观测", 20, 45)
    assert "青山水库" in laid(found)
    assert "大坝观测" in laid(found)


def test_widely_set_characters_are_one_word():
    assert laid(runs("机关文印", 20, 20, 28)) == "机关文印"
