"""JBIG2 pictures, as OFD and scanners keep black-and-white pages: each page handed on as a PDF of one page that shows it.

In: a `Blob` of kind `jb2`, with or without the header of a file. Out: a PDF for each page, which its reader and OCR look at like
any scan (PDFium decodes JBIG2); a gap where the segments break off. Source: ITU-T T.88, 7.2, annex D; ISO 32000-1, 7.4.7.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from outscan.limits import Budget
from outscan.nouns import Struct
from outscan.types import Blob, Gap, GapReason, Part, unread
from outscan.words.members import called

SIGNATURE = b"\x97JB2\r\n\x1a\n"
PAGE, END_OF_PAGE, STRIPE, END_OF_FILE = 48, 49, 50, 51
UNKNOWN = 0xFFFFFFFF
MOST = 100_000
"""Segments of one file."""


class _Segment(Struct):
    """Its header with page 1 in it, its type, the page it belongs to (0: all of them), and its data."""

    header: bytes
    kind: int
    page: int
    length: int
    data: bytes = b""


def read(blob: Blob, budget: Budget) -> Iterator[Blob | Gap]:
    """Yield a PDF for every page of `blob`."""
    segments, whole = _segments(blob.data)
    pages = [one for one in segments if one.kind == PAGE and len(one.data) >= 8]
    for number, page in enumerate(pages, 1):
        budget.tick()
        wide, high = struct.unpack_from(">II", page.data)
        if high == UNKNOWN:  # told in stripes; the last one ends there
            ends = [struct.unpack(">I", one.data)[0] for one in segments if one.kind == STRIPE and len(one.data) == 4]
            high = max(ends, default=-1) + 1
        if not wide or not high:
            yield Gap(blob.where.at(Part.IMAGE), GapReason.IMAGE_ONLY, unread("jbig2_pixels", wide=wide, high=high))
            continue
        budget.pixels(wide * high)
        mine = [one for one in segments if one.page in (0, page.page) and one.kind not in (END_OF_PAGE, END_OF_FILE)]
        yield Blob(
            blob.where.inside(called("page", page=number, ending="pdf")),
            _pdf(wide, high, b"".join(one.header + one.data for one in mine)),
        )
    if not whole or not pages:
        yield Gap(blob.where.at(Part.IMAGE), GapReason.CORRUPT, unread("jbig2_breaks_off"))


def _segments(data: bytes) -> tuple[list[_Segment], bool]:
    """The segments of a file, and whether none breaks off."""
    at, apart = 0, False
    if data.startswith(SIGNATURE) and len(data) > len(SIGNATURE):
        flags = data[8]
        at, apart = (9 if flags & 2 else 13), not flags & 1  # random access: all headers first
    found: list[_Segment] = []
    try:
        while at < len(data) and len(found) < MOST:
            segment, at = _header(data, at)
            if not apart:
                segment.data = data[at : at + segment.length] if segment.length != UNKNOWN else data[at:]
                at += len(segment.data)
            found.append(segment)
            if segment.kind == END_OF_FILE:
                break
    except (struct.error, IndexError):
        return found, False
    for segment in found if apart else ():
        segment.data = data[at : at + segment.length]
        at += segment.length
    return found, all(len(one.data) == one.length for one in found if one.length != UNKNOWN)


def _header(data: bytes, at: int) -> tuple[_Segment, int]:
    """A segment header, its page set to 1 as a PDF wants it, and where it ends. Raises where it breaks off."""
    start = at
    number, flags, count = struct.unpack_from(">IBB", data, at)
    at += 6
    referred = count >> 5
    if referred == 7:
        referred = struct.unpack_from(">I", data, at - 1)[0] & 0x1FFFFFFF
        at += 3 + (referred + 8) // 8
    at += referred * (1 if number <= 256 else 2 if number <= 65536 else 4)
    wide = 4 if flags & 0x40 else 1
    page = int.from_bytes(data[at : at + wide], "big")
    length = struct.unpack_from(">I", data, at + wide)[0]
    header = data[start:at] + min(page, 1).to_bytes(wide, "big") + struct.pack(">I", length)
    return _Segment(header, flags & 63, page, length), at + wide + 4


def _pdf(wide: int, high: int, data: bytes) -> bytes:
    """A PDF of one page that shows the picture."""
    paint = f"q {wide} 0 0 {high} 0 0 cm /I Do Q".encode()
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>"
        % (wide, high),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(paint), paint),
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 1 "
        b"/Filter /JBIG2Decode /Length %d >>\nstream\n%b\nendstream" % (wide, high, len(data), data),
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)
