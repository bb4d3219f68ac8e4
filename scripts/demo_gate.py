#!/usr/bin/env python3
"""Show the gate with fictional cases: a server of its own on loopback, three offices, one file taken to its release.

In: nothing. Out: what happens, line by line; all of it lies in a folder that is removed at the end. `--keep` leaves the
server running.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
START_SECONDS = 300
"""A first start after a fresh installation compiles every module, and a busy machine takes its time."""
PEOPLE = {
    "chengban": ("承办人 李某", ["handler"]),
    "bumen": ("部门审批 王某", ["department"]),
    "yewu": ("业务审批 陈某", ["business"]),
    "baomi": ("保密办 赵某", ["office"]),
    "lingdao": ("分管领导 周某", ["leader"]),
}
STEPS = {"department": "bumen", "business": "yewu", "office": "baomi", "leader": "lingdao"}


class Person:
    """Somebody signed on at the demo's server."""

    def __init__(self, port: int, login: str, password: str) -> None:
        self.port, self.headers = port, {}
        told = self("POST", "/v1/session", {"login": login, "password": password})
        self.headers["X-CSRF-Token"] = told["csrf"]
        if told["must_change"]:
            own = secrets.token_urlsafe(16)
            self("PUT", "/v1/session/password", {"current": password, "new": own})

    def __call__(self, method: str, path: str, body: object = None, *, raw: bytes | None = None) -> dict:
        """Ask, and end the demo with the problem's words where it is refused."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        data = raw if raw is not None else json.dumps(body).encode() if body is not None else None
        media = "application/octet-stream" if raw is not None else "application/json"
        link.request(method, path, data, {**self.headers, **({"Content-Type": media} if data is not None else {})})
        reply = link.getresponse()
        if cookie := reply.getheader("Set-Cookie"):
            self.headers["Cookie"] = cookie.split(";")[0]
        told = reply.read()
        link.close()
        found = json.loads(told) if told else {}
        if reply.status >= http.client.BAD_REQUEST:
            raise SystemExit(f"{method} {path}: {reply.status} {found.get('title')} {found.get('detail', '')}")
        return found


def say(text: str) -> None:
    print(text, flush=True)


def start(folder: Path) -> tuple[subprocess.Popen[str], int, dict[str, str]]:
    """The server, its port and the first one-time passwords."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    unit = 'network_level = "internal"\nunit = "示例研究院"\ncontact = "保密办（示例）"\n'
    settings = f'{unit}data = "{folder / "data"}"\n[http]\nport = {port}\n'
    (folder / "gate.toml").write_text(settings, "utf-8")
    log = folder / "log"
    command = [sys.executable, "-m", "outscan", "serve", "http", "--gate", str(folder / "gate.toml"), "--ocr", "off"]
    with log.open("wb") as out:
        server = subprocess.Popen(command, stderr=out, stdout=out, env={**os.environ, "PYTHONUTF8": "1"}, text=True)
    for _ in range(START_SECONDS * 10):
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        if server.poll() is not None:
            raise SystemExit(log.read_text("utf-8", "replace"))
        time.sleep(0.1)
    else:
        server.kill()
        raise SystemExit(log.read_text("utf-8", "replace") or f"the server did not answer within {START_SECONDS} s")
    return server, port, dict(re.findall(r"^  (\w+)  (\S+)$", log.read_text("utf-8", "replace"), re.MULTILINE))


def people(port: int, first: dict[str, str]) -> dict[str, Person]:
    """The unit: made by one officer, given rights by another."""
    system, security = (Person(port, login, first[login]) for login in ("sysadmin", "secadmin"))
    made = {}
    for login, (name, roles) in PEOPLE.items():
        told = system("POST", "/v1/accounts", {"login": login, "name": name, "department": "一室", "roles": roles})
        security("POST", f"/v1/changes/{told['change']}", {"agree": True})
        made[login] = Person(port, login, told["password"])
    made["auditor"] = Person(port, "auditor", first["auditor"])
    return made


def upload(person: Person, sample: str, name: str) -> dict:
    path = next((SAMPLES / sample).glob("input*"))
    told = person("POST", f"/v1/scans?wait=60&hold=true&name={quote(name)}", raw=path.read_bytes())
    say(f"  {name}：{told['decision']['answer']} — {told['decision']['message']}")
    return told


def walk(port: int, first: dict[str, str]) -> None:
    """The demo itself."""
    unit = people(port, first)
    staff = unit["chengban"]
    say("· 三员分立：sysadmin 建账号，secadmin 授权，auditor 看记录；五位同事已就位")
    say("· 承办人送检两份虚构文件：")
    upload(staff, "docx-mark-in-table", "内参.docx")
    scan = upload(staff, "docx-large-scale-map", "合作资料.docx")
    body = {
        "title": "合作资料对外提供",
        "scans": [scan["id"]],
        "recipients": ["ACME Ltd"],
        "country": "某国",
        "purpose": "联合研究（虚构）",
        "channels": ["email"],
        "copies": 1,
    }
    case = staff("POST", "/v1/cases", body)
    say(f"· 立案 {case['number']}，提交")
    now = staff("POST", f"/v1/cases/{case['id']}/acts", {"act": "submit", "version": case["version"]})
    while now["state"] in STEPS:
        approver = unit[STEPS[now["state"]]]
        deed = {"act": "agree", "version": now["version"], "reason": "不涉密，同意提供", "ground": "not_secret", "level": "none"}
        say(f"  {PEOPLE[STEPS[now['state']]][0]}：同意")
        now = approver("POST", f"/v1/cases/{case['id']}/acts", deed)
    say(f"· 状态：{now['state']}")
    wish = {"sha256": scan["sha256"], "name": "合作资料.docx", "recipients": ["ACME Ltd"], "channel": "email"}
    for told, changed in (
        ("换一个文件名", {"name": "b.docx"}),
        ("多一个接收方", {"recipients": ["ACME Ltd", "他人"]}),
        ("完全一致", {}),
    ):
        ruling = staff("POST", "/v1/release-check", {**wish, **changed})
        why = "；".join(one["message"] for one in ruling["reasons"])
        say(f"  发送前核对（{told}）：{ruling['decision']} {why}")
        if ruling["token"]:
            staff("POST", f"/v1/releases/{ruling['token']}", {"state": "sent"})
    ruling = staff("POST", "/v1/release-check", wish)
    say(f"  再发一份：{ruling['decision']} {ruling['reasons'][0]['message']}")
    found = unit["auditor"]("POST", "/v1/audit/verification")
    say(f"· 审计记录 {found['count']} 条，{'完整' if found['whole'] else '不完整'}")
    say(f"  链头（盖章存档用）：{unit['auditor']('GET', '/v1/audit/head')['anchor']}")


def main() -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    with tempfile.TemporaryDirectory(prefix="outscan-demo-") as name:
        server, port, first = start(Path(name))
        try:
            walk(port, first)
            if "--keep" in sys.argv:
                say(f"· 服务仍在 http://127.0.0.1:{port} ，按 Ctrl+C 结束")
                with contextlib.suppress(KeyboardInterrupt):
                    server.wait()
        finally:
            server.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(20)
            server.kill()
    return 0


if __name__ == "__main__":
    sys.exit(main())
