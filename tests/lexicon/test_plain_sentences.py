"""What the items' matter in plain sentences meets, by phrasings no rule was fitted to: floors, with room below the measured."""

from pathlib import Path

import pytest

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Where

BARE = Path(__file__).parent / "bare"
EVERY = 3
"""Only every third sentence is asked: all of them are measured with `scripts/measure_set.py --bare`."""
SEEN = (Action.REVIEW, Action.ESCALATE, Action.WITHHOLD)


@pytest.fixture(scope="module")
def scanner():
    return Scanner.build(Config(ocr="off"))


def share(scanner, name):
    lines = (BARE / f"{name}.tsv").read_text("utf-8").splitlines()[::EVERY]
    texts = [text for _, _, text in (line.partition("\t") for line in lines) if text]
    found = [scanner.scan(Blob(Where(("a.txt",)), text.encode())).verdict.action in SEEN for text in texts]
    return sum(found) / len(found)


@pytest.mark.parametrize(("name", "floor"), [("second", 0.82), ("second_told", 0.72), ("second_english", 0.79)])
def test_plain_sentences_of_every_item_reach_a_person(scanner, name, floor):
    assert share(scanner, name) >= floor


def test_innocent_sentences_on_the_same_matters_are_released(scanner):
    assert share(scanner, "innocent") <= 0.08
