"""Drawings that programs write into a picture, an attribute, a comment or a file of their own, packed or not.

In: a text. Out: whether it is such a drawing, and what it says: the XML of draw.io, whose pages are base64 of deflated,
percent-encoded XML; the JSON of Excalidraw, which is deflated and kept as a string of one character a byte.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from urllib.parse import unquote

from outscan.lazy_regex import lazy
from outscan.limits import MIB, Budget

_DIAGRAM = lazy(r"\s*(?:<\?xml[^>]*>\s*)?<(?:mxfile|mxGraphModel)[\s>]")
_HEAD = 200
"""Characters in which a wrapper says what it is."""
_PACKED = lazy(r"[A-Za-z0-9+/]{16,}={0,2}")


def diagram(text: str) -> bool:
    """Whether the text is a diagram as draw.io writes it, percent-encoded or not."""
    head = text[:200]
    return bool(_DIAGRAM.match(unquote(head) if head.startswith("%3C") else head))


def written(text: str) -> bytes:
    """The XML of such a text."""
    return (unquote(text) if text.startswith("%3C") else text).encode("utf-8", "replace")


def inflated(body: str, budget: Budget) -> bytes:
    """The XML of a packed page; b"" where it is none."""
    solid = "".join(body.split())
    if not _PACKED.fullmatch(solid):
        return b""
    try:
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        raw = budget.inflate([engine.decompress(base64.b64decode(solid), 64 * MIB)], len(solid))
    except (binascii.Error, ValueError, zlib.error):
        return b""
    return unquote(raw.decode("utf-8", "replace")).encode()


def sketched(text: str, budget: Budget) -> list[bytes]:
    """The JSON of an Excalidraw drawing in the wrapper of its exports (`"encoding": "bstring", "encoded": …`), [] elsewhere.

    Where its stream is damaged or cut off, what could be unpacked, and the packed bytes, which nobody reads.
    """
    if '"bstring"' not in text[:_HEAD] and '"encoded"' not in text[:_HEAD]:
        return []
    try:
        saved = json.loads(text)
        kept = saved["encoded"].encode("latin-1")
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError, UnicodeEncodeError):
        return []  # no such wrapper: its text is told as it stands
    if not saved.get("compressed"):
        return [bytes(kept)]
    engine = zlib.decompressobj()
    try:
        drawing = budget.inflate([engine.decompress(kept, 64 * MIB)], len(kept))
    except zlib.error:
        return [kept]
    return [drawing] if engine.eof else [drawing, kept]
