"""The kind: words in the tags of a TIFF, known by name or by number only, in its first frame or a later one."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from unpacked import seen, words

MARK = "青鸾水库 机密★10年"


def tiff(tag, value, *, frame=0, kind=2):
    tags = ImageFileDirectory_v2()
    tags.tagtype[tag] = kind
    tags[tag] = value
    frames = [Image.new("L", (40, 40), shade) for shade in (200, 90)]
    for picture in frames:
        picture.putpixel((3, 3), 0)
    frames[frame].encoderinfo = {"tiffinfo": tags}
    kept = io.BytesIO()
    if frame:
        frames[0].save(kept, "TIFF", save_all=True, append_images=frames[1:])
    else:
        frames[0].save(kept, "TIFF", tiffinfo=tags)
    return kept.getvalue(), "a.tif"


@pytest.mark.parametrize("tag", [269, 270, 285, 315, 33432, 34737, 42112, 50000, 65000])
def test_words_in_any_tag_are_read(tag):
    found = seen(*tiff(tag, MARK.encode(), kind=7))
    assert "机密★10年" in words(found)


@pytest.mark.parametrize("tag", [270, 34737, 42112, 65000])
@pytest.mark.parametrize(
    "text", ["WGS 84 / UTM zone 50N|", '<GDALMetadata><Item name="AREA">Confidential survey</Item></GDALMetadata>']
)
def test_ascii_words_are_read_too(tag, text):
    assert text.strip("|")[:20] in words(seen(*tiff(tag, text)))


@pytest.mark.parametrize(
    ("tag", "value", "kind"), [(65000, b"1.2.3", 7), (65000, 7, 3), (33550, (1.0, 1.0, 0.0), 12), (306, "2024:01:02 03:04:05", 2)]
)
def test_versions_numbers_and_dates_are_no_words(tag, value, kind):
    assert not words(seen(*tiff(tag, value, kind=kind)))
