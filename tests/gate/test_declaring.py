"""Facts stated after a check: exactly what was asked, in somebody's name, decided again without reading, undone likewise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import update

from gate.made import PLAIN, content, doorway, person, staff
from gate.test_page import Reader, text, word
from outscan.gate import scans
from outscan.gate.audit import record
from outscan.gate.states import Role
from outscan.gate.tables import SCANS

RULE = "education/nb-02"
TEXT = "明年教育专项资金分配方案为内部讨论稿，请财务处不要外传给项目外方。".encode()
ZONE = "水利工程毗邻战备设施，平面图见附页。".encode()


@pytest.fixture
def scanning(tmp_path):
    with doorway(tmp_path / "data", scan=True) as made:
        yield made


@pytest.fixture
def people(scanning):
    return staff(scanning)


def checked(caller, data=TEXT, name="a.txt", query="hold=true"):
    reply = caller(
        "POST", f"/v1/scans?wait=60&name={name}&{query}", content=data, headers={"content-type": "application/octet-stream"}
    )
    assert reply.status_code == 200, reply.text
    return reply.json()["id"]


def asked(caller, scan):
    return caller("GET", f"/v1/scans/{scan}/declarations").json()


def declare(caller, scan, answer="yes", by="王工", keys=(RULE,)):
    return caller("POST", f"/v1/scans/{scan}/declarations", json={"answers": dict.fromkeys(keys, answer), "by": by})


def report(caller, scan):
    return caller("GET", f"/v1/scans/{scan}/report.json").json()


def events(door):
    with door.house.store.read() as link:
        return [one for one in record.events(link) if one.act == "scan.declared"]


def test_what_is_stated_afterwards_is_what_stated_with_the_upload_would_have_been(scanning, people):
    caller = people["handler"]
    scan = checked(caller)
    before = report(caller, scan)
    found = asked(caller, scan)
    assert [one["key"] for one in found["questions"]] == [RULE]
    assert (found["action"], found["closed"], found["statements"]) == (before["action"], None, [])
    told = declare(caller, scan).json()
    assert (told["action"], told["without"]) == ("release", before["action"])
    answered = {name: told["questions"][0][name] for name in ("key", "answer", "by", "settled")}
    assert answered == {"key": RULE, "answer": "yes", "by": "王工 (handler)", "settled": True}
    now = report(caller, scan)
    at_once = report(caller, checked(caller, query=f"hold=true&declare={RULE}%3Dyes"))
    assert now["action"] == at_once["action"] == "release"
    assert [one["id"] for one in now["verdict"]["clauses"]] == [one["id"] for one in at_once["verdict"]["clauses"]]
    by = now["declarations"][0]["by"]
    assert by == "王工 (handler)"
    assert by in next(one for one in now["findings"] if one["rule"] == RULE)["declared"]
    fingerprints = {one["fingerprint"] for one in before["findings"]}
    assert {one["fingerprint"] for one in now["findings"]} == fingerprints
    quotes = {one["rule"]: one["quote"] for one in before["findings"]}
    assert {one["rule"]: one["quote"] for one in now["findings"]} == quotes
    for form in ("html", "docx", "xlsx"):
        assert caller("GET", f"/v1/scans/{scan}/report.{form}").status_code == 200
    event = events(scanning)[-1]
    assert event.detail["answers"] == {RULE: "yes"}
    assert (event.detail["before"], event.detail["action"], event.detail["by"]) == (before["action"], "release", by)


def test_an_answer_that_settles_nothing_and_one_taken_back_leave_the_verdict_as_it_was(scanning, people):
    caller = people["handler"]
    scan = checked(caller)
    before = report(caller, scan)
    assert declare(caller, scan, "no").json()["action"] == before["action"]
    assert declare(caller, scan, "yes").json()["action"] == "release"
    assert declare(caller, scan, "none").json()["statements"] == []
    after = report(caller, scan)
    assert after["verdict"] == before["verdict"]
    assert after["findings"] == before["findings"]
    assert after["made_with"] == before["made_with"]


def test_where_no_settles_the_question_a_yes_leaves_it(scanning, people):
    scan = checked(people["handler"], ZONE)
    assert declare(people["handler"], scan, "yes", keys=["hydrology/hyd-10"]).json()["action"] == "withhold"
    assert declare(people["handler"], scan, "no", keys=["hydrology/hyd-10"]).json()["action"] == "release"


def test_a_statement_needs_its_question_its_sender_and_a_name(scanning, people):
    caller, other = people["handler"], people["business"]
    scan, plain = checked(caller), checked(caller, PLAIN, "b.txt")
    assert declare(caller, scan, keys=["surveying/2020-02"]).status_code == 422
    assert declare(caller, scan, keys=[RULE, "mark/residual"]).status_code == 422
    assert declare(caller, plain).status_code == 422
    assert declare(caller, scan, by="").status_code == 422
    assert declare(caller, scan, "perhaps").status_code == 422
    assert declare(other, scan).status_code in {403, 404}
    assert not events(scanning)
    assert asked(caller, plain)["questions"] == []


def test_a_scan_in_a_case_and_one_of_other_rules_is_not_changed_any_more(scanning, people):
    caller = people["handler"]
    scan = checked(caller)
    made = caller("POST", "/v1/cases", json=content({"id": scan}))
    assert made.status_code == 201, made.text
    assert asked(caller, scan)["closed"] == "case"
    assert declare(caller, scan).status_code == 409
    stale = checked(caller, name="c.txt")
    with scanning.house.store.write() as link:
        link.execute(update(SCANS).where(SCANS.c.id == stale).values(pack="other"))
    assert asked(caller, stale)["closed"] == "pack"
    assert declare(caller, stale).status_code == 409


def test_what_passes_on_a_word_leaves_only_with_an_approval(scanning, people):
    caller = people["handler"]
    scan = checked(caller)
    sha = caller("GET", f"/v1/scans/{scan}").json()["sha256"]
    assert declare(caller, scan).json()["action"] == "release"
    wish = {"sha256": sha, "name": "a.txt", "recipients": ["ACME"], "copies": 1, "channel": "email"}
    assert caller("POST", "/v1/release-check", json=wish).json()["decision"] != "pass"


def test_the_copy_is_processed_with_what_was_stated(scanning, people):
    caller = people["handler"]
    scan = checked(caller)
    declare(caller, scan)
    with scanning.house.store.read() as link:
        row = scans.find(link, scan)
    assert scans.declared(row) == [(RULE, True, "王工 (handler)")]
    errand = scanning.house.errand(row, Path("x"))
    assert (errand.declarations, errand.declared_by) == (((RULE, True),), "王工 (handler)")
    assert json.loads(row.declarations) == [[RULE, True, "王工 (handler)"]]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_page_asks_exactly_this_and_says_what_changed(scanning, language):
    who = person(scanning.house, "sender", Role.HANDLER)
    reader = Reader(scanning, scanning.session(who).headers["cookie"])
    reader.cookies["outscan-language"] = language
    page = reader.look("/send")
    sent = reader.send(page, which="/send", files=[("file", ("a.txt", TEXT))], hold="on")
    where = "/scans/" + [one for one in reader.seen if one.status_code == 303][-1].headers["location"].rsplit("/", 1)[1]
    while word("waiting_title", language) in text(sent):
        sent = reader.ask("GET", where)
    page = reader.look(where)
    names = set(page.xpath("//form[contains(@action, 'declarations')]//input[@type='radio']/@name"))
    assert names == {f"answer:{RULE}"}
    assert page.xpath("//input[@type='radio'][@checked]/@value") == ["none"]
    same = reader.send(page, which="declarations")
    assert word("facts_unchanged", language) in text(same)
    given = {f"answer:{RULE}": "yes", "by": "<b>王工\u202e"}
    done = reader.send(reader.look(where), which="declarations", **given)
    assert done.status_code == 200
    shown = text(done)
    assert word("verdict_pass", language) in shown
    assert word("facts_settled", language).partition("{")[0].strip() in shown
    assert "<b>王工" in shown
    assert "\u202e" not in shown
    assert word("next_case", language) in shown
    back = reader.send(reader.look(where), which="declarations", **{f"answer:{RULE}": "none"})
    assert word("verdict_pass", language) not in text(back)
