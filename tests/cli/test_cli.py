"""The command as a person and as a program call it: words, streams, exit codes."""

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile

import pytest

COMMAND = [sys.executable, "-m", "outscan"]
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and modes are POSIX's")


def run(*arguments, data=None, env=None, cwd=None):
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)], input=data, capture_output=True, check=False, env=env, cwd=cwd, timeout=120
    )
    assert b"Traceback" not in done.stderr + done.stdout
    return done


def file(folder, name, words):
    path = folder / name
    path.write_text(words, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    top = tmp_path_factory.mktemp("资料 夹")
    file(top, "净.txt", "春游通知：周五下午在东门集合，请自带午餐。\n")
    file(top, "标.txt", "机密★10年\n关于某工程的情况报告\n")
    with zipfile.ZipFile(top / "坏.zip", "w") as archive:
        archive.writestr("a.txt", "春游" * 500)
    (top / "坏.zip").write_bytes((top / "坏.zip").read_bytes()[:60])
    return top


def test_release_is_zero_and_says_it_is_no_clearance(folder):
    done = run("scan", folder / "净.txt")
    assert done.returncode == 0
    text = done.stdout.decode()
    assert "未发现需处理的内容" in text
    assert "不等于不涉密" in text


def test_a_mark_is_one_and_masked(folder):
    done = run("scan", folder / "标.txt")
    assert done.returncode == 1
    text = done.stdout.decode()
    assert "报批" in text
    assert "机密★10年" not in text
    assert "机密★10年" in run("scan", "--show-hits", folder / "标.txt").stdout.decode()


def test_something_unread_is_three(folder):
    done = run("scan", folder / "坏.zip")
    assert done.returncode == 3
    assert "未检部分" in done.stdout.decode()


def test_one_beats_three_and_order_is_kept(folder):
    done = run("scan", "-f", "jsonl", "-j", "2", folder)
    files = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 1
    assert len(files) == 3
    assert [f["path"] for f in files] == sorted(f["path"] for f in files)
    assert {f["name"]: f["action"] for f in files} == {"净.txt": "release", "标.txt": "escalate", "坏.zip": "review"}


def test_a_missing_path_is_two_alone_and_a_gap_beside_others(folder):
    alone = run("scan", folder / "无.docx")
    assert alone.returncode == 2
    assert "找不到" in alone.stderr.decode()
    beside = run("scan", "-f", "jsonl", folder / "无.docx", folder / "净.txt")
    assert beside.returncode == 3
    first = json.loads(beside.stdout.decode().splitlines()[0])
    assert first["coverage"]["gaps"][0]["reason"] == "unreadable"


def test_an_empty_file_and_an_empty_folder(folder, tmp_path):
    (tmp_path / "空.docx").write_bytes(b"")
    done = run("scan", "-f", "jsonl", tmp_path / "空.docx")
    assert done.returncode == 3
    (tmp_path / "空夹").mkdir()
    assert run("scan", tmp_path / "空夹").returncode == 3


def test_standard_input_has_a_name(folder):
    done = run("scan", "-", "--name", "标.txt", "-f", "jsonl", data=(folder / "标.txt").read_bytes())
    assert done.returncode == 1
    assert json.loads(done.stdout)["name"] == "标.txt"


def test_clamav_codes_and_advice_mode(folder):
    assert run("scan", "--exit-map", "clamav", folder / "坏.zip").returncode == 2
    assert run("scan", "--exit-map", "clamav", folder / "标.txt").returncode == 1
    assert run("scan", "--exit-zero", folder / "标.txt").returncode == 0
    assert run("scan", "--fail-on", "withhold", folder / "标.txt").returncode == 0


def test_a_wrong_configuration_is_two_with_file_and_key(folder, tmp_path):
    wrong = file(tmp_path, "错.toml", "[scan]\nocrr = 'off'\n")
    done = run("scan", "-c", wrong, folder / "净.txt")
    assert done.returncode == 2
    assert "错.toml" in done.stderr.decode()
    assert "ocrr" in done.stderr.decode()


@POSIX
def test_report_files_are_private_whatever_the_umask(folder, tmp_path):
    old = os.umask(0)
    try:
        run("scan", "-f", "html", "-o", tmp_path / "报告.html", folder)
    finally:
        os.umask(old)
    assert (tmp_path / "报告.html").stat().st_mode & 0o777 == 0o600


@POSIX
@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C"},
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai"},
        {"HOME": "/nonexistent", "TZ": "America/New_York"},
    ],
)
def test_odd_environments_give_the_same_bytes(folder, env):
    usual = run("scan", "-f", "jsonl", "--as-of", "2026-01-31", folder).stdout
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    odd = {**kept, **env}
    assert run("scan", "-f", "jsonl", "--as-of", "2026-01-31", folder, env=odd).stdout == usual


