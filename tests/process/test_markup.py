"""Characters at positions: nothing changes but what is cut."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outscan.process.markup import Edits, Markup
from outscan.process.search import find, squeeze
from outscan.process.task import Refused

TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn")), max_size=30)


@settings(max_examples=200, deadline=None)
@given(TEXT, TEXT, TEXT)
def test_cutting_a_stretch_leaves_the_bytes_on_either_side(before, middle, after):
    data = f"<a><b>{html.escape(before)}</b><c>{html.escape(middle)}</c>{html.escape(after)}</a>".encode()
    markup = Markup(data)
    view = markup.view(lambda _: True, lambda _: False)
    whole = "".join(said for _, _, said in view.pieces)
    assert whole == before + middle + after
    view.cut(markup.text, len(before), len(before) + len(middle), "", markup.edits)
    assert markup.result() == f"<a><b>{html.escape(before)}</b><c></c>{html.escape(after)}</a>".encode()


@settings(max_examples=200, deadline=None)
@given(TEXT, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5))
def test_edits_may_overlap(text, spans):
    edits = Edits()
    kept = [True] * len(text)
    for a, b in spans:
        first, last = sorted((min(a, len(text)), min(b, len(text))))
        edits.cut(first, last)
        kept[first:last] = [False] * (last - first)
    assert edits.apply(text) == "".join(c for c, k in zip(text, kept, strict=True) if k)


@settings(max_examples=200, deadline=None)
@given(TEXT)
def test_what_is_squeezed_leads_back(text):
    squeezed = squeeze(text)
    assert len(squeezed.text) == len(squeezed.at)
    assert all(0 <= a < len(text) for a in squeezed.at)


def test_words_are_found_through_what_hides_them():
    text = "密级：机\u200b 密 ★\u300010 年，正文"
    hits = list(find(squeeze(text), "", "机密★10年", "", 0))
    assert [text[a:b] for a, b in hits] == ["机\u200b 密 ★\u300010 年"]


def test_a_short_figure_is_not_taken_out_of_a_longer_one():
    text = squeeze("共125处，面积25平方千米，25.5米")
    assert [text.at.index(a) for a, _ in find(text, "", "25", "", 0)] == [text.text.index("积25") + 1]


def test_a_single_character_needs_its_context_and_a_sign_does_not():
    assert list(find(squeeze("机密"), "", "机", "", 0)) == []
    assert list(find(squeeze("机密"), "", "机", "密", 2)) == [(0, 1)]
    assert list(find(squeeze("图㊙"), "", "㊙", "", 0)) == [(1, 2)]


def test_entities_and_attributes_with_angle_brackets_are_understood():
    markup = Markup("<a t='x>y'>&#26426;密<!-- 注 --><![CDATA[<原文>]]></a>".encode())
    view = markup.view(lambda _: True, lambda _: False)
    assert "".join(said for _, _, said in view.pieces) == "机密<原文>"
    view.cut(markup.text, 0, 2, "[x]", markup.edits)
    assert markup.result() == "<a t='x>y'>[x]<!-- 注 --><![CDATA[<原文>]]></a>".encode()


def test_declared_entities_are_refused():
    with pytest.raises(Refused):
        Markup(b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>')
