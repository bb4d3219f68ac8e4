"""Deciding on the pages: nothing chosen beforehand, nothing typed is lost, together and one by one, standing in, what changed."""

from __future__ import annotations

import pytest
from lxml import html

from gate.made import PASSWORD, act, approved, content, doorway, scanned, staff
from gate.test_page import Reader, text, word


@pytest.fixture
def door(tmp_path):
    with doorway(tmp_path / "data") as made:
        yield made


@pytest.fixture
def people(door):
    return staff(door)


def reader(door, caller):
    made = Reader(door, caller.headers["cookie"])
    made.cookies["outscan-language"] = "zh-CN"
    return made


def submitted(door, people, action="review", **given):
    row = scanned(door.house, people["handler"].account, action=action)
    case = people["handler"]("POST", "/v1/cases", json=content(row, **given)).json()["id"]
    assert act(people["handler"], case, "submit").status_code == 200
    return case


def zh(key):
    return word(key, "zh-CN")


def test_nothing_is_chosen_for_who_decides(door, people):
    case = submitted(door, people)
    page = reader(door, people["department"]).look(f"/cases/{case}")
    for name in ("ground", "level"):
        field = page.xpath(f"//select[@name='{name}']")[0]
        assert field.value in {"", None} or not field.xpath("option[@selected]")
        assert field.xpath("option")[0].get("value") == ""


@pytest.mark.parametrize("password", ["wrong", ""])
def test_a_wrong_password_loses_nothing_that_was_typed(door, people, password):
    case = submitted(door, people)
    department = reader(door, people["department"])
    typed = {"reason": "第一行\n第二行", "ground": "work_secret", "level": "work_secret", "password": password}
    reply = department.send(department.look(f"/cases/{case}"), zh("act_return"), act="return", **typed)
    assert reply.status_code == 422
    again = html.fromstring(reply.content)
    assert again.xpath("//textarea[@id='reason-decide']")[0].text_content().splitlines() == ["第一行", "第二行"]
    assert again.xpath("//select[@name='ground']")[0].value == "work_secret"
    assert again.xpath("//select[@name='level']")[0].value == "work_secret"
    assert zh("password_wrong") in again.xpath("//div[@role='alert']")[0].text_content()
    assert people["handler"]("GET", f"/v1/cases/{case}").json()["state"] == "department"


def test_the_last_step_says_that_ground_and_level_are_missing_and_keeps_the_reason(door, people):
    case = submitted(door, people)
    act(people["department"], case, "agree")
    office = reader(door, people["office"])
    reply = office.send(office.look(f"/cases/{case}"), zh("act_agree"), act="agree", reason="经审查", password=PASSWORD)
    assert reply.status_code == 409
    assert zh("refused_ground") in text(reply)
    assert "经审查" in html.fromstring(reply.content).xpath("//textarea[@id='reason-decide']")[0].text_content()


def test_several_are_agreed_to_together_but_never_what_must_be_approved(door, people):
    light = [submitted(door, people, "review") for _ in range(3)]
    grave = submitted(door, people, "escalate")
    department = reader(door, people["department"])
    page = department.look("/queue")
    tickets = page.xpath("//input[@name='case']/@value")
    assert {one[:32] for one in tickets} == set(light)
    wrong = department.send(page, zh("together_agree"), case=tickets[:2], reason="同意提供", password=PASSWORD[1:])
    assert wrong.status_code == 422
    again = html.fromstring(wrong.content)
    assert set(again.xpath("//input[@name='case'][@checked]/@value")) == set(tickets[:2])
    assert "同意提供" in again.xpath("//textarea[@name='reason']")[0].text_content()
    forged = [*tickets[:2], f"{grave}:2"]
    reply = department.send(again, zh("together_agree"), case=forged, reason="同意提供", password=PASSWORD)
    assert text(reply).count("已同意") == 2
    states = [people["handler"]("GET", f"/v1/cases/{one}").json()["state"] for one in (*light, grave)]
    assert sorted(states) == ["department", "department", "office", "office"]
    assert states[3] == "department"


