"""Rules are put to their own tests, and what fails is said with file, line and reason."""

from __future__ import annotations

import pytest

from outscan.rulecheck import main

GOOD = """\
domain: harbour
title: 港口
basis: {rule-1: {cite: 某某规定, certainty: A}}
items:
  - id: harbour/01
    title: 未公布的航道图
    level: 秘密
    basis: {instrument: rule-1}
    window: sentence
    all:
      - any: [航道水深图]
      - any: [未公布]
    advice: {action: process}
    hits: [未公布的航道水深图。]
    misses: [航道水深图可在书店购买。, {rows: [[名称, 数值], [水深, 3]]}]
"""


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    """Complaints are looked at in English here; that both languages say the same is the catalogue's test."""
    monkeypatch.setenv("OUTSCAN_LANG", "en")


@pytest.fixture
def checked(tmp_path, capsys):
    def check(text):
        path = tmp_path / "harbour.yaml"
        path.write_text(text, encoding="utf-8")
        code = main([str(path)])
        return code, capsys.readouterr().out

    return check


def test_rules_that_prove_themselves_pass(checked):
    assert checked(GOOD) == (0, "1 items, 2 terms, 0 complaints\n")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[未公布的航道水深图。]", "[航道图未公布。]", "harbour.yaml:5: harbour/01: hit 1 not found; nothing meets group 1"),
        (
            "[未公布的航道水深图。]",
            "[航道水深图。另有文件未公布。]",
            "hit 1 not found; the groups are too far apart for window sentence",
        ),
        (
            "[未公布的航道水深图。]",
            "[第三条 未公布的航道水深图由主管部门管理。]",
            "hit 1 dismissed: the paragraph is an article of a law",
        ),
        ("航道水深图可在书店购买。", "航道水深图未公布。", "miss 1 is found (words 航道水深图; words 未公布)"),
    ],
)
def test_what_fails_is_said(checked, old, new, said):
    assert old in GOOD
    code, out = checked(GOOD.replace(old, new, 1))
    assert code == 1
    assert said in out
