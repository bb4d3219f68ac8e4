"""An undoubted matter told with its figure and nothing around it; and what is published, taught or general."""

from __future__ import annotations

from datetime import date

import pytest

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Where

SCANNER = Scanner.build(Config(ocr="off", as_of=date(2026, 11, 30)))


def verdict(text: str) -> Action:
    return SCANNER.scan(Blob(Where(("a.txt",)), text.encode())).verdict.action


@pytest.mark.parametrize(
    "text",
    [
        "标底为2463.89万元。",
        "关于二号厂房。标底为2463.89万元。请李工核对。",
        "The reserve price is 18.6 million yuan.",
        "我方底线为2180万欧元。",
        "拦标价为986万元。",
    ],
)
def test_the_figure_alone_is_a_question(text):
    assert verdict(text) >= Action.REVIEW


@pytest.mark.parametrize(
    "text",
    [
        "公开招标，标底为2463.89万元，中标价2401万元，现予公示。",
        "例题：设标底为100万元，评标基准价如何计算？",
        "标底由造价部门编制，应当保密。",
        "最高投标限价为2463万元，详见招标公告。",
        "The reserve price of a lot is agreed with the auctioneer.",
    ],
)
def test_published_taught_or_without_a_figure_it_is_none(text):
    assert verdict(text) < Action.REVIEW
