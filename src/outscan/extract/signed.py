"""Opaquely signed mail (S/MIME signed-data): the content inside, without judging the signature.

In: DER or BER bytes of a CMS message (RFC 5652). Out: the content, or None; whether it is encrypted instead.
"""

from __future__ import annotations

_DATA = bytes.fromhex("06092a864886f70d010701")
_ENVELOPED = (bytes.fromhex("06092a864886f70d010703"), bytes.fromhex("060b2a864886f70d0109100117"))
_OCTETS, _OCTETS_IN_PIECES, _EXPLICIT = 0x04, 0x24, 0xA0
_INDEFINITE = 0x80


def is_enveloped(data: bytes) -> bool:
    """Whether the message is encrypted (enveloped-data, authenticated enveloped-data)."""
    return any(oid in data[:64] for oid in _ENVELOPED)


def content_of(data: bytes) -> bytes | None:
    """The signed content, None where the message holds none (a detached signature) or is not understood."""
    at = data.find(_DATA)
    if at < 0:
        return None
    at += len(_DATA)
    if data[at : at + 1] != bytes((_EXPLICIT,)):
        return None
    _, at = _length(data, at + 1)
    if data[at : at + 1] == bytes((_OCTETS,)):
        size, start = _length(data, at + 1)
        return data[start : start + size]
    if data[at : at + 1] != bytes((_OCTETS_IN_PIECES,)):
        return None
    _, at = _length(data, at + 1)
    out = bytearray()
    while data[at : at + 1] == bytes((_OCTETS,)):
        size, start = _length(data, at + 1)
        out += data[start : start + size]
        at = start + size
    return bytes(out)


def _length(data: bytes, at: int) -> tuple[int, int]:
    """A BER length and the offset behind it; 0 for an indefinite one."""
    if at >= len(data):
        return 0, at
    first = data[at]
    if first < _INDEFINITE:
        return first, at + 1
    count = first & 0x7F
    return int.from_bytes(data[at + 1 : at + 1 + count], "big"), at + 1 + count
