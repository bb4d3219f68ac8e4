"""What OCR looks at: a page drawn by PDFium, or a frame of a picture, in plain RGB.

In: a blob, its kind and a page or frame number. Out: a `DrawnPage` with dark writing on a light ground, or None. A page is drawn
in another process, with the fonts of this machine.
Pixels are counted before they are made.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field

from PIL import Image, ImageOps, ImageStat
from pypdfium2 import PdfDocument, PdfiumError

from outscan.limits import Budget
from outscan.pdfium import Easel, document
from outscan.types import Blob

DPI = 200
"""Characters of a page are read best at this resolution (docs/decisions/0003-pdf-readers.md)."""
LONG_SIDE = 2600
"""Pixels of the long side a page is drawn with at most."""


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """What is looked at, how many fonts its words lacked, and the fonts of this machine it was drawn with."""

    picture: Image.Image
    missing: int = 0
    fonts: tuple[str, ...] = ()


@dataclass(slots=True)
class Pictures:
    """Draws pages; keeps the last document open, because its pages come one after another."""

    budget: Budget
    _open: tuple[bytes, PdfDocument] | None = field(default=None, repr=False)
    _easel: Easel = field(default_factory=Easel, repr=False)

    def picture(self, blob: Blob, kind: str, number: int) -> DrawnPage | None:
        """The page or frame `number` (from 0) of `blob`, None where it cannot be drawn."""
        if kind == "pdf":
            return self._page(blob.data, number)
        frame = _frame(blob.data, number)
        return None if frame is None else DrawnPage(frame)

    def _page(self, data: bytes, number: int) -> DrawnPage | None:
        """The page as a person sees it, annotations and form fields included."""
        try:
            if self._open is None or self._open[0] is not data:
                self._open = (data, document(data))
            width, height = self._open[1].get_page_size(number)
        except PdfiumError:
            return None
        scale = min(DPI / 72, LONG_SIDE / max(width, height, 1))
        self.budget.pixels(int(width * scale) * int(height * scale))
        drawn = self._easel.draw(data, number, scale)
        if drawn is None:
            return None
        return DrawnPage(Image.frombytes("RGB", (drawn.width, drawn.height), drawn.pixels), len(drawn.missing), drawn.fonts)


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
    if isinstance(low, int) and isinstance(high, int) and 0 < high - low < 128:  # half the scale
        picture = ImageOps.autocontrast(grey).convert("RGB")
        grey = picture.convert("L")
    if ImageStat.Stat(grey).median[0] < 80:  # most of it dark: light writing on a dark ground
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
