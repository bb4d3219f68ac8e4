"""The gate as a process: killed in the middle, looked through for words of a document, started alone by one person."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from gate.made import ITEM, PLAIN, doorway, person
from gate.test_server import SRC, Running, free_port
from outscan.gate.states import Role

PLANTED = "钬铥镱镥密语七七四九"
"""Words that stand in no rule and no message: wherever they turn up, a document was quoted."""


def served(folder):
    """A running gate and what a service says to it: (gate, headers)."""
    with doorway(folder / "data") as door:
        account = person(door.house, "dms", Role.SERVICE, kind="service")
        headers = door.token(account, "scan", "content").headers
    return Running(folder), headers


def ask(gate, known, method, path, **given):
    said = {**known, **given.pop("headers", {})}
    return httpx2.request(method, f"http://127.0.0.1:{gate.port}{path}", headers=said, timeout=90, **given)


def test_what_was_accepted_gets_its_verdict_though_the_server_is_killed_twice(tmp_path):
    gate, headers = served(tmp_path)
    try:
        accepted = {}
        for _ in range(2):
            for number in range(6):
                data = ITEM if number % 2 else PLAIN
                told = ask(gate, headers, "POST", "/v1/scans", files={"file": (f"{number}.txt", data)})
                assert told.status_code == 202
                accepted[told.json()["id"]] = data
            gate.stop(signal.SIGKILL)
            gate.start()
        for scan, data in accepted.items():
            told = ask(gate, headers, "GET", f"/v1/scans/{scan}?wait=60").json()
            assert told["state"] == "done"
            assert (told["decision"]["answer"] == "pass") is (data == PLAIN)
        assert list((tmp_path / "data/spool").iterdir()) == []
    finally:
        gate.stop(signal.SIGKILL)


def test_no_word_of_a_document_is_in_a_log_a_file_or_a_core(tmp_path):
    gate, headers = served(tmp_path)
    planted = PLANTED.encode()
    try:
        held = ask(gate, headers, "POST", "/v1/scans?wait=60&hold=true", files={"file": ("a.txt", ITEM + planted)}).json()
        assert held["held"]
        mark = f"秘密★5年\n{PLANTED}\n".encode()
        assert (
            ask(gate, headers, "POST", "/v1/scans?wait=60", files={"file": ("b.txt", mark)}).json()["decision"]["answer"]
            == "stop"
        )
        bad = ask(gate, headers, "POST", "/v1/scans", content=planted, headers={"content-type": "multipart/form-data"})
        assert bad.status_code == 400
        limits = Path(f"/proc/{gate.process.pid}/limits")
        if limits.exists():
            assert re.search(r"Max core file size\s+0\s+0\s", limits.read_text())
    finally:
        assert gate.stop() == 0
    for path in tmp_path.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            for told in (planted, PLANTED.encode("utf-16-le"), PLANTED.encode("gb18030"), PLANTED.encode("unicode_escape")):
                assert told not in data, path


@pytest.fixture
def alone(tmp_path):
    """`outscan serve` as one person types it; (process, what it said)."""
    command = [sys.executable, "-m", "outscan", "serve", "--no-browser", "--ocr", "off", "--port", str(free_port())]
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "share"), "PYTHONPATH": str(SRC), "PYTHONUTF8": "1"}
    environment = {**os.environ, **home}
    environment.pop("STATE_DIRECTORY", None)
    log = tmp_path / "said"
    with log.open("wb") as out:
        process = subprocess.Popen([*command], env=environment, stdout=out, stderr=out)
    for _ in range(600):
        if "/enter#" in log.read_text("utf-8"):
            break
        time.sleep(0.1)
    yield process, log.read_text("utf-8")
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    process.wait(30)


def test_one_person_starts_it_without_any_setting(alone, tmp_path):
    _, said = alone
    page, token = re.search(r"(http://127\.0\.0\.1:\d+)/enter#(\S+)", said).groups()
    assert httpx2.get(f"{page}/v1/scans").status_code == 401
    headers = {"authorization": f"Bearer {token}"}
    reply = httpx2.post(f"{page}/v1/scans?wait=60", headers=headers, files={"file": ("a.txt", PLAIN)}, timeout=90)
    assert reply.json()["decision"]["answer"] == "pass"
    assert httpx2.get(f"{page}/v1/audit", headers=headers).status_code == 403
    data = tmp_path / "share/outscan"
    assert (data / "gate.db").is_file()
    assert (data.stat().st_mode & 0o077) == 0
