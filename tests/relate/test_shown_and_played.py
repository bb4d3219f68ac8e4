"""What is learned by heart, shown in a case, played as a card or printed in a guide is no matter; the same in earnest is."""

from __future__ import annotations

from datetime import date

import pytest

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Where

SCANNER = Scanner.build(Config(ocr="off", as_of=date(2026, 11, 30)))


def verdict(name: str, text: str) -> Action:
    return SCANNER.scan(Blob(Where((name,)), text.encode())).verdict.action


SHOWN = [
    "校史馆小记。“内部资料 注意保存”的旧封套是捐来的，里面是学校运动会奖状。",
    "门口摆着“内部资料 妥善保管”字样的纸箱，早年学校搬家留下，已作废，现在装乒乓球。",
    "“内部文件 阅后收回”的木印停用多年，学校收进展柜。",
    "那只“内部通报 不得外传”的信封是空信封，学校话剧社的道具。",
    "孩子上学校，天天背“断面、流量、含沙量”，每天背两遍，我也会了。",
    'The drawer holds "internal document, do not circulate" stamps, old and retired, from the school.',
]
BORNE = [
    "现将“内部资料 注意保存”的学校党委会材料附上，请勿外传，供贵方参考。",
    "学校这份内部资料注意保存，不得外传，涉及招生调整。",
    "教育厅内部通报，请勿外传：关于三所高校违规招生的处理。",
    "学校党委会纪要，属内部文件，不得复印，阅后收回。",
    "断面流量每天实测，资料未刊印：水文站流量1230立方米每秒，请勿外传。",
]


@pytest.mark.parametrize("text", SHOWN)
def test_what_an_old_label_or_a_lesson_of_words_says_is_no_matter(text):
    assert verdict("小记.txt", text) is Action.RELEASE


@pytest.mark.parametrize("text", BORNE)
def test_the_same_words_in_use_are(text):
    assert verdict("小记.txt", text) > Action.RELEASE


CARDS = [
    (
        "Model United Nations: card of Morvania\nYou speak for a small island country that does not exist. Your private limit is "
        "forty boats; walk out at sixty cubic metres per second. Do not show this card to the other table."
    ),
    (
        "Role play: the dam\nAll rivers belong to an invented country. Team A opens with ten cubic metres per second, accepts "
        "sixteen, and keeps its bottom line to itself. Never show the sheet to Team B."
    ),
    (
        "Reading notes on the Data Security Law\nNothing in these notes describes a real case. A firm asked by a foreign agency "
        "to fill in an end-use questionnaire for graphite should ask the ministry."
    ),
    "公开讲座速记\n主讲人说，自动站分钟级上传，公众在应用里就能看到。有人问军用机场气象，他说不知道也不该问。",
    "模拟联合国角色卡\n本案例国名均为虚构。你方底线是每年三十船，先提二十船。此卡不得给对方看。",
]
EARNEST = [
    (
        "Brief of our delegation\nOur private limit in the talks is forty boats; we walk out at sixty. Do not show this to the "
        "other side before Tuesday."
    ),
    "谈判代表团材料\n我方底线是每年三十船，先提二十船。会前不得向外方透露。",
    "公开讲座讲稿附件\n探空站秒级原始资料未公开，请勿转给境外，现将数据附上。",
    "模拟联合国\n我方底线是关税配额不低于12万吨，会前请勿外传，不是演练。",
    (
        "Reading notes\nAs you asked, attached are the not yet released hourly discharge values of the border gauging station: "
        "1230.4, 1288.9, 1301.2 m3/s. Please do not forward."
    ),
]


@pytest.mark.parametrize("text", CARDS)
def test_a_card_and_a_lecture_are_part_of_a_play_or_a_lesson(text):
    assert verdict("a.txt", text) is Action.RELEASE


@pytest.mark.parametrize("text", EARNEST)
def test_a_title_alone_does_not_make_a_play(text):
    assert verdict("a.txt", text) > Action.RELEASE


