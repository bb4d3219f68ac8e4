"""A store opens safely or says in one sentence why not, and changes nothing then."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys

import pytest
from sqlalchemy import insert, select, text

from outscan.errors import StoreError
from outscan.store import network_kind, open_store
from store.made import family, note


def test_tables_of_a_second_family_stand_beside_the_jobs(tmp_path):
    notes = family(tmp_path)
    with open_store(tmp_path / "l.db", notes) as store:
        with store.write() as link:
            link.execute(insert(note).values(text="a"))
        with store.read() as link:
            assert link.execute(select(note.c.text)).scalars().all() == ["a"]
    with open_store(tmp_path / "l.db", notes, writable=False) as store, store.read() as link:
        assert link.execute(select(note.c.text)).scalars().all() == ["a"]


def test_the_file_is_its_owners_alone_and_synced(tmp_path):
    with open_store(tmp_path / "l.db") as store, store.read() as link:
        assert link.execute(text("PRAGMA synchronous")).scalar() == 2
        assert link.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "l.db").stat().st_mode) == 0o600


def test_nothing_is_written_through_a_reading_transaction(tmp_path):
    with open_store(tmp_path / "l.db", family(tmp_path)) as store:
        with pytest.raises(StoreError), store.read() as link:
            link.execute(insert(note).values(text="a"))
        with store.write() as link:
            link.execute(insert(note).values(text="b"))


def test_a_failed_transaction_leaves_nothing(tmp_path):
    with open_store(tmp_path / "l.db", family(tmp_path)) as store:
        with pytest.raises(StoreError), store.write() as link:
            link.execute(insert(note), [{"id": 1}, {"id": 2}, {"id": 1}])
        with store.read() as link:
            assert link.execute(select(note)).all() == []


def test_every_write_begins_immediately(tmp_path):
    """A deferred transaction that read first fails at once when another has written; ours waits for its turn."""
    with open_store(tmp_path / "l.db", family(tmp_path)) as store:
        seen = []
        raw = store.engine.raw_connection()
        raw.driver_connection.set_trace_callback(seen.append)
        raw.close()
        with store.write() as link:
            link.execute(insert(note).values(text="a"))
        assert [s for s in seen if s.startswith("BEGIN")] == ["BEGIN IMMEDIATE"]


def test_a_store_in_use_is_refused_and_free_after_a_kill(tmp_path):
    code = (
        "import sys, time; from outscan.store import open_store; s = open_store(sys.argv[1]);"
        "print('on', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "l.db")], stdout=subprocess.PIPE)
    assert other.stdout.readline() == b"on\n"
    with pytest.raises(StoreError, match=str(other.pid)):
        open_store(tmp_path / "l.db")
    open_store(tmp_path / "l.db", writable=False).close()
    other.kill()
    other.wait()
    other.stdout.close()
    open_store(tmp_path / "l.db").close()


def test_the_same_process_cannot_own_it_twice(tmp_path):
    with open_store(tmp_path / "l.db"):
        for _ in range(2):
            with pytest.raises(StoreError):
                open_store(tmp_path / "l.db")
    open_store(tmp_path / "l.db").close()


def test_a_newer_store_is_refused_and_not_touched(tmp_path):
    notes = family(tmp_path)
    open_store(tmp_path / "l.db", notes).close()
    with sqlite3.connect(tmp_path / "l.db") as link:
        link.execute("UPDATE notes_version SET version_num = '0009'")
    link.close()
    before = (tmp_path / "l.db").read_bytes()
    with pytest.raises(StoreError, match="0009"):
        open_store(tmp_path / "l.db", notes)
    assert (tmp_path / "l.db").read_bytes() == before


@pytest.mark.parametrize("what", ["text", "foreign", "folder", "cut"])
def test_what_is_no_ledger_is_refused_and_not_touched(tmp_path, what):
    path = tmp_path / "l.db"
    if what == "text":
        path.write_text("no database" * 500)
    elif what == "foreign":
        with sqlite3.connect(path) as link:
            link.execute("CREATE TABLE theirs (id)")
        link.close()
    elif what == "folder":
        path.mkdir()
    else:
        open_store(path).close()
        path.write_bytes(path.read_bytes()[:5000])
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError):
        open_store(path)
    assert before == (path.read_bytes() if path.is_file() else None)


@pytest.mark.parametrize("url", ["mysql://h/d", "postgresql:///", "http://x", "postgresql://h:badport/x", "://", "sqlite://"])
def test_a_wrong_url_is_one_sentence(url):
    with pytest.raises(StoreError):
        open_store(url)


def test_an_unreachable_database_is_one_sentence_without_its_password():
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError) as told:
        open_store("postgresql://u:geheim@127.0.0.1:1/d")
    assert "geheim" not in str(told.value)
    assert "\n" not in str(told.value)


def test_looking_at_what_is_not_there(tmp_path):
    with pytest.raises(StoreError):
        open_store(tmp_path / "l.db", writable=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(StoreError):
        open_store(tmp_path / "no" / "l.db")


MOUNTS = r"""22 1 253:0 / / rw,relatime - ext4 /dev/vda rw
40 22 0:50 / /mnt/share rw - cifs //server/share rw
41 22 0:51 / /mnt/nfs\040disk rw - nfs4 server:/x rw
42 41 0:52 / /mnt/nfs\040disk/local rw - tmpfs tmpfs rw
43 22 0:53 / /mnt/ssh rw - fuse.sshfs u@h:/ rw
44 22 8:1 / /mnt/stick rw - fuseblk /dev/sda1 rw
"""


@pytest.mark.skipif(sys.platform == "win32", reason="mountinfo is Linux's")
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/l.db", ""),
        ("/mnt/share/a/l.db", "cifs"),
        ("/mnt/nfs disk/l.db", "nfs4"),
        ("/mnt/nfs disk/local/l.db", ""),
        ("/mnt/ssh/l.db", "fuse.sshfs"),
        ("/mnt/stick/l.db", ""),
        ("/mnt/shared/l.db", ""),
    ],
)
def test_a_network_file_system_is_told_from_a_local_one(path, kind):
    from pathlib import Path

    assert network_kind(Path(path), MOUNTS) == kind


@pytest.mark.skipif(os.name != "posix", reason="an open file can be removed there")
@pytest.mark.parametrize("put", [False, True], ids=["removed", "replaced"])
def test_what_would_be_written_to_nowhere_is_not_written(tmp_path, put):
    with open_store(tmp_path / "l.db", family(tmp_path)) as store:
        away = tmp_path / "away.db"
        (tmp_path / "l.db").rename(away)
        if put:
            (tmp_path / "l.db").write_bytes(away.read_bytes())
        with pytest.raises(StoreError), store.write() as link:
            link.execute(insert(note).values(text="a"))
        with pytest.raises(StoreError), store.read() as link:
            link.execute(select(note.c.text))
        away.rename(tmp_path / "l.db")
        with store.read() as link:
            assert link.execute(select(note.c.text)).all() == []
