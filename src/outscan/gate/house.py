"""One running gate: its settings, store, spool, vault, scanner and engine, and what all doors ask of them.

In: settings and a scanning configuration. Out: `House`. Law: it does not start on a folder that is not private, a record that
cannot be opened, rules that do not compile.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection, event
from sqlalchemy.exc import SQLAlchemyError

from outscan.config import Config
from outscan.gate import holds, own_rules
from outscan.gate.audit.record import open_chain
from outscan.gate.clocks import Calendar, load_calendar
from outscan.gate.decision import Answer, Mode
from outscan.gate.engine import Engine
from outscan.gate.errand import Errand, options_of
from outscan.gate.metrics import Meters
from outscan.gate.rekey import check_key
from outscan.gate.rollout import changed_modes
from outscan.gate.scans import declared, declared_by
from outscan.gate.settings import ModeRow, Settings
from outscan.gate.spool import Spool, Upload, private_folder
from outscan.gate.stamps import check_settings as check_stamps
from outscan.gate.tables import GATE
from outscan.gate.vault import Vault, instance, vault_path
from outscan.gate.viewing import Viewer
from outscan.gate.webhooks import enqueue
from outscan.gate.who import GATE as SELF
from outscan.keys import derived
from outscan.scanner import Scanner
from outscan.store import Store, open_store
from outscan.store.lock import Lock, own
from outscan.types import Action, Report

if TYPE_CHECKING:
    from sqlalchemy import Row

PATIENCE = 4.0
"""Seconds a request waits for the database before it is answered 503: a door that holds must say so soon."""


@dataclass(slots=True)
class House:
    """Everything that is open. `close` ends it; what was accepted and is unfinished is done at the next start."""

    settings: Settings
    store: Store
    spool: Spool
    vault: Vault
    scanner: Scanner
    queue: str
    lock: Lock
    calendar: Calendar
    base: Config
    """What the machine is configured with, before the unit's own rules are joined."""
    as_of_fixed: bool = False
    meters: Meters = field(default_factory=Meters)
    engine: Engine = field(init=False)
    viewer: Viewer = field(init=False)
    _pack: tuple[Scanner | None, str] = None, ""
    """A scanner and what it is made with: asked for at every scan."""

    def __post_init__(self) -> None:
        # One more than processors: none of them waits while a verdict is written to the disk.
        workers = self.settings.load.workers or (os.cpu_count() or 1) + 1
        self.engine = Engine(self, workers)
        self.viewer = Viewer(self)

    def close(self) -> None:
        """End scanning and give everything back."""
        self.engine.stop()
        self.viewer.close()
        self.store.close()
        self.lock.release()

    @property
    def pack(self) -> str:
        """The rules in force, as an approval binds them."""
        if self._pack[0] is not self.scanner:
            made = self.scanner.makings()
            self._pack = self.scanner, f"{made.rules}+{made.policy}+{made.model}"
        return self._pack[1]

    def mode(self, door: str, who_gets: frozenset[str]) -> Mode:
        """The mode of a door for these recipients."""
        return self.settings.mode(door, who_gets)

    def errand(self, row: Row[Any], path: Path) -> Errand:
        """What a worker is told of one scan."""
        wishes: Mapping[str, Any] = json.loads(row.wishes)
        stated = declared(row)
        return Errand(
            path=str(path),
            name=row.name,
            recipient="；".join(json.loads(row.recipients)),
            declarations=tuple((key, answer) for key, answer, _ in stated),
            declared_by=declared_by(row.owner, [by for _, _, by in stated]),
            network=self.settings.network_level,
            options=options_of(dict(wishes)) if row.kind == "process" else None,
        )

    def unsealed(self, held: str) -> Upload:
        """The bytes of a held object as a file in the spool. Raises Refused where they are gone, StoreError for others."""
        with self.store.read() as link:
            chunks = holds.chunks(link, self.vault, held)
        return self.spool.copied(chunks, self.settings.load.max_body)

    def wants_hold(self, row: Row[Any], report: Report) -> bool:
        """Whether the bytes are kept after the verdict: where it was asked for and something is left to decide."""
        wishes = json.loads(row.wishes)
        return bool(wishes.get("hold")) and (report.verdict.action is not Action.RELEASE or row.kind == "process")

    def counted(self, row: Row[Any], answer: Answer) -> None:
        """Count a decision for the metrics."""
        self.meters.decided(row.door, answer.value)

    def notify(self, link: Connection, kind: str, thing: str, row: Row[Any]) -> None:
        """Queue a notice for every listener that is registered; it names the thing, never what is in it."""
        if json.loads(row.wishes).get("notify") if hasattr(row, "wishes") else True:
            enqueue(link, self.settings, kind, thing)

    def empty_log(self) -> None:
        """See that what was just blanked in the database is in none of its files."""
        with suppress(SQLAlchemyError):
            settle_log(self.store)

    def adopt_modes(self, rows: list[ModeRow]) -> None:
        """Put a confirmed table of modes in force."""
        self.settings = replace_settings(self.settings, rows)


def replace_settings(settings: Settings, rows: list[ModeRow]) -> Settings:
    """`settings` with another table of modes."""
    return msgspec.structs.replace(settings, modes=rows)


def open_house(settings: Settings, config: Config, *, as_of_fixed: bool = False) -> House:
    """Open everything. Raises OutscanError naming what is wrong."""
    data = Path(settings.data)
    check_stamps(settings.audit.timestamp)
    private_folder(data)
    lock = own(data / "gate")
    store = None
    try:
        store = open_store(settings.database or data / "gate.db", GATE, patience=PATIENCE)
        _forgets(store)
        vault, name = Vault.at(data / "vault", vault_path(settings.vault_key, data)), instance(data)
        with store.write() as link:
            open_chain(link, SELF, settings.audit.algorithm)
            check_key(link, vault, name)
            modes = changed_modes(link)
            ours = own_rules.kept(link)
        scanner = Scanner.build(own_rules.joined(config, ours, data))
        if modes is not None:
            settings = replace_settings(settings, modes)
        return House(
            settings,
            store,
            Spool.at(data / "spool"),
            vault,
            scanner,
            f"gate:{name}",
            lock,
            load_calendar(Path(settings.calendar) if settings.calendar else None),
            config,
            as_of_fixed,
        )
    except BaseException:
        if store is not None:
            store.close()
        lock.release()
        raise


def secret_of(house: House, purpose: str) -> bytes:
    """A key of this installation for one purpose, derived from the vault's."""
    return derived(house.vault.master, f"gate {purpose}")


def settle_log(store: Store) -> None:
    """Write SQLite's log back and empty it: what was blanked must not stay there. PostgreSQL keeps its log by its own rules."""
    if store.sqlite:
        with store.engine.connect() as link:
            link.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _forgets(store: Store) -> None:
    """Let SQLite overwrite what is deleted: a destroyed key must not stay in a free page."""
    if not store.sqlite:
        return

    def connected(link: sqlite3.Connection, record: object) -> None:
        del record
        link.execute("PRAGMA secure_delete=ON")

    event.listen(store.engine, "connect", connected)
    with store.engine.connect() as link:
        link.exec_driver_sql("PRAGMA secure_delete=ON")
