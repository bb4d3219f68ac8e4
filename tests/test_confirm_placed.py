"""Marks by where they stand: in a quoted sentence, in a quiz, behind a blank, in brackets, by their sound."""

import pytest

from outscan.types import Level, Part
from test_confirm import PROSE, part, upheld

QUOTED = [
    'The table had been stamped "机密★长期". The court did not accept it.',
    "The box carried the words “秘密★5年”; nobody asked.",
    'The clerk read out "绝密★启用前", and the class laughed.',
    'Her cousin saw a page with "机密★10年": she told the office.',
    'In the story a map (with "秘密★3年") is lost on the train.',
]
OWN = [
    'This table is stamped "机密★长期". Keep it in the safe.',
    'The attached drawing is marked "秘密★5年".',
    'Our report bears "机密★10年", so do not copy it.',
    'These data are graded "机密★20年".',
    "This annex carries “秘密★10年”.",
]
OFFERED = [
    '5. Which of these are marks? (a) "Secret Garden" (b) "绝密★启用前" (c) "mechanical seal". Only b.',
    "a) 机密★10年 b) 内部资料 c) 公开 d) 其他，选一项",
    "Tick one: [a] staff notice [b] 秘密★5年 [c] price list",
    "(a) none (b) 机密★20年 (c) 内部 (d) both",
    "Choose: a. memo b. 机密★10年 c. poster d. menu",
]
SHOWN = [
    "Three levels\nTOP SECRET 绝密, up to 30 years\nHIGHLY SECRET 机密★20年, up to 20 years\nSECRET 秘密★10年, up to 10 years",
    "What the stamps mean\n机密★20年 second level\n秘密★10年 third level",
    "How to recognise a mark\n绝密★30年\n机密★20年\n秘密★10年",
    "练习：下面几条标志哪些不规范\n秘密★20年\n机密★30年",
    "如何辨认标志\n绝密★长期\n秘密★1年",
]
NAMES = ["机密 会议材料.docx", "秘密 档案目录.xlsx", "绝密 人员名单.pdf", "机密 谈判方案.docx", "秘密 工作要点.txt"]
WORDS = ["机密性 评估.docx", "手机密码 会议.docx", "商业秘密保护 工作.docx", "计算机密集 任务.txt", "秘密花园 活动.pdf"]
BRACKETED = ["[内部]工作安排\n", "【内部】关于停电的通知\n", "〔内部〕三季度小结\n", "工作安排[内部]\n", "通讯录【内部】\n"]
CHOICES = [
    "[内部]和[外部]两种接口\n",
    "可见范围：[内部]、[公开]\n",
    "[内部]审计由内审部门负责。各部门配合。\n",
    "会议室（内部）装修\n",
    "内部工作安排\n",
]
TERMED = ["(秘密五年)", "（机密，10年）", "[秘密 3年]", "〔机密·20年〕", "（绝密 长期）"]
SOUNDS = [
    ("The figures of Table B-2 [Level: SECRET (Mimi), period 5 years, graded by the sponsor] follow.", Level.SECRET),
    ("JIMI (HIGHLY SECRET) ★ 20 YEARS\nAnnual checklist", Level.HIGHLY_SECRET),
    ("[No. 31; grade: highly secret (jimi), 10 years; circle: president] Our side will host it.", Level.HIGHLY_SECRET),
    ("top secret (juemi), 30 years\nplan", Level.TOP_SECRET),
    ("The original bears mimi (secret), for 3 years, and was translated in May.", Level.SECRET),
]
EXPLAINED = [
    "Chinese law knows top secret (juemi), 30 years, highly secret (jimi), 20 years, and secret (mimi), 10 years.",
    "The words jimi and mimi are written on the first page.",
    "Jimi Hendrix, 5 years on tour, and Mimi, 10 years old.",
    "A secret ballot was held after 5 years.",
    "Mimi keeps a secret for 3 days.",
]


def marks(text, name="a.txt"):
    return [one for one in upheld(text, name=name) if one.rule.startswith("mark/")]


@pytest.mark.parametrize("text", [*QUOTED, *OFFERED, *SHOWN, "“〔机密〕”", '"〔秘密〕"', *CHOICES, *EXPLAINED])
def test_what_is_quoted_offered_shown_or_explained_is_no_mark(text):
    assert not marks(text + "\n" + PROSE)


@pytest.mark.parametrize("text", [*OWN, *BRACKETED, "〔机密〕\n会议材料"])
def test_what_a_paper_says_of_itself_is_one(text):
    assert marks(text + "\n" + PROSE)


@pytest.mark.parametrize("name", NAMES)
def test_a_blank_sets_a_level_off_in_a_name(name):
    assert [one.rule for one in upheld(part(name, Part.NAME), PROSE, name=name)] == ["mark/state-secret"]
    assert marks(name.partition(".")[0] + "\n" + PROSE)


@pytest.mark.parametrize("name", WORDS)
def test_a_longer_word_in_a_name_is_none(name):
    assert not upheld(part(name, Part.NAME), PROSE, name=name)


@pytest.mark.parametrize("words", TERMED)
def test_a_level_with_its_term_in_brackets_is_one_wherever_it_stands(words):
    assert marks(f"对策按厅里的件办，{words}，只口头传达，讲完把纸收回。\n" + PROSE)
    assert not marks(f"例如“{words}”字样就不规范。\n" + PROSE)


@pytest.mark.parametrize(("text", "level"), SOUNDS)
def test_a_level_by_its_sound(text, level):
    assert [one.level for one in marks(text)] == [level]


def test_a_trade_mark_of_its_ladder_stands_in_a_header():
    header = "SINOVALE INSTITUTE - ORDINARY TRADE SECRET (普通商密▲开标前)"
    assert [one.rule for one in upheld(part(header, Part.HEADER), PROSE)] == ["mark/commercial"]
    assert not upheld(part("商业秘密保护培训，第三讲", Part.HEADER), PROSE)
