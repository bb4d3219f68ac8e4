"""What no module of the gate may do: the framework's form parser, the system's temporary folder, telemetry."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from house.made import ROOT

GATE = sorted((ROOT / "src/outscan/gate").rglob("*.py"))
FORBIDDEN = re.compile(r"\.form\(|UploadFile|SpooledTemporaryFile|\btempfile\b|formparsers|opentelemetry|\bfastapi\b|\bpickle\b")


def test_no_module_uses_what_writes_uploads_elsewhere_or_reports_home():
    assert GATE
    assert {p.name: found.group() for p in GATE if (found := FORBIDDEN.search(p.read_text("utf-8")))} == {}


def test_importing_the_door_opens_no_socket_whatever_the_environment_asks_for():
    code = (
        "import sys\n"
        "def watch(event, args):\n"
        "    if event.startswith('socket.') and event != 'socket.__new__': sys.exit(event)\n"
        "sys.addaudithook(watch)\n"
        "import outscan.gate.http.server\n"
        "assert not [m for m in sys.modules if m.startswith(('opentelemetry', 'fastapi'))]\n"
    )
    asked = {
        "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9",
        "FASTAPI_OTEL_AUTO_CONFIGURE": "true",
        "OTEL_TRACES_EXPORTER": "otlp",
    }
    environment = {**os.environ, **asked, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_every_event_the_program_writes_is_in_the_inventory():
    told, prefix = set(), ""
    for word in re.findall(
        r"`([a-z_.]+)`", (ROOT / "docs/audit.md").read_text("utf-8").partition("## Events")[2].partition("\n## ")[0]
    ):
        prefix = word.partition(".")[0] if "." in word else prefix
        told.add(word if "." in word else f"{prefix}.{word}")
    written = {
        found
        for path in GATE
        for found in re.findall(r"append\(\s*link,\s*[\w.]+,\s*f?\"([a-z_]+\.[a-z_]+)\"", path.read_text("utf-8"))
    }
    assert len(written) > 30
    assert sorted(written - told) == []
