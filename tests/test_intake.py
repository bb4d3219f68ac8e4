"""Taking a document apart: what is found is told before more is opened, and telling costs little."""

import time
from datetime import date

from outscan.detect.sightings import Sightings
from outscan.intake import TELLING_FREE, Taken, Telling
from outscan.reading import Document
from outscan.types import Finding

FOUND: tuple[Finding, ...] = ()


def quick(_):
    return FOUND


def slow(_):
    """Judge as expressions that are compiled on first need make it: a tenth of a second of CPU."""
    end = time.process_time() + 0.1
    while time.process_time() < end:
        pass
    return FOUND


def tellings(judge, notices, patience=0.0):
    told = []
    telling = Telling(told.append, judge, patience=patience)
    for count in range(1, notices + 1):
        telling.of(Taken(Document("甲.txt", date(2026, 1, 1)), Sightings(count=count)))
    return len(told)


def test_what_is_noticed_first_is_told_however_long_the_first_judgement_takes():
    assert tellings(slow, 2) == 2


def test_telling_ends_where_it_costs_more_than_its_share():
    assert tellings(slow, 40) <= TELLING_FREE + 4


def test_a_quick_judgement_is_told_each_time():
    assert tellings(quick, 40) == 40


def test_a_document_that_takes_little_is_told_when_it_is_done():
    assert tellings(quick, 40, patience=600.0) == 0
