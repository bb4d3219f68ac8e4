"""Whatever a worker does, the run goes on, the report says so, and what was found before stays."""

import json
import os
import signal
import subprocess
import sys
import time
from multiprocessing.connection import wait

import pytest

import faults
from outscan.config import Config
from outscan.isolate import Fence, guards, open_blob, outcomes
from outscan.limits import Limits
from outscan.nouns import replace
from outscan.scanner import Scanner
from outscan.types import Action, Gap, GapReason, Job, SoFar
from sentences import english

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
        ("eat", GapReason.TOO_LARGE),
        ("segfault", GapReason.CRASHED),
        ("leave", GapReason.CRASHED),
        ("fill", GapReason.CORRUPT),
        ("deep", GapReason.CORRUPT),
    ],
)
def test_a_reader_that_misbehaves_costs_its_own_document_only(scanner, fault, reason, tmp_path, monkeypatch):
    monkeypatch.setenv("OUTSCAN_TEST_TEMP", str(tmp_path))
    monkeypatch.setattr("outscan.isolate.fence.GRACE_SECONDS", 0.5)
    limits = SHORT if fault == "hang" else replace(SHORT, max_seconds=30.0)
    broken = replace(scanner, readers=faults.faulty(fault), config=replace(scanner.config, limits=limits))
    bad, good = scan(broken, text("坏.txt"), Job("好.bin", "好.bin", b""))
    assert any(f.upheld and f.rule.startswith("mark/") for f in bad.findings)
    # Whether the kernel refuses memory or the parent sees it gone first is a race; both say so.
    assert {reason, GapReason.CRASHED if fault == "eat" else reason} & {g.reason for g in bad.gaps}
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


def test_nobody_is_waited_for_when_nobody_works(scanner, monkeypatch):
    waited = []

    def counted(ears, timeout):
        waited.append(len(ears))
        return wait(ears, timeout)

    monkeypatch.setattr("outscan.isolate.fence.wait", counted)
    assert len(list(outcomes(scanner, [text("a.txt")], 1))) == 1
    assert waited
    assert 0 not in waited


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
    assert "max_file_bytes 100 > 10" in english(too_large)


@linux
def test_cpu_time_is_a_limit_of_its_own(scanner):
    limits = replace(SHORT, max_seconds=60.0, max_cpu_seconds=1.0)
    broken = replace(scanner, readers=faults.faulty("spin"), config=replace(scanner.config, limits=limits))
    (report,) = scan(broken, text("转.txt"))
    assert [(g.reason, english(g)) for g in report.gaps] == [(GapReason.TIMEOUT, "max_cpu_seconds > 1")]
    assert report.findings


def test_a_short_document_gets_little_time_and_a_long_one_what_it_needs():
    limits = Limits(max_seconds=45, seconds_per_mib=1)
    assert limits.seconds(1000) == pytest.approx(45, abs=0.01)
    assert limits.seconds(200 << 20) == pytest.approx(245)


@linux
def test_a_worker_and_what_it_starts_have_no_network(scanner):
    ((_, said),) = Fence(scanner, 1, faults.call_home).run([text("a.txt")])
    if guards()["network"] != "seccomp":
        pytest.skip("this machine's calls are not known")
    assert said == ["EACCES", "EACCES", "13"]


def test_nothing_a_worker_prints_is_heard(scanner, capfd):
    ((_, said),) = Fence(scanner, 1, faults.speak).run([text("a.txt")])
    assert said == "said"
    assert "CANARY" not in "".join(capfd.readouterr())


def test_a_failure_of_a_stage_is_a_gap_without_its_words(scanner, capfd):
    (_, report), (_, second) = Fence(scanner, 1, faults.stumble).run([text("a.txt"), text("b.txt")])
    (gap,) = report.gaps
    assert gap.reason is GapReason.CRASHED
    assert english(gap).startswith("ValueError faults.py:")
    assert "CANARY" not in repr(report) + "".join(capfd.readouterr())
    assert second.verdict.action >= Action.REVIEW


def gone(pid: int) -> bool:
    """Whether a process has ended, or is ending within a few seconds."""
    for _ in range(100):
        try:
            with open(f"/proc/{pid}/stat") as state:
                if state.read().rpartition(")")[2].split()[0] == "Z":
                    return True
        except OSError:
            return True
        time.sleep(0.1)
    return False


SCRIPT = """
import sys
sys.path.insert(0, {tests!r})
import faults
from outscan.config import Config
from outscan.isolate import Fence
from outscan.limits import Limits
from outscan.scanner import Scanner
from outscan.types import Job
scanner = Scanner.build(Config(ocr="off", limits=Limits(max_seconds={seconds})))
list(Fence(scanner, 1, faults.with_helper).run([Job("a", "a", b"x")]))
"""


