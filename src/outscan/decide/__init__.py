"""From everything a scan knows to one recommendation: the rows of the policy that speak, joined by the gravest.

In: findings, gaps, hidden things, risk. Out: `Verdict` with a clause for each row that spoke.
Law: more evidence never lowers the action; a gap always speaks; what was dismissed never sets the action alone.
Deliberately never reads a document, and never calls one secret: it recommends, people decide.
"""

from __future__ import annotations

from collections.abc import Sequence

from outscan.decide.declare import apply_declarations, check_declarations, questions
from outscan.decide.policy import Policy, Row, load_policy
from outscan.nouns import replace
from outscan.types import (
    Action,
    Beside,
    Clause,
    Count,
    Declaration,
    Finding,
    Gap,
    Hidden,
    Ours,
    Reason,
    Report,
    Risk,
    Verdict,
    Word,
    because,
)

__all__ = [
    "CLEAN",
    "Policy",
    "apply_declarations",
    "check_declarations",
    "decide",
    "decide_again",
    "load_policy",
    "questions",
    "with_proofs",
]

_FIRST_REVIEW = "《保守国家秘密法》第三十五条（先审查、后提供）"
CLEAN = "clean"
UNREAD = Clause("gap.unread", Action.REVIEW, because("clause.unread"), _FIRST_REVIEW)


def decide(
    policy: Policy,
    findings: Sequence[Finding],
    gaps: Sequence[Gap],
    hidden: Sequence[Hidden],
    risk: Risk,
    *,
    pictures: int = 0,
    proofs: Sequence[Beside] = (),
) -> Verdict:
    """The gravest action and every clause that spoke, gravest first; one release clause where none did.

    `pictures` were set aside unread because the office had cleared them: said, like every statement that sets aside.
    `proofs` lie beside the document or its members: what they carry joins, and can only raise.
    """
    upheld = [finding for finding in findings if finding.upheld]
    clauses = [clause for row in policy.rows if (clause := _speaks(row, upheld, gaps, hidden, risk)) is not None]
    clauses += _carried(policy, proofs)
    if gaps and not any(clause.action >= Action.REVIEW for clause in clauses):
        clauses.append(UNREAD)  # law 2 holds whatever a table says
    clauses.append(Clause(CLEAN, Action.RELEASE, because("clause.clean")))
    clauses += [
        Clause("declaration", Action.RELEASE, because("clause.declared", said=said, rule=Word(finding.rule)))
        for finding, said in _once(findings)
    ]
    if reviewed := sum(finding.baselined is not None for finding in findings):
        clauses.append(Clause("baseline", Action.RELEASE, because("clause.baselined", n=Count(reviewed))))
    if pictures:
        clauses.append(Clause("cleared_pictures", Action.RELEASE, because("clause.pictures", n=Count(pictures))))
    return _joined(clauses)


def decide_again(policy: Policy, report: Report, declarations: Sequence[Declaration]) -> Report:
    """`report` under other declarations, without reading its document again: what these leave standing is decided anew.

    What a kept report no longer holds (the proofs beside the document, the cleared pictures) speaks as it spoke before. The
    policy is the one the report was made with; whoever calls this has seen to that.
    """
    bare = [replace(one, declared=None) for one in report.findings]
    findings = apply_declarations(bare, declarations)
    verdict = decide(policy, findings, report.gaps, report.hidden, report.risk)
    of_proofs = {row.id for row in policy.rows if row.proof is not None} | {"cleared_pictures"}
    clauses = [*verdict.clauses, *(one for one in report.verdict.clauses if one.id in of_proofs)]
    return replace(report, findings=findings, verdict=_joined(clauses), declarations=tuple(declarations))


def with_proofs(policy: Policy, verdict: Verdict, proofs: Sequence[Beside]) -> Verdict:
    """`verdict` joined by what lies beside the file, where it was decided before that was looked at."""
    return _joined([*_carried(policy, proofs), *verdict.clauses])


def _joined(clauses: Sequence[Clause]) -> Verdict:
    """The clauses, gravest first, under the gravest action; that nothing was found is said only where nothing else speaks."""
    raised = any(clause.action > Action.RELEASE for clause in clauses)
    order = list(Action)
    ordered = sorted((one for one in clauses if not (raised and one.id == CLEAN)), key=lambda one: -order.index(one.action))
    return Verdict(ordered[0].action, tuple(ordered))


def _carried(policy: Policy, proofs: Sequence[Beside]) -> list[Clause]:
    """What proofs that lie beside files say, row by row; a row of advice carries the action they name."""
    out = []
    for row in policy.rows:
        heard = [one for one in proofs if row.proof is not None and row.proof.hears(one)]
        if not heard:
            continue
        why = because("clause.counted", why=Ours(row.why, row.why_en), n=Count(len(heard)))
        action = Action.RELEASE if row.action == "advice" else Action(row.action)
        if row.action == "advice":
            action = max(one.action for one in heard)
        out.append(Clause(row.id, action, why, row.basis))
    return out


def _once(findings: Sequence[Finding]) -> list[tuple[Finding, Reason]]:
    """One declared finding a rule: the clause is about the statement, not about each place."""
    return list({finding.rule: (finding, finding.declared) for finding in findings if finding.declared}.values())


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
        count = int(row.risk is not None and row.risk.hears(risk))  # what proofs carry speaks on its own
    if not count:
        return None
    why = Ours(row.why, row.why_en)
    reason = because("clause.row", why=why) if row.risk is not None else because("clause.counted", why=why, n=Count(count))
    return Clause(row.id, action, reason, row.basis)
