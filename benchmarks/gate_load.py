#!/usr/bin/env python3
"""Load and chaos against a gate of its own on loopback: `load` (many uploads at once), `full` (over the queue), `kill` (kill -9),
`away` (a PostgreSQL of its own is stopped for a while).

In: seconds, how many at once. Out: figures as JSON lines. Everything lies in a folder that is removed; only processes started
here are ended.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]
from demo_gate import Person  # noqa: E402 - the folder of the scripts is on the path only now
from samples.packages import docx  # noqa: E402 - the same

PLAIN = docx(*[f"第{i}段：关于春季运动会的通知，天气晴朗，请各班准时到场。" for i in range(400)])
ITEM = docx("测区1:2000地形图全要素数字化成果，连续覆盖范围31.6平方公里，随函提供外方。", *["正文。"] * 200)
MARK = docx("关于某项工作的说明", header="秘密★5年")
KINDS = [PLAIN, ITEM, MARK, "今天天气晴朗。".encode(), b"\x00\x01\xff" * 5000]


class Database:
    """A PostgreSQL of its own, and the address of a fresh database in it."""

    def __init__(self) -> None:
        from batch.postgres import Cluster  # noqa: PLC0415 - only where a server is wanted

        self.cluster = Cluster()
        self.url = self.cluster.url("gate")


class Server:
    """A gate in a folder of its own."""

    def __init__(self, folder: Path, database: str, queue: int) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        told = f'network_level = "internal"\ndata = "{folder / "data"}"\ndatabase = "{database}"\n[http]\nport = {self.port}\n'
        told += f"[load]\nqueue = {queue}\nuploads = 1024\nuploads_each = 1024\nquota_files = 10000000\n"
        (folder / "gate.toml").write_text(told)
        self.log = folder / "log"
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "outscan", "serve", "http", "--gate", str(self.folder / "gate.toml"), "--ocr", "off"]
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(command, stderr=out, stdout=out, env={**os.environ, "PYTHONUTF8": "1"})
        for _ in range(600):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            time.sleep(0.1)
        raise SystemExit(self.log.read_text("utf-8", "replace")[-2000:])

    def token(self) -> str:
        first = dict(re.findall(r"^  (\w+)  (\S+)$", self.log.read_text("utf-8", "replace"), re.MULTILINE))
        system, security = (Person(self.port, login, first[login]) for login in ("sysadmin", "secadmin"))
        made = system("POST", "/v1/accounts", {"login": "dms", "name": "dms", "roles": ["service"]})
        security("POST", f"/v1/changes/{made['change']}", {"agree": True})
        asked = {"kind": "token", "account": made["account"], "scopes": ["scan"], "reason": "load"}
        change = system("POST", "/v1/changes", asked)["id"]
        return str(security("POST", f"/v1/changes/{change}", {"agree": True})["token"])

    def memory(self) -> int:
        """Resident bytes of the server and all its workers."""
        total, group = 0, [self.process.pid] if self.process else []
        for entry in Path("/proc").iterdir():
            with contextlib.suppress(OSError, ValueError, IndexError):
                if int((entry / "stat").read_text().rpartition(")")[2].split()[1]) in group:
                    group.append(int(entry.name))
        for pid in set(group):
            with contextlib.suppress(OSError, StopIteration):
                told = Path(f"/proc/{pid}/status").read_text()
                total += int(next(line for line in told.splitlines() if line.startswith("VmRSS")).split()[1]) << 10
        return total

    def busy(self) -> float:
        """Seconds of processor time of the server alone, without its workers."""
        if self.process is None:
            return 0.0
        told = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self, how: int = signal.SIGTERM) -> None:
        if self.process:
            self.process.send_signal(how)
            self.process.wait(60)


async def ask(
    port: int, token: str, method: str, path: str, body: bytes = b"", seconds: float = 120
) -> tuple[int, dict, float, dict]:
    """(status, JSON, seconds, headers); status 0 where the connection failed."""
    began = time.monotonic()
    try:
        async with asyncio.timeout(seconds):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
            head += f"Content-Type: application/octet-stream\r\nAuthorization: Bearer {token}\r\n\r\n"
            writer.write(head.encode() + body)
            raw = await reader.read(1 << 16)
            took = time.monotonic() - began  # the reply is there; the connection's end is not waited for
            raw += await reader.read()
            writer.close()
    except (OSError, TimeoutError):
        return 0, {}, time.monotonic() - began, {}
    top, _, rest = raw.partition(b"\r\n\r\n")
    lines = top.decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
    try:
        return int(lines[0].split()[1]), json.loads(rest or b"{}"), took, headers
    except (ValueError, IndexError):
        return 0, {}, took, {}


def part(values: list[float], share: float) -> float:
    values = sorted(values)
    return round(values[min(len(values) - 1, int(len(values) * share))], 3) if values else 0.0


async def expected(server: Server, token: str) -> list[str]:
    out = []
    for number, data in enumerate(KINDS):
        status, told, _, _ = await ask(server.port, token, "POST", f"/v1/scans?wait=60&name=k{number}.docx", data)
        out.append(told["decision"]["answer"] if status == 200 else str(status))
    return out


async def load(server: Server, token: str, at_once: int, seconds: float) -> dict:
    right = await expected(server, token)
    end, took, health, wrong, codes, memory = time.monotonic() + seconds, [], [], 0, {}, []

    async def one(number: int) -> None:
        nonlocal wrong
        while time.monotonic() < end:
            kind = number % len(KINDS)
            status, told, passed, _ = await ask(server.port, token, "POST", f"/v1/scans?wait=60&name=k{kind}.docx", KINDS[kind])
            codes[status] = codes.get(status, 0) + 1
            took.append(passed)
            if status == 200 and told["decision"]["answer"] != right[kind]:
                wrong += 1
            number += 1

    async def watch() -> None:
        while time.monotonic() < end:
            status, _, passed, _ = await ask(server.port, token, "GET", "/health", seconds=10)
            health.append(passed if status == 200 else 10.0)
            memory.append(server.memory())
            await asyncio.sleep(0.25)

    await asyncio.gather(watch(), *(one(n) for n in range(at_once)))
    half = len(memory) // 2
    return {
        "mode": "load",
        "at_once": at_once,
        "seconds": seconds,
        "expected": right,
        "codes": codes,
        "wrong": wrong,
        "per_second": round(codes.get(200, 0) / seconds, 1),
        "p50": part(took, 0.5),
        "p99": part(took, 0.99),
        "health_p50": part(health, 0.5),
        "health_p99": part(health, 0.99),
        "memory_mb_first_half_max": max(memory[:half], default=0) >> 20,
        "memory_mb_second_half_max": max(memory[half:], default=0) >> 20,
        "spool_left": len(list((server.folder / "data/spool").iterdir())),
    }


async def full(server: Server, token: str, at_once: int) -> dict:
    await expected(server, token)  # the workers are warm: their start is not what is measured
    before = server.busy()
    replies = await asyncio.gather(*(ask(server.port, token, "POST", f"/v1/scans?name=a{n}.docx", PLAIN) for n in range(at_once)))
    refused = [(s, t, h) for s, _, t, h in replies if s in {429, 503}]
    spent = server.busy() - before
    end, steady = time.monotonic() + 10, []

    async def again(number: int) -> None:
        while time.monotonic() < end:
            status, _, passed, _ = await ask(server.port, token, "POST", f"/v1/scans?name=c{number}.docx", PLAIN)
            if status in {429, 503}:
                steady.append(passed)

    await asyncio.gather(*(again(n) for n in range(20)))
    one = [(await ask(server.port, token, "POST", "/v1/scans?name=b.docx", PLAIN))[::2] for _ in range(20)]
    return {
        "mode": "full",
        "at_once": at_once,
        "codes": {s: [r[0] for r in replies].count(s) for s in {r[0] for r in replies}},
        "without_retry_after": sum("retry-after" not in h for _, _, h in refused),
        "refused_p50": part([t for _, t, _ in refused], 0.5),
        "refused_p99": part([t for _, t, _ in refused], 0.99),
        "steady_refused": len(steady),
        "steady_refused_p50": part(steady, 0.5),
        "steady_refused_p99": part(steady, 0.99),
        "server_cpu_seconds": round(spent, 3),
        "one_by_one_refused_max": max((t for s, t in one if s in {429, 503}), default=0),
    }


async def kill(server: Server, token: str, at_once: int, rounds: int) -> dict:
    right = await expected(server, token)
    accepted: list[tuple[str, int]] = []
    for _ in range(rounds):

        async def one(number: int) -> None:
            kind = number % len(KINDS)
            status, told, _, _ = await ask(server.port, token, "POST", f"/v1/scans?name=k{kind}.docx", KINDS[kind], 30)
            if status == 202 and "id" in told:  # else the reply was cut by the kill
                accepted.append((told["id"], kind))

        tasks = [asyncio.create_task(one(n)) for n in range(at_once)]
        known = len(accepted)
        for _ in range(200):  # in the middle: some are accepted, some are on their way
            if len(accepted) > known + at_once // 4:
                break
            await asyncio.sleep(0.05)
        await asyncio.to_thread(server.stop, signal.SIGKILL)
        await asyncio.gather(*tasks)
        await asyncio.to_thread(server.start)
    lost = wrong = 0
    for scan, kind in accepted:
        status, told, _, _ = await ask(server.port, token, "GET", f"/v1/scans/{scan}?wait=60")
        lost += status != 200
        wrong += status == 200 and told["decision"]["answer"] != right[kind]
    for _ in range(600):  # what was entered and never answered is finished, too
        left = len(list((server.folder / "data/spool").iterdir()))
        if not left:
            break
        await asyncio.sleep(0.1)
    return {"mode": "kill", "kills": rounds, "accepted": len(accepted), "lost": lost, "wrong": wrong, "spool_left": left}


async def away(server: Server, database: Database, token: str, at_once: int, seconds: float) -> dict:
    """The database stopped without a word for `seconds`, while `at_once` clients go on asking."""
    right = await expected(server, token)
    told: list[tuple[float, float, int, str]] = []  # when asked, seconds, status, what was said
    state = {"on": True}

    async def one(number: int) -> None:
        kind = number % len(KINDS)
        while state["on"]:
            at = time.monotonic()
            status, body, took, _ = await ask(server.port, token, "POST", f"/v1/scans?wait=60&name=k{kind}.docx", KINDS[kind])
            said = body.get("decision", {}).get("answer", "") if status == 200 else ""
            told.append((at, took, status, said if said in {"", right[kind]} else "wrong"))
            await asyncio.sleep(0.1)

    asking = [asyncio.create_task(one(n)) for n in range(at_once)]
    await asyncio.sleep(10)
    await asyncio.to_thread(database.cluster.stop, rude=True)
    gone = time.monotonic()
    await asyncio.sleep(seconds)
    health = [(await ask(server.port, token, "GET", "/health"))[2] for _ in range(20)]
    await asyncio.to_thread(database.cluster.start)
    back = time.monotonic()
    while (await ask(server.port, token, "GET", "/ready"))[0] != 200:
        pass
    ready = time.monotonic()
    await asyncio.sleep(10)
    state["on"] = False
    await asyncio.gather(*asking)
    verdict = min(at + took for at, took, status, said in told if at + took > back and status == 200 and said)
    during = [row for row in told if gone < row[0] < back - 5]
    import psycopg  # noqa: PLC0415 - only where a server is wanted

    with psycopg.connect(database.url) as link:
        scans = link.execute("SELECT count(*) FROM gate_scans WHERE state<>'queued'").fetchone()[0]
        left = link.execute("SELECT count(*) FROM gate_scans WHERE state='queued'").fetchone()[0]
        events = link.execute(
            "SELECT count(*) FROM gate_audit WHERE act IN ('scan.decided','scan.failed','scan.stopped')"
        ).fetchone()[0]
        failed = link.execute("SELECT count(*) FROM gate_scans WHERE state='failed'").fetchone()[0]
    return {
        "mode": "away",
        "seconds": seconds,
        "asked_during": len(during),
        "codes_during": {str(c): sum(r[2] == c for r in during) for c in {r[2] for r in during}},
        "passed_during": sum(r[3] == "pass" for r in during if r[0] + r[1] < back),
        "held_p99": part([r[1] for r in during if r[2] == 503], 0.99),
        "health_p99_during": part(health, 0.99),
        "ready_after": round(ready - back, 2),
        "first_verdict_after": round(verdict - back, 2),
        "wrong": sum(r[3] == "wrong" for r in told),
        "decided": scans,
        "events_of_decisions": events,
        "failed": failed,
        "undecided": left,
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("mode", choices=["load", "full", "kill", "away"])
    parser.add_argument("--at-once", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own")
    typed = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="outscan-load-"))
    database = Database() if typed.postgres or typed.mode == "away" else None
    server = Server(folder, database.url if database else "", {"load": 1024, "full": 32, "kill": 4096, "away": 1024}[typed.mode])
    try:
        token = server.token()
        work = {
            "load": lambda: load(server, token, typed.at_once, typed.seconds),
            "full": lambda: full(server, token, typed.at_once),
            "kill": lambda: kill(server, token, typed.at_once, typed.rounds),
            "away": lambda: away(server, database, token, typed.at_once, typed.seconds),
        }[typed.mode]
        print(json.dumps(asyncio.run(work())))
    finally:
        server.stop()
        if database:
            database.cluster.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
