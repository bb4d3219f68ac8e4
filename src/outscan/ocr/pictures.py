"""What OCR looks at: a page drawn by PDFium, or a frame of a picture, in plain RGB.

In: a blob, its kind and a page or frame number. Out: a picture with dark writing on a light ground, or None.
Pixels are counted before they are made.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field

import pypdfium2
from PIL import Image, ImageOps, ImageStat

from outscan.limits import Purse
from outscan.types import Blob

DPI = 200
"""Characters of a page are read best at this resolution (docs/decisions/0003-pdf-readers.md)."""
LONG_SIDE = 2600
"""Pixels of the long side a page is drawn with at most."""


@dataclass(slots=True)
class Pictures:
    """Draws pages; keeps the last document open, because its pages come one after another."""

    purse: Purse
    _open: tuple[bytes, pypdfium2.PdfDocument] | None = field(default=None, repr=False)

    def picture(self, blob: Blob, kind: str, number: int) -> Image.Image | None:
        """The page or frame `number` (from 0) of `blob`, None where it cannot be drawn."""
        return self._page(blob.data, number) if kind == "pdf" else _frame(blob.data, number)

    def _page(self, data: bytes, number: int) -> Image.Image | None:
        """The page as a person sees it, annotations and form fields included."""
        try:
            if self._open is None or self._open[0] is not data:
                document = pypdfium2.PdfDocument(data)
                document.init_forms()
                self._open = (data, document)
            page = self._open[1][number]
        except pypdfium2.PdfiumError:
            return None
        width, height = page.get_size()
        scale = min(DPI / 72, LONG_SIDE / max(width, height, 1))
        self.purse.pixels(int(width * scale) * int(height * scale))
        picture: Image.Image = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
        page.close()
        return picture


def _frame(data: bytes, number: int) -> Image.Image | None:
    """One frame of a picture, turned the way its camera says; None where it cannot be decoded."""
    try:
        picture = Image.open(io.BytesIO(data))
        picture.seek(number)
        picture.load()
    except (OSError, EOFError, SyntaxError, ValueError, TypeError, KeyError, IndexError, struct.error):
        return None
    return _plain(ImageOps.exif_transpose(picture))


def _plain(picture: Image.Image) -> Image.Image:
    """`picture` in plain RGB: transparency laid on paper, deep greys made visible, faint and inverted writing made strong."""
    if picture.mode.startswith(("I", "F")):
        dark, bright = ImageStat.Stat(picture).extrema[0]
        span = (bright - dark) or 1
        picture = picture.point(lambda value: (value - dark) * (255 / span)).convert("L")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = _opaque(picture.convert("RGBA"))
    picture = picture.convert("RGB")
    grey = picture.convert("L")
    low, high = grey.getextrema()
    if isinstance(low, int) and isinstance(high, int) and 0 < high - low < 128:  # noqa: PLR2004 - half the scale
        picture = ImageOps.autocontrast(grey).convert("RGB")
        grey = picture.convert("L")
    if ImageStat.Stat(grey).median[0] < 80:  # noqa: PLR2004 - most of it dark: light writing on a dark ground
        picture = ImageOps.invert(picture)
    return picture


def _opaque(picture: Image.Image) -> Image.Image:
    """`picture` on white, or on black where white hides what is on it."""
    on: list[Image.Image] = []
    for ground in ("white", "black"):
        paper = Image.new("RGBA", picture.size, ground)
        paper.alpha_composite(picture)
        on.append(paper.convert("RGB"))
    return max(on, key=lambda paper: ImageStat.Stat(paper.convert("L")).stddev[0])
