"""Shipped items and marks speak both languages; one that does not is refused by file and line."""

from __future__ import annotations

import re

import pytest

from outscan import Config
from outscan.errors import LexiconError
from outscan.lexicon.compile import compile_pack
from outscan.lexicon.load import load
from outscan.lexicon.rule_file import read_rules

HAN = re.compile("[\u4e00-\u9fff]")
ENGLISH = "approvers: {主管部门: competent authority}\nnotes: {}\nasks: {}\n"
ITEM = """domain: water
title: 水
title_en: Water
basis: {law: {cite: 水法, certainty: A}}
items:
  - id: water/1
    title: 水情
    title_en: State of water
    level: 敏感
    basis: {instrument: law, item: 1}
    window: sentence
    all: [{any: [水情底数]}]
    ask: %s
    advice: {action: review, approver: 主管部门}
    hits: [水情底数在此]
    misses: [无]
"""


def test_every_shipped_item_and_mark_speaks_english():
    pack = load(Config().lexicons)
    for item in pack.items:
        told = item.title_en, item.ask_en, item.approver_en, item.note_en
        assert not any(HAN.search(text) for text in told), item.id
        assert all(bool(a) == bool(b) for a, b in zip((item.ask, item.approver, item.advice_note), told[1:], strict=True)), (
            item.id
        )
        assert item.title_en, item.id
    for kind in pack.marks.marks:
        assert kind.title_en
        assert not HAN.search(kind.advice.note_en + kind.advice.approver_en + kind.title_en)
        assert bool(kind.advice.note_en) == bool(kind.advice.note)


def made(ask, *, english=ENGLISH, local=False):
    sheets = [read_rules("water.yaml", (ITEM % ask).replace("water/1", "local/1" if local else "water/1").encode(), local=local)]
    if english:
        sheets.append(read_rules("english.yaml", english.encode(), local=False))
    return compile_pack(sheets, "1", "")


def test_an_item_without_english_does_not_load():
    with pytest.raises(LexiconError, match=r"water.yaml:13: .*是否公开"):
        made("是否公开？")
    assert made("''").items[0].approver_en == "competent authority"
    assert made("是否公开？\n    ask_en: Is it public?").items[0].ask_en == "Is it public?"


def test_a_units_own_rules_may_speak_chinese_only():
    assert made("是否公开？", local=True).items[0].ask_en == ""
