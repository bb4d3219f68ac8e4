"""What a title says the writing is excuses what is heard near it, unless that is certain, kept back or handed over."""

from __future__ import annotations

import docx
import pytest

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.types import Blob, Where

SCANNER = Scanner.build(Config(ocr="off"))
HEARD = [
    "两个限招专业今年在校五十八人，毕业的三十一人去了那边的单位。",
    "网站后台的密码还是三年前那个，外包的人都知道。",
    "老外那边装机总差个一两百米，我就把咱们院算好的那组平移、旋转和尺度发他了，一共七个数，代进去两套图立马就对上了。",
    "两个限招专业今年在校五十八人，毕业的三十一人去了那边的单位，这个情况不要外传。",
    (
        "Hi Fiona, about your question on who sits in the hotel this month: it is Prof. Gu for physics, old Teacher Mei from "
        "No. 3 Middle School and two people from "
        "the normal university. They cannot use phones until the 9th, so please don't expect answers."
    ),
]
SOFT = HEARD[:2]
"""Two that are heard and no more; then one that is certain, two in which something is kept back.

The Chinese ones stand alike with and without the encoder.
"""


def risk(title: str, text: str):
    return SCANNER.scan(Blob(Where(("a.txt",)), f"{title}\n{text}".encode())).risk


@pytest.mark.parametrize("title", ["培训讲义", "Course syllabus", "2025年统计公报", "Frequently asked questions"])
@pytest.mark.parametrize("text", HEARD)
def test_a_title_excuses_what_is_heard_and_no_more(title, text):
    assert risk("一些情况", text).raised
    assert risk(title, text).raised is (text not in SOFT)


def test_what_is_kept_back_and_what_is_certain_are_among_the_texts():
    stated = [risk("一些情况", text).stated for text in HEARD]
    assert stated == [False, False, False, True, True]


@pytest.mark.parametrize("title", ["2025年统计公报（送审稿）", "Yearbook, draft", "情况"])
def test_a_draft_and_a_title_that_says_nothing_excuse_nothing(title):
    assert risk(title, HEARD[0]).raised


def test_what_stands_far_behind_the_title_is_not_excused():
    filler = "春季运动会照常举行，请各班准时到场。\n" * 2000
    assert risk("培训讲义", filler + HEARD[0]).raised


@pytest.mark.parametrize("title", ["某局谈判工作细则", "对外谈判管理办法(试行)"])
def test_an_article_of_a_norm_speaks_in_general(title):
    article = f"第一条 为做好工作，制定本细则。\n第二条 {HEARD[1]}"
    assert risk("一些情况", article).raised
    assert not risk(title, article).raised


def test_what_has_a_figure_or_is_no_article_is_not_excused_by_a_norm():
    assert risk("某局谈判工作细则", HEARD[1]).raised
    assert risk("某局谈判工作细则", "第二条 对方要是咬住关税不放，钢材那一项最多让到12%，铝材让到8%，这是我们的底线。").raised


def test_a_comment_is_not_what_the_title_says(tmp_path):
    document = docx.Document()
    document.add_paragraph("培训讲义")
    body = document.add_paragraph("春季运动会照常举行，请各班准时到场。")
    document.add_comment(body.runs, text=HEARD[1], author="a")
    kept = tmp_path / "a.docx"
    document.save(kept)
    assert SCANNER.scan(Blob(Where(("a.docx",)), kept.read_bytes())).risk.raised
