"""One decision, many doors: fail closed, and a mark is never passed by a mode."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outscan.gate.decision import DOORS, ERROR, Answer, Mode, Network, decide, genuine_level
from outscan.types import (
    Action,
    Basis,
    Confidence,
    Coverage,
    Finding,
    Gap,
    GapReason,
    Kind,
    Level,
    Makings,
    Report,
    Risk,
    Verdict,
    Where,
)

MADE = Makings("0", "r", "p", "m", "o", "2026-11-30")
findings = st.builds(
    Finding,
    rule=st.just("mark/x"),
    kind=st.sampled_from(Kind),
    domain=st.just("marks"),
    level=st.sampled_from(Level),
    title=st.just("t"),
    basis=st.just((Basis("b"),)),
    matches=st.just(()),
    confidence=st.sampled_from(Confidence),
    state=st.sampled_from(["", "residual", "declassified_claim", "contradictory"]),
    dismissed=st.sampled_from([None, "why"]),
)


def report(action, found=(), gaps=()):
    return Report("a", "a", "0" * 64, 1, "txt", tuple(found), tuple(gaps), (), Coverage(), Risk(), Verdict(action, ()), MADE)


GAP = Gap(Where(("a",)), GapReason.ENCRYPTED)


@given(st.sampled_from(Action), st.lists(findings, max_size=3), st.booleans(), st.sampled_from(Mode), st.sampled_from(Network))
def test_only_a_whole_release_passes_under_enforce_and_no_mark_ever_by_a_mode(action, found, gap, mode, network):
    told = decide(report(action, found, [GAP] if gap else []), mode=mode, network=network)
    if told.would is Answer.PASS:
        assert action is Action.RELEASE
        assert not gap
    if told.answer is Answer.PASS and told.would is not Answer.PASS:
        assert mode is not Mode.ENFORCE
        assert not any(f.kind is Kind.MARK and f.upheld for f in found)
        assert told.would not in {Answer.STOP, Answer.ERROR}
    if action is Action.WITHHOLD or not network.may_store(genuine_level(tuple(found))):
        assert told.answer is Answer.STOP


def test_a_network_that_is_not_classified_stores_no_state_secret():
    for network, level in product([Network.INTERNET, Network.INTERNAL], [Level.SECRET, Level.HIGHLY_SECRET, Level.TOP_SECRET]):
        assert not network.may_store(level)
    assert Network.HIGHLY_SECRET.may_store(Level.SECRET)
    assert not Network.HIGHLY_SECRET.may_store(Level.TOP_SECRET)


@pytest.mark.parametrize("answer", list(Answer))
def test_every_door_says_every_answer_and_passes_one_alone(answer):
    reply = DOORS[answer]
    passing = answer is Answer.PASS
    assert (reply.exit == 0) is passing
    assert (reply.icap == 204) is passing
    assert (reply.smtp == 250) is passing
    assert reply.smtp // 100 in ({2} if passing else {4, 5})


def test_being_broken_passes_nothing():
    assert not ERROR.passed
    assert DOORS[ERROR.answer].http == 503
