"""The message after DATA: dots taken off, its end found, bare line ends refused, memory bounded (RFC 5321 §4.5.2).

In: an asyncio stream. Out: pieces of the message as the sender wrote it. The message ends at CR LF . CR LF alone; anything
another server might take for its end (a bare LF or CR beside a dot) refuses the whole mail. Bytes that come after the end
before we answered are a second, hidden command and end the session.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

from outscan.gate.smtp.command import Refused

PIECE = 64 * 1024
_END = re.compile(rb"(?:\A|(?<=\r\n))\.\r\n")
_STUFFED = re.compile(rb"(?:\A|(?<=\r\n))\.")
_STUFFED_INSIDE = re.compile(rb"(?<=\r\n)\.")
_BARE = re.compile(rb"\r(?!\n)|(?<!\r)\n")


class Data:
    """One message as pieces. `bare` says after reading that a line end was not CR LF; the message must then be refused."""

    def __init__(self, stream: asyncio.StreamReader) -> None:
        self._stream = stream
        self.bare = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the message's bytes without their dots. Raises Refused where the connection ends or goes on too early."""
        rest, at_start = b"", True
        while True:
            came = await self._stream.read(PIECE)
            if not came:
                raise Refused(421, "4.4.2 the connection ended in a message", close=True)
            rest += came
            block, rest, ended = _whole_lines(rest, at_start=at_start)
            if block:
                self.bare = self.bare or _BARE.search(block) is not None
                stuffed = _STUFFED if at_start else _STUFFED_INSIDE
                yield stuffed.sub(b"", block)
                at_start = block.endswith(b"\r\n")
            if ended:
                if rest:
                    raise Refused(554, "5.5.1 nothing may be sent before the answer", close=True)
                return


def _whole_lines(buffer: bytes, *, at_start: bool) -> tuple[bytes, bytes, bool]:
    """What can be handed on, what waits for more, and whether the message has ended (then the rest came after it)."""
    for found in _END.finditer(buffer):
        if found.start() or at_start:
            return buffer[: found.start()], buffer[found.end() :], True
    last = buffer.rfind(b"\r\n")
    if last >= 0:
        return buffer[: last + 2], buffer[last + 2 :], False
    if len(buffer) <= PIECE:
        return b"", buffer, False
    return buffer[:-1], buffer[-1:], False  # a line without end is handed on; its last byte may be half a line end
