"""The registry of evidence and techniques: everything in it has a word, and what detectors see is in it."""

from __future__ import annotations

import ast
import re

import pytest

from house.made import ROOT
from outscan.evidence import EVIDENCE, TECHNIQUES, Asking, Trait, has, kinds
from outscan.process.techniques import TECHNIQUES as CUTTING
from outscan.words import TECHNIQUES as WORDS

RULE = re.compile(r"(?:quantity|coordinates|table|identifier|structure)/[a-z_]+")


def test_every_technique_is_built_and_has_a_word():
    assert {one.name for one in CUTTING} == {name for name, asking in TECHNIQUES.items() if asking is not Asking.FORMAT}
    assert set(WORDS) == set(TECHNIQUES)


def test_the_document_lists_every_kind_and_every_kind_is_in_the_document():
    text = (ROOT / "docs" / "evidence.md").read_text("utf-8")
    sections = dict(re.findall(r"^## (\w+)$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    for detector in ("quantity", "coordinates", "table", "structure"):
        assert set(re.findall(r"^\| `(\w+)` \|", sections[detector], re.MULTILINE)) == set(kinds(detector)), detector
    assert set(re.findall(r"`(\w+)`", sections["identifier"])) >= set(kinds("identifier"))


def test_the_document_names_no_fact_that_is_not_registered():
    text = (ROOT / "docs" / "evidence.md").read_text("utf-8")
    for detector in ("quantity", "coordinates", "table"):
        part = re.search(rf"^## {detector}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)[1]
        for kind, facts in re.findall(r"^\| `(\w+)` \| ([^|]*) \|", part, re.MULTILINE):
            told = set(re.findall(r"`(\w+)`", re.sub(r"\([^()]*\)", "", facts)))
            assert told <= EVIDENCE[f"{detector}/{kind}"].facts, kind


@pytest.mark.parametrize(
    "rule", ["table/positions", "table/geoid_grid", "table/dem_grid", "table/gravity_points", "coordinates/wkt"]
)
def test_what_holds_places_says_so(rule):
    assert has(rule, Trait.PLACES)


def test_a_kind_nobody_registered_has_no_trait():
    assert not any(has("table/of_a_unit", trait) for trait in Trait)


def test_whoever_asks_for_a_kind_by_name_asks_for_one_there_is():
    """A misspelt rule would be no error: it would only never be met."""
    found = {}
    for path in (ROOT / "src" / "outscan").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and RULE.fullmatch(node.value):
                found.setdefault(node.value, path.name)
    assert len(found) > 15
    assert {rule: name for rule, name in found.items() if rule not in EVIDENCE} == {}
