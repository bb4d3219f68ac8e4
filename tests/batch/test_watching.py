"""The watched folder: what lands in the pass folder is what was scanned, and nothing is deleted."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date

import pytest

from batch.killing import ENVIRONMENT
from batch.made import MARKED, PLAIN, config, package
from outscan.batch.placing import SIDECAR, sidecar
from outscan.batch.watching import Watch, _read_and_scan, temporary
from outscan.errors import OutscanError
from outscan.scanner import Scanner
from outscan.types import Blob, Where


@pytest.fixture
def folders(tmp_path):
    (tmp_path / "待发").mkdir()
    return tmp_path / "待发", tmp_path / "可发", tmp_path / "待批"


def watched(folders, **settings):
    watch = Watch(Scanner.build(config()), *folders, settle=settings.pop("settle", 0.0), **settings)
    watch.keep(once=True)
    return watch


TOOL = (sys.executable, "-m", "outscan", "batch", "watch")


def command(folders):
    of, passed, held = map(str, folders)
    return [
        *TOOL,
        of,
        "--pass",
        passed,
        "--hold",
        held,
        "--settle",
        "0",
        "--ocr",
        "off",
    ]


def there(folder):
    """What a person sees: the watch's own memory and lock aside."""
    files = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {path for path in files if not path.startswith(".outscan-watch")}


def test_what_may_go_is_copied_and_the_rest_is_noted(folders):
    package(folders[0], {"a.txt": PLAIN, "sub/b.txt": MARKED, "c.zip": b"PK\x03\x04", "绝密★30年.txt": PLAIN})
    before = {path: (folders[0] / path).read_bytes() for path in there(folders[0])}
    watch = watched(folders)
    assert there(folders[1]) == {"a.txt", "a.txt" + SIDECAR}
    assert (folders[1] / "a.txt").read_text() == PLAIN
    assert there(folders[2]) == {f"{name}{SIDECAR}" for name in ("sub/b.txt", "c.zip", "绝密★30年.txt")}
    assert json.loads((folders[1] / f"a.txt{SIDECAR}").read_text())["action"] == "release"
    assert {path: (folders[0] / path).read_bytes() for path in there(folders[0])} == before
    assert watch.counts["release"] == 1


def test_a_file_that_still_grows_is_not_taken(folders):
    package(folders[0], {"a.txt": PLAIN})
    watch = Watch(Scanner.build(config()), *folders, settle=60.0)
    assert list(watch._ready()) == []
    os.utime(folders[0] / "a.txt", (time.time() - 120,) * 2)
    assert [job.name for job in watch._ready()] == ["a.txt"]  # renamed in, with an old time
    (folders[0] / "a.txt").write_text(PLAIN + PLAIN)
    assert list(watch._ready()) == []


def test_doubles_and_temporary_names_are_counted_and_scanned_once(folders):
    package(folders[0], {"a.txt": PLAIN, "~$a.docx": "x", "b.part": PLAIN, "c.crdownload": PLAIN, ".d.txt": PLAIN})
    os.link(folders[0] / "a.txt", folders[0] / "again.txt")
    watch = watched(folders)
    assert watch.counts["release"] == 1
    assert watch.counts["double"] == 1
    assert watch.counts["temporary"] == 4
    watch.keep(once=True)
    assert watch.counts["release"] == 1


def test_nothing_is_written_over(folders):
    package(folders[0], {"a.txt": PLAIN})
    package(folders[1], {"a.txt": "theirs"})
    watched(folders)
    assert (folders[1] / "a.txt").read_text() == "theirs"
    assert (folders[1] / "a (2).txt").read_text() == PLAIN
    package(folders[0], {"a (2).txt": PLAIN + "又一份\n"})
    watched(folders)
    assert (folders[1] / "a (2).txt").read_text() == PLAIN
    assert there(folders[1]) >= {"a (2) (2).txt", f"a (2) (2).txt{SIDECAR}", f"a (2).txt{SIDECAR}"}


@pytest.mark.parametrize("which", [(0, 0, 2), (0, 1, 1), (0, 3, 2)])
def test_folders_inside_one_another_are_refused(folders, which):
    every = (*folders, folders[0] / "可发")
    with pytest.raises(OutscanError):
        Watch(Scanner.build(config()), *(every[n] for n in which))


def test_names_of_unfinished_files():
    assert [temporary(n) for n in ("a.part", "~$a.docx", "a.tmp", "a.txt~", ".a", "a.txt", "报告.docx")] == [True] * 5 + [
        False
    ] * 2


