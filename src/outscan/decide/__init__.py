"""From everything a scan knows to one recommendation: the rows of the policy that speak, joined by the gravest.

In: findings, gaps, hidden things, risk. Out: `Verdict` with a clause for each row that spoke.
Law: more evidence never lowers the action; a gap always speaks; what was dismissed never sets the action alone.
Deliberately never reads a document, and never calls one secret: it recommends, people decide.
"""

from __future__ import annotations

from collections.abc import Sequence

from outscan.decide.declare import apply_declarations
from outscan.decide.policy import Policy, Row, load_policy
from outscan.types import Action, Clause, Finding, Gap, Hidden, Risk, Verdict

__all__ = ["Policy", "apply_declarations", "decide", "load_policy"]

CLEAN = "未发现需处理的内容。不等于不涉密，提供单位仍负审查责任"
UNREAD = Clause("gap.unread", Action.REVIEW, "有内容未能检查，不能据此放行", "《保守国家秘密法》第三十五条（先审查、后提供）")


def decide(policy: Policy, findings: Sequence[Finding], gaps: Sequence[Gap], hidden: Sequence[Hidden], risk: Risk) -> Verdict:
    """The gravest action and every clause that spoke, gravest first; one release clause where none did."""
    upheld = [finding for finding in findings if finding.upheld]
    clauses = [clause for row in policy.rows if (clause := _speaks(row, upheld, gaps, hidden, risk)) is not None]
    if gaps and not any(clause.action >= Action.REVIEW for clause in clauses):
        clauses.append(UNREAD)  # law 2 holds whatever a table says
    if not any(clause.action > Action.RELEASE for clause in clauses):
        clauses.append(Clause("clean", Action.RELEASE, CLEAN))
    clauses += [
        Clause("declaration", Action.RELEASE, f"依提供人声明（{finding.declared}），{finding.rule} 不作为处理依据")
        for finding in _once(findings)
    ]
    if reviewed := sum(finding.baselined is not None for finding in findings):
        clauses.append(Clause("baseline", Action.RELEASE, f"依复核基线，{reviewed} 处疑点不作为处理依据"))
    order = list(Action)
    clauses.sort(key=lambda clause: -order.index(clause.action))
    return Verdict(clauses[0].action, tuple(clauses))


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """One declared finding a rule: the clause is about the statement, not about each place."""
    return list({finding.rule: finding for finding in findings if finding.declared}.values())


def _speaks(row: Row, upheld: Sequence[Finding], gaps: Sequence[Gap], hidden: Sequence[Hidden], risk: Risk) -> Clause | None:
    """The clause of `row`, None where it hears nothing."""
    action = Action.RELEASE if row.action == "advice" else Action(row.action)
    if row.finding is not None:
        heard = [finding for finding in upheld if row.finding.hears(finding)]
        if row.action == "advice":
            action = max([Action.PROCESS, *(finding.advice.action for finding in heard if finding.advice)])
        count = len(heard)
    elif row.gap is not None:
        count = sum(row.gap.hears(gap) for gap in gaps)
    elif row.hidden is not None:
        count = sum(one.count for one in hidden if row.hidden.hears(one))
    else:
        count = int(risk.raised)
    if not count:
        return None
    counted = "" if row.risk is not None else f"（{count} 处）"
    return Clause(row.id, action, f"{row.why}{counted}", row.basis)
