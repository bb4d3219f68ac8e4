"""Reader of XML of any kind: svg, kml, gpx, gml, Word 2003 and Excel 2003 XML, flat OPC, and what no other room knows.

In: `Blob`. Out: the text of elements as one segment, words in attributes, comments and processing instructions as hidden things,
coordinates as a grid, packed files as blobs. No entity, DTD or address outside the file is ever resolved: a document type that
declares entities is a gap beside what was read, because its text may say what we did not see.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from outscan.extract.markup.listener import Found
from outscan.extract.markup.parsing import ENTITY, ILLEGAL, stated, undefined, walk
from outscan.extract.markup.segments import segments
from outscan.legible import decode
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, HiddenKind, Inert, Piece, unread
from outscan.words.members import called

__all__ = ["read"]

_SEALED = b"http://www.w3.org/2001/04/xmlenc#"
"""Whose CipherValue hides what stood in the element (XML Encryption, §2.2)."""
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield what an XML document holds."""
    decoded = decode(blob.data, stated(blob.data))
    text = decoded.text.lstrip("\ufeff").replace("\0", "")
    budget.tick()
    found = Found()
    if ENTITY.search(text[: 1 << 16]):
        found.gaps.append((GapReason.CORRUPT, unread("entities_declared")))
    walk(ILLEGAL.sub("", _DECLARATION.sub("", undefined(text, found))), found, budget)
    if not decoded.sound:
        found.gaps.append((GapReason.GARBLED, unread("encoding", encoding=decoded.encoding)))
    empty = not (
        any(found.lines)
        or found.attributes
        or found.comments
        or found.points
        or found.packed
        or found.addresses
        or found.diagrams
        or found.gaps
    )
    if empty:
        yield Inert(blob.where, blob.data, "markup without words")
    yield from segments(blob.where, found)
    for number, (name, body) in enumerate(found.packed, 1):
        inner = blob.where.inside(re.sub(r"^.*[/:\\]", "", name) or f"bin-{number}")
        try:
            data = base64.b64decode(re.sub(r"\s", "", body))
        except (binascii.Error, ValueError):
            yield Gap(inner, GapReason.CORRUPT, unread("base64"))
            continue
        budget.spend(len(data), len(body))
        yield Blob(inner, data, HiddenKind.EMBEDDED_FILE)
    for number, data in enumerate(dict.fromkeys(found.diagrams), 1):
        yield Blob(blob.where.inside(called("diagram", n=number, ending="xml")), data)
    yield from found.svg.pieces(blob.where, budget)
    if _SEALED in blob.data and b"CipherValue" in blob.data:
        yield Gap(blob.where, GapReason.ENCRYPTED, unread("format", kind="xmlenc"))
    for reason, detail in found.gaps:
        yield Gap(blob.where, reason, detail)
