# ruff: noqa: E501 - a case reads best on one line
"""Marks told in words, and marks of other countries: said of this paper, or said about papers."""

from __future__ import annotations

import pytest

from outscan.types import Part
from sentences import sentence
from test_confirm import PROSE, part, scan


def states(*segments):
    return [finding.state for finding in scan(*segments).findings if finding.upheld]


@pytest.mark.parametrize(("text", "state"), [
    ("此件按机密件管理。", "marked_irregular"),
    ("按秘密件管理", "marked_irregular"),
    ("本文件涉密。", "marked_irregular"),
    ("密件", "marked_irregular"),
    ("密件 亲启", "marked_irregular"),
    ("不得携带出境", "internal"),
    ("此图不得携带出境。", "internal"),
    ("CONFIDENTIAL", "commercial"),
    ("Classification: Confidential", "commercial"),
    ("STATE SECRET", "marked_irregular"),
    ("SECRET//NOFORN", "foreign_mark"),
    ("SECRET", "foreign_mark"),
    ("GEHEIM", "foreign_mark"),
    ("NATO SECRET", "foreign_mark"),
    ("Distribution Statement D", "foreign_mark"),
    ("TLP:RED", "foreign_mark"),
    ("TLP:GREEN", "foreign_mark"),
    ("15 CFR 734.3", "foreign_mark"),
    ("Technical data controlled under 15 CFR 734.3 may not leave without a licence of the bureau that issues them here.", "foreign_mark"),
])  # fmt: skip
def test_said_of_this_paper_it_is_a_mark(text, state):
    assert states(text) == [state]


@pytest.mark.parametrize("text", [
    "涉密文件应当按机密件管理的规定执行。\n" + PROSE,
    "如果本文件涉密,请退回。" + PROSE,
    "“本文件涉密”的说法不妥。" + PROSE,
    "“此件按机密件管理”这句话见于旧文。" + PROSE,
    "密件:\n",
    "员工不得携带出境" + PROSE,
    "“不得携带出境”一语",
    PROSE + "此材料只限国内发行。" + PROSE,
    "classification: confidential, see list",
    "CONFIDENTIAL / INTERNAL / PUBLIC",
    "Trade Secret Law applies",
    "The “TLP:RED” label means that nobody else may read it.",
    "The word “GEHEIM” is German.",
    "We cite 15 CFR 734.3 as one of many laws in this long paragraph of text about trade and its rules, which goes on for long.",
    "定密责任人:张三",
    "本件不涉密",
    "已解密",
])  # fmt: skip
def test_said_about_papers_it_is_none_and_the_reason_is_told(text):
    findings = scan(text).findings
    assert findings
    assert all(finding.dismissed is not None for finding in findings)


@pytest.mark.parametrize("text", ["NATO SECRET", "不得携带出境", "密件"])
@pytest.mark.parametrize("place", [Part.NAME, Part.HEADER])
def test_a_mark_in_a_name_or_a_header_is_one(text, place):
    assert states(part(text, place), PROSE)


@pytest.mark.parametrize("text", [
    "密级:“机密”", "机密10年", "〔机密〕", "[机密]关于会议的通知\n" + PROSE, "机密第0001号", "绝密 编号:0012", "㊙",
    "机密信息\n" + PROSE, PROSE + "\n秘密\n" + PROSE, PROSE + "\n机密\n" + PROSE, "秘密档案\n" + PROSE, "(机密)本文讲述\n" + PROSE,
    "机密 关于调整课程安排的通知\n" + PROSE, "秘密 关于调整课程安排的通知\n" + PROSE, PROSE + "\n机密 数据表\n" + PROSE, "机 密 关于\n" + PROSE,
])  # fmt: skip
def test_a_level_in_an_odd_form_is_a_mark_that_says_so(text):
    assert states(text) == ["marked_irregular"]


@pytest.mark.parametrize(("text", "why"), [
    ("酒店评级 秘密★★★★★", "评分"),
    ("“机密★10年”是旧写法" + PROSE, "引号"),
    ("密级:机密以上的文件" + PROSE, "提及密级"),
    ("密级:机密 / 秘密", "并列"),
    ("如机密10年,说明期限" + PROSE, "举例"),
    (PROSE + "会上有人说(机密)之后离开。" + PROSE, "行文之中"),
    ("“机密第0001号”的写法", "引号"),
    (PROSE + "图例中㊙表示内部。" + PROSE, "行文之中"),
    ("秘密花园\n" + PROSE, "秘密花园"),
])  # fmt: skip
def test_a_level_that_is_spoken_of_says_why_it_is_none(text, why):
    findings = scan(text).findings
    assert findings
    assert all(finding.dismissed is not None and why in sentence(finding.dismissed) for finding in findings)


@pytest.mark.parametrize(("text", "state"), [
    ("商业秘密 请勿外传\n" + PROSE, "commercial"),
    ("商业秘密▲\n" + PROSE, "commercial"),
    ("核心商密 ▲ 5年\n" + PROSE, "commercial"),
    ("普通商密\n" + PROSE, "commercial"),
    ("Proprietary and Confidential\n" + PROSE, "commercial"),
    ("本文件为某某公司商业秘密,未经许可不得外传\n" + PROSE, "commercial"),
    ("内部资料 注意保存\n" + PROSE, "internal"),
    ("内部\n" + PROSE, "internal"),
    ("密级:内部", "internal"),
])  # fmt: skip
def test_what_a_house_marks_as_its_own(text, state):
    assert states(text) == [state]


@pytest.mark.parametrize(("text", "why"), [
    ("标注方式如下:\n机密★10年\n" + PROSE, "示例"),
    ("样例:\n机密 10年\n" + PROSE, "示例"),
    ("“机密”二字" + PROSE, "引号"),
    ("写作“(机密)”" + PROSE, "引号"),
    ("商业秘密不得泄露\n" + PROSE, "提及商业秘密"),
    (PROSE + "属于核心商密的技术资料要登记。" + PROSE, "商业秘密等级"),
    ("密级:商业秘密 / 公开", "并列"),
    ("密级:内部 □ 公开 □\n", "并列"),
])  # fmt: skip
def test_what_shows_or_names_a_mark_says_so(text, why):
    findings = scan(text).findings
    assert findings
    assert all(finding.dismissed is not None and why in sentence(finding.dismissed) for finding in findings)
