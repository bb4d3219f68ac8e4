"""Words that look like a lesson, a quotation or a publication and are none, where a matter of one's own stands beside them."""

from __future__ import annotations

import pytest

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.state import grammar

STATE = grammar(Scanner.build(Config(ocr="off")).pack.state)

NONE = [
    ("quoted", "how is the patient in the end room doing today"),
    ("quoted", "budget allocation and metal alloy targets at high altitude"),
    ("quoted", "the doing of the committee"),
    ("taught", "作用距离较上一型提高三成"),
    ("taught", "作用半径和虚警率见下页"),
    ("taught", "the party branch for overseas graduates has sixty members among the students"),
    ("published", "Until the press release goes out the figures stay with six people."),
    ("published", "The press release is due on Friday."),
    ("published", "before the press release of the bureau"),
]
STILL = [
    ("quoted", "as shown by Wang et al. (2019)"),
    ("quoted", "see doi:10.1000/182"),
    ("quoted", "https://doi.org/10.1000/182"),
    ("taught", "本章介绍雷达的作用"),
    ("taught", "水库对下游起到调节作用"),
    ("taught", "students should compare both methods"),
    ("published", "The bureau said in a press release that output rose."),
    ("published", "The press release said that output rose."),
]


@pytest.mark.parametrize(("sign", "text"), NONE)
def test_it_excuses_nothing(sign, text):
    assert sign not in {name for name, _, _ in STATE.signs(text)}


@pytest.mark.parametrize(("sign", "text"), STILL)
def test_it_still_does(sign, text):
    assert sign in {name for name, _, _ in STATE.signs(text)}