def started(tmp_path, seconds):
    note = tmp_path / "pids"
    script = SCRIPT.format(tests=os.path.dirname(os.path.abspath(__file__)), seconds=seconds)
    parent = subprocess.Popen([sys.executable, "-c", script], env={**os.environ, "OUTSCAN_TEST_TEMP": str(note)})
    for _ in range(300):
        if note.exists() and len(note.read_text().split()) == 2:
            break
        time.sleep(0.1)
    return parent, [int(pid) for pid in note.read_text().split()]


@linux
def test_a_worker_does_not_outlive_its_parent(tmp_path):
    parent, (worker, helper) = started(tmp_path, 300)
    parent.kill()
    parent.wait()
    assert gone(worker)
    os.kill(helper, signal.SIGKILL)  # what a killed run had started ends when its pipe does; this one has none


@linux
def test_what_a_worker_started_is_killed_with_it(tmp_path):
    parent, (worker, helper) = started(tmp_path, 1)
    parent.wait(60)
    assert gone(worker)
    assert gone(helper)


@linux
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_run_says_what_it_did_not_come_to(tmp_path, number):
    for i in range(400):
        (tmp_path / f"{i:03}.txt").write_text("防汛值班通知\n" * 200, "utf-8")
    run = subprocess.Popen(
        [sys.executable, "-m", "outscan", "scan", "-f", "jsonl", "--ocr", "off", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        bufsize=0,  # what readline takes ahead communicate would not see
    )
    first = run.stdout.readline()
    os.killpg(run.pid, number)
    os.killpg(run.pid, number)
    rest, errors = run.communicate(timeout=20)
    told = [json.loads(one) for one in (first + rest).splitlines()]
    assert run.returncode == 130
    assert b"Traceback" not in errors
    assert [one["name"] for one in told] == [f"{i:03}.txt" for i in range(400)]
    assert told[-1]["partial"]
    assert told[-1]["action"] == "review"
    assert told[-1]["coverage"]["gaps"][0]["detail"] == "interrupted"


ODD = {
    "locale": {"LC_ALL": "C", "LANG": "C"},
    "utf-8 off": {"PYTHONUTF8": "0", "LC_ALL": "POSIX"},
    "hash seed": {"PYTHONHASHSEED": "7"},
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "no home": {"HOME": "/nonexistent", "XDG_CONFIG_HOME": "/nonexistent"},
    "no temporary folder": {"TMPDIR": "/nonexistent"},
}


def nothing(scanner, job, seen):
    """Work that makes nothing of its job, and says how far it came."""
    seen(SoFar(3))
    seen(SoFar(7, judging=True))


def test_work_that_makes_nothing_is_done_at_once_and_how_far_it_came_is_heard(scanner):
    far = []
    fence = Fence(scanner, 1, nothing, far=lambda job, come: far.append((job.name, come)))
    try:
        assert fence.one(Job("a.txt", "a.txt", b"a")) is None
        worker = fence._idle[0].process.pid
        assert fence.one(Job("b.txt", "b.txt", b"b")) is None
        assert fence._idle[0].process.pid == worker, "a worker that was done was killed for its time"
    finally:
        fence.close()
    assert far == [(name, come) for name in ("a.txt", "b.txt") for come in (SoFar(3), SoFar(7, judging=True))]


@linux
def test_odd_surroundings_change_nothing(tmp_path):
    (tmp_path / "机密★10年.txt").write_text("机密★10年\n会议纪要\n", "utf-8")
    (tmp_path / "通知.txt").write_text("防汛值班通知\n", "gb18030")
    command = [sys.executable, "-m", "outscan", "scan", "-f", "jsonl", "--ocr", "off", "--as-of", "2026-01-31", "."]
    told = {}
    for name, env in {"plain": dict(os.environ), "empty": {}, **{k: {**os.environ, **v} for k, v in ODD.items()}}.items():
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=False)
        told[name] = (done.returncode, done.stdout, done.stderr)
    assert told["plain"][0] == 1
    assert {name for name, one in told.items() if one != told["plain"]} == set()


@linux
def test_a_scan_writes_no_file(tmp_path):
    here, temp = tmp_path / "入", tmp_path / "临时"
    here.mkdir(), temp.mkdir()
    (here / "a.txt").write_text("机密★10年\n", "utf-8")
    env = {**os.environ, "TMPDIR": str(temp), "HOME": str(temp)}
    command = [sys.executable, "-m", "outscan", "scan", "--ocr", "off", str(here)]
    assert subprocess.run(command, env=env, capture_output=True, check=False).returncode == 1
    assert not list(temp.rglob("*"))
    assert [p.name for p in here.iterdir()] == ["a.txt"]
