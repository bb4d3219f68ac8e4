"""Doors opened over a real house on loopback, and clients of ICAP, clamd and SMTP in the few lines a test needs."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import socket
import threading

from gate.made import Doorway, approved, house, scanned, staff
from outscan.gate.doors import opened


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Opened:
    """A house whose doors stand open, in an event loop of its own thread."""

    def __init__(self, made):
        self.house = made
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.context = opened(made)
        self.run(self.context.__aenter__())

    def run(self, what):
        return asyncio.run_coroutine_threadsafe(what, self.loop).result(60)

    def port(self, door):
        return int(getattr(self.house.settings, door).listen.rpartition(":")[2])

    def close(self):
        self.run(self.context.__aexit__(None, None, None))
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)


@contextlib.contextmanager
def doors(folder, *, scan=True, next_hop="", **given):
    """A running house with all doors on ports of their own."""
    for door in ("icap", "clamd", "smtp"):
        given[door] = {"listen": f"127.0.0.1:{free_port()}", **given.get(door, {})}
    given["smtp"].setdefault("next_hop", next_hop or "127.0.0.1:1")
    with house(folder, scan=scan, **given) as made:
        made_open = Opened(made)
        try:
            yield made_open
        finally:
            made_open.close()


def spool_empty(opened_doors):
    """Whether nothing is left of what came, once the engine has wiped what it read."""
    import time

    for _ in range(100):
        if not list(opened_doors.house.spool.names()):
            return True
        time.sleep(0.05)
    return False


def approve(opened_doors, name, data, who_gets, channels, copies=1):
    """An approval of these bytes under this name, taken through its whole ladder."""
    side = Doorway(opened_doors.house)
    try:
        people = staff(side)
        row = scanned(side.house, people["handler"].account, name=name, sha256=hashlib.sha256(data).hexdigest())
        assert isinstance(approved(side, people, row, recipients=who_gets, channels=channels, copies=copies), str)
    finally:
        side.close()


# --- ICAP ---


def chunked(body, size=5000):
    out = b"".join(b"%x\r\n%b\r\n" % (len(p), p) for i in range(0, len(body), size) if (p := body[i : i + size]))
    return out + b"0\r\n\r\n"


def put(name="a.txt", host="partner.example", **fields):
    lines = [
        f"PUT http://{host}/in/{name} HTTP/1.1",
        f"Host: {host}",
        *(f"{k.replace('_', '-')}: {v}" for k, v in fields.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def reqmod(head, body=None, *, allow=True, preview=None, method="REQMOD", service="reqmod", more=b""):
    """One request as bytes; with `preview` the body stops there unless it is shorter."""
    section = b"req-hdr=0, req-body=%d" if method == "REQMOD" else b"res-hdr=0, res-body=%d"
    if body is None:
        section = b"req-hdr=0, null-body=%d"
    fields = b"Host: gate\r\n" + (b"Allow: 204\r\n" if allow else b"") + more
    if preview is not None:
        fields += b"Preview: %d\r\n" % preview
    line = f"{method} icap://gate/{service} ICAP/1.0\r\n".encode()
    return line + fields + b"Encapsulated: " + section % len(head) + b"\r\n\r\n" + head + (b"" if body is None else body)


def one_answer(link):
    """The next ICAP answer: (status, fields, encapsulated bytes with the body unchunked)."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        got = link.recv(1)
        if not got:
            return 0, {}, b""
        head += got
    first, *rest = head.decode("ascii").rstrip().split("\r\n")
    fields = {k.strip().lower(): v.strip() for k, _, v in (line.partition(":") for line in rest)}
    status, inner = int(first.split(" ")[1]), b""
    told = fields.get("encapsulated", "")
    if status != 100 and "body=" in told and "null-body" not in told:
        inner = take(link, int(told.rpartition("=")[2]))
        while size := int(line(link), 16):
            inner += take(link, size)
            take(link, 2)
        line(link)
    elif "req-hdr" in told or "res-hdr" in told:
        inner = take(link, int(told.rpartition("=")[2]))
    return status, fields, inner


def take(link, size):
    out = b""
    while len(out) < size:
        got = link.recv(size - len(out))
        if not got:
            raise EOFError
        out += got
    return out


def line(link):
    out = b""
    while not out.endswith(b"\r\n"):
        out += take(link, 1)
    return out[:-2]


def icap(opened_doors, message):
    with socket.create_connection(("127.0.0.1", opened_doors.port("icap")), 30) as link:
        link.sendall(message)
        return one_answer(link)


# --- clamd ---


def instream(body, size=4096):
    pieces = (body[i : i + size] for i in range(0, len(body), size))
    return b"".join(len(p).to_bytes(4, "big") + p for p in pieces) + bytes(4)


def clamd(opened_doors, message):
    """Everything the door says until it closes."""
    with socket.create_connection(("127.0.0.1", opened_doors.port("clamd")), 30) as link:
        link.sendall(message)
        out = b""
        while got := link.recv(4096):
            out += got
        return out
