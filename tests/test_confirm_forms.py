"""Marks by the form they stand in: each form is upheld where a paper bears it, and dismissed where a text speaks of it."""

from __future__ import annotations

import pytest

from outscan.types import Part
from test_confirm import PROSE, part, scan


def first(segment, **options):
    """The state and the first reason of the first finding; "" and why it was dismissed."""
    found = scan(segment, **options).findings[0]
    return (found.state, found.because[0].key) if found.upheld else ("", found.dismissed.key)


@pytest.mark.parametrize(("text", "reason"), [
    ("会上宣读的是国家秘密(秘密级)文件。" + PROSE, "mark.in_head"),
    (PROSE + "秘密\n" + PROSE, "mark.alone_inside"),
    ("某工程 机 密 方案\n" + PROSE, "mark.spaced_in_head"),
    ("某工程 机密 方案\n" + PROSE, "mark.short_in_head"),
    ("机 密 材 料 汇 编\n" + PROSE, "mark.edge_of_head"),
    ("涉密资料\n" + PROSE, "mark.in_head"),
    (part("本页机密内容勿外传", Part.HEADER), "mark.header_says"),
    ("(机密) 会议决定开工建设二期。\n" + PROSE, "mark.bracket"),
])  # fmt: skip
def test_a_level_word_in_the_form_of_a_mark_is_one(text, reason):
    assert first(text) == ("marked_irregular", reason)


@pytest.mark.parametrize(("text", "reason"), [
    ("“密级:机密”字样应当标在左上角。", "mention.quoted"),
    ("“机密 5年”的写法不规范。", "mention.quoted"),
    ("“机密字第12号”是旧式编号。", "mention.quoted"),
    ("例如“(机密) 会议决定”。", "mention.quoted"),
    ("比如:机密 5年", "mention.example"),
    ("标志示例:\n机密\n", "mention.introduced"),
    (PROSE + "机密信息\n" + PROSE, "mention.small_heading"),
    (PROSE + "他的秘密\n" + PROSE, "mention.worded"),
    (PROSE + "涉密资料\n" + PROSE, "mention.small_heading"),
    ("本件不按机密件管理。", "mention.rule_of_handling"),
    ("此件按机密件管理的,应当登记。", "mention.rule_of_handling"),
    ("机要件:", "mention.field_name"),
    ("“STATE SECRET” is a legal term.", "mention.cited"),
    ("STATE SECRET LAW of the country", "mention.foreign"),
    ("“内部资料 注意保存”是常见说法。", "mention.cited"),
    ("TLP:RED TLP:AMBER TLP:GREEN TLP:CLEAR mean how far to share.\n", "mention.colours_explained"),
])  # fmt: skip
def test_a_level_word_that_is_spoken_of_is_no_mark(text, reason):
    assert first(text) == ("", reason)


@pytest.mark.parametrize(("text", "state", "reason"), [
    ("CLASSIFIED BY: J. Doe\nDECLASSIFY ON: 20300101\n", "foreign_mark", "mark.foreign"),
    ("SECRET//NOFORN\n(S//NF) It stayed.\n", "foreign_mark", "mark.foreign"),
    ("TLP:RED is for named people only.\n", "foreign_mark", "mark.sharing"),
    ("This document is confidential and may not be copied.\n", "commercial", "mark.notice"),
    ("(内部资料)★\n", "internal", "mark.placed"),
    ("内部资料 注意保存\n" + PROSE, "internal", "mark.placed"),
])  # fmt: skip
def test_marks_of_others_and_of_a_house_say_whose_they_are(text, state, reason):
    assert first(text) == (state, reason)


@pytest.mark.parametrize("term", ["1年", "8个月"])
def test_a_term_that_has_run_out_since_the_date_of_the_paper_is_doubted_and_not_dropped(term):
    found = scan(f"机密★{term}\n{PROSE}\n2020年1月1日").findings[0]
    assert (found.upheld, found.state) == (True, "marked_expired?")
    assert [one.key for one in found.because] == ["mark.starred", "whole.over"]
