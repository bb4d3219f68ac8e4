"""Words of clamd's socket: PING, VERSION, INSTREAM, alone or inside IDSESSION, ended by a NUL or a line feed.

In: an asyncio stream. Out: `Command`s and the pieces of a stream. Clients: clamdscan --stream, mail filters, document systems
that know an antivirus socket. Over the limit the answer comes at once and the rest is still read, or some clients hang.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

MOST_COMMAND = 1024
PIECE = 64 * 1024
KNOWN = frozenset({"PING", "VERSION", "INSTREAM", "IDSESSION", "END", "STATS", "RELOAD", "VERSIONCOMMANDS"})


class BadStream(Exception):
    """What came in is no command and no stream of clamd's protocol."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command and how its answer ends: NUL after a `z` prefix, a line feed after `n` or none."""

    name: str
    end: bytes


async def read_command(stream: asyncio.StreamReader) -> Command | None:
    """The next command; None where the client closed. Raises BadStream for what is none."""
    first = await stream.read(1)
    if not first:
        return None
    end = b"\0" if first == b"z" else b"\n"
    try:
        rest = await stream.readuntil(end)
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        raise BadStream from None
    word = (rest if first in {b"z", b"n"} else first + rest)[:-1].rstrip(b"\r")
    name = word.decode("ascii", "replace").strip()
    if len(word) > MOST_COMMAND or name not in KNOWN:
        raise BadStream
    return Command(name, end)


async def read_stream(stream: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """Yield the pieces of one INSTREAM: each chunk has its length in four bytes before it, and a length of 0 ends it."""
    while True:
        try:
            size = int.from_bytes(await stream.readexactly(4), "big")
        except asyncio.IncompleteReadError:
            raise BadStream from None
        if size == 0:
            return
        while size:
            piece = await stream.read(min(size, PIECE))
            if not piece:
                raise BadStream
            size -= len(piece)
            yield piece
