"""What a batch refuses, as a table: one clear sentence that says what is meant, exit 2, and what was recorded is as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from batch.killing import ENVIRONMENT
from batch.made import MARKED, PLAIN, package
from batch.postgres import free_port
from outscan.store.lock import own

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and locks of POSIX")
RUN = ("run", "{p}", "--ledger", "{l}", "--ocr", "off", "-q", "--as-of", "2026-06-01")

WORKBOOK, PAGE = ("-f", "xlsx", "-o"), ("-f", "html", "-o")
RUN_NAMED = (*RUN[:3], "{t}/named.prom", *RUN[4:])


def altered(path, *statements):
    with sqlite3.connect(path) as link:
        for one in statements:
            link.execute(one)
    link.close()


def newer(path):
    altered(path, "UPDATE batch_version SET version_num = '0999'")


def jobs_newer(path):
    altered(path, "UPDATE jobs_version SET version_num = '0999'")


def clock_back(path):
    altered(path, "UPDATE run SET began = began + 90000, ended = ended + 90000")


def clock_years_ahead(path):
    altered(path, "UPDATE run SET began = began + 4e8, ended = ended + 4e8")


def foreign(path):
    path.unlink()
    altered(path, "CREATE TABLE theirs (x)", "INSERT INTO theirs VALUES (1)")


def no_database(path):
    path.write_bytes(b"PK\x03\x04 a spreadsheet that was named like a ledger" * 30)


def damaged(path):
    data = bytearray(path.read_bytes())
    data[4096:12288] = b"\xa5" * 8192
    path.write_bytes(data)


def nothing(path):
    del path


def full():
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


WRONG = {
    "a ledger of a newer version": (newer, RUN, "0999"),
    "jobs of a newer version": (jobs_newer, RUN, "0999"),
    "looking at a newer one": (newer, ("status", "--ledger", "{l}"), "0999"),
    "exporting a newer one": (newer, ("export", "--ledger", "{l}", "-f", "csv", "-o", "{t}/o.csv"), "0999"),
    "a clock that went back": (clock_back, RUN, "时钟"),
    "a clock years off": (clock_years_ahead, RUN, "时钟"),
    "another program's database": (foreign, RUN, "l.db"),
    "no database at all": (no_database, RUN, "l.db"),
    "a damaged ledger": (damaged, RUN, "l.db"),
    "a URL of another database": (nothing, (*RUN[:3], "mysql://host/db", *RUN[4:]), "postgresql"),
    "a URL that is none": (nothing, (*RUN[:3], "postgresql://", *RUN[4:]), "postgresql"),
    "a port that is no number": (nothing, (*RUN[:3], "postgresql://u@host:port/db", *RUN[4:]), "postgresql"),
    "an unreachable database": (nothing, (*RUN[:3], "postgresql://u:geheim@127.0.0.1:{port}/d", *RUN[4:]), "127.0.0.1"),
    "a folder for a ledger": (nothing, (*RUN[:3], "{t}", *RUN[4:]), "{t}"),
    "a ledger below no folder": (nothing, (*RUN[:3], "{t}/none/l.db", *RUN[4:]), "none"),
    "a source that is not there": (nothing, ("run", "{t}/nowhere", *RUN[2:]), "nowhere"),
    "a ledger inside its source": (nothing, (*RUN[:3], "{p}/l.db", *RUN[4:]), "l.db"),
    "a source that is a link to the ledger's folder": (nothing, ("run", "{t}/link", "--ledger", "{p}/l.db", *RUN[4:]), "l.db"),
    "a status file inside its source": (nothing, (*RUN, "--status-file", "{p}/s.json"), "s.json"),
    "a status file that is the ledger": (nothing, (*RUN, "--status-file", "{l}"), "l.db"),
    "a status file whose Prometheus file is the ledger": (nothing, (*RUN_NAMED, "--status-file", "{t}/named.json"), "named.prom"),
    "a status file below no folder": (nothing, (*RUN, "--status-file", "{t}/none/s.json"), "none"),
    "a status file that is a folder": (nothing, (*RUN, "--status-file", "{t}"), "{t}"),
    "a store that is not there": (nothing, ("run", "http://127.0.0.1:1/x", *RUN[2:]), "http://127.0.0.1:1/x"),
    "no source at all": (nothing, ("run", "", *RUN[2:]), "''"),
    "a rate that is no number": (nothing, (*RUN, "--read-mb-s", "nan"), "40"),
    "an export over the ledger": (nothing, ("export", "--ledger", "{l}", "-f", "csv", "-o", "{l}", "--force"), "l.db"),
    "an export over the ledger by another name": (
        nothing,
        ("export", "--ledger", "sqlite:///{l}", "-f", "xlsx", "-o", "{t}/./l.db", "--force"),
        "l.db",
    ),
    "what differs over the ledger": (
        nothing,
        ("diff", "1", "1", "--ledger", "{l}", "-f", "xlsx", "-o", "{l}", "--force"),
        "l.db",
    ),
    "a seal in the ledger's place": (nothing, ("seal", "--ledger", "{l}", "-o", "{l}"), "l.db"),
    "an overview in a file's place": (
        nothing,
        ("export", "--ledger", "{l}", "-f", "html", "-o", "{t}/there", "--force"),
        "there",
    ),
    "a ledger by URL inside its source": (nothing, (*RUN[:3], "sqlite:///{p}/l.db", *RUN[4:]), "l.db"),
    "a row beyond all numbers": (nothing, ("explain", "9" * 30, "--ledger", "{l}"), "999"),
    "cancelling what has ended": (nothing, ("cancel", "--ledger", "{l}"), "1"),
    "an export into the source": (nothing, ("export", "--ledger", "{l}", "-f", "csv", "-o", "{s}/o.csv"), "o.csv"),
    "a seal into the source": (nothing, ("seal", "--ledger", "{l}", "-o", "{s}/seal"), "seal"),
    "an export over something": (nothing, ("export", "--ledger", "{l}", "-f", "csv", "-o", "{t}/there"), "there"),
    "a full disk": (nothing, (*RUN, "--recipient", "某研究所"), "l.db"),
    "a full disk under an export": (nothing, ("export", "--ledger", "{l}", "-f", "xlsx", "-o", "{t}/o.xlsx"), "现在无法查看"),
    "a ledger in use": (nothing, RUN, "{pid}"),
    "a run that is not there": (nothing, ("status", "--run", "99", "--ledger", "{l}"), "99"),
    "a row that is not there": (nothing, ("explain", "99", "--ledger", "{l}"), "99"),
}


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A ledger of a finished run, and the package it is about."""
    folder = tmp_path_factory.mktemp("done")
    source = package(folder / "p", {"a.txt": PLAIN, "sub/b.txt": MARKED, "bad.docx": b"PK\x03\x04 no"})
    assert outscan(RUN, folder, folder / "p", 0)[0] == 1
    return source, (folder / "l.db").read_bytes()


