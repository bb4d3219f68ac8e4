"""Raster pictures: png, jpg, tiff, bmp, gif, webp; what is written about them, and what hides behind them.

In: a `Blob` of one of those kinds. Out: metadata segments (comments, EXIF, IPTC, XMP, place of the shot), the thumbnail
and the bytes after the picture's end as blobs, then a gap for every distinct frame that could hold words, for OCR to look
at, or the picture as inert where none could. Deliberately does not look at what a picture shows.
"""

from __future__ import annotations

import hashlib
import io
import struct
from collections.abc import Iterator

from PIL import Image

from outscan.barcodes import codes
from outscan.errors import Exceeded
from outscan.extract.diagrams import diagram, sketched, written
from outscan.extract.image.chunks import Chunks, chunks
from outscan.extract.image.metadata import Said, said
from outscan.extract.image.metadata import written as tagged
from outscan.extract.image.profile import described
from outscan.extract.sniff import sniff
from outscan.limits import Budget
from outscan.types import (
    NOWHERE,
    Blob,
    Gap,
    GapReason,
    HiddenKind,
    Inert,
    Part,
    Piece,
    Segment,
    Where,
    joined,
    named,
    spot,
    unread,
)
from outscan.words.members import called

__all__ = ["read"]

BROKEN = (OSError, EOFError, SyntaxError, ValueError, TypeError, KeyError, IndexError, struct.error, Image.DecompressionBombError)
"""What Pillow raises over a damaged picture."""
SMALL = 32
"""Pixels; a picture smaller than this on both sides holds no words."""
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8")
PREFIX = 64
"""Bytes; a second picture begins within so many behind the first."""
FILLING = 16
"""Bytes other than zero; fewer in a run of zeros behind a picture are padding: inert,
and searched for marks like all that is."""


