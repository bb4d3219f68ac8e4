"""Every word on the wire has a Chinese and an English word for people."""

from __future__ import annotations

import re

import pytest

from outscan import words
from outscan.types import Action, Certainty, Confidence, GapReason, HiddenKind, Kind, Level, Part
from outscan.words.batch import BATCH
from outscan.words.batch_help import HELP as BATCH_HELP
from outscan.words.gate import GATE
from outscan.words.helps import HELP
from outscan.words.page import PAGE
from outscan.words.problems import PROBLEMS
from outscan.words.rules import RULES
from outscan.words.store import STORE

TABLES = [
    (Action, words.ACTIONS),
    (Level, words.LEVELS),
    (Part, words.PARTS),
    (GapReason, words.GAPS),
    (HiddenKind, words.HIDDEN),
    (Kind, words.KINDS),
    (Confidence, words.CONFIDENCE),
    (Certainty, words.CERTAINTY),
]
TEXTS = {
    "techniques": words.TECHNIQUES,
    "messages": words.MESSAGES,
    "reasons": words.REASONS,
    "problems": PROBLEMS,
    "rules": RULES,
    "help": HELP,
    "store": STORE,
    "gate": GATE,
    "page": PAGE,
    "batch": BATCH,
    "batch_help": BATCH_HELP,
}
BARE = {"sha256", "in_brackets", "listed", "and", "colon", "problem.and", "other_language"} | {
    key for key, pair in words.REASONS.items() if pair[0] == pair[1]
}
"""Brackets, separators and sentences that are all value."""
HAN = re.compile(r"[一-鿿]")


@pytest.mark.parametrize(("enum", "table"), TABLES, ids=[e.__name__ for e, _ in TABLES])
def test_every_value_has_both_words(enum, table):
    assert list(table) == list(enum)
    for value, (chinese, english) in table.items():
        if value is Certainty.A:
            continue  # a text that was read needs no remark
        assert HAN.search(chinese), value
        assert re.search(r"[a-z]", english), value


@pytest.mark.parametrize("table", TEXTS.values(), ids=TEXTS)
def test_techniques_and_messages_are_in_both_languages(table):
    for key, (chinese, english) in table.items():
        if key not in BARE:
            assert HAN.search(chinese), key
            assert re.search(r"[A-Za-z]", english), key
        assert set(re.findall(r"{\w+", chinese)) == set(re.findall(r"{\w+", english)), key


def test_every_technique_a_rule_advises_has_a_word():
    from outscan import Config
    from outscan.lexicon.load import load

    advised = {name for item in load(Config().lexicons).items for name in item.techniques}
    assert advised <= set(words.TECHNIQUES)
