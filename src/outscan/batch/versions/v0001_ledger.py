"""The ledger's tables as they were first made."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables of docs/batch.md."""
    op.create_table(
        "pack",
        sa.Column("digest", sa.String(80), primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    for name in ("making", "deciding"):
        op.create_table(
            name,
            sa.Column("id", sa.Integer, primary_key=True),
            sa.Column("digest", sa.String(64), nullable=False, unique=True),
            sa.Column("told", sa.Text, nullable=False),
        )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("began", sa.Float, nullable=False),
        sa.Column("ended", sa.Float),
        sa.Column("sources", sa.Text, nullable=False),
        sa.Column("options", sa.Text, nullable=False),
        sa.Column("making", sa.Integer, sa.ForeignKey("making.id"), nullable=False),
        sa.Column("deciding", sa.Integer, sa.ForeignKey("deciding.id"), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("package", sa.Text, nullable=False, server_default=""),
    )
    op.create_table(
        "item",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("raw", sa.LargeBinary),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False, server_default=""),
        sa.Column("size", BIG, nullable=False, server_default="0"),
        sa.Column("stamp", sa.String(120), nullable=False, server_default=""),
        sa.Column("twin", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("sha256", sa.String(64), nullable=False, server_default=""),
        sa.Column("reading", BIG),
        postgresql_with={"fillfactor": "80"},
    )
    op.create_index("item_run", "item", ["run", "id"])
    op.create_index("item_stamp", "item", ["stamp"])
    op.create_table(
        "reading",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("making", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("hint", sa.String(80), nullable=False),
        sa.Column("size", BIG, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("deaf", sa.Boolean, nullable=False),
        sa.Column("gaps", sa.String(200), nullable=False),
        sa.Column("kept", sa.LargeBinary, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.UniqueConstraint("making", "sha256", "hint", name="reading_key"),
    )
    op.create_table(
        "judgement",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("reading", BIG, nullable=False),
        sa.Column("voice", sa.String(32), nullable=False),
        sa.Column("since", sa.String(10), nullable=False),
        sa.Column("turns", sa.String(10), nullable=False),
        sa.Column("findings", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("reading", "voice", "since", name="judgement_key"),
    )
    op.create_table(
        "number",
        sa.Column("reading", BIG, primary_key=True, autoincrement=False),
        sa.Column("hash", sa.BigInteger, primary_key=True, autoincrement=False),
    )
    op.create_table(
        "verdict",
        sa.Column("item", BIG, primary_key=True, autoincrement=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("judgement", BIG, nullable=False),
        sa.Column("deciding", sa.Integer, nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("action", sa.String(12), nullable=False),
        sa.Column("raised", sa.String(12), nullable=False, server_default=""),
        sa.Column("level", sa.String(16), nullable=False),
        sa.Column("domain", sa.String(64), nullable=False),
        sa.Column("findings", sa.Integer, nullable=False),
        sa.Column("clauses", sa.Text, nullable=False),
        sa.Column("holds_until", sa.String(10), nullable=False),
    )
    op.create_index("verdict_run", "verdict", ["run", "item"])
    op.create_table(
        "tally",
        sa.Column("run", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("worker", sa.String(200), primary_key=True),
        sa.Column("what", sa.String(64), primary_key=True),
        sa.Column("count", sa.BigInteger, nullable=False),
    )
