"""Winnowing: what two texts share, they share in their hashes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outscan import winnow
from outscan.winnow import GRAM, WINDOW, grams

KEY = b"k" * 32
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4FFF), min_size=GRAM + WINDOW, max_size=80)


def hashes(text, key=KEY):
    return {one for one, _, _ in grams(text, key)}


@given(HAN, HAN, HAN)
def test_a_shared_run_shares_a_hash(run, before, after):
    assert hashes(run + before) & hashes(after + run)


def test_layout_case_and_punctuation_do_not_count():
    text = "The reservoir level 在二〇二六年三月一日达到一百四十五米，随后下降。"
    assert hashes(text) == hashes("the RESERVOIR\nlevel\t在二〇二六年三月一日　达到一百四十五米随后下降")


def test_another_key_gives_other_hashes():
    text = "某水库大坝安全鉴定报告的结论与建议部分正文内容节选，不得外传。"
    assert not hashes(text) & hashes(text, b"j" * 32)


def test_places_lead_back_to_the_text():
    text = "一、概述：某某 水库，位于某县。二、结论与建议：详见附件三。"
    for _, start, end in grams(text, KEY):
        assert sum(c.isalnum() for c in text[start:end]) == GRAM
        assert text[start].isalnum()
        assert text[end - 1].isalnum()


def test_short_texts_have_none():
    assert not hashes("")
    assert not hashes("很短的文字")


def test_the_fast_way_gives_the_same_hashes(monkeypatch):
    pytest.importorskip("numpy")
    text = "".join(chr(0x4E00 + (i * i * 31) % 5000) for i in range(3000))
    slow = list(grams(text, KEY))
    monkeypatch.setattr(winnow, "LARGE", 100)
    assert list(grams(text, KEY)) == slow
