"""The unit of the gate is as closed as systemd can tell: an exposure of at most 2.0, and systemd knows every word of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.door
UNIT = Path(__file__).resolve().parents[2] / "packaging" / "outscan-gate.service"


def test_the_unit_is_closed():
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    told = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", str(UNIT)], capture_output=True, text=True, check=False
    ).stdout
    found = re.search(r"Overall exposure level for .*: ([0-9.]+)", told)
    assert found, told
    assert float(found[1]) <= 2.0


def test_systemd_knows_every_word_of_the_unit(tmp_path):
    """What it does not know it leaves out, and only says so: a call that workers fence themselves with would be refused."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text().replace("/opt/outscan/bin/outscan", "/bin/true"))  # it need not be installed here
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False)
    assert done.stderr.replace("\n", "") == ""
    assert done.returncode == 0
