"""The tables of the gate as first released, and the wall around its record: no row of it is ever changed or taken away."""

from __future__ import annotations

from alembic import op

from outscan.gate.tables import TABLES

revision = "0001"
down_revision = None

_WALL = "$$ BEGIN RAISE EXCEPTION 'the record is append-only'; END $$"
_SQLITE = (
    "CREATE TRIGGER gate_audit_no_update BEFORE UPDATE ON gate_audit BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END",
    "CREATE TRIGGER gate_audit_no_delete BEFORE DELETE ON gate_audit BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END",
)
_POSTGRESQL = (
    f"CREATE FUNCTION gate_audit_wall() RETURNS trigger LANGUAGE plpgsql AS {_WALL}",
    "CREATE TRIGGER gate_audit_no_change BEFORE UPDATE OR DELETE ON gate_audit FOR EACH ROW EXECUTE FUNCTION gate_audit_wall()",
    "CREATE TRIGGER gate_audit_no_truncate BEFORE TRUNCATE ON gate_audit FOR EACH STATEMENT EXECUTE FUNCTION gate_audit_wall()",
)


def upgrade() -> None:
    """Make every table, then the triggers."""
    link = op.get_bind()
    TABLES.create_all(link)
    for statement in _SQLITE if link.dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)
