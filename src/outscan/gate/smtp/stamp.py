"""Our own field on what passes, and nobody else's: `X-Outscan` is added at the top, one that came with the mail is dropped.

In: the pieces of a message. Out: its pieces, the rest of it byte for byte. Raises `Refused` for a header section without end.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

from outscan.gate.smtp.command import Refused

MOST_HEADER = 1 << 20
FIELD = "X-Outscan"
_OURS = re.compile(rb"^x-outscan(?:-[a-z0-9-]*)?[ \t]*:[^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*", re.IGNORECASE | re.MULTILINE)
_END = re.compile(rb"(?:\A|\r\n)\r\n")


async def stamped(message: AsyncIterator[bytes], value: str) -> AsyncIterator[bytes]:
    """The message with `X-Outscan: value`; `value` is ASCII without line ends."""
    yield f"{FIELD}: {value}\r\n".encode("ascii")
    head, ended = b"", False
    async for piece in message:
        if ended:
            yield piece
            continue
        head += piece
        found = _END.search(head)
        if found is not None:
            ended = True
            yield _OURS.sub(b"", head[: found.end()]) + head[found.end() :]
        elif len(head) > MOST_HEADER:
            raise Refused(550, "5.6.0 the header section does not end")
    if not ended:
        yield _OURS.sub(b"", head)
