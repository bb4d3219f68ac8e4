"""What comments and processing instructions of XML say: no reader of a format shows them, every editor does.

In: the bytes of an XML part, in any encoding. Out: their words, each once. Knows no format.
"""

from __future__ import annotations

import codecs
import re

from outscan.lazy_regex import lazy
from outscan.legible import decode
from outscan.types import HiddenKind, Part, Segment, Where, joined

_ASIDE = lazy(r"<!--(.*?)(?:-->|\Z)|<\?(?!xml\b|mso)(?!xml-)([^?>\s]+\s.*?)(?:\?>|\Z)", re.DOTALL)
_MOST = 1000
_DECLARATION = lazy(r"^\s*<\?xml[^>]*\?>")
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def narrow(data: bytes) -> bytes:
    """The part in UTF-8 where it is UTF-16 or UTF-32, with or without a byte order mark; else as it is."""
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return _DECLARATION.sub("", data.decode(encoding, "replace")).encode()
    for start, encoding in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if data.startswith(start):
            return _DECLARATION.sub("", data.decode(encoding, "replace")).encode()
    return data


def asides(data: bytes) -> list[str]:
    """What comments and processing instructions of an XML part say."""
    data = narrow(data)
    if b"<!--" not in data and data.count(b"<?") == data.lstrip().startswith(b"<?xml"):
        return []
    text = decode(data).text
    found = (" ".join("".join(one.groups("")).split()) for _, one in zip(range(_MOST), _ASIDE.finditer(text), strict=False))
    return [said for said in dict.fromkeys(found) if said]


def remarked(where: Where, parts: list[tuple[str, bytes]]) -> list[Segment]:
    """The asides of XML parts given by name, as one hidden comment; [] where there are none."""
    remarks = [(name, said) for name, data in parts for said in asides(data)]
    return [Segment(where.at(Part.COMMENT), *joined(remarks), hidden=HiddenKind.MARKUP_COMMENT)] if remarks else []
