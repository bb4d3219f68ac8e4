"""Upkeep over HTTP: backups of the database with the record's head.

In: `Ask`s. Out: `Reply`s. Law: a backup is made by the administrator, is private, lies beside the data and is an event; held
bytes and the vault's key are not in it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from outscan.errors import OutscanError
from outscan.gate import backup, moment
from outscan.gate.audit.record import append
from outscan.gate.faults import Refused
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import SYSTEM, Operation
from outscan.gate.http.reply import Reply
from outscan.gate.spool import private_folder


def _folder(ask: Ask) -> Path:
    return Path(ask.house.settings.data) / "backups"


async def listed(ask: Ask) -> Reply:
    """GET /v1/backups: name, size, time and head of every backup beside the data."""

    def look() -> list[dict[str, object]]:
        folder = _folder(ask)
        found = sorted(folder.glob("*.anchor"), reverse=True) if folder.is_dir() else []
        out: list[dict[str, object]] = []
        for anchor in found[:50]:
            kept = anchor.with_suffix("")
            if kept.exists():
                state = kept.stat()
                at = moment.text(datetime.fromtimestamp(state.st_mtime, UTC))
                out.append({"name": kept.name, "size": state.st_size, "at": at, "anchor": anchor.read_text("utf-8").strip()})
        return out

    return Reply({"backups": await ask.run(look)})


async def make(ask: Ask) -> Reply:
    """POST /v1/backups: copy the database now."""
    ask.must_be_fresh()

    def copy() -> str:
        private_folder(_folder(ask))
        name = f"gate-{moment.now():%Y%m%d-%H%M%S-%f}.backup"
        backup.copy(ask.house.settings, _folder(ask) / name)
        return name

    try:
        name = await ask.run(copy)
    except OutscanError:
        raise Refused("disk", retry=30) from None
    await ask.write(lambda link: append(link, ask.who, "backup.made", f"backup:{name}"))
    return Reply({"name": name}, 201)


OPERATIONS = (
    Operation("GET", "/v1/backups", "backup_list", listed, SYSTEM, "system"),
    Operation("POST", "/v1/backups", "backup_make", make, SYSTEM, "system", statuses=(201,)),
)
