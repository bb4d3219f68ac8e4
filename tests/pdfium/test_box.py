"""The font of our own: the same bytes everywhere, one box for every character."""

import hashlib
import io

import pytest
from PIL import ImageFont

from outscan.pdfium.box import LAST, MAGIC, box_font


def test_the_font_is_the_same_everywhere_and_small():
    assert hashlib.sha256(box_font()).hexdigest() == "614935c62bea01d54a3d3eded5db53b856d1b0a9a7e2cb3d50e78bac73ca361d"
    assert len(box_font()) < 700


def test_its_words_add_up_to_what_the_standard_says():
    font = box_font()
    assert len(font) % 4 == 0
    assert sum(int.from_bytes(font[at : at + 4]) for at in range(0, len(font), 4)) & 0xFFFFFFFF == MAGIC


@pytest.mark.parametrize("letter", ["a", "机", "\ue000", "\U00020000", chr(LAST)])
def test_every_character_is_one_box(letter):
    drawn = ImageFont.truetype(io.BytesIO(box_font()), 100, layout_engine=ImageFont.Layout.BASIC)
    assert drawn.getlength(letter) == 100
    assert drawn.getmask(letter).getbbox() == (5, 0, 95, 90)
