"""Matters in plain and spoken words, and the same words where they are nobody's secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Where

SCANNER = Scanner.build(Config(ocr="off"))
SAID = [line.split("\t") for line in (Path(__file__).parent / "in_plain_words.tsv").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("least", "text"), SAID)
def test_what_a_desk_tells_reaches_its_verdict_and_its_twin_none(least, text):
    found = SCANNER.scan(Blob(Where(("a.txt",)), text.encode()))
    if least == "release":
        assert found.verdict.action is Action.RELEASE
    else:
        assert found.verdict.action >= Action(least)
        assert any(one.upheld for one in found.findings)


def test_the_sample_holds_both_kinds():
    kinds = [least == "release" for least, _ in SAID]
    assert kinds.count(True) >= 40
    assert kinds.count(False) >= 40