FEW = 24
"""Bytes behind a picture; fewer say nothing but what a search for marks would find."""
SECTOR = 512
"""Programs on a Mac write previews in whole sectors, the last one filled with what stood in memory."""


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield what is written about the picture `blob`, then what of it must be looked at."""
    parts = chunks(blob.data)
    groups: dict[HiddenKind, list[Said]] = {}
    for one in said(parts, budget):
        if drawings := sketched(one.text, budget):  # so does Excalidraw
            for number, drawing in enumerate(drawings):
                name = called("diagram", n=number or "", ending="excalidraw")
                yield Blob(blob.where.inside(name), drawing, HiddenKind.EMBEDDED_FILE)
            continue
        if diagram(one.text):  # draw.io keeps the drawing inside the picture it exports
            yield Blob(blob.where.inside(called("diagram", ending="drawio")), written(one.text), HiddenKind.EMBEDDED_FILE)
            continue
        groups.setdefault(one.kind, []).append(one)
    for kind, found in groups.items():
        text, places = joined([(one.spot, one.text) for one in found])
        yield Segment(blob.where.at(Part.METADATA), text, places, kind)
    for small in dict.fromkeys(parts.thumbnails):
        yield Blob(blob.where.inside(called("thumbnail", ending="jpg")), small, HiddenKind.THUMBNAIL)
    yield from _trailing(blob, parts.trailing)
    if parts.cut:
        yield Gap(blob.where.at(Part.IMAGE), GapReason.CORRUPT, unread("picture_has_no_end"))
    yield from _frames(blob, budget, parts)


def _trailing(blob: Blob, data: bytes) -> Iterator[Piece]:
    """What stands behind the end of a picture: another picture, something else, or only what fills up a sector."""
    start = min((at for magic in PICTURES if (at := data.find(magic, 0, PREFIX)) >= 0), default=0)
    inner = blob.where.inside(called("trailing"))
    solid = len(data) - data.count(0)
    few = (len(data) < FEW and sniff(Blob(blob.where, data)) == "unknown") or (solid < FILLING and solid * 10 < len(data))
    if not data.strip(b"\x00 \r\n\t") or few or _sector(blob, data):
        if data:
            yield Inert(inner, data, "padding")
        return
    if start:  # an Office drawing keeps a second picture behind its own record header ([MS-ODRAW] 2.2.23)
        yield Inert(inner, data[:start], "record header")
    yield Blob(inner, data[start:], HiddenKind.EMBEDDED_FILE)


def _sector(blob: Blob, data: bytes) -> bool:
    """Whether this fills a preview up to a sector: what stood in memory, never as even as ciphertext."""
    whole = blob.hidden is HiddenKind.THUMBNAIL and len(blob.data) % SECTOR == 0 and len(data) < 16 * SECTOR
    return whole and data.count(0) * 10 > len(data) and sniff(Blob(blob.where, data)) == "unknown"


def _frames(blob: Blob, budget: Budget, parts: Chunks) -> Iterator[Piece]:
    where = blob.where.at(Part.IMAGE)
    try:
        picture = Image.open(io.BytesIO(blob.data))
        count = getattr(picture, "n_frames", 1)
    except BROKEN as error:
        yield Gap(where, GapReason.CORRUPT, unread("error", error=type(error).__name__))
        return
    if words := described(picture.info.get("icc_profile") or b""):
        text, places = joined([(named("ICC"), word) for word in words])
        yield Segment(blob.where.at(Part.METADATA), text, places)
    met: set[bytes] = set()
    reported = False
    for number in range(count):
        at = spot("page", number + 1) if count > 1 else NOWHERE
        try:
            budget.page()
            budget.tick()
            picture.seek(number)
            budget.pixels(picture.width * picture.height)
            holds, digest = _holds_words(picture)
        except Exceeded as limit:
            yield Gap(where.at(Part.IMAGE, at), limit.reason, limit.detail)
            return
        except BROKEN as error:
            if not parts.cut:
                yield Gap(where.at(Part.IMAGE, at), GapReason.CORRUPT, unread("error", error=type(error).__name__))
            yield Gap(
                where.at(Part.IMAGE, at),
                GapReason.IMAGE_ONLY,
                unread("pixels", width=picture.width, height=picture.height),
                number,
            )
            return
        tags = dict(getattr(picture, "tag_v2", {}) if number else {})  # the first frame's are told already
        if found := [(one.spot, one.text) for one in tagged(tags, parts)]:
            text, places = joined(found)
            yield Segment(blob.where.at(Part.METADATA, at), text, places, HiddenKind.IMAGE_METADATA)
        if holds and digest not in met:
            met.add(digest)
            reported = True
            yield from _codes(where.at(Part.IMAGE, at), picture)
            yield Gap(
                where.at(Part.IMAGE, at),
                GapReason.IMAGE_ONLY,
                unread("pixels", width=picture.width, height=picture.height),
                number,
            )
    if not reported:
        yield Inert(where, blob.data, "picture")


def _codes(where: Where, picture: Image.Image) -> Iterator[Segment | Gap]:
    """What the bar codes and QR codes on the current frame say."""
    texts, damaged = codes(picture)
    if texts:
        text, places = joined([(where.spot or spot("barcode"), one) for one in texts])
        yield Segment(where, text, places)
    if damaged:
        yield Gap(where, GapReason.GARBLED, unread("codes_damaged", damaged=damaged))


def _holds_words(picture: Image.Image) -> tuple[bool, bytes]:
    """Whether the current frame could hold words, and a digest of its pixels. Raises OSError where it is broken."""
    picture.load()
    if picture.width < SMALL and picture.height < SMALL:
        return False, b""
    extrema = (picture.convert("RGBA") if picture.mode in ("P", "PA") else picture).getextrema()
    channels = extrema if isinstance(extrema[0], tuple) else (extrema,)
    return any(low != high for low, high in channels), hashlib.sha256(picture.tobytes()).digest()
