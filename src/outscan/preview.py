"""A picture of the page with the place outlined, for reports that show one.

In: a `Blob`, a page, words to outline. Out: PNG bytes, or None where there is nothing to draw. Coarse pictures show
where on the page something stands without showing what: the default, since a report is as secret as what it shows.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from outscan.extract.sniff import sniff
from outscan.formats import DRAWN, Drawn
from outscan.limits import Limits
from outscan.types import Blob

WIDTH = 900
COARSE_WIDTH = 72
"""A page of 72 columns of pixels: lines of text are a grey texture, never letters."""

_PAGE = re.compile(r"第(\d+)[页帧]")


def page_of(spot: str) -> int | None:
    """The page number (from 0) a spot names, if it names one."""
    found = _PAGE.match(spot)
    return int(found.group(1)) - 1 if found else None


def picture(blob: Blob, page: int, words: Sequence[str], limits: Limits, *, coarse: bool = True) -> bytes | None:
    """PNG of page or frame `page` with every one of `words` outlined; None for kinds that have no page to draw."""
    match DRAWN.get(sniff(blob)):
        case Drawn.PAGES:
            return _pdf(blob.data, page, words, coarse=coarse)
        case Drawn.FRAMES:
            return _image(blob.data, page, limits, coarse=coarse)
        case None:
            return None


def _pdf(data: bytes, number: int, words: Sequence[str], *, coarse: bool) -> bytes | None:
    from PIL import Image  # noqa: PLC0415 - only a report with pictures pays for Pillow

    from outscan.pdfium import Easel, document  # noqa: PLC0415 - only a report with pictures pays for PDFium

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
        return _drawn(drawn, boxes, coarse=coarse)
    finally:
        easel.close()
        opened.close()


def _image(data: bytes, frame: int, limits: Limits, *, coarse: bool) -> bytes | None:
    from PIL import Image  # noqa: PLC0415 - only a report with pictures pays for Pillow

    with Image.open(io.BytesIO(data)) as opened:
        if opened.width * opened.height > limits.max_image_pixels:
            return None
        opened.seek(frame)
        opened.thumbnail((WIDTH, 2 * WIDTH))
        return _drawn(opened.convert("RGB"), [], coarse=coarse)


def _drawn(image: object, boxes: Sequence[tuple[float, float, float, float]], *, coarse: bool) -> bytes:
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only a report with pictures pays for Pillow

    assert isinstance(image, Image.Image)  # noqa: S101 - both callers hand over a Pillow image
    if coarse:
        small = image.resize((COARSE_WIDTH, max(1, round(image.height * COARSE_WIDTH / image.width))), Image.Resampling.BOX)
        image = small.resize((WIDTH // 2, max(1, round(small.height * WIDTH / 2 / COARSE_WIDTH))), Image.Resampling.NEAREST)
        boxes = [tuple(edge / 2 for edge in box) for box in boxes]  # type: ignore[misc]  # four edges in, four out
    pen = ImageDraw.Draw(image)
    for left, top, right, bottom in boxes:
        pen.rectangle((left - 4, top - 4, right + 4, bottom + 4), outline=(200, 0, 0), width=3)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
