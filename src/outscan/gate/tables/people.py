"""Tables of the gate: who may sign on, and what an administrator set."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text

from outscan.gate.tables.base import ID, MOMENT, TABLES

ACCOUNTS = Table(
    "gate_accounts",
    TABLES,
    Column("id", ID, primary_key=True),
    Column("login", String(128), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("password", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("must_change", Integer, nullable=False),
    Column("language", String(8), nullable=False),
    Column("created", MOMENT, nullable=False),
)
SESSIONS = Table(
    "gate_sessions",
    TABLES,
    Column("digest", String(64), primary_key=True),
    Column("account", ID, nullable=False, index=True),
    Column("csrf", String(64), nullable=False),
    Column("created", MOMENT, nullable=False),
    Column("seen", MOMENT, nullable=False),
    Column("expires", MOMENT, nullable=False),
    Column("proved", MOMENT, nullable=False),
    Column("source", Text, nullable=False),
)
TOKENS = Table(
    "gate_tokens",
    TABLES,
    Column("id", ID, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("account", ID, nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("created", MOMENT, nullable=False),
    Column("expires", MOMENT, nullable=False),
    Column("revoked", MOMENT, nullable=False),
)
THROTTLE = Table(
    "gate_throttle",
    TABLES,
    Column("key", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last", MOMENT, nullable=False),
    Column("until", MOMENT, nullable=False),
)
DEPUTIES = Table(
    "gate_deputies",
    TABLES,
    Column("id", ID, primary_key=True),
    Column("principal", ID, nullable=False),
    Column("deputy", ID, nullable=False),
    Column("role", String(16), nullable=False),
    Column("created", MOMENT, nullable=False),
    Column("until", MOMENT, nullable=False),
)
CHANGES = Table(
    "gate_changes",
    TABLES,
    Column("id", ID, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("asked_by", ID, nullable=False),
    Column("asked", MOMENT, nullable=False),
    Column("settled_by", String(32), nullable=False),
    Column("settled", MOMENT, nullable=False),
)
SETTINGS = Table(
    "gate_settings",
    TABLES,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
