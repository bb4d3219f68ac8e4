"""The screen tells what to do; files are named, left out and written as people know it from other tools."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "outscan"]
ROOT = Path(__file__).resolve().parents[2]
HAN = re.compile("[\u4e00-\u9fff]")


def run(*arguments, data=None, **env):
    env = os.environ | {"PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1", "COLUMNS": "100"} | env
    done = subprocess.run([*COMMAND, *map(str, arguments)], input=data, capture_output=True, check=False, env=env, timeout=120)
    assert b"Traceback" not in done.stderr + done.stdout
    return done


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    top = tmp_path_factory.mktemp("folder")
    for name, words in {
        "clean.txt": "春游通知：周五下午在东门集合。\n",
        "mark.txt": "机密★10年\n关于某工程的情况报告\n",
        "top.txt": "绝密★30年\n关于某工程的情况报告\n",
        "notes.tmp": "秘密★5年\n草稿\n",
        "locked.zip": "PK",
    }.items():
        (top / name).write_text(words, encoding="utf-8")
    (top / "locked.zip").write_bytes((ROOT / "samples/docx-encrypted/input.docx").read_bytes())
    return top


def test_the_gravest_comes_first_and_the_verdict_again_at_the_end(folder):
    lines = run("scan", folder).stdout.decode().splitlines()
    first = next(line for line in lines if "不得提供" in line)
    assert lines.index(first) < min(i for i, line in enumerate(lines) if "报批" in line)
    tail = "\n".join(lines[-14:])
    assert "top.txt" in tail
    assert "不得提供" in tail


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("mark.txt", "outscan form"),
        ("top.txt", "立即停止"),
        ("clean.txt", "outscan form"),
        ("locked.zip", "去除密码"),
    ],
)
def test_every_verdict_names_what_to_do_next(folder, name, said):
    assert said in run("scan", folder / name).stdout.decode()


def test_the_approver_is_named(folder):
    assert re.search("→ .*原定密机关", run("scan", folder / "mark.txt").stdout.decode())


def test_a_summary_names_the_gravest_only(folder):
    text = run("scan", "--summary", folder).stdout.decode()
    assert "汇总：" in text
    assert "个文件" in text
    assert "clean.txt" not in text
    assert "top.txt" in text


def test_paths_come_from_a_list_and_nul_ends_them(folder, tmp_path):
    names = [folder / "clean.txt", folder / "mark.txt"]
    listed = tmp_path / "list"
    listed.write_bytes(b"\0".join(os.fsencode(n) for n in names))
    done = run("scan", "-f", "jsonl", "--files-from", listed, "-0")
    assert [json.loads(line)["name"] for line in done.stdout.splitlines()] == ["clean.txt", "mark.txt"]
    again = run("scan", "-f", "jsonl", "--files-from", "-", data=b"\n".join(os.fsencode(n) for n in names))
    assert again.stdout == done.stdout
    assert run("scan").returncode == 2


def test_what_is_excluded_is_counted(folder):
    done = run("scan", "-f", "json", "--exclude", "*.tmp", "--exclude", "locked*", folder)
    told = json.loads(done.stdout)
    assert told["run"]["excluded"] == 2
    assert [one["name"] for one in told["files"]] == ["clean.txt", "mark.txt", "top.txt"]
    assert "跳过 2 个文件" in run("scan", "--exclude", "*.tmp", "--exclude", "locked*", folder).stdout.decode()
    assert not [one for one in json.loads(run("scan", "-f", "json", folder).stdout)["files"] if one["name"].startswith(".")]


def test_an_ignore_file_in_the_folder_hides_nothing(folder, tmp_path):
    (tmp_path / ".gitignore").write_text("*\n")
    (tmp_path / ".outscanignore").write_text("*\n")
    (tmp_path / "a.txt").write_text("机密★10年\n报告\n", "utf-8")
    assert run("scan", tmp_path).returncode == 1


def test_several_files_in_one_run_and_a_line_for_each(folder, tmp_path):
    outputs = [tmp_path / name for name in ("r.html", "r.xlsx", "r.json", "r.jsonl", "r.sarif", "r.xml", "r.docx", "r.txt")]
    done = run("scan", folder, *(word for path in outputs for word in ("-o", path)))
    assert done.returncode == 1
    assert all(path.stat().st_size and path.stat().st_mode & 0o077 == 0 for path in outputs)
    assert len(re.findall("已写出", done.stderr.decode())) == len(outputs)


@pytest.mark.parametrize(
    "arguments",
    [["-f", "json", "-o", "r.html"], ["-o", "result"], ["-o", "r.pdf"], ["-o", "r.html", "-o", "r.html"]],
)
def test_a_format_that_disagrees_with_its_ending_is_refused(folder, tmp_path, arguments):
    arguments = [str(tmp_path / one) if "r" in one and not one.startswith("-") and one != "json" else one for one in arguments]
    assert run("scan", folder / "clean.txt", *arguments).returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_an_input_is_never_written_over(tmp_path):
    source = tmp_path / "run.json"
    source.write_text('{"schema": "outscan.run/1"}', "utf-8")
    done = run("scan", source, "-o", source)
    assert done.returncode == 2
    assert source.read_text("utf-8") == '{"schema": "outscan.run/1"}'
    draft = tmp_path / "draft.docx"
    draft.write_bytes(b"PK draft")
    assert run("form", source, "-o", draft).returncode == 2
    assert draft.read_bytes() == b"PK draft"


@pytest.mark.parametrize("floor", ["process", "review", "escalate", "withhold"])
def test_a_floor_never_lets_what_was_not_read_pass(folder, floor):
    assert run("scan", "--fail-on", floor, folder / "locked.zip").returncode == 3
    assert run("scan", "--fail-on", floor, "--exit-map", "clamav", folder / "locked.zip").returncode == 2
    assert run("scan", "--fail-on", floor, folder / "clean.txt").returncode == 0


def test_a_kept_run_is_written_again_without_the_files(folder, tmp_path):
    kept, copy = tmp_path / "run.json", tmp_path / "copy"
    copy.mkdir()
    (copy / "a.txt").write_text("机密★10年\n报告\n", "utf-8")
    direct = run("scan", "-f", "html", copy).stdout
    run("scan", copy, "-o", kept)
    (copy / "a.txt").unlink()
    done = run("report", kept, "-f", "html")
    assert done.returncode == 1
    assert done.stdout == direct
    assert run("report", kept, "-o", tmp_path / "r.xlsx", "-o", tmp_path / "r.docx").returncode == 1
    assert run("report", kept, "-o", kept).returncode == 2


@pytest.mark.parametrize("command", ["", "scan", "report", "read", "process", "verify", "form", "doctor", "completion"])
def test_help_is_english_where_english_is_spoken(command):
    words = [command] if command else []
    for told in (run(*words, "--help", OUTSCAN_LANG="en").stdout, run("--lang", "en", *words, "--help").stdout):
        shown = re.sub(r"(?m)^  outscan .*|^  find .*", "", told.decode())
        assert not HAN.search(shown), shown
    assert HAN.search(run(*words, "--help").stdout.decode())


@pytest.mark.parametrize("command", ["scan", "process", "verify", "form", "read"])
def test_help_ends_in_examples_and_exit_codes(command):
    told = run(command, "--help").stdout.decode()
    assert f"  outscan {command} " in told
    assert "退出码" in told


def test_a_screen_is_english_but_for_the_law_and_the_rules(folder):
    told = run("scan", "--lang", "en", folder / "clean.txt").stdout.decode()
    assert not HAN.search(re.sub("审批表", "", told)), told
    told = run("scan", "--lang", "en", folder / "locked.zip").stdout.decode()
    assert not HAN.search(re.sub("《.*?(?:条|）)|审批表", "", told)), told


def test_complaints_speak_the_users_language(tmp_path):
    assert "不认识" in run("scan", "-c", config(tmp_path), tmp_path).stderr.decode()
    told = run("scan", "-c", config(tmp_path), tmp_path, "--lang", "en").stderr.decode()
    assert "did you mean ocr" in told
    assert not HAN.search(told)


def config(tmp_path):
    path = tmp_path / "outscan.toml"
    path.write_text('[scan]\nocrr = "auto"\n', "utf-8")
    return path


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete(shell):
    assert b"_OUTSCAN_COMPLETE" in run("completion", shell).stdout
    done = run(_OUTSCAN_COMPLETE="bash_complete", COMP_WORDS="outscan sc", COMP_CWORD="1")
    assert b"scan" in done.stdout


def test_settings_are_shown_with_their_origin(tmp_path):
    path = tmp_path / "outscan.toml"
    path.write_text('[scan]\nocr = "off"\n', "utf-8")
    told = run("config", "show", "--origin", "-c", path).stdout.decode()
    assert f"scan.ocr = off    # {path}" in told
    rows = json.loads(run("config", "show", "--origin", "-c", path, "-f", "json").stdout)["settings"]
    assert {"key": "scan.ocr", "value": "off", "origin": str(path)} in rows


def test_every_id_a_report_prints_is_explained():
    from outscan import Config
    from outscan.cli.explained import explained, ids
    from outscan.decide import load_policy
    from outscan.lexicon.load import load

    pack, policy = load(Config().lexicons, whole=True), load_policy()
    known = ids(pack, policy)
    assert all(explained(pack, policy, one) for one in known)
    printed = set()
    for path in (ROOT / "samples").glob("*/expected.json"):
        told = json.loads(path.read_text("utf-8"))
        printed |= {*told["clauses"], *(f"gap/{gap.split(' ')[0]}" for gap in told["gaps"])}
        printed |= {line.split(" ")[0] for line in told["dismissed"]}
    assert printed <= set(known)


def test_no_id_is_cut_however_narrow_the_screen():
    listed = run("rules", "list", COLUMNS="60").stdout.decode()
    ids = [one["id"] for one in json.loads(run("rules", "list", "-f", "json").stdout)["rules"]]
    assert [one for one in ids if one not in listed] == []


def test_the_end_says_how_many_more_files_wait(tmp_path):
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text("机密★10年\n第一章", "utf-8")
    assert "另有 2 个文件" in run("scan", tmp_path).stdout.decode()
    assert "2 more files" in run("scan", "--lang", "en", tmp_path).stdout.decode()


def test_doctor_says_what_guards_in_the_language_asked_for():
    assert "隔离：时间" in run("doctor").stdout.decode()
    said = run("doctor", "--lang", "en").stdout.decode()
    assert "guard: time" in said
    assert "隔离" not in said
