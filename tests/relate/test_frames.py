"""Figures invented for a lesson, old papers, duties for everybody, marks that are spoken of; and what no frame excuses."""

from __future__ import annotations

import pytest

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.state.address import addressed
from outscan.types import Action, Blob, Where

SCANNER = Scanner.build(Config(ocr="off"))


def verdict(text: str, name: str = "材料.txt") -> Action:
    return SCANNER.scan(Blob(Where((name,)), text.encode())).verdict.action


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "作业三.txt",
            "大地测量课堂作业三\n设某两个坐标系相差平移(20,-15,8)米、绕竖轴20角秒、尺度1+3×10⁻⁶（数据为教师编造），试由七参数公式反求并与已知值比较。",
        ),
        (
            "重力勘探讲义.txt",
            "重力勘探讲义第三讲\n例题：某剖面三点的重力值为979500.0、979499.2、979498.8毫伽，数值系虚构，试求布格改正。",
        ),
        (
            "Lecture 4.txt",
            "Lecture 4: gravity for geologists\nAn invented station at 200 m reads 979,900.0 mGal. Compute the free-air anomaly.",
        ),
        ("谈判实务案例集.txt", "谈判实务案例集\n案例七：丁公司（虚构）内部核定底价为每台45万元，业务员说漏了嘴。请分析得失。"),
    ],
)
def test_figures_said_to_be_invented_in_a_lesson_are_no_matter(name, text):
    assert verdict(text, name) is Action.RELEASE


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "作业三.txt",
            (
                "大地测量课堂作业三\n设某坐标系（虚构）。现将本市转换七参数发给贵方：ΔX＝-118.4023米，ΔY＝87.1170米，ΔZ＝45.9081米，εx＝1.20391″，"
                "εy＝-0.88123″，εz＝2.01577″，m＝3.11942ppm，请勿外传。"
            ),
        ),
        (
            "练习.txt",
            (
                "测量练习\n以下参数为虚构数据。ΔX＝-118.4023米，ΔY＝87.1170米，ΔZ＝45.9081米，εx＝1.20391″，εy＝-0.88123″，εz＝2.01577″，"
                "m＝3.11942ppm，为北京54到2000国家大地坐标系的转换参数。"
            ),
        ),
        ("案例集.txt", "案例集\n案例：某公司（虚构）。现将我方底价2463万元发给贵司，开标前勿外传。"),
    ],
)
def test_a_handover_and_figures_as_fine_as_measured_ones_stay_behind_a_lesson(name, text):
    assert verdict(text, name) >= Action.REVIEW


@pytest.mark.parametrize(
    ("head", "action"),
    [
        (
            "Recession analysis in class\nDaily flows of the Aare, taken from the public page of the federal office.",
            Action.RELEASE,
        ),
        ("Recession analysis\nDaily flows of the gauge above the frontier, never printed.", Action.REVIEW),
        ("逐日平均流量（数据来源：已公开出版的水文年鉴）", Action.RELEASE),
        ("逐日平均流量（未公开刊印，现发给贵方）", Action.REVIEW),
    ],
)
def test_a_table_is_excused_by_a_public_source_said_above_it_and_not_beside_a_handover(head, action):
    rows = "\n".join(f"2024-07-{day:02d}\t{300 - 4 * day}.5\t{430 - day / 50:.2f}" for day in range(1, 29))
    found = verdict(f"{head}\n\n日期 Date\t流量 Discharge m3/s\t水位 Level m\n{rows}\n")
    assert found is action if action is Action.RELEASE else found > Action.RELEASE


PAPER = "绝密★启用前\n{title}\n一、选择题。1. 下列词语正确的是 A.甲 B.乙 C.丙 D.丁\n{more}"


@pytest.mark.parametrize(
    ("title", "more"),
    [
        ("2018年普通高中学业水平考试物理真题（已出版）", "【答案】C。【解析】略。"),
        ("2023年初三语文模拟卷（二）", "【答案】A。【解析】见教辅第9页，定价二十元。"),
        ("Campus reading test 2017, mock paper (used)", "The test was used in May 2017."),
    ],
)
def test_the_line_on_an_old_paper_that_is_printed_or_explained_is_no_mark(title, more):
    assert verdict(PAPER.format(title=title, more=more)) is Action.RELEASE


