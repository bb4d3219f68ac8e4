"""The pages in Debian's Chromium: axe finds nothing, nothing is wider than the window, the policy stops nothing of ours."""

from __future__ import annotations

import asyncio
import re
import shutil
import socket
import threading

import pytest

from gate.made import ITEM, Doorway, act, approved, content, house, person, scanned, staff
from outscan.gate import paper
from outscan.gate.auth.accounts import only_person
from outscan.gate.auth.sessions import embedded_token
from outscan.gate.http.server import hypercorn_config
from outscan.gate.states import Role

pytestmark = pytest.mark.door
CHROMIUM = shutil.which("chromium")
TOKEN = "t" * 43


@pytest.fixture(scope="module")
def browser():
    api = pytest.importorskip("playwright.sync_api")
    pytest.importorskip("axe_playwright_python")
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with api.sync_playwright() as started:
        made = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def served(tmp_path):
    from hypercorn.asyncio import serve

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with house(tmp_path / "data", unit="示例研究院", http={"port": port}) as made:
        door, loop, stop = Doorway(made), asyncio.new_event_loop(), asyncio.Event()
        config = hypercorn_config(made.settings)
        thread = threading.Thread(target=lambda: loop.run_until_complete(serve(door.app, config, shutdown_trigger=stop.wait)))
        thread.start()
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            threading.Event().wait(0.1)
        yield door, f"http://127.0.0.1:{port}"
        loop.call_soon_threadsafe(stop.set)
        thread.join(20)
        door.close()


@pytest.mark.parametrize(("language", "width"), [("zh-CN", 1280), ("en", 390)])
def test_axe_finds_nothing_on_any_page(browser, served, language, width):
    from axe_playwright_python.sync_playwright import Axe

    from outscan import Config, scan

    door, base = served
    people = staff(door)
    auditor = door.session(person(door.house, "auditor", Role.AUDITOR))
    system = door.session(person(door.house, "sysadmin", Role.SYSTEM_ADMIN))
    report = scan(ITEM, name="测区.txt", config=Config(ocr="off"))
    shown, record = paper.pack(report)
    row = scanned(door.house, people["handler"].account, name="测区.txt", report=shown, record=record)
    case = approved(door, people, row)
    other = scanned(door.house, people["handler"].account)
    waiting = people["handler"]("POST", "/v1/cases", json=content(other)).json()["id"]
    act(people["handler"], waiting, "submit")
    pages = [
        (None, ["/enter"]),
        (
            people["handler"],
            ["/", "/send", "/scans", f"/scans/{row['id']}", "/cases", f"/cases/{case}", f"/cases/new?scan={row['id']}"],
        ),
        (people["department"], ["/queue", f"/cases/{waiting}", "/password"]),
        (people["office"], ["/", "/register", "/false-alarms", "/nowhere"]),
        (auditor, ["/audit"]),
        (system, ["/system"]),
    ]
    for caller, paths in pages:
        cookies = {"outscan-language": language}
        if caller is not None:
            cookies["outscan-session"] = caller.headers["cookie"].partition("=")[2]
        context = browser.new_context(viewport={"width": width, "height": 800})
        context.add_cookies([{"name": name, "value": value, "url": base} for name, value in cookies.items()])
        page = context.new_page()
        said = []
        page.on("console", lambda message, said=said: said.append(message.text))
        for path in paths:
            page.goto(base + path)
            found = Axe().run(page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], path
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert not [one for one in said if re.search("Content.Security", one)], said
        context.close()


def test_the_token_of_the_address_enters_by_itself_and_leaves_the_address(browser, served):
    door, base = served
    with door.house.store.write() as link:
        embedded_token(link, only_person(link, "local"), TOKEN)
    page = browser.new_context().new_page()
    page.goto(f"{base}/enter#{TOKEN}")
    page.wait_for_url(f"{base}/")
    assert page.locator("a[href='/send']").count()
    assert TOKEN not in page.url
