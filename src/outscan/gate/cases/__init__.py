"""Cases: what was submitted, its verdict, who decided what and why, revision by revision, in one history.

In: a write transaction, who acts, a `Deed`. Out: rows; Refused where the table or the rules say no. Every act is an event.
Law: nobody who touched a case, nor a deputy of theirs, decides it; if nobody is left it goes up; a time-out never approves.
"""

from __future__ import annotations

from outscan.gate.cases.acts import DECISIONS, Deed, act, delegate, may_do, standing, undelegate
from outscan.gate.cases.emergency import emergency
from outscan.gate.cases.emergency import open_to as emergency_open
from outscan.gate.cases.moves import by_clock, overdue
from outscan.gate.cases.revisions import content_of, correct, create
from outscan.gate.cases.shown import brief, listed, shown
from outscan.gate.cases.sight import find, may_decide, may_see, touched

__all__ = [
    "DECISIONS",
    "Deed",
    "act",
    "brief",
    "by_clock",
    "content_of",
    "correct",
    "create",
    "delegate",
    "emergency",
    "emergency_open",
    "find",
    "listed",
    "may_decide",
    "may_do",
    "may_see",
    "overdue",
    "shown",
    "standing",
    "touched",
    "undelegate",
]
