"""A kept report as a page shows it: findings by rule with place, basis, why and advice; hidden content and gaps apart.

In: a scan's row, a language. Out: plain values for a template. Masked already when it was kept, and once more here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from outscan.decide import CLEAN
from outscan.gate import paper
from outscan.report.mask import Masker
from outscan.report.order import action_of, upheld
from outscan.types import Action, Finding, Report
from outscan.words import Words

SHOWN_PLACES, MOST_PLACES = 5, 200
"""So many places of a rule stand open, and so many in its fold."""
OPEN_GROUPS = 8
"""So many rules stand open, the gravest; the others are folded under their title."""
MOST_ROWS = 200
_MASKER = Masker(show=False)


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule."""

    rule: str
    title: str
    action: Action
    action_word: str
    level: str
    confidence: str
    places: list[tuple[str, str, bool]]
    folded: list[tuple[str, str, bool]]
    more: int
    count: int
    bases: list[str]
    why: list[str]
    ask: str
    advice: str
    approver: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One report, ready to be shown."""

    groups: list[Group]
    tally: list[tuple[Action, str, int]]
    """How many rules ask for each action, of all that stand."""
    found: int
    """The places of all rules that stand."""
    clauses: list[tuple[str, str]]
    hidden: list[tuple[str, int, str]]
    hidden_more: int
    gaps: list[tuple[str, str, str]]
    gaps_more: int
    coverage: dict[str, int]
    aside: int


def verdict_of(record: str, language: str, only: str = "", search: str = "") -> Verdict | None:
    """The report kept in `record`, None where none was kept; of its findings those of one action, or that hold a word."""
    if not record:
        return None
    report, words = paper.unpack(record), Words(language)
    grouped = [_group(list(found), words) for _, found in groupby(upheld(report), key=lambda f: (f.rule, f.level, f.title))]
    counted = Counter(one.action for one in grouped)
    wanted = [one for one in grouped if only in {"", one.action} and _holds(one, search.strip().casefold())]
    coverage = report.coverage
    return Verdict(
        wanted,
        [(action, words.action(action), counted[action]) for action in reversed(Action) if counted[action]],
        sum(one.count for one in grouped),
        [(_MASKER.because(one.why, words), one.basis) for one in report.verdict.clauses if one.id != CLEAN],
        [(words.hidden(h.kind), h.count, _MASKER.place(h.where, words)) for h in report.hidden[:MOST_ROWS]],
        max(0, len(report.hidden) - MOST_ROWS),
        _gaps(report, words),
        max(0, len(report.gaps) - MOST_ROWS),
        {"parts": coverage.parts, "read": coverage.read, "inert": coverage.inert, "gaps": len(report.gaps)},
        sum(not one.upheld for one in report.findings),
    )


def _holds(group: Group, word: str) -> bool:
    """Whether a word stands in the rule, its title or a place."""
    texts = (group.rule, group.title, *(place for place, _, _ in (*group.places, *group.folded)))
    return not word or any(word in one.casefold() for one in texts)


def _gaps(report: Report, words: Words) -> list[tuple[str, str, str]]:
    return [(_MASKER.place(one.where, words), words.gap(one.reason), words.detail(one)) for one in report.gaps[:MOST_ROWS]]


def _group(findings: Sequence[Finding], words: Words) -> Group:
    first, action = findings[0], action_of(findings[0])
    matches = [match for one in findings for match in one.matches]
    advice = first.advice
    places = [(_MASKER.place(one.where, words), _MASKER.match(one), one.visible) for one in islice(matches, MOST_PLACES)]
    ways = [words.technique(one) for one in advice.techniques] if advice else []
    advice_lines = [words.action(action), words.say("listed").join(ways), words.note(advice) if advice else ""]
    return Group(
        first.rule,
        words.title(first),
        action,
        words.action(action),
        words.level(first.level),
        words.confidence(first.confidence),
        places[:SHOWN_PLACES],
        places[SHOWN_PLACES:],
        max(0, len(matches) - MOST_PLACES),
        len(matches),
        [" ".join(part for part in (one.cite, one.item, words.certainty(one.certainty)) if part) for one in first.basis],
        [_MASKER.because(one, words) for one in first.because],
        words.ask(first),
        words.say("and").join(part for part in advice_lines if part),
        words.approver(advice) if advice else "",
    )
