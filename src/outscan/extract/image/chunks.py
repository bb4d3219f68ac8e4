"""The chunks of picture files, walked by their own lengths: so that what stands behind the end is seen.

In: the bytes of a picture. Out: `Chunks`: texts, EXIF, IPTC and XMP packets, thumbnails, whatever else lies in the file under a
name nobody here knows or between its parts, what follows the end, whether the end is missing.
Sources: PNG (ISO/IEC 15948 §5), JPEG (ITU-T T.81 annex B), GIF89a, RIFF (WebP), BMP, TIFF 6.0.
Deliberately decodes no pixels, but those of a PNG whose end mark lacks: are they all there?
"""

from __future__ import annotations

import struct
import zlib

from outscan.extract.image.boxes import boxed
from outscan.extract.image.photoshop import IPTC, PICTURE_AT, THUMBNAILS, resources
from outscan.extract.image.slack import unclaimed
from outscan.nouns import Struct, field

_PNG_KNOWN = frozenset(
    {
        b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs", b"tIME", b"hIST",
        b"acTL", b"fcTL", b"fdAT", b"cICP", b"mDCV", b"cLLI",
    }
)  # fmt: skip
"""Chunks of PNG whose every byte is a figure."""
PNG, GIF = b"\x89PNG\r\n\x1a\n", (b"GIF87a", b"GIF89a")
EXIF = b"Exif\x00\x00"
XMP_APP1 = b"http://ns.adobe.com/xap/1.0/\x00"
XMP_MORE = b"http://ns.adobe.com/xmp/extension/\x00"
XMP_GIF = b"XMP DataXMP"
_PROFILE, _PICTURED = b"ICC_PROFILE\x00", b"JFXX\x00\x10"
MOST_PIXELS = 1 << 26
"""Bytes of pixels unpacked to see whether they are all there."""


class Chunks(Struct):
    """What a picture file holds beside its pixels. `texts` are (what it is called, raw chunk)."""

    texts: list[tuple[str, bytes]] = field(default_factory=list)
    exif: bytes = b""
    iptc: list[bytes] = field(default_factory=list)
    xmp: list[bytes] = field(default_factory=list)
    thumbnails: list[bytes] = field(default_factory=list)
    rest: list[tuple[str, bytes]] = field(default_factory=list)
    """What is none of these, nor pixels: (segment or chunk, its bytes)."""
    trailing: bytes = b""
    cut: bool = False


def chunks(data: bytes) -> Chunks:
    """Take the picture `data` apart; whatever is not understood is left to the decoder to complain of."""
    found = Chunks()
    if data.startswith(PNG):
        _png(data, found)
    elif data.startswith(b"\xff\xd8"):
        _jpeg(data, found)
        found.rest += boxed(found.rest)
    elif data.startswith(GIF):
        _gif(data, found)
    elif data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        _webp(data, found)
    elif data.startswith(b"BM"):
        _bmp(data, found)
    elif data[:4] in (b"II*\x00", b"MM\x00*"):
        found.exif = data
        found.rest += [("gap", gap) for gap in unclaimed(data)]
    if found.exif is not data and (small := _thumbnail(found.exif)):
        found.thumbnails.insert(0, small)
    return found


def _png(data: bytes, found: Chunks) -> None:
    at = len(PNG)
    while at + 8 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + size]
        at += 12 + size
        if at > len(data):
            break
        if name in (b"tEXt", b"zTXt", b"iTXt"):
            found.texts.append((name.decode(), body))
        elif name == b"eXIf":
            found.exif = body
        elif name == b"IEND":
            found.trailing = data[at:]
            return
        elif name not in _PNG_KNOWN:
            found.rest.append((f"PNG:{name.decode('latin-1')}", body.partition(b"\0")[0] if name == b"iCCP" else body))
    found.cut = at != len(data) or not _painted(data)


def _painted(data: bytes) -> bool:
    """Whether all chunks of a PNG are whole and its pixels end where they should: what lacks is the end mark alone."""
    stream, at, held = zlib.decompressobj(), len(PNG), 0
    while at < len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        left = data[at + 8 : at + 8 + size] if name == b"IDAT" else b""
        while left and not stream.eof and held < MOST_PIXELS:
            try:
                held += len(stream.decompress(left, 1 << 20))
            except zlib.error:
                return False
            left = stream.unconsumed_tail
        at += 12 + size
    return stream.eof


def _jpeg(data: bytes, found: Chunks) -> None:
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            at = data.find(b"\xff", at)
            if at < 0:
                break
            continue
        marker = data[at + 1]
        if marker in (0x00, 0x01, 0xFF) or 0xD0 <= marker <= 0xD8:
            at += 1 if marker == 0xFF else 2
            continue
        if marker == 0xD9:
            found.trailing = data[at + 2 :]
            return
        size = struct.unpack_from(">H", data, at + 2)[0]
        _application(marker, data[at + 4 : at + 2 + size], found)
        at += 2 + size
    if b"\xff\xd9" not in data[at:]:  # the marker may stand within four bytes of the end
        found.cut = True


