"""The kind: columns written downwards, thin strips lying and standing, and a picture there is not time enough for."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from outscan.limits import Budget, Limits
from outscan.ocr import Ocr
from outscan.types import Blob, Gap, GapReason, Part, Segment, Where
from sentences import english

pytestmark = [pytest.mark.ocr, pytest.mark.skipif(not Ocr.available(), reason="the ocr extra is not installed")]
WHERE = Where(("图.png",), Part.IMAGE)


def see(picture, **limits):
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    gap = Gap(WHERE, GapReason.IMAGE_ONLY, None, 0)
    return list(Ocr(Budget(Limits(**limits))).see(Blob(Where(("图.png",)), kept.getvalue()), "png", gap))


def solid(found):
    return "".join("".join(p.text.split()) for p in found if isinstance(p, Segment))


def strip(words, size, step):
    """Words one after another along the longer side of a strip."""
    picture = Image.new("RGB", size, "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(36)
    for i, word in enumerate(words):
        at = (20 + step * i, 10) if size[0] > size[1] else (10, 20 + step * i)
        draw.text(at, word, font=font, fill="black")
    return picture


def test_the_letters_of_a_column_are_read_downwards():
    picture = Image.new("RGB", (240, 900), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(72)
    for i, letter in enumerate("SECRET10"):
        draw.text((90, 60 + 96 * i), letter, font=font, fill="black")
    assert "SECRET" in solid(see(picture))


@pytest.mark.parametrize("size", [(1500, 60), (6000, 60), (9000, 60)], ids=["short", "long", "longer"])
def test_a_thin_strip_is_read_from_end_to_end(size):
    said = solid(see(strip(["SECRET", "REPORT", "KEEP"], size, (size[0] - 300) // 2)))
    assert "SECRET" in said
    assert "REPORT" in said
    assert "KEEP" in said


@pytest.mark.xfail(strict=False, reason="the engine loses a word where a standing strip is cut into tiles; not mended yet")
def test_a_thin_strip_that_stands_is_read_from_end_to_end():
    said = solid(see(strip(["SECRET", "REPORT", "KEEP"], (220, 6000), 2800)))
    assert "SECRET" in said
    assert "KEEP" in said


@pytest.mark.parametrize("size", [(4000, 33), (33, 4000), (12_000, 40)])
def test_a_blank_rule_says_nothing(size):
    [segment] = see(Image.new("RGB", size, "navy"))
    assert isinstance(segment, Segment)
    assert segment.text == ""


def test_a_picture_there_is_no_time_for_is_said_and_what_was_seen_is_kept():
    picture = strip(["SECRET", "KEEP"], (9000, 60), 8000)
    segment, gap = see(picture, max_ocr_seconds=1e-9)
    assert "SECRET" in solid([segment])
    assert (gap.reason, english(gap)) == (GapReason.SKIPPED, "max_ocr_seconds 1e-09")
