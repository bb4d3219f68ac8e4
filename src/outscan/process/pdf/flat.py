"""Pages as pictures: drawn at 200 dpi with what must go blacked out, where removal from the streams is not provable.

In: a PDF, page numbers, wanted words. Out: for each page a picture; boxes of words on a page.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf
import pypdfium2.raw as pdfium
from PIL import Image, ImageDraw

from outscan.pdfium import Easel, document
from outscan.process.image import bar, blacked
from outscan.process.search import AROUND, find, squeeze
from outscan.process.task import Refused, Task, Wanted
from outscan.types import Part, Where
from outscan.words import say

DPI = 200
_PAD = 1.0
"""Points around a word that are blacked out with it."""
Box = tuple[float, float, float, float]


def bars(page: Any, wanted: list[Wanted]) -> list[Box]:
    """One bar for each stretch that went, a square of the line's height where it began: it says nothing of how long it was."""
    return [(left, bottom, left + (top - bottom), top) for one in wanted for left, bottom, _, top in _first(page, one)]


def _first(page: Any, wanted: Wanted) -> list[Box]:
    return list(dict.fromkeys(lines[0] for lines in _hits(page, [wanted]) if lines))


def word_boxes(page: Any, wanted: list[Wanted]) -> list[Box]:
    """(left, bottom, right, top) in points of every line that a wanted word stands on, by PDFium's text."""
    return [box for lines in _hits(page, wanted) for box in lines]


def _hits(page: Any, wanted: list[Wanted]) -> list[list[Box]]:
    """For every place a wanted word stands at, its lines."""
    text = page.get_textpage()
    count = text.count_chars()
    chars = [chr(code) if (code := pdfium.FPDFText_GetUnicode(text, i)) else " " for i in range(count)]
    squeezed_text = squeeze("".join(c if ord(c) < 0x10000 else "\ufffd" for c in chars))  # one character an index
    found: list[list[Box]] = []
    for one in wanted:
        hits = next((h for n in AROUND if (h := list(find(squeezed_text, one.before, one.quote, one.after, n)))), [])
        for start, end in hits:
            found.append(_lines([_box(text, i) for i in range(start, end) if not chars[i].isspace()]))
    text.close()
    return found


def _box(text: Any, index: int) -> Box:
    rect = pdfium.FS_RECTF()
    if pdfium.FPDFText_GetLooseCharBox(text, index, rect):
        return rect.left, rect.bottom, rect.right, rect.top
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _lines(chars: list[Box]) -> list[Box]:
    """Boxes of characters joined line by line."""
    out: list[Box] = []
    for left, bottom, right, top in chars:
        if out and bottom < out[-1][3] and top > out[-1][1] and left < out[-1][2] + (top - bottom) * 2:
            a, b, c, d = out[-1]
            out[-1] = min(a, left), min(b, bottom), max(c, right), max(d, top)
        else:
            out.append((left, bottom, right, top))
    return out


def outlines(
    data: bytes, wanted: Mapping[int, Sequence[tuple[int, str, str, str]]], scale: float
) -> dict[int, list[tuple[float, float, float, float, int]]]:
    """For pages by number the outlines of words (number, text before, words, text after): (left, top, right, bottom, number).

    In pixels at `scale` a point, as the page is seen.
    """
    found: dict[int, list[tuple[float, float, float, float, int]]] = {}
    opened = document(data)
    try:
        for number, several in wanted.items():
            page = opened[number]
            width, height = page.get_size()
            for name, before, quote, after in several:
                boxes = word_boxes(page, [Wanted(Where(), quote, before, after)])
                found.setdefault(number, []).extend((*_device(page, box, scale, width, height), name) for box in boxes)
            page.close()
    finally:
        opened.close()
    return found


def flatten(pdf: pikepdf.Pdf, data: bytes, number: int, wanted: list[Wanted], task: Task) -> bool:
    """Make page `number` a picture with the wanted words blacked out; False, with nothing changed, where they are not on it.

    Words that were read from the picture itself are looked for there. Raises Refused where their place cannot be told.
    """
    opened = document(data)
    page = opened[number]
    width, height = page.get_size()
    scale = DPI / 72
    task.budget.pixels(int(width * scale) * int(height * scale))
    areas: list[Box] = []
    left_over = []
    for one in wanted:
        spots = word_boxes(page, [one])
        areas += [_device(page, box, scale, width, height) for box in spots]
        if not spots and one.where.part is Part.IMAGE:
            left_over.append(one)
    page.close()
    opened.close()
    if not areas and not left_over:
        return False
    picture = _drawn(data, number, scale)
    draw = ImageDraw.Draw(picture)
    for area in areas:
        draw.rectangle(bar(area), fill=(0, 0, 0))
    if left_over:
        made = blacked(picture, left_over)
        if made is None and not areas:
            raise Refused(say("refusal.page_no_place", page=number + 1))
        picture = made or picture
    _replace(pdf, number, picture, width, height)
    return True


def _drawn(data: bytes, number: int, scale: float) -> Image.Image:
    """The page as it looks here. Raises Refused where this machine has not the fonts it is written in: words would be lost."""
    easel = Easel()
    try:
        drawn = easel.draw(data, number, scale)
    finally:
        easel.close()
    if drawn is None:
        raise Refused(say("refusal.page_undrawn", page=number + 1))
    if drawn.missing:
        raise Refused(say("refusal.page_font", page=number + 1))
    return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.pixels)


def _device(page: Any, box: Box, scale: float, width: float, height: float) -> Box:
    spots = []
    for x, y in ((box[0] - _PAD, box[1] - _PAD), (box[2] + _PAD, box[3] + _PAD)):
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, round(width * scale), round(height * scale), 0, x, y, across, down)
        spots.append((across.value, down.value))
    xs, ys = sorted(x for x, _ in spots), sorted(y for _, y in spots)
    return xs[0], ys[0], xs[1], ys[1]


def _replace(pdf: pikepdf.Pdf, number: int, picture: Image.Image, width: float, height: float) -> None:
    packed = io.BytesIO()
    picture.save(packed, "JPEG", quality=90, dpi=(DPI, DPI))
    image = pdf.make_stream(packed.getvalue())
    for key, value in (
        ("/Type", pikepdf.Name.XObject),
        ("/Subtype", pikepdf.Name.Image),
        ("/Width", picture.width),
        ("/Height", picture.height),
        ("/ColorSpace", pikepdf.Name.DeviceRGB),
        ("/BitsPerComponent", 8),
        ("/Filter", pikepdf.Name.DCTDecode),
    ):
        image[key] = value
    page = pdf.pages[number].obj
    for key in list(page.keys()):
        if key not in {"/Type", "/Parent"}:
            del page[key]
    page["/MediaBox"] = pikepdf.Array([0, 0, round(width, 3), round(height, 3)])
    page["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
    page["/Contents"] = pdf.make_stream(f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Im0 Do Q".encode())
