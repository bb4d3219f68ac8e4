"""Make the pictures of the pages in docs/img: a gate of its own with fictional cases, looked at in Debian's Chromium.

`python scripts/make_page_pictures.py [NAME…]` writes `docs/img/page-NAME.png`, all or those named, in 64 colours.
Look at every picture before it is committed.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests")]

from PIL import Image  # noqa: E402 - the tests' houses are on the path only now
from reportlab.pdfgen.canvas import Canvas  # noqa: E402

from gate.browsing import Visitor, chromium, serving  # noqa: E402
from gate.made import ITEM, PASSWORD, Caller, Doorway, act, approved, content, person, scanned, staff  # noqa: E402
from outscan.gate.states import Role  # noqa: E402

OUT = ROOT / "docs" / "img"
COLOURS = 64
MOST_HEIGHT = 1200
PLAN = "明年教育专项资金分配方案为内部讨论稿，请财务处不要外传给项目外方。".encode()
NOTICE = "关于春季运动会的通知，天气晴朗，请各班准时到场。".encode()


def _upload(caller: Caller, name: str, data: bytes) -> str:
    reply = caller("POST", "/v1/scans?wait=60", files={"file": (name, data)}, data={"hold": "true", "recipient": "ACME Ltd"})
    return str(reply.json()["id"])


def _archive() -> bytes:
    paper = io.BytesIO()
    canvas = Canvas(paper)
    canvas.setFontSize(14)
    canvas.drawString(72, 760, "Annex 3: description of the survey")
    canvas.drawString(72, 720, "1:2000 topographic map, all features, continuous area 31.6 km2, not public")
    canvas.save()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("附件/说明.txt", "抬头一行\n".encode() + ITEM)
        made.writestr("附件/附件3.pdf", paper.getvalue())
    return out.getvalue()


def made(door: Doorway, people: dict[str, Caller], officers: dict[str, Caller]) -> dict[str, str]:
    """Put something on every page; what the addresses need."""
    handler, office = people["handler"], people["office"]
    _upload(handler, "运动会通知.txt", NOTICE)
    scan = _upload(handler, "测区说明.txt", "抬头一行\n".encode() + ITEM)
    plan = _upload(handler, "分配方案.txt", PLAN)
    asked = _upload(handler, "分配方案（二稿）.txt", PLAN + "（二稿）".encode())
    inside = _upload(handler, "合作资料.zip", _archive())
    copy = handler("POST", f"/v1/scans/{scan}/process?wait=60", json={}).json()["id"]
    answers = {"answers": {"education/nb-02": "yes"}, "by": "财务处王工"}
    handler("POST", f"/v1/scans/{plan}/declarations", json=answers)
    queued = scanned(
        door.house, handler.account, name="三年观测资料.zip", size=38_000_000, state="queued", answer="", would="", action=""
    )
    scanned(door.house, handler.account, action="escalate", answer="pass", mode="observe", rules=("surveying/2020-18",))
    row = scanned(door.house, handler.account, name="联合研究方案.docx", rules=("surveying/2020-18",))
    approved(door, people, row, title="联合研究方案", recipients=["ACME Ltd"], purpose="联合研究")
    told = {"sha256": row["sha256"], "name": row["name"], "recipients": ["ACME Ltd"], "copies": 1, "channel": "email"}
    token = handler("POST", "/v1/release-check", json=told).json()["token"]
    handler("POST", f"/v1/releases/{token}", json={"state": "sent", "note": ""})
    handler("POST", f"/v1/scans/{row['id']}/false-alarms", json={"rule": "surveying/2020-18", "reason": "图件带审图号"})
    waiting = []
    for title in ("测区资料", "会议论文", "实验数据"):
        other = scanned(door.house, handler.account, action="review", name=f"{title}.docx")
        waiting.append(handler("POST", "/v1/cases", json=content(other, title=title)).json()["id"])
        act(handler, waiting[-1], "submit")
    office("POST", "/v1/clocks", json={"kind": "leak", "note": "外发邮件疑似带有未定密资料"})
    office("POST", "/v1/own-rules", json={"kind": "cleared", "name": "院徽", "sha256": "a" * 64, "reason": "公开标识"})
    officers["sysadmin"]("POST", "/v1/accounts", json={"login": "wang", "name": "王工", "roles": ["handler"]})
    return {
        "scan": scan,
        "plan": plan,
        "asked": asked,
        "inside": inside,
        "copy": copy,
        "queued": queued["id"],
        "case": waiting[1],
        "urgent": waiting[2],
    }


def pages(door: Doorway) -> Iterator[tuple[str, Caller | None, str, int]]:
    """(name, who, address, width of the window) of every picture, after what it shows was made."""
    people = staff(door)
    officers = {
        login: door.session(person(door.house, login, role))
        for login, role in (("sysadmin", Role.SYSTEM_ADMIN), ("secadmin", Role.SECURITY_ADMIN), ("auditor", Role.AUDITOR))
    }
    ids = made(door, people, officers)
    handler, office, department = people["handler"], people["office"], people["department"]
    auditor, system, security = officers["auditor"], officers["sysadmin"], officers["secadmin"]
    table = (
        ("enter", None, "/enter", 1000),
        ("home", office, "/", 1000),
        ("send", handler, "/send", 1000),
        ("scans", handler, "/scans", 1000),
        ("waiting", handler, f"/scans/{ids['queued']}", 1000),
        ("verdict", handler, f"/scans/{ids['scan']}", 1000),
        ("facts", handler, f"/scans/{ids['asked']}", 1000),
        ("stated", handler, f"/scans/{ids['plan']}", 1000),
        ("see-masked", handler, f"/scans/{ids['scan']}/see", 1000),
        ("see-inside", handler, f"/scans/{ids['inside']}/see?tab=pages", 1000),
        ("process", handler, f"/scans/{ids['scan']}/process", 1000),
        ("beside", handler, f"/scans/{ids['copy']}/beside", 1000),
        ("copy", handler, f"/scans/{ids['copy']}", 1000),
        ("ask", handler, f"/cases/new?scan={ids['scan']}", 1000),
        ("queue", department, "/queue", 1000),
        ("deputies", department, "/deputies", 1000),
        ("case", department, f"/cases/{ids['case']}", 1000),
        ("decision", department, f"/cases/{ids['case']}#decide", 390),
        ("emergency", office, f"/cases/{ids['urgent']}", 1000),
        ("register", office, "/register", 1000),
        ("month", office, "/months", 1000),
        ("search", office, "/search?text=%E8%81%94%E5%90%88", 1000),
        ("alarms", office, "/false-alarms", 1000),
        ("rollout", office, "/rollout", 1000),
        ("clocks", office, "/clocks", 1000),
        ("rules", office, "/rules?certainty=C", 1000),
        ("rule", office, "/rule?id=surveying/2020-18", 1000),
        ("own", office, "/own-rules", 1000),
        ("audit", auditor, "/audit", 1000),
        ("system", system, "/system", 1000),
        ("accounts", system, "/accounts", 1000),
        ("changes", security, "/changes", 1000),
        ("see", handler, f"/scans/{ids['scan']}/see", 1000),
    )
    yield from table


def look(visitor: Visitor, name: str, path: str) -> bytes:
    """The picture of one page: of its part for an address with one, else whole, up to a height."""
    page = visitor.page
    if name == "waiting":  # nobody reads it: it would be waited for
        page.goto(visitor.base + path)
    else:
        visitor.go(path)
    if name == "see":
        page.locator("summary").first.click()
        page.fill("#reason", "核对原文")
        page.fill("#password", PASSWORD)
        with page.expect_navigation():
            page.get_by_role("button", name="显示文字").click()
        visitor.settle()
    if name == "emergency":
        page.locator("summary", has_text="紧急放行").click()
    page.wait_for_load_state("networkidle")
    if path.endswith("#decide"):
        return bytes(page.screenshot())
    height = min(MOST_HEIGHT, page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
    return bytes(page.screenshot())


def main() -> None:
    """Make the pictures."""
    wanted = set(sys.argv[1:])
    with (
        tempfile.TemporaryDirectory() as folder,
        chromium() as browser,
        serving(Path(folder) / "data", scan=True, emergency_hours=4) as (door, base),
    ):
        for name, caller, path, width in pages(door):
            if wanted and name not in wanted:
                continue
            visitor = Visitor(browser, base, caller, width=width)
            shot = Image.open(io.BytesIO(look(visitor, name, path))).convert("RGB")
            visitor.close()
            shot.quantize(COLOURS, dither=Image.Dither.NONE).save(OUT / f"page-{name}.png", optimize=True)
            print(f"{name}: {shot.width} x {shot.height}, {(OUT / f'page-{name}.png').stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
