"""What a text says is kept back or handed abroad, and the rules, contracts and everyday words that only sound like it."""

from __future__ import annotations

import pytest

from outscan.config import shipped
from outscan.detect.intent import intents
from outscan.fold import fold
from outscan.lexicon.load import load
from outscan.reading import Reading
from outscan.state import State
from outscan.types import Segment, Where

STATE = State(load(shipped("lexicons")).state)


def _rules(text: str) -> set[str]:
    reading = Reading(0, Segment(Where(("a.txt",)), text), fold(text))
    return {one.rule.removeprefix("structure/") for one in intents(reading, STATE)}


@pytest.mark.parametrize(
    "text",
    [
        "该结果尚未对外公布。",
        "数字未经厅里核定，先不要外发。",
        "名单定了，行动前严禁走漏。",
        "以上情况仅供代表团掌握。",
        "这是送审稿，还没定稿。",
        "會後收回，請勿外傳。",
        "The figures are not yet released.",
        "Please do not forward this list.",
        "Keep this strictly within the team.",
    ],
)
def test_a_matter_is_kept_back(text: str) -> None:
    assert "withheld" in _rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "数据已拷给德方项目部。",
        "样本拟寄往国外检测。",
        "外方合作组索要原始记录。",
        "请贵公司审阅。",
        "已传外方服务器。",
        "复制件拟随展出境。",
        "The archive is attached for your designers.",
        "Records will be exported to our parent company.",
    ],
)
def test_something_goes_abroad(text: str) -> None:
    assert "handover" in _rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "任何单位和个人不得泄露在履行职责中知悉的信息。",
        "统计机构应当对调查资料予以保密，不得对外提供。",
        "受让方承担保密义务，双方不得向第三方披露合同内容。",
        "会议决定不公布投票结果。",
        "他一直不知道这件事。",
        "天气晴朗，适合出游。",
        "The parties shall not disclose the terms of this agreement.",
        "外方内圆是一种设计手法，外商投资法已经公布。",
    ],
)
def test_duties_and_everyday_words_say_nothing(text: str) -> None:
    assert _rules(text) - {"abroad"} == set()


def test_the_quote_is_the_phrase_in_its_own_words() -> None:
    text = "鑑定結論尚未對外公佈。"
    reading = Reading(0, Segment(Where(("a.txt",)), text), fold(text))
    assert [one.quote for one in intents(reading, STATE)] == ["尚未對外公佈"]
