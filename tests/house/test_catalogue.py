"""Sentences for people stand in words/: elsewhere is vocabulary, with a reason, and a count where sentences are still to move."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from house.made import ROOT

SOURCE = ROOT / "src" / "outscan"
RUN = re.compile("[\u4e00-\u9fff]{4,}")
CITED = re.compile("《[^》]*》|第[一二三四五六七八九十百]+[条款项]|[(（]先审查、后提供[)）]")
PATTERNS = {"late", "compile", "match", "search", "fullmatch", "sub", "split", "findall", "finditer"}
"""Calls whose literals are looked for in documents."""
ALLOWED = {
    "assess": (71, "what a passage looks like, and the card of a model as its trainer reads it"),
    "batch": (999, "names and articles of laws"),
    "genre": (999, "words passages are told by"),
    "cli": (35, "names of files in examples, fields of Chinese forms, and the help of the gate's commands"),
    "confirm": (999, "words marks are told by, and what the law says of two of them"),
    "decide": (999, "words a question is known by"),
    "detect": (999, "vocabulary of marks, quantities, tables and identifiers"),
    "extract": (999, "names of the places of a document, and words by which formats are known"),
    "fold": (999, "characters and numerals"),
    "gate": (999, "names of the fields of Chinese forms"),
    "legible": (999, "characters"),
    "lexicon": (999, "levels as rules write them"),
    "process": (86, "sentences that go into a proof and words that are put in place of others"),
    "relate": (999, "registered documents as rules in code, and words passages are told by"),
    "report": (23, "names of the fields and heads of Chinese forms"),
}
"""Most literals each room may hold, and why: 999 where they are vocabulary, elsewhere a number that only falls."""


def literals(path: Path) -> list[str]:
    """String literals with a run of Han that are no docstring, no pattern and no citation of a law."""
    tree = ast.parse(path.read_text("utf-8"))
    aside: set[int] = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for one in body if isinstance(body, list) else ():
            if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant):
                aside.add(id(one.value))
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in PATTERNS:
                aside.update(id(inner) for argument in node.args for inner in ast.walk(argument))
    strings = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in aside]
    return [n.value for n in strings if RUN.search(CITED.sub("", n.value))]


def by_room() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        if room != "words" and "authored" not in path.parts:
            found.setdefault(room, []).extend(f"{path.relative_to(SOURCE)}: {text[:60]}" for text in literals(path))
    return {room: texts for room, texts in found.items() if texts}


def test_no_room_holds_sentences_of_its_own():
    strangers = {room: texts for room, texts in by_room().items() if room not in ALLOWED}
    assert strangers == {}


@pytest.mark.parametrize("room", ALLOWED)
def test_what_a_room_may_hold_only_falls(room):
    found = by_room().get(room, [])
    most, why = ALLOWED[room]
    assert why
    assert len(found) <= most, "\n".join(found)


def test_every_sentence_that_is_said_is_in_the_catalogue():
    from outscan.words import MESSAGES
    from outscan.words.changes import CHANGES
    from outscan.words.faults import FAULTS
    from outscan.words.helps import HELP
    from outscan.words.problems import PROBLEMS
    from outscan.words.proofs import PROOFS
    from outscan.words.reasons import REASONS
    from outscan.words.refusals import REFUSALS
    from outscan.words.rules import RULES

    known = {*MESSAGES, *CHANGES, *FAULTS, *REFUSALS, *HELP, *PROBLEMS, *PROOFS, *REASONS, *RULES}
    said: set[str] = set()
    own = {"gate", "store"}  # they speak from tables of their own
    for path in (one for one in SOURCE.rglob("*.py") if one.relative_to(SOURCE).parts[0] not in own):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
            if name in {"say", "sentence", "because", "no"} and node.args and isinstance(node.args[0], ast.Constant):
                said.add(str(node.args[0].value))
    assert said - known == set()
