"""Drawings of draw.io: written into a picture, an attribute or a file of their own, packed or not.

In: a text. Out: whether it is such a drawing, and its XML. The pages of one are base64 of deflated, percent-encoded XML.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from urllib.parse import unquote

from outscan.limits import MIB, Budget

_DIAGRAM = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:mxfile|mxGraphModel)[\s>]")
_PACKED = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")


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
