"""The batch commands as a person types them: exit codes, one clear sentence for whatever is wrong, nothing lost."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time

import pytest

from batch.killing import ENVIRONMENT, command, many, results
from batch.locked import aes_zip
from batch.made import MARKED, PLAIN, package


def outscan(*arguments, **settings):
    done = subprocess.run(
        [sys.executable, "-m", "outscan", "batch", *map(str, arguments)],
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
        **settings,
    )
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def run(ledger, source, *more):
    return outscan("run", source, "--ledger", ledger, "--ocr", "off", "-q", "--as-of", "2026-06-01", *more)


def one_sentence(told):
    code, out, error = told
    assert code == 2, (out, error)
    assert error.count("\n") == 1
    assert out == ""
    return error


@pytest.fixture
def source(tmp_path):
    return package(tmp_path / "p", {"a.txt": PLAIN, "sub/b.txt": MARKED, "bad.docx": b"PK\x03\x04 no"})


@pytest.mark.parametrize(
    ("files", "code"),
    [({"a.txt": PLAIN}, 0), ({"a.txt": PLAIN, "b.txt": MARKED}, 1), ({"bad.docx": b"PK\x03\x04 no"}, 3), ({}, 3)],
)
def test_exit_codes(tmp_path, files, code):
    (tmp_path / "p").mkdir()
    package(tmp_path / "p", files)
    assert run(tmp_path / "l.db", tmp_path / "p")[0] == code
    assert outscan("status", "--ledger", tmp_path / "l.db")[0] == code


def test_a_run_and_what_can_be_asked_of_it(tmp_path, source):
    ledger = tmp_path / "l.db"
    assert run(ledger, source, "--status-file", tmp_path / "s.json", "--recipient", "某大学")[0] == 1
    told = json.loads((tmp_path / "s.json").read_text("utf-8"))
    assert (told["state"], told["listed"], told["left"]) == ("done", 3, 0)
    assert 'outscan_batch_items{state="done"} 2' in (tmp_path / "s.prom").read_text()
    status = json.loads(outscan("status", "--ledger", ledger, "-f", "json")[1])
    assert status["runs"][0]["recipient"] == "某大学"
    assert run(ledger, source)[0] == 1
    assert outscan("diff", 1, 2, "--ledger", ledger)[0] == 0
    assert outscan("diff", 1, 2, "--ledger", ledger, "-f", "xlsx", "-o", tmp_path / "d.xlsx")[0] == 0
    assert (tmp_path / "d.xlsx").stat().st_size > 0
    assert "--force" in one_sentence(outscan("diff", 1, 2, "--ledger", ledger, "-f", "xlsx", "-o", tmp_path / "d.xlsx"))
    assert "-o" in one_sentence(outscan("diff", 1, 2, "--ledger", ledger, "-f", "xlsx"))
    assert outscan("explain", 1, "--ledger", ledger)[0] == 0
    code, out, _ = outscan("explain", "b.txt", "--ledger", ledger)
    assert (code, "outscan scan 文件 --show-hits" in out) == (0, True), out  # the ledger has no words that an option could show
    explained = json.loads(outscan("explain", 2, "--ledger", ledger, "-f", "json")[1])
    assert explained["same"] is True
    assert outscan("retry", "--ledger", ledger, "--reason", "timeout", "--ocr", "off", "-q")[0] == 1
    for form in ("jsonl", "csv", "xlsx", "html"):
        assert outscan("export", "--ledger", ledger, "-f", form, "-o", tmp_path / f"o.{form}")[0] == 0
        one_sentence(outscan("export", "--ledger", ledger, "-f", form, "-o", tmp_path / f"o.{form}"))
    assert outscan("seal", "--ledger", ledger, "-o", tmp_path / "seal")[0] == 0
    assert outscan("verify", tmp_path / "seal")[0] == 0
    (tmp_path / "seal" / "data" / "p" / "a.txt").write_text("x")
    assert outscan("verify", tmp_path / "seal")[0] == 1


def test_english_is_spoken_where_it_is_asked_for(tmp_path, source):
    _, out, _ = run(tmp_path / "l.db", source, "--lang", "en")
    assert "run 1 · done" in out
    assert "there is no" in one_sentence(outscan("status", "--ledger", tmp_path / "none.db", "--lang", "en"))


def test_whatever_is_wrong_is_one_sentence(tmp_path, source):
    one_sentence(run(tmp_path / "l.db", tmp_path / "nowhere"))
    one_sentence(run("mysql://host/db", source))
    one_sentence(run("postgresql://u:p@127.0.0.1:1/d", source))
    one_sentence(run(source / "l.db", source))
    one_sentence(run(tmp_path / "l.db", source, "--status-file", source / "s.json"))
    one_sentence(run(tmp_path / "l.db", source, "--ignore-file", tmp_path / "none"))
    one_sentence(run(tmp_path / "l.db", source, "--min-free", "viel"))
    one_sentence(run(tmp_path / "l.db", source, "--window", "night"))
    one_sentence(run(tmp_path / "l.db", source, "--engine", "workers"))
    one_sentence(outscan("worker", "--ledger", tmp_path / "l.db"))
    one_sentence(outscan("status", "--ledger", tmp_path / "none.db"))
    one_sentence(outscan("verify", tmp_path))
    run(tmp_path / "m.db", source)
    one_sentence(outscan("explain", 99, "--ledger", tmp_path / "m.db"))
    one_sentence(outscan("status", "--run", 99, "--ledger", tmp_path / "m.db"))
    one_sentence(outscan("export", "--ledger", tmp_path / "m.db", "-f", "csv", "-o", source / "o.csv"))
    one_sentence(outscan("seal", "--ledger", tmp_path / "m.db", "-o", source / "seal"))


def test_a_newer_ledger_is_not_touched(tmp_path, source):
    run(tmp_path / "l.db", source)
    with sqlite3.connect(tmp_path / "l.db") as link:
        link.execute("UPDATE batch_version SET version_num = '0999'")
    link.close()
    before = (tmp_path / "l.db").read_bytes()
    assert "0999" in one_sentence(run(tmp_path / "l.db", source))
    assert (tmp_path / "l.db").read_bytes() == before


def test_a_clock_that_went_back_is_one_sentence_and_nothing_is_changed(tmp_path, source):
    run(tmp_path / "l.db", source)
    with sqlite3.connect(tmp_path / "l.db") as link:
        link.execute("UPDATE run SET began = began + 90000, ended = ended + 90000")
    link.close()
    before = results(tmp_path / "l.db")
    assert "时钟" in one_sentence(run(tmp_path / "l.db", source))
    assert results(tmp_path / "l.db") == before
    assert outscan("status", "--ledger", tmp_path / "l.db")[0] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of POSIX")
@pytest.mark.parametrize("kib", [60, 160, 260, 420, 600])
def test_a_disk_that_is_full_at_any_write_loses_nothing(tmp_path, kib):
    import resource

    source = many(tmp_path / "p", 120)
    assert run(tmp_path / "whole.db", source)[0] == 1
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (kib << 10, kib << 10))  # noqa: E731 - run in the child
    done = subprocess.run(command(tmp_path / "l.db", source), env=ENVIRONMENT, capture_output=True, check=False, preexec_fn=limit)
    assert done.returncode in {1, 2}
    if done.returncode == 2:
        assert done.stderr.decode().count("\n") == 1
    assert b"Traceback" not in done.stderr
    assert run(tmp_path / "l.db", source)[0] == 1
    assert results(tmp_path / "l.db")[0] == results(tmp_path / "whole.db")[0]


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of POSIX")
@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx", "html", "seal"])
def test_a_disk_that_is_full_leaves_no_half_export_and_no_half_seal(tmp_path, form):
    import resource

    source = package(tmp_path / "p", {f"{n}.txt": PLAIN * 40 + str(n) for n in range(40)})
    assert run(tmp_path / "l.db", source)[0] == 0
    (tmp_path / "out").mkdir()
    target = tmp_path / "out" / form
    asked = ("seal",) if form == "seal" else ("export", "-f", form)
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))  # noqa: E731 - run in the child
    one_sentence(outscan(*asked, "--ledger", tmp_path / "l.db", "-o", target, preexec_fn=limit))
    left = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert not [path for path in left if path.stat().st_size], left
    assert outscan(*asked, "--ledger", tmp_path / "l.db", "-o", target, *(("--force",) if form == "html" else ()))[0] == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes everything")
def test_a_ledger_that_cannot_be_written(tmp_path, source):
    run(tmp_path / "l.db", source)
    (tmp_path / "l.db").chmod(0o400)
    one_sentence(run(tmp_path / "l.db", source))
    assert outscan("status", "--ledger", tmp_path / "l.db")[0] == 1


def test_a_low_disk_pauses_and_a_signal_ends_the_pause(tmp_path, source):
    process = subprocess.Popen(
        command(tmp_path / "l.db", source, "--min-free", "9000TB", "--status-file", str(tmp_path / "s.json")),
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    for _ in range(600):
        if (tmp_path / "s.json").exists() and json.loads((tmp_path / "s.json").read_text("utf-8"))["paused"]:
            break
        time.sleep(0.1)
    process.terminate()
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told.decode()
    assert run(tmp_path / "l.db", source)[0] == 1


def test_a_policy_or_recipient_that_changed_is_decided_without_reading(tmp_path, source):
    run(tmp_path / "l.db", source)
    _, out, _ = run(tmp_path / "l.db", source, "--recipient", "某研究所")
    assert "重新读取 0 份" in out


def test_a_screen_shows_names_that_look_like_markup(tmp_path, monkeypatch):
    from outscan.cli.batch.progress import Progress, _bar

    monkeypatch.setenv("COLUMNS", "140")
    begun = {"listed": 4, "done": 2, "incomplete": 1, "skipped": 0, "actions": {"review": 1, "release": 2}, "bytes": 2048}
    shown = Progress(begun, tmp_path, None, quiet=False)
    shown.hear("read", {"path": "/p/a[bold][red].docx", "seconds": 2.5})
    shown.bar = _bar(4)
    shown._once()
    with shown.bar.console.capture() as heard:
        shown.bar.console.print(shown.bar.get_renderable())
    assert "a[bold][red].docx" in heard.get()
    assert "3/4" in heard.get()
    assert shown.line().count("\n") == 0


def test_every_help_is_in_the_language_asked_for():
    import re

    for lang, han in (("en", False), ("zh-CN", True)):
        for name in ("run", "worker", "status", "diff", "explain", "retry", "cancel", "export", "seal", "verify", "watch"):
            code, out, _ = outscan(name, "--help", "--lang", lang)
            assert code == 0
            assert bool(re.search(r"[\u4e00-\u9fff]", out)) is han, (name, lang, out)


def test_what_was_not_read_is_told_with_what_to_do_next(tmp_path):
    files = {"a.zip": aes_zip("a.txt", MARKED.encode(), "钥匙".encode()), "b.txt": PLAIN}
    code, out, _ = run(tmp_path / "l.db", package(tmp_path / "p", files))
    assert code == 3
    assert "retry --reason encrypted --passwords" in out
    assert "retry --reason encrypted --passwords" in outscan("status", "--ledger", tmp_path / "l.db")[1]
    (tmp_path / "words").write_text("钥匙\n", "utf-8")
    again = outscan(
        "retry", "--ledger", tmp_path / "l.db", "--reason", "encrypted", "--passwords", tmp_path / "words", "--ocr", "off"
    )
    assert "--passwords" not in again[1]


@pytest.mark.parametrize("number", ["0", "-1", "9" * 30, "x", "²"])
def test_the_number_of_a_run_is_one_that_a_run_can_have(tmp_path, source, number):
    run(tmp_path / "l.db", source)
    for asked in (
        ("status", "--run", number),
        ("diff", "--", number, "1"),
        ("export", "--run", number, "-f", "csv", "-o", tmp_path / "o"),
    ):
        code, out, error = outscan(*asked[:1], "--ledger", tmp_path / "l.db", *asked[1:])
        assert (code, out) == (2, "")
        assert number in error
