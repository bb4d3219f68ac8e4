"""Serving: hypercorn, which closes what is silent or partial, with our own rules for bodies on top.

In: a `House`. Out: a running door until it is told to stop. Law: no plain HTTP beyond this machine unless a proxy is declared.
"""

from __future__ import annotations

import asyncio
import logging
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import cast

from hypercorn.asyncio import serve as hypercorn_serve
from hypercorn.config import Config
from hypercorn.typing import Framework
from starlette.types import ASGIApp

from outscan.errors import ConfigError, OutscanError
from outscan.gate.doors import opened
from outscan.gate.heap import few_heaps, give_back
from outscan.gate.house import House
from outscan.gate.http import (
    casework,
    declaring,
    elsewhere,
    filing,
    officers,
    probes,
    reading,
    record,
    ruling,
    scanning,
    signing,
    upkeep,
)
from outscan.gate.http.app import build
from outscan.gate.http.ask import Ask
from outscan.gate.http.door import Door
from outscan.gate.http.manner import Face
from outscan.gate.http.openapi import document
from outscan.gate.http.operation import EVERYBODY, Operation
from outscan.gate.http.reply import Reply
from outscan.gate.keeping import Keeper, reload
from outscan.gate.settings import Settings
from outscan.gate.who import GATE
from outscan.words.gate import GATE as WORDS
from outscan.words.said import said

LOG = logging.getLogger("outscan.gate")
LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
HEAD_BYTES = 16 << 10
SWITCH_SECONDS = 0.0001
"""How long a thread may keep the interpreter while the event loop waits for it: not Python's own five milliseconds, which a
loop that answers a hundred refusals at once would lose at every write to a socket."""


async def _openapi(ask: Ask) -> Reply:
    """GET /v1/openapi.json: this document."""
    del ask
    return Reply(document(OPERATIONS))


OPERATIONS: tuple[Operation, ...] = (
    *scanning.OPERATIONS,
    *reading.OPERATIONS,
    *declaring.OPERATIONS,
    *casework.OPERATIONS,
    *filing.OPERATIONS,
    *signing.OPERATIONS,
    *elsewhere.OPERATIONS,
    *probes.OPERATIONS,
    *officers.OPERATIONS,
    *record.OPERATIONS,
    *ruling.OPERATIONS,
    *upkeep.OPERATIONS,
    Operation("GET", "/v1/openapi.json", "openapi", _openapi, EVERYBODY, "scan"),
)
"""Every operation of the API."""


def check_reach(settings: Settings) -> None:
    """Raise ConfigError for plain HTTP that leaves this machine without a declared proxy."""
    http = settings.http
    if http.host not in LOCAL and not (http.certificate and http.key) and not http.proxies:
        raise ConfigError(said(WORDS, "gate_needs_tls", host=http.host))


def hypercorn_config(settings: Settings) -> Config:
    """The server's own limits: a head within seconds, an idle connection closed, one protocol."""
    config = Config()
    host = f"[{settings.http.host}]" if ":" in settings.http.host else settings.http.host
    config.bind = [f"{host}:{settings.http.port}"]
    config.backlog = 1024
    config.read_timeout = round(settings.load.idle_seconds) + 2
    config.keep_alive_timeout = settings.load.head_seconds
    config.h11_max_incomplete_size = HEAD_BYTES
    config.alpn_protocols = ["http/1.1"]
    config.include_server_header = False
    config.graceful_timeout = 5
    config.errorlog = None
    config.accesslog = None
    if settings.http.certificate:
        config.certfile, config.keyfile = settings.http.certificate, settings.http.key
    return config


async def run(house: House, started: Callable[[], None] | None = None, face: Face | None = None) -> None:
    """Serve until a signal: SIGTERM and SIGINT end it, SIGHUP reads the rules again."""
    check_reach(house.settings)
    app, door = build(house, OPERATIONS, face)
    _limits()
    sys.setswitchinterval(SWITCH_SECONDS)
    few_heaps()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGINT"):
        with suppress(NotImplementedError, ValueError, RuntimeError):
            loop.add_signal_handler(getattr(signal, name), stop.set)
    with suppress(NotImplementedError, ValueError, RuntimeError, AttributeError):
        loop.add_signal_handler(signal.SIGHUP, lambda: loop.run_in_executor(door.pool, _reload, house))
    await serve(house, app, door, stop, started)


async def serve(house: House, app: ASGIApp, door: Door, stop: asyncio.Event, started: Callable[[], None] | None) -> None:
    """Serve an application until `stop` is set."""
    keeper = Keeper(house)
    keeper.start()
    house.engine.start()
    give_back()
    if started is not None:
        loop = asyncio.get_running_loop()
        loop.call_later(0.3, started)
    try:
        async with opened(house):
            await hypercorn_serve(cast("Framework", app), hypercorn_config(house.settings), shutdown_trigger=stop.wait)
    finally:
        door.stopping = True
        keeper.stop()
        door.pool.shutdown(wait=False, cancel_futures=True)


def _reload(house: House) -> None:
    try:
        reload(house, GATE)
    except OutscanError as error:
        LOG.error("reload: %s; the rules in force stay", type(error).__name__)


def _limits() -> None:
    """As many open files as the system lets us have, and no core dump: what passes through this process would be in it."""
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
