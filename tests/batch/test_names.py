"""Names as Linux shares keep them: in GBK where Chinese Windows wrote them, or text in no encoding at all."""

from __future__ import annotations

import io
import os
import sys
import tarfile

import pytest

from batch.made import PLAIN, actions, package, rows, run
from outscan.batch.explaining import again
from outscan.batch.exports import EXPORTS
from outscan.batch.ledger import find_run, open_ledger
from outscan.batch.rows import explained
from outscan.batch.run_status import code
from outscan.batch.sealing import seal
from outscan.types import Action

pytestmark = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names there are text")
MARKED_NAME, NO_TEXT = "绝密★30年 纪要.txt".encode("gb18030"), b"\xff\xfe\xff.txt"


def shown(name: bytes) -> str:
    return name.decode("utf-8", "backslashreplace")


def put(folder, name: bytes, data: bytes):
    (folder / os.fsdecode(name)).write_bytes(data)


def tar(*names: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", encoding="utf-8", errors="surrogateescape") as made:
        for name in names:
            info = tarfile.TarInfo(os.fsdecode(name))
            info.size = len(PLAIN.encode())
            made.addfile(info, io.BytesIO(PLAIN.encode()))
    return out.getvalue()


def everything_works(ledger, folder):
    """Each row is explained and decided again as recorded, each export is written."""
    with open_ledger(ledger, writable=False) as store, store.read() as link:
        now = find_run(link)
        for number in range(1, len(rows(ledger)) + 1):
            one = explained(link, number)
            assert again(link, one).action == one.row.action == one.report.verdict.action
        for form, write in EXPORTS.items():
            write(link, now, folder / f"o-{form}")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_mark_in_a_name_in_gbk_is_heard_and_kept(tmp_path, workers):
    """Around a file that is read, one that is not, and an archive whose members are called so."""
    source = package(tmp_path / "p", {"a.txt": PLAIN})
    put(source, MARKED_NAME, PLAIN.encode())
    put(source, "损坏 绝密★30年.docx".encode("gb18030"), b"PK\x03\x04 no")
    put(source, "包.tar".encode("gb18030"), tar(MARKED_NAME, b"\xff\xfe.docx"))
    told = run(tmp_path / "l.db", source, workers=workers)
    assert (told["state"], told["found"]) == ("done", 4)
    assert actions(tmp_path / "l.db") == {
        "a.txt": "release",
        shown(MARKED_NAME): "withhold",
        shown("损坏 绝密★30年.docx".encode("gb18030")): "withhold",
        shown("包.tar".encode("gb18030")): "withhold",
    }
    everything_works(tmp_path / "l.db", tmp_path)


def test_a_file_whose_name_is_no_text_is_for_a_person(tmp_path):
    """What stands in its name was not judged: nothing unread is released, nor sealed."""
    source = package(tmp_path / "p", {"a.txt": PLAIN})
    put(source, NO_TEXT, PLAIN.encode())  # the same bytes as the other, whose verdict it does not get
    for _ in range(2):
        told = run(tmp_path / "l.db", source)
        assert code(told) == 3
        assert rows(tmp_path / "l.db") == {
            "a.txt": ("done", "", "release", ""),
            shown(NO_TEXT): ("incomplete", "name", "review", ""),
        }
        assert told["actions"] == {"release": 1, "review": 1}
    everything_works(tmp_path / "l.db", tmp_path)
    with open_ledger(tmp_path / "l.db", writable=False) as store, store.read() as link:
        assert seal(link, find_run(link), tmp_path / "s").many == 1
        gap = explained(link, 4).report.gaps
        assert len(gap) == 1
        assert explained(link, 4).report.verdict.action is Action.REVIEW
