"""Taking a document apart: what is found is told before more is opened, and telling costs little."""

import time
from datetime import date

from outscan.detect.sightings import Sightings
from outscan.fold import fold
from outscan.intake import TELLING_FREE, TELLING_PACE, Taken, Telling
from outscan.reading import Document, Reading
from outscan.types import Finding, Segment, Where

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


def test_first_tellings_that_take_longer_than_compiling_are_not_free():
    def slower(_):
        slow(_), slow(_), slow(_)
        return FOUND

    assert tellings(slower, 40) <= 2


def test_a_long_text_is_told_once_reading_has_gone_on_for_as_long_as_telling_takes():
    told = []
    telling = Telling(told.append, quick, patience=0.0)
    text = "甲" * 500_000
    long = Document("甲.txt", date(2026, 1, 1), [Reading(0, Segment(Where(("甲.txt",)), text), fold(text))])
    telling.of(Taken(long, Sightings(count=1)))
    assert not told
    end = time.process_time() + len(text) * TELLING_PACE
    while time.process_time() < end:
        pass
    telling.of(Taken(long, Sightings(count=2)))
    assert told
