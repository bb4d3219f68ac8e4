"""The real server as a process: what is slow is closed, TLS of one's own, a kill in the middle, rules read again under load."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest

from gate.made import ITEM, PLAIN, doorway, person
from outscan.gate.certificate import write
from outscan.gate.keeping import reload
from outscan.gate.states import Role
from outscan.gate.who import GATE

SRC = Path(__file__).resolve().parents[2] / "src"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Running:
    """A gate of its own."""

    def __init__(self, folder, more="", load="idle_seconds = 2.0\nhead_seconds = 2.0\n", first=""):
        self.port, self.folder = free_port(), folder
        (folder / "gate.toml").write_text(
            f'data = "{folder / "data"}"\nnetwork_level = "internal"\n{first}'
            f"[load]\nworkers = 1\n{load}[http]\nport = {self.port}\n{more}"
        )
        self.start()

    def start(self):
        command = [sys.executable, "-m", "outscan", "serve", "http", "--gate", str(self.folder / "gate.toml"), "--ocr", "off"]
        environment = {**os.environ, "PYTHONPATH": str(SRC), "PYTHONUTF8": "1"}
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        for _ in range(600):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            time.sleep(0.1)
        raise TimeoutError((self.folder / "log").read_text())

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        return self.process.wait(60)


@pytest.fixture
def running(tmp_path):
    made = Running(tmp_path)
    yield made
    made.stop(signal.SIGKILL)


HEAD = b"POST /v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
SLOW = {
    "silent": (b"", b""),
    "partial head": (b"POST /v1/session HTTP/1.1\r\nHost: lo", b""),
    "trickled head": (b"GET /health HTTP/1.1\r\nHost: localhost\r\n", b"X-a: b\r\n"),
    "stalled body": (HEAD + b"Content-Length: 100000\r\n\r\n{", b""),
    "trickled body": (HEAD + b"Content-Length: 100000\r\n\r\n{", b" "),
}


def until_closed(port, first, drip):
    """How a slow connection ends: what was last heard before the server closed it, or reset it while more was sent."""
    with socket.create_connection(("127.0.0.1", port), 60) as link:
        link.settimeout(1)
        heard = b""
        with contextlib.suppress(ConnectionError):
            link.sendall(first)
            for _ in range(90):
                with contextlib.suppress(TimeoutError):
                    got = link.recv(4096)
                    if not got:
                        return heard
                    heard += got
                link.sendall(drip)
            pytest.fail("never closed")
        return heard


def test_every_slow_connection_is_closed_and_others_are_answered_meanwhile(running):
    with ThreadPoolExecutor(25) as pool:
        slow = [pool.submit(until_closed, running.port, *kind) for kind in SLOW.values() for _ in range(5)]
        for _ in range(5):
            assert httpx2.get(f"http://127.0.0.1:{running.port}/health").status_code == 200
        for one in slow:
            one.result(100)
    assert httpx2.get(f"http://127.0.0.1:{running.port}/health").status_code == 200


def test_a_body_declared_too_long_is_refused_and_its_connection_closed(running):
    with socket.create_connection(("127.0.0.1", running.port), 20) as link:
        link.sendall(HEAD + b"Content-Length: 9999999999\r\n\r\n")
        heard = b""
        with contextlib.suppress(OSError):
            for _ in range(2000):
                link.sendall(b"x" * 65536)
                if b"413" in heard:
                    break
                link.setblocking(False)
                with contextlib.suppress(BlockingIOError):
                    heard += link.recv(4096)
                link.setblocking(True)
        with contextlib.suppress(OSError):
            while got := link.recv(4096):
                heard += got
    assert b" 413 " in heard or not heard


def test_it_ends_when_told_and_says_nothing_of_a_document(running):
    assert running.stop() == 0
    assert "Traceback" not in (running.folder / "log").read_text()


def test_a_certificate_of_ones_own_is_served(tmp_path):
    certificate, key = write(tmp_path / "tls", ["localhost", "127.0.0.1"], 30)
    running = Running(tmp_path, f'certificate = "{certificate}"\nkey = "{key}"\n')
    try:
        reply = httpx2.get(f"https://127.0.0.1:{running.port}/health", verify=ssl.create_default_context(cafile=certificate))
        assert reply.status_code == 200
        assert "max-age" in reply.headers["strict-transport-security"]
        with pytest.raises(httpx2.HTTPError):
            httpx2.get(f"http://127.0.0.1:{running.port}/health")
    finally:
        running.stop(signal.SIGKILL)


def test_a_second_gate_of_one_folder_refuses_to_start(running, tmp_path):
    command = [sys.executable, "-m", "outscan", "serve", "http", "--gate", str(tmp_path / "gate.toml"), "--ocr", "off"]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(SRC)}, capture_output=True, check=False, timeout=60)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_rules_are_read_again_without_a_dropped_request(tmp_path):
    with doorway(tmp_path / "data", scan=True) as door:
        caller = door.session(person(door.house, "h", Role.HANDLER))
        stop = threading.Event()

        def again():
            while not stop.is_set():
                reload(door.house, GATE)

        thread = threading.Thread(target=again)
        thread.start()
        try:
            for number in range(12):
                data = ITEM if number % 2 else PLAIN
                told = caller("POST", "/v1/scans?wait=60", files={"file": ("a.txt", data)})
                assert told.status_code == 200
                assert (told.json()["decision"]["answer"] == "pass") is not bool(number % 2)
        finally:
            stop.set()
            thread.join()
