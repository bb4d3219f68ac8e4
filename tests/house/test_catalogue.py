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
PATTERNS = {"lazy", "compile", "match", "search", "fullmatch", "sub", "split", "findall", "finditer"}
"""Calls whose literals are looked for in documents."""
VOCABULARY = {
    "confirm": "words marks are told by",
    "detect": "vocabulary of marks, quantities, tables and identifiers",
    "extract": "numerals of lists, and words by which raw strings are worth keeping",
    "fold": "characters and numerals",
    "genre": "words passages are told by",
    "legible": "characters",
    "relate": "numerals",
}
"""Rooms whose literals are looked for in documents: words, never a sentence."""
ALLOWED = {
    "assess": (47, "what a passage looks like, and the card of a model, a Chinese paper its trainer reads"),
    "batch": (4, "names and articles of laws"),
    "cli": (5, "fields of Chinese forms"),
    "gate": (6, "fields of Chinese forms and archives"),
    "lexicon": (4, "levels as rules write them"),
    "process": (2, "words that are put in place of others in a Chinese document"),
    "tables": (7, "common surnames, by which a column of names is known"),
    "report": (14, "fields and heads of Chinese forms"),
}
"""Most literals each other room may hold, and why: a number that only falls."""
SENTENCE = re.compile("[。；！？]|请[用将先改检]")
ANY_BUT = re.compile(r"\[\^[^\]]*\]")
"""A class of an expression that names what it is not: `[^。\n]` ends at a sentence, and is none."""
TELLERS = {"OutscanError", "LexiconError", "PolicyError", "ConfigError", "ModelError", "StoreError", "UsageError", "BadParameter"}
TELLERS |= {"Refused", "complaint", "echo", "ClickException"}
"""Calls whose words reach a person."""
ENGLISH = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}")
MACHINES = {"gate/smtp"}
"""Rooms whose refusals are replies of a protocol, which is ASCII (RFC 5321)."""


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
    strangers = {room: texts for room, texts in by_room().items() if room not in {*ALLOWED, *VOCABULARY}}
    assert strangers == {}


def test_vocabulary_holds_no_sentence():
    found = by_room()
    assert [
        text for room in VOCABULARY for text in found.get(room, []) if SENTENCE.search(ANY_BUT.sub("", text.partition(": ")[2]))
    ] == []


@pytest.mark.parametrize("room", ALLOWED)
def test_what_a_room_may_hold_only_falls(room):
    found = by_room().get(room, [])
    most, why = ALLOWED[room]
    assert why
    assert len(found) <= most, "\n".join(found)


def test_no_english_sentence_reaches_a_person_past_the_catalogue():
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if name.startswith("words/") or any(name.startswith(one) for one in MACHINES):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in TELLERS:
                said = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str))
                found += [
                    f"{name}:{node.lineno}: {text}" for text in said if ENGLISH.search(text) and not text.startswith("outscan ")
                ]
    assert found == []


def test_the_changelog_is_written_in_english():
    """Words and names may stand in Chinese, sentences may not."""
    told = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert [
        line
        for line in told.splitlines()
        if len(RUN.findall(line)) > 3 and not re.search("[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}", line)
    ] == []


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
    from outscan.words.sums import SUMS

    known = {*MESSAGES, *CHANGES, *FAULTS, *REFUSALS, *HELP, *PROBLEMS, *PROOFS, *SUMS, *REASONS, *RULES}
    said: set[str] = set()
    own = {"gate", "store"}  # they speak from tables of their own
    for path in (one for one in SOURCE.rglob("*.py") if one.relative_to(SOURCE).parts[0] not in own):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
            if name in {"say", "sentence", "because", "no"} and node.args and isinstance(node.args[0], ast.Constant):
                said.add(str(node.args[0].value))
    assert said - known == set()


def unread_calls():
    """Every call that says what was not read: where it stands, its key where it is written there, the names of its values."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "unread":
                key = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", key, {one.arg for one in node.keywords}


def test_what_was_not_read_is_said_by_a_sentence_of_the_catalogue_with_its_values():
    """No reader writes its own sentence: types hold that a gap's detail is a `Reason`, this holds that `words.unread` has it."""
    from outscan.words.unread import UNREAD

    calls = list(unread_calls())
    assert len(calls) > 100
    wrong = [(place, key) for place, key, _ in calls if key is not None and f"unread.{key}" not in UNREAD]
    assert wrong == []
    for place, key, names in calls:
        if key is not None:
            for pair in UNREAD[f"unread.{key}"]:
                assert set(re.findall(r"\{(\w+)\}", pair)) == names, (place, key)


def test_no_sentence_of_what_was_not_read_is_left_over():
    from outscan.words.unread import UNREAD

    source = "\n".join(path.read_text("utf-8") for path in sorted(SOURCE.rglob("*.py")) if path.name != "unread.py")
    assert [key for key in UNREAD if f'"{key.partition(".")[2]}"' not in source] == []


def test_every_gap_says_its_detail_by_a_reason():
    """A detail written where the gap is made is a call, a name or nothing: never a text."""
    makers = {"Gap": 2, "Unreadable": 1, "Exceeded": 1, "Entry": 4}
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            at = makers.get(getattr(node.func, "id", ""), 99) if isinstance(node, ast.Call) else 99
            if isinstance(node, ast.Call) and len(node.args) > at:
                detail = node.args[at]
                if isinstance(detail, ast.JoinedStr) or (isinstance(detail, ast.Constant) and detail.value is not None):
                    found.append(f"{path.relative_to(SOURCE)}:{node.lineno}")
    assert found == []
