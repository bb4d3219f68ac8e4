"""The tables of the gate as first released, and the wall around its record: no row of it is ever changed or taken away.

In: alembic's operations. Out: tables written out here, not taken from the program's own: a later version of those must not
change what the first revision was.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ID = sa.String(32)
_MOMENT = sa.String(40)
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
    for made in (_people, _scans, _cases, _record):
        made()
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def _people() -> None:
    """Accounts, sessions, tokens, rights."""
    op.create_table(
        "gate_accounts",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("login", sa.String(128), nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("department", sa.Text, nullable=False),
        sa.Column("roles", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("must_change", sa.Integer, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
    )
    op.create_table(
        "gate_sessions",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("account", _ID, nullable=False, index=True),
        sa.Column("csrf", sa.String(64), nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("seen", _MOMENT, nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.Column("proved", _MOMENT, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
    )
    op.create_table(
        "gate_tokens",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("account", _ID, nullable=False, index=True),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.Column("revoked", _MOMENT, nullable=False),
    )
    op.create_table(
        "gate_throttle",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
    )
    op.create_table(
        "gate_deputies",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("principal", _ID, nullable=False),
        sa.Column("deputy", _ID, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
    )
    op.create_table(
        "gate_changes",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("asked_by", _ID, nullable=False),
        sa.Column("asked", _MOMENT, nullable=False),
        sa.Column("settled_by", sa.String(32), nullable=False),
        sa.Column("settled", _MOMENT, nullable=False),
    )
    op.create_table(
        "gate_settings",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )


def _scans() -> None:
    """Scans and what belongs to them."""
    op.create_table(
        "gate_scans",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("owner", _ID, nullable=False),
        sa.Column("door", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("parent", sa.String(32), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("answer", sa.String(16), nullable=False),
        sa.Column("would", sa.String(16), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("complete", sa.Integer, nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("stopped", sa.String(16), nullable=False),
        sa.Column("level", sa.String(16), nullable=False),
        sa.Column("rules", sa.Text, nullable=False),
        sa.Column("recipients", sa.Text, nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("declarations", sa.Text, nullable=False),
        sa.Column("wishes", sa.Text, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("proof", sa.Text, nullable=False),
        sa.Column("pack", sa.Text, nullable=False),
        sa.Column("spool", sa.String(64), nullable=False),
        sa.Column("held", sa.String(32), nullable=False),
        sa.Column("failure", sa.Text, nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("finished", _MOMENT, nullable=False),
    )
    op.create_table(
        "gate_held",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("scan", _ID, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=False, index=True),
        sa.Column("destroyed", _MOMENT, nullable=False),
    )
    op.create_table(
        "gate_once",
        sa.Column("account", _ID, primary_key=True),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("reply", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
    )
    op.create_table(
        "gate_deliveries",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("next", _MOMENT, nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
    )
    op.create_table(
        "gate_false_alarms",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("scan", _ID, nullable=False),
        sa.Column("rule", sa.Text, nullable=False, index=True),
        sa.Column("finding", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("pack", sa.Text, nullable=False),
        sa.Column("by", _ID, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("answered_by", sa.String(32), nullable=False),
        sa.Column("answered", _MOMENT, nullable=False),
    )
    op.create_index("gate_scans_owner", "gate_scans", ["owner", "created"])
    op.create_index("gate_scans_sha256", "gate_scans", ["sha256"])
    op.create_index("gate_scans_state", "gate_scans", ["state"])


def _cases() -> None:
    """Cases."""
    op.create_table(
        "gate_cases",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("number", sa.String(32), nullable=False, unique=True),
        sa.Column("owner", _ID, nullable=False, index=True),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("route", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("level", sa.String(16), nullable=False),
        sa.Column("assignee", sa.String(32), nullable=False),
        sa.Column("due", _MOMENT, nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("updated", _MOMENT, nullable=False),
    )
    op.create_table(
        "gate_revisions",
        sa.Column("case", _ID, primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("by", _ID, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("changed", sa.Text, nullable=False),
    )
    op.create_table(
        "gate_case_scans",
        sa.Column("case", _ID, primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("scan", _ID, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
    )
    op.create_table(
        "gate_touched",
        sa.Column("case", _ID, primary_key=True),
        sa.Column("account", _ID, primary_key=True),
        sa.Column("how", sa.String(16), primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
    )
    op.create_table(
        "gate_history",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("case", _ID, nullable=False, index=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor", sa.String(32), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("standing_for", sa.String(32), nullable=False),
        sa.Column("act", sa.String(16), nullable=False),
        sa.Column("before", sa.String(16), nullable=False),
        sa.Column("after", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_table(
        "gate_countersigns",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("case", _ID, nullable=False, index=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("adviser", _ID, nullable=False),
        sa.Column("asked_by", _ID, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("opinion", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
    )
    op.create_table(
        "gate_clocks",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("case", sa.String(32), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("by", _ID, nullable=False),
        sa.Column("started", _MOMENT, nullable=False),
        sa.Column("due", _MOMENT, nullable=False),
        sa.Column("settled", _MOMENT, nullable=False),
    )
    op.create_index("gate_case_scans_scan", "gate_case_scans", ["scan"])


def _record() -> None:
    """Approvals, the register, the record."""
    op.create_table(
        "gate_approvals",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("case", _ID, nullable=False, index=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("recipients", sa.Text, nullable=False),
        sa.Column("channels", sa.Text, nullable=False),
        sa.Column("copies", sa.Integer, nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.Column("declarations", sa.String(64), nullable=False),
        sa.Column("ground", sa.String(16), nullable=False),
        sa.Column("level", sa.String(16), nullable=False),
        sa.Column("by", _ID, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
    )
    op.create_table(
        "gate_approved",
        sa.Column("approval", _ID, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False, index=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("scan", _ID, nullable=False),
        sa.Column("pack", sa.Text, nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("used", sa.Integer, nullable=False),
    )
    op.create_table(
        "gate_releases",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("token", sa.String(64), nullable=False, unique=True),
        sa.Column("approval", sa.String(32), nullable=False, index=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("case", sa.String(32), nullable=False, index=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("recipients", sa.Text, nullable=False),
        sa.Column("copies", sa.Integer, nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("door", sa.String(16), nullable=False),
        sa.Column("by", _ID, nullable=False),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.Column("settled", _MOMENT, nullable=False),
    )
    op.create_table(
        "gate_audit",
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("act", sa.String(48), nullable=False),
        sa.Column("thing", sa.Text, nullable=False, index=True),
        sa.Column("outcome", sa.String(48), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("algorithm", sa.String(8), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
    )
