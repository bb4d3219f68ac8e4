# ruff: noqa: E501 - markup and streams of a fixture read best on one line
"""The kind: words in what a page is painted through or pieced together of: masks, patterns, tiles; and pages without them.

The words are codes, so that what is looked at can be read here without OCR.
"""

from __future__ import annotations

import pytest
from PIL import Image

from coded import code
from extract.pdf_made import Made, shown
from unpacked import gaps, seen, words

TEXT = "本件定为机密★10年"
SAYS = "BT /F1 12 Tf 72 740 Td <5E7397628FD95F209879762E72B651B56E05695A9762> Tj ET "


def picture(made, image, entries=""):
    size = f"/Type /XObject /Subtype /Image /Width {image.width} /Height {image.height}"
    if image.mode == "1":
        return made.stream(image.tobytes(), f"{size} /BitsPerComponent 1 {entries}")
    return made.stream(image.tobytes(), f"{size} /ColorSpace /DeviceGray /BitsPerComponent 8 {entries}")


def ground(image, shade):
    return Image.new("L", image.size, shade)


def page(made, resources, content="q 200 0 0 200 72 300 cm /I Do Q"):
    made.page(SAYS + content, resources=resources)
    return seen(made.build(), "a.pdf")


def soft_mask(image):
    made = Made()
    mask = picture(made, image.point(lambda level: 255 - level))
    return page(made, f"/XObject << /I {picture(made, ground(image, 0), f'/SMask {mask} 0 R')} 0 R >>")


def larger_soft_mask(image):
    made = Made()
    mask = picture(made, image.point(lambda level: 255 - level))
    return page(made, f"/XObject << /I {picture(made, Image.new('L', (40, 40), 0), f'/SMask {mask} 0 R')} 0 R >>")


def stencil(image):
    """An explicit mask: its set bits are left out."""
    made = Made()
    mask = picture(made, image.convert("1", dither=Image.Dither.NONE), "/ImageMask true")
    return page(made, f"/XObject << /I {picture(made, ground(image, 0), f'/Mask {mask} 0 R')} 0 R >>")


def painted_stencil(image):
    made = Made()
    return page(made, f"/XObject << /I {picture(made, image.convert('1', dither=Image.Dither.NONE), '/ImageMask true')} 0 R >>")


def state_mask(image):
    made = Made()
    inner = picture(made, image)
    group = made.stream(
        "q 200 0 0 200 72 300 cm /J Do Q",
        f"/Type /XObject /Subtype /Form /BBox [0 0 600 842] /Group << /S /Transparency /CS /DeviceGray >> /Resources << /XObject << /J {inner} 0 R >> >>",
    )
    return page(made, f"/ExtGState << /G << /SMask << /S /Luminosity /G {group} 0 R >> >> >>", "/G gs 72 300 200 200 re f")


def tiling(image):
    made = Made()
    inner = picture(made, image)
    cell = made.stream(
        "q 200 0 0 200 0 0 cm /J Do Q",
        f"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 200 200] /XStep 200 /YStep 200 /Resources << /XObject << /J {inner} 0 R >> >>",
    )
    return page(made, f"/Pattern << /P {cell} 0 R >>", "/Pattern cs /P scn 72 300 200 200 re f")


def appearance(image):
    made = Made()
    inner = picture(made, image)
    look = made.stream(
        "q 90 0 0 90 0 0 cm /J Do Q",
        f"/Type /XObject /Subtype /Form /BBox [0 0 90 90] /Resources << /XObject << /J {inner} 0 R >> >>",
    )
    made.page(SAYS, f"/Annots [<< /Type /Annot /Subtype /Stamp /Rect [9 9 99 99] /AP << /N {look} 0 R >> >>]")
    return seen(made.build(), "a.pdf")


WAYS = [soft_mask, larger_soft_mask, stencil, painted_stencil, state_mask, tiling, appearance]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_words_in_what_a_page_is_painted_through_are_looked_at(way):
    found = way(code(TEXT))
    assert TEXT in words(found)
    assert set(gaps(found)) == {"image_only"}


@pytest.mark.parametrize("way", [stencil, painted_stencil, state_mask, tiling, appearance], ids=lambda way: way.__name__)
def test_blank_masks_and_patterns_are_not(way):
    assert not gaps(way(Image.new("L", (80, 80), 255)))


def tiles(count, size=16):
    made = Made()
    cells = [
        picture(made, Image.frombytes("L", (size, size), bytes((i * 37 + j) % 256 for j in range(size * size))))
        for i in range(count)
    ]
    content = " ".join(f"q 16 0 0 16 {72 + 16 * (i % 8)} {400 - 16 * (i // 8)} cm /I{i} Do Q" for i in range(count))
    return page(made, "/XObject << " + " ".join(f"/I{i} {cell} 0 R" for i, cell in enumerate(cells)) + " >>", content)


def inline(count, size=16):
    body = "00" * (size * size // 2) + "FF" * (size * size // 2)
    one = f"BI /W {size} /H {size} /CS /G /BPC 8 /F /AHx ID {body}> EI"
    content = " ".join(f"q 16 0 0 16 {72 + 16 * (i % 8)} {400 - 16 * (i // 8)} cm {one} Q" for i in range(count))
    return page(Made(), "", content)


@pytest.mark.parametrize("way", [tiles, inline], ids=lambda way: way.__name__)
def test_many_small_tiles_are_looked_at_and_a_few_icons_are_not(way):
    assert gaps(way(32)) == ["image_only"]
    assert not gaps(way(5))


def test_text_through_a_tiling_pattern_or_a_mask_is_read():
    made = Made()
    text = f"BT /F1 12 Tf 20 20 Td {shown(TEXT)} Tj ET"
    cell = made.stream(
        text,
        f"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 200 200] /XStep 200 /YStep 200 /Resources << /Font << /F1 {made.font} 0 R >> >>",
    )
    assert TEXT in words(page(made, f"/Pattern << /P {cell} 0 R >>", "/Pattern cs /P scn 72 300 200 200 re f"))
    made = Made()
    group = made.stream(
        text,
        f"/Type /XObject /Subtype /Form /BBox [0 0 600 842] /Group << /S /Transparency /CS /DeviceGray >> /Resources << /Font << /F1 {made.font} 0 R >> >>",
    )
    assert TEXT in words(
        page(made, f"/ExtGState << /G << /SMask << /S /Luminosity /G {group} 0 R >> >> >>", "/G gs 72 300 200 200 re f")
    )
