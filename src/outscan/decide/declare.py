"""Facts a person stated: each may dismiss the one item whose question it answers, and nothing else.

In: findings and declarations. Out: findings, some with `declared` set. An item says by `settled_by` which answer sets it aside.
Law: a declaration never touches a mark, a gap,
an item at 机密 or above, or another item; what it dismissed stays in the report with the name and the wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from outscan.errors import ConfigError
from outscan.nouns import replace
from outscan.types import Declaration, Finding, Kind, Level, Ours, Reason, because
from outscan.words import nearest, say

CLEARED = "fingerprint/cleared"
"""The key by which an officer says that registered cleared material speaks for the items found inside it."""
OTHER_KEYS = (CLEARED, "mark/residual")
"""Keys that are no item: cleared material, and a residual mark confirmed for processing."""


class Asked(Protocol):
    """An item with the question a person may answer."""

    @property
    def id(self) -> str:
        """Its key."""
        ...

    @property
    def level(self) -> Level:
        """The level it may have."""
        ...

    @property
    def settled_by(self) -> bool | None:
        """The answer that sets it aside, None for none."""
        ...


def check_declarations(declarations: Iterable[tuple[str, bool]], items: Iterable[Asked]) -> None:
    """Refuse a declaration that would be heard by nothing. Raises ConfigError with the nearest key that exists."""
    known = {one.id: one for one in items}
    for key, _ in declarations:
        if key in OTHER_KEYS:
            continue
        if key not in known:
            raise ConfigError(say("problem.declare_unknown", key=key, near=nearest(key, (*known, *OTHER_KEYS))))
        if known[key].level >= Level.HIGHLY_SECRET or known[key].settled_by is None:
            raise ConfigError(say("problem.declare_useless", key=key))


def apply_declarations(findings: Sequence[Finding], declarations: Sequence[Declaration]) -> tuple[Finding, ...]:
    """`findings` with those set aside that an answer settles. A later declaration of the same key replaces an earlier one."""
    answers = {one.key: one for one in declarations}
    cleared = [one for one in findings if one.rule == CLEARED] if CLEARED in answers and answers[CLEARED].answer else []
    return tuple(_declared(finding, answers, cleared) for finding in findings)


def questions(findings: Sequence[Finding]) -> dict[str, Finding]:
    """What a person may be asked: the first finding of each item that stands, or was declared away, and an answer settles."""
    asked = (one for one in findings if one.dismissed is None and one.baselined is None and one.kind is Kind.ITEM)
    out: dict[str, Finding] = {}
    for one in asked:
        if one.settled_by is not None and one.level < Level.HIGHLY_SECRET:
            out.setdefault(one.rule, one)
    return out


def _declared(finding: Finding, answers: dict[str, Declaration], cleared: Sequence[Finding]) -> Finding:
    if not finding.upheld or finding.kind is not Kind.ITEM or finding.level >= Level.HIGHLY_SECRET:
        return finding
    said = answers.get(finding.rule)
    if said is not None and said.answer is finding.settled_by:
        wording = Ours(said.wording) if said.wording else Ours(finding.ask, finding.ask_en)
        return replace(finding, declared=_wording(said, wording))
    if cleared and all(_inside(match.segment, match.start, match.end, cleared) for match in finding.matches):
        return replace(finding, declared=_wording(answers[CLEARED], because("said.cleared")))
    return finding


def _wording(said: Declaration, wording: Ours | Reason) -> Reason:
    """How the report names a declaration: who said what."""
    return because(
        "said.declared" if said.answer else "said.denied",
        by=Ours(said.by) if said.by else because("said.nobody"),
        wording=wording,
    )


def _inside(segment: int, start: int, end: int, cleared: Sequence[Finding]) -> bool:
    return any(
        match.segment == segment
        and int(match.facts.get("start", match.start)) <= start
        and end <= int(match.facts.get("end", match.end))
        for one in cleared
        for match in one.matches
    )
