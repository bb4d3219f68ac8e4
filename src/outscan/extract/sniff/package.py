"""What a zip archive is, from its directory: an Office package, OpenDocument, OFD, EPUB, or just an archive.

In: bytes. Out: a kind word. A zip that merely contains a docx, packed or not, is a zip: only its own directory speaks.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from outscan.lazy_regex import lazy

_CONTENT_TYPES = "[content_types].xml"
_MAIN: tuple[tuple[str, str], ...] = (
    ("ms-excel.sheet.binary", "xlsb"),
    ("wordprocessingml.document.main", "docx"),
    ("wordprocessingml.template.main", "docx"),
    ("ms-word.document.macroenabled.main", "docx"),
    ("ms-word.template.macroenabledtemplate.main", "docx"),
    ("spreadsheetml.sheet.main", "xlsx"),
    ("spreadsheetml.template.main", "xlsx"),
    ("ms-excel.sheet.macroenabled.main", "xlsx"),
    ("ms-excel.template.macroenabled.main", "xlsx"),
    ("ms-excel.addin.macroenabled.main", "xlsx"),
    ("presentationml.presentation.main", "pptx"),
    ("presentationml.slideshow.main", "pptx"),
    ("presentationml.template.main", "pptx"),
    ("ms-powerpoint.presentation.macroenabled.main", "pptx"),
    ("ms-powerpoint.slideshow.macroenabled.main", "pptx"),
    ("ms-powerpoint.template.macroenabled.main", "pptx"),
    ("ms-powerpoint.addin.macroenabled.main", "pptx"),
    ("ms-visio.drawing", "vsdx"),
    ("ms-visio.template", "vsdx"),
    ("ms-visio.stencil", "vsdx"),
)
_NAMES: tuple[tuple[str, str], ...] = (
    ("ofd.xml", "ofd"),
    ("word/document.xml", "docx"),
    ("xl/workbook.bin", "xlsb"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
    ("visio/document.xml", "vsdx"),
)
_ODF: tuple[tuple[str, str], ...] = (
    ("text", "odt"),
    ("spreadsheet", "ods"),
    ("presentation", "odp"),
    ("graphics", "odg"),
    ("chart", "odg"),
    ("image", "odg"),
    ("formula", "odg"),
    ("base", "odt"),
    ("database", "odt"),
    ("writer", "odt"),
    ("calc", "ods"),
    ("impress", "odp"),
    ("draw", "odg"),
)
_ODF_TYPE = lazy(r"application/(?:vnd\.oasis\.opendocument|vnd\.sun\.xml|x-vnd\.oasis\.opendocument)\.([a-z]+)")
_END = b"PK\x05\x06"
_TAIL = (1 << 16) + 22
_SMALL = 1 << 20


def package(data: bytes) -> str:
    """The kind of a zip archive."""
    members = _directory(data)
    lower = {name.replace("\\", "/").lstrip("/").lower(): name for name in reversed(list(members))}
    if "mimetype" in lower:
        stated = _small(data, members[lower["mimetype"]]).decode("ascii", "ignore").strip()
        if stated.startswith("application/epub"):
            return "epub"
        if kind := odf_kind(stated):
            return kind
    if _CONTENT_TYPES in lower:
        types = _text(_small(data, members[lower[_CONTENT_TYPES]])).lower()
        for wording, kind in _MAIN:
            if wording in types:
                return kind
    for name, kind in _NAMES:
        if name in lower:
            return kind
    if "content.xml" in lower and "meta-inf/manifest.xml" in lower:
        return odf_kind(_text(_small(data, members[lower["meta-inf/manifest.xml"]]))) or "odt"
    return "epub" if "meta-inf/container.xml" in lower and any(n.endswith(".opf") for n in lower) else "zip"


def odf_kind(stated: str) -> str:
    """The kind an OpenDocument media type names, "" for any other type."""
    found = _ODF_TYPE.search(stated)
    return next((kind for word, kind in _ODF if found and found.group(1).startswith(word)), "")


def package_start(data: bytes) -> int | None:
    """Where a zip archive begins inside `data` (0 for a plain one), None where its end record leads nowhere."""
    at = data.rfind(_END, max(len(data) - _TAIL, 0))
    if at < 0 or at + 22 > len(data):
        return None
    size, offset = struct.unpack_from("<II", data, at + 12)
    directory = at - size
    if size and (directory < 0 or data[directory : directory + 4] != b"PK\x01\x02"):
        return None
    return max(directory - offset, 0) if size else None


def _directory(data: bytes) -> dict[str, tuple[int, int, int]]:
    """Member name → (offset of its local header, method, packed size); from local headers where the directory is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {i.filename: (i.header_offset, i.compress_type, i.compress_size) for i in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OverflowError, UnicodeDecodeError):
        return dict(_local(data))


def _local(data: bytes) -> list[tuple[str, tuple[int, int, int]]]:
    """Members by their local headers, in order; those hidden in packed data of others are skipped where sizes are known."""
    found: list[tuple[str, tuple[int, int, int]]] = []
    at = data.find(b"PK\x03\x04")
    while at >= 0 and len(found) < 10_000 and at + 30 <= len(data):
        flags, method = struct.unpack_from("<HH", data, at + 6)
        size, _, names, extra = struct.unpack_from("<IIHH", data, at + 18)
        name = data[at + 30 : at + 30 + names].decode("utf-8", "replace")
        found.append((name, (at, method, size)))
        after = at + 30 + names + extra + (size if not flags & 8 else 0)
        at = data.find(b"PK\x03\x04", after)
    return found


def _small(data: bytes, member: tuple[int, int, int]) -> bytes:
    """The first megabyte of a member, b"" where it cannot be had: a damaged list of types is told by names instead."""
    at, method, size = member
    if data[at : at + 4] != b"PK\x03\x04" or at + 30 > len(data):
        return b""
    names, extra = struct.unpack_from("<HH", data, at + 26)
    start = at + 30 + names + extra
    packed = data[start : start + (size or _SMALL)]
    if method == zipfile.ZIP_STORED:
        return packed[:_SMALL]
    try:
        return zlib.decompressobj(-15).decompress(packed, _SMALL)
    except zlib.error:
        return b""


def _text(data: bytes) -> str:
    """XML bytes as text good enough to look words up in."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "ignore")
    return data.replace(b"\0", b"").decode("utf-8", "ignore")
