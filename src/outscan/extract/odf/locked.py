"""Parts of an OpenDocument package without their lock, where a password a person gave opens them.

In: the manifest's word on a part, its locked bytes, passwords. Out: the part; None where none fits or the cipher is another.
Source: OASIS OpenDocument 1.3 part 2, 3.4 and 4.16 (a start key hashed from the password, PBKDF2, AES in CBC or Blowfish in CFB;
the checksum is of the first kilobyte of the packed part).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from lxml import etree

from outscan.limits import Budget

_HASHES = {"sha1": "sha1", "sha1/1k": "sha1", "sha1-1k": "sha1", "sha256": "sha256", "sha256-1k": "sha256"}
_FIRST = 1024
_MOST_ROUNDS = 10_000_000
"""More rounds are no document's but a way to keep a reader busy: LibreOffice asks for a hundred thousand."""
_CHUNK = 1 << 20


def opened(entry: etree._Element, data: bytes, budget: Budget) -> bytes | None:
    """The part that `entry` of the manifest tells of, inflated."""
    lock = entry.find("{*}encryption-data")
    if lock is None:
        return None
    for password in budget.passwords:
        packed = _packed(lock, data, password)
        if packed is not None:
            budget.tick()
            return budget.inflate(_inflated(packed), len(packed))
    return None


def _packed(lock: etree._Element, data: bytes, password: str) -> bytes | None:
    """The packed part where `password` is the right one: the checksum says so."""
    algorithm, start, derived = (lock.find("{*}" + name) for name in ("algorithm", "start-key-generation", "key-derivation"))
    digest = _HASHES.get(_last(_said(lock, "checksum-type")))
    first = _HASHES.get(_last(_said(start, "start-key-generation-name") or "sha1"))
    name = _last(_said(algorithm, "algorithm-name"))
    if digest is None or first is None or _last(_said(derived, "key-derivation-name")) != "pbkdf2":
        return None
    try:
        checksum, salt, begin = (
            base64.b64decode(text, validate=True)
            for text in (_said(lock, "checksum"), _said(derived, "salt"), _said(algorithm, "initialisation-vector"))
        )
        rounds, size = int(_said(derived, "iteration-count")), int(_said(derived, "key-size") or 16)
        if not (0 < rounds <= _MOST_ROUNDS and size in {16, 24, 32}):
            return None
        made = hashlib.new(first, password.encode("utf-8", "surrogatepass")).digest()
        plain = _decrypted(name, hashlib.pbkdf2_hmac("sha1", made, salt, rounds, size), begin, data)
    except (ValueError, binascii.Error):
        return None
    if plain is None or not hmac.compare_digest(hashlib.new(digest, plain[:_FIRST]).digest(), checksum):
        return None
    return plain


def _decrypted(name: str, key: bytes, begin: bytes, data: bytes) -> bytes | None:
    """Raises ValueError where sizes do not fit the cipher."""
    if name in {"aes128-cbc", "aes192-cbc", "aes256-cbc"}:
        plain = _through(Cipher(algorithms.AES(key), modes.CBC(begin)), data)
        return plain[: -plain[-1]] if plain and 0 < plain[-1] <= len(begin) else None  # XML encryption: the last byte counts
    if name in {"blowfish", "blowfish cfb"}:
        from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish  # noqa: PLC0415 - of documents before 2012 only
        from cryptography.hazmat.decrepit.ciphers.modes import CFB  # noqa: PLC0415 - the same

        return _through(Cipher(Blowfish(key), CFB(begin)), data)
    return None


def _through(cipher: Cipher[Any], data: bytes) -> bytes:
    decryptor = cipher.decryptor()
    return decryptor.update(data) + decryptor.finalize()


def _inflated(packed: bytes) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    rest = packed
    while rest and not stream.eof:
        yield stream.decompress(rest, _CHUNK)
        rest = stream.unconsumed_tail


def _said(element: etree._Element | None, name: str) -> str:
    """An attribute in whatever namespace: 1.2 and 1.3 have the same, older writers none."""
    found: Sequence[str] = (
        [] if element is None else [str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name]
    )
    return found[0] if found else ""


def _last(name: str) -> str:
    """`http://www.w3.org/2001/04/xmlenc#aes256-cbc` is aes256-cbc, `SHA1/1K` sha1/1k."""
    return name.rpartition("#")[2].lower()
