"""The database under batch and gate: opened safely, brought up to date, with one job table and leases.

In: a path (SQLite) or a `postgresql://` URL, and the families of tables a room brings. Out: a `Store`.
Law: one process owns the one writing connection of an SQLite file (before 3.51.3 two of them can lose commits when the
write-ahead log is reset); every write begins with BEGIN IMMEDIATE and is synced to disk before it is called done; a file on a
network file system, in use, damaged or of a newer version is refused in one sentence and not touched.
Deliberately knows nothing of documents, verdicts or cases: those tables belong to the rooms above.

A second set of tables is a second `Family`, which keeps its own history in the same database:

    TABLES = MetaData()
    case = Table("case", TABLES, Column("id", Integer, primary_key=True), …)
    CASES = Family("cases", TABLES, Path(__file__).parent / "versions", head="0001")
    with open_store(where, CASES) as store, store.write() as link:
        link.execute(insert(case).values(…))

`versions/` holds alembic scripts named v0001_….py with `revision`, `down_revision`, `upgrade()`; the first one may simply
`TABLES.create_all(op.get_bind())` for tables frozen in that script. The job table (family "jobs") is always there:
`jobs.add`, `jobs.lease`, `jobs.done`, `jobs.renew` take part in the transaction they are given, so a result and the end
of its job are one commit. Times are seconds since 1970 by the database's clock (`jobs.now`).
"""

from __future__ import annotations

from outscan.store.family import Family
from outscan.store.faults import StoreGone
from outscan.store.opening import Store, open_store
from outscan.store.place import network_kind

__all__ = ["Family", "Store", "StoreGone", "network_kind", "open_store"]
