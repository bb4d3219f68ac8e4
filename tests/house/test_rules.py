"""Every shipped rule says what it rests on and carries its own proof."""

from __future__ import annotations

import yaml

from outscan import Config
from outscan.lexicon.load import load
from outscan.types import Action

FOLDER = Config().lexicons
NO_TEXT = {"mark/label-metadata", "mark/declassified"}
"""A label in properties has no text to try, and a statement of no secret is never a hit: tests of marks and samples try them."""


def sources():
    for path in sorted(FOLDER.glob("*.yaml")):
        told = yaml.safe_load(path.read_text("utf-8"))
        for rule in [*(told.get("items") or []), *(told.get("marks") or [])]:
            yield path.name, told, rule


def test_every_rule_has_basis_title_hits_and_misses():
    counted = 0
    for name, told, rule in sources():
        assert rule["title"], rule["id"]
        assert rule["title_en"], rule["id"]
        assert rule["id"] in NO_TEXT or rule["hits"], rule["id"]
        assert rule["id"] in NO_TEXT or rule["misses"], rule["id"]
        bases = rule["basis"] if isinstance(rule["basis"], list) else [rule["basis"]]
        assert bases, rule["id"]
        for basis in bases:
            assert basis["instrument"] in told["basis"], (name, rule["id"])
        counted += 1
    assert counted >= 200


def test_every_instrument_says_how_sure_we_are_of_it():
    for path in sorted(FOLDER.glob("*.yaml")):
        for key, instrument in (yaml.safe_load(path.read_text("utf-8")).get("basis") or {}).items():
            assert instrument["cite"], key
            assert instrument.get("certainty", "A") in {"A", "B", "C"}, key


def test_no_compiled_rule_is_without_its_basis_and_none_advises_release():
    for item in load(FOLDER).items:
        assert item.basis, item.id
        assert item.action is not Action.RELEASE, item.id
