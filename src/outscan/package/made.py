"""Findings of a package: what a rule asks for, and its matches, one for each file.

In: a rule, members, a reason. Out: a `Finding`.
"""

from __future__ import annotations

from collections.abc import Sequence

from outscan.types import (
    NOWHERE,
    Action,
    Advice,
    Basis,
    Certainty,
    Confidence,
    Finding,
    Kind,
    Level,
    Match,
    Part,
    Reason,
    Span,
    Where,
)
from outscan.types.parcels import MemberFacts, TableFacts
from outscan.words.packages import BASES, PACKAGES, TOGETHER

_ACTIONS = {
    "package/exam": Action.WITHHOLD,
    "package/persons": Action.ESCALATE,
    "package/letter": Action.REVIEW,
    "package/people": Action.ESCALATE,
    "package/parameters": Action.ESCALATE,
    "package/points": Action.ESCALATE,
    "package/military": Action.ESCALATE,
    "package/origin": Action.ESCALATE,
    "package/control": Action.ESCALATE,
    "package/firms": Action.ESCALATE,
    "package/tender": Action.REVIEW,
    "package/visit": Action.ESCALATE,
    "package/grids": Action.WITHHOLD,
    "package/setters": Action.ESCALATE,
    "package/alias": Action.ESCALATE,
    "package/mandate": Action.ESCALATE,
    "package/ore": Action.REVIEW,
}
_SECRET = {"package/areas", "package/points", "package/gravity", "package/halves", "package/parameters"} | {
    "package/military",
    "package/origin",
    "package/grids",
}


def _action(rule: str, members: Sequence[MemberFacts]) -> Action:
    """What a matter asks for; a person at least where one of its files says that it is kept back or goes abroad."""
    action = _ACTIONS.get(rule, Action.PROCESS)
    spoken = any({"kept", "abroad"} & set(one.signals) for one in members)
    return Action.REVIEW if spoken and action is Action.PROCESS else action


def made(rule: str, members: Sequence[MemberFacts], reason: Reason, tables: Sequence[TableFacts] = ()) -> Finding:
    """The finding of `rule` over `members`, a match for each, in the table of it that is concerned."""
    zh, en, note, note_en = PACKAGES[rule]
    matches = []
    for number, member in enumerate(members):
        table = tables[number] if number < len(tables) else next(iter(member.tables), None)
        where = Where(member.member, Part.BODY, table.spot if table else NOWHERE)
        matches.append(Match(rule, Kind.ITEM, where, max(table.segment, 0) if table else 0, (Span(0, 0),), ""))
    basis = tuple(Basis(cite, item, Certainty(sure)) for cite, item, sure in (BASES[rule], TOGETHER))
    level = Level.SECRET if rule in _SECRET else Level.SENSITIVE
    return Finding(
        rule=rule,
        kind=Kind.ITEM,
        domain="package",
        level=level,
        title=zh,
        title_en=en,
        basis=basis,
        matches=tuple(matches),
        because=(reason,),
        confidence=Confidence.MEDIUM,
        advice=Advice(_action(rule, members), (), "", note, "", note_en),
    )
