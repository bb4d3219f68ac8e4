"""Words of a colour profile: its name, its copyright, whatever it describes.

In: the bytes of an ICC profile a picture carries. Out: its texts, each once. A profile changes no word of a picture, and none of
the machine's is ever asked: Pillow applies none, PDFium the document's own. (ICC.1:2022 §7.2, §10.15 multiLocalizedUnicodeType,
§10.24 textType; ICC.1:2001-04 §6.5.17 textDescriptionType)
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

MOST = 100
"""Tags of a profile, and texts of a tag, that are looked at."""
LONGEST = 65_536
_HEADER = 128


def described(profile: bytes) -> list[str]:
    """The texts of `profile`; what is broken ends there."""
    return list(dict.fromkeys(text.strip("\0 \t\r\n") for text in _texts(profile) if text.strip("\0 \t\r\n")))


def _texts(profile: bytes) -> Iterator[str]:
    if len(profile) < _HEADER + 4:
        return
    count = min(struct.unpack_from(">I", profile, _HEADER)[0], MOST)
    for at in range(_HEADER + 4, min(_HEADER + 4 + 12 * count, len(profile) - 11), 12):
        start, size = struct.unpack_from(">II", profile, at + 4)
        yield from _tag(profile[start : start + min(size, LONGEST)])


def _tag(data: bytes) -> Iterator[str]:
    kind = data[:4]
    if kind == b"text":
        yield _plain(data[8:])
    elif kind == b"mluc" and len(data) >= 16:
        for number in range(min(struct.unpack_from(">I", data, 8)[0], MOST)):
            if 28 + 12 * number <= len(data):
                length, offset = struct.unpack_from(">II", data, 20 + 12 * number)
                yield data[offset : offset + length].decode("utf-16-be", "replace")
    elif kind == b"desc" and len(data) >= 12:
        length = struct.unpack_from(">I", data, 8)[0]
        yield _plain(data[12 : 12 + length])
        if 20 + length <= len(data):
            units = struct.unpack_from(">I", data, 16 + length)[0]
            yield data[20 + length : 20 + length + 2 * units].decode("utf-16-be", "replace")


def _plain(data: bytes) -> str:
    """Seven-bit by the standard, whatever the language of who wrote it in practice."""
    text = data.partition(b"\0")[0]
    for encoding in ("utf-8", "gb18030"):
        try:
            return text.decode(encoding)
        except UnicodeDecodeError:
            continue
    return text.decode("latin-1")