def outscan(arguments, folder, source, port, **settings):
    places = {"s": str(source), "p": str(folder / "p"), "l": str(folder / "l.db"), "t": str(folder), "port": port}
    command = [sys.executable, "-m", "outscan", "batch", *(one.format(**places) for one in arguments)]
    told = subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=False, **settings)
    return told.returncode, told.stdout.decode(), told.stderr.decode()


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_one_sentence_and_nothing_is_lost(done, tmp_path, what):
    break_, arguments, names = WRONG[what]
    source, ledger = done
    package(tmp_path / "p", {str(path.relative_to(source)): path.read_bytes() for path in source.rglob("*") if path.is_file()})
    (tmp_path / "link").symlink_to(tmp_path / "p")
    (tmp_path / "there").write_text("theirs")
    (tmp_path / "l.db").write_bytes(ledger)
    (tmp_path / "named.prom").write_bytes(ledger)
    break_(tmp_path / "l.db")
    before = (tmp_path / "l.db").read_bytes()
    held = own(tmp_path / "l.db") if "in use" in what else None
    code, out, error = outscan(arguments, tmp_path, source, free_port(), preexec_fn=full if "full" in what else None)
    if held:
        held.release()
    assert code == 2, (out, error)
    assert (out, error.count("\n")) == ("", 1), error
    assert "Traceback" not in error
    assert "geheim" not in error
    assert names.format(t=tmp_path, p=tmp_path / "p", pid=os.getpid()) in error
    assert (tmp_path / "there").read_text() == "theirs"
    assert files(tmp_path / "p") == files(source) == {"a.txt", "sub/b.txt", "bad.docx"}
    if break_ is nothing:  # what was recorded can be told as before
        code, out, _ = outscan(("status", "--ledger", "{l}"), tmp_path, source, 0)
        assert (code, out.count("运行 1"), "运行 2" in out) == (1, 1, False)  # and nothing that never began stands there
        assert (tmp_path / "named.prom").read_bytes() == ledger
    else:
        assert (tmp_path / "l.db").read_bytes() == before


