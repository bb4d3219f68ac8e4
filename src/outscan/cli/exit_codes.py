"""What a run comes to, as a number (docs/wire.md).

In: reports. Out: exit codes.
"""

from __future__ import annotations

from collections.abc import Iterable

from outscan.types import Action, Report

OK, ACT, OURS, LOOK, INTERRUPTED = 0, 1, 2, 3, 130
ACTING = frozenset({Action.PROCESS, Action.ESCALATE, Action.WITHHOLD})


def exit_code(reports: Iterable[Report], *, unread: bool = False) -> int:
    """1 beats 3 beats 0: something must be done, someone must look (or something else stayed `unread`), nothing found."""
    reports = list(reports)
    if any(r.verdict.action in ACTING for r in reports):
        return ACT
    if unread or any(r.verdict.action is Action.REVIEW or not r.complete for r in reports):
        return LOOK
    return OK


def exit_code_clamav(reports: Iterable[Report], *, unread: bool = False) -> int:
    """0 clean, 1 found, 2 error: what wrappers written for clamscan expect; anything incomplete is an error there."""
    code = exit_code(reports, unread=unread)
    return OURS if code == LOOK else code
