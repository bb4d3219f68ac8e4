"""The tables of the gate: accounts, scans, cases, approvals, releases, the audit record.

In: nothing. Out: SQLAlchemy `Table`s of one family. Moments are ISO 8601 in UTC with microseconds, so that text sorts as
time does; sets and lists are JSON. No table holds text of a document: reports are masked before they come here.
"""

from __future__ import annotations

from pathlib import Path

from outscan.gate.tables.base import TABLES
from outscan.gate.tables.decided import (
    APPROVALS,
    APPROVED,
    CASE_SCANS,
    CASES,
    CLOCKS,
    COUNTERSIGNS,
    HISTORY,
    RELEASES,
    REVISIONS,
    TOUCHED,
)
from outscan.gate.tables.people import ACCOUNTS, CHANGES, DEPUTIES, SESSIONS, SETTINGS, THROTTLE, TOKENS
from outscan.gate.tables.recorded import AUDIT, DELIVERIES
from outscan.gate.tables.scanned import FALSE_ALARMS, HELD, ONCE, SCANS
from outscan.store import Family

__all__ = [
    "ACCOUNTS",
    "APPROVALS",
    "APPROVED",
    "AUDIT",
    "CASES",
    "CASE_SCANS",
    "CHANGES",
    "CLOCKS",
    "COUNTERSIGNS",
    "DELIVERIES",
    "DEPUTIES",
    "FALSE_ALARMS",
    "GATE",
    "HELD",
    "HISTORY",
    "ONCE",
    "RELEASES",
    "REVISIONS",
    "SCANS",
    "SESSIONS",
    "SETTINGS",
    "TABLES",
    "THROTTLE",
    "TOKENS",
    "TOUCHED",
]

GATE = Family("gate", TABLES, Path(__file__).parents[1] / "versions", head="0002")