def _application(marker: int, body: bytes, found: Chunks) -> None:
    name = f"JPEG:APP{marker - 0xE0}"
    if marker == 0xFE:
        found.texts.append(("COM", body))
    elif marker == 0xE1 and body.startswith(EXIF):
        found.exif = found.exif or body[len(EXIF) :]
    elif marker == 0xE1 and body.startswith(XMP_APP1):
        found.xmp.append(body[len(XMP_APP1) :])
    elif marker == 0xE1 and body.startswith(XMP_MORE):
        part = body[len(XMP_MORE) + 40 :]
        if len(found.xmp) > 1:
            found.xmp[1] += part
        else:
            found.xmp = [*(found.xmp or [b""]), part]
    elif marker == 0xED:
        resourced(body, found, name)
    elif marker == 0xE0 and body.startswith(_PICTURED):
        found.thumbnails.append(body[len(_PICTURED) :])
    elif marker == 0xE2 and body.startswith(_PROFILE):
        return  # a part of a colour profile: read as a whole
    elif 0xE0 <= marker <= 0xEF:
        found.rest.append((name, body))


def resourced(body: bytes, found: Chunks, name: str) -> None:
    """Image resources of Photoshop, or what else claims their segment."""
    met = list(resources(body))
    for number, title, data in met:
        if number == IPTC:
            found.iptc.append(data)
        elif number in THUMBNAILS:
            found.thumbnails.append(data[PICTURE_AT:])
        else:
            found.rest.append((f"{name}:{number:#06x}", data))
        if title:
            found.rest.append((f"{name}:{number:#06x}", title))
    if not met and body:
        found.iptc.append(body)
        found.rest.append((name, body))


def _gif(data: bytes, found: Chunks) -> None:
    at = 13 + (3 << ((data[10] & 7) + 1) if len(data) > 10 and data[10] & 0x80 else 0)
    while at < len(data):
        block = data[at]
        if block == 0x3B:
            found.trailing = data[at + 1 :]
            return
        if block == 0x21 and at + 2 < len(data):
            label = data[at + 1]
            first = data[at + 3 : at + 3 + data[at + 2]]
            if label == 0xFF and first == XMP_GIF:
                end = data.find(b"\x01\xff\xfe", at)
                found.xmp.append(data[at + 14 : end if end > 0 else len(data)])
                at = data.find(b"\x00\x00", end if end > 0 else at) + 2 if end > 0 else len(data)
                continue
            body, at = _blocks(data, at + 2)
            if label in (0xFE, 0x01):
                found.texts.append(("comment", body if label == 0xFE else body[12:]))
            elif label == 0xFF:
                found.rest.append((f"GIF:{body[:11].decode('latin-1')}", body[11:]))
        elif block == 0x2C and at + 9 < len(data):
            at += 10 + (3 << ((data[at + 9] & 7) + 1) if data[at + 9] & 0x80 else 0) + 1
            _, at = _blocks(data, at)
        else:
            break
    found.cut = True


def _blocks(data: bytes, at: int) -> tuple[bytes, int]:
    """The joined data sub-blocks from `at`, and where they end."""
    parts = []
    while at < len(data) and data[at]:
        parts.append(data[at + 1 : at + 1 + data[at]])
        at += 1 + data[at]
    return b"".join(parts), at + 1


_WEBP_KNOWN = frozenset([b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"])


def _webp(data: bytes, found: Chunks) -> None:
    end = 8 + struct.unpack_from("<I", data, 4)[0]
    at = 12
    while at + 8 <= min(end, len(data)):
        name, size = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + size]
        if name == b"EXIF":
            found.exif = body.removeprefix(EXIF)
        elif name == b"XMP ":
            found.xmp.append(body)
        elif name not in _WEBP_KNOWN:
            found.rest.append((f"WEBP:{name.decode('latin-1')}", body))
        at += 8 + size + (size & 1)
    found.cut = end > len(data)
    found.trailing = data[end + (end & 1) :]


def _bmp(data: bytes, found: Chunks) -> None:
    if len(data) < 26:
        found.cut = True
        return
    size = struct.unpack_from("<I", data, 2)[0]
    if 26 < size <= len(data):
        found.trailing = data[size:]
    start, header = struct.unpack_from("<II", data, 10)
    found.rest.append(("gap", data[14 + header : start]))  # masks and colours, as a rule


def _thumbnail(exif: bytes) -> bytes:
    """The JPEG of IFD1 (Exif 2.32 §4.5.5), empty where there is none."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None or len(exif) < 8:
        return b""
    try:
        first = struct.unpack_from(order + "I", exif, 4)[0]
        count = struct.unpack_from(order + "H", exif, first)[0]
        second = struct.unpack_from(order + "I", exif, first + 2 + 12 * count)[0]
        if not second:
            return b""
        tags = {}
        for i in range(struct.unpack_from(order + "H", exif, second)[0]):
            tag, _, _, value = struct.unpack_from(order + "HHII", exif, second + 2 + 12 * i)
            tags[tag] = value
    except struct.error:
        return b""
    start, size = tags.get(0x201, 0), tags.get(0x202, 0)
    body = exif[start : start + size]
    return body if body.startswith(b"\xff\xd8") else b""
