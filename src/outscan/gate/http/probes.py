"""How the gate is, over HTTP: alive, ready, its figures for a scraper, what every screen shows of it.

In: `Ask`s. Out: `Reply`s. Law: nothing of a document.
"""

from __future__ import annotations

import asyncio

from outscan.gate.audit.record import head
from outscan.gate.faults import Refused
from outscan.gate.http import shapes
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import AUDIT, BOTH, STAFF, SYSTEM, Operation
from outscan.gate.http.reply import Reply
from outscan.gate.metrics import CONTENT_TYPE
from outscan.gate.states import Role


async def health(ask: Ask) -> Reply:
    """GET /health: the process answers. Touches nothing."""
    del ask
    await asyncio.sleep(0)
    return Reply({"status": "ok"})


async def ready(ask: Ask) -> Reply:
    """GET /ready: the database answers and scans are taken on."""
    await ask.read(head)
    if ask.door.stopping:
        raise Refused("stopping", retry=10)
    if not ask.house.engine.alive:
        raise Refused("not_ready", "scanning", retry=60)
    return Reply({"status": "ok"})


async def metrics(ask: Ask) -> Reply:
    """GET /v1/metrics: for a Prometheus scraper."""
    return Reply(ask.house.meters.page(ask.house.engine.waiting, ask.door.uploads), 200, {}, CONTENT_TYPE)


async def state(ask: Ask) -> Reply:
    """GET /v1/state: level, rules, modes: what a page shows on every screen."""
    made, house = ask.house.scanner.makings(), ask.house
    return Reply(
        {
            "network_level": house.settings.network_level.value,
            "unit": house.settings.unit,
            "contact": house.settings.contact,
            "pack": {"version": house.scanner.pack.version, "rules": made.rules, "policy": made.policy, "model": made.model},
            "outscan": made.outscan,
            "modes": [shapes.plain(one) for one in house.settings.modes],
            "waiting": house.engine.waiting,
        }
    )


_EVERY = STAFF | BOTH | AUDIT | {Role.SERVICE}
OPERATIONS = (
    Operation("GET", "/health", "health", health, public=True),
    Operation("GET", "/ready", "ready", ready, public=True),
    Operation("GET", "/v1/state", "state", state, _EVERY, "scan"),
    Operation("GET", "/v1/metrics", "metrics", metrics, SYSTEM | {Role.SERVICE}, "metrics", media="text/plain"),
)
