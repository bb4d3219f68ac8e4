"""Cases over HTTP: the ladder, who may not decide, revisions, approvals that bind, releases that are confirmed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, update

from gate.made import act, approved, content, doorway, person, scanned, staff
from outscan.gate import approvals, cases, moment, releases
from outscan.gate.audit.chain import verify
from outscan.gate.audit.record import events
from outscan.gate.keeping import expire
from outscan.gate.states import Act, Role
from outscan.gate.tables import APPROVED, CASES, RELEASES
from outscan.types import Action


@pytest.fixture
def door(tmp_path):
    with doorway(tmp_path / "data") as made:
        yield made


@pytest.fixture
def people(door):
    return staff(door)


def wish(row, **given):
    return {"sha256": row["sha256"], "name": row["name"], "recipients": ["ACME Ltd"], "copies": 1, "channel": "email", **given}


def check(caller, row, **given):
    reply = caller("POST", "/v1/release-check", json=wish(row, **given))
    assert reply.status_code == 200, reply.text
    return reply.json()


def why(told):
    return {one["reason"] for one in told["reasons"]}


def test_a_case_goes_up_its_whole_ladder_and_every_step_is_in_the_history(door, people):
    row = scanned(door.house, people["handler"].account)
    case = approved(door, people, row)
    told = people["handler"]("GET", f"/v1/cases/{case}").json()
    assert [one["act"] for one in told["history"]] == ["correct", "submit", "agree", "agree", "agree", "agree"]
    assert [one["role"] for one in told["history"][2:]] == ["department", "business", "office", "leader"]
    assert told["approvals"][0]["state"] == "active"
    with door.house.store.read() as link:
        assert verify(events(link)).whole


def test_an_approval_passes_exactly_what_it_names(door, people):
    row = scanned(door.house, people["handler"].account)
    approved(door, people, row, copies=2)
    sender = people["other"]
    assert why(check(sender, row, name="b.docx")) == {"name"}
    assert why(check(sender, row, recipients=["ACME Ltd", "X"])) == {"recipient"}
    assert why(check(sender, row, copies=3)) == {"copies"}
    assert why(check(sender, row, channel="web")) == {"channel"}
    assert why(check(sender, {**row, "sha256": "0" * 64})) == {"content"}
    told = check(sender, row)
    assert told["decision"] == "pass"
    assert sender("POST", f"/v1/releases/{told['token']}", json={"state": "sent"}).status_code == 200
    assert check(sender, row)["decision"] == "pass"
    assert why(check(sender, row)) == {"copies"}


def test_a_hundred_parallel_wishes_for_one_copy_give_one_pass(door, people):
    row = scanned(door.house, people["handler"].account)
    approved(door, people, row)
    with ThreadPoolExecutor(100) as pool:
        told = list(pool.map(lambda _: check(people["other"], row)["decision"], range(100)))
    assert told.count("pass") == 1
    assert told.count("refused") == 99


def test_nobody_who_touched_it_decides_nor_a_deputy_of_theirs(door, people):
    both = door.session(person(door.house, "both", Role.HANDLER, Role.DEPARTMENT, Role.OFFICE, Role.LEADER))
    row = scanned(door.house, both.account)
    made = both("POST", "/v1/cases", json=content(row)).json()["id"]
    assert act(both, made, "submit").status_code == 200
    reply = act(both, made, "agree")
    assert reply.status_code == 403
    assert reply.json()["type"].endswith("own_case")
    assert "agree" not in both("GET", f"/v1/cases/{made}").json()["may"]
    deputy = person(door.house, "deputy", Role.HANDLER)
    body = {"deputy": deputy, "role": "department", "until": moment.ahead(86400)}
    assert both("POST", "/v1/deputies", json=body).status_code == 201
    assert people["department"]("POST", "/v1/deputies", json=body).status_code == 201
    assert door.session(deputy)("GET", f"/v1/cases/{made}").status_code == 404
    tried = door.session(deputy)("POST", f"/v1/cases/{made}/acts", json={"act": "agree", "version": 3, "reason": "x"})
    assert tried.status_code == 404


def test_a_deputy_decides_in_the_name_of_the_principal(door, people):
    deputy = person(door.house, "deputy", Role.HANDLER)
    until = moment.ahead(3600)
    body = {"deputy": deputy, "role": "department", "until": until}
    assert people["department"]("POST", "/v1/deputies", json=body).status_code == 201
    row = scanned(door.house, people["handler"].account)
    case = people["handler"]("POST", "/v1/cases", json=content(row)).json()["id"]
    act(people["handler"], case, "submit")
    assert act(door.session(deputy), case, "agree").status_code == 200
    last = people["handler"]("GET", f"/v1/cases/{case}").json()["history"][-1]
    assert last["standing_for"] == people["department"].account


def test_where_nobody_is_left_the_case_goes_up_and_is_not_approved(door):
    one = door.session(person(door.house, "one", Role.HANDLER, Role.DEPARTMENT))
    office = door.session(person(door.house, "office", Role.OFFICE))
    row = scanned(door.house, one.account, action="review", rules=())
    case = one("POST", "/v1/cases", json=content(row)).json()["id"]
    assert act(one, case, "submit").json()["state"] == "office"
    assert office("GET", f"/v1/cases/{case}").json()["history"][-1]["actor"] == "clock"


def test_a_decision_needs_a_reason_and_the_password_again(door, people):
    row = scanned(door.house, people["handler"].account)
    case = people["handler"]("POST", "/v1/cases", json=content(row)).json()["id"]
    act(people["handler"], case, "submit")
    assert act(people["department"], case, "agree", reason=" ").status_code == 409
    stale = door.session(people["department"].account, fresh=False)
    reply = act(stale, case, "agree")
    assert reply.status_code == 403
    assert reply.json()["type"].endswith("prove_again")
    assert stale("POST", "/v1/session/proof", json={"password": "wrong"}).status_code == 403
    from gate.made import PASSWORD

    assert stale("POST", "/v1/session/proof", json={"password": PASSWORD}).status_code == 204
    assert act(stale, case, "agree").status_code == 200


def test_refused_corrected_and_handed_in_again_is_one_history_that_shows_what_changed(door, people):
    handler = people["handler"]
    first = scanned(door.house, handler.account, name="a.docx")
    case = handler("POST", "/v1/cases", json=content(first)).json()["id"]
    act(handler, case, "submit")
    assert act(people["department"], case, "refuse", reason="请先处理").json()["state"] == "refused"
    second = scanned(door.house, handler.account, name="a.docx", action="release", rules=())
    version = handler("GET", f"/v1/cases/{case}").json()["version"]
    again = handler("POST", f"/v1/cases/{case}/revisions?version={version}", json=content(second, country="另一国"))
    assert again.status_code == 201, again.text
    assert act(handler, case, "submit").status_code == 200
    told = handler("GET", f"/v1/cases/{case}").json()
    assert told["revision"] == 2
    changed = told["revisions"][1]["changed"]
    assert changed["fields"] == ["country", "scans"] or "country" in changed["fields"]
    assert changed["rules_gone"] == ["surveying/2020-18"]
    assert changed["removed"][0]["sha256"] == first["sha256"]
    assert [one["act"] for one in told["history"]] == ["correct", "submit", "refuse", "correct", "submit"]


def test_a_correction_ends_the_approval(door, people):
    row = scanned(door.house, people["handler"].account)
    case = approved(door, people, row)
    version = people["handler"]("GET", f"/v1/cases/{case}").json()["version"]
    body = content(row, recipients=["Somebody else"])
    assert people["handler"]("POST", f"/v1/cases/{case}/revisions?version={version}", json=body).status_code == 201
    assert why(check(people["other"], row)) == {"state"}


def test_withdrawing_ends_the_approval(door, people):
    row = scanned(door.house, people["handler"].account)
    case = approved(door, people, row)
    assert act(people["handler"], case, "withdraw").status_code == 200
    assert "state" in why(check(people["other"], row))


def test_a_case_that_moved_since_it_was_looked_at_is_a_conflict(door, people):
    row = scanned(door.house, people["handler"].account)
    case = people["handler"]("POST", "/v1/cases", json=content(row)).json()["id"]
    assert act(people["handler"], case, "submit", version=0).status_code == 409


def test_countersigning_holds_the_step_and_dissent_ends_the_round(door, people):
    row = scanned(door.house, people["handler"].account)
    case = people["handler"]("POST", "/v1/cases", json=content(row)).json()["id"]
    act(people["handler"], case, "submit")
    adviser = people["business"]
    assert act(people["department"], case, "countersign", to=adviser.account).status_code == 200
    assert act(people["department"], case, "agree").status_code == 409
    assert act(people["leader"], case, "opine").status_code == 403
    assert act(adviser, case, "opine").status_code == 200
    assert act(people["department"], case, "agree").status_code == 200
    assert act(adviser, case, "countersign", to=people["leader"].account).status_code == 200
    assert act(people["leader"], case, "dissent").json()["state"] == "refused"


def test_a_case_that_was_passed_on_is_the_other_ones_alone(door, people):
    row = scanned(door.house, people["handler"].account, action="review", rules=())
    case = people["handler"]("POST", "/v1/cases", json=content(row)).json()["id"]
    act(people["handler"], case, "submit")
    act(people["department"], case, "agree")
    assert act(people["office"], case, "transfer", to=people["department"].account).status_code == 409
    assert act(people["office"], case, "transfer", to=people["office2"].account).status_code == 200
    assert act(people["office"], case, "agree", ground="not_secret", level="none").status_code == 403
    assert act(people["office2"], case, "agree", ground="not_secret", level="none").json()["state"] == "approved"


def test_another_department_does_not_decide(door, people):
    foreign = door.session(person(door.house, "foreign", Role.DEPARTMENT, department="二室"))
    row = scanned(door.house, people["handler"].account)
    case = people["handler"]("POST", "/v1/cases", json=content(row)).json()["id"]
    act(people["handler"], case, "submit")
    assert foreign("GET", f"/v1/cases/{case}").status_code == 404


def test_an_approved_state_secret_leaves_by_hand_alone(tmp_path):
    with doorway(tmp_path / "data", network_level="highly_secret") as door:
        people = staff(door)
        row = scanned(door.house, people["handler"].account)
        told = approved(door, people, row, ground="state_secret", level="secret", channels=["email", "hand_over"])
        assert told.status_code == 409
        assert told.json()["type"].endswith("unlawful")
        case = approved(door, people, row, ground="state_secret", level="secret", channels=["hand_over"])
        for channel in ("http", "icap", "smtp", "clamd", "email", "web"):
            assert "state_secret" in why(check(people["other"], row, channel=channel))
        assert why(check(people["other"], row, channel="hand_over")) == {"channel"}
        body = {"scan": row["id"], "recipient": "ACME Ltd", "channel": "hand_over", "receipt": "收条 12"}
        entered = people["office"]("POST", f"/v1/cases/{case}/hand-overs", json=body)
        assert entered.status_code == 201, entered.text
        listed = people["office"]("GET", "/v1/releases").json()["releases"]
        assert listed[0]["state"] == "sent"
        assert listed[0]["note"] == "收条 12"
        assert people["office"]("POST", f"/v1/cases/{case}/hand-overs", json=body).status_code == 409


@pytest.mark.parametrize("level", ["top_secret"])
def test_top_secret_is_never_approved(tmp_path, level):
    with doorway(tmp_path / "data", network_level="top_secret") as door:
        people = staff(door)
        row = scanned(door.house, people["handler"].account)
        for channels in (["hand_over"], ["courier"], ["email"]):
            told = approved(door, people, row, ground="state_secret", level=level, channels=channels)
            assert told.status_code == 409


def test_what_must_be_withheld_is_never_approved(door, people):
    row = scanned(door.house, people["handler"].account, action="withhold")
    assert approved(door, people, row).status_code == 409


def test_what_was_stopped_is_in_no_case(door, people):
    row = scanned(door.house, people["handler"].account, stopped="secret")
    assert people["handler"]("POST", "/v1/cases", json=content(row)).status_code == 409


def test_what_nobody_confirms_goes_to_the_officer_and_stays_taken(door, people):
    row = scanned(door.house, people["handler"].account)
    approved(door, people, row)
    token = check(people["other"], row)["token"]
    with door.house.store.write() as link:
        link.execute(update(RELEASES).values(expires=moment.ahead(-1)))
        assert releases.lapse(link) == 1
    assert people["other"]("POST", f"/v1/releases/{token}", json={"state": "sent"}).status_code == 409
    assert why(check(people["other"], row)) == {"copies"}
    listed = people["office"]("GET", "/v1/releases?state=unconfirmed").json()["releases"]
    settled = people["office"]("POST", f"/v1/releases/{listed[0]['id']}/settlement", json={"state": "failed", "reason": "未发出"})
    assert settled.status_code == 200
    assert check(people["other"], row)["decision"] == "pass"


def test_what_failed_gives_its_copies_back_and_a_token_is_good_once(door, people):
    row = scanned(door.house, people["handler"].account)
    case = approved(door, people, row)
    told = check(people["other"], row)
    assert people["leader"]("POST", f"/v1/releases/{told['token']}", json={"state": "sent"}).status_code == 404
    assert people["other"]("POST", f"/v1/releases/{told['token']}", json={"state": "failed"}).status_code == 200
    assert people["other"]("POST", f"/v1/releases/{told['token']}", json={"state": "sent"}).status_code == 409
    told = check(people["other"], row)
    assert people["other"]("POST", f"/v1/releases/{told['token']}", json={"state": "sent"}).status_code == 200
    assert people["handler"]("GET", f"/v1/cases/{case}").json()["state"] == "fulfilled"


def test_new_rules_suspend_an_approval_they_would_raise_until_it_is_confirmed(door, people):
    row = scanned(door.house, people["handler"].account)
    case = approved(door, people, row)
    with door.house.store.write() as link:
        link.execute(update(APPROVED).values(pack="older"))
    assert why(check(people["other"], row)) == {"pack"}
    with door.house.store.write() as link:
        assert approvals.rechecked(link, row["sha256"], "other.docx", door.house.pack, Action.WITHHOLD) == []
        for one in approvals.rechecked(link, row["sha256"], row["name"], door.house.pack, Action.WITHHOLD):
            cases.by_clock(link, one, Act.SUSPEND, "pack")
    assert "state" in why(check(people["other"], row))
    assert people["handler"]("GET", f"/v1/cases/{case}").json()["state"] == "suspended"
    assert act(people["office"], case, "confirm").status_code == 200
    assert check(people["other"], row)["decision"] == "pass"


def test_rules_that_raise_nothing_let_the_approval_follow(door, people):
    row = scanned(door.house, people["handler"].account)
    approved(door, people, row)
    with door.house.store.write() as link:
        link.execute(update(APPROVED).values(pack="older"))
        assert approvals.rechecked(link, row["sha256"], row["name"], door.house.pack, Action.RELEASE) == []
    assert check(people["other"], row)["decision"] == "pass"


def test_an_approval_ends_with_its_time(door, people):
    row = scanned(door.house, people["handler"].account)
    case = approved(door, people, row)
    from outscan.gate.tables import APPROVALS

    with door.house.store.write() as link:
        link.execute(update(APPROVALS).values(until=moment.ahead(-1)))
    assert why(check(people["other"], row)) == {"expired"}
    with door.house.store.write() as link:
        expire(link)
    assert people["handler"]("GET", f"/v1/cases/{case}").json()["state"] == "ended"


def test_a_step_that_ran_out_of_time_goes_up_and_approves_nothing(door, people):
    row = scanned(door.house, people["handler"].account)
    case = people["handler"]("POST", "/v1/cases", json=content(row)).json()["id"]
    act(people["handler"], case, "submit")
    seen = []
    for _ in range(8):
        with door.house.store.write() as link:
            link.execute(update(CASES).where(CASES.c.id == case).values(due=moment.ahead(-1)))
            cases.overdue(link, door.house)
            seen.append(link.execute(select(CASES.c.state).where(CASES.c.id == case)).scalar_one())
    assert seen[:3] == ["business", "office", "leader"]
    assert set(seen[3:]) == {"leader"}


def test_a_clean_file_passes_under_its_own_name_and_rules_alone(door, people):
    row = scanned(door.house, people["handler"].account, action="release", rules=())
    assert check(people["other"], row)["decision"] == "pass"
    assert why(check(people["other"], row, name="b.docx")) == {"content"}
    declared = scanned(door.house, people["handler"].account, action="release", rules=(), declarations='[["a/b", true]]')
    assert why(check(people["other"], declared)) == {"content"}
    older = scanned(door.house, people["handler"].account, action="release", rules=(), pack="older")
    assert why(check(people["other"], older)) == {"content"}


def test_a_file_that_was_also_judged_graver_is_not_clean(door, people):
    row = scanned(door.house, people["handler"].account, action="release", rules=())
    scanned(door.house, people["handler"].account, name=row["name"], sha256=row["sha256"], action="escalate")
    assert why(check(people["other"], row)) == {"content"}
