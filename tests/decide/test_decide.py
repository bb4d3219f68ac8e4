"""Which action follows from what was found."""

from __future__ import annotations

import pytest
from made_findings import item, mark

from outscan.decide import decide, load_policy
from outscan.types import (
    STATED,
    Action,
    Advice,
    Confidence,
    Finding,
    Gap,
    GapReason,
    Hidden,
    HiddenKind,
    Kind,
    Level,
    Risk,
    RiskReason,
    Where,
    because,
)
from sentences import sentence, stated

POLICY = load_policy()
OPPOSED = (because("item.against", what=because("item.para_lesson")),)
"""A matter in a paragraph that teaches."""
SIGNED = (because("item.against", what=because("item.sign", what=stated("题目"))),)
"""A matter with a sign against it among its words, as every paper's questions are."""
GAP = Gap(Where(("材料.zip",)), GapReason.ENCRYPTED)


def verdict(*findings, gaps=(), hidden=(), risk=Risk()):  # noqa: B008 - a frozen value
    return decide(POLICY, findings, gaps, hidden, risk)


@pytest.mark.parametrize(
    ("finding", "action"),
    [
        (mark(Level.TOP_SECRET), Action.WITHHOLD),
        (mark(Level.TOP_SECRET, "contradictory"), Action.WITHHOLD),
        (mark(Level.TOP_SECRET, "marked_irregular"), Action.WITHHOLD),
        (mark(Level.TOP_SECRET, "residual", "mark/exam"), Action.REVIEW),
        (mark(Level.HIGHLY_SECRET, "condition_unknown", "mark/exam"), Action.WITHHOLD),
        (mark(Level.HIGHLY_SECRET), Action.ESCALATE),
        (mark(Level.SECRET, "marked_expired?"), Action.ESCALATE),
        (mark(Level.SECRET, "contradictory"), Action.ESCALATE),
        (mark(Level.WORK_SECRET, "internal", "mark/internal"), Action.ESCALATE),
        (mark(Level.TRADE_SECRET, "commercial", "mark/commercial"), Action.ESCALATE),
        (mark(Level.NONE, "foreign_mark", "mark/foreign"), Action.ESCALATE),
        (mark(Level.SECRET, confidence=Confidence.LOW), Action.REVIEW),
        (mark(Level.SECRET, "declassified_claim", "mark/declassified"), Action.REVIEW),
        (item(), Action.PROCESS),
        (item(Level.HIGHLY_SECRET, Action.ESCALATE), Action.ESCALATE),
        (item(Level.TOP_SECRET, Action.WITHHOLD), Action.WITHHOLD),
        (item(Level.TOP_SECRET, Action.PROCESS, state="live"), Action.WITHHOLD),
        (item(Level.TOP_SECRET, Action.WITHHOLD, because=OPPOSED), Action.ESCALATE),
        (item(Level.TOP_SECRET, Action.PROCESS, state="live", because=OPPOSED), Action.ESCALATE),
        (item(Level.HIGHLY_SECRET, Action.ESCALATE, because=OPPOSED), Action.ESCALATE),
        (item(Level.TOP_SECRET, Action.PROCESS, state="live", because=SIGNED), Action.WITHHOLD),
        (item(Level.SENSITIVE), Action.REVIEW),
        (item(Level.SENSITIVE, Action.ESCALATE), Action.ESCALATE),
        (item(Level.INTERNAL, Action.REVIEW), Action.REVIEW),
        (item(advice=None), Action.PROCESS),
        (Finding("fingerprint/sensitive", Kind.FINGERPRINT, "local", Level.SENSITIVE, "题", (), item().matches), Action.ESCALATE),
        (Finding("fingerprint/cleared", Kind.FINGERPRINT, "local", Level.NONE, "题", (), item().matches), Action.RELEASE),
        (
            Finding(
                "identifier/x", Kind.IDENTIFIER, "p", Level.SENSITIVE, "题", (), item().matches, advice=Advice(Action.REVIEW)
            ),
            Action.REVIEW,
        ),
        (item(dismissed=stated("试")), Action.RELEASE),
        (mark(Level.TOP_SECRET, dismissed=stated("试")), Action.RELEASE),
    ],
)
def test_each_finding_alone(finding, action):
    assert verdict(finding).action is action


@pytest.mark.parametrize("reason", list(GapReason))
def test_a_gap_always_speaks(reason):
    said = verdict(gaps=[Gap(Where(("a",)), reason)])
    assert said.action is Action.REVIEW
    assert any(clause.id == "gap.unread" for clause in said.clauses)


def test_a_gap_speaks_even_where_something_graver_does():
    said = verdict(mark(Level.TOP_SECRET), gaps=[GAP])
    assert said.action is Action.WITHHOLD
    assert [clause.id for clause in said.clauses][-1] != "clean"
    assert "gap.unread" in {clause.id for clause in said.clauses}


def test_a_table_without_gap_rows_cannot_silence_one():
    from outscan.decide.policy import Policy

    assert decide(Policy((), ""), (), [GAP], (), Risk()).action is Action.REVIEW


def test_raised_risk_asks_for_a_person_and_near_certain_for_approval_and_score_alone_for_nothing():
    assert verdict(risk=Risk(score=0.89, raised=True)).action is Action.REVIEW
    assert verdict(risk=Risk(score=0.9, raised=True)).action is Action.ESCALATE
    assert verdict(risk=Risk(score=0.99)).action is Action.RELEASE


def test_raised_risk_is_said_once_with_what_is_stated_beside_it_or_without():
    def ids(risk):
        return [clause.id for clause in verdict(risk=risk).clauses]

    assert ids(Risk(score=0.85, raised=True)) == ["risk.raised"]
    assert ids(Risk(score=0.99, raised=True)) == ["risk.certain"]
    passage = RiskReason(Where(("a",)), "题", (because(STATED),))
    assert ids(Risk(score=0.99, raised=True, because=(passage,))) == ["risk.stated"]


def test_hidden_but_innocent_raises_nothing_unless_a_row_says_so(tmp_path):
    hidden = [Hidden(Where(("a",)), HiddenKind.COMMENT, 3)]
    assert verdict(hidden=hidden).action is Action.RELEASE
    row = '[[row]]\nid = "own.hidden"\nhidden = {kind = ["comment"]}\naction = "process"\nwhy = "含有批注"\n'
    (tmp_path / "policy.toml").write_text(row, encoding="utf-8")
    said = decide(load_policy(overlays=[tmp_path]), (), (), hidden, Risk())
    assert said.action is Action.PROCESS
    assert "（3 处）" in sentence(said.clauses[0].why)


def test_a_release_says_that_it_is_no_clearance():
    said = verdict()
    assert [clause.id for clause in said.clauses] == ["clean"]
    assert "不等于不涉密" in sentence(said.clauses[0].why)


def test_no_clause_calls_a_document_secret():
    for row in POLICY.rows:
        assert "是国家秘密" not in row.why
        assert "泄密" not in row.why


def test_a_declaration_is_named_in_the_verdict():
    said = verdict(item(declared=stated("张三：是否已公开？ 是")))
    assert said.action is Action.RELEASE
    (clause,) = [one for one in said.clauses if one.id == "declaration"]
    assert sentence(clause.why) == "依提供人声明（张三：是否已公开？ 是），t/01 不作为处理依据"


def test_a_baseline_is_counted_in_the_verdict():
    said = verdict(item(baselined=stated("王五：已公开（有效至 2026-12-31）")), item())
    assert said.action is Action.PROCESS
    assert [sentence(one.why) for one in said.clauses if one.id == "baseline"] == ["依复核基线，1 处疑点不作为处理依据"]
