"""The doors that speak no HTTP, opened with the gate and closed with it: what of ICAP, clamd and SMTP the settings name.

In: a `House`. Out: listening servers. Law: one process owns the database, so every door stands in it; a door that cannot be
opened as it was asked for refuses the whole start.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from outscan.errors import ConfigError
from outscan.gate.binding import Channel
from outscan.gate.clamd.session import FULL
from outscan.gate.clamd.session import Session as Clamd
from outscan.gate.desk import Desk
from outscan.gate.house import House
from outscan.gate.icap import answer
from outscan.gate.icap.judge import GateJudge
from outscan.gate.icap.service import Connection
from outscan.gate.icap.service import Limits as IcapLimits
from outscan.gate.listening import Standing, address, check_reach, is_local, open_door, tls_of, tls_to
from outscan.gate.settings import Settings
from outscan.gate.settings import Smtp as SmtpSettings
from outscan.gate.smtp.deliver import Deliverer
from outscan.gate.smtp.mail import Limits as SmtpLimits
from outscan.gate.smtp.mail import Mail
from outscan.gate.smtp.relay import Hop
from outscan.gate.smtp.session import Session as Smtp
from outscan.words.gate import GATE
from outscan.words.said import said

_LATER = 10.0
"""Seconds between the desk's own deadline and the one around it, so that the desk's answer is the one that is said."""


def check_doors(settings: Settings) -> None:
    """Raise ConfigError for a door that may not be opened like this."""
    for name, listen in (("icap", settings.icap), ("clamd", settings.clamd), ("smtp", settings.smtp)):
        if listen.listen:
            check_reach(listen, name, relay=name == "smtp")
    if settings.smtp.listen:
        if not settings.smtp.next_hop:
            raise ConfigError(said(GATE, "gate_door_hop"))
        address(settings.smtp.next_hop, "smtp")
        if settings.smtp.need_tls and not settings.smtp.certificate:
            raise ConfigError(said(GATE, "gate_door_need_tls"))


@asynccontextmanager
async def opened(house: House) -> AsyncIterator[list[Standing]]:
    """Every door the settings name, open as long as the context lasts. Raises ConfigError."""
    check_doors(house.settings)
    servers: list[Standing] = []
    try:
        for name, begin in (("icap", _icap), ("clamd", _clamd), ("smtp", _smtp)):
            if getattr(house.settings, name).listen:
                servers.append(await begin(house))
        yield servers
    finally:
        for server in servers:
            await server.close()


async def _icap(house: House) -> Standing:
    settings = house.settings.icap
    desk = Desk(house, "icap", (Channel.ICAP, Channel.WEB), settings.seconds)
    load = house.settings.load
    limits = IcapLimits(
        judge_seconds=settings.seconds + _LATER,
        most_bytes=load.max_body,
        most_connections=settings.connections,
        body_seconds=load.body_seconds,
        head_seconds=load.head_seconds,
    )

    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, source: str) -> None:
        await Connection(reader, writer, GateJudge(desk, source), limits).run()

    full = answer.failure(503, hashlib.sha256(b"full").hexdigest(), [("Retry-After", "10")])
    return await open_door(settings, "icap", speak, full, tls_of(settings, "icap"))


async def _clamd(house: House) -> Standing:
    settings = house.settings.clamd
    desk = Desk(house, "clamd", (), settings.seconds)

    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, source: str) -> None:
        await Clamd(reader, writer, desk, source).run()

    return await open_door(settings, "clamd", speak, FULL, tls_of(settings, "clamd"))


async def _smtp(house: House) -> Standing:
    settings = house.settings.smtp
    desk = Desk(house, "smtp", (Channel.SMTP, Channel.EMAIL), settings.seconds)
    deliverer = Deliverer(desk, settings, hop_of(settings))
    limits = SmtpLimits(
        most_bytes=min(settings.max_message, house.settings.load.max_body),
        name=settings.name,
        tls=tls_of(settings, "smtp"),
        need_tls=settings.need_tls,
    )

    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, source: str) -> None:
        async def deliver(mail: Mail) -> tuple[int, str]:
            return await deliverer.deliver(mail, source)

        await Smtp(reader, writer, deliverer.spool, deliver, limits).run()

    return await open_door(settings, "smtp", speak, b"421 4.3.2 too many connections\r\n", None)


def hop_of(hop: SmtpSettings) -> Hop:
    """Where mail goes on, and how: what leaves this machine is encrypted unless it is said otherwise. Raises ConfigError."""
    host, port = address(hop.next_hop, "smtp")
    need = hop.next_hop_tls or ("off" if is_local(host) else "required")
    return Hop(host, port, None if need == "off" else tls_to(hop.next_hop_roots, "smtp"), need == "required")
