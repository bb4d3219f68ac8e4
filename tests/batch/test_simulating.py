"""Rules are tried on a recorded run before they are put in force: what would turn is told, and nothing is written."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from batch.killing import ENVIRONMENT
from batch.locked import aes_zip
from batch.made import MARKED, PLAIN, actions, config, package, run
from outscan.batch.ledger import find_run, open_ledger
from outscan.batch.simulating import decided_again, differing, read_again
from outscan.scanner import Scanner

POLICY = """
[[row]]
id = "local.mark"
finding = {kind = ["mark"]}
action = "withhold"
why = "带标志即不得提供"
basis = "本单位规定"
"""
LEXICON = "unit: 某研究所\ncontact: 保密办\ncode_names:\n  - {name: 海燕七号, level: 机密}\n"
FILES = {
    "a.txt": PLAIN,
    "b.txt": MARKED,
    "绝密★30年 c.txt": PLAIN,
    "d.txt": "海燕七号的进度安排见附件。\n",
    "twice.txt": MARKED,
    "bad.docx": b"PK no",
}


def overlay(folder, name, text):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder


def turned(turns):
    told = [one for one in turns if one.turned or one.after is None]
    return {one.path.rpartition("/")[2]: (one.before.value, one.after and one.after.value) for one in told}


def tried(ledger, *, most=100, **changes):
    """(what differs, what turns by deciding, what turns by reading), the ledger looked at only."""
    with open_ledger(ledger, writable=False) as store, store.read() as link:
        now, scanner = find_run(link), Scanner.build(config(**changes))
        read = turned(read_again(link, now, scanner, most))
        return differing(link, now, scanner), turned(decided_again(link, now, scanner)), read


def test_the_rules_of_the_run_turn_nothing(tmp_path):
    run(tmp_path / "l.db", package(tmp_path / "p", FILES))
    assert tried(tmp_path / "l.db") == (([], []), {}, {})


def test_a_policy_is_tried_on_every_row_without_reading(tmp_path):
    source, ours = package(tmp_path / "p", FILES), overlay(tmp_path / "ours", "policy.toml", POLICY)
    run(tmp_path / "l.db", source)
    source.rename(tmp_path / "elsewhere")
    differ, decided, _ = tried(tmp_path / "l.db", overlays=(ours,))
    assert differ == ([], ["policy"])
    assert decided == {"b.txt": ("escalate", "withhold"), "twice.txt": ("escalate", "withhold")}
    (tmp_path / "elsewhere").rename(source)
    before = actions(tmp_path / "l.db")
    run(tmp_path / "l.db", source, settings=config(overlays=(ours,)))  # put in force, it does what was told
    after = actions(tmp_path / "l.db")
    assert {path: (before[path], after[path]) for path in before if before[path] != after[path]} == decided


def test_a_lexicon_is_tried_on_a_sample_that_is_read_again(tmp_path):
    source, ours = package(tmp_path / "p", FILES), overlay(tmp_path / "ours", "unit.yaml", LEXICON)
    run(tmp_path / "l.db", source)
    (source / "a.txt").unlink()
    (source / "b.txt").write_text("改过了。\n", "utf-8")
    differ, decided, read = tried(tmp_path / "l.db", overlays=(ours,))
    assert differ == (["rules"], [])
    assert decided == {}
    assert read == {"a.txt": ("release", None), "b.txt": ("escalate", None), "d.txt": ("release", "escalate")}
    assert tried(tmp_path / "l.db", overlays=(ours,), most=0)[2] == {}


def test_what_was_opened_with_a_password_cannot_be_told_without(tmp_path):
    source = package(tmp_path / "p", {"a.zip": aes_zip("a.txt", MARKED.encode(), "钥匙".encode())})
    run(tmp_path / "l.db", source, settings=config(passwords=("钥匙",)))
    assert actions(tmp_path / "l.db") == {"a.zip": "escalate"}
    ours = overlay(tmp_path / "ours", "unit.yaml", LEXICON)
    assert tried(tmp_path / "l.db", overlays=(ours,))[2] == {"a.zip": ("escalate", None)}
    assert tried(tmp_path / "l.db", overlays=(ours,), passwords=("钥匙",))[2] == {}


@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_the_command_tells_what_would_turn_and_writes_nothing(tmp_path, form):
    run(tmp_path / "l.db", package(tmp_path / "p", FILES))
    overlay(tmp_path / "ours", "policy.toml", POLICY)
    ours = overlay(tmp_path / "ours", "unit.yaml", LEXICON)
    before = (tmp_path / "l.db").read_bytes()
    command = [sys.executable, "-m", "outscan", "rules", "simulate", "--ledger", tmp_path / "l.db", "-f", form]
    done = subprocess.run([*command, "--overlay", ours], env=ENVIRONMENT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b""), done.stderr.decode()
    assert (tmp_path / "l.db").read_bytes() == before
    lines = done.stdout.decode().splitlines()
    if form == "jsonl":
        told = [json.loads(line) for line in lines]
        found = {(one["by"], one["after"]) for one in told}
        assert found == {("decided", "withhold"), ("read", "withhold"), ("read", "escalate")}
        assert {one["path"].rpartition("/")[2] for one in told if one["by"] == "read"} >= {"d.txt"}
    else:
        assert sum("→" in line for line in lines) >= 3
    assert subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=False).returncode == 0
