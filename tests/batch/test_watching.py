"""The watched folder: what lands in the pass folder is what was scanned, and nothing is deleted."""

from __future__ import annotations

import json
import os
import time

import pytest

from batch.made import MARKED, PLAIN, config, package
from outscan.batch.watching import SIDECAR, Watch, free, temporary
from outscan.errors import OutscanError
from outscan.scanner import Scanner


@pytest.fixture
def folders(tmp_path):
    (tmp_path / "待发").mkdir()
    return tmp_path / "待发", tmp_path / "可发", tmp_path / "待批"


def watched(folders, **settings):
    watch = Watch(Scanner.build(config()), *folders, settle=settings.pop("settle", 0.0), **settings)
    watch.keep(once=True)
    return watch


def there(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_what_may_go_is_copied_and_the_rest_is_noted(folders):
    package(folders[0], {"a.txt": PLAIN, "sub/b.txt": MARKED, "c.zip": b"PK\x03\x04", "绝密★30年.txt": PLAIN})
    before = {path: (folders[0] / path).read_bytes() for path in there(folders[0])}
    watch = watched(folders)
    assert there(folders[1]) == {"a.txt", "a.txt" + SIDECAR}
    assert (folders[1] / "a.txt").read_text() == PLAIN
    assert there(folders[2]) == {f"{name}{SIDECAR}" for name in ("sub/b.txt", "c.zip", "绝密★30年.txt")}
    assert json.loads((folders[1] / f"a.txt{SIDECAR}").read_text())["action"] == "release"
    assert {path: (folders[0] / path).read_bytes() for path in there(folders[0])} == before
    assert watch.told["release"] == 1


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
    assert watch.told["release"] == 1
    assert watch.told["double"] == 1
    assert watch.told["temporary"] == 4
    watch.keep(once=True)
    assert watch.told["release"] == 1


def test_nothing_is_written_over(folders):
    package(folders[0], {"a.txt": PLAIN})
    package(folders[1], {"a.txt": "theirs"})
    watched(folders)
    assert (folders[1] / "a.txt").read_text() == "theirs"
    assert (folders[1] / "a (2).txt").read_text() == PLAIN
    assert free(folders[1] / "a (2).txt").name == "a (2) (2).txt"


@pytest.mark.parametrize("which", [(0, 0, 2), (0, 1, 1), (0, 3, 2)])
def test_folders_inside_one_another_are_refused(folders, which):
    every = (*folders, folders[0] / "可发")
    with pytest.raises(OutscanError):
        Watch(Scanner.build(config()), *(every[n] for n in which))


def test_names_of_unfinished_files():
    assert [temporary(n) for n in ("a.part", "~$a.docx", "a.tmp", "a.txt~", ".a", "a.txt", "报告.docx")] == [True] * 5 + [
        False
    ] * 2
