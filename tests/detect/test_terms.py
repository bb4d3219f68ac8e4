import pytest
from hypothesis import given
from hypothesis import strategies as st

from outscan.detect import automaton
from outscan.detect.terms import TermDetector
from outscan.fold import fold
from outscan.reading import Reading
from outscan.types import Kind, Segment, Where

TERMS = ["游行", "知识产权", "国家知识产权局", "產權", "地形图", "topographic map", "DEM", "控制点", "控制点成果表"]


def found(text):
    segment = Segment(Where(("a.txt",)), text)
    return [
        (TERMS[int(m.rule.removeprefix("term/"))], m.quote) for m in TermDetector(TERMS).detect(Reading(0, segment, fold(text)))
    ]


def test_overlapping_terms_are_all_found():
    assert {term for term, _ in found("国家知识产权局")} == {"知识产权", "国家知识产权局", "產權"}
    assert {term for term, _ in found("控制点成果表")} == {"控制点", "控制点成果表"}


@pytest.mark.parametrize(
    ("text", "quote"),
    [("地形\v圖", "地形\v圖"), ("地 形 图", "地 形 图"), ("Topographic  MAPS", "Topographic  MAP"), ("(DEM)", "DEM")],
)
def test_a_term_is_found_through_a_disguise_and_quoted_as_it_stands(text, quote):
    assert quote in [q for _, q in found(text)]


@pytest.mark.parametrize("text", ["DEMO", "dem", "demolish", "cartotopographic map", "地形\n图"])
def test_part_of_an_english_word_or_another_case_is_no_term(text):
    assert found(text) == []


def test_matches_carry_their_kind_and_place():
    segment = Segment(Where(("a.txt",)), "旅游行业")
    (match,) = TermDetector(TERMS).detect(Reading(3, segment, fold(segment.text)))
    assert (match.kind, match.segment, match.rule, match.spans[0]) == (Kind.TERM, 3, "term/0", (1, 3))


def test_both_automata_find_the_same():
    words = ["知识产权", "国家知识产权局", "知识", "产权局", "产权"]
    text = "国家知识产权局与知识产权"
    ours = sorted(automaton.Automaton(words).find(text))
    assert ours == sorted(automaton.iterate(automaton.portable(words), words, text))
    assert len(ours) == 8


@given(st.lists(st.text("ab国家", min_size=1, max_size=4), min_size=1, max_size=8), st.text("ab国家 ", max_size=40))
def test_a_short_text_and_a_long_one_are_searched_with_the_same_result(words, text):
    long = automaton.Automaton(words)
    assert list(long.find(" " * (automaton.SHORT + 1))) == []
    assert list(automaton.Automaton(words).find(text)) == list(long.find(text))


def test_a_pack_that_knows_its_folded_terms_finds_the_same():
    folded = {i: fold(term).text for i, term in enumerate(TERMS) if fold(term).text != term}
    text = "国家知识产权局 地形图 DEM topographic map"
    reading = Reading(0, Segment(Where(("a.txt",)), text), fold(text))
    assert folded
    assert list(TermDetector(TERMS, folded).detect(reading)) == list(TermDetector(TERMS).detect(reading))


def test_what_is_met_is_told_before_it_is_looked_at_closely():
    text = "控制点成果表 and DEMO"
    reading = Reading(0, Segment(Where(("a.txt",)), text), fold(text))
    detector = TermDetector(TERMS)
    assert {TERMS[i] for i in detector.met(reading)} == {"控制点", "控制点成果表", "DEM"}
    assert [m.quote for m in detector.detect(reading, Some({TERMS.index("控制点"), TERMS.index("DEM")}))] == ["控制点"]


class Some:
    """Terms that can matter, wherever they stand but at the beginning of a long text."""

    def __init__(self, terms):
        self.terms = terms

    def near(self, reading, places):
        return [place for place in places if len(reading.folded.text) < 30 or place[1] > 0]


def test_of_the_terms_that_can_matter_only_those_places_become_matches_where_they_can():
    text = "控制点成果表，" + "地形图与控制点。" * 5
    reading = Reading(0, Segment(Where(("a.txt",)), text), fold(text))
    assert [m.start for m in TermDetector(TERMS).detect(reading, Some({TERMS.index("控制点")}))] == [11, 19, 27, 35, 43]


def test_a_very_long_text_is_searched_in_pieces_without_losing_a_term(monkeypatch):
    text = "\n".join(["国家知识产权局的地形图", "无关的一行"] * 40)
    reading = Reading(0, Segment(Where(("a.txt",)), text), fold(text))
    whole = list(TermDetector(TERMS).detect(reading))
    monkeypatch.setattr(automaton, "PIECE", 50)
    assert list(TermDetector(TERMS).detect(reading)) == whole
    assert len(whole) == 160


def test_words_are_found_in_pieces_as_in_one(monkeypatch):
    text = "\n".join(["机密★10年，绝密", "无关的一行"] * 300)
    words = automaton.Automaton(["机密", "绝密", "密★"])
    whole = list(words.find(text))
    monkeypatch.setattr(automaton, "PIECE", 70)
    assert list(words.found(text)) == whole
    assert len(whole) == 900


def test_no_terms_find_nothing():
    assert list(automaton.Automaton([]).find("任何文字")) == []


INFLECTED = ["defect", "reserve price", "delivery", "release", "情况报告", "调整方案", "目的"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("He defected; two are defecting.", ["defected", "defecting"]),
        ("the reserve prices, deliveries, released and releasing", ["reserve prices", "deliveries", "released", "releasing"]),
        ("defective and deliverable", []),
        ("情况的报告、调整了方案", ["情况的报告", "调整了方案"]),
        ("目的地", ["目的"]),
        ("题目与目标", []),
    ],
)
def test_terms_are_met_by_form(text, quotes):
    segment = Segment(Where(("a.txt",)), text)
    assert [m.quote for m in TermDetector(INFLECTED).detect(Reading(0, segment, fold(text)))] == quotes
