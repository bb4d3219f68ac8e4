"""Ciphertext inside a text: what nobody read.

In: a segment. Out: one gap `encrypted` for each kind of ciphertext that stands in it. Keys, certificates, signatures and
passwords of a configuration are no documents and no gap.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections import Counter
from collections.abc import Iterator

from outscan.extract.signed import is_enveloped
from outscan.lazy_regex import lazy
from outscan.lazy_regex.outline import coded
from outscan.types import Gap, GapReason, HiddenKind, Segment, unread

_LINE = r"[ >\t]{0,8}[A-Za-z0-9+/=]{16,}"
_ARMOUR = lazy(
    r"-----BEGIN ((?:PGP|AGE|CMS|PKCS ?#?7|SM2|SM4|SMIME|ENCRYPTED|OPENSSL|SALTPACK|NACL|MINISIGN|GPG)[A-Z0-9 ]{0,40})-----"
    rf"((?:[^\n\v]{{0,200}}[\n\v]){{1,12}}?{_LINE})"
)
_NO_DOCUMENT = lazy(r"KEY|SIGNATURE|SIGNED|CERTIFICATE|PARAMETERS|PASSWORD")
_PKCS7 = lazy(r"PKCS ?#?7|CMS")
_SALTPACK = lazy(r"BEGIN (?:[A-Za-z0-9]{1,40} )?SALTPACK ENCRYPTED MESSAGE\.[\n\v ]{0,4}[A-Za-z0-9 ]{40}")
_VAULT = lazy(r"\$ANSIBLE_VAULT;\d\.\d;\w{3,12}(?:;[\w.-]{1,60})?[\s>]{1,80}[0-9a-f]{40}")
_OPENSSL = lazy(r"(?<![A-Za-z0-9+/])U2FsdGVkX1[89+/][A-Za-z0-9+/]{20}")
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_SOPS = lazy(r"ENC\[AES256_GCM,data:[A-Za-z0-9+/=]{2,}")
_FERNET = lazy(r"(?<![A-Za-z0-9_-])gAAAAA[A-Za-z0-9_-]{94,}")
"""Version, time, vector, one block and the code: a token of Fernet has at least 100 letters."""
_KINDS = (
    ("ENC[AES256_GCM,", _SOPS, "sops"),
    ("gAAAAA", _FERNET, "fernet"),
    ("SALTPACK", _SALTPACK, "saltpack"),
    ("$ANSIBLE_VAULT", _VAULT, "ansible-vault"),
    ("U2FsdGVkX1", _OPENSSL, "openssl"),
)
_BULK, _FEW, _EVEN, _LOOKED, _TRIED = 1366, 1000, 7.6, 1 << 16, 50
"""Characters of codes that matter, bytes they decode to, bits a byte that nobody writes, characters and blocks looked at."""
_FIRST = 60
_CODES = lazy(rf"[A-Za-z0-9+/_-]{{{_FIRST}}}" r"(?:[\n\v]?[A-Za-z0-9+/_-]{4}){320,}={0,2}")
_BASE32 = lazy(r"[A-Z2-7]+")
_HEXED = lazy(r"[0-9A-Fa-f]+")
_ARMOURED = lazy(r"-----BEGIN |ssh-(?:rsa|ed25519|dss) |ecdsa-sha2")
_STRUCTURED = (
    b"\x30\x82", b"\x30\x83", b"\x30\x80", b"\x1f\x8b", b"\x00\x00\x00", b"\x89PNG", b"\xff\xd8\xff",
    b"GIF8", b"RIFF", b"OTTO", b"wOF",
)  # fmt: skip
"""How DER and kinds of files begin that somebody else tells of, or that hold no words."""
_BINHEX = "(This file must be converted with BinHex"


def ciphertext(segment: Segment) -> Iterator[Gap]:
    """Yield a gap for each kind of ciphertext in `segment`, at the place where it begins."""
    text = segment.text
    if "-----BEGIN " in text:
        found_already = set[str]()
        for found in _ARMOUR.finditer(text):
            kind = found[1].strip().lower()
            if kind not in found_already and not _NO_DOCUMENT.search(found[1]) and _sealed(found[1], text, found.end(1)):
                found_already.add(kind)
                yield Gap(segment.where_at(found.start()), GapReason.ENCRYPTED, unread("format", kind=kind))
    for trigger, pattern, kind in _KINDS:
        if trigger in text and (block := pattern.search(text)):
            yield Gap(segment.where_at(block.start()), GapReason.ENCRYPTED, unread("format", kind=kind))
    if len(text) >= _BULK and segment.hidden is not HiddenKind.SCRIPT and (at := _noise(text)) >= 0:
        yield Gap(segment.where_at(at), GapReason.UNSUPPORTED, unread("format", kind="base64"))
    if _BINHEX in text:
        yield Gap(segment.where_at(text.index(_BINHEX)), GapReason.UNSUPPORTED, unread("binhex"))


def _noise(text: str) -> int:
    """Where codes begin that decode to bytes as even as ciphertext, and of no kind that is known; -1 where there are none."""
    for tried, block in enumerate(_CODES.finditer(text) if coded(text, _FIRST) else ()):
        if tried >= _TRIED:
            break
        if _ARMOURED.search(text, max(block.start() - 400, 0), block.start()):
            continue  # keys, signatures and certificates, and ciphertext that is told by its armour
        data = _decoded(re.sub(r"[\n\v]", "", block.group())[:_LOOKED])
        if len(data) >= _FEW and not data.startswith(_STRUCTURED) and _bits(data) > _EVEN:
            return block.start()
    return -1


def _decoded(block: str) -> bytes:
    if len(block) % 2 == 0 and _HEXED.fullmatch(block):
        return bytes.fromhex(block)
    if _BASE32.fullmatch(block):
        return base64.b32decode(block[: len(block) // 8 * 8])
    letters = block.replace("-", "+").replace("_", "/").rstrip("=")
    return base64.b64decode(letters[: len(letters) // 4 * 4])


def _bits(data: bytes) -> float:
    """Bits a byte."""
    counts = Counter(data)
    return -sum(n / len(data) * math.log2(n / len(data)) for n in counts.values())


def _sealed(kind: str, text: str, at: int) -> bool:
    """Whether an armoured block hides something: a CMS message that is only signed, or a bundle of certificates, does not."""
    if not _PKCS7.search(kind):
        return True
    body = re.sub(r"[^A-Za-z0-9+/=]", "", text[at + 5 : at + 4096].partition("-----END")[0])
    try:
        data = base64.b64decode(body[: len(body) // 4 * 4])
    except (binascii.Error, ValueError):
        return True
    return is_enveloped(data) or _SIGNED_DATA not in data[:64]
