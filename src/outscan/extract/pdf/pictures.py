"""Pictures that sit beside text on a page: logos, stamps, photographs that may carry a mark.

In: the pictures of a page (`Clues.pictures`). Out: a `Blob` for each distinct one, for the picture reader to judge, or one
gap for the page where there are too many to take out one by one or where one cannot be taken out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pikepdf

from outscan.errors import Exceeded
from outscan.limits import Budget
from outscan.nouns import replace
from outscan.types import Blob, Gap, GapReason, HiddenKind, Part, Spot, Where, spot, unread
from outscan.words.members import called

if TYPE_CHECKING:
    from PIL import Image

MANY = 8
"""With more new pictures than this the page is looked at as a whole: they are the tiles of one picture, or a contact sheet."""
SMALL = 32
"""Pixels; a picture smaller than this on both sides holds no words."""
PREVIEW = 128
"""Pixels; the preview of a page holds no words that could be read up to this."""
NOT_TAKEN_OUT = (pikepdf.PikepdfError, NotImplementedError, ValueError, OSError, TypeError, KeyError, AttributeError)
"""The ways in which pikepdf says that it cannot take a picture or a stream out; PDFium draws the page nevertheless."""
_MASKS = ("/SMask", "/Mask")
PLAIN, BYTE = {"/DeviceRGB": "RGB", "/DeviceGray": "L"}, 8
LOSSLESS = frozenset({"/FlateDecode", "/LZWDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/RunLengthDecode"})
CONVERTED = ("/Decode", "/ImageMask", "/SMaskInData", "/Matte")
READY = {"/DCTDecode": "jpg"}


def pictures(
    blob: Blob, page: int, found: Mapping[tuple[int, int], pikepdf.Stream], met: set[tuple[int, int]], budget: Budget
) -> Iterator[Blob | Gap]:
    """Yield the pictures of page `page` (from 0) not `met` before."""
    at = spot("page", page + 1)
    new = [(key, thing) for key, thing in found.items() if key not in met and _large(thing)]
    met.update(key for key, _ in new)
    if len(new) > MANY:
        yield Gap(blob.where.at(Part.IMAGE, at), GapReason.IMAGE_ONLY, unread("pictures", count=len(new)), page)
        return
    for number, (_, thing) in enumerate(new, 1):
        try:
            yield _picture(blob.where, called("page_picture", page=page + 1, n=number), thing, budget, at)
        except Exceeded as limit:
            yield Gap(blob.where.at(Part.IMAGE, at.then("picture", number)), limit.reason, limit.detail)
        except NOT_TAKEN_OUT as error:
            yield Gap(blob.where.at(Part.IMAGE, at), GapReason.IMAGE_ONLY, unread("error", error=type(error).__name__), page)


def strays(blob: Blob, pdf: pikepdf.Pdf, met: set[tuple[int, int]], budget: Budget) -> Iterator[Blob | Gap]:
    """Yield the pictures no page draws: previews of pages, alternates for printing, icons of buttons, what was left behind."""
    found = {thing.objgen: thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and _is_picture(thing)}
    masks = {mask.objgen for thing in found.values() for key in _MASKS if isinstance(mask := thing.get(key), pikepdf.Stream)}
    previews = {look.objgen for page in pdf.pages if isinstance(look := page.obj.get("/Thumb"), pikepdf.Stream) and _small(look)}
    known = met | masks | previews
    new = [thing for key, thing in found.items() if key not in known and _large(thing)]
    for number, thing in enumerate(new[: 4 * MANY], 1):
        budget.tick()
        at = spot("picture", number)
        try:
            yield replace(_picture(blob.where, called("stray_picture", n=number), thing, budget, at), hidden=HiddenKind.OFF_PAGE)
        except Exceeded as limit:
            yield Gap(blob.where.at(Part.IMAGE, at), limit.reason, limit.detail)
        except NOT_TAKEN_OUT as error:
            yield Gap(blob.where.at(Part.IMAGE, at), GapReason.IMAGE_ONLY, unread("error", error=type(error).__name__))
    if len(new) > 4 * MANY:
        yield Gap(blob.where.at(Part.IMAGE), GapReason.IMAGE_ONLY, unread("pictures", count=len(new) - 4 * MANY))


def _is_picture(thing: pikepdf.Stream) -> bool:
    return thing.get("/Subtype") == "/Image" or ("/Width" in thing and "/BitsPerComponent" in thing)


def _small(thing: pikepdf.Stream) -> bool:
    """Whether the preview of a page is as small as they are (ISO 32000-1, 12.3.4: 106 by 106): no word of it can be read."""
    try:
        return max(int(thing.get("/Width", 0)), int(thing.get("/Height", 0))) <= PREVIEW
    except (TypeError, ValueError):
        return False


def _large(thing: pikepdf.Stream) -> bool:
    try:
        return int(thing.get("/Width", 0)) >= SMALL or int(thing.get("/Height", 0)) >= SMALL
    except (TypeError, ValueError):
        return True


def _picture(where: Where, name: str, thing: pikepdf.Stream, budget: Budget, at: Spot) -> Blob:
    filters = thing.get("/Filter")
    only = filters[0] if isinstance(filters, pikepdf.Array) and len(filters) == 1 else filters
    ending = READY.get(str(only))
    mask = next((m for key in _MASKS if isinstance(m := thing.get(key), pikepdf.Stream)), None)
    if mask is not None:
        return Blob(where.inside(f"{name}.png", at), _masked(thing, mask, budget))
    if ending:
        return Blob(where.inside(f"{name}.{ending}", at), budget.inflate([thing.read_raw_bytes()]))
    budget.pixels(int(thing.Width) * int(thing.Height))
    picture = _pixels(thing) or pikepdf.PdfImage(thing).as_pil_image()
    kept = io.BytesIO()
    (picture if picture.mode in ("1", "L", "P", "RGB", "RGBA") else picture.convert("RGB")).save(kept, "PNG", compress_level=1)
    return Blob(where.inside(f"{name}.png", at), kept.getvalue())


def _pixels(thing: pikepdf.Stream) -> Image.Image | None:
    """The picture where its bytes are its pixels (8 bits each, nothing to convert), None of any other: pikepdf unpacks twice."""
    mode = PLAIN.get(str(thing.get("/ColorSpace")))
    filters = thing.get("/Filter")
    chain = {str(one) for one in (filters if isinstance(filters, pikepdf.Array) else [] if filters is None else [filters])}
    if mode is None or thing.get("/BitsPerComponent") != BYTE or any(key in thing for key in CONVERTED) or not chain <= LOSSLESS:
        return None
    from PIL import Image  # noqa: PLC0415 - a document without pictures needs none

    size, data = (int(thing.Width), int(thing.Height)), thing.read_bytes()
    return Image.frombytes(mode, size, data) if len(data) == size[0] * size[1] * len(mode) else None


def _masked(thing: pikepdf.Stream, mask: pikepdf.Stream, budget: Budget) -> bytes:
    """The picture as its mask cuts it out: the words of a scan in layers stand in the mask (ISO 32000-1, 8.9.6, 11.6.5.3)."""
    wide, high = max(int(thing.Width), int(mask.Width)), max(int(thing.Height), int(mask.Height))
    budget.pixels(wide * high)
    picture = pikepdf.PdfImage(thing).as_pil_image().convert("RGB")
    alpha = pikepdf.PdfImage(mask).as_pil_image().convert("L")
    if mask.get("/ImageMask"):  # what is marked there is left out
        alpha = alpha.point([255 - level for level in range(256)])
    size = (wide, high)
    picture, alpha = (one if one.size == size else one.resize(size) for one in (picture, alpha))
    picture.putalpha(alpha)
    kept = io.BytesIO()
    picture.save(kept, "PNG", compress_level=1)
    return kept.getvalue()
