"""Single compressed streams: gzip (RFC 1952), bzip2, xz; several members after one another are one stream.

In: `Blob`. Out: one blob with what came out, a gap where the stream is damaged or a limit was met.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator

from outscan.errors import Exceeded
from outscan.extract.container import worded
from outscan.legible import decode, decode_name
from outscan.limits import Budget
from outscan.nouns import Struct
from outscan.types import HARD, Blob, Gap, GapReason, HiddenKind, Part, Piece, Reason, Segment, unread

_CHUNK = 1 << 16
_OUT = 1 << 20
_MAGIC = {"gz": b"\x1f\x8b", "bz2": b"BZh", "xz": b"\xfd7zXZ\0"}
_NAME, _COMMENT, _EXTRA, _FIXED = 0x08, 0x10, 0x04, 10


class _State(Struct):
    """What was learned on the way: where the last sound member ended, what was wrong."""

    wrong: Reason | None = None
    used: int = 1
    rest: bytes = b""


def read_stream(blob: Blob, kind: str, budget: Budget) -> Iterator[Piece]:
    """Yield what a compressed stream holds."""
    name = _plain_name(blob.name, kind)
    if kind == "gz":
        stated, comment = _words(blob.data)
        name = stated or name
        if comment:
            yield Segment(blob.where.at(Part.METADATA, "comment"), comment, hidden=HiddenKind.PROPERTY)
    where, state, chunks = blob.where.inside(name), _State(), []
    limit: Exceeded | None = None
    done = 0
    try:
        for chunk in budget.meter(_inflated(blob.data, kind, state), len(blob.data)):
            chunks.append(chunk)
            done += len(chunk)
            if done > max(budget.limits.ratio_floor_bytes, state.used * budget.limits.max_ratio):
                raise Exceeded(GapReason.TOO_LARGE, unread("max_ratio", found=done // state.used, most=budget.limits.max_ratio))  # noqa: TRY301 - one way out for all limits
    except Exceeded as error:
        limit = error
    if limit is not None and not any(chunk.strip(b"\0") for chunk in chunks):
        raise limit
    data = b"".join(chunks)
    del chunks
    yield Blob(where, data)
    if limit is not None:
        raise limit
    if state.wrong:
        yield Gap(where, GapReason.CORRUPT, state.wrong)
    if state.rest.strip(b"\0\r\n"):
        yield Blob(blob.where.inside("trailing"), state.rest, HiddenKind.DELETED_DATA)


def _inflated(data: bytes, kind: str, state: _State) -> Iterator[bytes]:
    new: dict[str, Callable[[], object]] = {
        "gz": lambda: zlib.decompressobj(31),
        "bz2": bz2.BZ2Decompressor,
        "xz": lzma.LZMADecompressor,
    }
    at = 0
    while data[at : at + len(_MAGIC[kind])] == _MAGIC[kind]:
        stream = new[kind]()
        used, wrong = 0, None
        for piece in _member(stream, data, at, state):
            if isinstance(piece, bytes):
                yield piece
            else:
                used, wrong = piece
        if wrong:
            state.wrong = unread("stream", kind=kind, wrong=wrong)
            return
        at += used
        while kind == "xz" and data[at : at + 4] == b"\0\0\0\0":  # stream padding (xz format §2.2)
            at += 4
    state.rest = data[at:]


def _member(stream: object, data: bytes, start: int, state: _State) -> Iterator[bytes | tuple[int, Reason | None]]:
    """Chunks of one member, then how many packed bytes it took and what was wrong."""
    view, at = memoryview(data), start
    try:
        while at < len(data) and not stream.eof:  # type: ignore[attr-defined]  # three libraries, one shape
            block = bytes(view[at : at + _CHUNK])
            at += len(block)
            state.used = at
            yield stream.decompress(block, _OUT)  # type: ignore[attr-defined]
            while not stream.eof:  # type: ignore[attr-defined]
                more = stream.decompress(getattr(stream, "unconsumed_tail", b""), _OUT)  # type: ignore[attr-defined]
                if not more:
                    break
                yield more
    except (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError) as error:
        yield at - start, unread("damaged", error=type(error).__name__)
        return
    if not stream.eof:  # type: ignore[attr-defined]
        yield at - start, unread("truncated")
        return
    yield at - start - len(stream.unused_data), None  # type: ignore[attr-defined]


def _plain_name(name: str, kind: str) -> str:
    """The name without the ending the packer added: 表.tgz holds 表.tar."""
    stem, dot, ending = name.rpartition(".")
    if not dot:
        return name or "content"
    return (
        f"{stem}.tar"
        if ending.lower() in ("tgz", "tbz", "tbz2", "txz")
        else stem
        if ending.lower() in (kind, "gzip", "svgz", "emz", "wmz")
        else name
    )


def _words(data: bytes) -> tuple[str, str]:
    """The file name and the comment of a gzip header, "" for none."""
    flags, at = data[3] if len(data) > _FIXED else 0, _FIXED
    extra = b""
    if flags & _EXTRA:
        size = int.from_bytes(data[at : at + 2], "little")
        extra, at = data[at + 2 : at + 2 + size], at + 2 + size
    found = ["", ""]
    for i, flag in enumerate((_NAME, _COMMENT)):
        end = data.find(b"\0", at, at + 4096)
        if flags & flag and end >= 0:
            found[i] = (decode_name if flag == _NAME else lambda raw: decode(raw).text)(data[at:end])
            at = end + 1
    notes = filter(None, (found[1], *worded(extra)))
    return found[0].replace("\\", "/").rpartition("/")[2], HARD.join(notes)
