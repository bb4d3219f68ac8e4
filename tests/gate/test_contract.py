"""What every door says, and that nothing leaves but what passed: the real server as a process, real sockets, one table.

A row is what came, or how the gate is; a column is a door. `204`, `403` and `500` are what an ICAP client makes of the answer,
`closed` is a connection that ended without one.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import smtplib
import socket
import sqlite3
import ssl
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from pathlib import Path

import httpx2
import pytest

from gate.hop import Hop
from gate.lines import chunked, free_port, instream, one_answer, put, reqmod
from gate.made import PLAIN, house, person, who_of
from gate.test_server import Running
from outscan.gate.auth import sessions
from outscan.gate.certificate import write
from outscan.gate.states import Role

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
MOST = 100_000
TOO_LARGE = b"\x20" * (MOST + 20_000)
DOORS = ("reqmod", "respmod", "mail", "clamd", "release-check")
CONTRACT = {
    # what came, or how we are: REQMOD, RESPMOD, mail, clamd, release-check
    "released": ("204", "204", "250", "OK", "pass"),
    "to be processed": ("403", "403", "550", "FOUND", "refused"),
    "to be reviewed": ("403", "403", "550", "FOUND", "refused"),
    "to be approved": ("403", "403", "550", "FOUND", "refused"),
    "to be withheld": ("403", "403", "550", "FOUND", "refused"),
    "marked": ("403", "403", "550", "FOUND", "refused"),
    "unreadable": ("500 decode_error", "500 decode_error", "451", "ERROR", "refused"),
    "too large": ("500 size_limit", "500 size_limit", "552", "ERROR", "refused"),
    "timed out": ("500 timeout", "500 timeout", "451", "ERROR", "refused"),
    "full": ("503", "503", "452", "ERROR", "refused"),
    "killed while all wait": ("closed", "closed", "closed", "closed", "closed"),
    "database locked": ("500 internal_error", "500 internal_error", "451", "ERROR", "503"),
    "database removed": ("500 internal_error", "500 internal_error", "451", "ERROR", "503"),
    "database server stopped": ("500 internal_error", "500 internal_error", "451", "ERROR", "503"),
}
LEAVES = {"204", "250", "OK", "pass"}
FILES = {
    "released": "docx-meeting-minutes/input.docx",
    "to be processed": "docx-large-scale-map/input.docx",
    "to be reviewed": "xlsx-two-hundred-people/input.xlsx",
    "to be approved": "pptx-price-floor-in-notes/input.pptx",
    "to be withheld": "docx-unopened-exam-paper/input.docx",
    "marked": "docx-mark-in-header/input.docx",
    "unreadable": "docx-encrypted/input.docx",
}


class World:
    """A gate as a process, every door of it open, and a mail server behind it."""

    def __init__(self, folder, *, seconds=100, queue=64, database="", idle=8.0, tls=False):
        folder.mkdir()
        self.tls, keys = None, ""
        if tls:
            certificate, key = write(folder / "tls", ["127.0.0.1"], 2)
            self.tls = ssl.create_default_context(cafile=str(certificate))
            keys = f'certificate = "{certificate}"\nkey = "{key}"\n'
        with house(folder / "data", database=database) as made:  # a program's account, made before the gate runs
            account = person(made, "dms", Role.SERVICE)
            who = who_of(made, account)
            with made.store.write() as link:
                told = {"scopes": ["scan", "release"], "days": 1}
                self.token = sessions.issue(link, who, account, told)[1]
        self.hop, self.folder, self.seconds = Hop(), folder, min(60, round(seconds))
        self.ports = {door: free_port() for door in ("icap", "smtp", "clamd")}
        rows = [f'[{door}]\nlisten = "127.0.0.1:{port}"\nseconds = {seconds}\n{keys}' for door, port in self.ports.items()]
        rows[1] += f'next_hop = "{self.hop.address}"\n'
        load = f"idle_seconds = {idle}\nmax_body = {MOST}\nqueue = {queue}\n"
        self.gate = Running(folder, "".join(rows), load, f'database = "{database}"\n')

    def stall(self):
        """Stop every process that reads documents, once one of them has read something, however long that took."""
        self.clamd(PLAIN, "")
        self.until("SELECT count(*) FROM gate_scans WHERE state<>'queued'", 1)
        for pid in _below(self.gate.process.pid):
            os.kill(pid, signal.SIGSTOP)

    def until(self, statement, count):
        """Return once the database counts so many; for one that is SQLite's."""
        link = sqlite3.connect(self.folder / "data" / "gate.db", isolation_level=None)
        try:
            for _ in range(2000):
                if link.execute(statement).fetchone()[0] >= count:
                    return
                time.sleep(0.1)
        finally:
            link.close()
        raise TimeoutError(count)

    def ask(self, data, name="a.docx"):
        """What each door says of these bytes, all asked at once."""
        with ThreadPoolExecutor(len(DOORS)) as pool:
            asked = [pool.submit(_closed_or, getattr(self, door.replace("-", "_")), data, name) for door in DOORS]
            return tuple(one.result(240) for one in asked)

    def reqmod(self, data, name):
        return self._icap(reqmod(put(name), chunked(data)))

    def respmod(self, data, name):
        head = f'HTTP/1.1 200 OK\r\nContent-Disposition: attachment; filename="{name}"\r\n\r\n'.encode()
        return self._icap(reqmod(head, chunked(data), method="RESPMOD", service="respmod"))

    @contextlib.contextmanager
    def link(self, door):
        """A connection to a door, encrypted where this world is."""
        with socket.create_connection(("127.0.0.1", self.ports[door]), 120) as plain:
            if self.tls is None:
                yield plain
                return
            with self.tls.wrap_socket(plain, server_hostname="127.0.0.1", suppress_ragged_eofs=True) as link:
                yield link

    def _icap(self, message):
        with self.link("icap") as link:
            link.sendall(message)
            status, fields, inner = one_answer(link)
        if not status:
            raise EOFError
        return _meant(status, fields, inner)

    def mail(self, data, name):
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = "wang@unit.example", "li@partner.example", "资料"
        message.set_content("请查收。")
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
        with smtplib.SMTP("127.0.0.1", self.ports["smtp"], timeout=120) as link:
            try:
                link.ehlo("unit.example")
                if self.tls is not None:
                    link.starttls(context=self.tls)
                    link.ehlo("unit.example")
                link.mail("wang@unit.example")
                link.rcpt("li@partner.example")
                return str(link.data(message.as_bytes(policy=message.policy.clone(linesep="\r\n")))[0])
            except smtplib.SMTPDataError as error:
                return str(error.smtp_code)
            except smtplib.SMTPServerDisconnected:
                raise EOFError from None

    def clamd(self, data, name):
        del name  # clamd's protocol knows none
        with self.link("clamd") as link:
            link.sendall(b"zINSTREAM\0" + instream(data))
            heard = b""
            while got := link.recv(4096):
                heard += got
        if not heard:
            raise EOFError
        return heard.rstrip(b"\0").rpartition(b" ")[2].decode()

    def release_check(self, data, name):
        """A program hands a file in, whatever is said of it, and then asks whether it may leave."""
        told = {"sha256": hashlib.sha256(data).hexdigest(), "name": name, "recipients": ["li@partner.example"], "copies": 1}
        given = {"headers": {"authorization": f"Bearer {self.token}"}, "timeout": 90}
        base = f"http://127.0.0.1:{self.gate.port}/v1"
        httpx2.post(f"{base}/scans?wait={self.seconds}", files={"file": (name, data)}, **given)
        reply = httpx2.post(f"{base}/release-check", json={**told, "channel": "email"}, **given)
        return reply.json()["decision"] if reply.status_code == 200 else str(reply.status_code)

    def kill(self):
        """End the gate and what it started, as a machine would that has no memory left."""
        below = _below(self.gate.process.pid)
        with contextlib.suppress(ProcessLookupError):
            self.gate.stop(signal.SIGKILL)
        for pid in below:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def close(self):
        self.kill()
        self.hop.shutdown()
        self.hop.server_close()


