"""A family of tables for tests of the store."""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, Table, Text

TABLES = MetaData()
note = Table("note", TABLES, Column("id", Integer, primary_key=True), Column("text", Text, unique=True))
SCRIPT = """
import sqlalchemy as sa
from alembic import op
revision = "0001"
down_revision = None
def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer, primary_key=True), sa.Column("text", sa.Text, unique=True))
"""


def family(folder):
    from outscan.store import Family

    versions = folder / "versions"
    versions.mkdir(exist_ok=True)
    (versions / "v0001_note.py").write_text(SCRIPT)
    return Family("notes", TABLES, versions, head="0001")