def test_a_watch_that_starts_again_puts_nothing_twice(folders):
    package(folders[0], {"a.txt": PLAIN, "b.txt": MARKED})
    watched(folders)
    (folders[1] / "a.txt").rename(folders[1].parent / "sent.txt")  # taken away by whoever sends it
    before = [there(one) for one in folders]
    assert watched(folders).counts == {"before": 2}
    assert [there(one) for one in folders] == before
    watch = Watch(Scanner.build(config(as_of=date(2026, 6, 2))), *folders, settle=0.0)  # other makings: read again, not put again
    watch.keep(once=True)
    assert watch.counts == {"release": 1, "escalate": 1}
    assert [there(one) for one in folders] == before
    (folders[0] / "a.txt").write_text(PLAIN + "第二稿\n")
    assert watched(folders).counts["release"] == 1
    assert there(folders[1]) > before[1]


@pytest.mark.parametrize("left", ["copy", "note", "both", "neither"])
def test_a_watch_that_was_killed_goes_on_where_it_was(folders, left):
    """Between the copy, its note and the memory: what is there as it must be is completed, never doubled."""
    package(folders[0], {"a.txt": PLAIN, "b.txt": MARKED})
    watched(folders)
    whole = [there(one) for one in folders]
    for file in folders[2].glob(".outscan-watch*"):
        file.unlink()
    if left in {"copy", "neither"}:
        (folders[1] / f"a.txt{SIDECAR}").unlink()
    if left in {"note", "neither"}:
        (folders[1] / "a.txt").unlink()
        (folders[2] / f"b.txt{SIDECAR}").unlink()
    (folders[1] / ".outscan-1-abc.part").write_text("half")
    watched(folders)
    (folders[1] / ".outscan-1-abc.part").unlink()
    assert [there(one) for one in folders] == whole
    assert (folders[1] / "a.txt").read_text() == PLAIN


def test_the_memory_of_a_watch_may_be_cut_off(folders):
    package(folders[0], {"a.txt": PLAIN})
    watched(folders)
    memory = folders[2] / ".outscan-watch.jsonl"
    memory.write_bytes(memory.read_bytes()[:-20])
    watched(folders)
    assert there(folders[1]) == {"a.txt", f"a.txt{SIDECAR}"}


def test_a_file_that_is_renamed_after_it_was_settled_is_judged_by_its_new_name(folders):
    package(folders[0], {"草稿.txt": PLAIN})
    watch = watched(folders)
    (folders[0] / "草稿.txt").rename(folders[0] / "绝密★30年 定稿.txt")
    watch.keep(once=True)
    assert there(folders[2]) == {f"绝密★30年 定稿.txt{SIDECAR}"}
    assert watch.counts["double"] == 0


def test_a_file_that_changes_while_it_is_read_is_put_nowhere(folders):
    package(folders[0], {"a.txt": PLAIN})
    watch = Watch(Scanner.build(config()), *folders)
    watch.settle = 0.0
    (job,) = watch._ready()
    report = watch.scanner.unread(Blob(Where(("a.txt",)), PLAIN.encode()), job.path, [], partial=False)
    (folders[0] / "a.txt").write_text(PLAIN + MARKED)
    watch._settled(job, report, PLAIN.encode(), once=False)
    assert watch.counts == {"changed": 1}
    assert there(folders[1]) == set()
    watch.keep(once=True)
    assert there(folders[2]) == {f"a.txt{SIDECAR}"}


def test_what_is_in_the_way_is_told_once_and_waited_for(folders, monkeypatch):
    monkeypatch.setattr("outscan.batch.watching.AGAIN_SECONDS", 0.0)
    package(folders[0], {"sub/b.txt": MARKED})
    folders[2].mkdir()
    (folders[2] / "sub").write_text("a file where a folder has to be")
    heard = []
    watch = Watch(Scanner.build(config()), *folders, settle=0.0, heard=lambda *told: heard.append(told))
    with pytest.raises(OutscanError):
        watch.keep(once=True)
    watch = Watch(Scanner.build(config()), *folders, settle=0.0, heard=lambda *told: heard.append(told))
    for _ in range(3):
        for job in watch._ready():
            watch._settled(job, *_read_and_scan(watch.scanner, job, None), once=False)
    assert [what for what, *_ in heard] == ["waits"]
    (folders[2] / "sub").unlink()
    watch.keep(once=True)
    assert there(folders[2]) == {f"sub/b.txt{SIDECAR}"}


