"""`outscan fingerprint` and `outscan baseline`, as a person types them."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from outscan.cli.main import outscan

TEXT = (
    "本报告汇总了测区内三十一处测站的布设过程、观测方法和数据处理结果。外业观测自三月上旬开始，历时六十四天，"
    "先后动用测量人员二十七名，车辆九台。测区北部山高谷深，交通不便，部分点位需徒步一整天方能到达。"
)


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OUTSCAN_KEY", str(tmp_path / "installation.key"))
    (tmp_path / "known.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "letter.txt").write_text(f"您好。\n{TEXT[20:]}\n此致。", encoding="utf-8")
    return tmp_path


def run(*words):
    return CliRunner().invoke(outscan, words, standalone_mode=False)


def scanned(*words):
    return json.loads(run("scan", "letter.txt", "-f", "jsonl", *words).output)


def test_a_registered_document_is_recognised_listed_and_removed():
    assert run("fingerprint", "add", "known.txt", "--store", "store").return_value == 0
    assert "敏感" in run("fingerprint", "list", "--store", "store").output
    told = scanned("--fingerprints", "store")
    assert told["action"] == "escalate"
    assert any(one["rule"] == "fingerprint/sensitive" for one in told["findings"])
    assert run("fingerprint", "remove", "known.txt", "--store", "store").return_value == 0
    told = scanned("--fingerprints", "store")
    assert told["action"] != "escalate"
    assert not told["findings"]


def test_what_is_too_short_is_said(place):
    (place / "short.txt").write_text("您好", encoding="utf-8")
    result = run("fingerprint", "add", "short.txt", "--store", "store")
    assert result.return_value == 3
    assert "文字太少，未登记：short.txt" in result.output


def test_an_unknown_label_is_refused():
    run("fingerprint", "add", "known.txt", "--store", "store")
    assert "指纹库中没有：别的" in str(run("fingerprint", "remove", "别的", "--store", "store").exception)


def test_a_baseline_sets_aside_what_was_reviewed_and_says_so(place):
    (place / "letter.txt").write_text("附件为某区1:2000地形图，覆盖范围31.6平方公里。", encoding="utf-8")
    assert scanned()["action"] != "release"
    done = run(
        "baseline", "add", "letter.txt", "--into", "b.toml", "--reviewer", "王五", "--reason", "已公开", "--expires", "2999-01-01"
    )
    assert done.return_value == 0
    told = scanned("--baseline", "b.toml")
    assert told["action"] == "release"
    assert any(clause["id"] == "baseline" for clause in told["verdict"]["clauses"])
