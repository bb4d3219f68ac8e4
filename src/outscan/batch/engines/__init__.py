"""Who works on a run: this process, workers on any number of machines, or a Dask cluster that only places workers.

In: a ledger, a begun run, a `Crew`. Out: rows in the ledger. The list is explicit; a module is imported when
asked for.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, cast

from outscan.batch.loop import Listener, deaf
from outscan.batch.pace import Pace, Stop
from outscan.batch.running import Begun
from outscan.store import Store


@dataclass(slots=True)
class Crew:
    """How a run is worked on: processes on this machine, pauses, who says stop, who listens, and an engine's own options."""

    workers: int = 1
    pace: Pace = field(default_factory=Pace)
    stop: Stop = field(default_factory=Stop)
    listener: Listener = deaf
    name: str = ""
    options: dict[str, Any] = field(default_factory=dict)
    token: str = field(default_factory=lambda: secrets.token_hex(8))
    """By which the list of workers knows this one again after the database was away."""


Engine = Callable[[Store, Begun, Crew], None]


def _lazy(module: str) -> Engine:
    def run(store: Store, begun: Begun, crew: Crew) -> None:
        cast("Engine", import_module(f"outscan.batch.engines.{module}").work)(store, begun, crew)

    return run


ENGINES: dict[str, Engine] = {"local": _lazy("local"), "workers": _lazy("workers"), "dask": _lazy("dask")}
