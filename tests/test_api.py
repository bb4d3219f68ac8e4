"""The public face: names, the fence, what is refused."""

import subprocess
import sys

import pytest

import outscan
from outscan import Action, Blob, Config, GapReason, OutscanError, Scanner, Where

CONFIG = Config(ocr="off")
MARK = "机密★10年\n关于某工程的情况报告\n".encode()


def test_every_name_is_there_and_sorted():
    assert outscan.__all__ == sorted(outscan.__all__)
    assert all(getattr(outscan, name) is not None for name in outscan.__all__)
    with pytest.raises(AttributeError):
        _ = outscan.nothing


def test_a_path_and_its_bytes_come_to_the_same(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(MARK)
    by_path, by_bytes = outscan.scan(path, config=CONFIG), outscan.scan(MARK, name="a.txt", config=CONFIG)
    assert by_path.verdict.action is Action.ESCALATE
    assert by_path.findings == by_bytes.findings
    inside = Scanner.build(CONFIG).scan(Blob(Where(("a.txt",)), MARK))
    assert inside.findings == by_bytes.findings


def test_many_keep_their_order_and_a_missing_one_is_a_gap(tmp_path):
    for name in "cab":
        (tmp_path / name).write_text(name)
    sources = [tmp_path / "c", tmp_path / "nowhere", tmp_path / "a", tmp_path / "b"]
    reports = list(outscan.scan_many(sources, config=CONFIG, workers=2))
    assert [one.name for one in reports] == ["c", "nowhere", "a", "b"]
    assert reports[1].gaps[0].reason is GapReason.UNREADABLE


def test_a_dictionary_is_masked_unless_asked():
    report = outscan.scan(MARK, name="a.txt", config=CONFIG)
    assert "机密★" not in str(outscan.to_dict(report)["findings"])
    assert "机密★" in str(outscan.to_dict(report, show_hits=True)["findings"])


def test_bytes_need_a_name():
    with pytest.raises(OutscanError):
        outscan.scan(b"x", config=CONFIG)


def test_importing_touches_nothing_global():
    code = (
        "import logging, os, signal, sys\n"
        "before = dict(os.environ), signal.getsignal(signal.SIGINT), sys.stdout, len(logging.root.handlers)\n"
        "import outscan; [getattr(outscan, name) for name in outscan.__all__]\n"
        "after = dict(os.environ), signal.getsignal(signal.SIGINT), sys.stdout, len(logging.root.handlers)\n"
        "assert before == after\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
