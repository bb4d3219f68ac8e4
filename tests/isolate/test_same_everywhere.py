"""Law 7 over machines: locale, time zone, home, environment and what an import touches change no report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from house.made import CASES, ROOT, SAMPLES

ENVIRONMENTS = {
    "plain": {"LC_ALL": "C", "TZ": "UTC"},
    "turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"},
    "posix": {"LC_ALL": "POSIX", "TZ": "America/St_Johns", "PYTHONUTF8": "0", "PYTHONHASHSEED": "7"},
    "bare": {"PYTHONIOENCODING": "latin-1", "PYTHONHASHSEED": "1", "COLUMNS": "20", "TERM": "dumb"},
}


def one_of_each() -> list[str]:
    """The smallest sample of each ending."""
    smallest: dict[str, tuple[int, str]] = {}
    for case in CASES:
        path = SAMPLES / case.name / case.file
        found = (path.stat().st_size, str(path))
        ending = path.suffix.lower()
        smallest[ending] = min(smallest.get(ending, found), found)
    return [path for _, path in sorted(smallest.values())]


def reports(environment: dict[str, str], tmp_path) -> str:
    kept = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT / "src"), "HOME": str(tmp_path), "OUTSCAN_LANG": "zh-CN"}
    command = [sys.executable, "-m", "outscan", "scan", "--format", "jsonl", "--ocr", "off", "--as-of", "2026-01-31", "-j", "1"]
    done = subprocess.run(
        [*command, *one_of_each()], env={**kept, **environment}, cwd=tmp_path, capture_output=True, check=False, timeout=600
    )
    assert done.returncode in {0, 1, 3}, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8")


@pytest.fixture(scope="module")
def usual(tmp_path_factory):
    return reports(ENVIRONMENTS["plain"], tmp_path_factory.mktemp("plain"))


@pytest.mark.parametrize("name", [name for name in ENVIRONMENTS if name != "plain"])
def test_reports_are_the_same_bytes_in_any_locale_zone_and_environment(usual, name, tmp_path):
    found = reports(ENVIRONMENTS[name], tmp_path)
    for one, other in zip(usual.splitlines(), found.splitlines(), strict=True):
        assert one == other, json.loads(one)["path"]


def test_an_import_touches_nothing_global(tmp_path):
    """No module changes the environment, the loggers of others, the locale or the hooks by being imported."""
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT / "src"), "HOME": str(tmp_path)}
    script = str(Path(__file__).with_name("touched.py"))
    done = subprocess.run([sys.executable, script], env=environment, cwd=tmp_path, capture_output=True, check=False, timeout=300)
    assert done.stdout.decode().strip() == "[]", done.stdout.decode() + done.stderr.decode()
