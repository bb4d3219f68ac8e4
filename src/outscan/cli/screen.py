"""The terminal: a console of this run's manners, and a run printed on it.

In: reports, what was typed. Out: text on stdout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console

from outscan.report.text import show_run
from outscan.types import Report
from outscan.words import Words

MANY = 6
"""From so many files on, the screen shows a few lines for each, unless -v asks for more."""


def print_run(
    reports: Sequence[Report], run: Mapping[str, object], typed: Mapping[str, Any], *, contact: str, summary: bool = False
) -> None:
    """A run as a person reads it; Chinese breaks where it may, names with brackets are no markup."""
    show_run(
        Console(no_color=typed["no_color"] or None, highlight=False, markup=False, emoji=False),
        reports,
        run,
        Words(typed["lang"]),
        show_hits=typed["show_hits"],
        contact=contact,
        brief=len(reports) >= MANY and not typed.get("verbose"),
        summary=summary or typed["summary"],
    )
