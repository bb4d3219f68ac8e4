"""Known documents of the unit: which are registered, and registering or removing one out of what is held.

In: a house, a scan. Out: labels and figures. Law: of a registered text only keyed hashes are kept (`outscan.fingerprints`).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outscan.errors import StoreError
from outscan.fingerprints import added, load_store, open_or_empty, removed, save
from outscan.fold import fold
from outscan.gate import scans
from outscan.gate.faults import Refused
from outscan.gate.spool import private_folder
from outscan.isolate import Fence, open_blob
from outscan.scanner import Scanner, Seen
from outscan.types import Gap, Job, Segment

if TYPE_CHECKING:
    from outscan.gate.house import House


def place(house: House) -> Path:
    """Where the unit's register lies."""
    return Path(house.settings.data) / "own" / "fingerprints.store"


def listed(house: House) -> list[dict[str, Any]]:
    """Every known document: its label, whether it was cleared, since when. Raises StoreError."""
    register = house.scanner.config.fingerprints
    if register is None or not register.exists():
        return []
    known = load_store(register).known.values()
    return [{"label": one.label, "cleared": one.cleared, "hashes": one.hashes, "added": one.added} for one in known]


def texts(scanner: Scanner, job: Job, seen: Seen) -> list[str]:
    """The work behind the fence: what was read of one document, folded."""
    del seen
    blob = open_blob(job, scanner.config.limits)
    if isinstance(blob, Gap):
        return []
    return [fold(piece.text).text for piece in scanner.read(blob) if isinstance(piece, Segment) and piece.text]


def register(house: House, entry: dict[str, Any]) -> None:
    """Enter a held document, or take a label out. Raises Refused where it is too short to be recognised, or not known."""
    private_folder(place(house).parent)
    try:
        store = open_or_empty(place(house))
        if entry["remove"]:
            store, unknown = removed(store, [entry["name"]])
            if unknown:
                raise Refused("not_found", "fingerprint")
        else:
            store, short = added(
                store,
                [(entry["name"], _read(house, entry["scan"]))],
                cleared=entry["cleared"],
                day=date.today().isoformat(),  # noqa: DTZ011 - the office's own day
            )
            if short:
                raise Refused("unusable", "fingerprint")
        save(store, place(house))
    except StoreError as error:
        raise Refused("unusable", "fingerprint") from error


def _read(house: House, scan: str) -> list[str]:
    with house.store.read() as link:
        held = scans.find(link, scan).held
    copy = house.unsealed(held)
    fence = Fence(house.scanner, 1, texts)
    try:
        found = fence.one(Job(str(copy.path), ""))
        return found if isinstance(found, list) else []
    finally:
        fence.close()
        copy.drop()
