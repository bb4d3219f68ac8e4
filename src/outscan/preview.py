"""A picture of the page with the place outlined, for reports that show one.

In: a `Blob`, a page, words to outline. Out: PNG bytes, or None where there is nothing to draw. Coarse pictures show
where on the page something stands without showing what: the default, since a report is as secret as what it shows.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from outscan.extract.sniff import sniff
from outscan.formats import DRAWN, Drawn
from outscan.limits import Limits
from outscan.types import Blob

if TYPE_CHECKING:
    from PIL import Image

WIDTH = 900
COARSE_WIDTH = 72
"""A page of 72 columns of pixels: lines of text are a grey texture, never letters."""


def picture(blob: Blob, page: int, words: Sequence[str], limits: Limits, *, coarse: bool = True, stamp: str = "") -> bytes | None:
    """PNG of page or frame `page` with every one of `words` outlined; None for kinds that have no page to draw.

    `stamp` stands across it, many times and pale: who looks, when, at which case.
    """
    match DRAWN.get(sniff(blob)):
        case Drawn.PAGES:
            return _pdf(blob.data, page, words, coarse=coarse, stamp=stamp)
        case Drawn.FRAMES:
            return _image(blob.data, page, limits, coarse=coarse, stamp=stamp)
        case None:
            return None


def page_sizes(blob: Blob, limits: Limits) -> list[tuple[float, float]]:
    """Width and height of every page in points, of every frame in pixels; nothing for kinds that have no page to draw."""
    match DRAWN.get(sniff(blob)):
        case Drawn.PAGES:
            from outscan.pdfium import document

            opened = document(blob.data)
            try:
                return [opened.get_page_size(number) for number in range(len(opened))]
            finally:
                opened.close()
        case Drawn.FRAMES:
            from PIL import Image

            with Image.open(io.BytesIO(blob.data)) as image:
                fits = image.width * image.height <= limits.max_image_pixels
                return [(image.width, image.height)] * getattr(image, "n_frames", 1) if fits else []
        case None:
            return []


def _pdf(data: bytes, number: int, words: Sequence[str], *, coarse: bool, stamp: str) -> bytes | None:
    from PIL import Image

    from outscan.pdfium import Easel, document

    opened = document(data)
    easel = Easel()
    try:
        if number >= len(opened):
            return None
        page = opened[number]
        width, height = page.get_size()
        scale = WIDTH / max(width, 1.0)
        shown = easel.draw(data, number, min(scale, 2 * WIDTH / max(height, 1.0)), forms=False)
        if shown is None or shown.missing:  # a page without its letters is no picture of it
            return None
        drawn = Image.frombytes("RGB", (shown.width, shown.height), shown.pixels)
        factor = drawn.width / max(width, 1.0)
        text = page.get_textpage()
        boxes: list[tuple[float, float, float, float]] = []
        for word in words:
            search = text.search(word, match_case=True) if word.strip() else None
            while search is not None and (hit := search.get_next()):
                for index in range(text.count_rects(*hit)):
                    left, bottom, right, top = text.get_rect(index)
                    boxes.append((left * factor, (height - top) * factor, right * factor, (height - bottom) * factor))
        return _drawn(drawn, boxes, coarse=coarse, stamp=stamp)
    finally:
        easel.close()
        opened.close()


def _image(data: bytes, frame: int, limits: Limits, *, coarse: bool, stamp: str) -> bytes | None:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as opened:
        if opened.width * opened.height > limits.max_image_pixels:
            return None
        opened.seek(frame)
        opened.thumbnail((WIDTH, 2 * WIDTH))
        return _drawn(opened.convert("RGB"), [], coarse=coarse, stamp=stamp)


def _drawn(image: object, boxes: Sequence[tuple[float, float, float, float]], *, coarse: bool, stamp: str = "") -> bytes:
    from PIL import Image, ImageDraw

    assert isinstance(image, Image.Image)  # noqa: S101 - both callers hand over a Pillow image
    if coarse:
        small = image.resize((COARSE_WIDTH, max(1, round(image.height * COARSE_WIDTH / image.width))), Image.Resampling.BOX)
        image = small.resize((WIDTH // 2, max(1, round(small.height * WIDTH / 2 / COARSE_WIDTH))), Image.Resampling.NEAREST)
        boxes = [tuple(edge / 2 for edge in box) for box in boxes]  # type: ignore[misc]  # four edges in, four out
    pen = ImageDraw.Draw(image)
    for left, top, right, bottom in boxes:
        pen.rectangle((left - 4, top - 4, right + 4, bottom + 4), outline=(200, 0, 0), width=3)
    if stamp:
        image = _stamped(image, stamp)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=coarse)
    return out.getvalue()


def _stamped(image: Image.Image, stamp: str) -> Image.Image:
    """`image` with `stamp` across it; where this machine has no letters for it, what of it is ASCII."""
    from PIL import Image, ImageChops

    from outscan.pdfium import Easel

    easel = Easel()
    try:
        drawn = easel.draw(_stamp(image.width, image.height, stamp), 0, 1.0, forms=False)
        if drawn is None or drawn.missing:
            plain = stamp.encode("ascii", "replace").decode()
            drawn = easel.draw(_stamp(image.width, image.height, plain), 0, 1.0, forms=False)
    finally:
        easel.close()
    if drawn is None:
        raise ValueError("no stamp could be drawn")  # a page without its stamp is not shown
    across = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.pixels)
    return ImageChops.multiply(image, across.resize(image.size))


def _stamp(width: int, height: int, text: str) -> bytes:
    """A PDF of one page with `text` in pale grey across it, again and again; its font is named only (ISO 32000-1, 9.7.5.2)."""
    chinese = not text.isascii()
    shown = f"<{text.encode('utf-16-be').hex()}>" if chinese else "({})".format(re.sub(r"([()\\])", r"\\\1", text))
    lines = [
        f"q 0.87 0.5 -0.5 0.87 {x} {y} cm BT /F 15 Tf {shown} Tj ET Q"
        for y in range(-width // 2, height, 150)
        for x in range(20 - (y % 300) // 2, width, 520)
    ]
    drawing = "\n".join(["0.72 g", *lines]).encode("ascii")
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
        b"/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor<</Type"
        b"/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120"
        b"/CapHeight 880/StemV 93>>"
        b"/DW 1000/W[1 95 500]>>]>>"
        if chinese
        else b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    )
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>".encode()
    things = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(drawing), drawing),
        font,
    ]
    out, offsets = b"%PDF-1.7\n", []
    for number, thing in enumerate(things, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(things) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        count, table, count, len(out),
    )  # fmt: skip
