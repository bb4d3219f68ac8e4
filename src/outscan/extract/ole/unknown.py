"""A compound file no reader knows (`.pub`, `.vsd`, `.mpp`, `.one`, …): its properties, its packages, its legible runs.

In: `Blob`. Out: properties as segments, what is packed inside as blobs, runs of words found in the raw streams as
hidden raw strings, and always a gap: runs of words are not a reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.extract.ole.compound import Compound, printable
from outscan.extract.ole.embedded import embedded
from outscan.extract.ole.properties import properties
from outscan.limits import Purse
from outscan.types import Blob, Gap, GapReason, HiddenKind, Part, Piece, Segment, joined

_OBJECT = frozenset({"\x01ole10native", "package", "embeddedodf"})
_WIDE = re.compile(rb"(?:[\x20-\x7e\t]\x00){4,}|(?:[\x20-\x7e\t]\x00|[\x00-\xff][\x4e-\x9f]|[\x00-\x1f]\x30|[\x00-\xef]\xff|[\x10-\x26]\x20|[\x05\x06]\x26){4,}")
_NARROW = re.compile(rb"[\x20-\x7e]{6,}|(?:[\xb0-\xf7][\xa1-\xfe]){3,}")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}|[A-Za-z]{3}")
_MAX_RUNS = 20_000


def _likely(text: str) -> bool:
    """Whether the Chinese characters of `text` are ones people write: most in the first level of GB 2312."""
    han = [c for c in text if "\u4e00" <= c <= "\u9fff"]
    if not han:
        return True
    common = sum(1 for c in han if b"\xb0" <= c.encode("gb2312", "replace")[:1] < b"\xd8")
    halves = sum(1 for c in han if not ord(c) & 0xFF)
    return common >= len(han) * 0.7 and halves * 4 < len(han)


def runs(data: bytes) -> Iterator[str]:
    """Runs of legible text in raw bytes: UTF-16 (at both alignments), then ASCII and GB 2312."""
    for match in _WIDE.finditer(data):
        text = match.group().decode("utf-16-le", "replace").strip()
        if _WORDS.search(text) and _likely(text):
            yield text
    for match in _NARROW.finditer(data):
        text = match.group().decode("gb18030", "replace").strip()
        if _WORDS.search(text) and _likely(text):
            yield text


def read(blob: Blob, purse: Purse) -> Iterator[Piece]:
    """Yield what can be said of a compound file without knowing its kind, and that it was not read."""
    compound = Compound(blob.data, purse)
    yield Gap(
        blob.where, GapReason.UNSUPPORTED, f"compound file, class {compound.class_id() or '?'}, {len(compound.paths)} streams"
    )
    yield from properties(compound, blob)
    for path in compound.paths:
        purse.tick()
        name = path[-1].lower()
        if name.startswith("\x05"):
            continue
        if name in _OBJECT:
            yield from embedded(compound, blob, path[:-1], printable(path[-2]) if len(path) > 1 else "object")
            continue
        spot = printable("/".join(path))
        data, gaps = compound.read(path, blob.where.at(Part.HIDDEN, spot))
        yield from gaps
        found = [(spot, text) for _, text in zip(range(_MAX_RUNS), runs(data), strict=False)]
        if found:
            text, places = joined(found)
            yield Segment(blob.where.at(Part.HIDDEN, spot), text, places, hidden=HiddenKind.RAW_STRING)
