"""The letter of a level in brackets before a paragraph is the mark of that paragraph."""

from __future__ import annotations

import pytest

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Where

SCANNER = Scanner.build(Config(ocr="off"))
BORNE = [
    "一、食堂调整开放时间。\n（秘）二、第二坑道由东口进入，门的位置见图四。",
    "(机) 对方问及异常面积时一律答复仍在普查。\n(公开) 用餐在二楼。",
    "三、（机）省里批复的底数为一点四亿方，对外先报一点一亿方。",
    "（绝）北线编组十一节，凌晨两点过站，沿线清场。",
    "Site notes\n(秘) The second gallery is entered from the east portal.",
]
NOT_BORNE = [
    "（秘）",
    "（机）张三，李四",
    "联系人：王某（秘），电话见通讯录，请于周五前回复会务组。",
    "本表中（秘）表示秘书处，（机）表示机电处，（财）表示财务处。",
    "（一）机关后勤服务事项由办公室统一安排，其他事项另行通知。",
]


def verdict(text: str) -> Action:
    return SCANNER.scan(Blob(Where(("a.txt",)), text.encode())).verdict.action


@pytest.mark.parametrize("text", BORNE)
def test_a_letter_before_its_paragraph_is_a_mark(text):
    assert verdict(text) >= Action.ESCALATE


@pytest.mark.parametrize("text", NOT_BORNE)
def test_a_letter_elsewhere_is_none(text):
    assert verdict(text) is Action.RELEASE