def _meant(status, fields, inner):
    """What a client makes of an ICAP answer: the status of the page it got, else its own with the word for why."""
    if status == 200:
        return inner.split(b" ")[1].decode()
    return " ".join([str(status), *filter(None, [fields.get("x-error-code")])])


def _closed_or(ask, data, name):
    try:
        return ask(data, name)
    except (EOFError, OSError, httpx2.TransportError):
        return "closed"


def _below(pid):
    """Every process below `pid`, its own excluded."""
    parents = {}
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError, IndexError):
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    found, before = {pid}, set()
    while found != before:
        before = set(found)
        found |= {child for child, parent in parents.items() if parent in found}
    return found - {pid}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    made = World(tmp_path_factory.mktemp("gate") / "whole")
    yield made
    made.close()


@pytest.fixture
def world(tmp_path):
    with contextlib.ExitStack() as stack:

        def make(**given):
            made = World(tmp_path / "gate", **given)
            stack.callback(made.close)
            return made

        yield make


def file_of(row):
    path = SAMPLES / FILES.get(row, FILES["released"])
    return path.read_bytes(), f"a{path.suffix}"


def check(world, row, said):
    """The row of the table was said, and behind the mail door stands exactly what passed."""
    assert dict(zip(DOORS, said, strict=True)) == dict(zip(DOORS, CONTRACT[row], strict=True))
    assert len(world.hop.taken) == (said[DOORS.index("mail")] in LEAVES)
    world.hop.taken.clear()


