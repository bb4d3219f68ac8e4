"""Where a door of its own protocol listens: address, TLS, who may come, how many at once.

In: settings, a function that speaks with one client. Out: running servers. Law: nothing plain is taken from beyond this machine
unless its network is declared as trusted; over the number of connections the client hears that at once.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network

from outscan.errors import ConfigError, OutscanError
from outscan.gate.settings import Listen
from outscan.words.gate import GATE
from outscan.words.said import said

LOG = logging.getLogger("outscan.gate")
LINE_BYTES = 64 << 10
LINGER_SECONDS = 1.0
"""So long who came too many is still listened to, so that he hears why."""

Speak = Callable[[asyncio.StreamReader, asyncio.StreamWriter, str], Awaitable[None]]
"""Speaks with one client, whose address is the last argument, until either ends."""


def address(text: str, door: str) -> tuple[str, int]:
    """Host and port of `127.0.0.1:1344` or `[::1]:1344`. Raises ConfigError."""
    host, _, port = text.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or int(port) >= 1 << 16:
        raise ConfigError(said(GATE, "gate_door_address", door=door, address=text))
    return host.strip("[]"), int(port)


def check_reach(listen: Listen, door: str, *, relay: bool = False) -> None:
    """Raise ConfigError for what may not be offered beyond this machine: neither TLS nor trusted; a relay for just anybody."""
    host, _ = address(listen.listen, door)
    encrypted = bool(listen.certificate and listen.key) and not relay
    if not is_local(host) and not encrypted and not listen.trusted:
        raise ConfigError(said(GATE, "gate_door_reach", door=door, host=host))
    for one in listen.trusted:
        try:
            ip_network(one)
        except ValueError:
            raise ConfigError(said(GATE, "gate_door_address", door=door, address=one)) from None


def is_local(host: str) -> bool:
    """Whether `host` is this machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def trusted(listen: Listen, source: str) -> bool:
    """Whether somebody at `source` may come: everybody where no network is named, else those and this machine."""
    if not listen.trusted:
        return True
    try:
        came = ip_address(source.partition("%")[0])
    except ValueError:
        return False
    return came.is_loopback or any(came in ip_network(one) for one in listen.trusted)


@dataclass(slots=True)
class Standing:
    """An open door and who is speaking through it."""

    server: asyncio.Server | None = None
    talks: set[asyncio.Task[None]] = field(default_factory=set)

    async def close(self) -> None:
        """Close it. Who was still speaking hears nothing more, and must not send."""
        if self.server is not None:
            self.server.close()
        for talk in self.talks:
            talk.cancel()
        await asyncio.gather(*self.talks, return_exceptions=True)


async def open_door(listen: Listen, door: str, speak: Speak, full: bytes, tls: ssl.SSLContext | None) -> Standing:
    """Listen, with `tls` from the first byte; `full` is what a client hears where too many are here. Raises ConfigError."""
    host, port = address(listen.listen, door)
    standing = Standing()

    async def came(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        source = str((writer.get_extra_info("peername") or ("",))[0])
        talk = asyncio.current_task()
        if talk is not None:
            standing.talks.add(talk)
        try:
            if not trusted(listen, source):
                LOG.warning("%s: a client beyond the trusted networks was sent away", door)
            elif len(standing.talks) > listen.connections:
                await _send_away(reader, writer, full)
            else:
                await speak(reader, writer, source)
        except (OSError, OutscanError, asyncio.IncompleteReadError) as error:  # the client hears nothing, and must not send
            LOG.info("%s: a connection ended: %s", door, type(error).__name__)
        except Exception as error:  # noqa: BLE001 - the last wall: nothing was said, nothing leaves, and a trace may quote a document
            LOG.error("%s: a connection broke: %s", door, type(error).__name__)
        finally:
            standing.talks.discard(talk)
            writer.close()

    try:
        standing.server = await asyncio.start_server(came, host, port, limit=LINE_BYTES, ssl=tls, backlog=256)
    except OSError as error:
        raise ConfigError(said(GATE, "gate_door_taken", door=door, address=listen.listen, why=error.strerror)) from None
    return standing


async def _send_away(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, full: bytes) -> None:
    """Say `full` and read for a moment what is still sent: a close over unread bytes resets, and the answer is lost."""
    writer.write(full)
    await writer.drain()
    if writer.can_write_eof():
        writer.write_eof()
    with suppress(TimeoutError):
        async with asyncio.timeout(LINGER_SECONDS):
            while await reader.read(LINE_BYTES):
                pass


def tls_of(listen: Listen, door: str) -> ssl.SSLContext | None:
    """What a door is encrypted with; None where no certificate is named. Raises ConfigError."""
    if not listen.certificate:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(listen.certificate, listen.key or None)
    except (OSError, ssl.SSLError) as error:
        raise ConfigError(said(GATE, "gate_door_taken", door=door, address=listen.certificate, why=error.strerror)) from None
    return context


def tls_to(roots: str, door: str) -> ssl.SSLContext:
    """What a server that we speak to is checked with: the certificates of a file, the system's where none is named.

    Raises ConfigError.
    """
    try:
        context = ssl.create_default_context(cafile=roots or None)
    except (OSError, ssl.SSLError) as error:
        raise ConfigError(said(GATE, "gate_door_taken", door=door, address=roots, why=error.strerror)) from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
