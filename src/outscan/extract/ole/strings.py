"""Runs of legible text in raw bytes, for what no reader knows and what cannot be opened.

In: bytes. Out: runs of UTF-16, ASCII and GB 2312 text. Runs are hints, never a reading: a gap stands beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.lazy_regex import lazy
from outscan.types import HiddenKind, Part, Segment, Where, joined, spot

_UNIT = rb"[\x20-\x7e\t]\x00|[%s-\xff][\x4e-\x9f]|[\x00-\x1f]\x30|[\x00-\xef]\xff|[\x10-\x26]\x20|[\x05\x06]\x26"
# a run does not begin with a zero byte: there it would be ASCII read at the wrong alignment
_WIDE = re.compile(b"(?:" + _UNIT % rb"\x01" + b")(?:" + _UNIT % rb"\x00" + b"){3,}")
_NARROW = re.compile(rb"[\x20-\x7e]{6,}|(?:[\xb0-\xf7][\xa1-\xfe]){3,}")
_NARROW_WORDS = re.compile(rb"[A-Za-z0-9_ .\-\r\n]{8,}")
"""Bytes that are plain words one by one, whatever they would be in pairs: 64 74 6E 65 is dtne, not two rare characters."""
_WORDS = lazy(r"[\u4e00-\u9fff]{2}|[A-Za-z]{3}")
MAX_RUNS = 20_000


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
    at, rest = 0, bytearray(data)
    while (match := _WIDE.search(data, at)) is not None:
        at = match.end()
        other = _WIDE.match(data, match.start() + 1)
        for found in (match, other):
            text = found.group().decode("utf-16-le", "replace").strip() if found else ""
            if found and _WORDS.search(text) and _likely(text) and not _NARROW_WORDS.fullmatch(found.group()):
                yield text
                rest[found.start() : found.end()] = bytes(len(found.group()))
                break
    for match in _NARROW.finditer(rest):
        text = match.group().decode("gb18030", "replace").strip()
        if _WORDS.search(text) and _likely(text):
            yield text


def salvage(data: bytes, where: Where) -> Iterator[Segment]:
    """Yield the legible runs of a file that cannot be opened, by where they lie; the gap is the caller's to yield."""
    found = [(spot("raw_bytes"), text) for _, text in zip(range(MAX_RUNS), runs(data), strict=False)]
    if found:
        text, places = joined(found)
        yield Segment(where.at(Part.HIDDEN), text, places, hidden=HiddenKind.RAW_STRING)
