"""What is written about a picture: comments, EXIF, IPTC, XMP, and where it was taken.

In: `Chunks` of a picture file. Out: `Said`: one text with its kind and the name a person finds it under.
Numbers of the camera (exposure, resolution) are left out: they are nobody's words. The place of the shot is not.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping

from PIL import Image

from outscan.errors import Exceeded
from outscan.extract.image.chunks import EXIF, XMP_APP1, Chunks, resourced
from outscan.extract.unnamed import texts_in
from outscan.extract.xmp import xmp
from outscan.legible import decode
from outscan.limits import Budget
from outscan.nouns import Struct
from outscan.types import HiddenKind

NAMES = {
    269: "DocumentName", 270: "ImageDescription", 271: "Make", 272: "Model", 285: "PageName", 305: "Software", 315: "Artist",
    316: "HostComputer", 33432: "Copyright", 37510: "UserComment", 40091: "XPTitle", 40092: "XPComment", 40093: "XPAuthor",
    40094: "XPKeywords", 40095: "XPSubject", 42032: "CameraOwnerName", 42033: "BodySerialNumber", 42036: "LensModel", 700: "XMP",
    34737: "GeoAsciiParams", 42112: "GDAL_METADATA",
}  # fmt: skip
"""Exif 2.32 and TIFF 6.0 tags that hold words."""
PERSONS = frozenset({315, 40093, 42032})
EXIF_IFD, GPS_IFD = 0x8769, 0x8825
LIMIT = 4_000_000
_PHOTOSHOP, _IPTC = 34377, 33723
_PROFILE = b"Raw profile type "
_RESOURCES = ("JPEG:APP13", "gap")
LETTERS = 4
"""Of a text under a number nobody knows; dates and versions have fewer."""
_LETTERS = re.compile(r"[^\W\d_]")


class Said(Struct, frozen=True):
    """One thing written about a picture."""

    kind: HiddenKind
    spot: str
    text: str


def said(parts: Chunks, budget: Budget) -> Iterator[Said]:
    """Yield every text about the picture, each once."""
    met: set[str] = set()
    for one in _all(parts, budget):
        text = one.text.replace("\x00", "").strip()
        if text and text not in met and not (one.spot.startswith(_RESOURCES) and any(text in more for more in met)):
            met.add(text)
            yield Said(one.kind, one.spot, text)


def _all(parts: Chunks, budget: Budget) -> Iterator[Said]:
    for name, raw in parts.texts:
        yield from _text(name, raw, budget, parts)
    if parts.exif:
        yield from _exif(parts)
    for body in parts.iptc:
        yield from _iptc(body)
    for at, raw in parts.rest:
        for text in texts_in(raw):
            yield Said(HiddenKind.IMAGE_METADATA, at, text)
    for packet in parts.xmp:
        for name, kind, text in xmp(packet):
            yield Said(HiddenKind.IMAGE_METADATA if kind is HiddenKind.PROPERTY else kind, f"XMP:{name}", text)


def words(raw: bytes) -> str:
    """`raw` as text in whatever encoding explains it."""
    return decode(raw.strip(b"\x00")).text if raw.strip(b"\x00") else ""


def _text(name: str, raw: bytes, budget: Budget, parts: Chunks) -> Iterator[Said]:
    """A comment, or one of the three text chunks of PNG (ISO/IEC 15948 §11.3.3)."""
    if name not in ("tEXt", "zTXt", "iTXt"):
        yield Said(HiddenKind.IMAGE_METADATA, name, words(raw))
        return
    key, _, rest = raw.partition(b"\x00")
    packed = name == "zTXt"
    if name == "iTXt":
        packed = rest[:1] == b"\x01"
        called, rest = [b"", *rest[2:].split(b"\x00", 2)][-2:]  # behind the language
        yield Said(HiddenKind.IMAGE_METADATA, f"PNG:{words(key)}", words(called))
    elif packed:
        rest = rest[1:]
    if packed:
        rest = _inflate(rest, budget)
    if key == b"XML:com.adobe.xmp":
        parts.xmp.append(rest)
        return
    if key.startswith(_PROFILE) and (raw := _profile(rest)):
        _profiled(key[len(_PROFILE) :], raw, parts)
        return
    if name == "tEXt" and b'"bstring"' in rest[:200]:  # one character a byte: no encoding to be guessed
        yield Said(HiddenKind.IMAGE_METADATA, f"PNG:{words(key)}", rest.decode("latin-1"))
    else:
        yield Said(HiddenKind.IMAGE_METADATA, f"PNG:{words(key)}", words(rest))


def _profile(rest: bytes) -> bytes:
    """What ImageMagick writes as hex: a line with the profile's name, one with its length, then the digits."""
    digits = re.sub(rb"\s", b"", b"".join(rest.strip().split(b"\n")[2:]))
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return b""


def _profiled(kind: bytes, raw: bytes, parts: Chunks) -> None:
    if kind in (b"exif", b"APP1") and raw.startswith(EXIF):
        parts.exif = parts.exif or raw[len(EXIF) :]
    elif kind in (b"xmp", b"APP1"):
        parts.xmp.append(raw.removeprefix(XMP_APP1))
    else:  # iptc, 8bim and what else programs keep
        resourced(raw, parts, f"PNG:{words(kind)}")


