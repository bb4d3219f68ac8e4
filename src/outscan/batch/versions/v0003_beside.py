"""What the proof beside a file said, with the verdict it joined."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column; verdicts of before say nothing of it."""
    op.add_column("verdict", sa.Column("beside", sa.String(24), nullable=False, server_default=""))
