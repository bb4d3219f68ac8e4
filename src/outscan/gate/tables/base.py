"""What every table of the gate is made of: the family they belong to, an identity, a moment."""

from __future__ import annotations

from sqlalchemy import MetaData, String

TABLES = MetaData()
ID = String(32)
MOMENT = String(40)
"""ISO 8601 in UTC with microseconds: text sorts as time does."""
