"""The mail door behind a real Postfix, spoken to by swaks: handed on, refused, and kept by the sender while the gate is gone."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from gate.hop import Hop
from gate.lines import doors, free_port
from gate.made import ITEM, PLAIN

pytestmark = pytest.mark.door
MAIN = """compatibility_level = 3.6
queue_directory = {base}/queue
data_directory = {base}/data
maillog_file = {base}/log
myhostname = unit.example
mydestination =
relay_domains = partner.example
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
notify_classes =
"""
MASTER = """127.0.0.1:{port} inet n - n - - smtpd
  -o smtpd_proxy_filter=127.0.0.1:{door}
  -o smtpd_relay_restrictions=permit_mynetworks,reject
postlog unix-dgram n - n - 1 postlogd
cleanup unix n - n - 0 cleanup
rewrite unix - - n - - trivial-rewrite
qmgr unix n - n 300 1 qmgr
anvil unix - - n - 1 anvil
proxymap unix - - n - - proxymap
bounce unix - - n - 0 bounce
"""


@pytest.fixture
def base():
    if shutil.which("postfix", path="/usr/sbin") is None or shutil.which("swaks") is None or os.geteuid():
        if os.environ.get("OUTSCAN_DOORS") == "required":
            pytest.fail("postfix, swaks and root are needed")
        pytest.skip("postfix, swaks and root are needed")
    folder = Path(tempfile.mkdtemp(dir="/var/tmp"))  # Postfix logs below /var alone
    folder.chmod(0o755)
    for name in ("conf", "queue", "data"):
        (folder / name).mkdir()
    shutil.chown(folder / "data", "postfix")
    yield folder
    subprocess.run(["/usr/sbin/postfix", "-c", str(folder / "conf"), "stop"], capture_output=True, check=False)
    shutil.rmtree(folder)


def start(base, door):
    port = free_port()
    (base / "conf" / "main.cf").write_text(MAIN.format(base=base))
    (base / "conf" / "master.cf").write_text(MASTER.format(port=port, door=door))
    subprocess.run(["/usr/sbin/postfix", "-c", str(base / "conf"), "start"], capture_output=True, check=True)
    for _ in range(100):
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        time.sleep(0.1)
    return port


def test_postfix_hands_on_what_passes_and_nothing_else(base, tmp_path):
    hop = Hop()
    with doors(tmp_path, next_hop=hop.address) as door:
        port = start(base, door.port("smtp"))

        def ask(body):
            (base / "a.txt").write_bytes(body)
            command = ["swaks", "--server", f"127.0.0.1:{port}", "--from", "a@unit.example", "--to", "b@partner.example"]
            command += ["--attach", "@" + str(base / "a.txt")]
            told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
            return told.stdout

        assert "250 2.0.0 queued as 1" in ask(PLAIN)
        assert hop.taken[0][1].startswith(b"X-Outscan: pass; case=")
        assert "550 5.7.1 outscan: " in ask(ITEM)
        door.run(door.context.__aexit__(None, None, None))  # the gate is gone
        door.context = contextlib.AsyncExitStack()
        assert "<** 451 4.3.0 " in ask(PLAIN)
        assert len(hop.taken) == 1
    hop.shutdown()
    hop.server_close()
