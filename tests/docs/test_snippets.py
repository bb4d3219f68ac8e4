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


SETTINGS = ("docs/configuration.md", "docs/configuration.zh-CN.md")
DOORS = ("docs/gate.md", "docs/doors.md", "docs/doors.zh-CN.md")


@pytest.mark.parametrize("page", SETTINGS)
def test_settings_of_the_documents_are_understood(page, tmp_path):
    from outscan.config.file import read

    [block] = blocks(page, "toml")
    (tmp_path / "outscan.toml").write_text(block, "utf-8")
    settings = read(tmp_path / "outscan.toml", required=True)
    assert settings.limits["max_seconds"] == 45
    assert settings.allow.cleared_pictures is True


@pytest.mark.parametrize("page", DOORS)
def test_settings_of_the_gate_are_understood(page, tmp_path):
    from outscan.gate.settings import load_settings

    [block] = blocks(page, "toml")
    (tmp_path / "gate.toml").write_text(block, "utf-8")
    settings = load_settings(tmp_path / "gate.toml", data=str(tmp_path / "data"))
    assert settings.smtp.listen == "127.0.0.1:10025" or settings.http.port == 8470


def test_both_languages_show_the_same_settings():
    import tomllib

    for english in ("docs/configuration.md", "docs/doors.md"):
        chinese = english.replace(".md", ".zh-CN.md")
        assert [tomllib.loads(one) for one in blocks(english, "toml")] == [tomllib.loads(one) for one in blocks(chinese, "toml")]
