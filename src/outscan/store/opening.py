"""Opening a database: who may write, how a transaction begins, what is refused.

In: a path or URL, families of tables. Out: `Store`, whose `read` and `write` give a connection inside a transaction.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from sqlalchemy import Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import NullPool, QueuePool

from outscan.errors import StoreError
from outscan.store.family import Family, bring, check, revision
from outscan.store.faults import StoreGone, store_faults
from outscan.store.jobs import JOBS
from outscan.store.lock import Lock, own
from outscan.store.place import network_kind
from outscan.words.said import said
from outscan.words.store import STORE

WRITES = "outscan_writes"
"""Execution option of a connection that may change something."""
CONNECT_SECONDS = 10
BUSY_MS = 10_000


@dataclass(slots=True)
class Store:
    """An open database. `shown` is its address without a password."""

    engine: Engine
    shown: str
    lock: Lock | None = None
    writable: bool = True
    file: tuple[int, int] | None = None
    """Device and number of the file that was opened to be written."""

    @property
    def sqlite(self) -> bool:
        """Whether it is a file of this machine, which one process owns."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the database and can change nothing."""
        with store_faults(self.shown, looking=not self.writable), self.engine.connect() as link:
            reading = link.execution_options(postgresql_readonly=True)
            with reading.begin():
                self._check_there()
                yield reading

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection inside one transaction: committed and on disk at the end, or nothing of it happened."""
        with store_faults(self.shown), self.engine.connect() as link:
            writing = link.execution_options(**{WRITES: True})
            with writing.begin():
                yield writing
                self._check_there()

    def _check_there(self) -> None:
        """Raise StoreGone where the file was removed or another put in its place: what is written then is written to nowhere."""
        if self.file is None:
            return
        try:
            found = Path(self.shown).stat()
        except FileNotFoundError:
            raise StoreGone(said(STORE, "store_replaced", shown=self.shown)) from None
        except OSError as error:
            raise StoreGone(said(STORE, "store_unreachable", shown=self.shown, why=error.strerror)) from None
        if (found.st_dev, found.st_ino) != self.file:
            raise StoreGone(said(STORE, "store_replaced", shown=self.shown))

    def insert(self, table: Table) -> Any:  # noqa: ANN401 - one of two dialects' Insert, which share on_conflict_…
        """An INSERT that can say what happens where the row is there already."""
        return sqlite.insert(table) if self.sqlite else postgresql.insert(table)

    def close(self) -> None:
        """Close every connection and give the file back."""
        self.engine.dispose()
        if self.lock:
            self.lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(
    where: str | Path, *families: Family, writable: bool = True, create: bool = True, patience: float | None = None
) -> Store:
    """Open `where`, a path or a URL, and see that `families` and the job table are up to date.

    `writable=False` opens for looking only: no lock is taken, no log is written back. `patience` is how many seconds a
    transaction waits for its turn, for a lock or for the server before it gives up; a door that must answer says little.
    Raises StoreError.
    """
    store = _opened(str(where), writable=writable, create=create and writable, patience=patience)
    try:
        wanted = (JOBS, *families)
        with store.read() as link:
            old = [(family, revision(link, family)) for family in wanted if not check(link, family, store.shown)]
        if old:
            _may_change(store, *old[0])
            with store.write() as link:
                if not store.sqlite:  # two workers that start at once: the second waits, then finds nothing to do
                    link.exec_driver_sql("SELECT pg_advisory_xact_lock(7235107)")
                for family in wanted:
                    if not check(link, family, store.shown):
                        bring(link, family)
        if store.sqlite and writable:
            _log(store.engine)  # not before it is known to be ours: this changes the file
    except BaseException:
        store.close()
        raise
    return store


def _may_change(store: Store, family: Family, found: str) -> None:
    if not store.writable:
        raise StoreError(said(STORE, "store_older", shown=store.shown, room=family.name, found=found or "-"))


def _opened(where: str, *, writable: bool, create: bool, patience: float | None) -> Store:
    if "://" not in where:
        return _file(Path(where), writable=writable, create=create, patience=patience)
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        raise StoreError(said(STORE, "store_url", shown=where.partition("@")[2] or where)) from None
    shown = url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite" and url.database:
        return _file(Path(url.database), writable=writable, create=create, patience=patience)
    if url.get_backend_name() != "postgresql" or not url.host:
        raise StoreError(said(STORE, "store_url", shown=shown))
    try:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            pool_size=4,
            max_overflow=4,
            pool_recycle=600,
            connect_args={"keepalives": 1, "keepalives_idle": 15, "prepare_threshold": None, **_patient(patience)},
            **({} if patience is None else {"pool_timeout": patience}),
        )
    except (ImportError, NoSuchModuleError):
        raise StoreError(said(STORE, "store_extra", extra="postgres")) from None
    return Store(engine, shown, writable=writable)


def _patient(patience: float | None) -> dict[str, object]:
    """How long PostgreSQL is waited for: for the server, for a lock, for a statement."""
    if patience is None:
        return {"connect_timeout": CONNECT_SECONDS}
    limit = round(patience * 1000)
    # The third bounds a server that accepts and never answers (tcp(7), TCP_USER_TIMEOUT).
    waits = f"-c lock_timeout={limit} -c statement_timeout={4 * limit} -c idle_in_transaction_session_timeout={20 * limit}"
    return {"connect_timeout": max(2, round(patience)), "options": waits, "tcp_user_timeout": 4 * limit}


def _file(path: Path, *, writable: bool, create: bool, patience: float | None) -> Store:
    """An SQLite file: one connection that owns it, or connections that can only look."""
    if kind := network_kind(path.absolute().parent):
        raise StoreError(said(STORE, "store_network", path=path, kind=kind))
    if not create and not path.is_file():
        raise StoreError(said(STORE, "store_absent", path=path))
    if path.exists() and not path.is_file():
        raise StoreError(said(STORE, "store_foreign", shown=path))
    lock = _owned(path) if writable else None
    # SQLite's own URI form is what opens a file read-only, so that looking never writes back a log.
    target = f"file:{_quoted(path)}?mode={'rwc' if writable else 'ro'}"
    if not writable and not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists():
        target += "&immutable=1"  # nobody writes here, and there is no place for the shared memory of a log
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connect(target, BUSY_MS / 1000 if patience is None else patience),
        poolclass=QueuePool if writable else NullPool,
        **({"pool_size": 1, "max_overflow": 0, "pool_timeout": 600 if patience is None else patience} if writable else {}),
    )
    event.listen(engine, "connect", _writer if writable else _looker)
    event.listen(engine, "begin", _begin if writable else _begin_looking)
    status = path.stat() if writable else None
    return Store(engine, str(path), lock, writable, (status.st_dev, status.st_ino) if status else None)


def _owned(path: Path) -> Lock:
    """The lock, and the file with rights for its owner alone. Raises StoreError."""
    lock = own(path)
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        lock.release()
        key = "store_read_only" if path.exists() else "store_folder"
        raise StoreError(said(STORE, key, shown=path, path=path, why=error.strerror)) from None
    return lock


def _quoted(path: Path) -> str:
    return quote(str(path.absolute()).replace("\\", "/"), safe="/:", errors="surrogateescape")


def _connect(target: str, seconds: float) -> Any:  # noqa: ANN401 - sqlite3.Connection, which SQLAlchemy wants untyped
    # isolation_level None: Python begins nothing by itself; `_begin` does (its deferred BEGIN fails at once in WAL).
    return sqlite3.connect(target, uri=True, timeout=seconds, isolation_level=None, check_same_thread=False)


def _writer(link: Any, record: object) -> None:  # noqa: ANN401 - as above
    del record
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY", "mmap_size=0"):
        link.execute(f"PRAGMA {pragma}")


def _log(engine: Engine) -> None:
    """Keep a write-ahead log: readers never wait for the writer, nor it for them. Its one connection writes it back."""
    link = engine.raw_connection()
    try:
        link.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        link.close()


def _looker(link: Any, record: object) -> None:  # noqa: ANN401 - as above
    del record
    link.execute("PRAGMA query_only=ON")
    link.execute("PRAGMA temp_store=MEMORY")


def _begin(link: Connection) -> None:
    if link.get_execution_options().get(WRITES):
        link.exec_driver_sql("PRAGMA query_only=OFF")
        link.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        link.exec_driver_sql("PRAGMA query_only=ON")
        link.exec_driver_sql("BEGIN")


def _begin_looking(link: Connection) -> None:
    link.exec_driver_sql("BEGIN")
