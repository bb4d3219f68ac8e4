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


NORM = "某大学保密工作细则\n第一条 为做好保密工作，制定本细则。\n第二条 办公室负责日常工作。\n第三条 "


@pytest.mark.parametrize(
    "general",
    [
        "未公布的年度计划、经费预决算、拟议中的人事任免材料为内部事项。",
        "全省统一考试命题人员情况、命题工作安排属秘密级，名单不得对外。",
        "谈判方案、我方底线和让步空间由专人保管，未经批准不得提供给外方。",
    ],
)
def test_an_article_of_a_norm_names_matters_in_general(general):
    assert judged(NORM + general).verdict.action is Action.RELEASE


def test_an_article_that_is_only_cited_makes_no_norm():
    text = "按保密法第二十五条报送：我方底线为1960万欧元，先报2300万，请勿外传。"
    assert judged(text).verdict.action >= Action.REVIEW


def test_data_in_an_article_stay_data():
    assert judged(NORM + "我方底线为1960万欧元，先报2300万，不得告知对方。").verdict.action >= Action.REVIEW


GLOSSARY = (
    "English\t中文\nbench mark\t水准点\nbottom line\t底线\ntalks\t会谈\n"
    "confidential\t保密\ntop secret\t绝密\nhighly secret\t机密\n"
)


def test_a_list_of_words_names_matters_and_marks():
    assert judged(GLOSSARY.replace("\t", ","), "a.csv").verdict.action is Action.RELEASE


def test_a_mark_in_a_table_of_data_stands():
    text = "密级,绝密\n点名,X\n龙山,3412345.678\n"
    assert judged(text, "a.csv").verdict.action >= Action.ESCALATE


@pytest.mark.parametrize(
    "text",
    [
        "逐日流量资料及测站坐标不在可提供之列，我中心无法提供，请使用公开出版的年鉴。",
        "We cannot provide the daily discharge or the coordinates of the gauges to foreign partners.",
        "I regret that we are not able to send the coordinates of the control points abroad.",
    ],
)
def test_a_refusal_hands_nothing_over(text):
    assert judged(text).verdict.action is Action.RELEASE


def test_the_name_of_an_empty_form_is_no_matter():
    rows = "日,1月,2月\n" + "".join(f"{day},,\n" for day in range(1, 32))
    assert judged(rows, "逐日流量整编表(空表).csv").verdict.action is Action.RELEASE


def test_a_role_play_is_never_withheld():
    text = (
        "English, unit 4: role play negotiation\nStudents work in pairs. Both towns are invented.\n"
        "Card A. You open with 60. Your bottom line in the talks is 35. Do not show this card.\nHomework: a letter."
    )
    assert judged(text).verdict.action < Action.WITHHOLD


@pytest.mark.parametrize(
    "text",
    [
        "会谈中对方若坚持，先提一半，我方可以让到四成，底线是三成五。",
        "领导定的：对方报价三十万，先还二十万，二十六万就能签，最高不超过二十七万。",
        "For the head of delegation. We open with 120; if they insist, we may go to 160 and not one more.",
        "城镇调查失业率5.9%，居民人均可支配收入29000元，待发布。",
        "GDP of the province grew by 4.7 per cent; it comes out on the 18th, please do not quote it.",
        "委托方要求某型航行体航速38节、噪声低于120分贝，工作深度300米，湖试两轮。",
        "The seeker prototype for the navy must reach a range of 45 nautical miles at 30 knots.",
        "The secret recipe: seven components, 4 grams each, fried and then steeped for six days.",
    ],
)
def test_a_matter_the_law_leaves_no_doubt_of_speaks_alone(text):
    assert judged(text).verdict.action >= Action.ESCALATE


@pytest.mark.parametrize(
    "text",
    [
        "据新华社报道，全年城镇调查失业率5.2%，居民人均可支配收入4万元，国家统计局已公布。",
        "例题：某公司谈判，先报100万，最多让到80万，底线是多少？",
    ],
)
def test_what_is_published_or_taught_does_not(text):
    assert judged(text).verdict.action is Action.RELEASE


def test_a_day_to_come_counts_as_one_and_a_past_day_does_not():
    text = "全市高三统一质量检测英语卷，考试时间：{}。参考答案及评分附后。本卷考前不得拆封。"
    assert judged(text.format("2199年12月15日")).verdict.action is Action.WITHHOLD


@pytest.mark.parametrize(
    "text",
    [
        "这段是从那份机密件上抄来的，发外方之前记得改写。",
        "材料是带密的，封面我撕掉了，给对方看完就删。",
        "I took pictures of the red-headed paper and translated the titles for the partner.",
    ],
)
def test_what_is_taken_from_a_classified_carrier_asks(text):
    assert judged(text).verdict.action >= Action.REVIEW
