"""Words written another way: mark-up and codes inside a mark, letters one a cell, ciphertext in a text, signed messages.

In: nothing. Out: `SPELLED`.
"""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import quote

from samples.case import Case
from samples.mails import eml
from samples.marked import PLAIN

MARK = "机密★10年"
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_DATA = bytes.fromhex("06092a864886f70d010701")


def _der(tag: int, *inner: bytes) -> bytes:
    body = b"".join(inner)
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8 or 1, "big")
    return bytes((tag,)) + (size if len(body) < 0x80 else bytes((0x80 | len(size),)) + size) + body


def _signature(content: bytes | None) -> bytes:
    """A signed message (RFC 5652) without signers: what is signed stands in it, or not."""
    inside = _der(0x30, _DATA, _der(0xA0, _der(0x04, content))) if content is not None else _der(0x30, _DATA)
    return _der(0x30, _SIGNED_DATA, _der(0xA0, _der(0x30, b"\x02\x01\x01", _der(0x31), inside, _der(0x31))))


def _noise(count: int) -> bytes:
    """Bytes that look encrypted, the same every time."""
    return b"".join(hashlib.sha256(bytes((i,))).digest() for i in range(count))


def _markdown() -> bytes:
    return f"# 合作进展\n\n机**密**★10年\n\n{PLAIN[1]}\n".encode()


def _linked() -> bytes:
    return f"{PLAIN[0]}\n见 https://oa.example.cn/doc?title={quote(MARK + '合作方案')}&v=2\n".encode()


def _column() -> bytes:
    rows = ["序号,事项,备注", "1,例会,机", "2,纪要,密", "3,分发,★", "4,归档,10", "5,其他,年"]
    return "\n".join(rows).encode()


def _cipher() -> bytes:
    armour = base64.encodebytes(_noise(9)).decode()
    return f"{PLAIN[0]}\n\n-----BEGIN PGP MESSAGE-----\n\n{armour}=abcd\n-----END PGP MESSAGE-----\n".encode()


def _signed() -> bytes:
    return _signature(f"{MARK}\n{PLAIN[1]}".encode())


def _detached() -> bytes:
    return eml("会议安排", PLAIN[1], {"smime.p7s": _signature(None)})


SPELLED: tuple[Case, ...] = (
    Case("spelled-markdown", "md", "a mark with Markdown emphasis inside it", "escalate", _markdown),
    Case("spelled-percent", "txt", "a mark percent-encoded in an address", "escalate", _linked),
    Case("spelled-column", "csv", "a mark written down a column, one letter a cell", "escalate", _column),
    Case("spelled-cipher", "txt", "a text with an encrypted message in it", "review", _cipher),
    Case("spelled-signed", "p7m", "a signed message that holds a marked text", "escalate", _signed),
    Case("spelled-signature", "eml", "a mail with a detached signature", "release", _detached),
)
