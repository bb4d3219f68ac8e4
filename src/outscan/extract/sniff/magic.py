"""Signatures at fixed offsets.

In: bytes. Out: a kind word, "" where no signature fits. Words without a reader name what cannot be read.
"""

from __future__ import annotations

import struct

_START: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"\xd7\xcd\xc6\x9a", "wmf"),
    (b"VCLMTF", "svm"),
    (b"\x97JB2\r\n\x1a\n", "jb2"),
    (b"\0\0\0\0\x30\0\x01\0\0\0\x13", "jb2"),  # without the header of a file: its first segment tells of the page
    (b"\x78\x9f\x3e\x22", "tnef"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PK00PK\x03\x04", "zip"),
    (b"PK\x07\x08PK\x03\x04", "zip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"\x04\x22\x4d\x18", "lz4"),
    (b"\x1f\x9d", "compress"),
    (b"LZIP", "lzip"),
    (b"MSCF", "cab"),
    (b"ITSF", "chm"),
    (b"xar!", "xar"),
    (b"!<arch>\n", "ar"),
    (b"070701", "cpio"),
    (b"\x7fELF", "elf"),
    (b"MZ", "exe"),
    (b"\xca\xfe\xba\xbe", "class"),
    (b"\xcf\xfa\xed\xfe", "macho"),
    (b"\xfe\xed\xfa\xcf", "macho"),
    (b"\0asm", "wasm"),
    (b"SQLite format 3\0", "sqlite"),
    (b"\0\x01\0\0Standard ACE DB", "accdb"),
    (b"\0\x01\0\0Standard Jet DB", "mdb"),
    (b"!BDN", "pst"),
    (b"%!PS", "ps"),
    (b"%FDF-", "fdf"),
    (b"\xc5\xd0\xd3\xc6", "eps"),
    (b"8BPS", "psd"),
    (b"\0\0\x27\x0a", "shp"),
    (b"AC10", "dwg"),
    (b"AutoCAD Binary DXF", "dxf_binary"),
    (b"\x00\x00\x01\x00", "ico"),
    (b"\xff\x0a", "jxl"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "jp2"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "jxl"),
    (b"AT&TFORM", "djvu"),
    (b"ID3", "mp3"),
    (b"\xff\xfb", "mp3"),
    (b"\xff\xf3", "mp3"),
    (b"fLaC", "flac"),
    (b"OggS", "ogg"),
    (b"\x1aE\xdf\xa3", "mkv"),
    (b"FLV\x01", "flv"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "asf"),
    (b"#!AMR", "amr"),
    (b"MThd", "midi"),
    (b"wOFF", "woff"),
    (b"wOF2", "woff"),
    (b"OTTO", "font"),
    (b"ttcf", "font"),
    (b"\0\x01\0\0\0", "font"),
    (b"true\0", "font"),
    (b"\0\x05\x16\x07", "appledouble"),
    (b"\0\0\0\x01Bud1", "ds_store"),
    (b"GRIB", "grib"),
    (b"CDF\x01", "netcdf"),
    (b"CDF\x02", "netcdf"),
    (b"\x89HDF\r\n\x1a\n", "hdf5"),
    (b"PAR1", "parquet"),
    (b"LASF", "las"),
    (b"\x93NUMPY", "npy"),
    (b"bplist00", "plist_binary"),
    (b"\xff\x57\x50\x43", "wordperfect"),
    (b"\xed\xab\xee\xdb", "rpm"),
    (b"conectix", "vhd"),
    (b"KDMV", "vmdk"),
    (b"QFI\xfb", "qcow"),
    (b"\x04%!PS", "ps"),
    (b"-----BEGIN PGP MESSAGE", "encrypted"),
    (b"Salted__", "encrypted"),
    (b"age-encryption.org/", "encrypted"),
)
_BRANDS = (
    (b"heic", "heic"),
    (b"heix", "heic"),
    (b"mif1", "heic"),
    (b"avif", "avif"),
    (b"crx ", "cr3"),
    (b"M4A", "m4a"),
    (b"qt  ", "mov"),
)
_RIFF = {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi", b"ACON": "ani"}
_EMF_SIGNATURE, _EMF_AT = b" EMF", 40
_BMP_HEADERS = frozenset({12, 16, 40, 52, 56, 64, 108, 124})
_DBF_VERSIONS = frozenset(
    {0x02, 0x03, 0x04, 0x05, 0x07, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0x8C, 0x8E, 0xCB, 0xE5, 0xF5, 0xFB}
)
_MESSAGES = (
    bytes.fromhex("06092a864886f70d0107"),  # PKCS #7
    bytes.fromhex("060b2a864886f70d01091001"),  # S/MIME: compressed, authenticated enveloped
    bytes.fromhex("060a2a811ccf5506010402"),  # with the SM algorithms (GM/T 0010)
)
_SMALLEST_CMS = 32
_ISO_AT = (0x8001, 0x8801, 0x9001)
_BLOCK = 512


def by_magic(data: bytes) -> str:
    """The kind a signature tells, "" where none does."""
    for magic, kind in _START:
        if data.startswith(magic):
            return kind
    return _deeper(data)


def kinds_by_bytes() -> frozenset[str]:
    """Every word a signature tells: kinds that are read, and kinds that are only named."""
    started = {kind for _, kind in _START} | {kind for _, kind in _BRANDS} | set(_RIFF.values())
    return frozenset(started | {"mp4", "riff", "emf", "bmp", "wmf", "cms", "tar", "dbf", "iso", "dmg"})


def _deeper(data: bytes) -> str:  # noqa: PLR0911 - a ladder of questions
    """Signatures that are not at the very start, or need more than a look."""
    if data[4:8] == b"ftyp":
        return next((kind for brand, kind in _BRANDS if data[8:].startswith(brand)), "mp4")
    if data.startswith(b"RIFF"):
        return _RIFF.get(data[8:12], "riff")
    if data[_EMF_AT : _EMF_AT + 4] == _EMF_SIGNATURE and data.startswith(b"\x01\0\0\0"):
        return "emf"
    if data.startswith(b"BM") and len(data) > 18 and struct.unpack_from("<I", data, 14)[0] in _BMP_HEADERS:
        return "bmp"
    if data.startswith((b"\x01\0\x09\0\0\x03", b"\x02\0\x09\0\0\x03")):  # [MS-WMF] 2.3.2.2, no placeable header
        return "wmf"
    if _cms(data):
        return "cms"
    if _tar(data):
        return "tar"
    if _dbf(data):
        return "dbf"
    if any(data[at : at + 5] == b"CD001" for at in _ISO_AT):
        return "iso"
    return "dmg" if data[-_BLOCK:].startswith(b"koly") else ""


def _cms(data: bytes) -> bool:
    """Whether DER or BER begins a cryptographic message (RFC 5652) or a certificate (RFC 5280)."""
    if data[:1] != b"\x30" or len(data) < _SMALLEST_CMS:
        return False
    message = any(data[at : at + len(oid)] == oid for at in (2, 3, 4, 5, 6) for oid in _MESSAGES)
    certificate = data[:2] == b"\x30\x82" and data[4:6] == b"\x30\x82" and data[8:13] == b"\xa0\x03\x02\x01\x02"
    return message or certificate


def _tar(data: bytes) -> bool:
    """Whether the first block is a tar header: its checksum fits (old tar has no magic)."""
    block = data[:_BLOCK]
    if len(block) < _BLOCK or not block[0]:
        return False
    field = block[148:156].strip(b" \0")
    if not field or not all(48 <= b <= 55 for b in field):
        return block[257:262] == b"ustar"
    return int(field, 8) in (
        sum(block[:148]) + 256 + sum(block[156:]),
        sum(b - 256 * (b >> 7) for b in block[:148] + block[156:]) + 256,
    )


def _dbf(data: bytes) -> bool:
    """Whether the header of a dBASE table is sound: date, sizes and the terminator where it must stand."""
    if len(data) < 66 or data[0] not in _DBF_VERSIONS:
        return False
    header, record = struct.unpack_from("<HH", data, 8)
    if not (1 <= data[2] <= 12 and 1 <= data[3] <= 31) and data[1:4] != b"\0\0\0":
        return False
    return 65 <= header <= len(data) and record > 1 and (data[header - 1] == 0x0D or b"\x0d" in data[32:header])
