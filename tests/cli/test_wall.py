"""A fault of our own is one sentence and exit code 2: nothing of the document is in it."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys, types
import click
from outscan.cli import main

@click.command("explode")
def command():
    raise ValueError("金丝雀栖云阁")

module = types.ModuleType("explosive")
module.command = command
sys.modules["explosive"] = module
main.COMMANDS["explode"] = "explosive"
sys.argv = ["outscan", "explode"]
main.main()
"""


def test_an_unforeseen_fault_says_where_and_not_what():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, check=False, timeout=60)
    told = done.stderr.decode()
    assert done.returncode == 2
    assert "ValueError" in told
    assert "金丝雀" not in told
    assert "Traceback" not in told