def test_a_case_that_moved_meanwhile_is_said_not_to_be_done(door, people):
    cases = [submitted(door, people) for _ in range(2)]
    department = reader(door, people["department"])
    page = department.look("/queue")
    tickets = page.xpath("//input[@name='case']/@value")
    act(people["handler"], cases[0], "urge")
    reply = department.send(page, zh("together_agree"), case=tickets, reason="同意", password=PASSWORD)
    assert text(reply).count("已同意") == 1
    assert "没有办成" in text(reply)


def test_somebody_stands_in_until_a_day_and_the_queue_says_for_whom(door, people):
    case = submitted(door, people)
    department, other = reader(door, people["department"]), reader(door, people["business"])
    page = department.look("/deputies")
    given = {"deputy": people["business"].account, "role": "department"}
    wrong = department.send(page, which="/deputies", **given, password=PASSWORD[1:])
    assert html.fromstring(wrong.content).xpath("//select[@name='deputy']")[0].value == people["business"].account
    assert department.send(page, which="/deputies", **given, password=PASSWORD).status_code == 200
    queue = other.look("/queue")
    assert "department" in queue.xpath("string(//p[@class='note'])")
    assert f"/cases/{case}" in html.tostring(queue).decode()
    end = department.look("/deputies")
    assert department.send(end, zh("deputy_end")).status_code == 200
    assert f"/cases/{case}" not in html.tostring(other.look("/queue")).decode()


def test_a_deputy_of_who_handed_it_in_sees_no_button(door, people):
    row = scanned(door.house, people["office2"].account)
    case = people["office2"]("POST", "/v1/cases", json=content(row)).json()["id"]
    act(people["office2"], case, "submit")
    until = "2027-01-01T00:00:00+00:00"
    named = {"deputy": people["department"].account, "role": "office", "until": until}
    assert people["office2"]("POST", "/v1/deputies", json=named).status_code == 201
    assert f"/cases/{case}" not in html.tostring(reader(door, people["department"]).look("/queue")).decode()
    assert reader(door, people["department"]).ask("GET", f"/cases/{case}").status_code == 404


def test_what_changed_between_revisions_stands_in_words(door, people):
    case = submitted(door, people)
    act(people["department"], case, "return")
    handler = reader(door, people["handler"])
    form = handler.look(f"/cases/{case}/correct")
    reply = handler.send(form, zh("case_correct_do"), purpose="合作研究第二阶段", channel=["web", "media"])
    assert reply.status_code == 200
    told = handler.look(f"/cases/{case}").xpath("//section[@aria-labelledby='changes']")[0]
    words = told.text_content()
    assert zh("purpose") in words
    assert "联合研究" in told.xpath("string(.//tr[td[1]='" + zh("purpose") + "']/td[2])")
    assert "合作研究第二阶段" in words
    assert zh("channel_web") in words
    assert "email" not in words


def test_a_refused_draft_keeps_what_was_typed(door, people):
    row = scanned(door.house, people["handler"].account)
    handler = reader(door, people["handler"])
    form = handler.look(f"/cases/new?scan={row['id']}")
    reply = handler.send(form, zh("case_submit"), do="submit", recipients="ACME", purpose="为了联合研究", channel=[])
    assert reply.status_code == 422
    again = html.fromstring(reply.content)
    assert again.xpath("//textarea[@name='purpose']")[0].value == "为了联合研究"
    assert again.xpath("//input[@name='scan']/@value") == [row["id"]]
    assert zh("channels") in again.xpath("string(//div[@role='alert'])")


def test_the_office_registers_a_hand_over_with_its_receipt(tmp_path):
    with doorway(tmp_path / "data", network_level="secret") as door:
        people = staff(door)
        row = scanned(door.house, people["handler"].account)
        case = approved(door, people, row, ground="state_secret", level="secret", channels=["courier"])
        assert not reader(door, people["leader"]).look(f"/cases/{case}").xpath("//form[contains(@action, 'hand-over')]")
        office = reader(door, people["office"])
        wrong = office.send(office.look(f"/cases/{case}"), zh("hand_over_do"), receipt="机要 42", password=PASSWORD[1:])
        assert wrong.status_code == 422
        again = html.fromstring(wrong.content)
        assert again.xpath("//input[@name='receipt']/@value") == ["机要 42"]
        reply = office.send(again, zh("hand_over_do"), password=PASSWORD)
        assert zh("release_done") in text(reply)
        register = office.look("/register")
        assert zh("channel_courier") in register.xpath("string(//tbody)")


