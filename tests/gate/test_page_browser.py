"""The pages in Debian's Chromium: axe finds nothing on any of them, nothing is wider than the window or breaks the policy."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from gate.browsing import Visitor, chromium, serving
from gate.made import ITEM, PASSWORD, act, approved, content, person, scanned, staff
from outscan.gate.auth.accounts import only_person
from outscan.gate.auth.sessions import embedded_token
from outscan.gate.page import FACE
from outscan.gate.states import Role
from outscan.lexicon.load import load

pytestmark = pytest.mark.door
TOKEN = "t" * 43
HOSTILE = "<script>alert(1)</script>\u202efdp.{{7*7}}" + "长" * 240 + ".txt"
ASKED = "明年教育专项资金分配方案为内部讨论稿，请财务处不要外传给项目外方。".encode()
VILE = b"<img src=x onerror=alert(2)><script>alert(3)</script>\x1b[31m{{7*7}}\n" + ITEM


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def unit(tmp_path_factory, browser):
    """A unit with something on every page: (door, address, [(caller, paths)])."""
    folder = tmp_path_factory.mktemp("unit")
    with serving(folder / "data", scan=True, emergency_hours=4, ledger=_ledger(folder)) as (door, base):
        yield door, base, _filled(door)


def _ledger(folder):
    """A ledger with one run over files of hostile names."""
    (files := folder / "资料").mkdir()
    (files / "<script>甲{{7*7}}.txt").write_bytes(ITEM)
    (files / "\u202efdp.乙.txt").write_bytes(VILE)
    command = [sys.executable, "-m", "outscan", "batch", "run", str(files), "--ledger", str(folder / "l.db"), "--ocr", "off"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode in {0, 1, 3}, done.stderr.decode()
    return str(folder / "l.db")


def _upload(caller, name, data):
    reply = caller("POST", "/v1/scans?wait=60", files={"file": (name, data)}, data={"hold": "true", "recipient": "ACME"})
    assert reply.json()["held"], reply.text
    return reply.json()["id"]


def _filled(door):
    people = staff(door)
    officers = {
        login: door.session(person(door.house, login, role))
        for login, role in (("sys", Role.SYSTEM_ADMIN), ("sec", Role.SECURITY_ADMIN), ("aud", Role.AUDITOR))
    }
    handler, office = people["handler"], people["office"]
    scan = _upload(handler, "测区.txt", "抬头一行\n".encode() + ITEM)
    hostile = _upload(handler, HOSTILE, VILE)
    copy = handler("POST", f"/v1/scans/{scan}/process?wait=60", json={}).json()["id"]
    stated = _upload(handler, "分配方案.txt", ASKED)
    answers = {"answers": {"education/nb-02": "yes"}, "by": HOSTILE[:200]}
    assert handler("POST", f"/v1/scans/{stated}/declarations", json=answers).json()["action"] == "release"
    many = _upload(handler, "500.txt", _many(door))
    inside = _upload(handler, "资料.zip", _packed())
    queued = scanned(door.house, handler.account, name=HOSTILE, state="queued", answer="", would="", action="")["id"]
    scanned(door.house, handler.account, action="escalate", answer="pass", mode="observe", rules=("<i>surveying",))
    row = scanned(door.house, handler.account, name=HOSTILE, rules=("surveying/2020-18",))
    case = approved(door, people, row, title=HOSTILE[:200], recipients=["ACME"], purpose=HOSTILE)
    told = {"sha256": row["sha256"], "name": HOSTILE, "recipients": ["ACME"], "copies": 1, "channel": "email"}
    token = handler("POST", "/v1/release-check", json=told).json()["token"]
    handler("POST", f"/v1/releases/{token}", json={"state": "sent", "note": HOSTILE[:200]})
    handler("POST", f"/v1/scans/{row['id']}/false-alarms", json={"rule": "surveying/2020-18", "reason": HOSTILE})
    waiting = []
    for _ in range(3):
        other = scanned(door.house, handler.account, action="review", name=HOSTILE)
        waiting.append(handler("POST", "/v1/cases", json=content(other, title=HOSTILE[:200])).json()["id"])
        act(handler, waiting[-1], "submit")
    act(people["department"], waiting[0], "return")
    handler("POST", f"/v1/cases/{waiting[0]}/revisions?version=3", json=content(other, title="另一题目", purpose=HOSTILE))
    until = "2027-01-15T00:00:00+00:00"
    people["department"](
        "POST", "/v1/deputies", json={"deputy": people["business"].account, "role": "department", "until": until}
    )
    office("POST", "/v1/clocks", json={"kind": "leak", "note": HOSTILE})
    office("POST", "/v1/own-rules", json={"kind": "cleared", "name": HOSTILE[:200], "sha256": "a" * 64, "reason": HOSTILE[:200]})
    account = {"login": "wang", "name": HOSTILE[:200], "roles": ["handler"]}
    officers["sys"]("POST", "/v1/accounts", json=account)
    officers["sys"]("POST", "/v1/backups")
    return [
        (None, ["/enter"]),
        (
            handler,
            [
                "/",
                "/send",
                "/scans",
                *(f"/scans/{one}" for one in (scan, hostile, copy, stated, many, row["id"])),
                f"/scans/{many}?search=%3Cscript%3E",
                f"/scans/{queued}",
                f"/scans/{inside}/see",
                f"/scans/{inside}/see?tab=pages",
                f"/scans/{scan}/see",
                f"/scans/{hostile}/see",
                f"/scans/{scan}/process",
                f"/scans/{copy}/beside",
                "/cases",
                f"/cases/{case}",
                f"/cases/{waiting[0]}",
                f"/cases/{waiting[0]}/correct",
                f"/cases/new?scan={hostile}",
                "/password",
                "/nowhere",
            ],
        ),
        (people["department"], ["/queue", f"/cases/{waiting[1]}", "/deputies"]),
        (people["business"], ["/queue"]),
        (people["leader"], [f"/cases/{waiting[1]}"]),
        (
            office,
            [
                "/",
                "/register",
                "/months",
                "/search?text=%E9%95%BF",
                "/false-alarms",
                "/rules?certainty=C",
                "/rule?id=surveying/2020-18",
                "/own-rules",
                "/runs",
                "/runs/1",
                "/clocks",
                "/rollout",
                f"/cases/{case}",
                f"/cases/{waiting[1]}",
            ],
        ),
        (people["office2"], ["/own-rules"]),
        (officers["aud"], ["/", "/audit"]),
        (officers["sys"], ["/", "/system", "/accounts", "/changes"]),
        (officers["sec"], ["/", "/accounts", "/changes", "/own-rules", "/rollout"]),
    ]


def _many(door):
    """A document with dozens of rules and questions and five hundred places of one."""
    told = [
        one.written.hits[0].text
        for one in load(door.house.scanner.config.lexicons, whole=True).items
        if one.settled_by is not None
    ][:40]
    return "\n\n".join([*told, *["内部资料 注意保存\n\n这是一段平常的话。"] * 500]).encode()


def _packed():
    """An archive with a page and a picture inside, under hostile names."""
    Image.new("RGB", (90, 60), "white").save(picture := io.BytesIO(), "PNG")
    canvas = Canvas(paper := io.BytesIO())
    canvas.drawString(72, 700, "INTERNAL USE ONLY: 1:2000 topographic map, continuous area 31.6 km2, full elements, not public")
    canvas.save()
    with zipfile.ZipFile(out := io.BytesIO(), "w") as made:
        made.writestr(HOSTILE.replace("</", "").replace(".txt", "")[:60] + ".pdf", paper.getvalue())
        made.writestr("{{7*7}}<b>.png", picture.getvalue())
        made.writestr("a.txt", ITEM)
    return out.getvalue()


LOOKED_AT_ELSEWHERE = {
    "page_reading": "test_page_see.py: what waits is the page of a look as well, here as long as its document is read",
}


def test_every_page_there_is_stands_in_the_walk(unit):
    walked = [path.partition("?")[0] for _, paths in unit[2] for path in paths]
    pages = [one for one in FACE.operations if one.method == "GET" and one.media == "text/html" and not one.public]
    missing = {one.name for one in pages if not any(re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", one.path), path) for path in walked)}
    assert missing == set(LOOKED_AT_ELSEWHERE)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_axe_finds_nothing_on_any_page_and_nothing_acts(browser, unit, language, width):
    from axe_playwright_python.sync_playwright import Axe

    _, base, pages = unit
    axe = Axe()
    for caller, paths in pages:
        visitor = Visitor(browser, base, caller, language, width)
        for path in paths:
            page = visitor.go(path)
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            found = axe.run(page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], path
            visitor.check()
            assert page.locator("main img, main script").count() == 0, path
        visitor.close()


@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_no_page_is_wider_than_its_window_nor_leads_nowhere(browser, unit, width):
    _, base, pages = unit
    for caller, paths in pages:
        visitor = Visitor(browser, base, caller, "zh-CN", width)
        for path in paths:
            page = visitor.go(path)
            assert page.locator("a[href^='/'], form").count() >= 1, path
        visitor.close()


def test_the_token_of_the_address_enters_by_itself_and_leaves_the_address(browser, tmp_path):
    with serving(tmp_path / "data") as (door, base):
        with door.house.store.write() as link:
            embedded_token(link, only_person(link, "local"), TOKEN)
        visitor = Visitor(browser, base)
        visitor.page.goto(f"{base}/enter#{TOKEN}")
        visitor.page.wait_for_url(f"{base}/")
        assert visitor.page.locator("a[href='/send']").count()
        assert TOKEN not in visitor.page.url
        visitor.close()


def test_the_sign_on_form_signs_on(browser, unit):
    door, base, _ = unit
    person(door.house, "zhao", Role.HANDLER)
    visitor = Visitor(browser, base)
    page = visitor.go("/enter")
    page.fill("#login", "zhao")
    page.fill("#password", PASSWORD)
    page.locator("main button.first").click()
    page.wait_for_url(f"{base}/")
    visitor.check()
    visitor.close()
