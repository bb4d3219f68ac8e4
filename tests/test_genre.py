"""Genre is told by what stands before a place, and by nothing behind it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outscan.genre import GENRES, genres


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        ("第一章 总则\n第一条 为了加强管理，应当依法制定本办法。", "law"),
        ("甲方与乙方就本合同的履行约定如下。", "contract"),
        ("第三章 渗流\n本章学习目标：掌握例题。", "lesson"),
        ("摘要：本文提出一种方法。关键词：重力", "paper"),
        ("本报讯（记者 李明）昨日", "news"),
        ("1. 下列说法正确的是\nA. 甲 B. 乙 C. 丙", "quiz"),
    ],
)
def test_a_genre_is_told_by_several_signs(text, genre):
    assert genre in genres(text, len(text))


def test_a_letter_has_none():
    assert genres("王工：附上您要的表，请尽快看一下。", 16) == frozenset()


@given(st.text(st.sampled_from("第一条应当甲乙方摘要记者说道下列。\n"), max_size=60), st.text(max_size=60))
def test_what_stands_behind_changes_nothing(before, after):
    assert genres(before, len(before)) == genres(before + after, len(before)) <= set(GENRES)


@pytest.mark.parametrize(
    ("text", "told"),
    [("marshall Article 3", False), ("It shall. article 3", True), ("RAPI ```", False), ("API ``` https://", True)],
)
def test_a_word_inside_another_is_no_sign(text, told):
    assert bool({"law", "manual"} & genres(text, len(text))) is told
