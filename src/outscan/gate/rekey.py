"""Changing the vault's key, and starting anew where it was lost: every held object's own key is wrapped again, no byte is read.

In: settings, the file of the new key. Out: rows and one event. Law: the gate is not running; all keys are wrapped again in one
transaction or none is; from then on the gate starts with the new key alone.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, update

from outscan.errors import StoreError
from outscan.gate import holds
from outscan.gate.audit.record import append
from outscan.gate.settings import Settings
from outscan.gate.tables import GATE as TABLES
from outscan.gate.tables import HELD, ONCE, SETTINGS
from outscan.gate.vault import Vault, fingerprint, instance, vault_path
from outscan.gate.who import GATE as SELF
from outscan.store import open_store
from outscan.store.lock import own
from outscan.words.gate import GATE
from outscan.words.said import said


def check_key(link: Connection, vault: Vault, name: str) -> None:
    """Raise StoreError where this installation's keys are wrapped by another key; the first start notes which one it is."""
    key = f"vault:{name}"
    mark = fingerprint(vault.master)
    known = link.execute(select(SETTINGS.c.value).where(SETTINGS.c.key == key)).scalar()
    if known is None:
        link.execute(insert(SETTINGS).values(key=key, value=mark))
    elif known != mark:
        raise StoreError(said(GATE, "gate_vault_other", wanted=known, found=mark))


def rekey(settings: Settings, fresh_file: Path, *, lost: bool = False) -> str:
    """Wrap every held object's key by the key of `fresh_file`, made where there is none; what was done, in a sentence.

    `lost` says that the old key is gone: what it held is recorded as destroyed. Raises StoreError.
    """
    data = Path(settings.data)
    lock = own(data / "gate")
    try:
        fresh = Vault.at(data / "vault", fresh_file)
        with open_store(settings.database or data / "gate.db", TABLES) as store, store.write() as link:
            name = instance(data)
            count = _lost(link, fresh) if lost else _wrapped(link, _old(link, settings, data, name), fresh)
            link.execute(delete(SETTINGS).where(SETTINGS.c.key == f"vault:{name}"))
            check_key(link, fresh, name)
            link.execute(delete(ONCE))  # their fingerprints were made with the old key
            detail = {"objects": count, "key": fingerprint(fresh.master)}
            append(link, SELF, "vault.rekeyed", f"vault:{name}", "lost" if lost else "done", detail)
    finally:
        lock.release()
    return said(GATE, "gate_rekeyed_lost" if lost else "gate_rekeyed", count=count, path=fresh_file)


def _old(link: Connection, settings: Settings, data: Path, name: str) -> Vault:
    path = vault_path(settings.vault_key, data)
    if not path.exists():
        raise StoreError(said(GATE, "gate_settings_unread", path=path, why="-"))
    vault = Vault.at(data / "vault", path)
    check_key(link, vault, name)
    return vault


def _wrapped(link: Connection, old: Vault, fresh: Vault) -> int:
    """Wrap again the keys of what lies in this vault's own folder; other gates of the database have their own."""
    rows = [row for row in link.execute(select(HELD).where(HELD.c.destroyed == "")).all() if (old.folder / row.id).is_file()]
    for row in rows:
        link.execute(update(HELD).where(HELD.c.id == row.id).values(key=old.rewrap(row.key, row.id, fresh)))
    return len(rows)


def _lost(link: Connection, fresh: Vault) -> int:
    rows = [row for row in link.execute(select(HELD).where(HELD.c.destroyed == "")).all() if (fresh.folder / row.id).is_file()]
    for row in rows:
        holds.destroy(link, SELF, fresh, row.id, "key_lost")
    return len(rows)
