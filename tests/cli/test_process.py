"""`outscan process` and `outscan verify` as a person calls them."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from process.made import INNOCENT, MARK, docx_with


@pytest.fixture
def run(tmp_path):
    def go(*words):
        env = os.environ | {"OUTSCAN_KEY": str(tmp_path / "key" / "installation.key"), "NO_COLOR": "1"}
        return subprocess.run(
            [sys.executable, "-m", "outscan", *map(str, words), "--ocr", "off"],
            capture_output=True, text=True, check=False, cwd=tmp_path, env=env, encoding="utf-8",
        )  # fmt: skip

    return go


@pytest.fixture
def paper(tmp_path):
    (tmp_path / "批件.txt").write_text("同意公开。", encoding="utf-8")
    path = tmp_path / "a.docx"
    path.write_bytes(docx_with(MARK, INNOCENT))
    return path


def test_refused_then_processed_then_verified_then_tampered(run, paper, tmp_path):
    before = paper.read_bytes()
    out = tmp_path / "out.docx"
    refused = run("process", paper, "-o", out)
    assert refused.returncode == 1
    assert "outscan form" in refused.stdout
    assert not out.exists()
    done = run("process", paper, "-o", out, "--authority", "虚保1号", "--authority-file", "批件.txt", "--reason", "已批准")
    assert done.returncode == 3, done.stdout + done.stderr
    assert MARK not in done.stdout
    assert paper.read_bytes() == before
    proof = tmp_path / "out.docx.proof.json"
    if os.name == "posix":
        assert out.stat().st_mode & 0o777 == 0o600
        assert proof.stat().st_mode & 0o777 == 0o600
    assert json.loads(proof.read_text(encoding="utf-8"))["authority"] == "虚保1号"
    assert run("verify", out).returncode == 3
    out.write_bytes(before)
    assert run("verify", out).returncode == 1


def test_an_innocent_file_is_released(run, tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(docx_with(INNOCENT))
    assert run("process", path, "-o", tmp_path / "b.docx").returncode == 0
    assert run("verify", tmp_path / "b.docx").returncode == 0


def test_a_plan_writes_nothing(run, paper, tmp_path):
    planned = run("process", paper, "--dry-run", "--authority", "号", "--authority-file", "批件.txt", "--reason", "因")
    assert planned.returncode == 0
    assert "遮盖删除" in planned.stdout
    assert MARK not in planned.stdout
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == ["a.docx", "批件.txt"]


@pytest.mark.parametrize(
    "words",
    [["nowhere.docx", "-o", "b.docx"], ["a.docx"], ["a.docx", "-o", "a.docx"], ["a.docx", "-o", "b.docx", "--authority", "号"]],
)
def test_wrong_use_is_ours(run, paper, words):
    assert run("process", *words).returncode == 2
    assert paper.exists()


def test_an_archive_of_a_kind_that_is_not_processed_tells_the_way(run, tmp_path):
    path = tmp_path / "a.tar"
    import tarfile

    with tarfile.open(path, "w") as archive:
        source = tmp_path / "a.txt"
        source.write_text(INNOCENT, encoding="utf-8")
        archive.add(source, "a.txt")
    told = run("process", path, "-o", tmp_path / "b.tar")
    assert told.returncode == 1
    assert "zip" in told.stdout


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--drop-column", "经度"], "是否想写 经度值"),
        (["--drop-column", "备注"], "没有表头为此名的列"),
        (["--technique", "aggregate_series"], "aggregate_series"),
        (["--precision", "0.01"], "--precision"),
        (["--aggregate", "monthly"], "--aggregate"),
    ],
)
def test_what_is_asked_for_and_applies_to_nothing_is_refused(run, tmp_path, asked, said):
    source = tmp_path / "a.csv"
    source.write_text("姓名,经度值\n张三,一\n李四,二\n", encoding="utf-8")
    done = run("process", source, "-o", tmp_path / "b.csv", *asked)
    assert done.returncode == 1
    assert said in done.stdout
    assert not (tmp_path / "b.csv").exists()


def test_no_copy_is_written_over_what_others_wrote(run, tmp_path):
    source, there = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_text("姓名,身份证号\n张三,11010519491231002X\n", encoding="utf-8")
    there.write_text("成果\n", encoding="utf-8")
    assert run("process", source, "-o", there).returncode == 2
    assert there.read_text("utf-8") == "成果\n"


@pytest.mark.parametrize(
    "words", [["号", "批件.txt", " "], ["　", "批件.txt", "因"], ["号", "a.docx", "因"], ["号", "空.txt", "因"]]
)
def test_an_authority_of_blanks_or_the_paper_itself_is_none(run, paper, tmp_path, words):
    (tmp_path / "空.txt").write_text(" \n", encoding="utf-8")
    number, file, reason = words
    told = run("process", paper, "-o", tmp_path / "b.docx", "--authority", number, "--authority-file", file, "--reason", reason)
    assert told.returncode == 2, told.stdout
    assert not (tmp_path / "b.docx").exists()


def test_a_copy_of_the_paper_is_no_approval_either(run, paper, tmp_path):
    (tmp_path / "批文.docx").write_bytes(paper.read_bytes())
    told = run("process", paper, "-o", "b.docx", "--authority", "号", "--authority-file", "批文.docx", "--reason", "因")
    assert told.returncode == 2
    assert not (tmp_path / "b.docx").exists()


def test_a_proof_travels_with_its_copy(run, paper, tmp_path):
    out = tmp_path / "out.docx"
    run("process", paper, "-o", out, "--authority", "虚保1号", "--authority-file", "批件.txt", "--reason", "已批准")
    told = json.loads(run("scan", out, "-f", "jsonl").stdout)
    assert told["action"] == "review"
    assert [c["id"] for c in told["verdict"]["clauses"] if c["action"] == "review"] == ["proof.copy"]
    proof = tmp_path / "out.docx.proof.json"
    kept = proof.read_bytes()
    for data, clause in ((b"{", "proof.broken"), (kept.replace(b'"sha256_after": "', b'"sha256_after": "0'), "proof.broken")):
        proof.write_bytes(data)
        told = json.loads(run("scan", out, "-f", "jsonl").stdout)
        assert clause in [c["id"] for c in told["verdict"]["clauses"]]
    proof.write_bytes(kept)
    out.write_bytes(docx_with(INNOCENT, INNOCENT))
    told = json.loads(run("scan", out, "-f", "jsonl").stdout)
    assert "proof.unfit" in [c["id"] for c in told["verdict"]["clauses"]]
    proof.unlink()
    assert json.loads(run("scan", out, "-f", "jsonl").stdout)["action"] == "release"


def test_keys_are_shown_trusted_listed_and_forgotten(tmp_path):
    env = os.environ | {"OUTSCAN_KEY": str(tmp_path / "key"), "XDG_CONFIG_HOME": str(tmp_path / "config")}

    def keys(*words):
        command = [sys.executable, "-m", "outscan", "keys", *words]
        return subprocess.run(command, capture_output=True, text=True, check=False, env=env, encoding="utf-8")

    key = keys("show").stdout.strip()
    assert key.startswith("ed25519:")
    assert keys("show").stdout.strip() == key
    assert keys("trust", key, "某处").returncode == 0
    assert key in keys("list").stdout
    assert keys("forget", key).returncode == 0
    assert keys("forget", key).returncode == 2
    assert keys("trust", "12", "某处").returncode == 2
