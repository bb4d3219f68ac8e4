"""Facts a person stated: each may dismiss the one item whose question it answers, and nothing else.

In: findings and declarations. Out: findings, some with `declared` set. Law: a declaration never touches a mark, a gap,
an item at 机密 or above, or another item; what it dismissed stays in the report with the name and the wording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from outscan.types import Declaration, Finding, Kind, Level, Ours, Reason, because

CLEARED = "fingerprint/cleared"
"""The key by which an officer says that registered cleared material speaks for the items found inside it."""
_YES_OR_NO = ("是否", "是不是", "whether", "Has ", "Is ", "Are ", "Have ")


def apply_declarations(findings: Sequence[Finding], declarations: Sequence[Declaration]) -> tuple[Finding, ...]:
    """`findings` with those set aside that a `yes` answers. A later declaration of the same key replaces an earlier one."""
    answers = {one.key: one for one in declarations}
    cleared = [one for one in findings if one.rule == CLEARED] if CLEARED in answers and answers[CLEARED].answer else []
    return tuple(_declared(finding, answers, cleared) for finding in findings)


def _declared(finding: Finding, answers: dict[str, Declaration], cleared: Sequence[Finding]) -> Finding:
    if not finding.upheld or finding.kind is not Kind.ITEM or finding.level >= Level.HIGHLY_SECRET:
        return finding
    said = answers.get(finding.rule)
    if said is not None and said.answer and any(sign in finding.ask for sign in _YES_OR_NO):
        return replace(finding, declared=_wording(said, Ours(said.wording or finding.ask)))
    if cleared and all(_inside(match.segment, match.start, match.end, cleared) for match in finding.matches):
        return replace(finding, declared=_wording(answers[CLEARED], because("said.cleared")))
    return finding


def _wording(said: Declaration, wording: Ours | Reason) -> Reason:
    """How the report names a declaration: who said what."""
    return because("said.declared", by=Ours(said.by) if said.by else because("said.nobody"), wording=wording)


def _inside(segment: int, start: int, end: int, cleared: Sequence[Finding]) -> bool:
    return any(
        match.segment == segment
        and int(match.facts.get("start", match.start)) <= start
        and end <= int(match.facts.get("end", match.end))
        for one in cleared
        for match in one.matches
    )
