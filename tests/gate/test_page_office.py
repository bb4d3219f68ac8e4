"""The pages of the office and the officers: what two must do, what a month says, what a rule is, what a ledger holds."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys

import pytest
from lxml import html

from gate.made import ITEM, PASSWORD, PLAIN, approved, doorway, person, scanned, staff
from gate.test_page import AUD, SEC, SYS, Reader, text, word

RULE = """domain: local
title: 本单位事项
basis:
  bangzi-12:
    cite: 某水务局 2026 年第12号内部管理规定
    certainty: A
items:
  - id: local/pump-duty
    title: 泵站值守名单与钥匙保管
    title_en: Duty roster of pumping stations
    level: 工作秘密
    basis: {instrument: bangzi-12, item: 第六条}
    window: paragraph
    all:
      - any: [测区, 泵站, 加压站]
      - any: [地形图, 值守名单, 钥匙保管]
    ask: 名单是否已停用？
    advice: {action: escalate, techniques: [redact], approver: 水务局办公室, note: 删去姓名。}
    hits:
      - 加压站夜班人员和钥匙保管人手机号见下表。
      - 泵站值守名单随函附上。
    misses:
      - 水厂招聘夜班人员两名。
      - 泵站今日检修。
"""


@pytest.fixture
def door(tmp_path):
    with doorway(tmp_path / "data") as made:
        yield made


@pytest.fixture
def people(door):
    return staff(door)


def reader(door, caller, language="zh-CN"):
    made = Reader(door, caller.headers["cookie"])
    made.cookies["outscan-language"] = language
    return made


def officer(door, login, role):
    return reader(door, door.session(person(door.house, login, role)))


def zh(key):
    return word(key, "zh-CN")


def test_the_month_says_how_it_went_by_department_with_the_head_for_its_foot(door, people):
    for action in ("release", "escalate", "escalate"):
        scanned(door.house, people["handler"].account, action=action)
    office = reader(door, people["office"])
    page = office.look("/months")
    row = page.xpath("//table[1]/tbody/tr[td[1]='一室']/td/text()")
    assert row[-1] == "3"
    picture = page.xpath("//*[local-name()='svg']/@aria-label")[0]
    assert f"{zh('verdict_escalate')} 2" in picture
    assert page.xpath("string(//p[@class='card']/code)").startswith("outscan")
    assert page.xpath("//div[@class='sign']")
    assert f"{zh('verdict_pass')} 1" in office.look("/").xpath("//*[local-name()='svg']/@aria-label")[0]
    assert zh("month_none") in office.look("/months?month=2001-02").text_content()
    assert office.ask("GET", "/months?month=2001-13").status_code == 422


def sent(door, people, name="合作资料.docx"):
    row = scanned(door.house, people["handler"].account, name=name)
    case = approved(door, people, row)
    told = {"sha256": row["sha256"], "name": name, "recipients": ["ACME Ltd"], "copies": 1, "channel": "email"}
    ruling = people["other"]("POST", "/v1/release-check", json=told).json()
    people["other"]("POST", f"/v1/releases/{ruling['token']}", json={"state": "sent", "note": "回执"})
    return case


def test_the_register_goes_into_a_spreadsheet_where_nothing_acts(door, people):
    sent(door, people, name='=HYPERLINK("x").docx')
    office = reader(door, people["office"])
    office.look("/register")
    reply = office.ask("GET", "/register.csv?state=sent")
    assert reply.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(reply.content.decode("utf-8-sig"))))
    assert rows[0][0] == zh("number")
    assert rows[1][1].startswith("'=")
    assert zh("release_sent") in rows[1]
    assert not list(csv.reader(io.StringIO(office.ask("GET", "/register.csv?month=2001-01").text)))[1:]


def test_a_word_finds_cases_and_releases(door, people):
    case = sent(door, people)
    office = reader(door, people["office"])
    for word_ in ("ACME", "合作资料", "%"):
        page = office.look(f"/search?text={word_}")
        assert (f"/cases/{case}" in html.tostring(page).decode()) is (word_ == "合作资料"), word_
    assert "acme ltd" in office.look("/search?text=ACME").xpath("string(//main)")
    assert zh("search_none") in office.look("/search?text=nobody").text_content()


def test_a_rule_shows_its_basis_certainty_and_examples_and_its_rate(door, people):
    row = scanned(door.house, people["handler"].account)
    people["handler"]("POST", f"/v1/scans/{row['id']}/false-alarms", json={"rule": "surveying/2020-18", "reason": "公开"})
    office = reader(door, people["office"])
    page = office.look("/false-alarms")
    office.send(page, zh("answer_confirm"), outcome="confirmed", answer="是")
    page = office.look("/false-alarms")
    cells = page.xpath("//tr[.//code='surveying/2020-18']/td")
    assert [cell.text_content() for cell in cells][1:] == ["1", "0", "1", "0", "100.0 %"]
    page = office.look("/rules?certainty=C&domain=surveying")
    assert all("[C]" in one.text_content() for one in page.xpath("//tbody/tr/td[4]"))
    page = office.look("/rules?search=2020-18")
    link = page.xpath("//a[contains(@href, 'surveying%2F2020-18') or contains(@href, 'surveying/2020-18')]/@href")[0]
    rule = office.look(link)
    assert rule.xpath("//ol/li")
    assert len(rule.xpath("//main//ul/li")) >= 4
    assert office.ask("GET", "/rule?id=no/such").status_code == 404


def test_a_rule_is_tried_then_asked_for_by_one_and_confirmed_by_another(tmp_path):
    with doorway(tmp_path / "data", scan=True) as door:
        people = staff(door)
        handler = people["handler"]
        scan = handler("POST", "/v1/scans?wait=60", files={"file": ("测区.txt", ITEM)}, data={"hold": "true"}).json()
        assert scan["held"]
        office = reader(door, people["office"])
        page = office.look("/own-rules")
        broken = office.send(page, zh("own_try"), name="pumps", text="domain: local\nitems: [{}]", last="5")
        assert html.fromstring(broken.content).xpath("//div[@role='alert']//li")
        reply = office.send(page, zh("own_try"), name="pumps", text=RULE, last="5")
        tried = html.fromstring(reply.content)
        assert "local/pump-duty" in tried.xpath("string(//section[@aria-labelledby='tried'])")
        assert tried.xpath("//textarea[@name='text']")[0].value.strip() == RULE.strip()
        assert "local/pump-duty" not in {item.id for item in door.house.scanner.pack.items}
        form = {"name": "pumps", "text": RULE, "reason": "第12号规定", "last": "5"}
        wrong = office.send(page, zh("own_ask"), do="overlay", password=PASSWORD[1:], **form)
        assert wrong.status_code == 422
        assert html.fromstring(wrong.content).xpath("//textarea[@name='text']")[0].value.strip() == RULE.strip()
        reply = office.send(page, zh("own_ask"), do="overlay", password=PASSWORD, **form)
        page = html.fromstring(reply.content)
        assert zh("own_other") in page.text_content()
        assert not page.xpath("//button[@value='yes']")
        other = reader(door, people["office2"])
        reply = other.send(other.look("/own-rules"), zh("own_confirm"), agree="yes", password=PASSWORD)
        assert reply.status_code == 200, text(reply)
        assert "local/pump-duty" in {item.id for item in door.house.scanner.pack.items}
        again = handler("POST", "/v1/scans?wait=60", files={"file": ("测区2.txt", ITEM + b".")}).json()
        assert "local/pump-duty" in again["decision"]["rules"]
        page = other.look("/own-rules")
        reply = other.send(page, zh("own_ask_remove"), do="overlay", reason="不再需要", password=PASSWORD)
        reply = office.send(office.look("/own-rules"), zh("own_confirm"), agree="yes", password=PASSWORD)
        assert "local/pump-duty" not in {item.id for item in door.house.scanner.pack.items}


def test_nobody_confirms_what_he_asked_for(door, people):
    asked = {"kind": "cleared", "name": "徽标", "sha256": "a" * 64, "reason": "单位徽标"}
    change = people["office"]("POST", "/v1/own-rules", json=asked).json()["id"]
    assert people["office"]("POST", f"/v1/own-rules/{change}", json={"agree": True}).status_code == 403
    assert people["leader"]("POST", f"/v1/own-rules/{change}", json={"agree": True}).status_code == 403
    security = door.session(person(door.house, "sec", SEC))
    assert security("POST", f"/v1/own-rules/{change}", json={"agree": True}).status_code == 200
    assert "a" * 64 in door.house.scanner.config.cleared_pictures
    assert security("POST", f"/v1/own-rules/{change}", json={"agree": True}).status_code == 409
    assert "徽标" in reader(door, people["office"]).look("/own-rules").text_content()


def test_a_known_document_is_registered_out_of_what_is_held_and_found_again(tmp_path):
    secret = ("内部草案：" + "关于示例园区二期道路与管线综合安排的设想，" * 12 + "请各组阅后提出意见。" * 6).encode()
    with doorway(tmp_path / "data", scan=True) as door:
        people = staff(door)
        handler = people["handler"]
        told = handler("POST", "/v1/scans?wait=60", files={"file": ("草案.txt", secret + ITEM)}, data={"hold": "true"}).json()
        asked = {"kind": "fingerprint", "name": "二期草案", "scan": told["id"], "reason": "未公开"}
        change = people["office"]("POST", "/v1/own-rules", json=asked).json()["id"]
        assert people["office2"]("POST", f"/v1/own-rules/{change}", json={"agree": True}).status_code == 200
        assert "二期草案" in reader(door, people["office"]).look("/own-rules").text_content()
        again = handler("POST", "/v1/scans?wait=60", files={"file": ("另一份.txt", "转发：".encode() + secret)}).json()
        assert "fingerprint/sensitive" in again["decision"]["rules"]


def test_the_ledger_s_runs_are_shown_and_exported(tmp_path):
    files, ledger = tmp_path / "资料", tmp_path / "台账.db"
    files.mkdir()
    (files / "<script>甲.txt").write_bytes(ITEM)
    (files / "乙.txt").write_bytes(PLAIN)
    command = [sys.executable, "-m", "outscan", "batch", "run", str(files), "--ledger", str(ledger), "--ocr", "off"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode in {0, 1, 3}, done.stderr.decode()
    with doorway(tmp_path / "data", ledger=str(ledger)) as door:
        office = reader(door, staff(door)["office"])
        page = office.look("/runs")
        run = page.xpath("//tbody//a/@href")[0]
        page = office.look(run)
        assert "<script>甲.txt" in page.xpath("string(//tbody)")
        assert page.xpath("//*[local-name()='svg']/@aria-label")
        reply = office.ask("GET", f"{run}/register.xlsx")
        assert reply.content[:2] == b"PK"
        assert not list(door.house.spool.names())
        assert office.ask("GET", "/runs/99").status_code == 404


def test_a_gate_without_a_ledger_says_how_to_have_one(door, people):
    page = reader(door, people["office"]).look("/runs")
    assert zh("runs_no_ledger") in page.text_content()
    assert people["office"]("GET", "/v1/runs/1").status_code == 404


def test_terms_run_and_are_stopped(door, people):
    office = reader(door, people["office"])
    office.send(office.look("/clocks"), zh("clock_start"), kind="leak", note="误发一封邮件")
    page = office.look("/clocks")
    assert "误发一封邮件" in page.text_content()
    office.send(page, zh("clock_stop"))
    assert zh("clock_settled") in office.look("/clocks").text_content()


def test_an_account_needs_two_officers_and_a_token_is_shown_once(door):
    system, security = officer(door, "sys", SYS), officer(door, "sec", SEC)
    page = system.look("/accounts")
    form = next(one for one in page.forms if one.xpath(".//button[@value='create']"))
    data = {"csrf": form.fields["csrf"], "login": "wang", "name": "王", "role": "handler", "do": "create"}
    kept = system.ask("POST", "/accounts", data={**data, "password": PASSWORD[1:]})
    assert kept.status_code == 422
    assert html.fromstring(kept.content).xpath("//input[@name='login']/@value") == ["wang"]
    reply = system.ask("POST", "/accounts", data={**data, "password": PASSWORD})
    assert zh("account_password") in text(reply)
    assert not system.look("/changes").xpath("//button[@value='yes']")
    reply = security.send(security.look("/changes"), zh("own_confirm"), agree="yes", password=PASSWORD)
    assert zh("change_confirmed") in text(reply)
    service = {**data, "login": "dms", "name": "dms", "role": "service", "password": PASSWORD}
    system.ask("POST", "/accounts", data=service)
    security.send(security.look("/changes"), zh("own_confirm"), agree="yes", password=PASSWORD)
    page = system.look("/accounts")
    account = page.xpath("//select[@id='token-account']/option[last()]/@value")[0]
    data = {"csrf": data["csrf"], "do": "token", "account": account, "scope": "scan", "label": "DMS", "days": "30"}
    assert system.ask("POST", "/accounts", data={**data, "reason": "接入", "password": PASSWORD}).status_code == 200
    reply = security.send(security.look("/changes"), zh("own_confirm"), agree="yes", password=PASSWORD)
    shown = re.search(r"<code>(ost_[A-Za-z0-9_-]+|[A-Za-z0-9_-]{30,})</code>", reply.text)
    assert shown, text(reply)
    assert shown[1] not in security.ask("GET", "/changes").text
    assert "DMS" in system.look("/accounts").text_content()


def test_modes_are_changed_by_two(door):
    system, security = officer(door, "sys", SYS), officer(door, "sec", SEC)
    page = system.look("/changes")
    token = page.xpath("//input[@name='csrf']/@value")[0]
    data = {"csrf": token, "do": "modes", "door": "smtp", "recipients": "outside", "mode": "observe", "reason": "试运行"}
    assert system.ask("POST", "/changes", data={**data, "password": PASSWORD}).status_code == 200
    security.send(security.look("/changes"), zh("own_confirm"), agree="yes", password=PASSWORD)
    assert [row.mode for row in door.house.settings.modes] == ["observe"]


def test_the_administrator_backs_up_and_sees_health_and_no_document(door, people):
    scanned(door.house, people["handler"].account, name="机密合同.docx")
    system = officer(door, "sys", SYS)
    page = system.look("/system")
    assert zh("health_ok") in page.text_content()
    assert zh("backups_none") in page.text_content()
    assert system.send(page, zh("backup_do"), password=PASSWORD[1:]).status_code == 422
    page = html.fromstring(system.send(page, zh("backup_do"), password=PASSWORD).content)
    assert page.xpath("//tbody/tr/td[4]/code")[0].text.startswith("outscan")
    assert "机密合同" not in page.text_content()


def test_the_auditor_alone_reads_the_record_and_filters_it(door, people):
    scanned(door.house, people["handler"].account)
    auditor = officer(door, "aud", AUD)
    auditor.send(auditor.look("/audit"), zh("audit_do"))
    page = auditor.look("/audit?act=audit")
    acts = {one.text for one in page.xpath("//tbody/tr/td[4]/code")}
    assert acts
    assert all(one.startswith("audit") for one in acts)
    for login in ("office", "leader", "handler"):
        assert reader(door, people[login]).ask("GET", "/audit").status_code == 403
    assert officer(door, "sec", SEC).ask("GET", "/audit").status_code == 403
    assert officer(door, "sys", SYS).ask("GET", "/audit").status_code == 403
