"""The pages that say how to add something are followed word for word in a copy, and no other file changes.

A page says `New file`, `In … before …`, `In … after …` and `Run …, which writes …`; each is done as it stands.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("src", "scripts", "samples", "lexicons", "models", "docs", "tests")
STEP = re.compile(
    r"^New file `(?P<new>[^`]+)`:\n\n```\w+\n(?P<whole>.*?)^```$"
    r"|^In `(?P<path>[^`]+)`, (?P<side>before|after) `(?P<anchor>[^`]+)`:\n\n```\w+\n(?P<lines>.*?)^```$"
    r"|^Run `(?P<command>[^`]+)`, which writes (?P<written>[^.]*(?:\.\w+[^.]*)*)\.$",
    re.MULTILINE | re.DOTALL,
)


def run(copy, *command, code=0):
    env = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([str(c) for c in command], cwd=copy, env=env, capture_output=True, check=False, timeout=240)
    told = done.stdout.decode() + done.stderr.decode()
    assert done.returncode == code, told
    return told


def digests(copy):
    return {
        path.relative_to(copy).as_posix(): hashlib.sha256(path.read_bytes()).digest()
        for path in copy.rglob("*")
        if path.is_file() and not {"__pycache__", ".pytest_cache", ".hypothesis", ".ruff_cache"} & set(path.parts)
    }


@pytest.fixture
def copy(tmp_path):
    for name in FOLDERS:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "authored"))
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def follow(copy, page):
    """Do what the page says; the files it names."""
    before, named = digests(copy), set()
    steps = list(STEP.finditer((ROOT / "docs" / page).read_text("utf-8")))
    assert len(steps) == len(re.findall(r"^(?:New file|In|Run) `", (ROOT / "docs" / page).read_text("utf-8"), re.MULTILINE))
    for step in steps:
        if step["new"]:
            assert not (copy / step["new"]).exists()
            (copy / step["new"]).write_text(step["whole"], "utf-8")
            named.add(step["new"])
        elif step["path"]:
            path = copy / step["path"]
            lines = path.read_text("utf-8").splitlines(keepends=True)
            at = [number for number, line in enumerate(lines) if line.lstrip().startswith(step["anchor"].lstrip())]
            assert len(at) == 1, (step["path"], step["anchor"], at)
            lines.insert(at[0] + (step["side"] == "after"), step["lines"])
            path.write_text("".join(lines), "utf-8")
            named.add(step["path"])
        else:
            run(copy, *[sys.executable if word == "python" else word for word in shlex.split(step["command"])])
            named |= set(re.findall(r"`([^`]+)`", step["written"]))
    after = digests(copy)
    assert {name for name in before | after if before.get(name) != after.get(name)} == named
    python = [name for name in named if name.endswith(".py")]
    if shutil.which("ruff") or (Path(sys.executable).parent / "ruff").exists():
        run(copy, sys.executable, "-m", "ruff", "check", "--no-cache", *python)
    return named


def held_by(copy, *what):
    run(copy, sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *what)


def test_a_format(copy):
    follow(copy, "add-a-format.md")
    held_by(copy, "tests/contract", "-k", "srt")
    held_by(copy, "tests/house/test_formats.py")
    (copy / "a.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\n机密★10年\n", "utf-8")
    assert "00:00:01,000" in run(copy, sys.executable, "-m", "outscan", "read", "a.srt", code=0)


def test_a_rule(copy):
    (rule,) = re.findall(r"```yaml\n(.*?)^```$", (ROOT / "docs" / "add-a-rule.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    path = copy / "lexicons" / "local" / "water.yaml"
    path.parent.mkdir()
    path.write_text(rule, "utf-8")
    assert "1 个事项" in run(copy, sys.executable, "-m", "outscan.rulecheck", "lexicons/local/water.yaml")
    (copy / "a.txt").write_text("加压站夜班人员和钥匙保管人手机号见下表，请外方检修队联系。\n", "utf-8")
    told = run(copy, sys.executable, "-m", "outscan", "scan", "--overlay", "lexicons/local", "-f", "jsonl", "a.txt", code=1)
    assert '"local/pump-duty"' in told


def test_a_detector(copy):
    follow(copy, "add-a-detector.md")
    held_by(copy, "tests/test_evidence.py", "tests/house/test_words.py")
    (copy / "lexicons" / "local").mkdir()
    (copy / "lexicons" / "local" / "permits.yaml").write_text(RULE, "utf-8")
    assert "，0 个问题" in run(copy, sys.executable, "-m", "outscan.rulecheck", "lexicons/local/permits.yaml")


RULE = """\
domain: local
title: 本单位事项
basis:
  a-1: {cite: 某局内部管理规定, certainty: A}
items:
  - id: local/permits
    title: 许可证清单
    level: 工作秘密
    basis: {instrument: a-1, item: 一}
    window: paragraph
    all:
      - any: [许可证]
      - identifier: {kind: building_permit, count: ">= 2"}
    advice: {action: review, approver: 办公室}
    hits:
      - 许可证：建字第310000202600123号、建字第310000202600124号。
      - 两份许可证为建字第310000202600125号和建字第310000202600126号。
    misses:
      - 许可证：建字第310000202600123号。
      - 许可证：沪字第310000202600123号、沪字第310000202600124号。
"""


def test_a_sink(copy):
    follow(copy, "add-a-sink.md")
    held_by(copy, "tests/report/test_sinks.py", "-k", "lines or every or name")
    (copy / "a.txt").write_text("通知\n", "utf-8")
    run(copy, sys.executable, "-m", "outscan", "scan", "-q", "-o", "out.tsv", "a.txt")
    assert (copy / "out.tsv").read_text("utf-8").endswith("\ta.txt\n")


def test_a_technique(copy):
    follow(copy, "add-a-technique.md")
    held_by(copy, "tests/test_evidence.py", "tests/house/test_words.py", "tests/process/test_formats.py")
    (copy / "a.txt").write_text("联系人手机 13912345678，请核对。\n", "utf-8")
    told = run(copy, sys.executable, "-m", "outscan", "process", "--help")
    assert "keep_tail" in told
    make = (
        "from outscan.process.techniques import TECHNIQUES;from outscan.process.task import Options;"
        "from outscan import Scanner;from outscan.types import Blob,Where;"
        "r,d=Scanner.build().examine(Blob(Where(('a.txt',)),open('a.txt','rb').read()));"
        "m=next(m for m in d.matches if m.rule=='identifier/mobile');t=next(t for t in TECHNIQUES if t.name=='keep_tail');"
        "print(t.fits(m),[c[2] for c in t.cuts(d.readings[m.segment].segment,m,Options())])"
    )
    assert "True ['*******']" in run(copy, sys.executable, "-c", make)