def test_on_paper_there_is_a_line_to_sign_for_every_step(door, people):
    case = submitted(door, people, "escalate")
    page = reader(door, people["department"]).look(f"/cases/{case}")
    steps = page.xpath("//ol[@class='ladder']/li")
    assert len(page.xpath("//div[@class='sign']/p")) == len(steps) >= 3


@pytest.fixture
def urgent(tmp_path):
    with doorway(tmp_path / "urgent", emergency_hours=4) as made:
        yield made


def test_two_officers_let_a_case_go_from_its_page_and_nobody_else_sees_the_button(urgent):
    people = staff(urgent)
    case = submitted(urgent, people)
    buttons = {who: reader(urgent, people[who]).look(f"/cases/{case}") for who in ("handler", "department", "office", "leader")}
    offered = {who for who, page in buttons.items() if any("/emergency" in form.action for form in page.forms)}
    assert offered == {"office", "leader"}
    office, leader = reader(urgent, people["office"]), reader(urgent, people["leader"])
    typed = {"reason": "救援数据\n今晚必须到达", "ground": "not_secret"}
    for missing in ({**typed, "password": "wrong"}, {**typed, "reason": "", "password": PASSWORD}, {**typed, "ground": ""}):
        wrong = office.send(buttons["office"], which="/emergency", **missing)
        assert wrong.status_code == 422
        kept = html.fromstring(wrong.content).xpath("//textarea[@id='reason-emergency']")[0].text_content()
        assert kept.splitlines() == missing["reason"].splitlines()
    asked = office.send(buttons["office"], which="/emergency", **typed, password=PASSWORD)
    assert zh("emergency_asked") in text(asked)
    assert not [form for form in html.fromstring(asked.content).forms if "/emergency" in form.action]
    page = leader.look(f"/cases/{case}")
    assert zh("emergency_grant_do") in html.tostring(page, encoding="unicode")
    done = leader.send(page, which="/emergency", reason="同意", ground="not_secret", password=PASSWORD)
    assert zh("emergency_granted") in text(done)
    told = people["handler"]("GET", f"/v1/cases/{case}").json()
    assert (told["state"], told["approvals"][0]["path"], told["emergency"]) == ("department", "emergency", None)
    assert not [form for form in leader.look(f"/cases/{case}").forms if "/emergency" in form.action]


def has_button(door, people, **given):
    row = scanned(door.house, people["handler"].account, **{"action": "review", **given})
    case = people["handler"]("POST", "/v1/cases", json=content(row)).json()["id"]
    assert act(people["handler"], case, "submit").status_code == 200
    return "/emergency" in html.tostring(reader(door, people["office"]).look(f"/cases/{case}"), encoding="unicode")


def test_where_no_hours_are_set_or_it_is_grave_there_is_no_emergency_button(door, people, urgent):
    assert not has_button(door, people)
    others = staff(urgent)
    assert has_button(urgent, others)
    assert not has_button(urgent, others, level="secret")
    assert not has_button(urgent, others, action="withhold", answer="stop")


def test_the_office_files_a_case_from_its_page(door, people):
    case = submitted(door, people)
    page = reader(door, people["office"]).look(f"/cases/{case}")
    form = next(one for one in page.forms if one.action.endswith("/dossier.zip"))
    assert [one.get("value") for one in form.xpath(".//option")] == ["10", "30", "permanent"]
    reply = people["office"]("GET", f"/cases/{case}/dossier.zip?term=permanent")
    assert reply.headers["content-type"] == "application/zip"
    assert reply.content[:2] == b"PK"
    for who in ("handler", "department"):
        shown = html.tostring(reader(door, people[who]).look(f"/cases/{case}"), encoding="unicode")
        assert "dossier.zip" not in shown
        assert people[who]("GET", f"/cases/{case}/dossier.zip").status_code == 403


def test_what_a_mode_let_pass_stands_on_the_page_of_the_roll_out(door, people):
    rules = ("<i>rule/1",)
    scanned(door.house, people["handler"].account, action="escalate", answer="pass", mode="observe", rules=rules)
    office = reader(door, people["office"])
    shown = text(office.ask("GET", "/rollout"))
    assert "<i>rule/1" in shown
    assert zh("verdict_escalate") in shown
    assert office.ask("GET", "/rollout?days=0").status_code == 422
