"""Copies of registered documents as findings: sensitive ones to be sent up, cleared ones shown.

In: fingerprint evidence. Out: one `Finding` a registered document. A cleared one raises nothing and lowers nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from outscan.nouns import replace
from outscan.reading import Evidence
from outscan.relate.phrase import LONGEST_QUOTE
from outscan.types import Action, Advice, Basis, Confidence, Finding, Kind, Level, Match, because
from outscan.words.packages import KNOWN, TITLES

_ADVICE = Advice(Action.ESCALATE, (), KNOWN["approver"][0], KNOWN["note"][0], KNOWN["approver"][1], KNOWN["note"][1])
DERIVED = (
    Basis("《保守国家秘密法》", "第二十六条"),
    Basis("《保守国家秘密法实施条例》", "第十八条、第二十七条第五项"),
    Basis("《派生国家秘密定密管理暂行办法》（2023年）", "第七条"),
)
"""A copy, an excerpt, a summary of what is graded is graded itself (派生定密), marked or not."""
SENSITIVE = "fingerprint/sensitive"
WHOLE = 50.0
"""From this share of the registered hashes on, most of the document is there."""


def known_documents(evidence: Sequence[Evidence]) -> Iterator[Finding]:
    """One finding for each registered document that was met, in order of first meeting."""
    groups: dict[tuple[str, str], list[Match]] = {}
    for one in evidence:
        if one.match.kind is Kind.FINGERPRINT:
            groups.setdefault((one.match.rule, str(one.match.facts["label"])), []).append(one.match)
    for (rule, label), matches in groups.items():
        yield _finding(rule, label, matches)


def _finding(rule: str, label: str, matches: list[Match]) -> Finding:
    sensitive = rule == SENSITIVE
    characters = sum(int(one.facts["characters"]) for one in matches)
    share = min(100.0, sum(float(one.facts["share"]) for one in matches))
    return Finding(
        rule=rule,
        kind=Kind.FINGERPRINT,
        domain="local",
        level=Level.SENSITIVE if sensitive else Level.NONE,
        title=TITLES[rule][0],
        title_en=TITLES[rule][1],
        basis=DERIVED if sensitive else (),
        matches=tuple(_short(one) for one in matches),
        because=(because("known.label", label=label), because("known.share", characters=characters, share=f"{share:.0f}")),
        confidence=Confidence.HIGH if share >= WHOLE or len(matches) > 1 else Confidence.MEDIUM,
        advice=_ADVICE if sensitive else None,
        ask="" if sensitive else KNOWN["ask"][0],
        ask_en="" if sensitive else KNOWN["ask"][1],
    )


def _short(match: Match) -> Match:
    """The finding's place is the whole copied stretch; its quote is the beginning of it."""
    if len(match.quote) <= LONGEST_QUOTE:
        return match
    span = match.spans[0]
    facts = {**match.facts, "start": span.start, "end": span.end}
    return replace(match, facts=facts, quote=match.quote[:LONGEST_QUOTE], spans=(span._replace(end=span.start + LONGEST_QUOTE),))
