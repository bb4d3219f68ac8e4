"""What else the same bytes can be opened as: an archive behind a picture, a PDF in front of a zip, words after the end.

In: bytes and their main kind. Out: (name, bytes, is it certain to hold something) of every second reading.
Law 1: what another program would open in this file is not overlooked because a first signature stood before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.extract.sniff.magic import by_magic
from outscan.extract.sniff.package import package_start
from outscan.formats import FormatTrait, having

_PACKAGES, _HOSTS = having(FormatTrait.PACKAGE), having(FormatTrait.HOST)
_ARCHIVES = ((b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a\x07", "rar"))
_PDF_JUNK = 1024


def appended(data: bytes, kind: str) -> Iterator[tuple[str, bytes]]:
    """Second readings of `data`, whose main reading is `kind`: names made by us, and the bytes."""
    if kind not in _PACKAGES:
        start = package_start(data)
        if start and (kind in _HOSTS or _at_end(data)):
            yield "appended.zip", data[start:]
            return
    if (
        kind not in ("pdf", "emf")
        and b"%PDF-" in data[:_PDF_JUNK]
        and b"startxref" in data[-(1 << 16) :]
        and not _stored(data, kind)
    ):
        yield "polyglot.pdf", data[data.find(b"%PDF-") :]
    if kind in _HOSTS:
        for magic, word in _ARCHIVES:
            at = data.find(magic, 8)
            if at > 0:
                yield f"appended.{word}", data[at:]
                return
        trailing = data[_end(data, kind) :].strip(b"\0\r\n\t ")
        if trailing and (by_magic(trailing) or _words(trailing)):
            yield "appended", trailing


def _at_end(data: bytes) -> bool:
    """Whether the end record is the end of the file too: inside a compound file or a PDF it may belong to an attachment."""
    at = data.rfind(b"PK\x05\x06")
    return at + 22 + int.from_bytes(data[at + 20 : at + 22], "little") >= len(data.rstrip(b"\0\r\n"))


def _stored(data: bytes, kind: str) -> bool:
    """Whether the PDF in front is simply the first member of the archive, packed without compression."""
    if kind not in _PACKAGES or not data.startswith(b"PK\x03\x04"):
        return False
    method, names, extra = (int.from_bytes(data[i : i + 2], "little") for i in (8, 26, 28))
    return method == 0 and data.find(b"%PDF-") >= 30 + names + extra


def _words(data: bytes) -> bool:
    """Whether bytes behind a picture are text a person wrote: they decode as UTF-8 and are no padding."""
    head = data[:4096]
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError:
        try:
            text = head.decode("gb18030")
        except UnicodeDecodeError:
            return False
    return len(set(text)) > 3 and sum(c.isprintable() or c in "\r\n\t" for c in text) > 0.95 * len(text)


def _end(data: bytes, kind: str) -> int:
    """Where the picture ends by its own account; the end of the bytes where it does not say."""
    if kind == "png":
        at = data.rfind(b"IEND\xaeB`\x82")
        return at + 8 if at > 0 else len(data)
    if kind == "jpg":
        at = data.rfind(b"\xff\xd9")
        return at + 2 if at > 0 else len(data)
    if kind == "gif":
        at = data.rfind(b"\0;")
        return at + 2 if at > 0 else len(data)
    if kind == "bmp":
        size = int.from_bytes(data[2:6], "little")
        return size if 0 < size <= len(data) else len(data)
    if kind in ("wav", "webp"):
        return min(8 + int.from_bytes(data[4:8], "little"), len(data))
    return len(data)
