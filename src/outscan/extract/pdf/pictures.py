"""Pictures that sit beside text on a page: logos, stamps, photographs that may carry a mark.

In: the pictures of a page (`Clues.pictures`). Out: a `Blob` for each distinct one, for the picture reader to judge, or one
gap for the page where there are too many to take out one by one or where one cannot be taken out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

import pikepdf

from outscan.errors import Exceeded
from outscan.limits import Purse
from outscan.types import Blob, Gap, GapReason, Part, Spot, Where, spot, unread
from outscan.words.members import called

MANY = 8
"""With more new pictures than this the page is looked at as a whole: they are the tiles of one picture, or a contact sheet."""
SMALL = 32
"""Pixels; a picture smaller than this on both sides holds no words."""
READY = {"/DCTDecode": "jpg"}


def pictures(
    blob: Blob, page: int, found: Mapping[tuple[int, int], pikepdf.Stream], met: set[tuple[int, int]], purse: Purse
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
            yield _picture(blob.where, called("page_picture", page=page + 1, n=number), thing, purse, at)
        except Exceeded as limit:
            yield Gap(blob.where.at(Part.IMAGE, at.then("picture", number)), limit.reason, limit.detail)
        except (pikepdf.PikepdfError, NotImplementedError, ValueError, OSError, TypeError, KeyError, AttributeError) as error:
            # pikepdf says in several ways that it cannot take a picture out; PDFium draws the page nevertheless
            yield Gap(blob.where.at(Part.IMAGE, at), GapReason.IMAGE_ONLY, unread("error", error=type(error).__name__), page)


def _large(thing: pikepdf.Stream) -> bool:
    try:
        return int(thing.get("/Width", 0)) >= SMALL or int(thing.get("/Height", 0)) >= SMALL
    except (TypeError, ValueError):
        return True


def _picture(where: Where, name: str, thing: pikepdf.Stream, purse: Purse, at: Spot) -> Blob:
    filters = thing.get("/Filter")
    only = filters[0] if isinstance(filters, pikepdf.Array) and len(filters) == 1 else filters
    ending = READY.get(str(only))
    mask = next((m for key in ("/SMask", "/Mask") if isinstance(m := thing.get(key), pikepdf.Stream)), None)
    if mask is not None:
        return Blob(where.inside(f"{name}.png", at), _masked(thing, mask, purse))
    if ending:
        return Blob(where.inside(f"{name}.{ending}", at), purse.inflate([thing.read_raw_bytes()]))
    purse.pixels(int(thing.Width) * int(thing.Height))
    picture = pikepdf.PdfImage(thing).as_pil_image()
    kept = io.BytesIO()
    (picture if picture.mode in ("1", "L", "P", "RGB", "RGBA") else picture.convert("RGB")).save(kept, "PNG", compress_level=1)
    return Blob(where.inside(f"{name}.png", at), kept.getvalue())


def _masked(thing: pikepdf.Stream, mask: pikepdf.Stream, purse: Purse) -> bytes:
    """The picture as its mask cuts it out: the words of a scan in layers stand in the mask (ISO 32000-1, 8.9.6, 11.6.5.3)."""
    wide, high = max(int(thing.Width), int(mask.Width)), max(int(thing.Height), int(mask.Height))
    purse.pixels(wide * high)
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
