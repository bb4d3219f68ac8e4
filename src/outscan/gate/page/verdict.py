"""A kept report as a page shows it: findings by rule with place, basis, why and advice; hidden content and gaps apart.

In: a scan's row, a language. Out: plain values for a template. Masked already when it was kept, and once more here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from outscan.gate import paper
from outscan.report.mask import Masker
from outscan.report.order import action_of, upheld
from outscan.types import Action, Finding, Report
from outscan.words import Words

MOST_PLACES = 20
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
    more: int
    bases: list[str]
    why: list[str]
    ask: str
    advice: str
    approver: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One report, ready to be shown."""

    groups: list[Group]
    clauses: list[tuple[str, str]]
    hidden: list[tuple[str, int, str]]
    hidden_more: int
    gaps: list[tuple[str, str, str]]
    gaps_more: int
    coverage: dict[str, int]
    aside: int


def verdict_of(record: str, language: str) -> Verdict | None:
    """The report kept in `record`, None where none was kept."""
    if not record:
        return None
    report, words = paper.unpack(record), Words(language)
    grouped = groupby(upheld(report), key=lambda f: (f.rule, f.level, f.title))
    coverage = report.coverage
    return Verdict(
        [_group(list(found), words) for _, found in grouped],
        [(_MASKER.because(one.why, words), one.basis) for one in report.verdict.clauses],
        [(words.hidden(h.kind), h.count, _MASKER.place(h.where, words)) for h in report.hidden[:MOST_ROWS]],
        max(0, len(report.hidden) - MOST_ROWS),
        _gaps(report, words),
        max(0, len(report.gaps) - MOST_ROWS),
        {"parts": coverage.parts, "read": coverage.read, "inert": coverage.inert, "gaps": len(report.gaps)},
        sum(not one.upheld for one in report.findings),
    )


def _gaps(report: Report, words: Words) -> list[tuple[str, str, str]]:
    return [(_MASKER.place(one.where, words), words.gap(one.reason), words.detail(one)) for one in report.gaps[:MOST_ROWS]]


def _group(findings: Sequence[Finding], words: Words) -> Group:
    first, action = findings[0], action_of(findings[0])
    matches = [match for one in findings for match in one.matches]
    advice = first.advice
    ways = [words.technique(one) for one in advice.techniques] if advice else []
    told = [words.action(action), words.say("listed").join(ways), words.note(advice) if advice else ""]
    return Group(
        first.rule,
        words.title(first),
        action,
        words.action(action),
        words.level(first.level),
        words.confidence(first.confidence),
        [(_MASKER.place(one.where, words), _MASKER.match(one), one.visible) for one in islice(matches, MOST_PLACES)],
        max(0, len(matches) - MOST_PLACES),
        [" ".join(part for part in (one.cite, one.item, words.certainty(one.certainty)) if part) for one in first.basis],
        [_MASKER.because(one, words) for one in first.because],
        words.ask(first),
        words.say("and").join(part for part in told if part),
        words.approver(advice) if advice else "",
    )
