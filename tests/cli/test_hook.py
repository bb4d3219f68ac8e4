"""What other systems call, called as they call it: Paperless-ngx by variables, Seafile by one path, Git by its own hooks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
CLEAN = SAMPLES / "docx-meeting-minutes" / "input.docx"
MARKED = SAMPLES / "docx-mark-in-header" / "input.docx"
LOCKED = SAMPLES / "docx-encrypted" / "input.docx"
HERE = {
    **{k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "DOCUMENT_"))},
    "PYTHONPATH": str(ROOT / "src"),
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "x@unit.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}
needs_sh = pytest.mark.skipif(os.name != "posix", reason="scripts are for sh")
needs_git = pytest.mark.skipif(shutil.which("git") is None or os.name != "posix", reason="git is not installed")


def outscan(*words, **given):
    command = [sys.executable, "-m", "outscan", *map(str, words)]
    return subprocess.run(command, env=HERE, capture_output=True, timeout=120, check=False, **given)


def script(name, path):
    made = outscan("hook", name, "--script")
    assert made.returncode == 0
    path.write_bytes(made.stdout)
    path.chmod(0o755)
    return path


@needs_sh
@pytest.mark.parametrize(
    ("file", "name", "code"),
    [
        (CLEAN, "minutes.docx", 0),
        (MARKED, "minutes.docx", 1),
        (LOCKED, "minutes.docx", 1),
        (CLEAN, "绝密★长期 方案.docx", 1),
        (None, "minutes.docx", 1),
    ],
    ids=["clean", "marked", "locked", "named", "absent"],
)
def test_paperless(tmp_path, file, name, code):
    """`run_subprocess([script, original, working], environment)`; whatever is not 0 raises ConsumerError."""
    hook = script("paperless", tmp_path / "hook")
    working = tmp_path / "paperless-ngx1" / "copy.docx"
    working.parent.mkdir()
    if file is not None:
        shutil.copyfile(file, working)
    told = {"DOCUMENT_SOURCE_PATH": str(tmp_path / "consume" / name), "DOCUMENT_WORKING_PATH": str(working), "TASK_ID": "t"}
    done = subprocess.run(
        [hook, told["DOCUMENT_SOURCE_PATH"], told["DOCUMENT_WORKING_PATH"]],
        env={**HERE, **told},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == code, done.stderr.decode()
    assert bool(done.stderr) == bool(code)
    assert "秘密★5年" not in done.stderr.decode()
    if file is not None:
        assert working.read_bytes() == file.read_bytes()


def test_paperless_without_its_variables_takes_nothing_in():
    assert outscan("hook", "paperless").returncode == 2


@needs_sh
@pytest.mark.parametrize(("file", "found"), [(CLEAN, False), (MARKED, True), (LOCKED, True)], ids=["clean", "marked", "locked"])
def test_seafile(tmp_path, file, found):
    """`subprocess.call([scan_command, path])` of a file without its name; the codes are those the script says to write."""
    hook = script("seafile", tmp_path / "hook")
    lines = [line[2:] for line in hook.read_text("utf-8").splitlines() if line.startswith("# ")]
    told = ConfigParser()
    told.read_string("\n".join(line for line in lines if line.startswith("[") or " = " in line))
    assert told["virus_scan"]["scan_command"].startswith("/")
    assert " " not in told["virus_scan"]["scan_command"]
    handle, path = tempfile.mkstemp(dir=tmp_path)
    os.write(handle, file.read_bytes())
    os.close(handle)
    code = subprocess.call([hook, path], env=HERE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
    key = "virus_code" if found else "nonvirus_code"
    assert str(code) in [one.strip() for one in told["virus_scan"][key].split(",")]


def gone(hook):
    """The same script on a machine where outscan was taken away."""
    hook.write_text(hook.read_text("utf-8").replace(sys.executable, "/nowhere/python"), "utf-8")
    return hook


def seafile_codes(hook):
    """What Seafile is told to take for infected."""
    line = next(one for one in hook.read_text("utf-8").splitlines() if one.startswith("# virus_code = "))
    return {int(one) for one in line.partition("=")[2].split(",")}


@needs_sh
@pytest.mark.parametrize("name", ["paperless", "seafile"])
def test_a_script_whose_outscan_is_gone_lets_nothing_through(tmp_path, name):
    hook = gone(script(name, tmp_path / "hook"))
    told = {"DOCUMENT_SOURCE_PATH": str(CLEAN), "DOCUMENT_WORKING_PATH": str(CLEAN)}
    code = subprocess.run([hook, CLEAN], env={**HERE, **told}, capture_output=True, check=False).returncode
    assert code
    if name == "seafile":
        assert code in seafile_codes(hook)


@needs_sh
@pytest.mark.parametrize("name", ["paperless", "seafile"])
def test_a_script_whose_outscan_fails_lets_nothing_through(tmp_path, name):
    """Its rules cannot be read: a failure of ours is 2, and no host takes that for a release."""
    hook = script(name, tmp_path / "hook")
    (tmp_path / "wrong.toml").write_text("[rules]\nlexicons = '/nowhere'\n")
    told = {
        "DOCUMENT_SOURCE_PATH": str(CLEAN),
        "DOCUMENT_WORKING_PATH": str(CLEAN),
        "OUTSCAN_CONFIG": str(tmp_path / "wrong.toml"),
    }
    code = subprocess.run([hook, CLEAN], env={**HERE, **told}, capture_output=True, check=False).returncode
    assert code == 2
    if name == "seafile":
        assert code in seafile_codes(hook)


def git(folder, *words, code=0):
    done = subprocess.run(["git", *map(str, words)], cwd=folder, env=HERE, capture_output=True, timeout=300, check=False)
    told = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert (done.returncode == 0) == (code == 0), told
    return told


@pytest.fixture
def repository(tmp_path):
    git(tmp_path, "init", "-q", "-b", "main", "work")
    return tmp_path / "work"


@needs_git
def test_pre_commit_checks_what_is_staged_and_not_what_lies_there(repository):
    script("pre-commit", repository / ".git" / "hooks" / "pre-commit")
    name = repository / "minutes.docx"
    shutil.copyfile(CLEAN, name)
    git(repository, "add", "minutes.docx")
    shutil.copyfile(MARKED, name)  # not staged
    git(repository, "commit", "-q", "-m", "one")
    git(repository, "add", "minutes.docx")
    shutil.copyfile(CLEAN, name)  # too late: the marked one is staged
    told = git(repository, "commit", "-q", "-m", "two", code=1)
    assert "minutes.docx" in told
    assert git(repository, "log", "--oneline").count("\n") == 1
    git(repository, "rm", "-q", "-f", "--cached", "minutes.docx")
    git(repository, "commit", "-q", "-m", "three")  # to take away is no sending


@pytest.fixture
def server(tmp_path, repository):
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "server.git")
    shutil.copyfile(CLEAN, repository / "minutes.docx")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "one")
    git(repository, "remote", "add", "origin", f"file://{tmp_path}/server.git")
    git(repository, "push", "-q", "origin", "main")
    script("pre-receive", tmp_path / "server.git" / "hooks" / "pre-receive")
    return tmp_path / "server.git"


def commit(repository, message, **files):
    for name, source in files.items():
        path = repository / name.replace("_", ".")
        if source is None:
            path.unlink()
        else:
            path.write_bytes(source if isinstance(source, bytes) else source.read_bytes())
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "--allow-empty", "-m", message)


@needs_git
def test_pre_receive_refuses_a_push_with_one_file_of_one_commit_that_may_not_go(repository, server):
    commit(repository, "two", a_docx=MARKED)
    commit(repository, "three", a_docx=None)  # deleted again: history leaves as well
    told = git(repository, "push", "origin", "main", code=1)
    assert "a.docx" in told
    assert "pre-receive hook declined" in told
    assert git(server, "log", "--oneline", "main").count("\n") == 1
    assert "a.docx" not in git(server, "ls-tree", "-r", "main")


@needs_git
def test_pre_receive_takes_what_is_clean_and_what_is_taken_away(repository, server):
    git(repository, "checkout", "-q", "-b", "side")
    commit(repository, "side", b_txt="天气晴朗。".encode())
    git(repository, "push", "-q", "origin", "side")
    git(repository, "checkout", "-q", "main")
    commit(repository, "main", c_txt="图书馆开放时间。".encode())
    git(repository, "merge", "-q", "-m", "merged", "side")
    git(repository, "push", "-q", "origin", "main")
    git(repository, "push", "-q", "origin", ":side")
    assert git(server, "branch").split() == ["*", "main"]


MARK = "秘密★5年\n关于某项工作的说明\n"
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0a" * 32 + b"\nsize 12\n"


def _renamed(repository):
    git(repository, "mv", "minutes.docx", "绝密★长期 方案.docx")  # the bytes are on the server, the name is not
    git(repository, "commit", "-q", "-m", "renamed")
    return "main"


def _message(repository):
    commit(repository, MARK)
    return "main"


def _tag(repository):
    git(repository, "tag", "-a", "-m", MARK, "v1")
    return "v1"


def _blob(repository):
    (repository / "loose").write_bytes(MARKED.read_bytes())
    number = git(repository, "hash-object", "-w", "loose").strip()
    return f"{number}:refs/tags/loose"


def _merge(repository):
    git(repository, "checkout", "-q", "-b", "side")
    commit(repository, "side", b_txt="天气晴朗。".encode())
    git(repository, "checkout", "-q", "main")
    commit(repository, "main", c_txt="图书馆开放时间。".encode())
    git(repository, "merge", "-q", "--no-commit", "side")
    (repository / "d.txt").write_text(MARK, "utf-8")  # comes with the merge itself, from neither side
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "merged")
    return "main"


def _elsewhere(repository):
    commit(repository, "two", a_docx=POINTER)
    return "main"


@needs_git
@pytest.mark.parametrize("made", [_renamed, _message, _tag, _blob, _merge, _elsewhere])
def test_pre_receive_sees_every_way_words_come_in(repository, server, made):
    told = git(repository, "push", "origin", made(repository), code=1)
    assert "pre-receive hook declined" in told
    assert "秘密★5年" not in told


@needs_git
def test_a_file_of_git_lfs_is_read_where_it_lies(repository):
    import hashlib

    hook = script("pre-commit", repository / ".git" / "hooks" / "pre-commit")
    for source, code in ((MARKED, 1), (CLEAN, 0)):
        digest = hashlib.sha256(source.read_bytes()).hexdigest()
        kept = repository / ".git" / "lfs" / "objects" / digest[:2] / digest[2:4] / digest
        kept.parent.mkdir(parents=True)
        shutil.copyfile(source, kept)
        (repository / "a.docx").write_bytes(POINTER.replace(b"0a" * 32, digest.encode()))
        git(repository, "add", "a.docx")
        done = subprocess.run([hook], cwd=repository, env=HERE, capture_output=True, timeout=120, check=False)
        assert done.returncode == code, done.stderr.decode()


@needs_git
def test_where_git_fails_nothing_goes(tmp_path):
    assert outscan("hook", "pre-commit", cwd=tmp_path).returncode == 2
    assert outscan("hook", "pre-receive", cwd=tmp_path, input=b"0 1\n").returncode == 2
    assert outscan("hook", "pre-receive", cwd=tmp_path, input=b"0 1 refs/heads/main\n").returncode == 2


@needs_git
def test_where_outscan_is_gone_nothing_is_committed_and_no_push_is_taken(repository, server):
    gone(server / "hooks" / "pre-receive")
    commit(repository, "two", b_docx=CLEAN)
    assert "pre-receive hook declined" in git(repository, "push", "origin", "main", code=1)
    assert git(server, "log", "--oneline", "main").count("\n") == 1
    gone(script("pre-commit", repository / ".git" / "hooks" / "pre-commit"))
    shutil.copyfile(CLEAN, repository / "c.docx")
    git(repository, "add", "c.docx")
    git(repository, "commit", "-q", "-m", "three", code=1)
    assert git(repository, "log", "--oneline").count("\n") == 2
