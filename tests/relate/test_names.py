"""A file's name may raise, never excuse: who sends a file can call it what he likes."""

from __future__ import annotations

from datetime import date

import pytest

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Where

SCANNER = Scanner.build(Config(ocr="off", as_of=date(2026, 11, 30)))
NAMES = [
    "习题",
    "读书笔记",
    "食堂通知",
    "小说",
    "采购公告",
    "培训讲义",
    "Week_4 exercise",
    "Novel",
    "FAQ",
    "canteen notice",
    "glossary",
]
SPOKEN = [
    "我方谈判底线是单价不低于2180万欧元，低于这个数就不签，不要让对方知道。",
    "评标前先把标底2463.89万元告诉合作方的老李，让他心里有数。",
    "三季度地区生产总值初步核算同比增长4.7%，新闻发布会前勿外传。",
    "界河水文站昨日平均流量1,240立方米每秒，最高水位103.27米，尚未交换。",
    "控制点成果表的真坐标我已经拷给外方测量队，平移前的那一套。",
    "高考命题组名单和入闱地点只有几个人知道，请不要转发。",
    "矿区铀资源量估算3,400吨，报告还没有批下来，先给外资股东看一眼。",
    "The reserve price for lot 3 is 18.4 million; please keep it between us until the bids are opened.",
    "I attach the unpublished gravity readings of the border stations as you asked, do not pass them on.",
    "Our bottom line in the talks is 30 sailings a week; the other side must not learn this.",
]


def verdict(name: str, text: str) -> Action:
    return SCANNER.scan(Blob(Where((name,)), text.encode())).verdict.action


@pytest.mark.parametrize("text", SPOKEN, ids=range(len(SPOKEN)))
def test_no_name_excuses_what_a_text_says(text):
    plain = verdict("1.txt", text)
    assert {name: verdict(f"{name}.txt", text) for name in NAMES if verdict(f"{name}.txt", text) < plain} == {}
    assert plain > Action.RELEASE


def test_a_title_in_the_text_still_speaks():
    lesson = "第五章 习题\n1. 某河段设计流量1,240立方米每秒，试求水面线。\n2. 已知流速1.2米每秒，求过水断面面积。"
    assert verdict("1.txt", lesson) is Action.RELEASE
