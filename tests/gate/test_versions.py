"""The written revisions make exactly the tables the program uses, on both databases."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select

import outscan.gate
from outscan.gate.tables import APPROVALS, GATE, TABLES
from outscan.store import Family, open_store

VERSIONS = sorted((Path(outscan.gate.__file__).parent / "versions").glob("v*.py"))


def differences(where):
    """What alembic would change to come from the revisions to the tables."""
    with open_store(where, GATE) as store, store.read() as link:
        context = MigrationContext.configure(
            link, opts={"include_name": lambda name, kind, _: kind != "table" or name in TABLES.tables, "compare_type": True}
        )
        return compare_metadata(context, TABLES)


def test_the_revisions_make_the_tables_of_the_program(tmp_path):
    assert differences(tmp_path / "g.db") == []


@pytest.mark.door
def test_the_revisions_make_the_tables_of_the_program_on_postgresql(database):
    assert differences(database) == []


def test_a_database_of_the_first_revision_is_brought_up_to_date(tmp_path):
    path = tmp_path / "g.db"
    first = tmp_path / "first"
    first.mkdir()
    shutil.copy(VERSIONS[0], first)
    with open_store(path, Family(GATE.name, GATE.tables, first, "0001")) as store, store.write() as link:
        link.exec_driver_sql(
            "INSERT INTO gate_approvals VALUES ('a', 'c', 1, 'active', '', '[]', '[]', 1, '', '', 'not_secret', 'none', 'w', '')"
        )
    with open_store(path, GATE) as store, store.read() as link:
        assert link.execute(select(APPROVALS.c.path)).scalars().all() == [""]
    assert differences(path) == []


def test_a_revision_is_written_out_and_never_taken_from_the_program():
    assert VERSIONS
    for path in VERSIONS:
        assert not re.search(r"outscan\.gate|create_all", path.read_text("utf-8")), path.name
    assert VERSIONS[-1].name.startswith(f"v{GATE.head}")
