"""Tables of the gate: what was handed in, and what is held of it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from outscan.gate.tables.base import ID, MOMENT, TABLES

SCANS = Table(
    "gate_scans",
    TABLES,
    Column("id", ID, primary_key=True),
    Column("owner", ID, nullable=False),
    Column("door", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("parent", String(32), nullable=False),
    Column("name", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("answer", String(16), nullable=False),
    Column("would", String(16), nullable=False),
    Column("action", String(16), nullable=False),
    Column("complete", Integer, nullable=False),
    Column("mode", String(16), nullable=False),
    Column("stopped", String(16), nullable=False),
    Column("level", String(16), nullable=False),
    Column("rules", Text, nullable=False),
    Column("recipients", Text, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("declarations", Text, nullable=False),
    Column("wishes", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("proof", Text, nullable=False),
    Column("pack", Text, nullable=False),
    Column("spool", String(64), nullable=False),
    Column("held", String(32), nullable=False),
    Column("failure", Text, nullable=False),
    Column("created", MOMENT, nullable=False),
    Column("finished", MOMENT, nullable=False),
    Index("gate_scans_owner", "owner", "created"),
    Index("gate_scans_sha256", "sha256"),
    Index("gate_scans_state", "state"),
)
HELD = Table(
    "gate_held",
    TABLES,
    Column("id", ID, primary_key=True),
    Column("scan", ID, nullable=False),
    Column("key", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("created", MOMENT, nullable=False),
    Column("until", MOMENT, nullable=False, index=True),
    Column("destroyed", MOMENT, nullable=False),
)
FALSE_ALARMS = Table(
    "gate_false_alarms",
    TABLES,
    Column("id", ID, primary_key=True),
    Column("scan", ID, nullable=False),
    Column("rule", Text, nullable=False, index=True),
    Column("finding", String(64), nullable=False),
    Column("reason", Text, nullable=False),
    Column("pack", Text, nullable=False),
    Column("by", ID, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("state", String(16), nullable=False),
    Column("answer", Text, nullable=False),
    Column("answered_by", String(32), nullable=False),
    Column("answered", MOMENT, nullable=False),
)
ONCE = Table(
    "gate_once",
    TABLES,
    Column("account", ID, primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("reply", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
)
