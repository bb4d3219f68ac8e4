"""A file's whole way in Debian's Chromium: both languages, with and without scripts, desk and phone; and by keyboard alone."""

from __future__ import annotations

import re

import pytest

from gate.browsing import Visitor, chromium, serving
from gate.made import ITEM, PASSWORD, staff
from outscan.words.page import PAGE

pytestmark = pytest.mark.door
TEXT = "抬头一行\n".encode() + ITEM


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def unit(tmp_path_factory, browser):
    with serving(tmp_path_factory.mktemp("walk") / "data", scan=True) as (door, base):
        yield door, base, staff(door)


@pytest.mark.parametrize(
    ("language", "scripts", "width"),
    [("zh-CN", True, 1280), ("zh-CN", False, 390), ("en", True, 390), ("en", False, 1280)],
)
def test_upload_verdict_process_submit_approve_release_register(  # noqa: PLR0915 - one walk, step by step
    browser, unit, language, scripts, width
):
    _, base, people = unit

    def w(key):
        return PAGE[key][language == "en"]

    def visit(login):
        return Visitor(browser, base, people[login], language, width, scripts=scripts)

    name = f"测区-{language}-{width}.txt"
    handler = visit("handler")
    page = handler.go("/send")
    page.set_input_files("#files", files=[{"name": name, "mimeType": "text/plain", "buffer": TEXT + name.encode()}])
    page.fill("#recipients", "ACME Ltd")
    page.fill("#purpose", "联合研究")
    page.fill("#project", "P-1")
    page.select_option("#channel", "email")
    page.locator("main button.first").click()
    handler.settle()
    scan = re.search(r"/scans/([0-9a-f]{32})", page.url)[1]
    assert page.locator(".band .big").inner_text() in {w("verdict_review"), w("verdict_process"), w("verdict_escalate")}
    assert "31.6" not in page.content()
    handler.go(f"/scans/{scan}/process")
    page.get_by_role("button", name=w("next_process")).click()
    handler.settle()
    copy = re.search(r"/scans/([0-9a-f]{32})", page.url)[1]
    assert copy != scan
    assert w("proof_line").format(residual=0, percent=100) in page.locator(".proof").inner_text()
    handler.go(f"/scans/{copy}/beside")
    assert page.locator(".pane").count() == 2
    assert page.locator("ins.changed").count() >= 2
    handler.go(f"/cases/new?scan={copy}")
    assert page.input_value("#purpose") == "联合研究"
    assert page.input_value("#project") == "P-1"
    page.get_by_role("button", name=w("case_submit")).click()
    handler.check()
    case = re.search(r"/cases/([0-9a-f]{32})", page.url)[1]
    assert page.get_by_role("heading", name=w("decide"), exact=True).count() == 0
    for step in ("department", "business", "office", "leader"):
        handler.go(f"/cases/{case}")
        if w(f"state_{step}") not in page.locator("main > p > .tag").first.inner_text():
            continue
        approver = visit(step)
        theirs = approver.go("/queue")
        theirs.locator(f"a[href='/cases/{case}']").click()
        approver.check()
        theirs.fill("#reason-decide", "经审查同意")
        theirs.fill("#password-decide", PASSWORD[1:])
        theirs.get_by_role("button", name=w("act_agree"), exact=True).first.click()
        assert theirs.input_value("#reason-decide") == "经审查同意"
        theirs.select_option("#ground", "processed")
        theirs.select_option("#level", "none")
        theirs.fill("#password-decide", PASSWORD)
        theirs.get_by_role("button", name=w("act_agree"), exact=True).first.click()
        theirs.wait_for_url(f"{base}/queue")
        approver.check()
        approver.close()
    handler.go(f"/cases/{case}")
    page.get_by_role("button", name=w("release_do")).click()
    assert w("release_done") in page.locator(".note").first.inner_text()
    handler.close()
    office = visit("office")
    theirs = office.go("/register?state=sent&search=ACME")
    assert name in theirs.locator("tbody").inner_text()
    office.close()


def _tab_to(page, locator, most=80):
    """Press Tab until `locator` has the focus, each stop on the way being visible."""
    for _ in range(most):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "() => { const one = document.activeElement; const style = getComputedStyle(one);"
            " return one === document.body || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2); }"
        )
        assert seen, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if locator.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(locator)


