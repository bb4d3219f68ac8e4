"""The table of acts: what it allows, and what no walk through it can reach."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outscan.gate.states import (
    APPROVERS,
    CLOCK,
    OFFICERS,
    OPEN_AGAIN,
    OVER,
    STEPS,
    TABLE,
    Act,
    Role,
    State,
    exclusive,
    route_for,
    step,
)

ROUTES = [route_for(business=b, leader=w) for b, w in product([False, True], repeat=2)]
ACTORS = [*Role, CLOCK]
deeds = st.lists(st.tuples(st.sampled_from(list(Act)), st.sampled_from(ACTORS)), max_size=30)


@pytest.mark.parametrize("route", ROUTES)
def test_only_the_last_step_of_a_route_approves(route):
    for state, act, role in product(State, Act, ACTORS):
        if step(state, act, role, route) is State.APPROVED and state is not State.APPROVED:
            assert (state, act) in {(route[-1], Act.AGREE), (State.SUSPENDED, Act.CONFIRM)}
            assert role in {STEPS.get(state), Role.OFFICE}


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("act", list(Act))
def test_time_never_approves(route, act):
    for state in State:
        after = step(state, act, CLOCK, route)
        assert after is not State.APPROVED or state is State.APPROVED


@given(st.sampled_from(ROUTES), deeds)
def test_no_walk_reaches_approval_without_every_step_of_the_route(route, walk):
    state, agreed, was_approved = State.DRAFT, [], False
    for act, role in walk:
        after = step(state, act, role, route)
        if after is None:
            continue
        if act is Act.SUBMIT:
            agreed = []
        if act in {Act.AGREE, Act.OVERDUE} and after is not state:
            agreed.append(state)
        if after is State.APPROVED and not was_approved:
            assert agreed == list(route)
        was_approved = after in {State.APPROVED, State.SUSPENDED}
        if after in OPEN_AGAIN:
            was_approved, agreed = False, []
        state = after


@given(deeds)
def test_what_is_over_stays_over(walk):
    for start in OVER:
        state = start
        for act, role in walk:
            assert step(state, act, role, ROUTES[0]) is None


def test_an_approver_acts_at_his_own_step_alone():
    for state, act, role in TABLE:
        if state in STEPS and act in {Act.AGREE, Act.REFUSE, Act.RETURN, Act.TRANSFER, Act.COUNTERSIGN}:
            assert role == STEPS[state]


def test_the_three_officers_and_services_have_no_act():
    assert not {role for _, _, role in TABLE} & (OFFICERS | {Role.SERVICE})


def test_every_refusal_ends_the_round():
    for state in STEPS:
        assert step(state, Act.REFUSE, STEPS[state], ROUTES[-1]) is State.REFUSED
        for adviser in APPROVERS:
            assert step(state, Act.DISSENT, adviser, ROUTES[-1]) is State.REFUSED


def test_every_state_can_be_reached_and_left_unless_it_is_over():
    targets = {step(s, a, r, route) for (s, a, r) in TABLE for route in ROUTES}
    assert {s for s in State if s is not State.DRAFT} <= targets
    for state in set(State) - OVER:
        assert any(at is state for at, _, _ in TABLE)


def test_officers_are_exclusive():
    for role in OFFICERS | {Role.SERVICE}:
        assert exclusive([role])
        for other in set(Role) - {role}:
            assert not exclusive([role, other])
    assert exclusive([Role.HANDLER, Role.DEPARTMENT, Role.OFFICE])
