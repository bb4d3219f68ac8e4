"""What a file declares itself to be excuses what it only names; what is live under such a title speaks as anywhere."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from outscan.config import Config
from outscan.genre.declared import declared, head_of
from outscan.genre.earnest import asked, in_jest, live
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Where

SCANNER = Scanner.build(Config(ocr="off", as_of=date(2026, 11, 30)))


def verdict(name: str, text: str) -> Action:
    return SCANNER.scan(Blob(Where((name,)), text.encode())).verdict.action


def mail(subject: str, body: str) -> str:
    return f"From: a@unit.example\nTo: b@unit.example\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{body}\n"


INNOCENT = [
    (
        "FAQ.txt",
        (
            "Ethics committee: frequently asked questions\n"
            "Can I send blood samples and sequence data of patients abroad? Only after approval."
        ),
    ),
    (
        "Podcast.md",
        "# Podcast 41: Maps that lie\nA retired surveyor tells why control points were classified and coordinates shifted.",
    ),
    (
        "wedding.eml",
        mail(
            "CONFIDENTIAL: seating plan",
            "Girls,\nnobody sits near the champagne. The cake has three floors. Dance practice at six, bridesmaids first.",
        ),
    ),
    (
        "Week_4.txt",
        (
            "Week 4: Negotiation simulation\nTeam A plays the imaginary Republic of Dorland.\n"
            "Card: your bottom line is 30 sailings a week; keep this card secret from Team B until the debriefing."
        ),
    ),
    (
        "相声稿.txt",
        "相声《嘴不严》\n甲：上次单位那个标底，两千三百万，我跟谁都没说！乙：您这就说了！\n（观众笑）",
    ),
    (
        "采购公告.txt",
        "学生桌椅采购招标公告\n招标文件在官网免费下载。投标文件须密封，开标前不得启封；标底不设。评标过程保密，结果公示三日。",
    ),
    (
        "notes.txt",
        (
            "Rules for candidates, language test\nQuestion papers are confidential until the packet is opened "
            "in front of two candidates."
        ),
    ),
    (
        "讲义.txt",
        "第五讲 坐标转换\n算例（参数是随手写的整数）设平移为100、50、20米，旋转均为1角秒，尺度为1 ppm，用布尔莎模型。",
    ),
    (
        "测试题.txt",
        "科研诚信培训测试题\n1. 人类遗传资源的原始数据能否直接发给国外合作者？ A. 能 B. 经审查后 C. 随便",
    ),
    ("help.csv", "helpdesk,opened,status,note\n4418,2025-09-09,closed,Classified as spam: letters from partner university\n"),
    (
        "术语.md",
        (
            "# 术语表\n| 中文 | 英文 | 说明 |\n|---|---|---|\n| 机密★10年 | SECRET ★ 10 years | 国家秘密 |\n|"
            " 核心商密 | core trade secret | 央企 |"
        ),
    ),
    (
        "mail.eml",
        mail("TOP SECRET: Operation Dumpling", "Dear all,\nthe farewell for Gao is a surprise. Cake in room 204, lights off."),
    ),
    ("短剧.txt", "短剧《打印机旁》\n乙：别动。（念）“秘密★5年，关于红烧鱼的做法”？众人笑。"),
    (
        "2023年真题讲评.txt",
        (
            "2023年英语写作真题讲评\n以下试卷为2023年5月考试所用，考后由考试院在网站公布。\n绝密★启用前\n2023年英语考试 写作\n"
            "解析：审题时抓住三个要点。参考范文略。请课后仿写，下周三交。"
        ),
    ),
]
LIVE = [
    (
        "习题.txt",
        "习题\n以下为实测数据，不是虚构的：某水库校核洪水位1880.6米，总库容3.42亿立方米，泄洪闸启闭参数见附表，请勿外传。",
    ),
    ("科普文章.txt", "科普文章\n未来三个月可能发生6级左右地震，该会商意见尚未发布，请外方专家阅后不要转发。"),
    ("培训资料.txt", "谈判要点\n我方底线：关税配额不低于12万吨，会前请勿外传，不得向外方透露。"),
    ("讲义.txt", "讲义\n2027年高考数学 命题组审题稿\n绝密★启用前\n一、选择题 1. 设集合A={1,2}\n尚未启用，请勿外传。"),
    ("模拟试卷.txt", "模拟试卷（其实是今年的真卷，别外传）\n绝密★启用前\n2027年普通高等学校招生全国统一考试 英语\n第一部分 听力"),
    (
        "招标公告.txt",
        "招标公告项目的评标情况（定标前请勿外传）\n标底为2463.89万元，三家投标报价分别为2390万元、2411万元、2502万元。",
    ),
    ("食堂采购.txt", "食堂采购\n标底为86.4万元，开标前不得外传，请只告诉李总。"),
    ("运动会.txt", "运动会筹备会议附件\n机密★10年\n某试验场警卫部署方案，哨位共12处。"),
    (
        "mail.eml",
        mail(
            "SECRET birthday surprise",
            "Cake, balloons and candles. Attached are the unreleased control points you asked for: 30.512345, 114.332211.",
        ),
    ),
    (
        "README.md",
        (
            "# README\nThe original, not yet published hourly discharge"
            " of the boundary river stations for your model, as agreed. "
            "Please do not share.\n| station | date | Q m3/s |\n|---|---|---|\n| H"
            "-2 | 2025-07-01 08:00 | 1230.4 |\n| H-2 | 2025-07-01 20:00 | 1288.9 |"
        ),
    ),
    ("剧本.txt", "剧本\n现将贵方所需的萃取工艺参数附上：P507浓度1.5摩尔每升，皂化度36%，级数48级，请勿外传。"),
    (
        "Film_list.txt",
        "Film list\nOur reserve price for the turbines is 41 million euros. Keep it from the other side before Tuesday's talks.",
    ),
    (
        "游戏规则.txt",
        "游戏规则\n边防某团弹药库坐标：北纬43°13′01.5″，东经87°22′10.1″；驻地坐标：北纬43°12′33.2″，东经87°21′08.7″。",
    ),
    ("公开课.txt", "公开课\n机密★20年\n重力场模型阶次2160，用于武器制导。"),
    (
        "参观须知.txt",
        "游客参观须知\n首长一行5月12日9时20分抵达，车队路线：机场高速—北环—宾馆，警卫分三层部署，未公布前严格保密。",
    ),
    (
        "Course_reader.txt",
        (
            "Course reader\nWe send you herewith the process sheet for the separation of heavy rare earths: "
            "48 stages, P507 1.5 mol/L, saponification 36 per cent. The licence has not been applied for; "
            "call it teaching material on the customs form."
        ),
    ),
    (
        "Newsletter.eml",
        mail(
            "Newsletter digest",
            "As you asked, preliminary GDP of the province is 5.7 per cent; it will be released on 18 April, "
            "please do not quote before.",
        ),
    ),
    ("练习.csv", "点名,X,Y,H\n" + "".join(f"G{n:03},342{n}567.234,51{n}345.678,12{n}.456\n" for n in range(9))),
    (
        "Exercise.csv",
        "station,lat,lon,gravity_mgal\n" + "".join(f"P{n:02},30.5{n}2345,114.3{n}2211,97935{n}.231\n" for n in range(9)),
    ),
    (
        "术语表.csv",
        (
            "中文,英文,说明\n底价,floor price,我方对贵方设备的底价为2180万欧元\n标底,reserve price,本次标底为2463.89万元 "
            "开标前保密\n"
        ),
    ),
    (
        "Quiz.txt",
        "Quiz\nTOP SECRET until used\nNational Admission Test 2027, Paper B, not yet used. Do not show it to candidates.",
    ),
    (
        "Lecture.txt",
        (
            "Lecture notes\nDear Mr Howard, as promised, attached is our delegation's negotiating position for "
            "the river talks: our bottom line is 35 per cent of the dry-season flow. It has not been announced; "
            "please do not forward."
        ),
    ),
]


@pytest.mark.parametrize(("name", "text"), INNOCENT)
def test_what_a_lesson_a_play_a_notice_or_a_party_names_is_no_matter(name, text):
    assert verdict(name, text) is Action.RELEASE


@pytest.mark.parametrize(("name", "text"), LIVE)
def test_a_title_excuses_nothing_that_is_live(name, text):
    assert verdict(name, text) > Action.RELEASE


def test_what_holds_a_file_declares_for_it():
    held = io.BytesIO()
    text = "投标文件须密封，开标前不得启封；评标过程保密，结果公示三日。"
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("一.txt", text)
    said = SCANNER.scan(Blob(Where(("招标文件（公开发布）.zip",)), held.getvalue()))
    assert said.verdict.action is Action.RELEASE
    assert declared(head_of(("招标文件（公开发布）.zip", "一.txt"), "", ""), text)


def test_a_kind_is_declared_by_head_or_opening_and_by_nothing_else():
    assert declared("Week 4", "").kind == "lesson"
    assert declared("letter", "The story is fiction and all names are invented.").kind == "play"
    assert declared("letter", "x" * 600 + " open to the public") is None
    assert declared("招标公告（送审稿）", "") is None, "a draft of a notice is none"
    assert declared("2027年4月考试用", "") is None, "4月考试 is no 月考"
    assert declared("readme", "Courier comes on Monday.") is None, "a covering letter is no program"
    assert declared("一周情况(第四十四周)", "") is None, "a report of a week is no lesson"
    assert declared("实习手册 第2周 实习", "").kind == "lesson"
    assert declared("reply", "Two students will join the team in September.") is None
    assert declared("大坝年报摘录", "") is None
    assert declared("readme", "pip install river").kind == "program"
    assert declared("19:02 老贺：食堂饭卡", "") is None, "the first line of a chat is no title"


def test_a_joke_gives_nothing_that_was_measured():
    assert in_jest("a surprise party with cake and balloons")
    assert not in_jest("a surprise party with cake and balloons at 30.512345")
    assert not in_jest("cake, balloons, surprise; attached is the plan")
    assert not in_jest("the cake is a surprise")


def test_a_question_offers_answers_and_a_live_matter_says_so():
    text = "1. 能否寄往国外？ A. 能 B. 不能\n2. 其他"
    assert asked(text, 3, 8)
    assert not asked(text, text.index("其他"), len(text))
    assert live("请勿外传。底价为3万元", 5, 8)
    assert not live("底价的含义", 0, 2)
