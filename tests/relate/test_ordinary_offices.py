"""Minutes, problems, public editions, rules repeated and drills of words, as ordinary offices and classes write them; and their twins."""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

from datetime import date

import pytest

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Where

SCANNER = Scanner.build(Config(ocr="off", as_of=date(2026, 11, 30)))


def verdict(text):
    return SCANNER.scan(Blob(Where(("a.txt",)), text.encode())).verdict.action


INNOCENT = {
    "problem_en": "Chapter 6 Gravity in practice\n6.3 Exercise\nA station lies at 420 m. The observed value is 979 812.4 mGal and the normal value 979 900.1 mGal. Compute the free-air anomaly.\n6.4 Answer\nFree air: 41.9 mGal.\n",
    "problem_page": "Chapter 2 Gravity\nFor the second year. 2.5 Problems A point at 95 m has an absolute gravity value of 978 951.3 mGal. Calculate the free-air anomaly at this gravity station. 2.6 Answers follow.\n",
    "problem_ore": "矿产地质学 作业二\n题1：某铀矿床矿石量为50万吨，平均品位0.12%，求金属量。\n",
    "edition_ore": "全国矿产资源报告（公开版）摘要\n截至2022年底，煤炭储量二千零七十亿吨，铁矿储量一百六十二亿吨。铀矿只作定性介绍。\n铀矿勘查钻探工作量同比增长百分之六点八。\n本报告已在部门户网站公开，引用请注明。\n",
    "edition_en": "Mineral yearbook 2019 (public edition), excerpt\nUranium ore: exploration drilled 120 000 m; grade 0.05 %; reserves are given in the public tables.\nPublished by the ministry; cite the source.\n",
    "visit_net": "外事办周例会纪要（第十二周）\n一、新学期留学生注册完成。\n二、下周三接待芬兰代表团，行程已在校园网公布，车辆由后勤安排。\n三、打印机耗材请周四前报。\n",
    "visit_page": "处务会记录\n1. 下月上旬接待挪威代表团来访，行程见学校主页新闻，午餐在二食堂。\n2. 护照收取登记。\n",
    "rule_en": "Reading text: how examinations are kept safe\n(Translated from published rules.) National examination papers and reference answers are top secret before use. They are kept in a room with two locks.\nDiscuss: is the rule too strict?\n",
    "rule_zh": "阅读材料：高考试卷怎么运\n（译自公开规定）试卷在启用前属绝密，由两人押运，存放在有监控的保密室。\n讨论：你们国家怎么做？\n",
    "draft": "Coastal engineering, project rubric\nThe marking criteria are open to all students. Model answers of last year are on the platform. Please do not share your draft with other groups before the deadline.\n",
    "teacher": "参观感想\n上周五，老师带我们看码头。岸桥把箱子一个个抓起来，放到无人驾驶的平板车上。\n",
    "cook": "周末安排\n厨师周六坐火车回来，货场边的食堂照常开。\n",
    "duty": "学术诚信培训\n人类遗传资源、重要数据出境须先问学院。\n本页仅为概念介绍。\n",
    "drill_zh": "翻译练习：把下列短语译成英语\n1. 机密★10年 2. 内部资料 3. 绝密 4. 请勿外传\n",
    "drill_en": "Translation drill\nPut into English: (1) 秘密★5年 (2) 内部资料 注意保存 (3) 机密★20年\n",
}  # fmt: skip
EARNEST = {
    "problem_real": "6.3 Exercise\nThe real values of our national gravity point G12 are attached: 979 812.4 mGal, please do not forward. Compute the anomaly.\n",
    "problem_fine": "第三章 重力异常\n一等重力点雁栖的绝对重力值为979362.145毫伽，联测精度优于10微伽。\n",
    "problem_given": "Dear Mr Weber, as promised: problem 1 of our list. The absolute gravity value at the base station is 978 951.3 mGal. Please find out how it fits.\n",
    "edition_draft": "矿产资源报告（公开版送审稿）\n铀矿储量十二万吨，品位0.12%，公布前不得外传。\n",
    "edition_once": "矿产资源报告（公开版）\n铀矿勘查报告：我队钻孔三十个，平均品位0.12%，储量五千吨。\n",
    "edition_sent": "矿产资源报告（公开版）\n本报告已在网站公开。现将未列入的铀矿勘查数据发给贵方：品位0.12%，储量五千吨。\n",
    "visit_kept": "例会纪要\n三、下周三接待总统代表团来访，接待消息已在校网公布；车队行程尚未公布，请勿外传。\n",
    "visit_plan": "接待方案\n下周三总统来访，车队路线、下榻房间与警卫安排如下，尚未公开。\n",
    "rule_now": "（译自公开规定）试卷在启用前属绝密。今年高考试卷副题已锁在保密室，答案抄给你。\n",
    "rule_sent": "(Translated from published rules.) Attached are the reserve paper and reference answers of the national examination, not yet used.\n",
    "division": "明晚某师坦克装上平板车，从货场专用线发车，数量四十辆。\n",
    "drill_marked": "机密★10年\n翻译练习：把下列短语译成英语\n1. 天气 2. 食堂\n",
    "sent_abroad": "我中心人类遗传资源样本出境须先问，但这批先发给外方，请勿声张。\n",
}  # fmt: skip


@pytest.mark.parametrize("name", INNOCENT)
def test_what_ordinary_offices_and_classes_write_is_no_matter(name):
    assert verdict(INNOCENT[name]) is Action.RELEASE


@pytest.mark.parametrize("name", EARNEST)
def test_the_same_in_earnest_is(name):
    assert verdict(EARNEST[name]) > Action.RELEASE
