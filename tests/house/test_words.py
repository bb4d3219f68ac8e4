"""Every word on the wire has a Chinese and an English word for people."""

from __future__ import annotations

import re

import pytest

from house.made import ROOT
from outscan import words
from outscan.types import Action, Certainty, Confidence, GapReason, HiddenKind, Kind, Level, Part
from outscan.words.batch import BATCH
from outscan.words.batch_help import HELP as BATCH_HELP
from outscan.words.changes import CHANGES
from outscan.words.faults import FAULTS
from outscan.words.gate import GATE
from outscan.words.helps import HELP
from outscan.words.page import PAGE
from outscan.words.places import PLACES
from outscan.words.problems import PROBLEMS
from outscan.words.proofs import PROOFS
from outscan.words.refusals import REFUSALS
from outscan.words.rules import RULES
from outscan.words.store import STORE
from outscan.words.sums import SUMS

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
    "sums": SUMS,
    "gate": GATE,
    "page": PAGE,
    "places": PLACES,
    "proofs": PROOFS,
    "changes": CHANGES,
    "refusals": REFUSALS,
    "faults": FAULTS,
    "batch": BATCH,
    "batch_help": BATCH_HELP,
}
BARE = (
    {"sha256", "in_brackets", "listed", "and", "colon", "problem.and", "other_language", "row", "change.left"}
    | {*("package_line", "package_matter", "package_year", "between", "listed_names")}
    | {key for key, pair in words.REASONS.items() if pair[0] == pair[1]}
)
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


def kinds_of_steps():
    """The kinds of places that readers name in code."""
    import ast

    makers = {"spot", "then", "at", "Step", "Numbered", "_numbered", "_spot"}
    for path in sorted((ROOT / "src/outscan").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in makers and isinstance(node.args[0].value, str):
                    yield node.args[0].value


def test_every_kind_of_place_has_a_word():
    bare = {"name", "sheet", "cell", "grid", "area"}
    """Names the file itself gives, and cells, which are written alike in both languages."""
    assert set(kinds_of_steps()) - set(PLACES) - bare == set()


def test_a_place_is_said_in_both_languages():
    from outscan.types import spot
    from outscan.words.places import place_words

    sheet = spot("sheet", name="成果")
    assert place_words(sheet.then("cell", 7, "", 3)) == place_words(sheet.then("cell", 7, "", 3), english=True) == "成果!C7"
    table = spot("page", 4).then("table", 1).then("grid", 3, "", 2)
    assert (place_words(table), place_words(table, english=True)) == ("第4页 表1 R3C2", "page 4 table 1 R3C2")
    assert place_words(spot("comment", 0), english=True) == "comment 0"
    with pytest.raises(TypeError, match="language"):
        f"{table}"
