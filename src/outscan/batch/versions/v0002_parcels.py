"""What files bring to a package, beside their readings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table; a reading of before brings nothing until its content is read anew."""
    op.create_table(
        "parcel",
        sa.Column("reading", BIG, primary_key=True, autoincrement=False),
        sa.Column("facts", sa.LargeBinary, nullable=False),
    )
