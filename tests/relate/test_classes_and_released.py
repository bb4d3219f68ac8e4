"""A catalogue that is quoted, a rule for matters of many fields, what an office has released; and the twins that are in earnest."""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

from datetime import date

import pytest

from outscan.config import Config
from outscan.genre.released import released
from outscan.relate.classes import listed
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Where

TODAY = date(2026, 11, 30)
SCANNER = Scanner.build(Config(ocr="off", as_of=TODAY))


def verdict(text: str) -> Action:
    return SCANNER.scan(Blob(Where(("a.txt",)), text.encode())).verdict.action


NAMED = [
    "保密范围问答\n问：省级统一考试呢？答：启用前的试题、答案和评分标准是机密级；命题工作及参与人员情况是秘密级。\n",
    "应知应会\n问：统考试卷启用前算什么？\n答：国家统一考试启用前的试题、答案属于绝密级，省级的属于机密级。\n",
    "Questions and answers on the scope\nQ: What of examination papers? A: Unopened papers of the national examination are top secret, those of a province are secret until they are used.\n",
    "工作人员应知应会\n按照有关规定,以下事项在公布前不得对外提供:\n1. 年度预算草案在人代会审议前;\n2. 统计数据在统一发布前;\n3. 干部任免在公示前;\n4. 招标标底在开标前。\n",
    "Compliance briefing\nPlease remember: unreleased statistics, tender base prices before opening, examination papers before use and unpublished maps are protected by law.\n",
    "What the law lists\nThe catalogue of the education office adds unopened examination papers.\n",
    "保密范围解读\n机密级事项包括:国家教育省级统一考试启用之前的试题;全国性学潮的防范预案;高等学校特殊专业教育的统计资料等。\n",
    "Notes for librarians\nSection 4 says that plans of reservoirs not yet announced are secret, section 9 that sample lists of human genes are controlled.\n",
]
TAUGHT = [
    "谈判课堂实录\n老师:甲组扮演买方,你们的底线是多少?\n甲组:最多120元。\n老师:不要告诉乙组。\n",
    "Negotiation class, transcript\nTeacher: Buyer, what is the most you would pay?\nAnn: We agreed on 120, but we open at 90.\nBen: We cannot go under 105.\n",
    "第六章 重力勘探\n6.1 布格重力异常\n布格重力异常由观测值经高度改正、中间层改正和地形改正后得到。\n6.2 例题\n设某练习测点高程为120 m,求中间层改正值。\n",
]
RELEASED = [
    "Provincial economy grows\nPublished 20 October 2025 on the website of the Provincial Bureau of Statistics\nAccording to preliminary accounting, gross domestic product in the first three quarters reached 3.61 trillion yuan, up 4.9 per cent.\n",
    "Press notice\nNational Bureau, 15 October 2026\nConsumer prices rose 0.4 per cent in September from a month earlier.\n",
    "前三季度全市经济运行情况\n市统计局 2026年10月24日发布\n前三季度,全市实现地区生产总值2,318.6亿元,同比增长5.4%,为初步核算数。\n",
]
HOUSE = [
    "第七章 信息与保密\n7.1 本公司信息分为公开、内部、秘密、机密四类。本手册可向应聘者提供。\n7.2 打印时自动加水印。\n7.3 外籍员工与其他员工享有同等权限。\n7.4 禁止在微信群讨论报价、薪酬;禁止将手机密码告知他人;离开座位应锁屏。\n",
    "Welcome to the Hangzhou office\nWorking hours are flexible. Lunch is in the canteen.\nConfidentiality. Treat customer lists, prices and designs as confidential.\nKeep the receipts. HR keeps your emergency contact.\n",
    "第4章 静态测量操作\n长按电源键三秒,指示灯变绿后松开。\n地方坐标系的七参数由用户自行输入,本机出厂不预置任何参数。\n",
    "Controller PX-40: Section 4\nThe unit answers on TCP port 502 (Modbus). The factory password is printed inside; change it on first start. Export to CSV with the button.\n",
    "第十二回 雪夜电报\n“要塞的炮位、山洞的油库,全在里面。坐标精确到丈。”\n(未完待续)\n",
    "Chapter 9. Floods\nTeton: peak about 65,000 cubic metres per second; the dam broke and the inundation reached the town in less than an hour.\nProblem 9.3. Draw the line for a village.\n",
]
EARNEST = [
    "命题组拟定的2027年高考数学试题是绝密级，答案是绝密级。1. 已知函数f(x)=x2，求f(2)。\n",
    "本卷为机密级。2027年高考数学试题及答案现发给你，尚未启用，不要外传。\n1. 已知函数f(x)=x2，求f(2)。答案：4。\n",
    "问：题目好了吗？答：好了，这套省级统考试题是机密级，启用前先发给您看，答案附后：1.A 2.C 3.B 4.D 5.A。\n",
    "Press release – EMBARGOED until 21 December 2026, 09:30\nNational Bureau of Statistics\nGross domestic product rose by 1.2 per cent in the third quarter, preliminary figures show.\n",
    "欢迎加入。工作时间九点到五点，食堂在二楼，门禁卡找前台，离席锁屏。\n另附：我方对丙公司的报价底价为每吨2.31万元，让到2.2万就签，这个数只告诉你，请勿外传。\n",
    "Welcome to the team. Lunch is in the canteen, badges are at the desk, parking is behind the house.\nAs promised, attached are our floor price for the Osaka tender, 4.2 million, and the customer list with last year's discounts. Do not forward.\n",
    "“你别声张，”他低声说。现将命题组定稿的2027年高考数学试题发给你，尚未启用。\n1. 已知函数f(x)=x2，求f(2)。2. 解方程x2-5x+6=0。\n",
    "She whispered it on the phone, I write it down: the reservoir at Beijiang will be lowered to 92 m in May, not yet announced; attached is the order with gate number 3. Please do not forward.\n",
    "第三章 库容\n例题略。以下为实测数据，尚未公布：北江水库设计洪水位98.3米，防洪库容1.2亿立方米，分洪口底高88.5米，请勿外传。\n",
    "未完待续\n说正事：我台站的导航雷达频率为9410兆赫，换防时间定在下周三夜里，部队两个营，只告诉你，请勿外传。\n",
    "读《水文年鉴》笔记\n书上没有的我补在这里：我站今年未刊印的实测流量，6月3日1230立方米每秒，6月4日1450立方米每秒，6月5日1610立方米每秒，供贵方使用，请勿外传。\n",
    "2026年公开招聘工作人员公告（内部稿）\n附命题组拟定的笔试试题与答案，尚未启用，请勿外传：一、单选题 1. 公文的密级标在哪里？答案：A。\n",
    "Hypothetical 1 is no hypothetical: this is our real bottom line for next week, 2.18 million euros, and we would give up the licence in Poland. Keep it between us.\n",
    "This policy applies to all staff; phishing drills are monthly and the help desk knows more. Herewith the source code of the encryption module and the private key of the gateway, as you asked; not yet released.\n",
    "省水利厅 2026年11月20日发布会材料（发布前勿外传）\n前三季度全省水库蓄水量71.3亿立方米，其中北江水库防洪调度方案尚未公布。\n",
    "目录规定控制点坐标成果属于秘密级。现将我局控制点坐标成果附上,供贵公司设计使用:\nK1 X=3412345.678 Y=512345.123\nK2 X=3412445.112 Y=512445.991\nK3 X=3412545.310 Y=512545.420\n",
    "第六章 汛期调度\n本章所列调度方案尚未公布,请勿外传:北江水库汛限水位由95米降到92米,预留库容1.2亿立方米,非常时开启三号分洪口。\n",
    "谈判课堂资料\n请勿外传:这是我方与对方下周谈判的真实底线,最高不超过2180万欧元,交货期可让到九个月。\n",
    "Abstract and data\nWe attach the sequencing data of 412 patients from the eastern provinces with names and diagnosis, as you asked; they have not been released.\n",
    "Our catalogue of offers is attached. Never show it to the other side: our reserve price is 4.2 million and we would go down to 3.9.\n",
    "摘要已在官网公布。下列明细尚未公布,请勿外传,供贵方研究:\n全省储备粮油库点:东仓12万吨,西仓9万吨,南仓7万吨,北仓15万吨。\n",
    "老师:这份是我从命题组拿到的,还没启用,你只看不要传。\n2027年高考数学试题(启用前)第1题:已知函数f(x)=x2,求其导数。\n",
    "Teacher: please keep this to yourself. The examination paper for the June session, not yet used, is below.\nQuestion 1. Explain the causes of the crisis.\n",
    "Section 4 says such plans are secret; ours is attached all the same. The reservoir will be lowered to 92 m in May, not yet announced, and the flood gate number 3 will be opened.\n",
    "市水利局2026年10月30日公布的是概况,本件为未公布的明细,请贵公司保密:北江水库防洪库容1.2亿立方米,汛限水位92米,分洪口底高88.5米。\n",
    "省统计局 已发布\n内部参考:下季度数据口径将调整,未公布的四季度地区生产总值预计为3.61万亿元,请勿外传。\n",
    "Press notice (confidential draft, to be released on 18 December 2026)\nNational Bureau of Statistics\nConsumer prices rose 0.9 per cent in November from a month earlier.\n",
    "外宾来访日程已在学校主页公布。以下为内部安排,请勿外传:外方代表团谈判底线摸底由韩处负责,我方让步上限为技术费的百分之三十。\n",
    "保密规定学习之余说一句:统计数字、标底、试题都在我这里,标底是2463.89万元,明天开标,你报2460万就行。\n",
    "Book of abstracts, editors' copy\nDo not share: section 3 holds our unpublished extraction flowsheet, 42 stages, saponification 36 per cent, solvent P507 at 1.5 mol per litre, written for the plant in Osaka.\n",
]


