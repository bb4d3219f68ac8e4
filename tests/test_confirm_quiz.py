"""Marks in a quiz: what a row of options or a question about a paper shows, in text, sheets and cards; and its earnest twins."""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl
import pytest

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Where

SCANNER = Scanner.build(Config(ocr="off", as_of=date(2026, 11, 30)))


def verdict(name, data):
    return SCANNER.scan(Blob(Where((name,)), data)).verdict.action


def sheet(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


BANKS = [
    [
        ["题干", "A", "B", "C", "D", "答案"],
        ["下列属于国家秘密标志的是", "绝密★30年", "商密▲", "内部", "公开", "A"],
        ["工作秘密的标注可以是", "机密★", "秘密★", "绝密★", "内部", "D"],
    ],
    [
        ["序号", "题目", "选项A", "选项B", "选项C", "正确答案"],
        ["1", "密级最高的一种", "秘密★10年", "机密★20年", "绝密★30年", "C"],
        ["2", "食堂开门时间", "7点", "8点", "9点", "A"],
    ],
    [
        ["No.", "Question", "Option A", "Option B", "Option C", "Key"],
        ["1", "Which one is a Chinese state-secret mark?", "机密★10年", "TOP SECRET", "TLP:RED", "A"],
        ["2", "Which one did a company invent?", "SECRET//NOFORN", "绝密★30年", "Company Confidential", "C"],
    ],
    [
        ["Stem", "a", "b", "c", "answer"],
        ["The highest level", "绝密★", "机密★", "秘密★", "a"],
    ],
    [
        ["题号", "题目", "答案"],
        ["1", "一份资料封面标注机密★10年，到期后自行解密。", "错"],
        ["2", "标有秘密★5年的文件可以在地铁上阅读。", "错"],
        ["3", "离开办公室应锁好文件柜。", "对"],
    ],
    [
        ["Statement", "True/False"],
        ["A folder with 绝密★30年 on it may be posted by ordinary mail.", "False"],
        ["A locked cupboard is needed for papers with 机密★20年 on the cover.", "True"],
        ["Lunch is at noon.", "True"],
    ],
]
REAL = [
    [
        ["机密★10年"],
        ["题干", "A", "B", "C", "D", "答案"],
        ["下列属于国家秘密标志的是", "绝密★30年", "商密▲", "内部", "公开", "A"],
    ],
    [
        ["绝密★启用前"],
        ["题号", "题目", "A", "B", "C", "答案"],
        ["1", "化学方程式配平正确的是", "甲", "乙", "丙", "B"],
        ["2", "下列单质可燃的是", "甲", "乙", "丙", "C"],
    ],
    [
        ["序号", "文件名称", "A", "B", "C", "密级"],
        ["1", "关于边防部署的方案", "3", "2", "1", "机密★10年"],
        ["2", "关于换防时间的通知", "1", "2", "2", "秘密★5年"],
    ],
    [
        ["题干", "A", "B", "C", "答案", "密级"],
        ["第3题（未启用）", "12", "13", "14", "B", "绝密★启用前"],
        ["第4题（未启用）", "2", "3", "4", "A", "绝密★启用前"],
    ],
    [
        ["题号", "题目", "答案"],
        ["1", "三号阵地换装在什么时间", "机密★10年"],
        ["2", "二号阵地换装在什么时间", "机密★10年"],
    ],
]
QUIZZES = [
    "Quiz for visiting scholars\n1. A folder on the printer is stamped 机密★10年. What do you do? (a) read it (b) tell the office (c) take a picture\n2. Lunch is at noon. True or false?\n",
    "小测验\n1．小王在复印室看到一份封面盖有秘密★5年的材料，他应当怎么做？\nA．带回宿舍 B．交给保密员 C．拍照发群\n2．值班电话是多少？\n",
    "Orientation: what would you do?\n3. You find a report headed 绝密★30年 in the taxi. Do you: (a) keep it, (b) call the security office, (c) post a photo?\n",
    "趣味问答\n第三题：如果快递里有一份标着机密★20年的图纸，下列做法正确的是（ ）\nA. 拆开看 B. 上报 C. 转寄\n",
    "Name the mark\n1. Which of these belongs to a company only? (a) 绝密★30年 (b) 核心商密▲5年 (c) TOP SECRET//NOFORN\n",
    "True or false?\n1. A paper that carries 机密★20年 may be copied at the shop around the corner. (T/F)\n2. Keys go back to the porter. (T/F)\n",
]
QUIZZES += [
    "记忆卡片\n正面：机密★20年里的星号是什么？\n背面：国家秘密标志\n",
    "Case handout for discussion\nA clerk finds a folder marked 秘密★5年 in the print room and sends a photo to a friend. Which rules did the clerk break?\n",
    "课堂讨论案例（培训讲义）\n某单位职工把一份印有机密★10年的材料带回家复印，他违反了哪些规定？\n",
]
SHELVES = [
    [["书名", "作者", "索书号"], ["绝密飞行", "张某", "I247/12"], ["秘密", "王某", "B84/3"], ["机密", "李某", "I247/13"]],
    [["Film", "Country", "Minutes"], ["Secret", "Iceland", "98"], ["绝密", "国产", "120"]],
]
LEDGERS = [
    [["文件名称", "份号", "密级"], ["换防方案", "12", "机密"], ["部署图", "13", "绝密"]],
    [["书名", "份号", "密级"], ["内部图册", "12", "机密★10年"], ["手册", "13", "绝密★30年"]],
    [["机密"], ["书名", "作者"], ["花园", "王某"]],
]
OWN_PAPER = [
    [["题干", "答案"], ["本卷机密★启用前，禁止外传", "正确"], ["收卷后清点", "正确"]],
    [["题干", "正误"], ["这套试题为机密★10年，发到组长", "对"], ["考场门口查证件", "错"]],
    [["Question", "A", "B", "C", "Key"], ["This paper is 机密★10年 until Friday", "yes", "no", "later", "A"]],
]
EARNEST = [
    "机密★10年\n小测验\n1．三号阵地的换防时间是（ ）\nA．八月 B．九月 C．十月\n",
    "Quiz\n秘密★5年\n1. Where is the second station? (a) hill (b) shore (c) island\n",
    "机密★10年 本卷请各组长签收\n1. 收到后应当怎么做？A．锁柜 B．登记 C．清点\n",
    "1. The attached file is stamped 机密★10年. What do you do with it? (a) read it today, (b) hand it on to Mr Weber.\n",
    "1. 附上的方案属机密★10年，贵方看完后怎么处理？\nA．退回 B．销毁\n",
    "Case handout\n机密★10年\nThe clerk signs for the folder. Which rules apply?\n",
    "Case handout\nThis handout is marked 机密★10年 and a copy goes to the partner. Which rules apply?\n",
    "Questions for the meeting\n机密★10年\nWhat do you do? (a) sign (b) wait\n",
]


@pytest.mark.parametrize("rows", BANKS)
def test_a_bank_of_questions_bears_no_mark(rows):
    assert verdict("bank.xlsx", sheet(rows)) is Action.RELEASE
    assert verdict("bank.csv", table(rows)) is Action.RELEASE


@pytest.mark.parametrize("rows", REAL)
def test_a_bank_that_is_marked_itself_does(rows):
    assert verdict("bank.xlsx", sheet(rows)) >= Action.ESCALATE
    assert verdict("bank.csv", table(rows)) >= Action.ESCALATE


@pytest.mark.parametrize("rows", OWN_PAPER)
def test_what_a_bank_says_of_its_own_questions_is_no_case(rows):
    assert verdict("a.csv", table(rows)) > Action.RELEASE
    assert verdict("a.xlsx", sheet(rows)) > Action.RELEASE


@pytest.mark.parametrize("text", QUIZZES)
def test_a_question_about_a_paper_bears_no_mark(text):
    assert verdict("quiz.txt", text.encode()) is Action.RELEASE


@pytest.mark.parametrize("text", EARNEST)
def test_a_mark_on_a_question_paper_stands(text):
    assert verdict("quiz.txt", text.encode()) > Action.RELEASE


@pytest.mark.parametrize("rows", SHELVES)
def test_a_level_in_a_column_of_works_names_one(rows):
    assert verdict("list.csv", table(rows)) is Action.RELEASE


@pytest.mark.parametrize("rows", LEDGERS)
def test_a_level_in_a_column_of_levels_or_over_the_list_stands(rows):
    assert verdict("list.csv", table(rows)) > Action.RELEASE


@pytest.mark.parametrize(
    "text",
    [
        "Incident report\nThis report is marked TLP:RED and must not be forwarded outside the group.\nThe gateway was open.\n",
        "Our summary carries TLP:AMBER and should stay with the four of us.\nThe valve controller answers without a password.\n",
    ],
)
def test_what_must_be_done_with_this_paper_bears_its_colour(text):
    assert verdict("a.txt", text.encode()) > Action.RELEASE


@pytest.mark.parametrize(
    "text",
    [
        "Briefing for staff\nReports marked TLP:RED must never be forwarded.\n",
        "Handling\nMessages that carry TLP:AMBER should be kept in the team folder.\n",
    ],
)
def test_a_rule_for_every_paper_of_a_colour_bears_none(text):
    assert verdict("a.txt", text.encode()) is Action.RELEASE
