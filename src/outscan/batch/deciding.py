"""From what a ledger keeps to a verdict: declarations, baseline and policy, on one day, without reading a byte.

In: findings and `Kept` of a reading, a `Decider`. Out: `Decided`. The same as a scan of the same file would decide.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from outscan.baseline import CARRIED, Baseline
from outscan.batch.reasons import plain, reason
from outscan.batch.stored import Stored
from outscan.decide import Policy, apply_declarations, decide, with_proofs
from outscan.types import Action, Beside, BesideState, Clause, Declaration, Finding, Level, Verdict, Where

if TYPE_CHECKING:
    from outscan.scanner import Scanner


@dataclass(frozen=True, slots=True)
class Decider:
    """What turns readings into verdicts."""

    policy: Policy
    declarations: tuple[Declaration, ...] = ()
    baseline: Baseline | None = None
    day: date = date.min

    @classmethod
    def of(cls, scanner: Scanner) -> Decider:
        """The decider of a scanner's configuration."""
        config = scanner.config
        said = tuple(Declaration(key, answer, config.declared_by) for key, answer in config.declarations)
        return cls(scanner.policy, said, scanner.baseline, config.as_of)


@dataclass(frozen=True, slots=True)
class Decided:
    """A verdict with the findings it stands on, and the next day on which a date can turn it ("" where none can)."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    level: Level
    domain: str
    holds_until: str


def decided(decider: Decider, kept: Stored, findings: Sequence[Finding], turns: str) -> Decided:
    """The verdict of one item. `turns` is when its findings may be others, "" for never."""
    judged = apply_declarations(findings, decider.declarations)
    ends = [turns] if turns else []
    if decider.baseline is not None:
        entries = decider.baseline.entries
        marks = (str(one.matches[0].facts.get(CARRIED, "")) for one in judged if one.matches)
        expire = (entries[mark].expires for mark in marks if mark in entries)
        ends += [(one + timedelta(days=1)).isoformat() for one in expire if one >= decider.day]
        judged = decider.baseline.apply(judged, decider.day)
    verdict = decide(decider.policy, judged, kept.gaps, kept.hidden, kept.risk, pictures=kept.pictures, proofs=kept.proofs)
    upheld = [one for one in judged if one.upheld]
    gravest = max(upheld, key=lambda one: one.level.rank, default=None)
    domain = gravest.domain if gravest else (kept.risk.domain or "" if kept.risk.raised else "")
    return Decided(verdict, tuple(judged), gravest.level if gravest else Level.NONE, domain, min(ends, default=""))


def clauses_text(verdict: Verdict) -> str:
    """The clauses of a verdict as the ledger keeps them."""
    return json.dumps([[c.id, c.action.value, plain(c.why), c.basis] for c in verdict.clauses], ensure_ascii=False)


def clauses_from(text: str) -> tuple[Clause, ...]:
    """What `clauses_text` wrote."""
    return tuple(Clause(id_, Action(action), reason(why), basis) for id_, action, why, basis in json.loads(text))


def carried(policy: Policy, verdict: Verdict, beside: str) -> Verdict:
    """`verdict` joined by the proof beside the item: it belongs to a path, while a decision belongs to a content."""
    if not beside:
        return verdict
    state, _, action = beside.partition(":")
    return with_proofs(policy, verdict, [Beside(Where(()), BesideState(state), Action(action))])


def beside_text(beside: Beside | None) -> str:
    """What the proof beside an item says, as the ledger keeps it; "" where there is none."""
    return f"{beside.state.value}:{beside.action.value}" if beside else ""
