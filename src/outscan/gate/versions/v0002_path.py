"""On which path an approval was granted: the ladder ("") or the two officers of an emergency."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; what stands came by the ladder."""
    op.add_column("gate_approvals", sa.Column("path", sa.String(16), nullable=False, server_default=""))
