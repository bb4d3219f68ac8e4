"""Backup and restore: the database and its head, never the spool; nothing is put back whose chain does not agree with an anchor.

In: settings, paths. Out: files, a sentence. Held bytes are not in it: their keys are, and the vault's own folder and key are the
administrator's to copy apart.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from outscan.errors import OutscanError, StoreError
from outscan.gate import dump
from outscan.gate.audit.chain import Anchor, Verified, anchor_of, verify
from outscan.gate.audit.record import events, head
from outscan.gate.settings import Settings
from outscan.gate.tables import GATE as TABLES
from outscan.store import open_store
from outscan.words.gate import GATE
from outscan.words.said import said


def database(settings: Settings) -> str:
    """Where the gate's database is."""
    return settings.database or str(Path(settings.data) / "gate.db")


def copy(settings: Settings, out: Path) -> str:
    """Copy the database to `out` and its head to `out.anchor`, while the gate may be running. Raises OutscanError."""
    where = database(settings)
    if "://" in where:
        with open_store(where, TABLES, writable=False) as store, store.read() as link:
            anchor = head(link)  # before the dump: what stands behind it is in the dump as well
        dump.dump(where, out)
        _write(Path(f"{out}.anchor"), anchor)
        return said(GATE, "gate_backup", path=out, anchor=anchor.text() if anchor else "-")
    if out.exists():
        raise OutscanError(said(GATE, "gate_restore_there", path=out))
    try:
        os.close(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        source = f"file:{Path(where).absolute()}?mode=ro"
        with closing(sqlite3.connect(source, uri=True)) as live, closing(sqlite3.connect(out)) as kept:
            live.backup(kept)
            kept.execute("PRAGMA journal_mode=DELETE")
    except (OSError, sqlite3.Error) as error:
        out.unlink(missing_ok=True)
        raise OutscanError(said(GATE, "gate_not_writable", path=out, why=type(error).__name__)) from None
    with open_store(out, TABLES, writable=False) as store, store.read() as link:
        anchor = head(link)
    _write(Path(f"{out}.anchor"), anchor)
    return said(GATE, "gate_backup", path=out, anchor=anchor.text() if anchor else "-")


def put_back(settings: Settings, source: Path, anchors: Sequence[Path]) -> str:
    """Put a backup in the place of a database that is not there or empty. Raises StoreError where chain and anchors disagree."""
    url = database(settings)
    if "://" in url:
        return _put_back(url, source, anchors)
    where = Path(url)
    if where.exists():
        raise StoreError(said(GATE, "gate_restore_there", path=where))
    found = _whole(source, anchors)
    where.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = where.with_name(f"{where.name}.part")
    beside.unlink(missing_ok=True)
    os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with (
        closing(sqlite3.connect(f"file:{source.absolute()}?mode=ro", uri=True)) as kept,
        closing(sqlite3.connect(beside)) as live,
    ):
        kept.backup(live)
    beside.replace(where)
    return said(GATE, "gate_restored", count=found.count)


def _put_back(url: str, source: Path, anchors: Sequence[Path]) -> str:
    """The same on PostgreSQL: the record is read out of the dump and checked before anything is restored."""
    if not dump.is_empty(url):
        raise StoreError(said(GATE, "gate_restore_there", path=make_url(url).render_as_string(hide_password=True)))
    found = _whole(source, anchors)
    dump.restore(url, source)
    return said(GATE, "gate_restored", count=found.count)


def _whole(source: Path, anchors: Sequence[Path]) -> Verified:
    found = checked(source, anchors)
    if not found.whole:
        faults = ", ".join(f"{one.kind} {one.seq}" for one in found.faults[:5])
        raise StoreError(said(GATE, "gate_restore_broken", faults=faults))
    return found


def checked(source: Path, anchors: Sequence[Path]) -> Verified:
    """The verification of a backup against anchors, its own where none is named."""
    own = Path(f"{source}.anchor")
    known = [one for path in anchors or ([own] if own.is_file() else []) for one in _anchors(path)]
    if dump.is_dump(source):
        return verify(dump.events(source), known)
    with open_store(source, TABLES, writable=False) as store, store.read() as link:
        return verify(events(link), known)


def _anchors(path: Path) -> list[Anchor]:
    return [one for text in path.read_text("utf-8", "replace").splitlines() if (one := anchor_of(text))]


def _write(path: Path, anchor: Anchor | None) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(f"{anchor.text()}\n" if anchor else "")
