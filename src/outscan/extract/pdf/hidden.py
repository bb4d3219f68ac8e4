"""Text of a page that nobody would see: invisible, white, tiny, off the page, in a layer that is off.

In: a page with its text page and the reason to look. Out: for every character, the kind of hiding or None.
Whether white text is seen is asked of the drawing, not of the colour: white on a dark bar is seen, white on white is not.
"""

from __future__ import annotations

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium

from outscan.extract.sight import NEAR, WHITE, alike, outside, tiny
from outscan.nouns import Struct, field
from outscan.types import HiddenKind

SCALE = 1.5
"""Pixels a point of the trial drawing."""


def box(page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    """(left, bottom, right, top) of what is seen of `page`, in points of its own space, inherited boxes included."""
    found = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, found)
    return min(found.left, found.right), min(found.bottom, found.top), max(found.left, found.right), max(found.bottom, found.top)


class Sight(Struct):
    """Judges the text objects of one page; draws the page only where it must."""

    page: pypdfium2.PdfPage
    text: pypdfium2.PdfTextPage
    layers_off: bool = False
    scanned: bool = False
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    _drawn: object = None
    _kinds: dict[int, HiddenKind | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.box = box(self.page)

    def kinds(self, count: int) -> list[HiddenKind | None]:
        """The kind of hiding of each of the `count` characters; blanks PDFium adds go with what stands before them."""
        found: list[HiddenKind | None] = []
        last: HiddenKind | None = None
        for index in range(count):
            thing = pdfium.FPDFText_GetTextObject(self.text, index)
            if thing:
                key = ctypes.c_void_p.from_buffer(thing).value or 0
                if key not in self._kinds:
                    self._kinds[key] = self._judge(thing, index)
                last = self._kinds[key]
            found.append(last)
        return found

    def _judge(self, thing: object, index: int) -> HiddenKind | None:
        left, right, bottom, top = self._loose(index)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
        if mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE or (mode == pdfium.FPDF_TEXTRENDERMODE_CLIP and self._blank(index)):
            return None if self.scanned else HiddenKind.INVISIBLE_TEXT  # the text layer of a scan is its text
        if self._outside(index):
            return HiddenKind.OFF_PAGE
        if tiny(max(top - bottom, right - left)):
            return HiddenKind.TINY_TEXT
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha):
            return None
        if alpha.value == 0:
            return None if self.scanned else HiddenKind.INVISIBLE_TEXT
        pale = alike((red.value, green.value, blue.value), WHITE)
        if (pale or self.layers_off) and not self.scanned and self._blank(index):
            return HiddenKind.WHITE_TEXT if pale else HiddenKind.HIDDEN_LAYER
        return None

    def _outside(self, index: int) -> bool:
        """Whether the ink of the character is outside the page (the loose box of vertical writing is not where its ink is)."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self.text, index, left, right, bottom, top)
        return outside(left.value, bottom.value, right.value, top.value, self.box)

    def _loose(self, index: int) -> tuple[float, float, float, float]:
        place = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(self.text, index, place)
        return place.left, place.right, place.bottom, place.top

    def _blank(self, index: int) -> bool:
        """Whether nothing is seen where the character and its neighbours stand in the drawn page."""
        if self._drawn is None:
            self._drawn = self.page.render(scale=SCALE, grayscale=True).to_pil().convert("L")
        picture = self._drawn
        left, right, bottom, top = self._loose(index)
        width, height = self.page.get_size()
        spots = [self._device(x, y, width, height) for x, y in ((left, bottom), (right, top))]
        xs, ys = sorted(x for x, _ in spots), sorted(y for _, y in spots)
        area = (max(int(xs[0]), 0), max(int(ys[0]), 0), int(xs[1]) + 1, int(ys[1]) + 1)
        low, high = picture.crop(area).getextrema()  # type: ignore[attr-defined]  # a Pillow picture, imported by PDFium's to_pil
        return bool(high - low < NEAR)

    def _device(self, x: float, y: float, width: float, height: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        wide, high = round(width * SCALE), round(height * SCALE)
        pdfium.FPDF_PageToDevice(self.page, 0, 0, wide, high, 0, x, y, across, down)
        return across.value, down.value
