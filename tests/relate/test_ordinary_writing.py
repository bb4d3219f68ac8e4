"""Lessons, agreements, catalogues explained, training, blank forms, novels: they speak of secrets and hold none."""

from __future__ import annotations

from pathlib import Path

import pytest

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Where

SCANNER = Scanner.build(Config(ocr="off"))
ORDINARY = [line.split("\t") for line in (Path(__file__).parent / "ordinary.tsv").read_text("utf-8").splitlines()]
OWN = [
    ("反馈.txt", "督办反馈表\n标识：工作秘密　知悉范围：督查科\n窗口值守脱岗两次，十一月底前整改。"),
    (
        "sheet.txt",
        "We ship blood spots of 212 families to the institute abroad; filing with the ministry: will be done afterwards.",
    ),
    ("课件.txt", "课程讲义\n现将下月全省统考的备用卷和答案随函附上，启用前请勿外传。"),
    (
        "表.csv",
        "样本,rs501,rs502,rs503,rs504\nS1,AA,CC,AG,TT\nS2,AG,CT,AA,TC\nS3,GG,TT,GG,CC\nS4,AA,CT,AG,TT\nS5,AG,CC,AA,TC\nS6,GG,CT,AG,TT",
    ),
    ("NDA.txt", "Trade secret of Hengtai Ltd\nThe glaze is 40 parts feldspar; must not be shown to the template supplier."),
]


def verdict(name: str, text: str) -> Action:
    return SCANNER.scan(Blob(Where((name,)), text.replace("\\n", "\n").encode())).verdict.action


@pytest.mark.parametrize(("name", "text"), ORDINARY, ids=[name for name, _ in ORDINARY])
def test_what_only_speaks_of_secrets_is_released(name, text):
    assert verdict(name, text) is Action.RELEASE


@pytest.mark.parametrize(("name", "text"), OWN)
def test_its_own_matter_is_not_excused_by_the_same_words(name, text):
    assert verdict(name, text) >= Action.REVIEW
