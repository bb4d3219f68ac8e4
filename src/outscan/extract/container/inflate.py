"""Packed bytes of one member to its own, by whatever method and however its sizes lie.

In: a `Member`, the zip and the budget. Out: `Entry`, with a reason where it is encrypted, damaged, too large or oddly packed.
Law: what is inflated is counted, never what is declared.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Iterator

from outscan.errors import Exceeded
from outscan.extract.container.locked import AES, opened
from outscan.extract.container.member import DEFLATED, ENCRYPTED, STORED, Entry, Found, Member
from outscan.limits import Budget
from outscan.nouns import Struct, replace
from outscan.types import GapReason, Reason, unread

_BZIP2, _LZMA = 12, 14
_SECOND = b"\x02"
_LZMA_HEADER = 9
_CHUNK = 1 << 16


def inflate(member: Member, data: bytes, budget: Budget) -> Entry:
    """Return the bytes of `member` of the zip `data`, with a reason where it is encrypted, damaged, too large or oddly packed."""
    if member.found is Found.DIRECTORY:
        return Entry(member.name, b"", member.found, GapReason.CORRUPT, member.detail)
    if member.flags & ENCRYPTED or member.method == AES:
        found = opened(member, data[member.start : member.start + member.packed], budget.passwords)
        if found is None:
            return Entry(member.name, b"", member.found, GapReason.ENCRYPTED, unread("zip"))
        crc = None if member.method == AES and member.extra[:1] == _SECOND else member.crc  # AE-2 has a seal in its place
        data, method = found
        member = replace(member, start=0, packed=len(data), method=method, flags=member.flags & ~ENCRYPTED, crc=crc)
    packed = memoryview(data)[member.start : member.start + member.packed]
    chunks: list[bytes] = []
    state = _State(member.detail)
    try:
        for chunk in budget.meter(_inflated(member, data, packed, state), member.packed):
            chunks.append(chunk)  # noqa: PERF402 - what was inflated before a limit is kept
    except Exceeded as limit:
        if budget.bytes_spent > budget.limits.max_total_bytes:
            raise
        return Entry(member.name, b"".join(chunks), member.found, limit.reason, limit.detail)
    out = b"".join(chunks)
    if state.unsupported:
        return Entry(member.name, b"", member.found, GapReason.UNSUPPORTED, unread("zip_method", method=member.method))
    if not state.wrong and member.crc is not None and zlib.crc32(out) != member.crc:
        state.wrong = unread("crc")
    return Entry(member.name, out, member.found, GapReason.CORRUPT if state.wrong else None, state.wrong)


class _State(Struct):
    """What an inflation learned on its way."""

    wrong: Reason | None = None
    unsupported: bool = False


def _inflated(member: Member, data: bytes, packed: memoryview, state: _State) -> Iterator[bytes]:
    """Chunks of the member; `state.wrong` says what was wrong once they are through."""
    method = member.method
    if method == STORED:
        if len(packed) < member.packed:
            state.wrong = unread("truncated")
        for at in range(0, len(packed), 1 << 20):
            yield bytes(packed[at : at + (1 << 20)])
    elif method == DEFLATED:
        yield from _deflated(member, data, state)
    elif method == _BZIP2:
        yield from _stream(bz2.BZ2Decompressor(), packed, state)
    elif method == _LZMA:
        yield from _stream(_lzma(packed), packed[_LZMA_HEADER:], state)
    else:
        state.unsupported = True


def _deflated(member: Member, data: bytes, state: _State) -> Iterator[bytes]:
    """Inflate until the stream itself ends, whatever size is declared.

    A declared size that is too small must not hide the rest: the recipient's unpacker may read on.
    """
    if not member.packed and not member.crc:
        return
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    view, at, end = memoryview(data), member.start, member.start + member.packed
    try:
        while not stream.eof and at < len(data):
            block = view[at : at + _CHUNK]
            at += len(block)
            yield stream.decompress(block, 1 << 20)
            while stream.unconsumed_tail and not stream.eof:
                yield stream.decompress(stream.unconsumed_tail, 1 << 20)
    except zlib.error:
        state.wrong = state.wrong or unread("deflate")
        return
    used = at - len(stream.unused_data)
    if not stream.eof:
        state.wrong = unread("truncated")
    elif used != end and member.crc is not None and not state.wrong:
        state.wrong = unread("packed_size_is", packed=member.packed, used=used - member.start)


def _lzma(packed: memoryview) -> lzma.LZMADecompressor:
    """A decompressor for zip's own LZMA header: version, length of properties, five bytes of them (APPNOTE.TXT §5.8.8)."""
    if len(packed) < _LZMA_HEADER:
        return lzma.LZMADecompressor(lzma.FORMAT_ALONE)
    first, size = packed[4], int.from_bytes(packed[5:9], "little")
    filters = {"id": lzma.FILTER_LZMA1, "lc": first % 9, "lp": first // 9 % 5, "pb": first // 45, "dict_size": min(size, 1 << 26)}
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[filters])


def _stream(stream: bz2.BZ2Decompressor | lzma.LZMADecompressor, packed: memoryview, state: _State) -> Iterator[bytes]:
    try:
        for at in range(0, len(packed), _CHUNK):
            if stream.eof:
                break
            yield stream.decompress(bytes(packed[at : at + _CHUNK]), 1 << 20)
            while not stream.eof and not stream.needs_input:
                yield stream.decompress(b"", 1 << 20)
    except (OSError, lzma.LZMAError, EOFError, ValueError):
        state.wrong = unread("damaged_stream")
        return
    if not stream.eof and not isinstance(stream, lzma.LZMADecompressor):
        state.wrong = unread("truncated")
