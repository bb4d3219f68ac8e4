"""Changing what was recorded, on request: check again what could not be read, or give a run up.

In: a ledger, a run. Out: how many rows. Only the rows asked for are touched, and the sums go with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import case, delete, or_, select, update

from outscan.batch.ledger import Run, count, few, find_run, set_state
from outscan.batch.manifest import NAME
from outscan.batch.package import in_force
from outscan.batch.tables import item, judgement, number, parcel, reading, verdict
from outscan.store import Store, jobs

REASONS = (
    "encrypted", "timeout", "crashed", "unsupported", "image_only", "corrupt", "garbled", "unreadable", "too_large",
    "changed",
)  # fmt: skip


def retry(store: Store, run: Run, reasons: Sequence[str]) -> int:
    """Queue again the incomplete rows of `run` with one of `reasons` (all of them where none is named)."""
    counts = Counter[str]()
    kept = case((item.c.reason.contains(NAME), NAME), else_="")
    again = {"state": "todo", "reason": kept, "reading": None, "sha256": ""}
    with store.write() as link:
        asked = select(
            item.c.id, item.c.reading, item.c.reason, item.c.size, in_force().label("action"), verdict.c.raised
        ).outerjoin(verdict, verdict.c.item == item.c.id)
        which = [item.c.run == run.id, item.c.state == "incomplete"]
        if reasons:
            which.append(or_(*(item.c.reason.contains(reason) for reason in reasons)))
        rows = link.execute(asked.where(*which)).all()
        for some in few(rows):
            ids = [row.id for row in some]
            read = {row.reading for row in some if row.reading is not None}
            link.execute(delete(verdict).where(verdict.c.item.in_(ids)))
            link.execute(update(item).where(item.c.id.in_(ids)).values(**again))
            shared = select(item.c.reading).where(item.c.reading.in_(read)).distinct()
            lone = read - {row.reading for row in link.execute(shared)}
            for table, column in (
                (judgement, judgement.c.reading),
                (number, number.c.reading),
                (parcel, parcel.c.reading),
                (reading, reading.c.id),
            ):
                link.execute(delete(table).where(column.in_(lone)))
            jobs.add(link, run.queue, ({"ref": row.id, "rank": 0} for row in some))
        for row in rows:
            counts.update({"state:incomplete": -1, f"action:{row.action}": -1, "bytes": -row.size, "raised": -bool(row.raised)})
            counts.update({f"reason:{word}": -1 for word in row.reason.split(",") if word})
        count(store, link, run.id, "", counts)
        if rows:
            set_state(link, run.id, "running")
    return len(rows)


def cancel(store: Store, run: Run) -> None:
    """Give a run up: what is recorded stays, what is left is not done."""
    with store.write() as link:
        if find_run(link, run.id).state in {"running", "listing"}:
            jobs.drop(link, run.queue)
            set_state(link, run.id, "cancelled")


def asked_to_stop(ledger: Path) -> Path:
    """The file by which another process asks the owner of an SQLite ledger to stop."""
    return ledger.with_name(f"{ledger.name}.cancel")
