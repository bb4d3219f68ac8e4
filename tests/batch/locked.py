"""Locked documents of every kind that a password opens, made with what the libraries offer or by the letter of the standard."""

from __future__ import annotations

import hashlib
import hmac
import io
import struct
import zipfile
import zlib

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def _zip(name: bytes, method: int, flags: int, crc: int, packed: bytes, size: int, extra: bytes = b"") -> bytes:
    """A zip of one member (APPNOTE.TXT §4.3)."""
    common = struct.pack("<5H3I2H", 51, flags, method, 0x6000, 0x5A21, crc, len(packed), size, len(name), len(extra))
    local = b"PK\x03\x04" + common + name + extra + packed
    entry = b"PK\x01\x02" + struct.pack("<H", 51) + common + struct.pack("<3H2I", 0, 0, 0, 0, 0) + name + extra
    return local + entry + b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, 1, 1, len(entry), len(local), 0)


def aes_zip(name: str, data: bytes, password: bytes) -> bytes:
    """AE-2 with a key of 256 bits, deflated (winzip.com/en/support/aes-encryption)."""
    salt, stream = bytes(range(16)), zlib.compressobj(9, zlib.DEFLATED, -15)
    plain = stream.compress(data) + stream.flush()
    made = hashlib.pbkdf2_hmac("sha1", password, salt, 1000, 66)
    out = b""
    for at in range(0, len(plain), 16):
        block = Cipher(algorithms.AES(made[:32]), modes.ECB()).encryptor().update((at // 16 + 1).to_bytes(16, "little"))  # noqa: S305
        out += bytes(a ^ b for a, b in zip(plain[at : at + 16], block, strict=False))
    packed = salt + made[64:] + out + hmac.digest(made[32:64], out, "sha1")[:10]
    extra = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", 3, 8)
    return _zip(name.encode(), 99, 0x801, 0, packed, len(data), extra)


def traditional_zip(name: str, data: bytes, password: bytes) -> bytes:
    """PKWARE's first cipher; the standard library reads it back."""
    table = [0] * 256
    for n in range(256):
        c = n
        for _ in range(8):
            c = (c >> 1) ^ 0xEDB88320 if c & 1 else c >> 1
        table[n] = c
    k0, k1, k2 = 0x12345678, 0x23456789, 0x34567890

    def mix(byte):
        nonlocal k0, k1, k2
        k0 = k0 >> 8 ^ table[(k0 ^ byte) & 0xFF]
        k1 = (k1 + (k0 & 0xFF)) * 134775813 + 1 & 0xFFFFFFFF
        k2 = k2 >> 8 ^ table[(k2 ^ k1 >> 24) & 0xFF]

    for byte in password:
        mix(byte)
    crc, out = zlib.crc32(data), bytearray()
    for byte in bytes(11) + bytes([crc >> 24]) + data:
        mask = k2 | 2
        out.append(byte ^ (mask * (mask ^ 1) >> 8 & 0xFF))
        mix(byte)
    made = _zip(name.encode(), 0, 0x801, crc, bytes(out), len(data))
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        assert book.read(name, pwd=password) == data
    return made


def seven(name: str, data: bytes, password: str, *, header: bool) -> bytes:
    import py7zr

    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", password=password, header_encryption=header) as made:
        made.writestr(data, name)
    return out.getvalue()


def pdf(text: str, password: str) -> bytes:
    import pikepdf
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    plain, out = io.BytesIO(), io.BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    page = Canvas(plain)
    page.setFont("STSong-Light", 14)
    for at, line in enumerate(text.splitlines()):
        page.drawString(72, 760 - 24 * at, line)
    page.save()
    with pikepdf.open(io.BytesIO(plain.getvalue())) as made:
        made.save(out, encryption=pikepdf.Encryption(user=password, owner=password + "!", R=6))
    return out.getvalue()


def word(text: str, password: str) -> bytes:
    from docx import Document
    from msoffcrypto.format.ooxml import OOXMLFile

    plain, out = io.BytesIO(), io.BytesIO()
    made = Document()
    for line in text.splitlines():
        made.add_paragraph(line)
    made.save(plain)
    OOXMLFile(io.BytesIO(plain.getvalue())).encrypt(password, out)
    return out.getvalue()


MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


def odf(text: str, password: str, *, old: bool = False) -> bytes:
    """A text document whose parts are locked by the letter of OpenDocument 1.3 part 2, 3.4; `old`: as writers before 2012 did."""
    import base64

    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    words = "".join(f'<t:p xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0">{line}</t:p>' for line in text.splitlines())
    body = f'<o:document-content xmlns:o="{office}"><o:body><o:text>{words}</o:text></o:body></o:document-content>'
    kind, told = "application/vnd.oasis.opendocument.text", ""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("mimetype", kind)
        for name, data in {"content.xml": body.encode(), "styles.xml": f'<o:styles xmlns:o="{office}"/>'.encode()}.items():
            stream = zlib.compressobj(9, zlib.DEFLATED, -15)
            packed = stream.compress(data) + stream.flush()
            salt, start = hashlib.sha256(name.encode()).digest()[:16], hashlib.new("sha1" if old else "sha256", password.encode())
            key = hashlib.pbkdf2_hmac("sha1", start.digest(), salt, 1024, 16 if old else 32)
            checksum = hashlib.new("sha1" if old else "sha256", packed[:1024]).digest()
            if old:
                from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
                from cryptography.hazmat.decrepit.ciphers.modes import CFB

                begin, cipher, padding = salt[:8], Cipher(Blowfish(key), CFB(salt[:8])), b""
            else:
                begin, cipher = salt, Cipher(algorithms.AES(key), modes.CBC(salt))
                missing = 16 - len(packed) % 16
                padding = bytes(missing - 1) + bytes([missing])
            lock = cipher.encryptor()
            book.writestr(name, lock.update(packed + padding) + lock.finalize())
            names = {
                "checksum-type": "SHA1/1K" if old else f"{MANIFEST}#sha256-1k",
                "algorithm-name": "Blowfish CFB" if old else "http://www.w3.org/2001/04/xmlenc#aes256-cbc",
                "start": "SHA1" if old else "http://www.w3.org/2000/09/xmldsig#sha256",
            }
            coded = {at: base64.b64encode(one).decode() for at, one in {"sum": checksum, "iv": begin, "salt": salt}.items()}
            told += (
                f'<m:file-entry m:full-path="{name}" m:media-type="text/xml" m:size="{len(data)}">'
                f'<m:encryption-data m:checksum-type="{names["checksum-type"]}" m:checksum="{coded["sum"]}">'
                f'<m:algorithm m:algorithm-name="{names["algorithm-name"]}" m:initialisation-vector="{coded["iv"]}"/>'
                f'<m:start-key-generation m:start-key-generation-name="{names["start"]}" m:key-size="{len(start.digest())}"/>'
                f'<m:key-derivation m:key-derivation-name="PBKDF2" m:key-size="{len(key)}" m:iteration-count="1024" '
                f'm:salt="{coded["salt"]}"/></m:encryption-data></m:file-entry>'
            )
        whole = f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>{told}'
        book.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{MANIFEST}">{whole}</m:manifest>')
    return out.getvalue()
