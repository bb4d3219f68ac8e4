"""Whatever a worker does, the run goes on, the report says so, and what was found before stays."""

import os
import sys
from dataclasses import replace

import pytest

import faults
from outscan.config import Config
from outscan.isolate import Fence, open_blob, outcomes
from outscan.limits import Limits
from outscan.scanner import Scanner
from outscan.types import Action, Gap, GapReason, Job

SHORT = Limits(max_seconds=1.0, max_cpu_seconds=30, max_ocr_seconds=0, max_memory_bytes=256 << 20, max_temp_bytes=8 << 20)
linux = pytest.mark.skipif(sys.platform != "linux", reason="rlimits of this kind are Linux's")


@pytest.fixture(scope="module")
def scanner():
    return Scanner.build(Config(limits=SHORT, ocr="off"))


def scan(scanner, *jobs, workers=1):
    return [o.report for o in outcomes(scanner, jobs, workers)]


def text(name, words="春游通知：周五下午集合。"):
    return Job(name, name, words.encode())


@linux
@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("hang", GapReason.TIMEOUT),
        ("eat", GapReason.CRASHED),
        ("segfault", GapReason.CRASHED),
        ("leave", GapReason.CRASHED),
        ("fill", GapReason.CORRUPT),
        ("deep", GapReason.CORRUPT),
    ],
)
def test_a_reader_that_misbehaves_costs_its_own_document_only(scanner, fault, reason, tmp_path, monkeypatch):
    monkeypatch.setenv("OUTSCAN_TEST_TEMP", str(tmp_path))
    monkeypatch.setattr("outscan.isolate.fence.GRACE_SECONDS", 0.5)
    broken = replace(scanner, readers=faults.faulty(fault))
    bad, good = scan(broken, text("坏.txt"), Job("好.bin", "好.bin", b""))
    assert reason in {g.reason for g in bad.gaps}
    assert bad.verdict.action >= Action.REVIEW
    assert not bad.complete
    assert good.gaps[0].reason is GapReason.UNREADABLE
    assert not list(tmp_path.iterdir())


@linux
def test_what_was_found_before_the_worker_died_stays(scanner):
    import io
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("一.csv", "密级,机密\n编号,1\n备注,机密★10年\n")
        archive.writestr("二.txt", "普通文字")
    broken = replace(scanner, readers=faults.faulty("segfault"))
    (report,) = scan(broken, Job("包.zip", "包.zip", packed.getvalue()))
    assert GapReason.CRASHED in {g.reason for g in report.gaps}
    assert any(f.upheld and f.rule.startswith("mark/") for f in report.findings)
    assert report.verdict.action >= Action.ESCALATE


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"] if sys.platform == "linux" else ["spawn"])
def test_every_start_method_gives_the_same_reports(scanner, method, monkeypatch):
    monkeypatch.setenv("OUTSCAN_START_METHOD", method)
    slow = replace(scanner, config=replace(scanner.config, limits=replace(SHORT, max_seconds=20)))
    jobs = [text("甲.txt", "机密★10年\n"), text("乙.txt")]
    reports = scan(slow, *jobs, workers=2)
    assert [r.name for r in reports] == ["甲.txt", "乙.txt"]
    assert [r.verdict.action for r in reports] == [Action.ESCALATE, Action.RELEASE]


def test_order_is_kept_whoever_dies(scanner, monkeypatch):
    monkeypatch.setattr("outscan.isolate.fence.GRACE_SECONDS", 0.2)
    names = ["a.txt", "die.txt", "b.txt", "hang.txt", "c.txt"]
    fence = Fence(scanner, 2, faults.hang_work)
    results = list(fence.run([text(n) for n in names]))
    assert [job.name for job, _ in results] == names
    assert [r.gaps[0].reason if r.gaps else None for _, r in results] == [None, GapReason.CRASHED, None, GapReason.TIMEOUT, None]


def test_nothing_is_left_running(scanner):
    fence = Fence(scanner, 2)
    run = fence.run([text(f"{i}.txt") for i in range(4)])
    next(run)
    pids = [w.process.pid for w in (*fence._idle, *fence._busy)]
    run.close()
    assert pids
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_file_that_cannot_be_opened_is_a_gap(tmp_path):
    missing = open_blob(Job(str(tmp_path / "无.txt"), "无.txt"), SHORT)
    assert isinstance(missing, Gap)
    assert missing.reason is GapReason.UNREADABLE
    os.mkfifo(tmp_path / "管道") if hasattr(os, "mkfifo") else None
    if hasattr(os, "mkfifo"):
        pipe = open_blob(Job(str(tmp_path / "管道"), "管道"), SHORT)
        assert isinstance(pipe, Gap)
    big = tmp_path / "大.txt"
    big.write_bytes(b"x" * 100)
    too_large = open_blob(Job(str(big), "大.txt"), replace(SHORT, max_file_bytes=10))
    assert isinstance(too_large, Gap)
    assert too_large.reason is GapReason.TOO_LARGE
    assert "max_file_bytes 100 > 10" in too_large.detail
