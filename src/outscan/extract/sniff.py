"""What kind of thing is this? One room decides, from the bytes; a name or a declared type only breaks ties.

In: `Blob`. Out: a kind word: one that a reader claims, or `empty`, `encrypted`, `unknown`.
"""

from __future__ import annotations

import io
import zipfile

from outscan.types import Blob

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"{\\rtf", "rtf"),
)


def sniff(blob: Blob) -> str:
    """The kind of `blob`."""
    data = blob.data
    if not data:
        return "empty"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith(b"PK\x03\x04"):
        return _package(data)
    return "txt"


def _package(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        names = set(z.namelist())
    for name, kind in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx"), ("OFD.xml", "ofd")):
        if name in names:
            return kind
    return "zip"