@pytest.mark.parametrize("text", NAMED + TAUGHT + RELEASED + HOUSE)
def test_a_class_a_lesson_and_a_release_are_no_matter(text):
    assert verdict(text) is Action.RELEASE


@pytest.mark.parametrize("text", EARNEST)
def test_what_is_handed_over_kept_back_or_under_embargo_stays(text):
    assert verdict(text) > Action.RELEASE


@pytest.mark.parametrize(("opening", "so"), [
    ("市统计局 2026年10月24日发布", True),
    ("市统计局 2026年12月24日发布", False),
    ("市统计局 2026年13月24日发布", False),
    ("市统计局 2026年10月24日发布(送审稿)", False),
    ("某公司 2026年10月24日发布", False),
    ("市统计局 年底发布", False),
    ("News release, Bureau of Statistics, October 4, 2026", True),
    ("News release, Bureau of Statistics, 4th Nov 2026, embargoed", False),
    ("Bureau of Statistics, 4 November 2026", False),
])  # fmt: skip
def test_a_release_names_its_office_and_a_day_that_is_not_to_come(opening, so):
    assert released(opening, TODAY) is so


@pytest.mark.parametrize(("text", "word", "so"), [
    ("目录规定,重力资料属于秘密级。", "重力资料", True),
    ("目录规定,本局重力资料附后。", "重力资料", False),
    ("依照条例,我处标底不得提供,试题、统计数据也是。", "标底", False),
    ("标底、试题和统计数据都不得外传,按照规定处理。", "标底", True),
    ("标底2463万、试题和统计数据都不得外传,按照规定处理。", "标底", False),
    ("标底、试题和统计数据", "标底", False),
])  # fmt: skip
def test_matters_are_a_class_where_a_rule_names_them(text, word, so):
    at = text.index(word)
    assert listed(text, at, at + len(word)) is so


@pytest.mark.parametrize(
    "text",
    [
        "按办法规定，标底为2463.89万元，开标前请勿外传。",
        "按照条例规定，三季度地区生产总值初步核算同比增长4.7%，新闻发布会前勿外传。",
        "根据保密规定列明的范围，界河水文站昨日平均流量1,240立方米每秒，尚未交换。",
        "按第二十五条规定，谈判方案的底线是让到12%，先别告诉对方。",
        "As the rules say, the reserve price for lot 3 is 18.4 million; please keep it between us until the bids are opened.",
    ],
)
def test_a_rule_that_is_cited_does_not_excuse_a_figure_of_ones_own(text):
    assert verdict(text) > Action.REVIEW
