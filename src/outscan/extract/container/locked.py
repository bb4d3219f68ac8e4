"""Encrypted members of a zip, opened with a password a person gave.

In: a `Member` and its packed bytes, passwords. Out: the packed bytes as they were before they were encrypted, their method; None
where no password fits. Sources: APPNOTE.TXT §6.1 (traditional), §4.5.11 and winzip.com/en/support/aes-encryption (AE-1, AE-2).
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterator, Sequence

from outscan.extract.container.member import Member

AES = 99
_ROUNDS, _CHECK, _CODE, _BLOCK = 1000, 2, 10, 16
_STRENGTHS = {1: (8, 16), 2: (12, 24), 3: (16, 32)}
"""Strength → bytes of salt and of key."""
_HEADER = 12


def _row(number: int) -> int:
    for _ in range(8):
        number = (number >> 1) ^ 0xEDB88320 if number & 1 else number >> 1
    return number


_CRC = tuple(map(_row, range(256)))
"""Of each byte, by the polynomial of §4.4.7; the cipher mixes its keys with it."""


def opened(member: Member, packed: bytes, passwords: Sequence[str]) -> tuple[bytes, int] | None:
    """The packed bytes of `member` without their lock, and the method they are packed by."""
    for password in passwords:
        for key in _spellings(password):
            found = _aes(member, packed, key) if member.method == AES else _traditional(member, packed, key)
            if found is not None:
                return found
    return None


def _spellings(password: str) -> Iterator[bytes]:
    """A password as packers write it: UTF-8, and GB18030 where that differs."""
    yield password.encode()
    try:
        other = password.encode("gb18030")
    except UnicodeEncodeError:
        return
    if other != password.encode():
        yield other


def _aes(member: Member, packed: bytes, password: bytes) -> tuple[bytes, int] | None:
    if len(member.extra) < 7 or member.extra[4] not in _STRENGTHS:
        return None
    salted, size = _STRENGTHS[member.extra[4]]
    (method,) = struct.unpack("<H", member.extra[5:7])
    salt, check = packed[:salted], packed[salted : salted + _CHECK]
    body, code = packed[salted + _CHECK : -_CODE], packed[-_CODE:]
    made = hashlib.pbkdf2_hmac("sha1", password, salt, _ROUNDS, 2 * size + _CHECK)
    if made[-_CHECK:] != check or not hmac.compare_digest(hmac.digest(made[size : 2 * size], body, "sha1")[:_CODE], code):
        return None
    # Counter mode with the counter's lowest byte first, from 1 on: not the one libraries have, so its blocks are made here.
    blocks = b"".join(number.to_bytes(_BLOCK, "little") for number in range(1, -(-len(body) // _BLOCK) + 1))
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes  # noqa: PLC0415 - heavy; few members are locked

    stream = Cipher(algorithms.AES(made[:size]), modes.ECB()).encryptor().update(blocks)  # noqa: S305 - as a key stream
    return bytes(a ^ b for a, b in zip(body, stream, strict=False)), method


def _traditional(member: Member, packed: bytes, password: bytes) -> tuple[bytes, int] | None:
    keys = [0x12345678, 0x23456789, 0x34567890]
    for byte in password:
        _mix(keys, byte)
    head = _decrypted(keys, packed[:_HEADER])
    # §6.1.6: the last byte is that of the checksum, or of the time where the checksum was not known yet.
    if len(head) < _HEADER or head[-1] not in {(member.crc or 0) >> 24, member.time >> 8}:
        return None
    return _decrypted(keys, packed[_HEADER:]), member.method


def _decrypted(keys: list[int], data: bytes) -> bytes:
    out = bytearray()
    for byte in data:
        mask = keys[2] | 2
        out.append(byte ^ ((mask * (mask ^ 1)) >> 8 & 0xFF))
        _mix(keys, out[-1])
    return bytes(out)


def _mix(keys: list[int], byte: int) -> None:
    keys[0] = keys[0] >> 8 ^ _CRC[(keys[0] ^ byte) & 0xFF]
    keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
    keys[2] = keys[2] >> 8 ^ _CRC[(keys[2] ^ keys[1] >> 24) & 0xFF]
