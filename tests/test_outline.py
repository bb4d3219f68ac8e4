"""What an outline denies no expression finds: each shape stands in everything that its expression meets."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outscan.detect.coordinates import _RICH, _SHAPES
from outscan.detect.coordinates.angles import _BARE
from outscan.detect.coordinates.planes import _PAIR
from outscan.detect.identifiers import _GATES, _LETTERS, _LONG, _ROWS, _RUNS, _may_stand
from outscan.extract.within import armour, candidates, cipher
from outscan.fold import fold
from outscan.lazy_regex.outline import coded, figured, hexed

PIECES = st.sampled_from(
    [
        *"0123456789", "12", "345", "6789012", ".", ",", " ", "-", "'", ":",
        "\u00a0", "\u2009", "\t", "\n", "甲", "１", "٣", "度", "A",
        "ABCDEFGH", "LSVAA49J", "a+/_", "=", "G1234567", "军字第", "号", "0x4F", "deadbeef", "MZXW6YTB", "91350211M000100Y43",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)
GATES = {
    "runs of figures": (_RUNS, lambda text: figured(text, b"0000000", b"0000-0000")),
    "rich": (_RICH, lambda text: figured(text, *_SHAPES)),
    "bare": (_BARE, lambda text: figured(text, b"0.000")),
    "planes": (_PAIR, lambda text: figured(text, b"000000")),
} | {kind: (_LETTERS[kind], lambda text, kind=kind: _may_stand(kind, text)) for kind in (*_ROWS, *_LONG, "ip")}
CODES = {
    "base64": (candidates._BLOCK, lambda text: coded(text, candidates.SHORTEST)),
    "base16": (candidates._DIGITS, lambda text: hexed(text, candidates._SHORTEST_HEX)),
    "base32": (armour._BASE32, lambda text: coded(text, 8)),
    "noise": (cipher._CODES, lambda text: coded(text, cipher._FIRST)),
}


@pytest.mark.parametrize("name", GATES)
@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_what_an_outline_of_figures_denies_no_expression_finds(name, text):
    pattern, gate = GATES[name]
    text = fold(text).text
    assert gate(text) or pattern.search(text) is None


@pytest.mark.parametrize("name", CODES)
@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_what_an_outline_of_letters_denies_no_expression_finds(name, text):
    pattern, gate = CODES[name]
    assert gate(text) or pattern.search(text) is None


def test_every_figure_of_a_folded_text_is_one_of_ascii():
    every = "".join(one for one in map(chr, range(0x110000)) if re.match(r"\d", one))
    assert len(every) > 600
    assert not re.search(r"(?![0-9])\d", fold(f"甲{every}乙").text)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("vin", "LSVAA49J132047371"), ("credit_code", "91350211M000100Y43"), ("passport", "G12345678"), ("passport", "P1234567"),
        ("hk_macau_permit", "C12345678"), ("officer_card", "军字第123456号"), ("ip", "10.2.33.104"), ("ip", "1.2.3.4"),
    ],
)  # fmt: skip
def test_what_is_met_stands_in_an_outline(kind, said):
    assert _LETTERS[kind].search(said)
    assert _may_stand(kind, said)
    assert not _may_stand(kind, said[1:4])
    assert kind not in _GATES or _GATES[kind].search(said)


def test_an_outline_is_that_of_the_text_asked_about():
    first, second = "号码 1234567", "号码 123456"
    assert figured(first, b"0000000")
    assert not figured(second, b"0000000")
    assert figured(first, b"0000000")
