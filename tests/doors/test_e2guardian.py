"""e2guardian asks the ICAP door about downloads, as an antivirus: what is released comes through, nothing else does."""

from __future__ import annotations

import contextlib
import getpass
import http.server
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest

from doors.test_clients import program
from gate.lines import doors, free_port
from gate.made import ITEM, PLAIN

pytestmark = pytest.mark.door
SAMPLES = Path(__file__).resolve().parents[2] / "samples"
FILES = {"clean.txt": PLAIN, "item.txt": ITEM, "locked.docx": (SAMPLES / "docx-encrypted" / "input.docx").read_bytes()}


class _Origin(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        data = FILES[self.path.strip("/")]
        self.send_response(200)
        self.send_header("Content-Type", "application/octet-stream")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *told):
        pass


@contextlib.contextmanager
def e2guardian(folder, port, icap):
    """It runs with Debian's own settings, but for where things lie and what the door needs."""
    binary = Path(program("e2guardian"))
    made = folder / "etc"
    shutil.copytree(binary.parents[2] / "etc" / "e2guardian", made, symlinks=True)
    for path in (one for one in made.rglob("*") if one.is_file() and not one.is_symlink()):
        told = path.read_bytes().replace(b"/usr/share/e2guardian/languages", f"{made}/languages".encode())
        path.write_bytes(told.replace(b"/etc/e2guardian", str(made).encode()))
    user = getpass.getuser()
    settings = {
        "filterports": port,
        "filterip": "127.0.0.1",
        "nodaemon": "on",
        "httpworkers": 20,
        "daemonuser": f"'{user}'",
        "daemongroup": f"'{user}'",
        "pidfilename": f"'{folder}/pid'",
        "loglocation": f"'{folder}/access.log'",
        "contentscanner": f"'{made}/contentscanners/icapscan.conf'",
    }
    main = (made / "e2guardian.conf").read_text("latin-1")
    main = re.sub(rf"^#?\s*({'|'.join(settings)})\s*=.*\n", "", main, flags=re.MULTILINE)
    (made / "e2guardian.conf").write_text(main + "".join(f"{k} = {v}\n" for k, v in settings.items()), "latin-1")
    scanner = made / "contentscanners" / "icapscan.conf"
    scanner.write_text(f"plugname = 'icapscan'\nicapurl = 'icap://127.0.0.1:{icap}/avscan'\n")
    story = made / "site.story"  # as its own comments say: these two are out where something is to be scanned
    told = re.sub(r"^function\(checknoscan(lists|types)\)", r"#\g<0>", story.read_text("latin-1"), flags=re.MULTILINE)
    story.write_text(told, "latin-1")
    with (folder / "out").open("wb") as out:
        process = subprocess.Popen([binary, "-N", "-c", made / "e2guardian.conf"], stdout=out, stderr=out)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            time.sleep(0.1)
        else:
            raise TimeoutError((folder / "out").read_text("latin-1")[-1000:])
        yield
    finally:
        process.kill()
        process.wait()


def test_only_what_is_released_is_downloaded(tmp_path):
    program("e2guardian")
    curl = program("curl")
    origin = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Origin)
    threading.Thread(target=origin.serve_forever, daemon=True).start()
    port = free_port()

    def got(name):
        command = [curl, "-s", "--max-time", "90", "-x", f"http://127.0.0.1:{port}", "--noproxy", ""]
        address = f"http://localhost:{origin.server_address[1]}/{name}"
        done = subprocess.run(
            [*command, address], capture_output=True, timeout=120, check=False, env={"PATH": os.environ["PATH"]}
        )
        return done.stdout

    try:
        with doors(tmp_path / "gate") as door, e2guardian(tmp_path, port, door.port("icap")):
            assert got("clean.txt") == PLAIN
            for name in ("item.txt", "locked.docx"):
                page = got(name)
                assert FILES[name] not in page
                assert b"<html" in page.lower()
            door.run(door.context.__aexit__(None, None, None))  # our doors are gone
            door.context = contextlib.AsyncExitStack()
            page = got("clean.txt")
            assert PLAIN not in page
            assert b"<html" in page.lower()
    finally:
        origin.shutdown()
        origin.server_close()
