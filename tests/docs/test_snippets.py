"""The Python and the settings the documents show are run as they stand."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "README.zh-CN.md", "docs/api.md")


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```", (ROOT / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES)
def test_python_of_the_documents_runs(page, tmp_path):
    shutil.copyfile(ROOT / "samples" / "docx-mark-in-header" / "input.docx", tmp_path / "附件.docx")
    code = "\n".join(blocks(page, "python"))
    assert "outscan.scan(" in code
    given = "data = open('附件.docx', 'rb').read()\npaths = ['附件.docx']\n"
    script = f"if __name__ == '__main__':\n{''.join(f'    {line}{chr(10)}' for line in (given + code).splitlines())}"
    script += "    assert report.verdict.action == outscan.Action.ESCALATE\n"
    (tmp_path / "shown.py").write_text(script, "utf-8")
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "shown.py"], cwd=tmp_path, env=env, capture_output=True, check=False, timeout=240, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "escalate" in done.stdout
