"""What the benchmark beside peers stands on: the same folder every time, and a reader of bodies that meets every term in it."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
FILES = 10


def made(folder: Path) -> Path:
    subprocess.run([sys.executable, str(BENCHMARKS / "mixed.py"), str(folder), str(FILES)], check=True)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    pytest.importorskip("ahocorasick_rs")
    return made(tmp_path_factory.mktemp("mixed"))


def test_the_folder_is_the_same_every_time(folder, tmp_path):
    def digests(where: Path) -> dict[str, str]:
        kept = [
            one for one in where.rglob("*") if one.is_file() and one.suffix != ".xlsx"
        ]  # a workbook notes when it was written
        return {str(one.relative_to(where)): hashlib.sha256(one.read_bytes()).hexdigest() for one in kept}

    assert digests(made(tmp_path)) == digests(folder)


def test_whoever_reads_bodies_meets_every_planted_term(folder):
    run = subprocess.run([sys.executable, str(BENCHMARKS / "peers.py"), "lean", str(folder)], check=True, capture_output=True)
    told = json.loads(run.stdout)
    planted = json.loads((folder / "planted.json").read_text("utf-8"))
    assert told == {"met": told["planted"], "planted": sum(map(len, planted.values())), "failed": 0}
    assert told["planted"] >= FILES // 2
