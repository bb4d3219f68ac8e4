#!/usr/bin/env python3
"""Load through the doors of a gate of its own on loopback: `icap` (docx of 100 KB), `reload` (rules read again meanwhile),
`mixed` (all doors for a while: memory, descriptors, temporary folder), `mail` (many large mails at once: memory of the server).

In: seconds, how many at once. Out: figures as JSON lines. Everything lies in a folder that is removed; only processes started
here are ended.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from gate_load import ITEM, MARK, PLAIN, Server, ask, part

from gate.hop import Hop
from gate.lines import chunked, free_port, instream, put, reqmod
from samples.packages import docx

DICE = random.Random(7)  # noqa: S311 - dice, not keys
NOISE = ["春季运动会", "天气晴朗", "请各班准时到场", "图书馆开放时间", "食堂菜单", "社团招新", "合唱排练", "植树活动"]
LARGE = docx(*["，".join(DICE.choice(NOISE) + str(DICE.randrange(1000)) for _ in range(60)) for _ in range(75)])
"""About 100 KB of docx, all of it text (the samples' docx is not packed)."""
DOORS = {"icap": 1, "clamd": 1, "smtp": 1}
HELD = ("server_rss", "server_pss", "all_pss")
"""Read every ten seconds of mixed traffic: resident pages of the server; what it, and it with its workers, hold (shared once)."""
RIGHT = {"pass": ("204", "OK", "250"), "stop": ("403", "FOUND", "550")}


class Doors(Server):
    """A gate with every door open and a mail server behind it."""

    def __init__(self, folder: Path, queue: int) -> None:
        self.ports = {door: free_port() for door in DOORS}
        self.hop = Hop()
        super().__init__(folder, "", queue)

    def start(self) -> None:
        told = (self.folder / "gate.toml").read_text()
        if "[icap]" not in told:
            for door, port in self.ports.items():
                told += f'[{door}]\nlisten = "127.0.0.1:{port}"\nconnections = 200\nseconds = 120\n'
                told += f'next_hop = "{self.hop.address}"\n' if door == "smtp" else ""
            (self.folder / "gate.toml").write_text(told)
        super().start()

    def children(self) -> list[int]:
        """The server and every process below it."""
        group = [self.process.pid] if self.process else []
        for pid in sorted(int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit()):
            with contextlib.suppress(OSError, ValueError, IndexError):
                if int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]) in group:
                    group.append(pid)
        return group

    def resident(self) -> int:
        """Resident bytes of the server alone."""
        told = Path(f"/proc/{self.process.pid if self.process else 0}/status").read_text()
        return int(next(line for line in told.splitlines() if line.startswith("VmRSS")).split()[1]) << 10

    def memory(self) -> int:
        """Bytes the server and all its workers hold together, what they share counted once (PSS)."""
        return sum(_shared_once(pid) for pid in self.children())

    def alone(self) -> int:
        """The same of the server alone."""
        return _shared_once(self.process.pid if self.process else 0)

    def processor(self) -> float:
        """Seconds of processor time of the server and all its workers, of those that ended too."""
        total = 0
        for pid in self.children():
            with contextlib.suppress(OSError):
                told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                total += sum(int(one) for one in told[11:15])
        return total / os.sysconf("SC_CLK_TCK")

    def descriptors(self) -> int:
        """Open descriptors of the server and its workers."""
        return sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in self.children())

    def left(self) -> int:
        """Files in the spool."""
        return len(list((self.folder / "data/spool").iterdir()))

    def close(self) -> None:
        self.stop()
        self.hop.shutdown()
        self.hop.server_close()


def _shared_once(pid: int) -> int:
    """The PSS of a process in bytes, 0 where it is gone."""
    with contextlib.suppress(OSError, StopIteration):
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
        return int(next(line for line in told.splitlines() if line.startswith("Pss:")).split()[1]) << 10
    return 0


