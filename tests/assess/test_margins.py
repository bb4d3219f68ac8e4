import math
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outscan.assess import hashing
from outscan.assess.margins import _margins_at_once, _margins_in_turn, different, distinct, totals, windows_at_once
from outscan.assess.structure import latin
from outscan.assess.windows import windows

TEXTS = st.text(alphabet="水位今天。！\n,. a1", max_size=900)


@given(TEXTS)
def test_both_ways_cut_the_same_windows(text):
    assert [tuple(one) for one in windows_at_once(text).tolist()] == windows(text)


@pytest.mark.parametrize("size", [0, 1, 3, 50, 700, 30_000])
def test_sums_are_what_the_tokens_of_each_stretch_add_up_to(size):
    dice = np.random.default_rng(3)
    columns = list(dice.normal(size=(2, 1 << 10)).astype(np.float32))
    text = "".join(chr(int(one)) for one in dice.integers(0x4E00, 0x4E40, size))
    rows = hashing.hashed_at_once(text, 10).rows
    spans = [(at, min(at + width, size)) for width in (1, 4, 60, 300) for at in range(0, size, 7 + size // 50)]
    bounds = np.array(spans, dtype=np.int32).reshape(-1, 2)
    every, once = totals(rows, bounds, columns), different(rows, bounds, columns)
    for at, (start, end) in enumerate(spans):
        inside = hashing.hashed(text[start:end], 10).rows
        for column, all_of_them, each_once in zip(columns, every, once, strict=True):
            assert abs(sum(float(column[b]) for row in inside for b in row) - all_of_them[at]) < 1e-6
            assert abs(sum(float(column[b]) for row in inside for b in set(row)) - each_once[at]) < 1e-6


def test_what_is_said_again_adds_nothing():
    rows = hashing.hashed_at_once("水位" * 50, 12).rows
    bounds = np.array([[0, 4], [0, 100]], dtype=np.int32)
    assert [one.tolist() for one in different(rows, bounds, [np.ones(1 << 12, dtype=np.float32)])] == [[4, 4]]
    assert totals(rows, bounds, [np.ones(1 << 12, dtype=np.float32)])[0].tolist() == [4 + 3, 100 + 99]


def test_distinct_keeps_stretches_apart():
    row = np.array([5, 5, 7, 5], dtype=np.uint32)
    which, bucket = distinct(row, np.array([[0, 3], [2, 4], [4, 4]], dtype=np.int32), 1)
    assert list(zip(which.tolist(), bucket.tolist(), strict=True)) == [(0, 5), (0, 7), (1, 5), (1, 7)]


PIECE = st.builds(
    lambda unit, times: unit * times,
    st.sampled_from(["_", "-", " ", "a", "7", "1,", "水位今天。", "\n", "、", "…", "\U00020000", "\u0301", "é", "a_", "。\n"]),
    st.integers(0, 400),
)
LONG_ENDED = st.builds("".join, st.lists(PIECE, max_size=6))
"""Texts as forms and drafts have them: runs of one sign, of one letter, of blanks, anywhere and at the end."""


def both_ways(text, cut=(-math.inf, -math.inf)):
    dice = np.random.default_rng(7)
    manifest = SimpleNamespace(bits=10, intercept=0.25)
    grams, rarity = dice.normal(size=1 << 10).astype(np.float32), dice.random(1 << 10).astype(np.float32) + 0.5
    weights = SimpleNamespace(manifest=manifest, grams=grams, rarity=rarity)
    return tuple(list(way(weights, text, cut, cut)) for way in (_margins_in_turn, _margins_at_once))


@given(LONG_ENDED)
def test_no_text_upsets_a_margin_and_both_ways_agree(text):
    plain, at_once = both_ways(text)
    assert [span for span, _ in plain] == [span for span, _ in at_once]
    assert [margin for _, margin in plain] == pytest.approx([margin for _, margin in at_once], abs=1e-6)


@settings(deadline=None)
@given(LONG_ENDED)
def test_both_ways_know_which_passages_are_english(text):
    whole = {text[start:end] for (start, end), _ in both_ways(text)[0]}
    for cut, wanted in (((-math.inf, math.inf), False), ((math.inf, -math.inf), True)):
        plain, at_once = both_ways(text, cut)
        assert [span for span, _ in plain] == [span for span, _ in at_once]
        assert {text[start:end] for (start, end), _ in plain} == {one for one in whole if latin(one) is wanted}


@pytest.mark.parametrize(
    "tail", ["_" * 300, "-" * 300, "a" * 300, "1" * 300, "—" * 300, " " * 300, "填写" + "_" * 200, "é" * 300]
)
@pytest.mark.parametrize("head", ["", "姓名：", "本通知自发布之日起施行。\n"])
def test_a_text_that_ends_in_one_long_token_is_judged(head, tail):
    plain, at_once = both_ways(head + tail)
    assert [span for span, _ in plain] == [span for span, _ in at_once]
