from __future__ import annotations

from datetime import date

import pytest

from outscan.detect.structure import StructureDetector
from outscan.fold import fold
from outscan.reading import Reading
from outscan.types import Match, Segment, Where

PAPER = (
    "2031年普通高等学校招生全国统一考试数学试题（甲卷）\n注意事项：1.答卷前，考生务必填写姓名。\n"
    "1.已知集合A，则（5分）\n2.设函数f，则（5分）\n3.（本题满分12分）证明不等式\n"
    "参考答案：1.B 2.C\n评分标准：第3题每步4分，得分点如下。"
)


def seen(text: str) -> list[Match]:
    return list(StructureDetector().detect(Reading(0, Segment(Where(), text), fold(text))))


def test_a_paper_with_answers() -> None:
    (found,) = seen(PAPER)
    assert found.rule == "structure/exam_paper"
    facts = found.facts
    assert (facts["year"], facts["national"], facts["has_answers"], facts["has_scoring"], facts["has_notes"]) == (
        2031,
        True,
        True,
        True,
        True,
    )
    assert facts["marked"] >= 3
    assert facts["practice"] is False
    assert "2031年" in found.quote


def test_before_use() -> None:
    (found,) = seen("绝密★启用前\n" + PAPER)
    assert found.facts["before_use"] is True


@pytest.mark.parametrize("word", ["历年真题精选\n", "高三第二次模拟\n", "期末复习训练\n"])
def test_past_and_mock_papers_say_so(word: str) -> None:
    (found,) = seen(word + PAPER)
    assert found.facts["practice"] is True


def test_published_papers_say_so() -> None:
    (found,) = seen(PAPER + "\n本卷已于考试结束后向社会公布。")
    assert found.facts["published"] is True


def test_a_title_in_english() -> None:
    (found,) = seen(
        "2031 National College Entrance Examination Mathematics Paper A\n"
        "Instructions to candidates\n1. Prove (5 marks)\nAnswer key: 1 B"
    )
    assert (found.facts["year"], found.facts["national"]) == (2031, True)


def test_no_title_needs_everything_else() -> None:
    body = (
        "考生须知：将答案写在答题卡上。\n"
        + "\n".join(f"{i}.计算下列各式的值（{i + 3}分）" for i in range(1, 8))
        + "\n参考答案：略"
    )
    (found,) = seen(body)
    assert found.facts["year"] == 0


@pytest.mark.parametrize(
    "text",
    [
        "2031年普通高等学校招生全国统一考试将于6月7日举行，试卷由省级考试机构保管。",
        "1.打开阀门\n2.记录读数\n3.关闭电源",
        "评分标准：技术方案30分，价格40分，业绩30分。",
        "招标文件第3章（20分）、第4章（30分）",
        "考试时间120分钟，请考生提前到场。",
    ],
)
def test_announcements_and_steps_are_no_paper(text: str) -> None:
    assert seen(text) == []


def test_a_title_over_two_lines() -> None:
    (found,) = seen(
        "2031年普通高等学校招生全国统一考试\n数学\n注意事项：\n1. 答卷前填写姓名。\n"
        "一、选择题：每小题5分，共40分。\n1. 设集合A（　　）"
    )
    assert found.facts["year"] == 2031


QUESTIONS = "\n".join(f"{i}．计算下列极限。（5分）" for i in range(1, 9))


@pytest.mark.parametrize(
    "title",
    [
        "2027年普通高等学校招生\n全国统一考试\n数学试题",
        "2027年高考数学",
        "2027年高考\n理科综合试卷",
        "National Matriculation Examination\nMathematics Paper, June 2027",
        "College Entrance Examination Paper 2027",
    ],
)
def test_titles_of_a_coming_paper(title):
    text = f"{title}\n注意事项：答卷前考生务必填写姓名。\n{QUESTIONS}"
    found = [
        m
        for m in StructureDetector(date(2026, 11, 30)).detect(Reading(0, Segment(Where(), text), fold(text)))
        if m.rule == "structure/exam_paper"
    ]
    assert [(m.facts["year"], m.facts["coming"]) for m in found] == [(2027, True)]


@pytest.mark.parametrize(
    "text",
    [
        "关于做好2027年高考考务工作的通知\n1. 考试时间为6月7日。\n2. 注意事项：带准考证。\n3. 试卷专人押运。\n参考答案考后公布。",
        "2027年硕士研究生招生考试公告\n一、报名\n1. 网上报名。\n2. 现场确认。\n考试注意事项：考试时间：180分钟。",
    ],
)
def test_a_notice_of_an_examination_is_no_paper(text):
    assert not [
        m
        for m in StructureDetector(date(2026, 11, 30)).detect(Reading(0, Segment(Where(), text), fold(text)))
        if m.rule == "structure/exam_paper"
    ]
