"""The tables of the gate: accounts, scans, cases, approvals, releases, the audit record.

In: nothing. Out: SQLAlchemy `Table`s of one family. Moments are ISO 8601 in UTC with microseconds, so that text sorts as
time does; sets and lists are JSON. No table holds text of a document: reports are masked before they come here.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table, Text

from outscan.store import Family

TABLES = MetaData()

_ID = String(32)
_MOMENT = String(40)

ACCOUNTS = Table(
    "gate_accounts",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("login", String(128), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("password", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("must_change", Integer, nullable=False),
    Column("language", String(8), nullable=False),
    Column("created", _MOMENT, nullable=False),
)
SESSIONS = Table(
    "gate_sessions",
    TABLES,
    Column("digest", String(64), primary_key=True),
    Column("account", _ID, nullable=False, index=True),
    Column("csrf", String(64), nullable=False),
    Column("created", _MOMENT, nullable=False),
    Column("seen", _MOMENT, nullable=False),
    Column("expires", _MOMENT, nullable=False),
    Column("proved", _MOMENT, nullable=False),
    Column("source", Text, nullable=False),
)
TOKENS = Table(
    "gate_tokens",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("account", _ID, nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("created", _MOMENT, nullable=False),
    Column("expires", _MOMENT, nullable=False),
    Column("revoked", _MOMENT, nullable=False),
)
THROTTLE = Table(
    "gate_throttle",
    TABLES,
    Column("key", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last", _MOMENT, nullable=False),
    Column("until", _MOMENT, nullable=False),
)
DEPUTIES = Table(
    "gate_deputies",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("principal", _ID, nullable=False),
    Column("deputy", _ID, nullable=False),
    Column("role", String(16), nullable=False),
    Column("created", _MOMENT, nullable=False),
    Column("until", _MOMENT, nullable=False),
)
CHANGES = Table(
    "gate_changes",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("asked_by", _ID, nullable=False),
    Column("asked", _MOMENT, nullable=False),
    Column("settled_by", String(32), nullable=False),
    Column("settled", _MOMENT, nullable=False),
)
SETTINGS = Table(
    "gate_settings",
    TABLES,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
SCANS = Table(
    "gate_scans",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("owner", _ID, nullable=False),
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
    Column("created", _MOMENT, nullable=False),
    Column("finished", _MOMENT, nullable=False),
    Index("gate_scans_owner", "owner", "created"),
    Index("gate_scans_sha256", "sha256"),
    Index("gate_scans_state", "state"),
)
HELD = Table(
    "gate_held",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("scan", _ID, nullable=False),
    Column("key", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("created", _MOMENT, nullable=False),
    Column("until", _MOMENT, nullable=False, index=True),
    Column("destroyed", _MOMENT, nullable=False),
)
CASES = Table(
    "gate_cases",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("number", String(32), nullable=False, unique=True),
    Column("owner", _ID, nullable=False, index=True),
    Column("state", String(16), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("route", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("action", String(16), nullable=False),
    Column("level", String(16), nullable=False),
    Column("assignee", String(32), nullable=False),
    Column("due", _MOMENT, nullable=False),
    Column("created", _MOMENT, nullable=False),
    Column("updated", _MOMENT, nullable=False),
)
REVISIONS = Table(
    "gate_revisions",
    TABLES,
    Column("case", _ID, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("by", _ID, nullable=False),
    Column("at", _MOMENT, nullable=False),
    Column("content", Text, nullable=False),
    Column("changed", Text, nullable=False),
)
CASE_SCANS = Table(
    "gate_case_scans",
    TABLES,
    Column("case", _ID, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("scan", _ID, primary_key=True),
    Column("position", Integer, nullable=False),
    Index("gate_case_scans_scan", "scan"),
)
TOUCHED = Table(
    "gate_touched",
    TABLES,
    Column("case", _ID, primary_key=True),
    Column("account", _ID, primary_key=True),
    Column("how", String(16), primary_key=True),
    Column("at", _MOMENT, nullable=False),
)
HISTORY = Table(
    "gate_history",
    TABLES,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("case", _ID, nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("at", _MOMENT, nullable=False),
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
    Column("id", _ID, primary_key=True),
    Column("case", _ID, nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("adviser", _ID, nullable=False),
    Column("asked_by", _ID, nullable=False),
    Column("state", String(16), nullable=False),
    Column("opinion", Text, nullable=False),
    Column("at", _MOMENT, nullable=False),
)
APPROVALS = Table(
    "gate_approvals",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("case", _ID, nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("why", Text, nullable=False),
    Column("recipients", Text, nullable=False),
    Column("channels", Text, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("until", _MOMENT, nullable=False),
    Column("declarations", String(64), nullable=False),
    Column("ground", String(16), nullable=False),
    Column("level", String(16), nullable=False),
    Column("by", _ID, nullable=False),
    Column("at", _MOMENT, nullable=False),
    Column("path", String(16), nullable=False, server_default=""),
)
APPROVED = Table(
    "gate_approved",
    TABLES,
    Column("approval", _ID, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("scan", _ID, nullable=False),
    Column("pack", Text, nullable=False),
    Column("action", String(16), nullable=False),
    Column("used", Integer, nullable=False),
)
RELEASES = Table(
    "gate_releases",
    TABLES,
    Column("id", _ID, primary_key=True),
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
    Column("by", _ID, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("note", Text, nullable=False),
    Column("created", _MOMENT, nullable=False),
    Column("expires", _MOMENT, nullable=False),
    Column("settled", _MOMENT, nullable=False),
)
AUDIT = Table(
    "gate_audit",
    TABLES,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", _MOMENT, nullable=False),
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
ONCE = Table(
    "gate_once",
    TABLES,
    Column("account", _ID, primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("reply", Text, nullable=False),
    Column("at", _MOMENT, nullable=False),
)
DELIVERIES = Table(
    "gate_deliveries",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("target", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("next", _MOMENT, nullable=False),
    Column("created", _MOMENT, nullable=False),
)
FALSE_ALARMS = Table(
    "gate_false_alarms",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("scan", _ID, nullable=False),
    Column("rule", Text, nullable=False, index=True),
    Column("finding", String(64), nullable=False),
    Column("reason", Text, nullable=False),
    Column("pack", Text, nullable=False),
    Column("by", _ID, nullable=False),
    Column("at", _MOMENT, nullable=False),
    Column("state", String(16), nullable=False),
    Column("answer", Text, nullable=False),
    Column("answered_by", String(32), nullable=False),
    Column("answered", _MOMENT, nullable=False),
)
CLOCKS = Table(
    "gate_clocks",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("case", String(32), nullable=False),
    Column("note", Text, nullable=False),
    Column("by", _ID, nullable=False),
    Column("started", _MOMENT, nullable=False),
    Column("due", _MOMENT, nullable=False),
    Column("settled", _MOMENT, nullable=False),
)

GATE = Family("gate", TABLES, Path(__file__).parent / "versions", head="0002")
