"""Comparisons of facts, as items write them."""

from __future__ import annotations

from datetime import date

import pytest

from outscan.config import shipped
from outscan.fold import fold
from outscan.lexicon.load import PACK_NAME, load, sources_digest
from outscan.lexicon.pack import pack_from, parse_test

DAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    """Complaints are looked at in English here; that both languages say the same is the catalogue's test."""
    monkeypatch.setenv("OUTSCAN_LANG", "en")


@pytest.mark.parametrize(
    ("written", "fact", "holds"),
    [
        ("< 5000", 2000, True),
        ("< 5000", 5000, False),
        ("<= 5000", 5000.0, True),
        (">= 3", 3, True),
        ("> 3", 3, False),
        ("in [10000, 50000]", 10000.0, True),
        ("in [10000, 50000]", 25000, False),
        ("in [new, old]", "old", True),
        ("between 25000 and 250000", 25000, True),
        ("between 25000 and 250000", 250001, False),
        (">= today", 2026, True),
        (">= today", 2025, False),
        ("< today", 2025, True),
        ("national", "National", True),
        ("national", "project", False),
        ("!= 3", 4, True),
        (True, True, True),
        (True, False, False),
        (True, 1, False),
        (7, 7.0, True),
        ("< 5", "3.5", True),
        ("< 5", "few", False),
    ],
)
def test_a_fact_compares(written, fact, holds):
    assert parse_test("x", written).holds(fact, DAY) is holds


def test_a_missing_fact_never_compares():
    for written in ("< 5", "!= 5", "x", "in [1, 2]"):
        assert not parse_test("x", written).holds(None, DAY)


@pytest.mark.parametrize("written", ["<", "< five", "in []", "between 5 and 1", "between 1", "=< 3", ""])
def test_what_is_no_comparison_is_refused(written):
    with pytest.raises(ValueError, match=r"comparison|smaller"):
        parse_test("x", written)


def test_the_kept_pack_was_compiled_from_the_lexicons_beside_it():
    """A stale one is not used, and compiling at every start costs more than scanning: `python -m outscan.rulecheck --write`."""
    folder = shipped("lexicons")
    sources = [(f"{folder.name}/{path.name}", path.read_bytes()) for path in sorted(folder.glob("*.yaml"))]
    assert pack_from((folder / PACK_NAME).read_bytes(), sources_digest(sources)) is not None


def test_the_pack_knows_every_term_that_folds_to_something_else():
    pack = load(shipped("lexicons"))
    assert pack.folded == {i: fold(term).text for i, term in enumerate(pack.terms) if fold(term).text != term}
