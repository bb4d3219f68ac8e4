"""Debian's Chromium before a served gate: contexts signed on as somebody, and what a browser complains of."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import socket
import threading

import pytest

from gate.made import Doorway, house
from outscan.gate.http.server import hypercorn_config

CHROMIUM = shutil.which("chromium")
HELD = "alert(1)"
"""In the name of a check that nobody reads: its page waits for ever."""
WATCH = """
window.policyViolations = [];
document.addEventListener("securitypolicyviolation", (event) => window.policyViolations.push(event.violatedDirective));
"""


@contextlib.contextmanager
def chromium():
    """The browser; the test is skipped where there is none."""
    api = pytest.importorskip("playwright.sync_api")
    pytest.importorskip("axe_playwright_python")
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with api.sync_playwright() as started:
        made = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@contextlib.contextmanager
def serving(folder, **given):
    """A gate that listens: (door, address)."""
    from hypercorn.asyncio import serve

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with house(folder, unit="示例研究院", contact="保密办 0000-0000", http={"port": port}, **given) as made:
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


class Visitor:
    """A person at a browser. `wrong` gathers what no page may do: policy violations, dialogs, errors of scripts."""

    def __init__(self, browser, base, caller=None, language="zh-CN", width=1280, *, scripts=True):
        self.base, self.scripts, self.wrong = base, scripts, []
        self.context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
        cookies = {"outscan-language": language}
        if caller is not None:
            cookies["outscan-session"] = caller.headers["cookie"].partition("=")[2]
        self.context.add_cookies([{"name": name, "value": value, "url": base} for name, value in cookies.items()])
        self.page = self.context.new_page()
        if scripts:
            self.page.add_init_script(WATCH)
        self.page.on("dialog", lambda dialog: (self.wrong.append("dialog"), dialog.dismiss()))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", self._said)

    def _said(self, message):
        if "Content Security" in message.text or "Content-Security" in message.text:
            self.wrong.append(message.text)

    def go(self, path):
        """Open a page of ours, once what it waits for is there."""
        self.page.goto(self.base + path)
        self.settle()
        return self.page

    def settle(self):
        """Wait while the page renews itself."""
        for _ in range(120):
            self.page.wait_for_load_state()
            live = self.page.locator("#live")
            if not live.count() or self.page.url.removeprefix(self.base) == "/scans" or HELD in live.inner_text():
                break
            self.page.wait_for_timeout(400)
            if not self.scripts:
                self.page.goto(self.page.url)
        self.check()

    def check(self):
        """What holds for every page that is looked at."""
        if self.scripts:
            self.wrong += self.page.evaluate("window.policyViolations || []")
            wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, (self.page.url, wide)
        assert self.wrong == [], (self.page.url, self.wrong)

    def close(self):
        """End."""
        self.context.close()