@pytest.mark.parametrize("row", [row for row in CONTRACT if row in FILES])
def test_what_is_read(whole, row):
    check(whole, row, whole.ask(*file_of(row)))


def test_too_large(whole):
    check(whole, "too large", whole.ask(TOO_LARGE, "a.txt"))


def test_behind_tls_every_door_says_the_same(world):
    made = world(tls=True)
    for row in FILES:
        check(made, row, made.ask(*file_of(row)))
    check(made, "too large", made.ask(TOO_LARGE, "a.txt"))
    made.stall()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(made.ask, *file_of("killed while all wait"))
        made.until("SELECT count(*) FROM gate_scans WHERE state='queued'", len(DOORS))
        made.kill()
        check(made, "killed while all wait", asked.result(240))


def test_while_the_rules_are_read_again_every_door_says_the_same(whole):
    """SIGHUP over and over while all doors are asked at once: no connection ends, no answer is another one."""
    done = threading.Event()

    def again():
        while not done.wait(0.5):
            whole.gate.process.send_signal(signal.SIGHUP)

    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(again)
        try:
            for row in ("released", "marked", "unreadable", "released"):
                check(whole, row, whole.ask(*file_of(row)))
        finally:
            done.set()
        reading.result(60)


@pytest.mark.parametrize("rows", [list(FILES), [*reversed(FILES), "released"]], ids=["as listed", "the other way"])
def test_requests_sent_early_have_each_its_own_answer(whole, rows):
    """All of them in one go over one ICAP connection: a refusal before or behind a release changes neither."""
    with whole.link("icap") as link:
        link.sendall(b"".join(reqmod(put(name), chunked(data)) for data, name in map(file_of, rows)))
        for row in rows:
            status, fields, inner = one_answer(link)
            said = (
                inner.split(b" ")[1].decode()
                if status == 200
                else " ".join(filter(None, [str(status), fields.get("x-error-code")]))
            )
            assert said == CONTRACT[row][0], row


def test_what_was_sent_early_is_not_let_through_by_a_gate_that_dies(world):
    made = world()
    made.stall()
    data, name = file_of("released")
    with made.link("icap") as link:
        link.sendall(reqmod(put(name), chunked(data)) * 2)
        made.until("SELECT count(*) FROM gate_scans WHERE state='queued'", 1)
        made.kill()
        with contextlib.suppress(ConnectionError):
            assert link.recv(4096) == b""


def test_timed_out(world):
    made = world(seconds=1.0)
    made.stall()
    check(made, "timed out", made.ask(*file_of("timed out")))


def test_full(world):
    made = world(queue=0)
    check(made, "full", made.ask(*file_of("full")))


def test_killed_while_all_wait(world):
    made = world()
    made.stall()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(made.ask, *file_of("killed while all wait"))
        made.until("SELECT count(*) FROM gate_scans WHERE state='queued'", len(DOORS))
        made.kill()
        check(made, "killed while all wait", asked.result(240))


def test_database_locked(world):
    made = world()
    link = sqlite3.connect(made.folder / "data" / "gate.db", isolation_level=None)
    link.execute("BEGIN EXCLUSIVE")
    try:
        check(made, "database locked", made.ask(*file_of("database locked")))
    finally:
        link.execute("ROLLBACK")
        link.close()


def test_database_removed(world):
    made = world()
    for path in (made.folder / "data").glob("gate.db*"):
        path.unlink()
    check(made, "database removed", made.ask(*file_of("database removed")))


def test_a_client_that_waited_long_hears_that_its_connection_ends(world):
    made = world(idle=1.0)
    made.stall()
    headers = {"authorization": f"Bearer {made.token}"}
    with httpx2.Client(base_url=f"http://127.0.0.1:{made.gate.port}", headers=headers, timeout=60) as client:
        reply = client.post("/v1/scans?wait=5", files={"file": ("a.txt", PLAIN)})
        assert (reply.status_code, reply.headers["connection"]) == (202, "close")
        assert client.get("/health").status_code == 200


@pytest.mark.door
def test_database_server_stopped(world, cluster, database):
    made = world(database=database)
    cluster.stop(rude=True)
    try:
        check(made, "database server stopped", made.ask(*file_of("database server stopped")))
    finally:
        cluster.start()


def test_every_row_is_asked_and_only_what_is_released_leaves():
    asked = {name.removeprefix("test_").replace("_", " ") for name in globals() if name.startswith("test_")}
    assert set(CONTRACT) == set(FILES) | (asked & set(CONTRACT))
    assert [row for row, said in CONTRACT.items() if set(said) & LEAVES] == ["released"]
