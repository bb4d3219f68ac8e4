"""A released database come back: from its dump into SQLite, or row by row into the tables of then on PostgreSQL."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from sqlalchemy import Boolean, MetaData, func, select, text
from sqlalchemy import create_engine as engine_of

from outscan.store import Family, open_store

RELEASED = Path(__file__).parent / "released"


def names(room):
    return sorted(path.stem for path in RELEASED.glob(f"{room}-*.sql"))


def into_file(name, path):
    """The database `name` as it was, at `path`."""
    with sqlite3.connect(path) as link:
        link.executescript((RELEASED / f"{name}.sql").read_text("utf-8"))
    link.close()
    return path


def into_server(name, url, family, folder):
    """The same in PostgreSQL: the tables of that revision by its own scripts, then every row."""
    revision = name.split("-")[1]
    old = folder / "versions"
    old.mkdir()
    for script in family.versions.glob("v*.py"):
        if script.name[1:5] <= revision:
            shutil.copy(script, old)
    source = engine_of(f"sqlite:///{into_file(name, folder / 'old.db')}")
    with open_store(url, Family(family.name, family.tables, old, revision)) as store, source.connect() as before:
        held, there = MetaData(), MetaData()
        held.reflect(before)
        with store.write() as link:
            there.reflect(link)
            for table in there.sorted_tables:
                if table.name.endswith("_version"):
                    continue
                flags = [one.name for one in table.columns if isinstance(one.type, Boolean)]
                rows = [dict(row._mapping) for row in before.execute(select(held.tables[table.name]))]
                for row in rows:
                    row.update({flag: bool(row[flag]) for flag in flags})
                link.execute(table.delete())
                if rows:
                    link.execute(table.insert(), rows)
                _count_on(link, table)
    source.dispose()
    return url


def _count_on(link, table):
    """Let a column that counts by itself go on behind what it holds."""
    for key in table.primary_key.columns:
        counter = link.execute(text("SELECT pg_get_serial_sequence(:t, :c)"), {"t": f'"{table.name}"', "c": key.name}).scalar()
        most = link.execute(select(func.max(key))).scalar() if counter else None
        if most is not None:
            link.execute(text("SELECT setval(:s, :n)"), {"s": counter, "n": most})
