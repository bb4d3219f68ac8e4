"""What an approval covers: exactly what it names, and nothing beside it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outscan.gate.binding import (
    BY_HAND,
    ELECTRONIC,
    Binding,
    Channel,
    Ground,
    Item,
    Refusal,
    Wish,
    declarations_digest,
    lawful,
    recipients,
    refusals,
)
from outscan.gate.exclusion import Deputy, deciders, excluded
from outscan.nouns import replace
from outscan.types import Level

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
A, B = "a" * 64, "b" * 64
BINDING = Binding(
    items=(Item(A, "说明.docx"),),
    recipients=recipients(["ACME Ltd", "Prof. X"]),
    copies=3,
    used=1,
    channels=frozenset({Channel.EMAIL, Channel.SMTP}),
    until=NOW + timedelta(days=1),
    pack="p1",
    declarations=declarations_digest({"x": True}),
    ground=Ground.NOT_SECRET,
)
WISH = Wish(Item(A, "说明.docx"), recipients(["acme  ltd"]), 2, Channel.EMAIL, "p1", declarations_digest({"x": True}))


def test_the_very_thing_is_covered():
    assert refusals(BINDING, WISH, NOW) == ()


@pytest.mark.parametrize(
    ("binding", "wish", "why"),
    [
        ({}, {"item": Item(B, "说明.docx")}, Refusal.CONTENT),
        ({}, {"item": Item(A, "说明2.docx")}, Refusal.NAME),
        ({}, {"recipients": recipients(["ACME Ltd", "Mr. Y"])}, Refusal.RECIPIENT),
        ({}, {"recipients": frozenset()}, Refusal.RECIPIENT),
        ({}, {"copies": 3}, Refusal.COPIES),
        ({}, {"copies": 0}, Refusal.COPIES),
        ({}, {"copies": -1}, Refusal.COPIES),
        ({}, {"channel": Channel.WEB}, Refusal.CHANNEL),
        ({"until": NOW}, {}, Refusal.EXPIRED),
        ({}, {"pack": "p2"}, Refusal.PACK),
        ({}, {"declarations": declarations_digest({"x": False})}, Refusal.DECLARATIONS),
        ({"active": False}, {}, Refusal.STATE),
        ({"ground": Ground.STATE_SECRET, "level": Level.SECRET}, {}, Refusal.STATE_SECRET),
        ({"level": Level.HIGHLY_SECRET}, {}, Refusal.STATE_SECRET),
    ],
)
def test_a_change_of_anything_is_refused_by_name(binding, wish, why):
    assert why in refusals(replace(BINDING, **binding), replace(WISH, **wish), NOW)


@given(
    st.sets(st.sampled_from(["ACME Ltd", "Prof. X", "Mr. Y", "Z"])),
    st.integers(-2, 6),
    st.sampled_from(Channel),
    st.integers(0, 4),
)
def test_nothing_wider_than_the_approval_is_ever_covered(who_gets, copies, channel, used):
    binding = replace(BINDING, used=used)
    wish = replace(WISH, recipients=recipients(who_gets), copies=copies, channel=channel)
    if not refusals(binding, wish, NOW):
        assert wish.recipients
        assert wish.recipients <= binding.recipients
        assert 1 <= copies <= binding.copies - used
        assert channel in binding.channels


@given(st.sampled_from(Ground), st.sampled_from(Level), st.sets(st.sampled_from(Channel)))
def test_no_state_secret_goes_over_a_network_and_top_secret_nowhere(ground, level, channels):
    allowed = lawful(ground, level, channels)
    if level is Level.TOP_SECRET or not channels:
        assert not allowed
    if allowed and (ground is Ground.STATE_SECRET or level >= Level.SECRET):
        assert channels <= BY_HAND
        assert not channels & ELECTRONIC


def test_one_name_composed_in_two_ways_is_one_name():
    wish = replace(WISH, item=Item(A, "re\u0301sume\u0301.docx"))
    assert refusals(replace(BINDING, items=(Item(A, "r\u00e9sum\u00e9.docx"),)), wish, NOW) == ()


PEOPLE = st.sampled_from(["a", "b", "c", "d", "e"])
deputies = st.lists(
    st.builds(Deputy, PEOPLE, PEOPLE, st.sampled_from(["office", "leader"]), st.sampled_from([NOW, NOW + timedelta(days=1)])),
    max_size=6,
)


@given(st.sets(PEOPLE), deputies, st.dictionaries(PEOPLE, st.sets(st.sampled_from(["office", "leader"]))))
def test_nobody_who_touched_it_and_no_deputy_of_theirs_decides(touched, standing, holders):
    able = deciders("office", holders, touched, standing, NOW)
    out = excluded(touched, standing, NOW)
    assert not able & out
    assert not able & touched
    for one in standing:
        if one.stands(NOW) and one.principal in touched:
            assert one.deputy not in able


@given(st.sets(PEOPLE), deputies, st.dictionaries(PEOPLE, st.sets(st.sampled_from(["office"]))), PEOPLE)
def test_touching_more_never_lets_more_people_decide(touched, standing, holders, one):
    assert deciders("office", holders, {*touched, one}, standing, NOW) <= deciders("office", holders, touched, standing, NOW)
