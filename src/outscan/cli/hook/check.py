"""The one decision of every hook: each file was read whole and is released, or the whole thing does not go.

In: jobs, what was typed. Out: an exit code; on standard error a few lines for each file that may not go, its hits masked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from outscan.cli.exit_codes import ACT, OK, exit_code
from outscan.cli.options import make_config
from outscan.types import Job, Report


def judged(jobs: Iterable[Job], typed: dict[str, Any]) -> int:
    """Scan and say what may not go, and what the files make only together. An empty run goes: nothing is in it."""
    from outscan.cli.signals import stop_on_signals
    from outscan.handover import together
    from outscan.isolate import outcomes
    from outscan.scanner import Scanner

    scanner = Scanner.build(make_config(typed))
    stop_on_signals()
    reports = [outcome.report for outcome in outcomes(scanner, jobs, 1)]
    if len(reports) > 1 and (made := together(scanner, reports)) is not None:
        reports.append(made)
    stopped = [report for report in reports if exit_code([report]) != OK]
    if stopped:
        _tell(stopped, typed["lang"], scanner.config.contact or scanner.pack.contact)
    return ACT if stopped else OK


def _tell(stopped: list[Report], lang: str, contact: str) -> None:
    from rich.console import Console

    from outscan.report.text import show
    from outscan.words import Words
    from outscan.words.hook import HOOK
    from outscan.words.said import said

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    for report in stopped:
        show(console, report, Words(lang), contact=contact, brief=True)
    console.print(said(HOOK, "hook_stopped", count=len(stopped)))
