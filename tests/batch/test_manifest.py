"""Everything that is met is counted: found = listed + unlistable, listed = done + incomplete + skipped."""

from __future__ import annotations

import os
import socket
import sys

import pytest

from batch.made import PLAIN, package, rows, run
from outscan.batch.manifest import ignores, list_sources
from outscan.batch.run_status import code
from outscan.errors import OutscanError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def faults(folder):
    """A folder of everything that cannot be listed as a file; returns what each must be called."""
    package(folder, {"ok.txt": PLAIN, "sub/ok.txt": PLAIN, "shut/in.txt": PLAIN})
    (folder.parent / "outside.txt").write_text("x")
    os.symlink("nowhere", folder / "broken")
    os.symlink("loop", folder / "loop")
    os.symlink(folder / "sub", folder / "to_folder")
    os.symlink("..", folder / "sub" / "up")
    os.symlink(folder.parent / "outside.txt", folder / "out")
    os.symlink("ok.txt", folder / "inner_link")
    os.mkfifo(folder / "pipe")
    here = os.getcwd()
    os.chdir(folder)
    bound = socket.socket(socket.AF_UNIX)
    bound.bind("socket")
    bound.close()
    os.chdir(here)
    (folder / os.fsdecode(b"\xb2\xe2\xca\xd4.txt")).write_text(PLAIN)
    (folder / "新 行\n'\".txt").write_text(PLAIN)
    return {
        "broken": "link_broken",
        "loop": "link_loop",
        "to_folder": "link_folder",
        "sub/up": "link_folder",
        "out": "link_out",
        "pipe": "pipe",
        "socket": "socket",
    }


def test_every_fault_of_listing_is_a_row_with_its_reason(tmp_path):
    wrong = faults(tmp_path / "p")
    told = run(tmp_path / "l.db", tmp_path / "p")
    found = rows(tmp_path / "l.db")
    assert {path: reason for path, (state, reason, *_) in found.items() if state == "unlistable"} == wrong
    assert told["found"] == told["listed"] + told["unlistable"] == len(found)
    assert told["listed"] == told["done"] + told["incomplete"] + told["skipped"]
    assert told["unlistable"] == len(wrong)
    assert code(told) == 3
    assert sum(state == "done" for state, *_ in found.values()) == 6


def test_names_that_are_no_text_or_hold_line_ends_are_read(tmp_path):
    faults(tmp_path / "p")
    run(tmp_path / "l.db", tmp_path / "p")
    odd = [path for path in rows(tmp_path / "l.db") if "\\xb2" in path or "\n" in path]
    assert len(odd) == 2


@pytest.mark.skipif(ROOT, reason="root opens every folder")
def test_a_folder_that_cannot_be_opened(tmp_path):
    package(tmp_path / "p", {"a.txt": PLAIN, "shut/b.txt": PLAIN})
    (tmp_path / "p" / "shut").chmod(0)
    try:
        told = run(tmp_path / "l.db", tmp_path / "p")
    finally:
        (tmp_path / "p" / "shut").chmod(0o700)
    assert rows(tmp_path / "l.db")["shut"][1] == "folder_denied"
    assert code(told) == 3


def test_a_root_that_is_not_there_is_ours(tmp_path):
    with pytest.raises(OutscanError, match="nowhere"):
        run(tmp_path / "l.db", tmp_path / "nowhere")


def test_a_name_that_no_encoding_explains_is_a_row_with_a_reason_and_no_release(tmp_path):
    package(tmp_path / "p", {"a.txt": PLAIN})
    assert code(run(tmp_path / "l.db", tmp_path / "p")) == 0
    (tmp_path / "p" / os.fsdecode(b"\xb2\xe2\xca\xd4.txt")).write_text(PLAIN)  # GB18030, as Chinese systems write it
    assert code(run(tmp_path / "l.db", tmp_path / "p")) == 0
    (tmp_path / "p" / os.fsdecode(b"\xff\xfe\xff.txt")).write_text(PLAIN)
    told = run(tmp_path / "l.db", tmp_path / "p")
    assert told["reasons"] == {"name": 1}
    assert code(told) == 3
    assert sorted(one[:2] for one in rows(tmp_path / "l.db").values()) == [("done", ""), ("done", ""), ("incomplete", "name")]


def test_an_empty_package_is_no_release(tmp_path):
    (tmp_path / "p").mkdir()
    assert code(run(tmp_path / "l.db", tmp_path / "p")) == 3


def test_what_is_ignored_is_counted_and_no_file_of_the_package_ignores(tmp_path):
    source = package(
        tmp_path / "p", {"a.txt": PLAIN, "b.log": PLAIN, "cache/c.txt": PLAIN, ".gitignore": "*\n", ".outscanignore": "*"}
    )
    rules = tmp_path / "rules"
    rules.write_text("*.log\ncache/\n")
    told = run(tmp_path / "l.db", source, ignored=ignores(str(rules)))
    states = {path: state for path, (state, *_) in rows(tmp_path / "l.db").items()}
    assert states["b.log"] == states["cache/c.txt"] == "skipped"
    assert told["skipped"] == 2
    assert states["a.txt"] == "done"
    assert told["listed"] == 5


def test_an_ignore_file_that_is_not_there(tmp_path):
    with pytest.raises(OutscanError):
        ignores(str(tmp_path / "none"))


def test_a_file_that_goes_or_changes_between_listing_and_reading(tmp_path):
    from batch.made import config
    from outscan.batch.engines import ENGINES, Crew
    from outscan.batch.ledger import open_ledger
    from outscan.batch.running import begin, end

    source = package(tmp_path / "p", {"gone.txt": PLAIN, "grows.txt": PLAIN, "stays.txt": PLAIN + "另一份\n"})
    with open_ledger(tmp_path / "l.db") as store:
        begun = begin(store, [str(source)], config())
        (source / "gone.txt").unlink()
        (source / "grows.txt").write_text("绝密★30年\n关于渠首节制闸的说明\n")
        ENGINES["local"](store, begun, Crew())
        end(store, begun.run.id)
    found = rows(tmp_path / "l.db")
    assert found["gone.txt"][:3] == ("incomplete", "vanished,unreadable", "review")
    assert found["grows.txt"][2] == "withhold"
    assert found["stays.txt"][2] == "release"


def test_members_and_folders_come_in_the_same_order_every_time(tmp_path):
    source = package(tmp_path / "p", {f"{n}/{m}.txt": PLAIN for n in "乙甲ba" for m in "21"})
    assert [one.path for one in list_sources([str(source)])] == sorted((str(p) for p in source.rglob("*.txt")), key=os.fsencode)