@pytest.mark.parametrize(
    ("title", "more"),
    [
        ("2018年普通高中学业水平考试物理真题（已出版）", "其实是今年的卷子。【答案】C。【解析】略。请勿外传。"),
        ("初三语文模拟卷（二）", "命题组已定稿，下月付印。【答案】A。【解析】略。"),
        ("模拟卷 备用卷", "【答案】A。【解析】略。机房请清场。"),
        ("2099年普通高等学校招生全国统一考试 真题汇编", "【答案】A。【解析】略。"),
    ],
)
def test_a_live_paper_behind_the_title_of_an_old_one_stays(title, more):
    assert verdict(PAPER.format(title=title, more=more)) >= Action.REVIEW


@pytest.mark.parametrize(
    "text",
    [
        'On old folders the words "机密★5年" are printed in the corner only to show where a level stood.',
        "The phrase “绝密★启用前” means that nobody may open the envelope before the day.",
        "Students asked for the meaning of 秘密★长期, which stands for secret, without end.",
    ],
)
def test_a_mark_inside_an_english_sentence_about_it_is_a_mention(text):
    assert verdict(text) is Action.RELEASE


@pytest.mark.parametrize(
    "text",
    [
        "机密★10年\nThe calibration table of the northern net follows.",
        "Please find the plan. 机密★10年 It goes to your plant.",
        "SECRET ★ 10 years\nCalibration table of the northern net.",
    ],
)
def test_a_mark_on_an_english_paper_stays(text):
    assert verdict(text) >= Action.ESCALATE


@pytest.mark.parametrize(
    "text",
    [
        "供应商须知：供应商应保守采购过程中知悉的秘密，评审结束前不得打听评委名单和控制价，违者列入黑名单。",
        "阅卷场守则：阅卷人员不得携带手机。评分标准、样卷启用前任何人不得抄录。离场时不得带出。",
        "网络安全讲座：企业发现漏洞应当及时修补，不得擅自对外发布未修补漏洞的细节和弱口令。",
        "档案盒封面须写明“开启前不得外传”，并加盖公章；名单另册登记。",
    ],
)
def test_a_duty_for_everybody_keeps_no_matter_back(text):
    assert verdict(text) is Action.RELEASE


@pytest.mark.parametrize(
    "text",
    [
        "本次采购的控制价为1860万元，评委名单见附件，任何人不得外传。",
        "附上评分标准和样卷，考试前不得外传。",
        "以下三处漏洞尚未修补，口令如下，不得擅自对外发布。",
    ],
)
def test_a_prohibition_that_points_at_its_matter_keeps_it_back(text):
    assert verdict(text) >= Action.REVIEW


@pytest.mark.parametrize(
    ("plain", "stated"),
    [
        (
            "全省储备粮186万吨，分放十一个库点，明年三月起轮换小麦41万吨。",
            "贵方项目组：\n全省储备粮186万吨，分放十一个库点，明年三月起轮换小麦41万吨。",
        ),
        (
            "靶场昨天飞行试验，八点到九点高空风每秒十二米，能见度九公里，站上做了气象保障。",
            "靶场昨天飞行试验，八点到九点高空风每秒十二米，能见度九公里，站上做了气象保障。这些请勿外传。",
        ),
    ],
)
def test_a_matter_in_everyday_words_with_its_state_has_its_advice_and_without_is_a_question(plain, stated):
    assert verdict(plain) >= Action.REVIEW
    assert verdict(stated) >= Action.ESCALATE


@pytest.mark.parametrize(
    ("name", "text", "abroad"),
    [
        ("m.eml", "From: a@institute.example.cn\nTo: b@river.example.org\nSubject: x\n\nHello", True),
        ("m.eml", "From: a@institute.example.cn\nTo: b@bureau.example.cn\nSubject: x\n\nHello", False),
        ("a.txt", "Dear Dr Olsen,\nthe calendar is below.", True),
        ("a.txt", "合作方项目办：\n本月简况如下。", True),
        ("a.txt", "供世界银行代表座谈使用。", True),
        ("a.txt", "各县水利局：\n汛期值班安排如下。", False),
        ("a.txt", "The report says that the partner left. " * 20 + "\nDear Dr Olsen,", False),
    ],
)
def test_the_head_of_a_document_tells_whether_it_is_addressed_abroad(name, text, abroad):
    taken = SCANNER.take(Blob(Where((name,)), text.encode()))
    assert bool(addressed(SCANNER.settled(taken))) is abroad
