"""A script of somebody's own that has no `if __name__ == "__main__"`: its workers do not run it again."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from batch.made import MARKED, PLAIN, package

SCAN = """
print("begun", flush=True)
import outscan
for report in outscan.scan_many({paths}, workers=2, config=outscan.Config(ocr="off")):
    print(report.verdict.action.value, report.complete, flush=True)
"""
BATCH = """
print("begun", flush=True)
from outscan.batch.engines import ENGINES, Crew
from outscan.batch.ledger import open_ledger
from outscan.batch.running import begin, end
from outscan.batch.run_status import status_of
from outscan.config import Config
with open_ledger("l.db") as store:
    begun = begin(store, ["p"], Config(ocr="off"))
    ENGINES["local"](store, begun, Crew(2))
    ended = end(store, begun.run.id)
    with store.read() as link:
        told = status_of(link, ended)
print(told["state"], told["done"], told["incomplete"], flush=True)
"""
METHODS = ["forkserver", "spawn"] if sys.platform != "win32" else ["spawn"]


def ran(folder, text, method, *how):
    (folder / "theirs.py").write_text(text, "utf-8")
    environment = {**os.environ, "OUTSCAN_START_METHOD": method, "PYTHONDONTWRITEBYTECODE": "1"}
    told = subprocess.run([sys.executable, *how], cwd=folder, env=environment, capture_output=True, check=False, timeout=120)
    assert told.returncode == 0, told.stderr.decode()
    return told.stdout.decode().splitlines()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("how", [("theirs.py",), ("-m", "theirs")], ids=["file", "module"])
def test_scan_many_of_a_script_without_a_guard(tmp_path, method, how):
    files = package(tmp_path / "p", {"a.txt": PLAIN, "b.txt": MARKED})
    paths = [str(files / "a.txt"), str(files / "b.txt")]
    assert ran(tmp_path, SCAN.format(paths=paths), method, *how) == ["begun", "release True", "escalate True"]


def test_a_batch_of_a_script_without_a_guard(tmp_path):
    package(tmp_path / "p", {"a.txt": PLAIN, "b.txt": MARKED})
    assert ran(tmp_path, BATCH, "", "theirs.py") == ["begun", "done 2 0"]
