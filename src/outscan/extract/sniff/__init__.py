"""What kind of thing is this? One room decides, from the bytes; a name or a declared type only breaks ties.

In: `Blob`. Out: a kind word: one that a reader claims, or `empty`, `encrypted`, or a word no reader claims (`exe`, `mp4`,
`unknown`), which `unpack` turns into an honest gap; and `appended`, what else the same bytes can be opened as.
Reads no member of a package beyond its list of content types; opens nothing outside the bytes.
"""

from __future__ import annotations

from outscan.extract.sniff.magic import by_magic
from outscan.extract.sniff.package import package, package_start
from outscan.extract.sniff.polyglot import appended
from outscan.extract.sniff.words import wording
from outscan.formats import FormatTrait, endings, having
from outscan.types import Blob, Reason, unread

__all__ = ["appended", "contradiction", "sniff"]

_PDF_JUNK = 1024
"""Readers accept a PDF header behind so many bytes of junk (ISO 32000-1, implementation note 13)."""
_OWNER_BYTES = 1024
_PLAIN = having(FormatTrait.PLAIN)
_TEXTUAL = frozenset({FormatTrait.PLAIN, FormatTrait.HINTED, FormatTrait.LETTER})
_NEVER_PLAIN = endings(lambda row: not row.traits & (_TEXTUAL | {FormatTrait.SELDOM}))
_SELDOM_PLAIN = endings(lambda row: FormatTrait.SELDOM in row.traits)
"""Programs export tables and letters as text under these names; a few bytes are neither."""
_FEW_BYTES = 16
_WEAK = having(FormatTrait.WEAK)


def sniff(blob: Blob) -> str:  # noqa: PLR0911 - a ladder of questions, the surest first
    """The kind of `blob`."""
    data = blob.data
    if not data:
        return "empty"
    kind = by_magic(data)
    if kind == "ole":
        return _ole(data)
    if kind == "zip":
        return package(data)
    if kind and kind not in _WEAK:
        return kind
    if _owner(blob):
        return "owner"
    if b"%PDF-" in data[: _PDF_JUNK + 5] and b"startxref" in data[-(1 << 16) :]:
        return "pdf"
    if data.startswith(b"%") and b"startxref" in data[-2048:] and b" obj" in data:  # a header that lost a letter
        return "pdf"
    words = wording(blob)
    if words and kind != "dbf":
        return words
    if not kind and package_start(data) is not None:
        return package(data)
    return kind or words or ("empty" if not data.strip(b"\0") else "unknown")


def contradiction(blob: Blob, kind: str) -> Reason | None:
    """What is odd where a name promises a format that is never plain text and plain text is all there is; None otherwise."""
    ending = blob.name.rpartition(".")[2].lower()
    never = ending in _NEVER_PLAIN or (ending in _SELDOM_PLAIN and kind == "txt" and len(blob.data) < _FEW_BYTES)
    return unread("named_otherwise", ending=ending) if kind in _PLAIN and never else None


def _owner(blob: Blob) -> bool:
    """Whether this is the file an Office program leaves beside a document it has open: a name, twice, and nothing else."""
    return (
        blob.name.replace("\\", "/").rpartition("/")[2].startswith("~$")
        and len(blob.data) <= _OWNER_BYTES
        and 0 < blob.data[0] < len(blob.data)
        and b"\0" in blob.data
    )


def _ole(data: bytes) -> str:
    """The kind of a compound file: its own room knows."""
    from outscan.extract.ole import ole_kind  # noqa: PLC0415 - olefile is loaded for compound files only

    return ole_kind(data)
