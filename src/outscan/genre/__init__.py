"""What kind of writing a passage stands in: law, contract, lesson, paper, news, novel, manual, form, quiz, past paper.

In: the text before a place (folded). Out: the genres it shows. Law: only what stands before a place, and near it, tells its
genre, so that text added behind changes nothing, and a novel does not launder a letter two pages after it.
What a genre excuses is weighed by `relate`; it never excuses a mark, a live examination, or data: those are not asked.
"""

from __future__ import annotations

import re

from outscan.genre.wordlist import paired, row
from outscan.lazy_regex import lazy

__all__ = ["GENRES", "REACH", "SCHOOL", "TITLES", "genres", "paired", "publication", "row"]

REACH = 1500
"""Characters before a place that tell its genre."""
OPENING = 500
"""Characters at the beginning of a document that still speak for what stands within REACH of them."""

TITLES = (
    "空表", "空白表", "样表", "模板", "范本", "填表说明", "课程设计", "课程作业", "课堂练习", "习题", "教案", "教学大纲",
    "实训", "角色扮演", "模拟谈判", "术语表", "词汇表", "名词对照", "测验题",
    "实验指导", "案例集", "讲义", "教材", "宣贯", "操作手册",
    "迎新", "会务指南", "安全须知", "投标人须知", "小说", "连载", "使用说明",
    "公开报道", "培训", "手册", "须知", "指南",
    "学习提纲", "学习题解", "题解", "学习问答", "知识问答", "现场问答", "以案说法", "以案释法", "案例选", "典型案例",
    "合规问答", "常见问答", "常见问题", "知情同意书", "保密协议", "保密承诺书", "保密合同",
    "分级管理办法", "分类分级制度", "考试安排", "考务须知", "考场规则", "命题要求", "命题工作要求", "通用条款", "条款摘编",
    "保密条款", "竞业条款", "保密与竞业", "招聘公告", "招聘启事", "招生简章", "征稿",
    "学习体会", "的体会", "学习心得", "心得体会", "学习笔记", "周记", "日记", "游记", "折页", "科普", "样张",
    "决定书", "判决书", "裁定书",
    "告知书", "致家长", "家长的一封信", "致考生", "考生须知", "温馨提示", "防骗提示",
    "role play", "role-play", "worksheet", "homework", "glossary", "template", "blank form", "specimen", "vocabulary",
    "quiz", "syllabus", "case study", "tutorial", "lecture", "exercise", "textbook", "commentary", "short story", "novel excerpt",
    "how to read", "sample form", "letter to parents", "study outline", "study guide", "questions and answers",
    "non-disclosure", "nondisclosure", "confidentiality agreement", "consent form", "informed consent", "classification policy",
    "primer", "case discussion", "leaflet", "diary", "field guide", "security policy", "data policy", "frequently asked", "faq",
    "invitation to", "invitation:", "call for papers",
    "terms of reference", "code of conduct",
    "标志练习", "填空练习", "规范练习", "练习题", "讲解提纲", "目录讲解", "条例宣讲", "宣讲", "管理要点", "法规解读", "政策解读",
    "course outline", " course", "_course", "course notes", "course handout", "training slides", "training deck",
    "tender notice", "notice of tender", "bidding notice", "procurement notice",
    "chapter one", "chapter two", "chapter three", "a novel", "thriller", "crossword", "puzzle",
    "case book", "handbook", "quality manual", "user guide",
)  # fmt: skip
"""Words of a title that say the writing is a form, an exercise, a manual, a story or a list of words."""
SCHOOL = (
    "习题", "例题", "练习", "作业", "教材", "讲义", "教案",
    "教学", "课程", "课堂", "实验指导", "实验报告", "指导书", "实训", "案例",
    "lecture", "lesson", "exercise", "homework", "worked example", "textbook", "teaching", "tutorial", "worksheet", "course",
    "class of", "case study", "chapter", "practice data", "第一章", "第二章", "第三章", "第四章", "第五章", "第六章",
    "第七章", "第八章", "第九章", "第十章",
)  # fmt: skip
"""Words of a title that say the writing teaches: its figures may be invented."""
PUBLICATIONS = (
    "年度报告摘要", "年报摘要", "公报", "白皮书", "蓝皮书", "年鉴", "public edition", "communiqué", "communique",
    "white paper", "yearbook",
)  # fmt: skip
"""Words of a title that say the writing is a publication, unless it is said to be a draft of one."""
_DRAFT = lazy(
    r"送审|审议|讨论稿|征求意见|初稿|草稿|草案|未定稿|修改稿|校样|清样|待发|拟发|未发|未公开|未公布|尚未|公布前|发布前"
    r"|内部|保密|不得|勿|底稿|素材"
    r"|(?i:\b(?:draft|embargo\w*|internal|not (?:yet|for)|proofs?|before (?:it|the)|unpublished|unreleased|confidential"
    r"|do not)\b)"
)
_NUMBER = r"[一二三四五六七八九十百零〇\d]{1,6}"
_CHOICES = r"[.．、)][^\n]{1,40}[ABCD][.．、)]"
# Every way to write a sign begins with a character, never with a class or an edge of a word: so the engine passes by the rest.
_SIGNS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    (
        "law",
        2,
        lazy(
            rf"第{_NUMBER}[条章]|本(?:办法|规定|条例|法|细则|规范|标准|制度)|县级以上|应当"
            r"|Article \d+|article \d+|s(?<!\ws)hall\b"
        ),
    ),
    (
        "contract",
        2,
        lazy(
            r"甲方|乙方|丙方|本(?:协议|合同)|保密信息|违约|Receiving [Pp]arty|receiving [Pp]arty"
            r"|Disclosing [Pp]arty|disclosing [Pp]arty|this Agreement|员工手册|hereunder"
        ),
    ),
    (
        "lesson",
        2,
        lazy(
            rf"第{_NUMBER}[章节讲课]|习题|例题|思考题|课程|教学|学习目标|本章|本节|教材|讲义|知识点|考点"
            r"|Chapter \d|chapter \d|Exercise|exercise|U(?<!\wU)nit \d|u(?<!\wu)nit \d"
            r"|R(?<!\wR)ole[- ][Pp]lay|r(?<!\wr)ole[- ][Pp]lay"
            r"|Homework|homework|Classroom|classroom|Worksheet|worksheet|Learners|learners"
            r"|定义\s?\d|例\s?\d|图\s?\d|表\s?\d-\d|A[.．、]|B[.．、]|C[.．、]|D[.．、]"
        ),
    ),
    (
        "paper",
        2,
        lazy(
            r"摘\s?要|关键词|参考文献|引言|基金项目|作者简介|收稿日期|中图分类号|et al\.?|\[\d{1,3}\]|Abstract|abstract"
            r"|Keywords|keywords|doi|DOI"
            r"|本文|综述|文献|\$|\\[a-z]+\{|研究(?:表明|方法|结果)"
        ),
    ),
    (
        "news",
        1,
        lazy(
            r"本报讯|新华社|中新[网社]|人民网|日电|记者|据[^，。\n]{0,12}(?:报道|消息)|发言人|责任编辑|版次|头版|记者获悉"
            r"|网讯|来源[:：]|时讯|快讯|Reuters|Xinhua|reported"
        ),
    ),
    (
        "fiction",
        2,
        lazy(
            r"说道|问道|笑道|喊道|叹道|“[^”\n]{1,40}[！？。!?…]”|他(?:说|想|笑|看)|她(?:说|想|笑|看)"
            r"|第[一二三四五六七八九十百零〇\d]{1,6}[回章]|小说|主角"
        ),
    ),
    (
        "manual",
        3,
        lazy(
            r"点击|安装|配置|命令|服务器|用户|版本|下载|接口|函数|代码|数据库|```|https?://"
            r"|import |def |class |SELECT |##+ |A(?<!\wA)PI\b|Install|install|Click|click"
        ),
    ),
    (
        "reference",
        2,
        lazy(r"百科|词条|又称|又名|是一[种个座条项]|位于|成立于|始建于|出生于|年鉴|手册|概况|简介|\(\d{4}年?[-—～]"),
    ),
    (
        "quiz",
        2,
        lazy(
            rf"[(（][√✓][)）]|[(（][×✗][)）]|A{_CHOICES}|B{_CHOICES}|C{_CHOICES}|D{_CHOICES}|单选|多选|选择题|判断题|填空"
            rf"|答案|正确的是|下列"
        ),
    ),
    ("review", 2, lazy(r"年代|世纪|当年|历史|战争|革命|起义|朝|帝国|二战|冷战|苏联|抗日|民国|解放")),
    (
        "public",
        2,
        lazy(r"公告|公示|通知公告|招聘|简章|报名|咨询电话|官网|发布会|公报|新闻发布|政府信息公开|索引号|发文机关|政策解读"),
    ),
)
GENRES = tuple(name for name, _, _ in _SIGNS)


def genres(text: str, at: int) -> frozenset[str]:
    """The genres that the text before offset `at` shows."""
    near = text[max(0, at - REACH) : at]
    if at > REACH:
        near = text[:OPENING] + "\n" + near if at < 2 * REACH else near
    return frozenset(name for name, need, pattern in _SIGNS if _met(pattern, near, need))


def publication(title: str, opening: str) -> str | None:
    """The word of a title that says the writing is a publication; None where title or opening speak of a draft."""
    word = next((word for word in PUBLICATIONS if word in title.casefold()), None)
    return word if word is not None and not (_DRAFT.search(title) or _DRAFT.search(opening)) else None


def _met(pattern: re.Pattern[str], text: str, need: int) -> bool:
    """Whether so many different signs of a genre stand in `text`."""
    seen: set[str] = set()
    for hit in pattern.finditer(text):
        seen.add(hit[0][:6])
        if len(seen) >= need:
            return True
    return False
