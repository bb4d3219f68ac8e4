"""The order a person wants: the gravest file first, in the order named among equals.

In: `Report`s. Out: the same, sorted; findings of one file, gravest first.
"""

from __future__ import annotations

from collections.abc import Sequence

from outscan.types import Action, Finding, Report


def gravest_first(reports: Sequence[Report]) -> list[Report]:
    """By recommendation, then by how many findings stand and how much was not read."""
    return sorted(reports, key=lambda r: (-r.verdict.action.rank, -sum(f.upheld for f in r.findings), -len(r.gaps)))


def action_of(finding: Finding) -> Action:
    """What a finding by itself asks for."""
    return finding.advice.action if finding.advice else Action.REVIEW


def upheld(report: Report) -> list[Finding]:
    """The findings that stand, gravest first; those of one rule stay together."""
    standing = [f for f in report.findings if f.upheld]
    worst: dict[tuple[str, str], int] = {}
    for one in standing:
        key = (one.rule, one.level)
        worst[key] = max(worst.get(key, 0), action_of(one).rank)
    return sorted(standing, key=lambda f: (-worst[f.rule, f.level], -f.level.rank, f.rule))
