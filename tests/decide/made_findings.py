"""Findings for the tests of decide."""

from __future__ import annotations

from outscan.nouns import replace
from outscan.types import Action, Advice, Confidence, Finding, Kind, Level, Match, Part, Span, Where, spot

MATCH = Match("term/0", Kind.TERM, Where(("材料.docx",), Part.BODY, spot("paragraph", 1)), 0, (Span(10, 14),), "水深数据")


def item(level: Level = Level.SECRET, action: Action = Action.PROCESS, **changes) -> Finding:
    made = Finding("t/01", Kind.ITEM, "t", level, "题", (), (MATCH,), advice=Advice(action), ask="是否已公开？")
    return replace(made, **{"settled_by": True, **changes})


def mark(level: Level, state: str = "marked_valid", rule: str = "mark/state-secret", **changes) -> Finding:
    made = Finding(rule, Kind.MARK, "marks", level, "标志", (), (MATCH,), state=state, confidence=Confidence.HIGH)
    return replace(made, **changes)
