"""The table of weights keeps its word; matters stand or fall by what is said around them."""

from __future__ import annotations

import pytest

from outscan.config import Config, shipped
from outscan.lexicon.load import load
from outscan.scanner import Scanner
from outscan.state import State
from outscan.types import Action, Blob, Where

PACK = load(shipped("lexicons"))
LOWER = ("in_", "para_", "ordinary_", "known_", "unless", "title", "apart")
SCANNER = Scanner.build(Config(ocr="off"))


def judged(text, name="a.txt"):
    return SCANNER.scan(Blob(Where((name,)), text.encode()))


def test_every_weight_has_the_sign_of_its_meaning():
    sayings = State(PACK.state).sayings
    for name, weight in PACK.judgement.weights.items():
        kind, _, said = name.partition("_")
        speaks = sayings[said].speaks if kind in ("says", "before") and said in sayings else ""
        if (
            speaks == "raises"
            or name.startswith(("within_", "letters_", "groups_"))
            or name in ("data", "figure", "opens", "full")
        ):
            assert weight > 0, name
        if speaks == "lowers" or name.startswith(("in_", "para_", "ordinary_", "known_")) or name in ("unless", "title", "apart"):
            assert weight < 0, name


def test_the_table_tells_what_it_was_learned_on():
    assert {"learned", "authored", "public", "method"} <= set(PACK.judgement.card)


@pytest.mark.parametrize(
    "text",
    [
        "我方底线为1960万欧元，先报2300万。",
        "渗透测试发现四处未修补漏洞，内网资产和口令如下。",
        "下周二突击检查的企业名单：甲化工、乙印染，暂不通知。",
        "公派留学人员赵某在外滞留不归并申请避难，处理意见如下。",
    ],
)
def test_a_matter_without_state_is_a_question_and_with_it_has_its_advice(text):
    alone = judged(text)
    assert alone.verdict.action >= Action.REVIEW
    kept = judged(text + "以上内容请勿外传。")
    assert kept.verdict.action >= alone.verdict.action


@pytest.mark.parametrize(
    "text",
    [
        "据新华社报道，两国就贸易问题举行磋商，双方未公布各自底线。",
        "例题：某公司谈判底线为100万元，试求可达成协议的区间。",
        "接收方不得将披露方的配方、工艺参数用于本协议以外的目的。",
    ],
)
def test_news_lessons_and_clauses_only_name_it(text):
    assert judged(text).verdict.action is Action.RELEASE


def test_a_word_of_publicity_does_not_end_what_is_kept_back():
    text = "三季度地区生产总值初步核算为4312.6亿元，增长4.9%，新闻发布会前勿外传。"
    assert judged(text).verdict.action >= Action.REVIEW


def test_a_finding_says_what_spoke_for_it():
    finding = next(one for one in judged("我方底线为1960万欧元，先报2300万，请勿外传。").findings if one.upheld)
    assert any(reason.key == "item.beside" for reason in finding.because)


BARE = [
    line.split("\t")
    for line in (shipped("lexicons").parent / "tests" / "lexicon" / "bare" / "first.tsv").read_text("utf-8").splitlines()
]


def test_plain_catalogue_sentences_are_held():
    held = sum(judged(text).verdict.action is not Action.RELEASE for _, text in BARE)
    assert held >= 0.88 * len(BARE)