async def _answer(reader: asyncio.StreamReader) -> str:
    """What one ICAP answer comes to, its body read."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("ascii")
    status, told = head.split(" ", 2)[1], head.lower().partition("encapsulated: ")[2].partition("\r\n")[0]
    if "null-body" in told or "body=" not in told:
        return status
    inner = await reader.readexactly(int(told.rpartition("=")[2]))
    while size := int(await reader.readline(), 16):
        await reader.readexactly(size + 2)
    await reader.readline()
    return inner.split(b" ")[1].decode() if status == "200" else status


async def icap(server: Doors, data: bytes, name: str, link: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]]) -> str:
    """One upload over a connection that is kept in `link`; one that was closed while nobody used it is opened again."""
    if link and link[0][0].at_eof():
        link.clear()
    if not link:
        link.append(await asyncio.open_connection("127.0.0.1", server.ports["icap"]))
    reader, writer = link[0]
    try:
        writer.write(reqmod(put(name), chunked(data, 1 << 16)))
        await writer.drain()
        return await _answer(reader)
    except (asyncio.IncompleteReadError, OSError, ValueError):
        link.clear()
        return "closed"


async def clamd(server: Doors, data: bytes) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.ports["clamd"])
    writer.write(b"zINSTREAM\0" + instream(data, 1 << 16))
    await writer.drain()
    told = (await reader.read()).rstrip(b"\0").rpartition(b" ")[2].decode()
    writer.close()
    return told


async def smtp(server: Doors, data: bytes, name: str, hold: asyncio.Barrier | None = None, *, ends: bool = True) -> str:
    """One mail with one attachment; with `hold` it is base64 already, and all wait for one another before the message ends."""
    import base64  # noqa: PLC0415 - one word

    reader, writer = await asyncio.open_connection("127.0.0.1", server.ports["smtp"])

    async def say(line: bytes) -> str:
        writer.write(line)
        await writer.drain()
        while (told := (await reader.readline()).decode("ascii"))[3:4] == "-":
            pass
        return told[:3]

    await say(b"")
    for line in (b"EHLO u\r\n", b"MAIL FROM:<a@unit.example>\r\n", b"RCPT TO:<b@partner.example>\r\n"):
        await say(line)
    if (code := await say(b"DATA\r\n")) != "354":
        return code
    head = f'From: a@unit.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Disposition: attachment; filename="{name}"\r\n'
    writer.write(head.encode() + b"Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n")
    for at in range(0, len(data), 57 * 1024):
        writer.write(data[at : at + 57 * 1024] if hold else base64.encodebytes(data[at : at + 57 * 1024]).replace(b"\n", b"\r\n"))
        await writer.drain()
    if hold is not None:
        await hold.wait()
        if not ends:
            writer.close()
            return "left"
    code = await say(b".\r\n")
    writer.close()
    return code


async def uploads(server: Doors, at_once: int, seconds: float, reloading: float = 0.0) -> dict[str, object]:
    """100 KB docx over kept connections, one of ten of them an item that must not leave; SIGHUP every `reloading` seconds."""
    stopped = docx(
        "测区1:2000地形图全要素数字化成果，连续覆盖范围31.6平方公里，随函提供外方。",
        *["，".join(NOISE) + str(i) for i in range(540)],
    )
    first: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
    for _ in range(4):
        await icap(server, LARGE, "warm.docx", first)
    before, end, took, said = server.processor(), time.monotonic() + seconds, [], Counter[str]()
    began, wrong, reloads = time.monotonic(), 0, 0

    async def one(number: int) -> None:
        nonlocal wrong
        link: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
        while time.monotonic() < end:
            number += 1
            data, right = (stopped, "403") if number % 10 == 0 else (LARGE, "204")
            at = time.monotonic()
            told = await icap(server, data, f"f{number}.docx", link)
            took.append(time.monotonic() - at)
            said[told] += 1
            wrong += told in {"204", "403"} and told != right

    async def again() -> None:
        nonlocal reloads
        while reloading and time.monotonic() < end and server.process:
            await asyncio.sleep(reloading)
            server.process.send_signal(signal.SIGHUP)
            reloads += 1

    await asyncio.gather(again(), *(one(n * 3) for n in range(at_once)))
    lasted, spent = time.monotonic() - began, server.processor() - before
    count = sum(said.values())
    return {
        "mode": "reload" if reloading else "icap",
        "bytes": [len(LARGE), len(stopped)],
        "at_once": at_once,
        "seconds": round(lasted, 1),
        "said": dict(said),
        "wrong": wrong,
        "protocol_errors": count - said["204"] - said["403"] - said["503"],
        "reloads": reloads,
        "per_second": round((said["204"] + said["403"]) / lasted, 1),
        "p50": part(took, 0.5),
        "p99": part(took, 0.99),
        "processor_seconds_each": round(spent / max(1, count), 4),
        "load_average": os.getloadavg(),
        "spool_left": server.left(),
    }


async def mixed(server: Doors, token: str, seconds: float, rate: float) -> dict[str, object]:
    """All doors in turn, `rate` messages a second, a reload every five minutes; what the gate holds, every ten seconds."""
    kinds = [
        (PLAIN, "a.docx", "pass"),
        (ITEM, "b.docx", "stop"),
        (MARK, "c.docx", "stop"),
        ("今天天气晴朗。".encode(), "d.txt", "pass"),
    ]
    said: Counter[str] = Counter()
    wrong, began, samples, number = 0, time.monotonic(), [], 0
    running: set[asyncio.Task[None]] = set()
    link: list[list[tuple[asyncio.StreamReader, asyncio.StreamWriter]]] = [[] for _ in range(4)]
    free = list(range(4))

    async def one(at: int) -> None:
        nonlocal wrong
        data, name, right = kinds[(at // 4) % len(kinds)]
        door = ("icap", "clamd", "smtp", "http")[at % 4]
        try:
            if door == "icap" and free:
                mine = free.pop()
                told = await icap(server, data, name, link[mine])
                free.append(mine)
            elif door == "icap":
                told = await icap(server, data, name, [])
            elif door == "clamd":
                told = await clamd(server, data)
            elif door == "smtp":
                told = await smtp(server, data, name)
            else:
                status, reply, _, _ = await ask(server.port, token, "POST", f"/v1/scans?wait=60&name={name}", data)
                told = ("OK" if reply["decision"]["answer"] == "pass" else "FOUND") if status == 200 else str(status)
        except OSError as error:
            told = type(error).__name__
        said[f"{door} {told}"] += 1
        wrong += any(told in RIGHT[other] for other in RIGHT if other != right)

    reloaded = began
    while (now := time.monotonic()) < began + seconds:
        task = asyncio.create_task(one(number))
        running.add(task)
        task.add_done_callback(running.discard)
        number += 1
        if number % max(1, round(10 * rate)) == 0:
            held = server.resident(), server.alone(), server.memory()
            samples.append((now - began, *held, server.descriptors(), server.left()))
        if now - reloaded > 300 and server.process:
            reloaded = now
            server.process.send_signal(signal.SIGHUP)
        server.hop.taken.clear()
        await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
    await asyncio.gather(*running)
    await asyncio.sleep(3)
    settled = [one for one in samples if one[0] > seconds / 3]
    return {
        "mode": "mixed",
        "seconds": seconds,
        "messages": number,
        "said": dict(sorted(said.items())),
        "wrong": wrong,
        **{
            f"{name}_mb": [round(one[at] / (1 << 20), 1) for one in samples[:: max(1, len(samples) // 12)]]
            for at, name in enumerate(HELD, 1)
        },
        "mb_an_hour": {
            name: round(_slope([(one[0], one[at]) for one in settled]) * 3600 / (1 << 20), 2) for at, name in enumerate(HELD, 1)
        },
        "descriptors": [one[4] for one in samples[:: max(1, len(samples) // 12)]],
        "spool_most": max((one[5] for one in samples), default=0),
        "spool_left": server.left(),
        "load_average": os.getloadavg(),
    }


def _slope(points: list[tuple[float, float]]) -> float:
    """The slope of the straight line nearest to the points, per second."""
    if len(points) < 2:
        return 0.0
    middle = sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
    across = sum((x - middle[0]) ** 2 for x, _ in points)
    return sum((x - middle[0]) * (y - middle[1]) for x, y in points) / across if across else 0.0


async def mail(server: Doors, at_once: int, size: int, judged: int) -> dict[str, object]:
    """`at_once` mails of `size` bytes, all in the middle of DATA at the same time; `judged` of them end, the rest leave."""
    import base64  # noqa: PLC0415 - one word

    data = base64.encodebytes(os.urandom(size * 57 // 78)).replace(b"\n", b"\r\n")
    before, most, on = server.resident(), [server.resident()], True

    async def watch() -> None:
        while on:
            most.append(server.resident())
            await asyncio.sleep(0.2)

    watching = asyncio.create_task(watch())
    barrier = asyncio.Barrier(at_once)
    began = time.monotonic()
    told = await asyncio.gather(*(smtp(server, data, "a.bin", barrier, ends=number < judged) for number in range(at_once)))
    on = False
    await watching
    return {
        "mode": "mail",
        "at_once": at_once,
        "bytes": len(data),
        "judged": judged,
        "seconds": round(time.monotonic() - began, 1),
        "said": dict(Counter(told)),
        "server_mb_before": before >> 20,
        "server_mb_most": max(most) >> 20,
        "spool_left": server.left(),
        "load_average": os.getloadavg(),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("mode", choices=["icap", "reload", "mixed", "mail"])
    parser.add_argument("--at-once", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--rate", type=float, default=2.0, help="messages a second of mixed traffic")
    parser.add_argument("--size", type=int, default=25 << 20, help="bytes of a mail")
    parser.add_argument("--judged", type=int, default=3, help="how many of those mails end and are judged")
    typed = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="outscan-doors-"))
    server = Doors(folder, 64)
    try:
        work = {
            "icap": lambda: uploads(server, typed.at_once, typed.seconds),
            "reload": lambda: uploads(server, typed.at_once, typed.seconds, 2.0),
            "mixed": lambda: mixed(server, server.token(), typed.seconds, typed.rate),
            "mail": lambda: mail(server, typed.at_once, typed.size, typed.judged),
        }[typed.mode]
        print(json.dumps(asyncio.run(work())))
    finally:
        server.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
