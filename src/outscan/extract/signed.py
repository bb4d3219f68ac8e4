"""Opaquely signed mail (S/MIME signed-data): the content inside, without judging the signature.

In: DER or BER bytes of a CMS message (RFC 5652). Out: the content, or None; whether it is encrypted instead.
"""

from __future__ import annotations

_DATA = (bytes.fromhex("06092a864886f70d010701"), bytes.fromhex("060a2a811ccf550601040201"))
_ENVELOPED = (
    bytes.fromhex("06092a864886f70d010703"),  # enveloped-data
    bytes.fromhex("06092a864886f70d010704"),  # signed and enveloped (PKCS #7 1.5)
    bytes.fromhex("06092a864886f70d010706"),  # encrypted-data
    bytes.fromhex("060b2a864886f70d0109100117"),  # authenticated enveloped-data (RFC 5083)
    bytes.fromhex("060a2a811ccf550601040203"),  # the same with the SM algorithms (GM/T 0010)
    bytes.fromhex("060a2a811ccf550601040204"),
    bytes.fromhex("060a2a811ccf550601040205"),
)
_SIGNED = (bytes.fromhex("06092a864886f70d010702"), bytes.fromhex("060a2a811ccf550601040202"))
_CERTIFICATE = b"\xa0\x03\x02\x01\x02"
_OCTETS, _OCTETS_IN_PIECES, _EXPLICIT = 0x04, 0x24, 0xA0
_INDEFINITE = 0x80


def is_enveloped(data: bytes) -> bool:
    """Whether the message is encrypted."""
    return any(oid in data[:64] for oid in _ENVELOPED)


def is_understood(data: bytes) -> bool:
    """Whether these bytes are a signed message, plain data or a certificate; any other kind of message may hide words."""
    return data[:1] == b"\x30" and (any(oid in data[:64] for oid in (*_SIGNED, *_DATA)) or _CERTIFICATE in data[:16])


def content_of(data: bytes) -> bytes | None:
    """The signed content, None where the message holds none (a detached signature) or is not understood."""
    at, size = min(((found, len(oid)) for oid in _DATA if (found := data.find(oid)) >= 0), default=(-1, 0))
    if at < 0:
        return None
    at += size
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
