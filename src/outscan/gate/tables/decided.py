"""Tables of the gate: cases, their approvals and what went out under them."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from outscan.gate.tables.base import ID, MOMENT, TABLES

CASES = Table(
    "gate_cases",
    TABLES,
    Column("id", ID, primary_key=True),
    Column("number", String(32), nullable=False, unique=True),
    Column("owner", ID, nullable=False, index=True),
    Column("state", String(16), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("route", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("action", String(16), nullable=False),
    Column("level", String(16), nullable=False),
    Column("assignee", String(32), nullable=False),
    Column("due", MOMENT, nullable=False),
    Column("created", MOMENT, nullable=False),
    Column("updated", MOMENT, nullable=False),
)
REVISIONS = Table(
    "gate_revisions",
    TABLES,
    Column("case", ID, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("by", ID, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("content", Text, nullable=False),
    Column("changed", Text, nullable=False),
)
CASE_SCANS = Table(
    "gate_case_scans",
    TABLES,
    Column("case", ID, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("scan", ID, primary_key=True),
    Column("position", Integer, nullable=False),
    Index("gate_case_scans_scan", "scan"),
)
TOUCHED = Table(
    "gate_touched",
    TABLES,
    Column("case", ID, primary_key=True),
    Column("account", ID, primary_key=True),
    Column("how", String(16), primary_key=True),
    Column("at", MOMENT, nullable=False),
)
HISTORY = Table(
    "gate_history",
    TABLES,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("case", ID, nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("actor", String(32), nullable=False),
    Column("role", String(16), nullable=False),
    Column("standing_for", String(32), nullable=False),
    Column("act", String(16), nullable=False),
    Column("before", String(16), nullable=False),
    Column("after", String(16), nullable=False),
    Column("reason", Text, nullable=False),
)
COUNTERSIGNS = Table(
    "gate_countersigns",
    TABLES,
    Column("id", ID, primary_key=True),
    Column("case", ID, nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("adviser", ID, nullable=False),
    Column("asked_by", ID, nullable=False),
    Column("state", String(16), nullable=False),
    Column("opinion", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
)
APPROVALS = Table(
    "gate_approvals",
    TABLES,
    Column("id", ID, primary_key=True),
    Column("case", ID, nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("why", Text, nullable=False),
    Column("recipients", Text, nullable=False),
    Column("channels", Text, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("until", MOMENT, nullable=False),
    Column("declarations", String(64), nullable=False),
    Column("ground", String(16), nullable=False),
    Column("level", String(16), nullable=False),
    Column("by", ID, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("path", String(16), nullable=False, server_default=""),
)
APPROVED = Table(
    "gate_approved",
    TABLES,
    Column("approval", ID, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("scan", ID, nullable=False),
    Column("pack", Text, nullable=False),
    Column("action", String(16), nullable=False),
    Column("used", Integer, nullable=False),
)
RELEASES = Table(
    "gate_releases",
    TABLES,
    Column("id", ID, primary_key=True),
    Column("token", String(64), nullable=False, unique=True),
    Column("approval", String(32), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("case", String(32), nullable=False, index=True),
    Column("sha256", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("recipients", Text, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("door", String(16), nullable=False),
    Column("by", ID, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("note", Text, nullable=False),
    Column("created", MOMENT, nullable=False),
    Column("expires", MOMENT, nullable=False),
    Column("settled", MOMENT, nullable=False),
)
CLOCKS = Table(
    "gate_clocks",
    TABLES,
    Column("id", ID, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("case", String(32), nullable=False),
    Column("note", Text, nullable=False),
    Column("by", ID, nullable=False),
    Column("started", MOMENT, nullable=False),
    Column("due", MOMENT, nullable=False),
    Column("settled", MOMENT, nullable=False),
)
