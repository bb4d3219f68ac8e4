"""Pictures: what they carry besides pixels taken out, pixels blacked out where OCR read what must go.

In: a `Blob` of a picture kind and the task. Out: the picture in its own format. PNG and JPEG lose their metadata without being
decoded; where pixels change, or the format has no such way, the picture is written anew.
"""

from __future__ import annotations

import io
import struct

from PIL import Image, ImageDraw, ImageOps

from outscan.process.search import AROUND, find, squeeze
from outscan.process.task import Refused, Task, Wanted
from outscan.types import Blob, Part
from outscan.words import say

_PNG_KEPT = frozenset(
    [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"]
)
_JPEG_KEPT = frozenset([0xE0, 0xEE])
"""JFIF and Adobe: without them colours are read otherwise. Others (EXIF, XMP, IPTC, profiles with names) are metadata."""
_JFIF, _ADOBE = 18, 16
_JFIF_SIZE, _ADOBE_SIZE = b"\x00\x10", b"\x00\x0e"
"""How long these segments are with their mark, and as they tell it: of figures alone (ITU-T T.871 §10.1; T.872 §6.5.3)."""
_TIFF_WORDS = (
    270, 271, 272, 305, 306, 315, 316, 700, 33432, 33723, 34377, 34665, 34737, 34853, 40091, 40092, 40093, 40094, 40095,
    42112, 50839,
)  # fmt: skip
"""Tags of TIFF that hold words, dates, places or whole packets of metadata (TIFF 6.0 §8, EXIF 2.32 §4.6)."""
_FORMATS = {"png": "PNG", "jpg": "JPEG", "tiff": "TIFF", "bmp": "BMP", "gif": "GIF", "webp": "WEBP"}
_LONG, _SHORT = 2600, 1000
"""Sides between which the engine looks at a picture as it is, so that its boxes are ours."""
_BLACK = (0, 0, 0)
STEP = 4
"""Times its height a bar begins and ends at: from its length the letters below cannot be counted."""
Area = tuple[float, float, float, float]


def edit(blob: Blob, task: Task) -> bytes:
    """The picture without metadata and, where words in it are wanted, with these blacked out."""
    from outscan.extract.sniff import sniff  # noqa: PLC0415 - the kind decides how it is written

    kind = sniff(blob)
    wanted = task.of(blob.where.member)
    seen = [w for w in wanted if w.where.part is Part.IMAGE]
    data = blob.data
    if seen:
        data = _blackened(blob, kind, seen, task)
    if not task.options.keep_hidden or len(wanted) > len(seen):
        made = stripped(data, kind)
        if made != data:
            task.did("remove_metadata", blob.where.at(Part.METADATA))
        data = made
    return data


def stripped(data: bytes, kind: str) -> bytes:
    """The picture without anything but its pixels and how they are shown."""
    if kind == "png":
        return _png(data)
    if kind == "jpg":
        return _jpeg(data)
    picture = _open(data)
    metadata = {k for k in picture.info if k in {"exif", "xmp", "comment", "icc_profile", "photoshop", "iptc"}}
    tagged = kind == "tiff" and any(tag in picture.getexif() for tag in _TIFF_WORDS)
    return _written([frame.copy() for frame in _frames(picture)], kind) if metadata or tagged else data


def carries(before: bytes, after: bytes, kind: str) -> bool:
    """Whether `after`, painted otherwise than `before`, holds anything beside its pixels. Raises Refused where one is broken."""
    old, new = (_frames(_open(data)) for data in (before, after))
    repainted = len(old) != len(new) or any(was.tobytes() != now.tobytes() for was, now in zip(old, new, strict=True))
    return repainted and stripped(after, kind) != after


def _open(data: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(data))
        picture.load()
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, struct.error, Image.DecompressionBombError):
        raise Refused(say("refusal.picture_broken")) from None
    return picture


def _frames(picture: Image.Image) -> list[Image.Image]:
    frames = []
    for number in range(getattr(picture, "n_frames", 1)):
        picture.seek(number)
        frames.append(picture.copy())
    return frames


def _png(data: bytes) -> bytes:
    out, at = [data[:8]], 8
    while at + 8 <= len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        name, end = data[at + 4 : at + 8], at + 12 + size
        if name in _PNG_KEPT:
            out.append(data[at:end])
        at = end
        if name == b"IEND":
            break  # what is appended behind the end is no picture
    return b"".join(out)


def _jpeg(data: bytes) -> bytes:
    out, at = [data[:2]], 2
    turned = 1
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark == 0xDA:
            break
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        segment = data[at : at + 2 + size]
        if mark == 0xE1 and segment[4:8] == b"Exif":
            turned = _turned(data)
        if mark in _JPEG_KEPT:
            out.append(_figures(segment))
        elif not (0xE0 <= mark <= 0xEF or mark == 0xFE):
            out.append(segment)
        at += 2 + size
    end = data.rfind(b"\xff\xd9")
    out.append(data[at : end + 2] if end > at else data[at:])
    if turned != 1:  # the way up stood in the EXIF data that goes: turn the pixels
        return _written([ImageOps.exif_transpose(_open(data))], "jpg")
    return b"".join(out)


