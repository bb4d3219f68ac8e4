from __future__ import annotations

import time

import pytest

from outscan.errors import Exceeded
from outscan.limits import Budget, Limits
from outscan.types import GapReason
from sentences import english


def budget(**limits):
    return Budget(Limits(**limits))


def test_actual_bytes_are_counted_and_the_total_holds_over_members():
    small = budget(max_total_bytes=10)
    assert small.inflate([b"12345"]) == b"12345"
    with pytest.raises(Exceeded) as why:
        small.inflate([b"123456"])
    assert why.value.reason is GapReason.TOO_LARGE
    assert "max_total_bytes" in english(why.value)
    assert small.over


def test_a_member_has_a_limit_of_its_own_that_leaves_the_budget_open():
    small = budget(max_member_bytes=4)
    with pytest.raises(Exceeded, match="max_member_bytes"):
        small.inflate([b"123", b"45"])
    assert not small.over
    assert small.inflate([b"1234"]) == b"1234"


def test_a_ratio_counts_only_behind_the_floor():
    small = budget(ratio_floor_bytes=100, max_ratio=10)
    assert len(small.inflate([b"x" * 100], source=1)) == 100
    with pytest.raises(Exceeded, match="max_ratio"):
        small.inflate([b"x" * 101], source=1)


def test_all_nesting_is_measured_against_the_file_handed_in():
    small = budget(ratio_floor_bytes=100, max_ratio=10)
    small.source = 20
    for _ in range(4):
        small.spend(50)
    with pytest.raises(Exceeded, match="max_ratio"):
        small.spend(50)


@pytest.mark.parametrize(("limit", "act", "reason"), [
    ("max_members", lambda p: p.member(), GapReason.TOO_MANY),
    ("max_pages", lambda p: p.page(), GapReason.TOO_MANY),
    ("max_text_chars", lambda p: p.text(1), GapReason.TOO_LARGE),
    ("max_total_pixels", lambda p: p.pixels(1), GapReason.TOO_LARGE),
])  # fmt: skip
def test_each_count_stops_with_its_own_name(limit, act, reason):
    small = budget(**{limit: 2})
    act(small)
    act(small)
    with pytest.raises(Exceeded) as why:
        act(small)
    assert why.value.reason is reason
    assert limit in english(why.value)


def test_time_is_a_limit_too():
    late = budget(max_seconds=5.0)
    late.tick()
    late.started -= 6
    with pytest.raises(Exceeded) as why:
        late.tick()
    assert why.value.reason is GapReason.TIMEOUT


def test_a_busy_machine_costs_no_time(monkeypatch):
    one = budget(max_seconds=5.0)
    hours_later = time.monotonic() + 7200
    monkeypatch.setattr("outscan.limits.time.monotonic", lambda: hours_later)
    one.tick()
