"""Uploads over HTTP, scanned by real fenced workers: verdicts, holds, processing, what is stopped, what is left behind."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import sqlite3
import time
import zipfile
from pathlib import Path

import pytest
from lxml import html
from sqlalchemy import select

from gate.made import ITEM, MARK, PLAIN, doorway, person
from outscan.gate import holds
from outscan.gate.audit.record import events, head
from outscan.gate.keeping import Keeper
from outscan.gate.states import Role
from outscan.gate.tables import HELD, SCANS
from outscan.gate.who import GATE
from outscan.words.page import PAGE
from samples.packages import docx

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
CANARY = "金丝雀栖云阁九七三"


@pytest.fixture(scope="module")
def door(tmp_path_factory):
    with doorway(tmp_path_factory.mktemp("gate") / "data", scan=True) as made:
        yield made


@pytest.fixture(scope="module")
def handler(door):
    return door.session(person(door.house, "handler", Role.HANDLER))


def send(caller, data, name="a.txt", query="", **fields):
    files = {"file": (name, data, "application/octet-stream")}
    return caller("POST", f"/v1/scans?wait=60{query}", files=files, data=fields)


def spooled(door):
    return list(door.house.spool.names())


@pytest.mark.parametrize(
    ("data", "answer"),
    [(PLAIN, "pass"), (ITEM, "escalate"), ("内部资料 注意保管\n正文".encode(), "escalate"), (b"\x00\x01\xff" * 99, "incomplete")],
)
def test_an_upload_gets_its_verdict_and_leaves_nothing_behind(door, handler, data, answer):
    reply = send(handler, data)
    assert reply.status_code == 200, reply.text
    told = reply.json()
    if answer != "escalate":
        assert told["decision"]["answer"] == answer
    assert told["decision"]["answer"] == "pass" if answer == "pass" else told["decision"]["answer"] != "pass"
    assert told["sha256"] == hashlib.sha256(data).hexdigest()
    digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
    assert reply.headers["content-digest"] == f"sha-256=:{digest}:"
    assert spooled(door) == []
    assert not told["held"]


def test_raw_and_multipart_are_one_thing(handler):
    raw = handler("POST", "/v1/scans?wait=60&name=%E8%AF%B4%E6%98%8E.txt", content=PLAIN, headers={"content-type": "text/plain"})
    assert raw.status_code == 200
    assert raw.json()["name"] == "说明.txt"
    assert raw.json()["sha256"] == send(handler, PLAIN).json()["sha256"]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/x.docx", "x.docx"),
        ("D:\\x\\y.txt", "y.txt"),
        ("a/b/c.txt", "c.txt"),
        ("{{7*7}}<script>.txt", "{{7*7}}<script>.txt"),
    ],
)
def test_only_the_last_part_of_a_name_is_kept(handler, sent, kept):
    assert send(handler, PLAIN, sent).json()["name"] == kept


def test_a_state_secret_mark_stops_the_upload_and_nothing_of_it_is_kept(door, handler):
    data = MARK + CANARY.encode()
    told = send(handler, data, f"{CANARY}.txt", hold="true", recipient=CANARY).json()
    assert told["decision"]["answer"] == "stop"
    assert told["decision"]["stopped"] == "secret"
    assert told["name"] == ""
    assert "24小时" in told["decision"]["message"]
    assert handler("GET", f"/v1/scans/{told['id']}/report.json").status_code == 409
    assert handler("GET", f"/v1/scans/{told['id']}/content").status_code == 409
    with door.house.store.read() as link:
        row = link.execute(select(SCANS).where(SCANS.c.id == told["id"])).one()
    assert (row.report, row.record, row.held, row.spool) == ("", "", "", "")
    left = [p for p in door.house.spool.folder.parent.rglob("*") if p.is_file() and CANARY.encode() in p.read_bytes()]
    assert left == []


def test_no_text_of_a_document_is_in_the_database_or_on_the_disk(door, handler):
    data = docx(f"测区1:2000地形图，连续覆盖范围31.6平方公里，{CANARY}，随函提供外方。", header=f"内部 {CANARY}")
    told = send(handler, data, "a.docx", hold="true").json()
    assert told["held"]
    for form in ("json", "html", "docx", "xlsx"):
        reply = handler("GET", f"/v1/scans/{told['id']}/report.{form}")
        assert reply.status_code == 200
        assert reply.headers["content-disposition"].startswith("attachment")
        assert CANARY.encode() not in reply.content
    path = door.house.spool.folder.parent
    with sqlite3.connect(f"file:{path / 'gate.db'}?mode=ro", uri=True) as link:
        dump = "\n".join(link.iterdump())
    assert CANARY not in dump
    assert CANARY not in json.dumps(dump)
    for one in path.rglob("*"):
        if one.is_file():
            assert CANARY.encode() not in one.read_bytes(), one


def test_held_bytes_come_back_whole_and_are_destroyed_with_a_record(door, handler):
    data = ITEM * 12_000  # more than one sealed chunk
    told = send(handler, data, hold="true").json()
    got = handler("GET", f"/v1/scans/{told['id']}/content")
    assert got.content == data
    assert got.headers["content-type"] == "application/octet-stream"
    sealed = next(iter(door.house.vault.folder.glob("*")))
    assert ITEM[:30] not in sealed.read_bytes()
    other = door.session(person(door.house, f"o{time.monotonic_ns()}", Role.HANDLER))
    assert other("GET", f"/v1/scans/{told['id']}/content").status_code == 404
    assert other("GET", f"/v1/scans/{told['id']}").status_code == 404
    assert handler("DELETE", f"/v1/scans/{told['id']}/content").status_code == 204
    assert handler("GET", f"/v1/scans/{told['id']}/content").status_code == 409
    with door.house.store.read() as link:
        row = link.execute(select(HELD).where(HELD.c.scan == told["id"])).one()
    assert row.key == ""
    assert row.destroyed


def test_what_is_released_is_not_held(handler):
    assert not send(handler, PLAIN, hold="true").json()["held"]


def test_a_hold_ends_with_its_time(door, handler):
    from sqlalchemy import update

    from outscan.gate import moment

    told = send(handler, ITEM + b" 1", hold="true").json()
    with door.house.store.write() as link:
        link.execute(update(HELD).where(HELD.c.scan == told["id"]).values(until=moment.ahead(-1)))
    Keeper(door.house).round()
    assert handler("GET", f"/v1/scans/{told['id']}/content").status_code == 409


def test_processing_makes_a_copy_with_its_proof_and_its_own_verdict(handler):
    data = (SAMPLES / "docx-large-scale-map" / "input.docx").read_bytes()
    told = send(handler, data, "a.docx", hold="true").json()
    assert told["decision"]["answer"] == "process", told
    made = handler("POST", f"/v1/scans/{told['id']}/process?wait=60", json={})
    assert made.status_code == 200, made.text
    copy = made.json()
    assert copy["kind"] == "process"
    assert copy["parent"] == told["id"]
    assert copy["sha256"] != told["sha256"]
    assert copy["decision"]["answer"] in {"pass", "review"}
    proof = handler("GET", f"/v1/scans/{copy['id']}/proof")
    assert proof.status_code == 200
    assert proof.json()["sha256_after"] == copy["sha256"]
    got = handler("GET", f"/v1/scans/{copy['id']}/content")
    assert hashlib.sha256(got.content).hexdigest() == copy["sha256"]


def test_the_same_key_is_the_same_scan_and_another_body_is_refused(handler):
    headers = {"idempotency-key": "k-1"}

    def upload(data):
        files = {"file": ("a.txt", data, "text/plain")}
        return handler("POST", "/v1/scans?wait=60", files=files, headers=headers)

    first, second = upload(PLAIN), upload(PLAIN)
    assert first.json()["id"] == second.json()["id"]
    assert second.headers["idempotency-replayed"] == "true"
    assert upload(ITEM).status_code == 422


BAD = {
    "no file": {"data": {"hold": "true"}, "files": {"hold": (None, "true")}},
    "two files": {"files": [("file", ("a", b"1")), ("file", ("b", b"2"))]},
    "unknown field": {"files": {"file": ("a.txt", b"1"), "other": (None, "1")}},
    "bad declaration": {"files": {"file": ("a.txt", b"1"), "declare": (None, "x")}},
    "empty name": {"files": {"file": ("..", b"1")}},
    "gzip": {"content": gzip.compress(b"1"), "headers": {"content-encoding": "gzip", "content-type": "text/plain"}},
    "xml": {"content": b"<a/>", "headers": {"content-type": "text/xml"}},
    "form": {"data": {"a": "b"}},
    "two boundaries": {"content": b"--a--", "headers": {"content-type": "multipart/form-data; boundary=a; boundary=b"}},
    "no boundary": {"content": b"--a--", "headers": {"content-type": "multipart/form-data"}},
    "cut": {
        "content": b'--a\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nabc',
        "headers": {"content-type": "multipart/form-data; boundary=a"},
    },
    "long header": {
        "content": b"--a\r\nX: " + b"y" * 100_000 + b"\r\n\r\n\r\n--a--",
        "headers": {"content-type": "multipart/form-data; boundary=a"},
    },
    "many parts": {"files": [(f"f{i}", (None, "1")) for i in range(200)]},
}


@pytest.mark.parametrize("kind", list(BAD))
def test_a_bad_body_is_a_problem_in_two_languages_and_leaves_nothing(door, handler, kind):
    reply = handler("POST", "/v1/scans", **BAD[kind])
    assert reply.status_code in {400, 413, 415, 422}, (reply.status_code, reply.text)
    told = reply.json()
    assert reply.headers["content-type"].startswith("application/problem+json")
    assert set(told["titles"]) == {"zh-CN", "en"}
    assert "Traceback" not in reply.text
    assert spooled(door) == []


def test_a_file_over_the_limit_is_refused_and_not_kept(tmp_path):
    with doorway(tmp_path / "data", load={"workers": 1, "max_body": 1000}) as door:
        caller = door.session(person(door.house, "h", Role.HANDLER))
        assert send(caller, b"x" * 2000).status_code == 413
        declared = caller("POST", "/v1/scans?name=a", content=b"x", headers={"content-length": "99999999"})
        assert declared.status_code in {400, 413}
        assert spooled(door) == []


def test_over_the_queue_the_answer_is_when_to_come_again(tmp_path):
    with doorway(tmp_path / "data", load={"workers": 1, "queue": 2}) as door:  # its engine does not run
        caller = door.session(person(door.house, "h", Role.HANDLER))
        for _ in range(2):
            files = {"file": ("a.txt", PLAIN)}
            reply = caller("POST", "/v1/scans", files=files)
            assert reply.status_code == 202
            assert reply.headers["location"] == f"/v1/scans/{reply.json()['id']}"
        full = caller("POST", "/v1/scans", files={"file": ("a.txt", PLAIN)})
        assert full.status_code == 429
        assert int(full.headers["retry-after"]) >= 1
        assert len(spooled(door)) == 2


def test_over_the_queue_nobody_waits_for_the_database_to_be_told_so(tmp_path):
    with doorway(tmp_path / "data", load={"workers": 1, "queue": 1}) as door:  # its engine does not run
        caller = door.session(person(door.house, "h", Role.HANDLER))
        assert caller("POST", "/v1/scans", files={"file": ("a.txt", PLAIN)}).status_code == 202
        with door.house.store.write():  # the one connection there is
            full = caller("POST", "/v1/scans", files={"file": ("a.txt", PLAIN)})
        assert full.status_code == 429
        assert int(full.headers["retry-after"]) >= 1


def test_who_is_turned_away_takes_nobodys_place(tmp_path):
    with doorway(tmp_path / "data", load={"workers": 1, "queue": 8, "uploads_each": 1}) as door:
        stranger = {"authorization": f"Bearer ost_{'x' * 40}"}
        for _ in range(3):
            assert door.ask("POST", "/v1/scans?name=a", content=b"x", headers=stranger).status_code == 401
        officer = door.session(person(door.house, "o", Role.AUDITOR))
        assert officer("POST", "/v1/scans?name=a", content=b"x").status_code == 403
        assert door.ask("POST", "/v1/scans?name=a", content=b"x").status_code == 401
        assert door.door.uploads == 0
        assert not door.door.by_source
        handler = door.session(person(door.house, "h", Role.HANDLER))
        for _ in range(2):
            assert handler("POST", "/v1/scans", files={"file": ("a.txt", PLAIN)}).status_code == 202


def test_what_was_accepted_is_scanned_after_a_restart(tmp_path):
    with doorway(tmp_path / "data") as door:
        account = person(door.house, "h", Role.HANDLER)
        scan = door.session(account)("POST", "/v1/scans", files={"file": ("a.txt", ITEM)}).json()["id"]
    with doorway(tmp_path / "data", scan=True) as door:
        told = door.session(account)("GET", f"/v1/scans/{scan}?wait=60")
        assert told.status_code == 200
        assert told.json()["decision"]["answer"] != "pass"
        assert spooled(door) == []


def test_a_spool_file_that_is_gone_passes_nothing(tmp_path):
    with doorway(tmp_path / "data") as door:
        account = person(door.house, "h", Role.HANDLER)
        scan = door.session(account)("POST", "/v1/scans", files={"file": ("a.txt", PLAIN)}).json()["id"]
        for name in spooled(door):
            door.house.spool.drop(name)
    with doorway(tmp_path / "data", scan=True) as door:
        told = door.session(account)("GET", f"/v1/scans/{scan}?wait=60").json()
        assert told["decision"]["answer"] == "error"


def test_the_start_wipes_what_no_row_knows(tmp_path):
    with doorway(tmp_path / "data") as door:
        (door.house.spool.folder / ("0" * 32)).write_bytes(b"x")
        (door.house.vault.folder / ("1" * 32)).write_bytes(b"x")
        Keeper(door.house).tidy()
        assert spooled(door) == []
        assert list(door.house.vault.folder.iterdir()) == []


def test_a_mode_that_watches_passes_and_says_what_it_would(tmp_path):
    modes = [{"door": "http", "recipients": "outside", "mode": "observe"}]
    with doorway(tmp_path / "data", scan=True, modes=modes) as door:
        caller = door.session(person(door.house, "h", Role.HANDLER))
        reply = send(caller, (SAMPLES / "docx-large-scale-map" / "input.docx").read_bytes(), "a.docx")
        assert reply.json()["decision"]["answer"] == "pass"
        assert reply.headers["outscan-mode"] == "observe; would=process"
        marked = send(caller, "内部资料 严禁外传\n正文".encode() + MARK)
        assert marked.json()["decision"]["answer"] != "pass"
        office = door.session(person(door.house, "o", Role.OFFICE))
        told = office("GET", "/v1/would-have-stopped").json()
        assert told["doors"] == [{"door": "http", "mode": "observe", "would": "process", "count": 1}]


def test_a_wrong_finding_is_reported_answered_and_counted(door, handler):
    told = send(handler, ITEM).json()
    rule = told["decision"]["rules"][0]
    made = handler("POST", f"/v1/scans/{told['id']}/false-alarms", json={"rule": rule, "reason": "公开资料"})
    assert made.status_code == 201
    assert handler("POST", f"/v1/scans/{told['id']}/false-alarms", json={"rule": "x/y", "reason": "r"}).status_code == 409
    office = door.session(person(door.house, "office", Role.OFFICE))
    body = {"outcome": "confirmed", "answer": "将修改规则"}
    assert office("POST", f"/v1/false-alarms/{made.json()['id']}", json=body).status_code == 200
    assert office("GET", "/v1/false-alarms").json()["rules"][rule] == {"confirmed": 1}
    assert handler("GET", f"/v1/scans/{told['id']}").json()["decision"]["answer"] != "pass"


def test_destroying_twice_is_one_record(door, handler):
    told = send(handler, ITEM + b" 2", hold="true").json()
    with door.house.store.read() as link:
        held = link.execute(select(HELD.c.id).where(HELD.c.scan == told["id"])).scalar_one()
    for _ in range(2):
        with door.house.store.write() as link:
            holds.destroy(link, GATE, door.house.vault, held, "asked")
    with door.house.store.read() as link:
        assert sum(e.act == "held.destroyed" and e.thing == f"held:{held}" for e in events(link)) == 1


def test_hits_are_read_with_the_password_and_a_reason_and_it_is_an_event(door, handler):
    told = send(handler, ITEM + CANARY.encode(), hold="true").json()
    path = f"/v1/scans/{told['id']}/unmasked"
    assert "█" in handler("GET", f"/v1/scans/{told['id']}/report.json").text
    stale = door.session(handler.account, fresh=False)
    assert stale("POST", path, json={"reason": "核对"}).status_code == 403
    assert handler("POST", path, json={}).status_code == 422
    shown = handler("POST", path, json={"reason": "核对"})
    assert shown.status_code == 200
    assert "1:2000" in shown.text
    assert spooled(door) == []
    with door.house.store.read() as link:
        assert [e.detail for e in events(link) if e.act == "report.unmasked"][-1:] == [{"reason": "核对"}]


def test_a_quota_is_a_quota(tmp_path):
    with doorway(tmp_path / "data", load={"workers": 1, "quota_files": 2}) as door:
        caller = door.session(person(door.house, "h", Role.HANDLER))
        codes = [caller("POST", "/v1/scans", files={"file": ("a.txt", PLAIN)}).status_code for _ in range(3)]
        assert codes == [202, 202, 429]
        assert len(spooled(door)) == 2


def test_a_disk_that_is_full_checks_nothing_and_the_engine_lives_on(tmp_path):
    with doorway(tmp_path / "data", scan=True) as door:
        caller = door.session(person(door.house, "h", Role.HANDLER))
        vault = door.house.vault.folder
        vault.rmdir()
        vault.write_bytes(b"")  # nothing can be sealed where the folder is none
        told = send(caller, ITEM, hold="true").json()
        assert told["decision"]["answer"] == "error"
        assert told["decision"]["failure"] == "disk"
        assert spooled(door) == []
        vault.unlink()
        vault.mkdir(mode=0o700)
        assert send(caller, ITEM, hold="true").json()["held"]
        assert door.ask("GET", "/ready").status_code == 200


def test_what_is_read_or_refused_is_an_event(door, handler):
    with door.house.store.read() as link:
        before = head(link).seq
    told = send(handler, ITEM, hold="true").json()
    scan = told["id"]
    assert handler("GET", f"/v1/scans/{scan}/report.html").status_code == 200
    assert handler("GET", f"/v1/scans/{scan}/content").status_code == 200
    made = handler("POST", f"/v1/scans/{scan}/process?wait=60", json={}).json()
    assert handler("GET", f"/v1/scans/{made['id']}/proof").status_code == 200
    wish = {"sha256": told["sha256"], "name": "a", "recipients": ["x"], "channel": "email"}
    assert handler("POST", "/v1/release-check", json=wish).json()["decision"] == "refused"
    assert door.ask("POST", "/v1/session", json={"login": "nobody", "password": "x"}).status_code == 401
    with door.house.store.read() as link:
        acts = [one.act for one in events(link, after=before)]
    for act in ("report.read", "content.read", "proof.read", "release.refused", "session.refused"):
        assert acts.count(act) == 1, act


def test_how_far_a_check_has_come_is_told_until_it_is_done(tmp_path):
    members = 2500
    with zipfile.ZipFile(packed := io.BytesIO(), "w") as made:
        for number in range(members):
            made.writestr(f"{number:05d}.txt", f"第{number}号附件，运动会通知。")
    with doorway(tmp_path / "data", scan=True) as door:
        caller = door.session(person(door.house, "h", Role.HANDLER))
        sent = caller("POST", "/v1/scans", files={"file": ("a.zip", packed.getvalue())})
        told, seen = sent.json(), []
        while told["state"] == "queued":
            seen.append(told["progress"])
            told = caller("GET", f"/v1/scans/{told['id']}").json()
        page = caller("GET", f"/scans/{told['id']}")
    phases = ["waiting", "reading", "judging"]
    order = [phases.index(one["phase"]) for one in seen]
    assert order == sorted(order)
    assert order[-1] > 0
    assert [one["parts"] for one in seen] == sorted(one["parts"] for one in seen)
    assert max(one["parts"] for one in seen) <= 2 * members + 1
    assert "progress" not in told
    assert 'id="live"' not in page.text


def test_who_waits_is_told_so_on_a_page_that_renews_itself_with_and_without_a_script(tmp_path):
    with doorway(tmp_path / "data") as door:  # nobody reads
        caller = door.session(person(door.house, "h", Role.HANDLER))
        told = caller("POST", "/v1/scans", files={"file": ("a.txt", "运动会")}).json()
        assert told["progress"] == {"phase": "waiting", "parts": 0, "seconds": 0}
        page = html.fromstring(caller("GET", f"/scans/{told['id']}").content)
    assert page.xpath("//noscript/meta[@http-equiv='refresh']")
    live = page.get_element_by_id("live")
    assert live.get("data-from") == live.get("data-then") == f"/scans/{told['id']}"
    assert PAGE["far_waiting"][0] in live.text_content()
