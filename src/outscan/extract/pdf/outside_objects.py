"""What stands before, behind and between the objects of a PDF file: other files, notes, comment lines; and whether it ends.

In: the bytes of the file. Out: blobs of what stands before the header and behind the last end mark, comment lines as a hidden
segment, a gap where the end is missing (a file cut short is never clean).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.extract.pdf.strings import HAN
from outscan.types import Blob, Gap, GapReason, HiddenKind, Part, Piece, Segment, joined, spot, unread
from outscan.words.members import called

NEAR = 2048
"""Bytes from the end within which the end mark is expected; readers look as far (ISO 32000-1 annex H, 3.4.4)."""
BLANK = b"\x00 \r\n\t\x0c\x1a"
STREAM, END = re.compile(rb"\bstream\r?\n"), b"endstream"
COMMENT = re.compile(rb"(?:^|[\r\n])[ \t]*%(?!PDF-|%EOF)([^\r\n]{4,4000})")
MARK = 8
"""Bytes; the binary mark of the second line (ISO 32000-1, 7.5.2) is shorter than this."""
HEADER = 1024
"""Bytes in which readers look for the header (ISO 32000-1 annex H, 3.4.1)."""


def ends(blob: Blob) -> Iterator[Piece]:
    """Yield what surrounds the document in its file."""
    data = blob.data
    start = data.find(b"%PDF-", 0, HEADER + 5)
    if start > 0 and data[:start].strip(BLANK + b"\xef\xbb\xbf"):
        yield Blob(blob.where.inside(called("before_head")), data[:start], HiddenKind.RAW_STRING)
    last = data.rfind(b"%%EOF")
    if last < 0 or (len(data) - last > NEAR and b"endobj" in data[last:]):
        yield Gap(blob.where, GapReason.CORRUPT, unread("no_end_of_file_mark"))
    elif data[last + 5 :].strip(BLANK):
        yield Blob(blob.where.inside(called("after_end")), data[last + 5 :].lstrip(BLANK), HiddenKind.RAW_STRING)
    lines = list(_comments(data))
    if lines:
        text, places = joined([(spot("comment_line"), line) for line in lines])
        yield Segment(blob.where.at(Part.HIDDEN), text, places, HiddenKind.MARKUP_COMMENT)


def _comments(data: bytes) -> Iterator[str]:
    """Comment lines between objects that hold Han, or several words; not the binary mark of the second line."""
    first = max(data.find(b" obj"), 0)  # what stands before the first object is the producer's own
    for raw in COMMENT.findall(_between(data, first)):
        if raw.isascii():
            if len(raw.split()) > 2 and raw.decode("ascii").isprintable():
                yield raw.decode("ascii").strip()
            continue
        for encoding, least in (("utf-8", 0.1), ("gb18030", 0.5)):
            try:
                text = raw.decode(encoding).strip()
            except UnicodeDecodeError:
                continue
            if len(raw) > MARK and len(HAN.findall(text)) >= least * len(text):
                yield text
                break


def _between(data: bytes, at: int) -> bytes:
    """What stands between the streams of `data` from `at` on: their own bytes are passed over at the speed of a search."""
    parts: list[bytes] = []
    start = data.find(b"stream", at)
    while start >= 0:
        head = STREAM.match(data, start)
        end = data.find(END, head.end()) if head is not None else -1
        if head is not None and end < 0:
            break
        if head is not None:
            parts.append(data[at:start])
            at = end + len(END)
        start = data.find(b"stream", max(at, start + 1))
    return b"".join([*parts, data[at:]])
