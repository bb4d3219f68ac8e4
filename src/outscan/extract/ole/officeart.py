"""Drawings of the binary formats: [MS-ODRAW] pictures and the words a shape keeps outside its text.

In: bytes of a drawing stream, walked record by record or searched where the format only points into it.
Out: pictures as (name, bytes); names, alternative texts and WordArt as (what, text).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from outscan.extract.collected import Collected
from outscan.limits import Budget
from outscan.types import SOFT, HiddenKind, Part, Segment, Where, spot

_BLIP = re.compile(rb"[\x1a-\x1f\x29\x2a]\xf0")
_ENDING = {
    0xF01A: "emf", 0xF01B: "wmf", 0xF01C: "pict", 0xF01D: "jpg", 0xF01E: "png", 0xF01F: "bmp", 0xF029: "tiff", 0xF02A: "jpg",
}  # fmt: skip
_METAFILES = frozenset({0xF01A, 0xF01B, 0xF01C})
# [MS-ODRAW] 2.2.23-2.2.32: an instance with two UIDs is one higher
_ONE_UID = frozenset({0x3D4, 0x216, 0x542, 0x46A, 0x6E2, 0x6E0, 0x7A8, 0x6E4})
_TWO_UIDS = frozenset({0x3D5, 0x217, 0x543, 0x46B, 0x6E3, 0x6E1, 0x7A9, 0x6E5})
_TEXT_PROPERTIES = {
    0x0C0: "wordart", 0x380: "name", 0x381: "alt", 0x382: "hyperlink", 0x38D: "tooltip", 0x105: "picture", 0x3A1: "title",
}  # fmt: skip
_OPT = re.compile(rb"[\x0b\x21\x22]\xf0")


def _inflated(data: bytes, budget: Budget) -> bytes:
    """The metafile out of its packed form; nothing where it is broken, which makes an empty blob and so a gap."""
    unpacker = zlib.decompressobj()

    def chunks() -> Iterator[bytes]:
        rest = data
        while rest and not unpacker.eof:
            yield unpacker.decompress(rest, 1 << 20)
            rest = unpacker.unconsumed_tail

    try:
        return budget.inflate(chunks(), len(data))
    except zlib.error:
        return b""


def blips(data: bytes, budget: Budget) -> Iterator[tuple[str, bytes]]:
    """Yield (ending, bytes) of every picture record in `data`; metafiles are inflated."""
    done = 0
    for match in _BLIP.finditer(data):
        at = match.start() - 2
        if at < done or at + 8 > len(data):
            continue
        head, kind, length = struct.unpack_from("<HHI", data, at)
        instance = head >> 4
        uids = 1 if instance in _ONE_UID else 2 if instance in _TWO_UIDS else 0
        if head & 0xF or not uids or not 17 < length <= len(data) - at - 8:
            continue
        body = data[at + 8 + 16 * uids : at + 8 + length]
        done = at + 8 + length
        if kind not in _METAFILES:
            content = body[1:]
            if kind == 0xF01F and not content.startswith(b"BM"):
                content = b"BM" + struct.pack("<IHHI", 14 + len(content), 0, 0, 54) + content
            yield _ENDING[kind], content
            continue
        packed = body[32] == 0 if len(body) > 33 else False
        content = _inflated(body[34:], budget) if packed else body[34:]
        if kind == 0xF01B and not content.startswith(b"\xd7\xcd\xc6\x9a"):
            # a placeable header, so that sizes are known: the bounds of [MS-ODRAW] OfficeArtMetafileHeader
            left, top, right, bottom = struct.unpack_from("<4i", body, 4)
            box = struct.pack("<HH4hHI", 0xCDD7 ^ 0x0, 0x9AC6, 0, 0, 0, 0, 0, 0)[:4]
            sides = [max(-32768, min(32767, v)) for v in (left, top, right, bottom)]
            placeable = box + struct.pack("<H4hHI", 0, *sides, 1440, 0)
            checksum = 0
            for word in struct.unpack("<10H", placeable):
                checksum ^= word
            content = placeable + struct.pack("<H", checksum) + content
        yield _ENDING[kind], content


def shape_words(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield (what, text) of every complex text property in the shape option tables of `data` ([MS-ODRAW] 2.2.7)."""
    done = 0
    for match in _OPT.finditer(data):
        at = match.start() - 2
        if at < done or at + 8 > len(data):
            continue
        head, _, length = struct.unpack_from("<HHI", data, at)
        count = head >> 4
        if head & 0xF != 3 or not count or not 6 * count <= length <= len(data) - at - 8:
            continue
        body = at + 8 + 6 * count
        done = at + 8 + length
        for i in range(count):
            code, value = struct.unpack_from("<HI", data, at + 8 + 6 * i)
            if not code & 0x8000:
                continue
            raw = data[body : min(body + value, done)]
            body += value
            what = _TEXT_PROPERTIES.get(code & 0x3FFF)
            if what and len(raw) > 2:
                text = (
                    raw.decode("utf-16-le", "replace")
                    .rstrip("\0")
                    .strip()
                    .replace("\r\n", SOFT)
                    .replace("\r", SOFT)
                    .replace("\n", SOFT)
                )
                if text:
                    yield what, text


def shapes(data: bytes, where: Where) -> Iterator[Segment]:
    """Yield what shapes say: WordArt is seen, names and alternative texts are not."""
    found = Collected()
    for what, text in shape_words(data):
        if what == "wordart":
            found.say(Part.BODY, None, spot("wordart"), text)
        else:
            found.say(Part.HIDDEN, HiddenKind.ALT_TEXT, spot("shape", None, what), text)
    yield from found.pieces(where)
