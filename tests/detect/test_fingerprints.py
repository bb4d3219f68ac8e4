"""Partial copies of registered documents, re-ordered, reformatted, in the other script, a little edited."""

from __future__ import annotations

import pytest

from outscan.detect.fingerprints import FingerprintDetector
from outscan.fingerprints import added, empty_store
from outscan.fold import fold
from outscan.reading import Reading
from outscan.types import Segment, Where

ORIGINAL = (
    "本报告汇总了测区内三十一处控制测站的布设过程、观测方法和数据处理结果。外业观测自三月上旬开始，历时六十四天，"
    "先后动用测量人员二十七名，车辆九台。测区北部山高谷深，交通不便，部分点位需徒步一整天方能到达，雨季来临之前必须完成全部选点埋石工作。"
    "内业计算采用严密平差，经检查各项限差均符合设计书的要求，个别超限的观测值已按程序剔除并补测。建议今后每三年复测一次，以便及时掌握点位的变动情况。"
)
OTHER = "食堂本周菜单如下：周一红烧肉与清炒白菜，周二番茄炒蛋与冬瓜汤，周三牛肉面，周四饺子，周五请各部门自行安排。" * 3
CHATTER = "尊敬的合作伙伴，感谢贵方上月的热情接待，现将有关情况回复如下。"


@pytest.fixture
def detector(tmp_path, monkeypatch):
    monkeypatch.setenv("OUTSCAN_KEY", str(tmp_path / "installation.key"))
    store, _ = added(empty_store(), [("测区报告", [fold(ORIGINAL).text])], cleared=False, day="2026-03-01")
    store, _ = added(store, [("公开菜单", [fold(OTHER).text])], cleared=True, day="2026-03-01")
    return FingerprintDetector(store)


def found(detector, text):
    return list(detector.detect(Reading(0, Segment(Where(("a.txt",)), text), fold(text))))


COPY = ORIGINAL[60:165]


@pytest.mark.parametrize(
    "copy",
    [
        COPY,
        COPY.replace("，", "，\n"),
        "　".join(COPY),
        COPY.translate(str.maketrans("北测车员体东点过达来业计个观", "北測車員體東點過達來業計個觀")),
        COPY.replace("山高谷深", "山高沟深").replace("全部", "所有"),
        COPY[50:] + CHATTER + COPY[:50] + COPY[50:],
    ],
    ids=["verbatim", "lines", "spaced", "traditional", "edited", "reordered"],
)
def test_a_hundred_characters_are_enough(detector, copy):
    text = CHATTER + copy + CHATTER
    (match, *_) = found(detector, text)
    assert match.rule == "fingerprint/sensitive"
    assert match.facts["label"] == "测区报告"
    assert text[match.start : match.end] == match.quote


def test_what_was_cleared_says_so(detector):
    assert {one.rule for one in found(detector, OTHER)} == {"fingerprint/cleared"}


@pytest.mark.parametrize("text", ["", CHATTER * 5, "外业观测自三月上旬开始，历时三天。" + CHATTER, "内业计算采用严密平差" * 8])
def test_common_phrases_are_no_copy(detector, text):
    assert not found(detector, text)