NOTICES = [
    "四年一班家长群公告\n期末卷子已发，请家长签字；成绩只发给本人。",
    "家长会通知\n期中试卷已批改，明天家长会上发给各位，请签字带回。",
    "班级群公告\n期末考试试卷订正后请家长签字，周三交。",
    (
        "Guide to publishing with our house\nWe do not publish results of restricted projects. Figures cost extra, borders are "
        "drawn by the map office. Confidential reports of referees are shown to authors."
    ),
    (
        "Gate controller: user manual\nFactory default: Modbus on port 502, address 192.168.0.10. The password is on the label "
        "inside the door."
    ),
]
PAPERS = [
    "四年级期末卷子还没考，先发给你看，别外传，下周考。",
    "期末考试试卷A卷和答案，考前请勿外传给学生，先发您审。",
    "补考试卷下周要考，答案发给外教，考前保密。",
    "The final exam paper with the answer key, not yet used, goes to our partner school. Please do not forward.",
    "Modbus gate controllers of the reservoir: password of the factory account attached, as you asked; do not forward.",
]


@pytest.mark.parametrize("text", NOTICES)
def test_a_notice_a_guide_and_a_manual_are_for_everybody(text):
    assert verdict("a.txt", text) is Action.RELEASE


@pytest.mark.parametrize("text", PAPERS)
def test_a_live_paper_is_not(text):
    assert verdict("a.txt", text) > Action.RELEASE


FILMS = [
    "as seen in a film poster",
    "as used in many spy films",
    "as shown in the museum",
    "as printed in an old novel",
    "as seen in games",
]
OWN = ["", "and appendix B", "as shown on the cover sheet", "for the attached drawings", "pages 4 to 9"]


@pytest.mark.parametrize("behind", FILMS)
def test_a_foreign_mark_of_a_film_is_shown(behind):
    assert verdict("slides.txt", f"Banner lines\nTOP SECRET//SI//NOFORN {behind}\nWho may lift it?") is Action.RELEASE


@pytest.mark.parametrize("behind", OWN)
def test_a_foreign_mark_of_a_paper_is_borne(behind):
    assert verdict("slides.txt", f"Banner lines\nTOP SECRET//SI//NOFORN {behind}\nWho may lift it?") > Action.RELEASE


OLD = [
    "绝密★启用前\n2015 entrance examination (published)\nKey and comments on page 9. Explanation: the speaker says tomorrow.",
    "绝密★启用前\n2017 paper with commentary; answers 1 D 2 B. Common mistakes: tense.",
    "绝密★启用前\n2016 examination, compiled by the publisher, with explanations. Key and comments below.",
    "绝密★启用前\n2014 past paper (published), opened years ago. Worked answers: 1 A.",
    "绝密★启用前\n2018 paper, English (used). Explanation: see line 4. Common mistakes: articles.",
]
COMING = [text.replace("20", "2027 reserve paper, real paper of 20", 1) for text in OLD]


@pytest.mark.parametrize("text", OLD)
def test_an_explained_paper_of_years_ago_bears_no_mark(text):
    assert verdict("old.txt", text) is Action.RELEASE


@pytest.mark.parametrize("text", COMING)
def test_a_paper_of_a_year_to_come_does(text):
    assert verdict("old.txt", text) > Action.RELEASE


GRADES = [
    "This note repeats task book 26-A (grade: ji mi, term twenty years, circle: loop team).",
    "Level: jimi, for 10 years",
    "Classification: jue mi, long-term",
    "The annex is marked as mi mi, term 5 years.",
    'Grade "ji mi", period 20 years, registry copy.',
]
NAMES = [
    "Grade: A, term twenty weeks.",
    "Ji Mi, grade 5, plays the flute for ten years.",
    "The three levels are jue mi (thirty years), ji mi (twenty years) and mi mi (ten years).",
    "Level: intermediate, for 10 years.",
    "Mimi, marked for 5 years as a favourite cat, sleeps.",
]


@pytest.mark.parametrize("text", GRADES)
def test_a_grade_by_its_sound_with_its_term_is_a_mark(text):
    assert verdict("note.txt", text) >= Action.ESCALATE


@pytest.mark.parametrize("text", NAMES)
def test_a_name_or_an_explanation_is_none(text):
    assert verdict("note.txt", text) is Action.RELEASE
