"""Every route × every role: who may, by a list written here and not read from the code."""

from __future__ import annotations

import pytest

from gate.made import doorway, person
from outscan.gate.http.server import OPERATIONS
from outscan.gate.states import Role

H, D, B, O, L = Role.HANDLER, Role.DEPARTMENT, Role.BUSINESS, Role.OFFICE, Role.LEADER  # noqa: E741 - the ladder
SYS, SEC, AUD, SVC = Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR, Role.SERVICE
STAFF = {H, D, B, O, L}
ANYBODY = {*Role}
MAY = {
    "scan_submit": STAFF | {SVC},
    "scan_list": STAFF | {SVC},
    "scan_show": STAFF | {SVC},
    "scan_report": STAFF | {SVC},
    "scan_proof": STAFF | {SVC},
    "scan_content": STAFF,
    "scan_unmask": STAFF,
    "scan_destroy": STAFF | {SVC},
    "scan_process": STAFF | {SVC},
    "scan_questions": STAFF | {SVC},
    "scan_declare": STAFF | {SVC},
    "false_alarm": STAFF,
    "case_create": STAFF,
    "case_list": STAFF,
    "case_show": STAFF,
    "case_correct": STAFF,
    "case_act": STAFF,
    "case_form": STAFF,
    "case_export": {O},
    "case_emergency": {O, L},
    "hand_over": {O},
    "release_check": STAFF | {SVC},
    "release_settle": STAFF | {SVC},
    "release_list": {O, L},
    "release_settle_late": {O},
    "session_show": ANYBODY,
    "session_end": ANYBODY,
    "prove": ANYBODY,
    "password": ANYBODY,
    "state": ANYBODY,
    "session_exchange": {H},
    "metrics": {SYS, SVC},
    "account_list": {SYS, SEC},
    "colleagues": STAFF,
    "account_create": {SYS},
    "account_disable": {SYS, SEC},
    "change_list": {SYS, SEC},
    "change_ask": {SYS, SEC},
    "change_settle": {SYS, SEC},
    "token_list": {SYS, SEC},
    "token_revoke": {SYS, SEC},
    "deputy_list": STAFF - {H},
    "deputy_name": STAFF - {H},
    "deputy_end": STAFF - {H},
    "month": {O, L},
    "would_have_stopped": {O, SEC},
    "false_alarm_list": {O, SEC},
    "false_alarm_answer": {O},
    "clock_list": {O},
    "clock_start": STAFF,
    "clock_stop": {O},
    "audit_list": {AUD, SEC},
    "audit_head": {AUD, O},
    "audit_export": {AUD},
    "audit_verify": {AUD},
    "rule_list": {O, L, SEC},
    "rule_show": {O, L, SEC},
    "rule_hits": {O, L, SEC},
    "search": {O, L},
    "run_list": {O, L},
    "run_show": {O, L},
    "run_register": {O, L},
    "own_rules": {O, SEC},
    "own_rules_trial": {O},
    "own_rules_ask": {O},
    "own_rules_settle": {O, SEC},
    "backup_list": {SYS},
    "backup_make": {SYS},
    "openapi": ANYBODY,
}
PUBLIC = {"health", "ready", "session_begin", "signon_cas", "signon_oidc", "signon_oidc_return"}
NOWHERE = "0" * 32


def address(operation):
    path = operation.path.replace("{form}", "json")
    for part in ("scan", "case", "token", "account", "change", "deputy", "alarm", "clock", "run"):
        path = path.replace(f"{{{part}}}", NOWHERE)
    return path


@pytest.fixture(scope="module")
def door(tmp_path_factory):
    with doorway(tmp_path_factory.mktemp("gate") / "data") as made:
        yield made


@pytest.fixture(scope="module")
def callers(door):
    return {role: door.session(person(door.house, role.value, role)) for role in Role}


def test_the_list_here_names_every_operation():
    assert {one.name for one in OPERATIONS} == set(MAY) | PUBLIC
    assert {one.name for one in OPERATIONS if one.public} == PUBLIC


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if not one.public], ids=lambda one: one.name)
def test_a_role_may_exactly_what_the_list_says(door, callers, operation):
    for role in Role:
        if operation.name == "session_end":
            continue  # it would end the caller's own session; that it may is in test_http_session
        reply = callers[role](operation.method, address(operation))
        allowed = reply.status_code not in {401, 403} or reply.json()["type"].endswith(":prove_again")
        assert allowed is (role in MAY[operation.name]), (operation.name, role, reply.status_code, reply.text[:200])


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if not one.public], ids=lambda one: one.name)
def test_nobody_may_nothing(door, operation):
    reply = door.ask(operation.method, address(operation))
    assert reply.status_code == 401
    assert reply.headers["content-type"].startswith("application/problem+json")


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.name in MAY], ids=lambda one: one.name)
def test_a_token_without_the_scope_may_not(door, operation):
    account = person(door.house, f"svc-{operation.name}", Role.SERVICE, kind="service")
    other = "metrics" if operation.scope != "metrics" else "scan"
    reply = door.token(account, other)(operation.method, address(operation))
    assert reply.status_code == 403


def test_no_account_may_be_two_officers_or_an_officer_and_staff(door, callers):
    for roles in (["system_admin", "auditor"], ["security_admin", "handler"], ["auditor", "office"], ["service", "handler"]):
        body = {"login": "two", "name": "二", "roles": roles}
        reply = callers[SYS]("POST", "/v1/accounts", json=body)
        assert reply.status_code == 409, roles
