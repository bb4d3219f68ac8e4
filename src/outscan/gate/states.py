"""The life of a case as one table: state, act, role → state (提交、同意、不同意、退回、撤回、转办、委托、加签、催办、超时升级).

In: a state, an act, a role and the case's route. Out: the next state, or None where the act is not allowed.
Law: a time-out never approves; only a person at the last step of the route does; what is over stays over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum


class Role(StrEnum):
    """Who somebody is to the gate. The three officers are exclusive, and there is no super-user (条例 第三十四条)."""

    HANDLER = "handler"
    DEPARTMENT = "department"
    BUSINESS = "business"
    OFFICE = "office"
    LEADER = "leader"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDITOR = "auditor"
    SERVICE = "service"


OFFICERS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR})
"""系统管理员, 安全保密管理员, 安全审计员: an account that is one of them is nothing else."""
APPROVERS = (Role.DEPARTMENT, Role.BUSINESS, Role.OFFICE, Role.LEADER)
"""审批人, in the order of the ladder: 部门, 业务, 保密办, 分管领导."""
CLOCK = "clock"
"""The one who is no person: time. It urges, escalates and ends; it never approves."""


class State(StrEnum):
    """Where a case stands."""

    DRAFT = "draft"
    DEPARTMENT = "department"
    BUSINESS = "business"
    OFFICE = "office"
    LEADER = "leader"
    RETURNED = "returned"
    APPROVED = "approved"
    SUSPENDED = "suspended"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    FULFILLED = "fulfilled"


STEPS: dict[State, Role] = {
    State.DEPARTMENT: Role.DEPARTMENT,
    State.BUSINESS: Role.BUSINESS,
    State.OFFICE: Role.OFFICE,
    State.LEADER: Role.LEADER,
}
"""The steps of the ladder and whose they are."""
OVER = frozenset({State.FULFILLED})
"""States that nothing leaves."""
OPEN_AGAIN = (State.DRAFT, State.RETURNED, State.REFUSED, State.WITHDRAWN, State.ENDED)
"""States in which the case is its drafter's, who may correct it and hand it in again: one case, one history."""


class Act(StrEnum):
    """What is done to a case."""

    CORRECT = "correct"
    SUBMIT = "submit"
    AGREE = "agree"
    REFUSE = "refuse"
    RETURN = "return"
    WITHDRAW = "withdraw"
    TRANSFER = "transfer"
    COUNTERSIGN = "countersign"
    OPINE = "opine"
    DISSENT = "dissent"
    URGE = "urge"
    OVERDUE = "overdue"
    SUSPEND = "suspend"
    CONFIRM = "confirm"
    END = "end"
    FULFIL = "fulfil"
    EMERGENCY = "emergency"
    """Not in the table: it moves no case (`cases.emergency`)."""


FORWARD = "forward"
"""In the table: the next step of the case's route, or APPROVED after the last."""
UPWARD = "upward"
"""In the table: the next step of the route, or the same where there is none. Never APPROVED."""

Target = State | str


def _table() -> dict[tuple[State, Act, str], Target]:
    table: dict[tuple[State, Act, str], Target] = {
        (State.DRAFT, Act.CORRECT, Role.HANDLER): State.DRAFT,
        (State.APPROVED, Act.CORRECT, Role.HANDLER): State.RETURNED,
        (State.SUSPENDED, Act.CORRECT, Role.HANDLER): State.RETURNED,
        (State.DRAFT, Act.WITHDRAW, Role.HANDLER): State.WITHDRAWN,
        (State.RETURNED, Act.WITHDRAW, Role.HANDLER): State.WITHDRAWN,
        (State.APPROVED, Act.WITHDRAW, Role.HANDLER): State.WITHDRAWN,
        (State.SUSPENDED, Act.WITHDRAW, Role.HANDLER): State.WITHDRAWN,
        (State.APPROVED, Act.END, Role.OFFICE): State.ENDED,
        (State.SUSPENDED, Act.END, Role.OFFICE): State.ENDED,
        (State.SUSPENDED, Act.CONFIRM, Role.OFFICE): State.APPROVED,
        (State.APPROVED, Act.SUSPEND, Role.OFFICE): State.SUSPENDED,
        (State.APPROVED, Act.SUSPEND, CLOCK): State.SUSPENDED,
        (State.APPROVED, Act.END, CLOCK): State.ENDED,
        (State.SUSPENDED, Act.END, CLOCK): State.ENDED,
        (State.APPROVED, Act.FULFIL, Role.OFFICE): State.FULFILLED,
        (State.APPROVED, Act.FULFIL, CLOCK): State.FULFILLED,
    }
    table |= {(state, Act.SUBMIT, Role.HANDLER): FORWARD for state in OPEN_AGAIN}
    table |= {(state, Act.CORRECT, Role.HANDLER): State.RETURNED for state in OPEN_AGAIN if state is not State.DRAFT}
    for state, role in STEPS.items():
        table |= {
            (state, Act.AGREE, role): FORWARD,
            (state, Act.REFUSE, role): State.REFUSED,
            (state, Act.RETURN, role): State.RETURNED,
            (state, Act.WITHDRAW, Role.HANDLER): State.WITHDRAWN,
            (state, Act.TRANSFER, role): state,
            (state, Act.COUNTERSIGN, role): state,
            (state, Act.URGE, Role.HANDLER): state,
            (state, Act.OVERDUE, CLOCK): UPWARD,
        }
        table |= {(state, Act.OPINE, adviser): state for adviser in APPROVERS}
        table |= {(state, Act.DISSENT, adviser): State.REFUSED for adviser in APPROVERS}
    return table


TABLE: Mapping[tuple[State, Act, str], Target] = _table()
"""Every act that exists. What is not in it is not allowed."""


def step(state: State, act: Act, role: str, route: Sequence[State]) -> State | None:
    """The state after `act` by `role`, None where the table has no such row."""
    target = TABLE.get((state, act, role))
    if target is None:
        return None
    if target == FORWARD:
        return _next(state, route) or State.APPROVED
    if target == UPWARD:
        return _next(state, route) or state
    return State(target)


def _next(state: State, route: Sequence[State]) -> State | None:
    """The step after `state` in `route`; its first where the case is not on the ladder yet."""
    if state not in route:
        return route[0]
    at = route.index(state) + 1
    return route[at] if at < len(route) else None


def route_for(*, business: bool, leader: bool) -> tuple[State, ...]:
    """The ladder of a case: 部门 and 保密办 always; 业务 where a catalogue names a domain, 分管领导 from 报批 on."""
    return (State.DEPARTMENT, *((State.BUSINESS,) if business else ()), State.OFFICE, *((State.LEADER,) if leader else ()))


def exclusive(roles: Iterable[Role]) -> bool:
    """Whether one account may hold all of `roles`: an officer holds one and nothing else, a service is no person."""
    held = set(roles)
    alone = OFFICERS | {Role.SERVICE}
    return not (held & alone) or len(held) == 1