def test_a_walk_by_keyboard_alone(browser, unit, tmp_path):  # noqa: PLR0915 - one walk, step by step
    _, base, people = unit
    file = tmp_path / "键盘.txt"
    file.write_bytes(TEXT + b"keyboard")
    handler = Visitor(browser, base, people["handler"])
    page = handler.go("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    _tab_to(page, page.locator("main a[href='/send']").first)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}/send")
    _tab_to(page, page.locator("#files"))
    with page.expect_file_chooser() as chosen:
        page.keyboard.press("Space")
    chosen.value.set_files(str(file))
    assert page.locator("#chosen li").inner_text() == file.name
    _tab_to(page, page.locator("#recipients"))
    page.keyboard.type("ACME Ltd")
    _tab_to(page, page.locator("#purpose"))
    page.keyboard.type("research")
    _tab_to(page, page.locator("main button.first"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/scans/[0-9a-f]{32}"))
    handler.settle()
    scan = re.search(r"/scans/([0-9a-f]{32})", page.url)[1]
    _tab_to(page, page.locator(f"a[href='/scans/{scan}/see']").first, 200)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/see"))
    handler.settle()
    for key, number in (("j", "1"), ("j", "2"), ("k", "1")):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.hash") == f"#place-{number}"
        assert page.locator(".chosen").count() == 1
    _tab_to(page, page.locator("summary").first, 200)
    page.keyboard.press("Enter")
    _tab_to(page, page.locator("#reason"))
    page.keyboard.type("jk")  # the keys are letters where somebody types
    assert page.input_value("#reason") == "jk"
    _tab_to(page, page.locator("#password"))
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():  # to the page one is on
        page.keyboard.press("Enter")
    handler.settle()
    assert "31.6" in page.content()
    page.uncheck("#keys")
    page.keyboard.press("j")
    assert page.locator(".chosen").count() == 0
    handler.go(f"/scans/{scan}")
    _tab_to(page, page.locator("form[action$='/declarations'] input[type=radio]:checked").first)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    _tab_to(page, page.locator("#by"))
    page.keyboard.type("王工")
    _tab_to(page, page.locator("form[action$='/declarations'] button"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("noted=declared"))
    handler.check()
    assert "王工" in page.locator(".card .note").inner_text()
    _tab_to(page, page.locator("summary", has_text=PAGE["facts_change"][0]))
    page.keyboard.press("Enter")
    assert page.locator("input[type=radio][value=yes]:checked").count() == 1
    handler.go(f"/cases/new?scan={scan}")
    _tab_to(page, page.locator("input[name=channel]").first)
    page.keyboard.press("Space")
    _tab_to(page, page.locator("button[value=submit]"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/cases/[0-9a-f]{32}"))
    case = page.url
    handler.close()
    approver = Visitor(browser, base, people["department"])
    theirs = approver.go(case.removeprefix(base))
    _tab_to(theirs, theirs.locator("#reason-decide"))
    theirs.keyboard.type("ok")
    _tab_to(theirs, theirs.locator("#password-decide"))
    theirs.keyboard.type(PASSWORD)
    _tab_to(theirs, theirs.locator("button[value=agree]"))
    theirs.keyboard.press("Enter")
    theirs.wait_for_url(f"{base}/queue")
    approver.close()


def test_both_sides_scroll_together(browser, unit):
    _, base, people = unit
    handler = people["handler"]
    long = b"\n".join(f"{n} ".encode() + "一段平常的话。".encode() * 6 for n in range(200))
    told = handler("POST", "/v1/scans?wait=60", files={"file": ("长.txt", long + b"\n" + ITEM)}, data={"hold": "true"}).json()
    copy = handler("POST", f"/v1/scans/{told['id']}/process?wait=60", json={}).json()["id"]
    visitor = Visitor(browser, base, handler)
    page = visitor.go(f"/scans/{copy}/beside")
    panes = page.locator(".pane")
    panes.nth(0).evaluate("pane => { pane.scrollTop = 600; }")
    page.wait_for_function("document.querySelectorAll('.pane')[1].scrollTop > 300")
    page.uncheck("#lock")
    before = panes.nth(1).evaluate("pane => pane.scrollTop")
    panes.nth(0).evaluate("pane => { pane.scrollTop = 0; }")
    page.wait_for_timeout(300)
    assert panes.nth(1).evaluate("pane => pane.scrollTop") == before
    visitor.close()
