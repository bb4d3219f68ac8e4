"""A mail while it is taken: its envelope, its bytes in the spool, the bounds of a session.

In: nothing. Out: the nouns that the session and whoever judges a mail share.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol


class Spooled(Protocol):
    """One object of the private spool while it is written and read."""

    async def write(self, piece: bytes) -> None:
        """Append. Raises Refused(552) over the size of one object, Refused(452) where the spool is full."""
        ...

    def pieces(self) -> AsyncIterator[bytes]:
        """Everything written, from the beginning."""
        ...

    async def wipe(self) -> None:
        """Remove it; may be called again."""
        ...


@dataclass(slots=True)
class Mail:
    """One mail: who sends it to whom, and its bytes in the spool."""

    sender: str
    recipients: list[str] = field(default_factory=list)
    utf8: bool = False
    message: Spooled | None = None
    client: str = ""
    """Name or address of the server that brought it, as XFORWARD or the connection says; for the record only."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a session: bytes of a message, seconds for a command, seconds for a whole message.

    `tls` is what STARTTLS is offered with, None where there is no certificate; `need_tls` takes no mail before it.
    """

    most_bytes: int = 50 << 20
    command_seconds: float = 300.0
    message_seconds: float = 900.0
    name: str = "outscan"
    tls: ssl.SSLContext | None = None
    need_tls: bool = False


Deliver = Callable[[Mail], Awaitable[tuple[int, str]]]
"""Judges a mail and hands it on; the answer to the sender. Raises Refused, too."""
Open = Callable[[], Spooled]