def test_a_full_folder_is_waited_for(folders, tmp_path):
    """The hold folder on a disk of its own that is full."""
    script = f'mount -t tmpfs -o size=64k tmpfs {folders[2]} && exec "$@"'
    alone = ("unshare", "-m", "sh", "-c", script, "-")
    folders[2].mkdir()
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no mounts may be made here")
    package(folders[0], {f"{n:02}.txt": MARKED + str(n) for n in range(40)})
    tool = [*TOOL, str(folders[0]), "--pass", str(folders[1]), "--hold", str(folders[2])]
    done = subprocess.run([*alone, *tool, "--once"], env=ENVIRONMENT, capture_output=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr.decode()
    assert str(folders[2]) in done.stderr.decode()
    process = subprocess.Popen([*alone, *tool], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        while b"30" not in (told := process.stderr.readline()):
            assert told, process.poll()
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate()
    assert process.returncode == 0


def test_a_disk_without_second_names_takes_copies_too(folders, monkeypatch):
    def refused(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)  # exFAT, many shares
    package(folders[0], {"a.txt": PLAIN, "b.txt": MARKED})
    package(folders[1], {"a.txt": "theirs"})
    watched(folders)
    assert (folders[1] / "a.txt").read_text() == "theirs"
    assert (folders[1] / "a (2).txt").read_text() == PLAIN
    assert there(folders[2]) == {f"b.txt{SIDECAR}"}


def test_long_names_have_notes_too(folders):
    name = "很长的名字" * 16 + ".docx"
    package(folders[0], {name: MARKED})
    watched(folders)
    (note,) = there(folders[2])
    assert note == sidecar(folders[2] / name).name
    assert len(note.encode()) <= 255
    assert sidecar(folders[2] / "a.txt").name == f"a.txt{SIDECAR}"


def test_a_proof_beside_a_file_is_heard(folders):
    """A processed copy carries what its original needed; a proof that is none holds the file."""
    package(folders[0], {"a.txt": PLAIN, "a.txt.proof.json": "{}"})
    watched(folders)
    assert "a.txt" not in there(folders[1])
    assert f"a.txt{SIDECAR}" in there(folders[2])


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names there are text")
def test_what_cannot_be_listed_is_told_and_a_name_that_is_no_text_is_held(folders):
    heard = []
    (folders[0] / "out").symlink_to("/etc/hostname")
    os.mkfifo(folders[0] / "pipe")
    (folders[0] / os.fsdecode(b"\xff\xfe\xff.txt")).write_text(PLAIN)
    watch = Watch(Scanner.build(config()), *folders, settle=0.0, heard=lambda *told: heard.append(told))
    watch.keep(once=True)
    watch.keep(once=True)
    assert sorted(heard)[-2:] == [("unlistable", "out", "link_out"), ("unlistable", "pipe", "pipe")]
    assert watch.counts == {"unlistable": 2, "review": 1}
    assert there(folders[1]) == set()


def test_two_watches_of_one_folder_are_refused(folders):
    package(folders[0], {"a.txt": PLAIN})
    watch = Watch(Scanner.build(config()), *folders)
    with watch._alone(), pytest.raises(OutscanError, match="监视"):
        watched(folders)


def test_a_watch_judges_by_the_day_of_the_scan(folders):
    package(folders[0], {"a.txt": "2020年全国硕士研究生招生考试试题\n"})
    old = Scanner.build(config(as_of=date(2020, 1, 1)))
    pinned, living = Watch(old, *folders, settle=0.0), Watch(old, *folders, settle=0.0, dated=False)
    pinned._today()
    living._today()
    assert pinned.scanner.config.as_of == date(2020, 1, 1)
    assert living.scanner.config.as_of > date(2026, 1, 1)


def test_the_command_tells_counts_and_codes(folders):
    package(folders[0], {"a.txt": PLAIN, "~$a.docx": "x"})
    tool = [*TOOL, str(folders[0]), "--pass", str(folders[1]), "--hold", str(folders[2])]
    told = []
    for data in (PLAIN, MARKED):
        (folders[0] / "b.txt").write_text(data)
        done = subprocess.run([*tool, "--once"], env=ENVIRONMENT, capture_output=True, check=False)
        told.append((done.returncode, done.stderr.decode().splitlines()[-1]))
    assert told == [(0, "放行 2 · 临时文件 1"), (1, "报批 1 · 此前已处理 1 · 临时文件 1")]