@POSIX
def test_a_reader_that_hangs_up_gets_no_traceback(folder):
    process = subprocess.Popen([*COMMAND, "scan", "-f", "jsonl", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    errors = process.stderr.read()
    process.wait(30)
    assert b"Traceback" not in errors


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_ends_soon_and_says_that_the_report_is_partial(tmp_path, number):
    for i in range(400):
        file(tmp_path, f"{i:03}.txt", "普通文字。" * 20000)
    process = subprocess.Popen(
        [*COMMAND, "scan", "-f", "json", str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    time.sleep(2.5)
    process.send_signal(number)
    out, errors = process.communicate(timeout=15)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    told = json.loads(out)
    assert told["run"]["partial"] is True
    assert told["run"]["not_scanned"] > 0


def test_no_progress_where_stderr_is_no_terminal(folder):
    assert run("scan", "-f", "jsonl", folder).stderr == b""


def test_read_shows_places_and_gaps(folder):
    done = run("read", "-f", "jsonl", folder)
    pieces = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 3
    assert any("机密★10年" in p.get("text", "") for p in pieces)
    assert any(p.get("gap") for p in pieces)


def test_rules_can_be_listed_shown_and_explained():
    listed = json.loads(run("rules", "list", "-f", "json").stdout)
    assert len(listed["rules"]) > 50
    one = next(r["id"] for r in listed["rules"] if r["id"].startswith("education/"))
    assert one in run("rules", "show", one).stdout.decode()
    assert run("rules", "explain", one).returncode == 0
    assert "已由 自然资发〔2020〕95号" in run("rules", "explain", "surveying/2003-08").stdout.decode()
    assert run("rules", "show", "没有/这条").returncode == 2


def test_doctor_says_what_can_be_read():
    done = run("doctor")
    assert done.returncode == 0
    assert "隔离" in done.stdout.decode()


def test_a_form_comes_filled(folder, tmp_path):
    done = run("form", folder, "-o", tmp_path / "审批表.docx", "--recipient", "某境外机构", "--unit", "某单位")
    assert done.returncode == 1
    with zipfile.ZipFile(tmp_path / "审批表.docx") as package:
        text = package.read("word/document.xml").decode()
    assert "某境外机构" in text
    assert "{{" not in text


@pytest.mark.skipif(os.name != "posix" or sys.platform == "darwin", reason="names are Unicode here")
@pytest.mark.parametrize("form", ["jsonl", "text"])
def test_a_name_that_is_text_in_no_encoding_is_for_a_person_to_look_at(tmp_path, form):
    with open(os.path.join(os.fsencode(tmp_path), b"\xff\xfe\xff.txt"), "wb") as out:
        out.write("普通文字".encode())
    done = run("scan", "-f", form, tmp_path)
    assert done.returncode == 3
    if form == "jsonl":
        told = json.load(io.BytesIO(done.stdout))
        assert (told["action"], told["complete"]) == ("review", False)
        assert [(gap["reason"], gap["where"]["part"]) for gap in told["coverage"]["gaps"]] == [("garbled", "name")]


def test_output_survives_a_name_that_is_not_utf8(tmp_path):
    if os.name != "posix" or sys.platform == "darwin":
        pytest.skip("names are Unicode here")
    path = os.path.join(os.fsencode(tmp_path), b"\xbb\xfa\xc3\xdc.txt")
    with open(path, "wb") as out:
        out.write("普通文字".encode())
    done = run("scan", "-f", "jsonl", tmp_path)
    assert done.returncode == 1
    told = json.load(io.BytesIO(done.stdout))
    assert told["name"] == "机密.txt"
    assert told["findings"][0]["where"]["part"] == "name"
    shown = json.load(io.BytesIO(run("scan", "-f", "jsonl", "--show-hits", tmp_path).stdout))
    assert shown["name"] == "机密.txt"
