"""What may not be provided is withheld only where it is the document's own, not where a class of it is spoken of."""

from __future__ import annotations

import pytest

from outscan.config import Config
from outscan.relate.layout import lay_out
from outscan.relate.passage import Passages
from outscan.scanner import Scanner
from outscan.state import grammar
from outscan.types import Action, Blob, Where

SCANNER = Scanner.build(Config(ocr="off"))
STATE = grammar(SCANNER.pack.state)

SPOKEN_OF = [
    (
        "告知书.txt",
        "致家长的一封信\n全省初中学业水平考试将于六月十二日举行。试题在启用前属于国家秘密，任何声称提前有卷的都是诈骗，请勿上当。",
    ),
    (
        "以案释法.txt",
        "以案释法：考试作弊案例三则\n某人在高考开考前获取试题出售被判刑。高考试题在启用前属于国家秘密，切勿以身试法。",
    ),
    (
        "学习提纲.txt",
        "学习提纲：保密法要点\n有关规定列举的事项包括启用前的全国统一考试试题、命题人员情况、学潮的防范预案等，学习时应结合岗位理解。",
    ),
    (
        "问答.txt",
        "统计开放日现场问答\n市民：国内生产总值在公布之前为什么不能说？\n工作人员：公布前的数据可能调整，提前泄露影响公平，法律明确禁止。",
    ),
    (
        "letter.txt",
        (
            "Letter to parents\n"
            "The questions of the national entrance examination are a state secret before use; whoever sells them is punishable."
        ),
    ),
]
OWN = [
    ("函.txt", "现将今年高考数学备用卷的试题和答案发给贵校，启用前请勿外传。"),
    ("附件.txt", "随函附上下月全省学业水平考试的试题和评分标准，尚未启用，本件属于国家秘密。"),
    ("note.txt", "The questions of next month's national entrance examination are attached; do not show them before the test."),
]


def verdict(name: str, text: str) -> Action:
    return SCANNER.scan(Blob(Where((name,)), text.encode())).verdict.action


@pytest.mark.parametrize(("name", "text"), SPOKEN_OF)
def test_a_class_of_matters_that_is_spoken_of_is_not_withheld(name, text):
    assert verdict(name, text) <= Action.REVIEW


@pytest.mark.parametrize(("name", "text"), OWN)
def test_what_is_handed_over_before_use_is_never_less_than_an_approval(name, text):
    assert verdict(name, text) >= Action.ESCALATE


@pytest.mark.parametrize(
    "text",
    [
        "涉外礼仪公开课\n谈判案例：两家虚构的公司买卖橙子，甲公司的底线是八元，不要先亮底牌。",
        "案例讨论\n虚构的乙公司报价前内部核定底价为45万元。请判断业务员哪里说漏了嘴。",
    ],
)
def test_a_case_that_is_said_to_be_made_up_is_no_matter(text):
    assert verdict("材料.txt", text) is Action.RELEASE


@pytest.mark.parametrize(
    "text",
    [
        "访问学者甲某八月起不再与教育组联系，其论文指导教师已回国。",
        "为此利用周边国家B级点求定转换关系，采用附合路线，提取了三处点位。",
        "七省十四所高校先后发生学生聚集，三所学校需要重点关注，已制定分级防范预案。",
        "会议指出，基本情况如下，作业人员十六名于九月收测。",
        "请按惯例办理，〔2026〕31号件另送。",
    ],
)
def test_ordinary_words_of_reports_excuse_nothing(text):
    """学者, 利用, 先后, 关注, 作业 stand in every report: they quote nothing, tell no history, teach and advertise nothing."""
    assert not {"quoted", "past", "advert", "taught", "legislated"} & {name for name, _, _ in STATE.signs(text)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("有学者认为该方法可行。", "quoted"),
        ("文献指出，重力异常与构造有关。", "quoted"),
        ("本文采用最小二乘法。", "quoted"),
        ("欢迎关注本馆公众号。", "advert"),
        ("课后作业：计算改正数。", "taught"),
        ("各单位应制定应急预案。", "legislated"),
    ],
)
def test_what_quotes_teaches_or_advertises_says_so(text, said):
    assert said in {name for name, _, _ in STATE.signs(text)}


def test_the_lines_of_a_later_slide_are_no_title():
    from io import BytesIO

    from pptx import Presentation

    deck = Presentation()
    for title, body in (
        ("仓储交流", "低温储粮"),
        ("省级储备粮底数", "库存稻谷二百三十万吨，代储库点七个，未公布"),
        ("意向", "培训"),
    ):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text, slide.placeholders[1].text = title, body
    out = BytesIO()
    deck.save(out)
    report = SCANNER.scan(Blob(Where(("a.pptx",)), out.getvalue()))
    assert not any(one.dismissed and one.dismissed.key == "item.excluded_title" for one in report.findings)


@pytest.mark.parametrize(
    "text",
    [
        "站上这几年每天的流量水位，没上年鉴。",
        "这些探测数据不在公开目录里。",
        "该断面资料未在官网发布。",
        "测深成果还没出版。",
        "The daily flow of the border river is not in the annual report.",
    ],
)
def test_publicity_that_is_denied_is_none(text):
    layout = lay_out(SCANNER.settled(SCANNER.take(Blob(Where(("a.txt",)), text.encode()))))
    passages = Passages(layout, STATE)
    assert not any(name == "published" for segment in layout.sheets for name, _, _ in passages._said(segment, 0))


def test_a_word_of_the_matter_is_no_sign_against_it():
    assert verdict("a.txt", "以下内容摘自机密文件第三部分，去掉了文头。") >= Action.REVIEW
    assert verdict("a.txt", "以下内容摘自公开出版的年鉴，附有目录。") is Action.RELEASE


@pytest.mark.parametrize(
    "text", ["牛车水是新加坡历史上重要的华人聚集地，节日有游行。", "德国的主要河流有五条。", "外方需要的住宿已订好。"]
)
def test_asking_is_a_word_of_its_own(text):
    """重要, 主要, 需要 hold 要, and nobody asks for anything."""
    assert "handed" not in {name for name, _, _ in STATE.signs(text)}


@pytest.mark.parametrize(
    "text", ["外方要逐日流量。", "对方还要坐标成果。", "美方索要测站资料。", "合作方想要底图。", "贵方要求提供原始数据。"]
)
def test_who_asks_is_heard(text):
    assert "handed" in {name for name, _, _ in STATE.signs(text)}


@pytest.mark.parametrize(
    ("text", "lays"),
    [
        ("Annual runoff at the border section of the river.", False),
        ("Minutes of the party committee.", False),
        ("They act at night.", False),
        ("The parties shall keep it.", True),
        ("Under the act, data are kept.", True),
    ],
)
def test_section_party_and_act_are_no_law_by_themselves(text, lays):
    assert ("legislated" in {name for name, _, _ in STATE.signs(text)}) is lays
