"""The body of an ICAP request: chunks, a preview, and the rest after `100 Continue` (RFC 3507 §4.5, erratum 5893).

In: an asyncio stream behind the heads. Out: pieces of the body as they come; nothing is kept here. A chunk is handed on in
pieces of at most `PIECE` bytes, so that no client decides how much memory is used. Raises `BadMessage`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from outscan.gate.icap.head import BadMessage

PIECE = 64 * 1024
MOST_LINE = 1024
MOST_TRAILERS = 64
_LARGEST = 16
"""Hexadecimal digits of a chunk's size; more is an attack, not a size."""

Continue = Callable[[], Awaitable[None]]
"""Tells the client to send what comes after its preview."""


class Chunks:
    """The pieces of one body. `ended_in_preview` is true where the preview held the whole body."""

    def __init__(self, stream: asyncio.StreamReader, *, preview: bool, go_on: Continue) -> None:
        self._stream, self._preview, self._go_on = stream, preview, go_on
        self.ended_in_preview = False
        self.finished = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield every byte of the body in order; asks the client to go on where its preview was not all."""
        async for piece in self._until_zero():
            yield piece
        if self._preview and not self.ended_in_preview:
            await self._go_on()
            async for piece in self._until_zero():
                yield piece
        self.finished = True

    async def _until_zero(self) -> AsyncIterator[bytes]:
        while True:
            size, ieof = _size(await self._line())
            if size == 0:
                self.ended_in_preview = self.ended_in_preview or (self._preview and ieof)
                await self._trailers()
                return
            while size:
                piece = await self._stream.read(min(size, PIECE))
                if not piece:
                    raise BadMessage(400, "the body ends in a chunk")
                size -= len(piece)
                yield piece
            if (await self._line()).strip():
                raise BadMessage(400, "a chunk is longer than its size")

    async def _trailers(self) -> None:
        for _ in range(MOST_TRAILERS):
            if not (await self._line()).strip():
                return
        raise BadMessage(400, "too many trailers")

    async def _line(self) -> bytes:
        try:
            line = await self._stream.readuntil(b"\n")
        except asyncio.IncompleteReadError:
            raise BadMessage(400, "the body ends before its last chunk") from None
        except asyncio.LimitOverrunError:
            raise BadMessage(400, "a chunk's line is too long") from None
        if len(line) > MOST_LINE:
            raise BadMessage(400, "a chunk's line is too long")
        return line


def _size(line: bytes) -> tuple[int, bool]:
    """A chunk's size in bytes, and whether it says that the preview was the whole body."""
    digits, _, extension = line.strip().partition(b";")
    digits = digits.strip()
    if not digits or len(digits) > _LARGEST or digits.strip(b"0123456789abcdefABCDEF"):
        raise BadMessage(400, "a chunk without a size")
    return int(digits, 16), extension.strip().lower() == b"ieof"
