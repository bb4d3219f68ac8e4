"""Seals and signature values: the words and the picture inside their DER.

In: bytes of an electronic seal (GB/T 38540) or a signature value. Out: its strings, its picture, the rest as inert.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.legible import clarity, decode
from outscan.types import Blob, HiddenKind, Inert, Part, Piece, Segment, Where, joined, spot

_STRINGS = {0x0C: "utf-8", 0x1E: "utf-16-be", 0x13: "ascii", 0x16: "ascii"}
_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82", "png"),
    (b"\xff\xd8\xff", b"\xff\xd9", "jpg"),
    (b"GIF8", b"\0;", "gif"),
    (b"PK\x03\x04", b"", "ofd"),
)
_SEQUENCE, _VALUE = b"\x30", 256
"""How a seal begins; a bare value of a signature is no longer than so many bytes."""
_SHORT, _LONG, _OCTETS = 2, 0x80, 0x04


def seal_pieces(where: Where, data: bytes) -> Iterator[Piece]:
    """Yield what a seal says and shows."""
    words = list(dict.fromkeys(_strings(data)))
    if words:
        yield Segment(where.at(Part.METADATA), *joined([(spot("seal"), word) for word in words]), hidden=HiddenKind.PROPERTY)
    for start, end, ending in _PICTURES:
        at = data.find(start)
        if at >= 0:
            stop = data.find(end, at) + len(end) if end else len(data)
            stop = _string_end(data, at) or (stop if stop > at else len(data))
            yield Blob(where.inside(f"picture.{ending}"), data[at:stop])
            break
    if data[:1] == _SEQUENCE or len(data) <= _VALUE:
        yield Inert(where, data, "seal")
    else:  # no seal is anything but a sequence of DER: whatever this is, nobody read it
        yield Blob(where, data)


def _string_end(data: bytes, at: int) -> int:
    """Where the octet string that begins at `at` ends by its DER length (X.690 §8.1.3), 0 where none begins there."""
    for count in range(4, 0, -1):
        head = at - count - 2
        if head >= 0 and data[head] == _OCTETS and data[head + 1] == _LONG | count:
            end = at + int.from_bytes(data[head + 2 : at], "big")
            return end if end <= len(data) else 0
    return 0


def _strings(data: bytes) -> Iterator[str]:
    """Strings of two characters and more, wherever their tags stand."""
    at = 0
    while at + 2 < len(data):
        length = data[at + 1]
        if data[at] in _STRINGS and _SHORT <= length < _LONG and at + 2 + length <= len(data):
            body = data[at + 2 : at + 2 + length]
            text = _plain(body, _STRINGS[data[at]])
            if text and text.isprintable() and clarity(text) >= 0:
                yield text
                at += 2 + length
                continue
        at += 1


def _plain(body: bytes, encoding: str) -> str:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        got = decode(body)
        return got.text if got.sound and not got.text.isascii() else ""
