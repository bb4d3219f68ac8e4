"""Law 3: more evidence never means less. Law 2: nothing unread is clean."""

from __future__ import annotations

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from outscan.decide import apply_declarations, decide, decide_again, load_policy
from outscan.nouns import replace
from outscan.types import (
    Action,
    Advice,
    Confidence,
    Coverage,
    Declaration,
    Finding,
    Gap,
    GapReason,
    Hidden,
    HiddenKind,
    Kind,
    Level,
    Makings,
    Match,
    Report,
    Risk,
    Span,
    Where,
)
from sentences import stated

POLICY = load_policy()
PLACE = Where(("材料.docx",))
MATCH = Match("term/0", Kind.TERM, PLACE, 0, (Span(0, 2),), "某某")
STATES = [
    "",
    "live",
    "marked_valid",
    "marked_irregular",
    "marked_expired?",
    "condition_unknown",
    "residual",
    "declassified_claim",
    "contradictory",
]
RULES = ["t/01", "t/02", "mark/exam", "mark/state-secret", "fingerprint/sensitive", "fingerprint/cleared"]
FINDINGS = st.builds(
    Finding,
    rule=st.sampled_from(RULES),
    kind=st.sampled_from(Kind),
    domain=st.just("t"),
    level=st.sampled_from(Level),
    title=st.just("题"),
    basis=st.just(()),
    matches=st.just((MATCH,)),
    confidence=st.sampled_from(Confidence),
    advice=st.none() | st.builds(Advice, st.sampled_from(Action)),
    ask=st.sampled_from(["", "是否已公开？"]),
    settled_by=st.sampled_from([None, True, False]),
    state=st.sampled_from(STATES),
    dismissed=st.none() | st.just(stated("试")),
)
GAPS = st.builds(Gap, st.just(PLACE), st.sampled_from(GapReason))
HIDDEN = st.builds(Hidden, st.just(PLACE), st.sampled_from(HiddenKind), st.integers(1, 9))
REPORT = partial(
    Report,
    "a.docx",
    "a.docx",
    "00",
    1,
    "docx",
    hidden=(),
    coverage=Coverage(),
    made_with=Makings("1", "r", "p", "m", "o", "2026-11-30"),
)
RISKS = st.builds(Risk, score=st.floats(0, 1), raised=st.booleans())


@given(st.lists(FINDINGS), st.lists(FINDINGS), st.lists(GAPS), st.lists(GAPS), st.lists(HIDDEN), RISKS)
def test_more_never_lowers(findings, further, gaps, unread, hidden, risk):
    less = decide(POLICY, findings, gaps, (), Risk()).action
    assert decide(POLICY, [*findings, *further], [*gaps, *unread], hidden, risk).action >= less


@given(st.lists(FINDINGS), st.lists(GAPS, min_size=1), RISKS)
def test_a_gap_always_speaks(findings, gaps, risk):
    said = decide(POLICY, findings, gaps, (), risk)
    assert said.action >= Action.REVIEW
    assert any(clause.id == "gap.unread" for clause in said.clauses)


@given(st.lists(FINDINGS))
def test_what_was_dismissed_never_sets_the_action(findings):
    dismissed = [replace(one, dismissed=stated("试")) for one in findings]
    assert decide(POLICY, dismissed, (), (), Risk()).action is Action.RELEASE


@given(st.lists(FINDINGS, min_size=1))
def test_every_upheld_mark_or_item_is_above_release(findings):
    upheld = [one for one in findings if one.upheld and one.kind in {Kind.MARK, Kind.ITEM}]
    action = decide(POLICY, findings, (), (), Risk()).action
    assert action > Action.RELEASE or not upheld
    if any(one.kind is Kind.MARK for one in upheld):
        assert action >= Action.REVIEW


@given(st.lists(FINDINGS), st.lists(GAPS), RISKS)
def test_the_action_is_the_gravest_clause(findings, gaps, risk):
    said = decide(POLICY, findings, gaps, (), risk)
    assert said.clauses
    assert said.action == max(clause.action for clause in said.clauses) == said.clauses[0].action


@given(
    st.lists(FINDINGS),
    st.lists(GAPS),
    RISKS,
    st.lists(st.builds(Declaration, st.sampled_from(RULES), st.booleans(), st.just("张三")), max_size=3),
    st.lists(st.builds(Declaration, st.sampled_from(RULES), st.booleans(), st.just("李四")), max_size=3),
)
def test_deciding_again_is_deciding(findings, gaps, risk, first, then):
    def judged(said):
        told = apply_declarations(findings, said)
        return REPORT(
            findings=told, gaps=tuple(gaps), risk=risk, verdict=decide(POLICY, told, gaps, (), risk), declarations=tuple(said)
        )

    assert decide_again(POLICY, judged(first), then) == judged(then)
    assert decide_again(POLICY, judged(then), ()) == judged(())


@given(st.lists(FINDINGS), st.lists(st.builds(Declaration, st.sampled_from(RULES), st.booleans(), st.just("张三"))))
def test_declarations_never_touch_marks_or_grave_items(findings, declarations):
    after = apply_declarations(findings, declarations)
    assert len(after) == len(findings)
    for before, now in zip(findings, after, strict=True):
        if before.kind is not Kind.ITEM or before.level >= Level.HIGHLY_SECRET:
            assert now == before
        assert replace(now, declared=None) == before