def _inflate(raw: bytes, budget: Budget) -> bytes:
    engine = zlib.decompressobj()
    try:
        return budget.inflate([engine.decompress(raw, LIMIT)], len(raw))
    except (zlib.error, Exceeded):
        return b""


def _exif(parts: Chunks) -> Iterator[Said]:
    exif = Image.Exif()
    try:
        exif.load(parts.exif if parts.exif[:2] in (b"II", b"MM") else b"")
        tags = dict(exif) | dict(exif.get_ifd(EXIF_IFD))
        place = dict(exif.get_ifd(GPS_IFD))
    except (SyntaxError, ValueError, OSError, KeyError, TypeError, IndexError, ZeroDivisionError):
        return
    yield from written(tags, parts)
    yield from _place(place)


def written(tags: Mapping[int, object], parts: Chunks) -> Iterator[Said]:
    """Yield the words of the tags of one directory: those known to hold some, and texts under any other number."""
    for tag, value in tags.items():
        if tag not in NAMES:
            if tag == _PHOTOSHOP and isinstance(value, bytes):
                resourced(value, parts, f"EXIF:{tag}")
            elif tag == _IPTC and isinstance(value, bytes):
                parts.iptc.append(value)
            elif isinstance(value, bytes):
                yield from (Said(HiddenKind.IMAGE_METADATA, f"EXIF:{tag}", text) for text in texts_in(value))
            elif isinstance(value, str) and len(_LETTERS.findall(text := _value(tag, value))) >= LETTERS:
                yield Said(HiddenKind.IMAGE_METADATA, f"EXIF:{tag}", text)
            continue
        if tag == 700:
            parts.xmp.append(bytes(value) if isinstance(value, bytes | tuple) else str(value).encode())
            continue
        kind = HiddenKind.PERSON_PROPERTY if tag in PERSONS else HiddenKind.IMAGE_METADATA
        yield Said(kind, f"EXIF:{NAMES[tag]}", _value(tag, value))


def _value(tag: int, value: object) -> str:
    if isinstance(value, tuple) and all(isinstance(one, int) and 0 <= one < 256 for one in value):
        value = bytes(value)
    if isinstance(value, bytes) and NAMES.get(tag, "").startswith("XP"):  # the XP tags are UTF-16
        return value.decode("utf-16-le", "replace")
    if tag == 37510 and isinstance(value, bytes):
        code, rest = value[:8].rstrip(b"\x00 "), value[8:]
        if code == b"UNICODE":
            wide = "utf-16-be" if rest[:1] == b"\x00" or rest[:2] == b"\xfe\xff" else "utf-16-le"
            return rest.decode(wide, "replace").lstrip("\ufeff")
        return words(rest if code in (b"ASCII", b"JIS", b"") else value)
    if isinstance(value, bytes):
        return words(value)
    if isinstance(value, str) and not value.isascii():
        try:  # Pillow reads ASCII tags as Latin-1; cameras and programs write UTF-8 or GBK into them
            return words(value.encode("latin-1"))
        except UnicodeEncodeError:
            return value
    return str(value)


def _place(tags: dict[int, object]) -> Iterator[Said]:
    """Where the picture was taken, in decimal degrees (Exif 2.32 §4.6.6)."""
    try:
        latitude, longitude = _degrees(tags.get(2)), _degrees(tags.get(4))
    except (TypeError, ValueError, ZeroDivisionError):
        latitude = longitude = None
    if latitude is not None and longitude is not None:
        north = "南纬" if str(tags.get(1, "N")).upper().startswith("S") else "北纬"
        east = "西经" if str(tags.get(3, "E")).upper().startswith("W") else "东经"
        yield Said(HiddenKind.LOCATION, "EXIF:GPS", f"{north}{latitude:.6f}° {east}{longitude:.6f}°")
    for tag in (27, 28):
        value = tags.get(tag)
        if isinstance(value, bytes):
            yield Said(HiddenKind.LOCATION, "EXIF:GPS", words(value[8:]))


def _degrees(value: object) -> float | None:
    if not isinstance(value, tuple) or not value:
        return None
    parts = [float(one) for one in value[:3]]
    total = sum(part / 60**i for i, part in enumerate(parts))
    return total if total == total else None  # noqa: PLR0124 - NaN, where a denominator is 0


def _iptc(body: bytes) -> Iterator[Said]:
    """The IPTC-IIM record of a Photoshop resource block: application record 2, datasets that hold words."""
    at = body.find(b"\x1c\x02")
    while at >= 0 and at + 5 <= len(body) and body[at] == 0x1C:
        record, dataset, size = body[at + 1], body[at + 2], int.from_bytes(body[at + 3 : at + 5], "big")
        if size & 0x8000:
            return
        value = body[at + 5 : at + 5 + size]
        if record == 2 and dataset not in (0, 55, 60, 62, 63):
            kind = HiddenKind.PERSON_PROPERTY if dataset in (80, 85, 122) else HiddenKind.IMAGE_METADATA
            yield Said(kind, f"IPTC:2:{dataset}", words(value))
        at += 5 + size
