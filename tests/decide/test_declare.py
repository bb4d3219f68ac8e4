"""A declaration sets aside the one item it answers, and nothing else."""

from __future__ import annotations

import pytest
from made_findings import MATCH, item, mark

from outscan.decide import apply_declarations, questions
from outscan.nouns import replace
from outscan.types import Declaration, Finding, Kind, Level, Match, Span
from sentences import sentence, stated

YES = Declaration("t/01", answer=True, by="张三")
CLEARED = Finding(
    "fingerprint/cleared",
    Kind.FINGERPRINT,
    "local",
    Level.NONE,
    "题",
    (),
    (
        Match(
            "fingerprint/cleared", Kind.FINGERPRINT, MATCH.where, 0, (Span(0, 5),), "某某某某某", facts={"start": 0, "end": 100}
        ),
    ),
)
OFFICER = Declaration("fingerprint/cleared", answer=True, by="李四")


def one(finding, *declarations, beside=()):
    return apply_declarations([finding, *beside], declarations)[0]


def test_a_yes_sets_the_item_aside_with_name_and_wording():
    assert sentence(one(item(), YES).declared) == "张三：是否已公开？ 是"
    assert not one(item(), YES).upheld


@pytest.mark.parametrize(
    "finding",
    [
        item(Level.HIGHLY_SECRET),
        item(Level.TOP_SECRET),
        replace(item(), rule="t/02"),
        replace(item(), settled_by=None),
        replace(item(), settled_by=False),
        replace(mark(Level.INTERNAL), rule="t/01", ask="是否已公开？", settled_by=True),
    ],
)
def test_nothing_else_is_set_aside(finding):
    assert one(finding, YES) == finding


def test_words_decide_nothing():
    open_question = item(ask="是否已公开？还是未公开？", settled_by=None)
    assert one(open_question, YES) == open_question
    told = one(item(ask="公开了没有", settled_by=True), YES)
    assert sentence(told.declared) == "张三：公开了没有 是"


def test_where_no_settles_it_a_yes_does_not():
    zone = item(ask="图上是否确有军事禁区？", settled_by=False)
    assert one(zone, YES) == zone
    assert sentence(one(zone, replace(YES, answer=False)).declared) == "张三：图上是否确有军事禁区？ 否"


def test_only_what_an_answer_settles_is_asked():
    grave, open_question = item(Level.HIGHLY_SECRET, rule="t/02"), item(rule="t/03", settled_by=None)
    away, twice = one(item(rule="t/04"), replace(YES, key="t/04")), item()
    dismissed = item(rule="t/05", dismissed=stated("试"))
    assert list(questions([grave, open_question, away, twice, item(), dismissed])) == ["t/04", "t/01"]


def test_a_no_changes_nothing_and_the_last_word_counts():
    assert one(item(), replace(YES, answer=False)).upheld
    assert one(item(), YES, replace(YES, answer=False)).upheld


def test_dismissed_findings_keep_their_reason():
    assert one(item(dismissed=stated("试")), YES).declared is None


def test_cleared_material_speaks_only_where_an_officer_says_so_and_only_inside_itself():
    assert one(item(), beside=[CLEARED]).upheld
    assert "李四" in sentence(one(item(), OFFICER, beside=[CLEARED]).declared)
    assert one(item(Level.HIGHLY_SECRET), OFFICER, beside=[CLEARED]).upheld
    outside = replace(MATCH, spans=(Span(98, 102),))
    assert one(item(matches=(outside,)), OFFICER, beside=[CLEARED]).upheld
    elsewhere = replace(MATCH, segment=1)
    assert one(item(matches=(MATCH, elsewhere)), OFFICER, beside=[CLEARED]).upheld