def _figures(segment: bytes) -> bytes:
    """Of a segment that says how colours are read its figures alone: no small picture, no words behind them; b"" of any other."""
    if segment[4:9] == b"JFIF\0" and len(segment) >= _JFIF:
        return segment[:2] + _JFIF_SIZE + segment[4 : _JFIF - 2] + b"\0\0"
    if segment[4:9] == b"Adobe" and len(segment) >= _ADOBE:
        return segment[:2] + _ADOBE_SIZE + segment[4:_ADOBE]
    return b""


def _turned(data: bytes) -> int:
    try:
        return int(Image.open(io.BytesIO(data)).getexif().get(0x0112, 1))
    except (OSError, ValueError, TypeError, SyntaxError, struct.error):
        return 1


def _written(frames: list[Image.Image], kind: str) -> bytes:
    out = io.BytesIO()
    form = _FORMATS[kind]
    frames = [_bare(frame) for frame in frames]
    rest: dict[str, object] = (
        {"quality": 95} if form in {"JPEG", "WEBP"} else {"compression": "tiff_lzw"} if form == "TIFF" else {}
    )
    if len(frames) > 1:
        rest |= {"save_all": True, "append_images": frames[1:]}
    first = frames[0].convert("RGB") if form == "JPEG" and frames[0].mode not in {"L", "RGB"} else frames[0]
    first.save(out, form, **rest)
    return out.getvalue()


def _bare(picture: Image.Image) -> Image.Image:
    """A copy that carries nothing but pixels."""
    bare = Image.new(picture.mode, picture.size)
    if picture.mode == "P" and picture.palette is not None:
        bare.putpalette(picture.getpalette() or [])
    bare.paste(picture)
    return bare


def _blackened(blob: Blob, kind: str, wanted: list[Wanted], task: Task) -> bytes:
    frames = [ImageOps.exif_transpose(f) for f in _frames(_open(blob.data))]
    found = 0
    for number, frame in enumerate(frames):
        task.budget.pixels(frame.width * frame.height)
        made = blacked(frame.convert("RGB"), wanted)
        if made is not None:
            frames[number] = made
            found += 1
    if not found:
        if len(blob.where.member) == 1:
            raise Refused(say("refusal.picture_unsure"))
        frames = [Image.new("RGB", frame.size, _BLACK) for frame in frames]
        task.note(say("change.picture_whole"))
    task.did("redact", blob.where.at(Part.IMAGE), max(found, 1), say("change.blotted"))
    return _written(frames, kind)


def blacked(picture: Image.Image, wanted: list[Wanted]) -> Image.Image | None:
    """`picture` with the wanted words blacked out, upright or on its side; None where they are not found or still read after."""
    for turned in (False, True):
        made = picture.transpose(Image.Transpose.ROTATE_90) if turned else picture.copy()
        areas = boxes(made, wanted)
        if not areas:
            continue
        draw = ImageDraw.Draw(made)
        for area in areas:
            draw.rectangle(bar(area), fill=_BLACK)
        if not boxes(made, wanted):
            return made.transpose(Image.Transpose.ROTATE_270) if turned else made
    return None


def bar(area: Area) -> Area:
    """The bar over `area`: out to the next multiples of its height to the left and right."""
    left, top, right, bottom = area
    step = max(bottom - top, 1.0) * STEP
    return left // step * step, top, -(-right // step) * step, bottom


def boxes(picture: Image.Image, wanted: list[Wanted]) -> list[Area]:
    """Where the wanted words stand in a picture, in its pixels; [] where no engine is here or nothing was found."""
    from outscan.ocr import Ocr  # noqa: PLC0415 - an extra

    if not Ocr.available():
        raise Refused(say("refusal.picture_no_ocr"))
    from outscan.ocr.engine import look  # noqa: PLC0415 - heavy

    long = max(picture.size)
    factor = _SHORT / long if long < _SHORT else _LONG / long if long > _LONG else 1.0
    sized = (
        picture
        if factor == 1.0
        else picture.resize((max(round(picture.width * factor), 1), max(round(picture.height * factor), 1)))
    )
    lines = look(sized)
    text = "".join(line.text for line in lines)
    squeezed_text = squeeze(text)
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line.text)
    areas = []
    for one in wanted:
        hits = next((h for n in AROUND if (h := list(find(squeezed_text, one.before, one.quote, one.after, n)))), [])
        for start, end in hits:
            for line, first in zip(lines, starts, strict=True):
                a, b = max(start - first, 0), min(end - first, len(line.text))
                if a < b:
                    wide, pad = line.right - line.left, line.height * 0.25
                    left = line.left + wide * max(a - 0.5, 0) / len(line.text)
                    right = line.left + wide * min(b + 0.5, len(line.text)) / len(line.text)
                    box = (left - pad, line.top - pad, right + pad, line.bottom + pad)
                    areas.append(tuple(v / factor for v in box))
    return [(a, b, c, d) for a, b, c, d in areas]
