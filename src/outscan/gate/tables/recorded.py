"""Tables of the gate: the audit record, and what other systems are sent."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, String, Table, Text

from outscan.gate.tables.base import ID, MOMENT, TABLES

AUDIT = Table(
    "gate_audit",
    TABLES,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", MOMENT, nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("act", String(48), nullable=False),
    Column("thing", Text, nullable=False, index=True),
    Column("outcome", String(48), nullable=False),
    Column("detail", Text, nullable=False),
    Column("algorithm", String(8), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
)
DELIVERIES = Table(
    "gate_deliveries",
    TABLES,
    Column("id", ID, primary_key=True),
    Column("target", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("next", MOMENT, nullable=False),
    Column("created", MOMENT, nullable=False),
)
