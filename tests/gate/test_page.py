"""The pages: a file's whole way in both languages, every page × every role, what the headers promise, and hostile words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from gate.made import ITEM, MARK, PASSWORD, PLAIN, act, approved, content, doorway, person, scanned, staff
from outscan.gate.page import FACE
from outscan.gate.page import look as looks
from outscan.gate.states import Role
from outscan.words.gate import GATE
from outscan.words.page import PAGE

H, D, B, O, L = Role.HANDLER, Role.DEPARTMENT, Role.BUSINESS, Role.OFFICE, Role.LEADER  # noqa: E741 - the ladder
SYS, SEC, AUD = Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR
STAFF = {H, D, B, O, L}
MAY = {
    "page_home": {*Role},
    "page_password": {*Role},
    "page_send": STAFF,
    "page_scans": STAFF,
    "page_scan": STAFF,
    "page_see": STAFF,
    "page_reading": STAFF,
    "page_picture": STAFF,
    "page_inside": STAFF,
    "page_process_choose": STAFF,
    "page_beside": STAFF,
    "page_proof": STAFF,
    "page_report": STAFF,
    "page_content": STAFF,
    "page_cases": STAFF,
    "page_queue": STAFF - {H},
    "page_deputies": STAFF - {H},
    "page_case_new": STAFF,
    "page_case": STAFF,
    "page_case_correction": STAFF,
    "page_case_form": STAFF,
    "page_dossier": {O},
    "page_would_have": {O, SEC},
    "page_register": {O, L},
    "page_register_file": {O, L},
    "page_month": {O, L},
    "page_search": {O, L},
    "page_alarms": {O, SEC},
    "page_clocks": {O},
    "page_rules": {O, L, SEC},
    "page_rule": {O, L, SEC},
    "page_own": {O, SEC},
    "page_runs": {O, L},
    "page_run": {O, L},
    "page_run_register": {O, L},
    "page_accounts": {SYS, SEC},
    "page_changes": {SYS, SEC},
    "page_audit": {AUD},
    "page_audit_export": {AUD},
    "page_system": {SYS},
}
MAY_SEND = {
    "page_leave": {*Role},
    "page_password_set": {*Role},
    "page_sent": STAFF,
    "page_false_alarm": STAFF,
    "page_declare": STAFF,
    "page_destroy": STAFF,
    "page_unmask": STAFF,
    "page_mask": STAFF,
    "page_process": STAFF,
    "page_case_create": STAFF,
    "page_case_correct": STAFF,
    "page_queue_together": STAFF - {H},
    "page_case_act": STAFF,
    "page_case_release": STAFF,
    "page_hand_over": {O},
    "page_emergency": {O, L},
    "page_deputy_name": STAFF - {H},
    "page_deputy_end": STAFF - {H},
    "page_settle": {O},
    "page_alarm_answer": {O},
    "page_clock_start": {O},
    "page_clock_stop": {O},
    "page_own_do": {O},
    "page_own_settle": {O, SEC},
    "page_audit_verify": {AUD},
    "page_backup": {SYS},
    "page_accounts_do": {SYS, SEC},
    "page_changes_ask": {SYS, SEC},
    "page_changes_settle": {SYS, SEC},
}
HOSTILE = "<script>alert(1)</script>\u202efdp.{{7*7}}" + "长" * 250 + ".docx"


@pytest.fixture
def door(tmp_path):
    with doorway(tmp_path / "data") as made:
        yield made


@pytest.fixture
def scanning(tmp_path):
    with doorway(tmp_path / "data", scan=True) as made:
        yield made


class Reader:
    """A person with a browser that runs no scripts: cookies, links and forms."""

    def __init__(self, door, cookie=""):
        self.door, self.cookies, self.seen = door, {}, []
        if cookie:
            name, _, value = cookie.partition("=")
            self.cookies[name] = value

    def ask(self, method, path, **given):
        headers = {"cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), **given.pop("headers", {})}
        reply = self.door.ask(method, path, headers=headers, **given)
        if told := reply.headers.get("set-cookie"):
            name, _, value = told.split(";")[0].partition("=")
            self.cookies[name] = value
        self.seen.append(reply)
        if reply.status_code == 303:
            return self.ask("GET", reply.headers["location"])
        if reply.headers.get("content-type", "").startswith("text/html") and "content-disposition" not in reply.headers:
            check(reply)
        return reply

    def look(self, path):
        reply = self.ask("GET", path)
        assert reply.status_code == 200, (path, reply.text[:2000])
        return html.fromstring(reply.content)

    def send(self, tree, button="", files=None, which=None, **fields):
        """Send the form whose button is named, or that `which` finds, with the fields a browser would send."""
        found = [one for one in tree.forms if (which and which in one.action) or (button and button in one.text_content())]
        assert found, (button, which, [one.action for one in tree.forms])
        form = found[0]
        values = {k: v for k, v in form.form_values() if k not in fields}
        for press in form.iter("button"):
            if press.get("name") and button in press.text_content():
                values[press.get("name")] = press.get("value")
        data = {**values, **fields}
        data.pop("file", None)
        if files:
            reply = self.ask(form.method, form.action, data=data, files=files)
        else:
            reply = self.ask(form.method, form.action, data=data)
        return reply


def check(reply):
    """What holds for every page: a strict policy, nothing inline, a token in every form that changes something."""
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert reply.headers["x-content-type-options"] == "nosniff"
    tree = html.fromstring(reply.content)
    assert tree.get("lang") in {"zh-CN", "en"}
    assert not tree.xpath("//style | //@style | //script[not(@src)] | //script[normalize-space()]")
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    assert not tree.xpath("//@src[not(starts-with(., '/page/'))] | //link/@href[not(starts-with(., '/page/'))]")
    assert len(tree.xpath("//h1")) == 1
    assert tree.xpath("//a[@class='skip']/@href") == ["#main"]
    for form in tree.forms:
        assert form.method == "GET" or form.xpath(".//input[@name='csrf']/@value")[0]
    labelled = set(tree.xpath("//label/@for"))
    for field in tree.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        named = field.get("id") in labelled or field.getparent().tag == "label" or field.get("aria-label")
        assert named, html.tostring(field)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def signed_on(door, account, language="zh-CN"):
    made = Reader(door, door.session(account).headers["cookie"])
    made.cookies["outscan-language"] = language
    return made


def word(key, language):
    return PAGE[key][language == "en"]


def text(reply):
    return html.fromstring(reply.content).text_content()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_file_goes_its_whole_way_without_a_script(scanning, language):
    door = scanning

    def w(key):
        return word(key, language)

    people = {role.value: signed_on(door, person(door.house, role.value, role), language) for role in (H, D, B, O, L)}
    handler = people["handler"]
    sending = handler.look("/send")
    assert sending.get("lang") == language
    fields = {"recipients": "ACME Ltd", "country": "某国", "purpose": "联合研究", "channel": "email", "copies": "2", "hold": "on"}
    reply = handler.send(sending, w("send_do"), files=[("file", ("测区.txt", ITEM))], **fields)
    for _ in range(60):
        if w("waiting_title") not in html.fromstring(reply.content).xpath("//title")[0].text:
            break
        reply = handler.ask("GET", next(one.headers["location"] for one in handler.seen if "location" in one.headers))
    told = text(reply)
    assert w("next_case") in told or w("next_process") in told, told
    assert w("basis") in told
    assert "31.6" not in reply.text
    scan = re.search(r"/scans/([0-9a-f]{32})/report", reply.text)[1]
    for form in ("html", "docx", "xlsx"):
        assert handler.ask("GET", f"/scans/{scan}/report.{form}").headers["content-disposition"].startswith("attachment")
    draft = handler.look(f"/cases/new?scan={scan}")
    assert draft.xpath("//textarea[@name='purpose']")[0].value == "联合研究"
    reply = handler.send(draft, w("case_submit"), do="submit")
    assert reply.status_code == 200, text(reply)
    case = re.search(r"/cases/([0-9a-f]{32})/form", reply.text)[1]
    assert w("decide") not in text(reply)
    for step in ("department", "business", "office", "leader"):
        page = handler.look(f"/cases/{case}")
        if w(f"state_{step}") not in page.xpath("//main/p/span[@class='tag']")[0].text:
            continue
        queue = people[step].look("/queue")
        assert f"/cases/{case}" in html.tostring(queue).decode()
        page = people[step].look(f"/cases/{case}")
        reply = people[step].send(page, w("act_agree"), act="agree", reason="经审查同意", password=PASSWORD[1:])
        assert reply.status_code == 422
        again = html.fromstring(reply.content)
        assert "经审查同意" in again.xpath("//textarea[@id='reason-decide']")[0].text_content()
        found = {"ground": "not_secret", "level": "none"}
        reply = people[step].send(again, w("act_agree"), act="agree", password=PASSWORD, **found)
        assert reply.status_code == 200, text(reply)
    page = handler.look(f"/cases/{case}")
    assert w("state_approved") in page.text_content()
    refused = handler.send(page, which="/release", copies="9")
    assert refused.status_code == 409
    assert w("release_refused") in text(refused)
    reply = handler.send(page, which="/release")
    assert w("release_done") in text(reply), text(reply)
    register = people["office"].look("/register?search=ACME&state=sent")
    assert w("release_sent") in register.xpath("//tbody")[0].text_content()
    assert w("register_none") in people["office"].look("/register?search=nobody").text_content()
    assert handler.ask("GET", f"/cases/{case}/form.docx").content[:2] == b"PK"


def test_several_files_are_one_form_and_a_mark_says_what_to_do(scanning):
    door = scanning
    handler = signed_on(door, person(door.house, "h", H))
    page = handler.look("/send")
    reply = handler.send(page, word("send_do", "zh-CN"), files=[("file", ("a.txt", PLAIN)), ("file", ("b.txt", MARK))])
    assert reply.status_code == 200
    links = re.findall(r'href="(/scans/[0-9a-f]{32})"', reply.text)
    assert len(links) == 2
    told = ""
    for link in links:
        for _ in range(60):
            reply = handler.ask("GET", link)
            if word("waiting_title", "zh-CN") not in html.fromstring(reply.content).xpath("//title")[0].text:
                break
        told += text(reply)
    assert word("verdict_pass", "zh-CN") in told
    assert word("verdict_stop", "zh-CN") in told
    assert word("wiped_name", "zh-CN") in told
    assert not list(door.house.spool.names())


def test_files_without_the_forms_token_are_refused_before_one_is_written(door):
    handler = signed_on(door, person(door.house, "h", H))
    before = set(door.house.spool.names())
    for data in ({}, {"csrf": "0" * 32}):
        reply = handler.ask("POST", "/send", data=data, files=[("file", ("a.txt", PLAIN))])
        assert reply.status_code == 403
    late = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhi\r\n--x\r\n'
    late += b'Content-Disposition: form-data; name="csrf"\r\n\r\nT\r\n--x--\r\n'
    page = handler.look("/send")
    body = late.replace(b"T\r\n--x--", page.xpath("//input[@name='csrf']/@value")[0].encode() + b"\r\n--x--")
    reply = handler.ask("POST", "/send", content=body, headers={"content-type": "multipart/form-data; boundary=x"})
    assert reply.status_code == 403
    assert set(door.house.spool.names()) == before


def test_a_form_without_its_token_or_from_another_site_changes_nothing(door):
    handler = signed_on(door, person(door.house, "h", H))
    token = handler.look("/send").xpath("//input[@name='csrf']/@value")[0]
    assert handler.ask("POST", "/leave", data={"x": "y"}).status_code == 403
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        assert handler.ask("POST", "/leave", data={"csrf": token}, headers=headers).status_code == 403
    assert handler.ask("GET", "/send").status_code == 200
    assert word("enter_title", "zh-CN") in text(handler.ask("POST", "/leave", data={"csrf": token}))


def test_no_file_is_said_at_the_form(door):
    handler = signed_on(door, person(door.house, "h", H))
    token = handler.look("/send").xpath("//input[@name='csrf']/@value")[0]
    body = f'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{token}\r\n--x\r\n'
    body += 'Content-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--x--\r\n'
    reply = handler.ask("POST", "/send", content=body.encode(), headers={"content-type": "multipart/form-data; boundary=x"})
    assert reply.status_code == 422
    assert word("send_no_file", "zh-CN") in text(reply)


def test_signing_on_with_a_password_and_the_one_that_must_be_changed(door):
    from sqlalchemy import update

    from outscan.gate.tables import ACCOUNTS

    account = person(door.house, "zhao", O)
    with door.house.store.write() as link:
        link.execute(update(ACCOUNTS).where(ACCOUNTS.c.id == account).values(must_change=1))
    reader = Reader(door)
    form = reader.look("/enter")
    assert reader.send(form, word("enter_do", "zh-CN"), login="zhao", password=PASSWORD[1:]).status_code == 401
    form = reader.look("/enter")
    assert reader.ask("POST", "/enter", data={"csrf": "0" * 32, "login": "zhao", "password": PASSWORD}).status_code == 403
    reply = reader.send(form, word("enter_do", "zh-CN"), login="zhao", password=PASSWORD)
    assert word("password_must", "zh-CN") in text(reply)
    own = "an own sentence of words 7"
    reply = reader.send(html.fromstring(reply.content), which="/password", current=PASSWORD, new=own)
    assert word("password_done", "zh-CN") in text(reply)
    assert reader.ask("GET", "/register").status_code == 200


def test_the_embedded_token_becomes_a_session_and_a_services_does_not(door):
    from outscan.gate.auth.accounts import only_person
    from outscan.gate.auth.sessions import embedded_token

    with door.house.store.write() as link:
        embedded_token(link, only_person(link, "local"), "t" * 43)
    reader = Reader(door)
    form = reader.look("/enter")
    assert form.xpath("//script/@src")[0].startswith("/page/page.js?v=")
    assert reader.send(form, which="/enter", token="x" * 43).status_code == 401
    service = door.token(person(door.house, "svc", Role.SERVICE, kind="service"), "scan")
    secret = service.headers["authorization"].split()[1]
    assert reader.send(reader.look("/enter"), which="/enter", token=secret).status_code == 401
    reply = reader.send(reader.look("/enter"), which="/enter", token="t" * 43)
    assert word("here_checks", "zh-CN") in text(reply)
    assert word("home_send", "zh-CN") in text(reply)


def test_the_list_here_names_every_page():
    assert {one.name for one in FACE.operations if one.method == "GET" and not one.public} == set(MAY)


def test_every_page_and_every_role(door):
    readers = {role: signed_on(door, person(door.house, role.value, role)) for role in Role}
    for operation in FACE.operations:
        if operation.public or operation.method != "GET":
            continue
        path = re.sub(r"\{\w+\}", "0" * 32, operation.path.replace("{form}", "html"))
        for role, reader in readers.items():
            reply = reader.ask("GET", path + ("?scan=" + "0" * 32 if operation.name == "page_case_new" else ""))
            allowed = reply.status_code != 403
            assert allowed is (role in MAY[operation.name]), (operation.name, role, reply.status_code)
            assert reply.status_code in {200, 403, 404}, (operation.name, role, reply.status_code)
        stranger = door.ask("GET", path)
        assert (stranger.status_code, stranger.headers.get("location")) == (303, "/enter"), operation.name


def test_the_list_here_names_every_form():
    assert {one.name for one in FACE.operations if one.method == "POST" and not one.public} == set(MAY_SEND)
    assert {one.method for one in FACE.operations} == {"GET", "POST"}


def test_every_form_and_every_role(door):
    for role in Role:
        account = person(door.house, role.value, role)
        for operation in FACE.operations:
            if operation.public or operation.method != "POST":
                continue
            caller = door.session(account)  # each with a session of its own: some of them end it
            path = re.sub(r"\{\w+\}", "0" * 32, operation.path)
            reply = caller("POST", path, data={"csrf": caller.headers["x-csrf-token"]})
            refused = reply.status_code == 403 and GATE["problem_forbidden"][0] in text(reply)
            assert refused is not (role in MAY_SEND[operation.name]), (operation.name, role, reply.status_code)
            if refused:
                assert reply.status_code == 403
            untold = door.session(account)("POST", path, data={}, headers={"x-csrf-token": ""})
            assert untold.status_code in {403, 415}, (operation.name, role, untold.status_code)
    for operation in FACE.operations:
        if operation.method == "POST" and not operation.public:
            stranger = door.ask("POST", re.sub(r"\{\w+\}", "0" * 32, operation.path), data={"csrf": "0" * 32})
            assert (stranger.status_code, stranger.headers.get("location")) == (303, "/enter"), operation.name


def test_who_may_not_decide_sees_no_button(door):
    people = staff(door)
    row = scanned(door.house, people["handler"].account, record="")
    case = people["handler"]("POST", "/v1/cases", json=content(row)).json()["id"]
    act(people["handler"], case, "submit")
    for login in ("handler", "office", "leader", "department"):
        reader = Reader(door, people[login].headers["cookie"])
        buttons = reader.look(f"/cases/{case}").xpath("//button[@name='act']/@value")
        assert ("agree" in buttons) is (login == "department"), login


def test_hostile_words_are_inert_on_every_page(door):
    people = staff(door)
    handler = people["handler"]
    auditor = door.session(person(door.house, HOSTILE[:60], AUD))
    system = door.session(person(door.house, "sys", SYS))
    row = scanned(door.house, handler.account, name=HOSTILE, rules=(HOSTILE[:90],))
    case = approved(door, people, row, title=HOSTILE[:256], recipients=[HOSTILE[:200]], purpose=HOSTILE, country=HOSTILE[:200])
    told = {"sha256": row["sha256"], "name": HOSTILE, "recipients": [HOSTILE[:200]], "copies": 1, "channel": "email"}
    ruling = people["other"]("POST", "/v1/release-check", json=told).json()
    assert ruling["decision"] == "pass", ruling
    people["other"]("POST", f"/v1/releases/{ruling['token']}", json={"state": "sent"})
    handler("POST", f"/v1/scans/{row['id']}/false-alarms", json={"rule": HOSTILE[:90], "reason": HOSTILE})
    waiting = handler("POST", "/v1/cases", json=content(row, title=HOSTILE[:256])).json()["id"]
    pages = [
        (
            handler,
            [
                "/",
                "/scans",
                f"/scans/{row['id']}",
                "/cases",
                f"/cases/{case}",
                f"/cases/new?scan={row['id']}",
                f"/cases/{waiting}/correct",
            ],
        ),
        (people["office"], ["/", "/register", f"/register?search={'{{7*7}}'}", "/false-alarms", f"/cases/{case}", "/cases"]),
        (auditor, ["/", "/audit"]),
        (system, ["/", "/system"]),
    ]
    shown = 0
    for caller, paths in pages:
        reader = Reader(door, caller.headers["cookie"])
        for path in paths:
            tree = reader.look(path)
            page = reader.seen[-1].text
            assert "<script>alert" not in page, path
            assert "\u202e" not in page, path
            assert not tree.xpath("//script[contains(., 'alert')]"), path
            shown += "{{7*7}}" in page
            assert "fdp.49" not in page, path
    assert shown >= 8
    lost = Reader(door, handler.headers["cookie"]).ask("GET", f"/nowhere/{HOSTILE[:25]}")
    assert lost.status_code == 404
    assert lost.headers["content-type"].startswith("text/html")


def test_the_language_stays_and_leads_back_to_our_own_pages_only(door):
    reader = signed_on(door, person(door.house, "h", H))
    del reader.cookies["outscan-language"]
    page = reader.look("/send")
    assert page.get("lang") == "zh-CN"
    reply = reader.ask("GET", page.xpath("//a[@hreflang='en']/@href")[0])
    assert html.fromstring(reply.content).get("lang") == "en"
    assert word("send_title", "en") in text(reply)
    for back in ("//evil.example", "https://evil.example", "/\\evil.example"):
        found = door.ask("GET", "/language", params={"to": "en", "back": back})
        assert found.headers["location"] == "/"


def test_an_english_page_has_no_chinese_sentence(door):
    people = staff(door)
    for login, paths in {
        "handler": ["/", "/send", "/scans", "/cases"],
        "office": ["/", "/register", "/false-alarms", "/queue"],
    }.items():
        reader = Reader(door, people[login].headers["cookie"])
        reader.cookies["outscan-language"] = "en"
        for path in paths:
            tree = reader.look(path)
            for one in tree.xpath("//*[@lang='zh-CN']"):
                one.drop_tree()
            left = re.sub(r"秘密|机密|绝密|机要", "", tree.text_content())
            assert not re.search(r"[一-鿿]", left), (path, re.findall(r"[一-鿿]+", left))


def test_the_auditor_verifies_and_the_office_answers_an_alarm(door):
    people = staff(door)
    auditor = Reader(door, door.session(person(door.house, "aud", AUD)).headers["cookie"])
    reply = auditor.send(auditor.look("/audit"), word("audit_do", "zh-CN"))
    assert "完整" in text(reply)
    row = scanned(door.house, people["handler"].account)
    people["handler"]("POST", f"/v1/scans/{row['id']}/false-alarms", json={"rule": "surveying/2020-18", "reason": "公开"})
    office = Reader(door, people["office"].headers["cookie"])
    reply = office.send(office.look("/false-alarms"), word("answer_confirm", "zh-CN"), outcome="confirmed", answer="是")
    assert word("alarm_state_confirmed", "zh-CN") in text(reply)


def test_templates_and_catalogue_agree():
    folder = Path(looks.HERE)
    told = "\n".join(one.read_text("utf-8") for one in (folder / "templates").glob("*.html"))
    assert not re.search(r"[一-鿿]", re.sub("[（）：、]", "", told))
    assert {key for key in re.findall(r'\bt\("([a-z_]+)"[,)]', told) if key not in PAGE} == set()
    source = told + "\n".join(one.read_text("utf-8") for one in folder.glob("*.py"))
    families = (
        "state_",
        "act_",
        "role_",
        "channel_",
        "ground_",
        "release_",
        "verdict_",
        "level_",
        "alarm_state_",
        "approval_",
        "account_",
    )
    families += (
        "report_",
        "next_",
        "cases_",
        "queue_",
        "see_tab_",
        "process_choose_",
        "files_",
        "refused_",
        "declarations",
        "own_kind_",
        "change_",
        "clock_",
        "run_state_",
        "audit_kind_",
        "ocr_",
        "scope_",
        "class_",
        "mode_",
        "answer_",
        "facts_closed_",
        "far_",
        "only_",
        "emergency_",
        "dossier_term_",
        "certainty_",
    )
    assert [key for key in PAGE if not key.startswith(families) and f'"{key}"' not in source and f"'{key}'" not in source] == []
