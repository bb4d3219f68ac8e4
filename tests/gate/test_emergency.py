"""The emergency path: two officers, a few hours, never for a mark, and the ladder looks at it afterwards."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from gate.made import act, content, doorway, person, scanned, staff
from gate.test_http_cases import check, why
from outscan.gate import cases, moment
from outscan.gate.audit.chain import verify
from outscan.gate.audit.record import events
from outscan.gate.keeping import expire
from outscan.gate.states import Role
from outscan.gate.tables import APPROVALS, HISTORY


@pytest.fixture
def door(tmp_path):
    with doorway(tmp_path / "data", emergency_hours=4) as made:
        yield made


@pytest.fixture
def people(door):
    return staff(door)


def submitted(door, people, **given):
    row = scanned(door.house, people["handler"].account, **given)
    case = people["handler"]("POST", "/v1/cases", json=content(row)).json()["id"]
    assert act(people["handler"], case, "submit").status_code == 200
    return row, case


def ask(caller, case, **given):
    version = caller("GET", f"/v1/cases/{case}").json().get("version", 0)
    body = {"version": version, "ground": "not_secret", "reason": "救援数据今晚必须到达", **given}
    return caller("POST", f"/v1/cases/{case}/emergency", json=body)


def test_two_officers_let_it_go_for_hours_and_the_case_stays_on_its_ladder(door, people):
    row, case = submitted(door, people)
    assert ask(people["office"], case).json()["state"] == "asked"
    assert why(check(people["other"], row)) == {"content"}
    told = ask(people["leader"], case).json()
    assert told["state"] == "granted"
    assert moment.ahead(3 * 3600) < told["until"] <= moment.ahead(4 * 3600)
    shown = people["handler"]("GET", f"/v1/cases/{case}").json()
    assert shown["state"] == "department"
    assert shown["approvals"][0]["path"] == "emergency"
    assert [one["reason"] for one in shown["history"] if one["act"] == "emergency"] == ["救援数据今晚必须到达"] * 2
    assert check(people["other"], row)["decision"] == "pass"
    assert why(check(people["other"], row)) == {"copies"}
    with door.house.store.read() as link:
        assert verify(events(link)).whole
    today = moment.now()
    month = people["office"]("GET", f"/v1/months?year={today.year}&month={today.month}").json()
    assert month["approvals"] == {"emergency": 1}


def test_one_person_or_two_leaders_are_not_enough(door, people):
    row, case = submitted(door, people)
    assert ask(people["office"], case).status_code == 200
    assert ask(people["office"], case).json()["type"].endswith("own_case")
    second = door.session(person(door.house, "leader2", Role.LEADER))
    other, case2 = submitted(door, people)
    assert ask(people["leader"], case2).json()["state"] == "asked"
    assert ask(second, case2).json()["type"].endswith("own_case")
    assert ask(people["office2"], case2).json()["state"] == "granted"
    assert why(check(people["other"], row)) == {"content"}
    assert check(people["other"], other)["decision"] == "pass"


@pytest.mark.parametrize(
    ("given", "kind"),
    [({"level": "secret"}, "unlawful"), ({"level": "top_secret"}, "unlawful"), ({"action": "withhold"}, "unlawful")],
)
def test_never_for_a_mark_or_what_must_be_withheld(door, people, given, kind):
    _, case = submitted(door, people, **given)
    assert ask(people["office"], case).json()["type"].endswith(kind)


def test_nobody_who_touched_it_nor_a_deputy_of_theirs(door, people):
    both = door.session(person(door.house, "both", Role.HANDLER, Role.OFFICE))
    row = scanned(door.house, both.account)
    case = both("POST", "/v1/cases", json=content(row)).json()["id"]
    assert act(both, case, "submit").status_code == 200
    assert ask(both, case).json()["type"].endswith("own_case")
    body = {"deputy": people["leader"].account, "role": "office", "until": moment.ahead(86400)}
    assert both("POST", "/v1/deputies", json=body).status_code == 201
    assert ask(people["leader"], case).json()["type"].endswith("own_case")


def test_it_is_looked_at_by_others_and_cannot_be_taken_back_unseen(door, people):
    row, case = submitted(door, people)
    ask(people["office"], case)
    ask(people["leader"], case)
    assert act(people["handler"], case, "withdraw").json()["type"].endswith("state")
    assert act(people["department"], case, "agree").status_code == 200
    assert act(people["business"], case, "agree").status_code == 200
    assert act(people["office"], case, "agree").json()["type"].endswith("own_case")
    assert act(people["office2"], case, "refuse").json()["state"] == "refused"
    assert why(check(people["other"], row)) == {"state"}


def test_it_ends_with_its_hours_and_the_case_is_still_to_be_decided(door, people):
    row, case = submitted(door, people)
    ask(people["office"], case)
    ask(people["leader"], case)
    with door.house.store.write() as link:
        link.execute(update(APPROVALS).values(until=moment.ahead(-1)))
        expire(link)
        assert cases.find(link, case).state == "department"
    assert "state" in why(check(people["other"], row))
    assert ask(people["office2"], case).status_code == 409  # once a revision


def test_what_was_asked_is_forgotten_after_an_hour(door, people):
    _, case = submitted(door, people)
    assert ask(people["office"], case).json()["state"] == "asked"
    with door.house.store.write() as link:
        link.execute(update(HISTORY).where(HISTORY.c.act == "emergency").values(at=moment.ahead(-3601)))
    assert ask(people["leader"], case).json()["state"] == "asked"
    assert ask(people["office2"], case).json()["state"] == "granted"


def test_a_correction_needs_both_of_them_again(door, people):
    _, case = submitted(door, people)
    assert ask(people["office"], case).json()["state"] == "asked"
    assert act(people["department"], case, "return").json()["state"] == "returned"
    row = scanned(door.house, people["handler"].account)
    version = people["handler"]("GET", f"/v1/cases/{case}").json()["version"]
    assert people["handler"]("POST", f"/v1/cases/{case}/revisions?version={version}", json=content(row)).status_code == 201
    assert act(people["handler"], case, "submit").status_code == 200
    assert ask(people["leader"], case).json()["state"] == "asked"


def test_a_unit_that_did_not_ask_for_it_has_no_such_path(tmp_path):
    with doorway(tmp_path / "data") as door:
        people = staff(door)
        _, case = submitted(door, people)
        assert ask(people["office"], case).json()["type"].endswith("unlawful")