def test_a_ledger_that_cannot_be_written_says_so_and_can_still_be_read(done, tmp_path):
    """Bound read-only, as a stick or a share is: there root writes nothing either."""
    (tmp_path / "disk").mkdir()
    (tmp_path / "disk" / "l.db").write_bytes(done[1])
    package(tmp_path / "p", {"a.txt": PLAIN})
    script = f'mount --bind {tmp_path}/disk {tmp_path}/disk && mount -o remount,ro,bind {tmp_path}/disk && exec "$@"'
    alone = ("unshare", "-m", "sh", "-c", script, "-")
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no mounts may be made here")
    tool = (sys.executable, "-m", "outscan", "batch")
    asked = ("run", str(tmp_path / "p"), "--ledger", str(tmp_path / "disk" / "l.db"), "--ocr", "off", "-q")
    refused = subprocess.run([*alone, *tool, *asked], env=ENVIRONMENT, capture_output=True, check=False)
    assert refused.returncode == 2, refused.stderr
    assert refused.stderr.decode().count("\n") == 1
    assert "l.db" in refused.stderr.decode()
    status = ("status", "--ledger", str(tmp_path / "disk" / "l.db"))
    assert subprocess.run([*alone, *tool, *status], env=ENVIRONMENT, capture_output=True, check=False).returncode == 1
    assert (tmp_path / "disk" / "l.db").read_bytes() == done[1]


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
def test_nothing_is_written_over_the_one_file_that_is_the_source(tmp_path, form):
    package(tmp_path, {"one.txt": PLAIN})
    one = str(tmp_path / "one.txt")
    assert outscan(("run", one, *RUN[2:]), tmp_path, tmp_path, 0)[0] == 0
    code, _, error = outscan(("export", "--ledger", "{l}", "-f", form, "-o", one, "--force"), tmp_path, tmp_path, 0)
    assert (code, (tmp_path / "one.txt").read_text()) == (2, PLAIN), error


def test_what_is_named_twice_is_met_once(done, tmp_path):
    package(tmp_path / "p", {"a.txt": PLAIN, "sub/b.txt": PLAIN + "二"})
    p = str(tmp_path / "p")
    code, out, _ = outscan(("run", p, f"{p}/", f"{p}/sub", f"{p}/a.txt", *RUN[2:]), tmp_path, tmp_path, 0)
    assert (code, "遇到 2 =" in out) == (0, True), out


def test_a_ledger_that_goes_while_it_is_written_is_one_sentence_that_says_so(tmp_path):
    """Moved away by somebody who tidies up: what is put back is gone on with."""
    package(tmp_path / "p", {f"{n}.txt": f"第{n}份。{PLAIN}" for n in range(200)})
    slow = [one.format(p=tmp_path / "p", l=tmp_path / "l.db") for one in (*RUN, "--read-mb-s", "0.001", "-j", "1")]
    command = [sys.executable, "-m", "outscan", "batch", *slow]
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while not (tmp_path / "l.db-wal").exists() and process.poll() is None:
            time.sleep(0.05)
        (tmp_path / "away").mkdir()
        for name in ("l.db", "l.db-wal", "l.db-shm"):
            with suppress(FileNotFoundError):  # written back meanwhile by the process that saw the ledger go
                (tmp_path / name).rename(tmp_path / "away" / name)
        _, error = process.communicate()
    assert (process.returncode, error.decode().count("\n")) == (2, 1), error.decode()
    assert "移走" in error.decode()
    for name in ("l.db", "l.db-wal", "l.db-shm"):
        if (tmp_path / "away" / name).exists():
            (tmp_path / "away" / name).rename(tmp_path / name)
    code, out, error = outscan(RUN, tmp_path, tmp_path, 0)
    assert (code, "遇到 200 = 列入 200（完成 200" in out) == (0, True), (out, error)
